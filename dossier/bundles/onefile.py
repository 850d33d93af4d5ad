"""Turn a built site into one HTML file: every page, style, script and picture inside."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from mimetypes import guess_type
from pathlib import Path
from posixpath import dirname, join, normpath
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TextIO
from urllib.parse import quote, unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from dossier.model import Manifest, ManifestEntry, PageKind, Tlp
from dossier.text import late as re
from dossier.text.interface import Interface, interface_of

LARGEST = 100_000_000  # bytes; browsers take minutes, and gigabytes of memory, for more
CUT = 15_000  # bytes of a source's page without its text, about
FRONT = "index.html"
ROUTER = "theme/onefile.js"
SEARCH = "theme/search.js"
MAIN = "main"  # the id that every page's skip link names
SAFE = "/.~-_"  # of a path inside an address, as on the site
MARK = "~"  # between a page's path and an id inside it; neither a path nor an id has one

# Attributes that name ids of the same page.
_IDREFS = (
    "for", "headers", "list", "form", "popovertarget", "aria-labelledby", "aria-describedby",
    "aria-controls", "aria-details", "aria-owns", "aria-activedescendant",
)  # fmt: skip


_PARAGRAPH = re.compile(r"p(\d+)(?:s\d+)?")


def too_large(site: Path, manifest: Manifest) -> str:
    """Say why a site does not fit into one file that a browser opens, even shortened; empty: it does."""
    return _over(sum(_short_size(site, entry) for entry in manifest.entries))


def shortened(site: Path, manifest: Manifest) -> str:
    """Say that only summaries and cited passages go into the file, and why; empty: the whole site does."""
    reason = _over(sum((site / entry.path).stat().st_size for entry in manifest.entries if _inside(entry)))
    return f"has only the summaries and the cited passages: the whole {reason}" if reason else ""


def _over(size: int) -> str:
    if size <= LARGEST:
        return ""
    return f"would be {size // 1_000_000} MB; browsers cope with {LARGEST // 1_000_000} MB in one page"


def _short_size(site: Path, entry: ManifestEntry) -> int:
    """Return about how many bytes a page has in the shortened file."""
    if not entry.path.endswith(".html"):
        return 0
    size = (site / entry.path).stat().st_size
    return min(size, CUT) if entry.kind == PageKind.SOURCE else size


def _inside(entry: ManifestEntry) -> bool:
    return entry.path.endswith(".html") or entry.kind == "search"


def write_onefile(site: Path, manifest: Manifest, target: Path) -> None:
    """Write all pages in the order of the manifest, reading as one long document without script.

    Pages pass through one at a time.
    """
    pages_only = [entry for entry in manifest.entries if entry.kind != "redirect"]
    paths = [entry.path for entry in pages_only if entry.path.endswith(".html")]
    shards = [entry.path for entry in pages_only if _inside(entry) and entry.path not in paths]
    bundle = _Bundle(site, frozenset(paths), interface_of(manifest.translation))
    if shortened(site, manifest):
        shards = []
        sources = {entry.path for entry in manifest.entries if entry.kind == PageKind.SOURCE}
        bundle.kept = bundle.cited_paragraphs(sources, paths)
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as pages:
        pages.writelines(f"{bundle.section(path)}\n" for path in paths)
        pages.seek(0)
        with target.open("w", encoding="utf-8", newline="\n") as file:
            _write(file, manifest, bundle, pages, shards)


def _write(file: TextIO, manifest: Manifest, bundle: _Bundle, pages: TextIO, shards: list[str]) -> None:
    """Write the file round the pages, which have said by now what they ask for."""
    site = bundle.site
    style = "\n".join((site / path).read_text("utf-8") for path in bundle.styles).replace("</", "<\\/")
    wanted = (path for path in bundle.scripts if bundle.kept is None or path != SEARCH)
    scripts = [_script(site / path) for path in (*shards, *wanted, ROUTER)]
    before, after = bundle.frame()
    body = bundle.body(manifest.tlp)
    glossary = "".join(words for _, words in sorted(bundle.glossary.items()))
    file.write(
        f'<!doctype html>\n<html lang="{escape(manifest.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy(style, scripts))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(manifest.title)}</title>\n"
        f'<style>{style}</style>\n</head>\n{body}\n{before}\n<main id="{MAIN}" tabindex="-1">\n'
    )
    copyfileobj(pages, file)
    file.write("</main>\n")
    if glossary:
        file.write(f'<section class="glossary" id="on-this-page" hidden>{glossary}</section>\n')
    file.write(f"{after}\n")
    file.writelines(f"<script>{script}</script>\n" for script in scripts)
    file.write("</body>\n</html>\n")


def _drop_search(root: HtmlElement) -> None:
    for form in [form for form in root.iter("form") if form.get("role") == "search"]:
        form.drop_tree()


def _is_glossary(element: HtmlElement) -> bool:
    return "glossary" in (element.get("class") or "").split()


def _text(element: HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode", with_tail=False))


def _script(path: Path) -> str:
    """Return a script as it may stand inside an HTML page."""
    return path.read_text("utf-8").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(style: str, scripts: list[str]) -> str:
    def hashes(texts: list[str]) -> str:
        sums = (base64.b64encode(sha256(text.encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{value}'" for value in sums)

    return (
        f"default-src 'none'; style-src {hashes([style])}; script-src {hashes(scripts)}; img-src data:; "
        "base-uri 'none'; form-action 'self' file:; require-trusted-types-for 'script'"
    )


class _Bundle:
    """The pages of one site while they become sections of one file."""

    def __init__(self, site: Path, pages: frozenset[str], say: Interface) -> None:
        self.site = site
        self.say = say
        self.pages = pages
        self.glossary: dict[str, str] = {}
        self.kept: Mapping[str, frozenset[int]] | None = None
        """Only in the shortened file: of each source's page, the numbers of the paragraphs that stay."""
        self.styles: dict[str, None] = {}
        self.scripts: dict[str, None] = {}
        """What the pages ask for, each once, in order."""

    def parse(self, path: str) -> HtmlElement:
        """Read one page of the site."""
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        return html.document_fromstring((self.site / path).read_bytes(), parser=parser)

    def frame(self) -> tuple[str, str]:
        """Return what stands before and after the front page's `<main>`, once for all pages."""
        body = self.parse(FRONT).find("body")
        main = body.find("main")
        parts: tuple[list[str], list[str]] = ([], [])
        for element in list(body.iterfind("header//*[@class='mark']")):
            element.drop_tree()  # each page has its own
        if self.kept is not None:
            _drop_search(body)
        for number, child in enumerate(body):
            if child.tag not in ("main", "script") and not _is_glossary(child):
                self.rewrite(child, FRONT, prefix_ids=False)
                parts[number > body.index(main)].append(_text(child))
        return "\n".join(parts[0]), "\n".join(parts[1])

    def body(self, mark: str) -> str:
        """Return the tag round all pages: the front page's language, the strictest mark for its sheets."""
        given = self.parse(FRONT).find("body").attrib
        kept = {name: given[name] for name in ("lang", "dir") if name in given}
        kept |= {"class": f"tlp-{Tlp(mark).slug}"} if mark else {}
        return "<body" + "".join(f' {name}="{escape(value)}"' for name, value in kept.items()) + ">"

    def section(self, path: str) -> str:
        """Return the body of one page as a section whose id is the page's path."""
        tree = self.parse(path)
        main = tree.find(".//main")
        for element in tree.iterfind(".//link[@rel='stylesheet']"):
            self.styles.setdefault(self._target(element.get("href"), path))
        for element in tree.iterfind(".//script[@src]"):
            self.scripts.setdefault(self._target(element.get("src"), path))
        for entry in [element for element in tree.iter("section") if _is_glossary(element)]:
            self._collect(entry, path)
            entry.drop_tree()
        if self.kept is not None:
            self._shorten(main, path)
        self.rewrite(main, path, prefix_ids=True)
        for mark in tree.iterfind(".//header/*[@class='mark']"):
            main.insert(0, mark)
        for current in tree.iterfind(".//header//a[@aria-current]"):
            main.set("data-current", "#" + quote(self._target(current.get("href"), path), safe=SAFE))
            main.set("data-current-as", current.get("aria-current"))
        main.tag = "section"
        main.set("class", f"page {tree.find('body').get('class', '')}".strip())
        main.set("id", path)
        main.set("data-title", tree.findtext(".//title") or path)
        main.set("tabindex", "-1")  # the focus goes with the reader
        return _text(main)

    def cited_paragraphs(self, sources: set[str], paths: Iterable[str]) -> dict[str, frozenset[int]]:
        """Return the paragraphs of each source's page to which other pages than sources and lists lead."""
        cited: defaultdict[str, set[int]] = defaultdict(set)
        for path in paths:
            if path not in sources and not path.startswith(("timeline", "map", "search", "sources/")):
                for link in self.parse(path).iterfind(".//main//a[@href]"):
                    page, _, fragment = self._target(link.get("href"), path).partition(MARK)
                    if found := _PARAGRAPH.fullmatch(fragment):
                        cited[page].add(int(found[1]))
        return {path: frozenset(cited[path]) for path in sources}

    def _shorten(self, main: HtmlElement, path: str) -> None:
        """Leave out the paragraphs of a source that no page cites, and the search; say so."""
        assert self.kept is not None
        _drop_search(main)
        for row in list(main.iterfind(".//section[@id='text']/*[@id]")) if path in self.kept else ():
            found = _PARAGRAPH.fullmatch(row.get("id"))
            if found and int(found[1]) not in self.kept[path]:
                row.drop_tree()
        if path in self.kept or path in (FRONT, "search.html"):
            notice = html.fragment_fromstring(f'<p class="notice">{escape(self.say("shortened"))}</p>')
            main.insert(1, notice)

    def _collect(self, glossary: HtmlElement, path: str) -> None:
        """Keep each preview once: the same page has the same preview everywhere."""
        for entry in glossary.xpath(".//*[starts-with(@id, 'g-')]"):
            if entry.get("id") not in self.glossary:
                self.rewrite(entry, path, prefix_ids=False)
                self.glossary[entry.get("id")] = _text(entry)

    def rewrite(self, root: HtmlElement, path: str, *, prefix_ids: bool) -> None:
        """Make every id unique in the file and every address point inside it."""
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            for name, value in list(element.attrib.items()):
                if name == "href":
                    self._rewrite_link(element, value, path)
                elif name == "src":
                    element.set(name, self._picture(value, path))
                elif name == "action":
                    element.set(name, "#" + quote(self._target(value, path), safe=SAFE))
                elif prefix_ids and name == "id":
                    element.set(name, f"{path}{MARK}{value}")
                elif prefix_ids and name in _IDREFS:
                    element.set(name, " ".join(f"{path}{MARK}{word}" for word in value.split()))

    def _rewrite_link(self, element: HtmlElement, value: str, path: str) -> None:
        parts = urlsplit(value)
        if parts.scheme or parts.netloc or value == f"#{MAIN}":
            return
        target = self._target(value, path)
        if target.split(MARK)[0] in self.pages:
            element.set("href", "#" + quote(target, safe=SAFE))
        elif element.tag == "a":  # a data file, which stays in the site
            del element.attrib["href"]
            element.set("class", f"absent {element.get('class', '')}".strip())
            element.set("title", self.say("not_in_file"))

    def _target(self, value: str, path: str) -> str:
        """Return the id, inside this file, of the place that an address of page `path` names."""
        parts = urlsplit(value)
        page = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
        fragment = unquote(parts.fragment)
        found = _PARAGRAPH.fullmatch(fragment)
        if self.kept is not None and found and int(found[1]) not in self.kept.get(page, frozenset()):
            return page  # the paragraph is left out
        return f"{page}{MARK}{fragment}" if fragment else page

    def _picture(self, value: str, path: str) -> str:
        if urlsplit(value).scheme:
            return value
        file = self.site / normpath(join(dirname(path), unquote(urlsplit(value).path)))
        kind = guess_type(file.name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
