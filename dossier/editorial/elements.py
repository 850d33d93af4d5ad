"""Turn our tokens into HTML: links, citations, callouts, notes, boxes, tables, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Protocol

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dossier.model import Citation, WikiLink


class Addresses(Protocol):
    """What a body needs to know of the page it stands on; the site says it."""

    def link(self, link: WikiLink) -> tuple[str, str]:
        """Return the href of a link and the words for it when it has none of its own."""

    def numbers(self, citation: Citation) -> tuple[int, ...]:
        """Return the numbers of the page's evidence notes, one for each place cited."""

    def embedded(self, link: WikiLink) -> str:
        """Return the HTML of what a link embeds; empty when a plain link must do."""


class PageIds:
    """The ids given out on one page; share one among the bodies that stand on it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """Return `wanted`, or `wanted-2` and so on when it is taken."""
        number = self._counts.get(wanted, 0) + 1
        while (found := wanted if number == 1 else f"{wanted}-{number}") in self._taken:
            number += 1
        self._counts[wanted] = number
        self._taken.add(found)
        return found


class Rendering:
    """One body on its page: the addresses, and ids that hold within this body."""

    def __init__(self, addresses: Addresses, ids: PageIds) -> None:
        self.addresses, self.ids = addresses, ids
        self._own: dict[str, str] = {}

    def own(self, wanted: str) -> str:
        """Return the same page-wide id each time this body asks for `wanted`."""
        if wanted not in self._own:
            self._own[wanted] = self.ids.unique(wanted)
        return self._own[wanted]


def elements(md: MarkdownIt, *, shaped: bool) -> None:
    """Give `md` a rule for each token that is ours and, when `shaped`, for those of our pages."""
    for name, rule in (OURS | PAGES if shaped else OURS).items():
        md.add_render_rule(name, rule)


def _on_page(env: EnvType) -> Rendering | None:
    found = env.get("rendering")
    return found if isinstance(found, Rendering) else None


def _own(env: EnvType, wanted: str) -> str:
    page = _on_page(env)
    return page.own(wanted) if page else wanted


def _wikilink(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    token, page = tokens[i], _on_page(env)
    link = token.meta.get("link")
    words = token.meta["words"] or token.meta["target"] or token.meta["heading"]
    if not page or not isinstance(link, WikiLink):
        return escape(token.content)
    href, default = page.addresses.link(link)
    words = escape(token.meta["words"] or default or words)
    if not href or token.meta.get("inside_link"):
        return words
    return f'<a class="wiki" href="{escape(href)}">{words}</a>'


def _embed(r: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    children, page = tokens[i].children or [], _on_page(env)
    link = children[0].meta.get("link")
    found = page.addresses.embedded(link) if page and isinstance(link, WikiLink) else ""
    if found:
        return f'<div class="embed">\n{found}\n</div>\n'
    return f"<p>{_wikilink(r, children, 0, o, env)}</p>\n"


def _citation(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    token, page = tokens[i], _on_page(env)
    citation = token.meta.get("citation")
    if not page or not isinstance(citation, Citation) or not citation.targets:
        return escape(token.content)
    numbers = page.addresses.numbers(citation)
    if token.meta.get("inside_link"):
        return "".join(f'<sup class="cite">{number}</sup>' for number in numbers)
    return "".join(
        f'<sup class="cite"><a href="#note-{number}" id="{page.ids.unique(f"cite-{number}")}" '
        f'aria-label="Note {number}">{number}</a></sup>'
        for number in numbers
    )


def _nothing(*_: object) -> str:
    return ""


def _link_open(r: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    token, page = tokens[i], _on_page(env)
    link = token.meta.get("link")
    if page and isinstance(link, WikiLink):
        href = page.addresses.link(link)[0]
        return f'<a class="wiki" href="{escape(href)}">' if href else "<a>"
    return r.renderToken(tokens, i, o, env)


def _image(r: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    """Show a picture as a link to it, or as its words: pages load nothing from elsewhere."""
    token = tokens[i]
    source, words = (
        str(token.attrs.get("src", "")),
        escape(r.renderInlineAsText(token.children, o, env) or "Picture"),
    )
    if token.meta.get("inside_link") or not source.lower().startswith(("http:", "https:")):
        return f'<span class="picture">{words}</span>'
    return f'<a class="outside picture" href="{escape(source)}" rel="noopener noreferrer">{words}</a>'


def _heading_open(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    anchor, page = str(tokens[i].attrs["id"]), _on_page(env)
    return f'<{tokens[i].tag} id="{escape(page.ids.unique(anchor) if page else anchor)}">'


def _task(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    done = tokens[i].meta["done"]
    checked, label = (" checked", "Done") if done else ("", "To do")
    return f'<input type="checkbox" disabled{checked} aria-label="{label}"> '


def _label(env: EnvType, word: str) -> str:
    """Return `Table`, then `Table 2`: regions of one page need names of their own."""
    page = _on_page(env)
    return page.ids.unique(word).replace("-", " ") if page else word


def _table_open(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    return f'<div class="table" tabindex="0" role="region" aria-label="{_label(env, "Table")}">\n<table>\n'


def _table_close(*_: object) -> str:
    return "</table>\n</div>\n"


def _code(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    return f'<pre tabindex="0"><code>{escape(tokens[i].content, quote=False)}</code></pre>\n'


def _footnote_ref(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    meta = tokens[i].meta
    number, again = meta["id"] + 1, meta.get("subId", 0)
    if meta.get("inside_link"):
        return f'<sup class="footnote">{number}</sup>'
    own = _own(env, f"fnref-{number}{f'-again-{again}' if again else ''}")
    return (
        f'<sup class="footnote"><a href="#{_own(env, f"fn-{number}")}" id="{own}" '
        f'aria-label="Footnote {number}">{number}</a></sup>'
    )


def _footnotes_open(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    return f'<section class="footnotes" aria-label="{_label(env, "Footnotes")}">\n<ol>\n'


def _footnotes_close(*_: object) -> str:
    return "</ol>\n</section>\n"


def _footnote_open(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    number = tokens[i].meta["id"] + 1
    return f'<li id="{_own(env, f"fn-{number}")}">'


def _footnote_close(*_: object) -> str:
    return "</li>\n"


def _footnote_anchor(_: RendererHTML, tokens: Sequence[Token], i: int, o: OptionsDict, env: EnvType) -> str:
    number, again = tokens[i].meta["id"] + 1, tokens[i].meta.get("subId", 0)
    own = _own(env, f"fnref-{number}{f'-again-{again}' if again else ''}")
    label = f"Back to the text of footnote {number}" + (f", place {again + 1}" if again else "")
    return f' <a href="#{own}" class="footnote-back" aria-label="{label}">\u21a9\ufe0e</a>'


OURS: dict[str, Any] = {
    "wikilink": _wikilink,
    "embed": _embed,
    "citation": _citation,
    "comment": _nothing,
    "footnote_ref": _footnote_ref,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": _footnotes_close,
    "footnote_open": _footnote_open,
    "footnote_close": _footnote_close,
    "footnote_anchor": _footnote_anchor,
}
PAGES: dict[str, Any] = {
    "link_open": _link_open,
    "image": _image,
    "heading_open": _heading_open,
    "task": _task,
    "table_open": _table_open,
    "table_close": _table_close,
    "fence": _code,
    "code_block": _code,
}
