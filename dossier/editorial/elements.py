"""Turn our tokens into HTML: links, citations, callouts, notes, boxes, tables, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dossier.model import Citation, WikiLink

THIN_GAP = "\u202f"  # narrow no-break space: two marks never read as one number


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

    def __init__(self, addresses: Addresses | None = None, ids: PageIds | None = None) -> None:
        self.addresses, self.ids = addresses, ids or PageIds()
        self._own: dict[str, str] = {}

    def own(self, wanted: str) -> str:
        """Return the same page-wide id each time this body asks for `wanted`."""
        if wanted not in self._own:
            self._own[wanted] = self.ids.unique(wanted)
        return self._own[wanted]

    def label(self, word: str) -> str:
        """Return `Table`, then `Table 2`: regions of one page need names of their own."""
        return self.ids.unique(word).replace("-", " ")


Rule = Callable[[Token, Rendering], str]
"""From a token, and the body on its page, to HTML."""


def elements(md: MarkdownIt, rules: Mapping[str, Rule]) -> None:
    """Give `md` rules that show tokens; `env["rendering"]` says on which page."""

    def bound(rule: Rule) -> Callable[..., str]:
        def shown(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
            return rule(tokens[index], env.setdefault("rendering", Rendering()))

        return shown

    for name, rule in rules.items():
        md.add_render_rule(name, bound(rule))


def _wikilink(token: Token, page: Rendering) -> str:
    link: WikiLink | None = token.meta.get("link")
    if not page.addresses or not link:
        return escape(token.content)
    href, default = page.addresses.link(link)
    words = escape(link.words or default or link.target or link.heading or "")
    if not href or token.meta.get("inside_link"):
        return words
    return f'<a class="wiki" href="{escape(href)}">{words}</a>'


def _embed(token: Token, page: Rendering) -> str:
    (child,) = token.children or []
    link: WikiLink | None = child.meta.get("link")
    found = page.addresses.embedded(link) if page.addresses and link else ""
    return f'<div class="embed">\n{found}\n</div>\n' if found else f"<p>{_wikilink(child, page)}</p>\n"


def _citation(token: Token, page: Rendering) -> str:
    citation: Citation | None = token.meta.get("citation")
    if not page.addresses or not citation or not citation.targets:
        return escape(token.content)
    marks, gap = [], THIN_GAP if token.meta.get("follows") else ""
    for number in page.addresses.numbers(citation):
        mark = str(number)
        if not token.meta.get("inside_link"):
            own = page.ids.unique(f"cite-{number}")
            mark = f'<a href="#note-{number}" id="{own}" aria-label="Note {number}">{number}</a>'
        marks.append(f'<sup class="cite">{gap}{mark}</sup>')
        gap = THIN_GAP
    return "".join(marks)


def _link_open(token: Token, page: Rendering) -> str:
    attrs = {name: str(value) for name, value in token.attrs.items()}
    link: WikiLink | None = token.meta.get("link")
    if page.addresses and link:
        href, _ = page.addresses.link(link)
        attrs = {"class": "wiki", "href": href} if href else {}
    return "<a" + "".join(f' {name}="{escape(value)}"' for name, value in attrs.items()) + ">"


def _image(token: Token, page: Rendering) -> str:
    """Show a picture as a link to it, or as its words: pages load nothing from elsewhere."""
    source = str(token.attrs.get("src", ""))
    words = escape("".join(child.content for child in token.children or []) or "Picture")
    if token.meta.get("inside_link") or not source.lower().startswith(("http:", "https:")):
        return f'<span class="picture">{words}</span>'
    return f'<a class="outside picture" href="{escape(source)}" rel="noopener noreferrer">{words}</a>'


def _heading_open(token: Token, page: Rendering) -> str:
    return f'<{token.tag} id="{escape(page.ids.unique(str(token.attrs["id"])))}">'


def _task(token: Token, page: Rendering) -> str:
    checked, label = (" checked", "Done") if token.meta["done"] else ("", "To do")
    return f'<input type="checkbox" disabled{checked} aria-label="{label}"> '


def _table_open(token: Token, page: Rendering) -> str:
    return f'<div class="table" tabindex="0" role="region" aria-label="{page.label("Table")}">\n<table>\n'


def _code(token: Token, page: Rendering) -> str:
    return f'<pre tabindex="0"><code>{escape(token.content, quote=False)}</code></pre>\n'


def _reference(token: Token, page: Rendering) -> tuple[int, int, str]:
    """Return a footnote's number, which of its references this is (from 0), and the reference's id."""
    number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
    return number, again, page.own(f"fnref-{number}" + (f"-again-{again}" if again else ""))


def _footnote_ref(token: Token, page: Rendering) -> str:
    number, _, own = _reference(token, page)
    if token.meta.get("inside_link"):
        return f'<sup class="footnote">{number}</sup>'
    return (
        f'<sup class="footnote"><a href="#{page.own(f"fn-{number}")}" id="{own}" '
        f'aria-label="Footnote {number}">{number}</a></sup>'
    )


def _footnotes_open(token: Token, page: Rendering) -> str:
    return f'<section class="footnotes" aria-label="{page.label("Footnotes")}">\n<ol>\n'


def _footnote_open(token: Token, page: Rendering) -> str:
    number = token.meta["id"] + 1
    return f'<li id="{page.own(f"fn-{number}")}">'


def _footnote_anchor(token: Token, page: Rendering) -> str:
    number, again, own = _reference(token, page)
    label = f"Back to the text of footnote {number}" + (f", place {again + 1}" if again else "")
    return f' <a href="#{own}" class="footnote-back" aria-label="{label}">\u21a9\ufe0e</a>'


def _always(html: str) -> Rule:
    return lambda token, page: html


OURS: Mapping[str, Rule] = {
    "wikilink": _wikilink,
    "embed": _embed,
    "citation": _citation,
    "comment": _always(""),
    "footnote_ref": _footnote_ref,
    "footnote_block_open": _footnotes_open,
    "footnote_block_close": _always("</ol>\n</section>\n"),
    "footnote_open": _footnote_open,
    "footnote_close": _always("</li>\n"),
    "footnote_anchor": _footnote_anchor,
}
"""What CommonMark does not know."""
PAGES: Mapping[str, Rule] = {
    "link_open": _link_open,
    "image": _image,
    "heading_open": _heading_open,
    "task": _task,
    "table_open": _table_open,
    "table_close": _always("</table>\n</div>\n"),
    "fence": _code,
    "code_block": _code,
}
"""What our pages show in a way of their own."""
