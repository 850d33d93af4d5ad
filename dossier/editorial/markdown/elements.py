"""Turn our tokens into HTML: links, citations, callouts, notes, boxes, tables, pictures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from dossier.editorial.markdown.plainwords import words_of
from dossier.forms.comments import shown_words
from dossier.model import Citation, WikiLink
from dossier.text.interface import ENGLISH, Interface

BETWEEN = ","  # two marks never read as one number


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads on its page, and what it shows."""

    href: str
    """Empty: nowhere; the words are shown alone."""
    words: str
    gloss: str = ""
    """Key of the page's preview; empty: without one."""

    @property
    def attributes(self) -> dict[str, str]:
        """Return the attributes of the anchor; none where it leads nowhere."""
        shown = {"class": "wiki", "href": self.href, "data-gloss": self.gloss} if self.href else {}
        return {name: value for name, value in shown.items() if value}


@dataclass(frozen=True, slots=True)
class PictureShown:
    """Where a picture is, seen from its page, and its size in pixels."""

    href: str
    width: int
    height: int


class Addresses(Protocol):
    """What a body needs to know of the page that shows it; the site says it."""

    say: Interface
    """The words of the page's interface."""
    interface: str
    """Attributes that mark an element as of the language of these words; empty where editors write in it."""
    own: str
    """Attributes that mark an element as of the editors' language; empty where the interface is in it."""

    def link(self, link: WikiLink) -> LinkTarget:
        """Return where a link leads, and its words: its own, or those of the page."""

    def numbers(self, citation: Citation) -> tuple[int, ...]:
        """Return the numbers of the page's evidence notes, one for each place cited."""

    def picture(self, file: str, name: str) -> PictureShown | None:
        """Return a picture that a file shows by a name; None where there is none."""

    def embedded(self, link: WikiLink) -> str:
        """Return the HTML of what a link embeds; empty when a plain link must do."""


class PageIds:
    """The ids given out on one page; share one among the bodies that it shows."""

    def __init__(self, first: int = 1) -> None:
        """`first`: the number of the first of several, which it does not show."""
        self._first = first
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """Return `wanted`, or `wanted-2` and so on when it is taken."""
        number = self._counts.get(wanted, self._first - 1) + 1
        while (found := wanted if number == self._first else f"{wanted}-{number}") in self._taken:
            number += 1
        self._counts[wanted] = number
        self._taken.add(found)
        return found


class Rendering:
    """One body on its page: what each of its tokens looks like there."""

    def __init__(
        self, addresses: Addresses | None = None, ids: PageIds | None = None, file: str = ""
    ) -> None:
        self.addresses, self.ids, self.file = addresses, ids or PageIds(), file
        self.say = addresses.say if addresses else ENGLISH
        self.interface, self.desk = (addresses.interface, addresses.own) if addresses else ("", "")
        self._own: dict[str, str] = {}
        self._in_anchor = False
        """False within a link to a page that is left out: its words stay alone."""

    def own(self, wanted: str) -> str:
        """Return the same page-wide id each time this body asks for `wanted`."""
        if wanted not in self._own:
            self._own[wanted] = self.ids.unique(wanted)
        return self._own[wanted]

    def label(self, key: str) -> str:
        """Return `Table`, then `Table 2`: regions of one page need names of their own."""
        number = self.ids.unique(key.capitalize()).removeprefix(key.capitalize())
        return f'{self.interface} aria-label="{escape(self.say(key))}{number.replace("-", " ")}"'

    def labelled(self, key: str, number: int | None = None, **values: object) -> str:
        """Return the attributes of an element whose label is the interface's."""
        return f'{self.interface} aria-label="{escape(self.say(key, number, **values))}"'

    def _said(self, key: str) -> str:
        """Return words of the interface among those of editors."""
        words = escape(self.say(key))
        return f"<span{self.interface}>{words}</span>" if self.interface else words

    def _wikilink(self, token: Token) -> str:
        link: WikiLink | None = token.meta.get("link")
        if not self.addresses or not link:
            return escape(token.content)
        target = self.addresses.link(link)
        if not target.href or token.meta.get("inside_link"):
            return escape(target.words)
        return f"<a{_attributes(target.attributes)}>{escape(target.words)}</a>"

    def _embed(self, token: Token) -> str:
        (child,) = token.children or []
        link: WikiLink | None = child.meta.get("link")
        found = self.addresses.embedded(link) if self.addresses and link else ""
        return f'<div class="embed">\n{found}\n</div>\n' if found else f"<p>{self._wikilink(child)}</p>\n"

    def _citation(self, token: Token) -> str:
        citation: Citation | None = token.meta.get("citation")
        if not self.addresses or not citation or not citation.targets:
            return escape(token.content)
        marks, gap = [], BETWEEN if token.meta.get("follows") else ""
        for number in self.addresses.numbers(citation):
            mark = str(number)
            if not token.meta.get("inside_link"):
                own = self.ids.unique(f"cite-{number}")
                mark = (
                    f'<a href="#note-{number}" id="{own}"{self.labelled("note_number", number)}>{number}</a>'
                )
            marks.append(f'<sup class="cite">{gap}{mark}</sup>')
            gap = BETWEEN
        return "".join(marks)

    def _link_open(self, token: Token) -> str:
        attrs = {name: shown_words(str(value)).strip() for name, value in token.attrs.items()}
        link: WikiLink | None = token.meta.get("link")
        if self.addresses and link:
            attrs = self.addresses.link(link).attributes
        self._in_anchor = bool(attrs)
        return f"<a{_attributes(attrs)}>" if attrs else ""

    def _link_close(self, _: Token) -> str:
        return "</a>" if self._in_anchor else ""

    def _image(self, token: Token) -> str:
        """Show a picture of one's own; else a link to it, or its words: pages load nothing from elsewhere."""
        source, words = str(token.attrs.get("src", "")), escape(words_of(token).strip())
        name = token.meta.get("picture")
        found = self.addresses.picture(self.file, name) if self.addresses and name else None
        if found:
            width = min(token.meta.get("width", found.width), found.width)
            height = max(round(found.height * width / found.width), 1)
            size = f'width="{width}" height="{height}"'
            return f'<img src="{escape(found.href)}" {size} alt="{words}" loading="lazy">'
        words = words or self._said("picture")
        if token.meta.get("inside_link") or not source.lower().startswith(("http:", "https:")):
            return f'<span class="picture">{words}</span>'
        return f'<a class="outside picture" href="{escape(source)}" rel="noopener noreferrer">{words}</a>'

    def _heading_open(self, token: Token) -> str:
        return f'<{token.tag} id="{escape(self.ids.unique(str(token.attrs["id"])))}">'

    def _task(self, token: Token) -> str:
        checked, label = (" checked", "done") if token.meta["done"] else ("", "to_do")
        return f'<input type="checkbox" disabled{checked}{self.labelled(label)}> '

    def _table_open(self, token: Token) -> str:
        label = self.label("table")
        return f'<div class="table"{_id(token)} tabindex="0" role="region"{label}>\n<table{self.desk}>\n'

    def _code(self, token: Token) -> str:
        return f'<pre{_id(token)} tabindex="0"><code>{escape(token.content, quote=False)}</code></pre>\n'

    def _callout_word(self, token: Token) -> str:
        """Return the title of a callout to which the editor gave none: what its kind is called."""
        key = f"callout_{token.content.lower()}"
        if key not in self.say.texts:
            return escape(token.content.capitalize())
        return self._said(key)

    def _reference(self, token: Token) -> tuple[int, int, str]:
        """Return a footnote's number, which of its references this is (from 0), and the reference's id."""
        number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
        return number, again, self.own(f"fnref-{number}" + (f"-again-{again}" if again else ""))

    def _footnote_ref(self, token: Token) -> str:
        number, _, own = self._reference(token)
        letter = _letters(number)
        if token.meta.get("inside_link"):
            return f'<sup class="footnote">{letter}</sup>'
        label = self.labelled("footnote_number", n=letter)
        link = f'<a href="#{self.own(f"fn-{number}")}" id="{own}"{label}>{letter}</a>'
        return f'<sup class="footnote">{link}</sup>'

    def _footnotes_open(self, token: Token) -> str:
        return f'<section class="footnotes"{self.label("footnotes")}>\n<ol type="a"{self.desk}>\n'

    def _footnote_open(self, token: Token) -> str:
        number = token.meta["id"] + 1
        return f'<li id="{self.own(f"fn-{number}")}">'

    def _footnote_anchor(self, token: Token) -> str:
        number, again, own = self._reference(token)
        key = "back_to_footnote_again" if again else "back_to_footnote"
        label = self.labelled(key, n=_letters(number), place=again + 1)
        return f' <a href="#{own}" class="footnote-back"{label}>\u21a9\ufe0e</a>'


def _letters(number: int) -> str:
    """Return the letters of a footnote, which tell it from numbered evidence.

    >>> _letters(1), _letters(27)
    ('a', 'aa')
    """
    before, last = divmod(number - 1, 26)
    return (_letters(before) if before else "") + chr(ord("a") + last)


def _id(token: Token) -> str:
    return _attributes({"id": str(token.attrs["id"])} if "id" in token.attrs else {})


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


Rule = Callable[[Rendering, Token], str]
"""From a body on its page, and one of its tokens, to HTML."""


def _always(html: str) -> Rule:
    return lambda page, token: html


OURS: Mapping[str, Rule] = {
    "wikilink": Rendering._wikilink,
    "embed": Rendering._embed,
    "citation": Rendering._citation,
    "comment": _always(""),
    "callout_word": Rendering._callout_word,
    "footnote_ref": Rendering._footnote_ref,
    "footnote_block_open": Rendering._footnotes_open,
    "footnote_block_close": _always("</ol>\n</section>\n"),
    "footnote_open": Rendering._footnote_open,
    "footnote_close": _always("</li>\n"),
    "footnote_anchor": Rendering._footnote_anchor,
}
"""What CommonMark does not know."""
PAGES: Mapping[str, Rule] = {
    "link_open": Rendering._link_open,
    "link_close": Rendering._link_close,
    "image": Rendering._image,
    "heading_open": Rendering._heading_open,
    "task": Rendering._task,
    "table_open": Rendering._table_open,
    "table_close": _always("</table>\n</div>\n"),
    "fence": Rendering._code,
    "code_block": Rendering._code,
}
"""What our pages show in a way of their own."""


def elements(md: MarkdownIt, rules: Mapping[str, Rule]) -> None:
    """Give `md` rules that show tokens; `env["rendering"]` says on which page."""

    def bound(rule: Rule) -> Callable[..., str]:
        def shown(_: RendererHTML, tokens: Sequence[Token], index: int, __: OptionsDict, env: EnvType) -> str:
            return rule(env.setdefault("rendering", Rendering()), tokens[index])

        return shown

    for name, rule in rules.items():
        md.add_render_rule(name, bound(rule))
