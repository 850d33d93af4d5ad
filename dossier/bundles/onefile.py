"""Turn a built site into one HTML file: every page, style, script and picture inside."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from html import escape
from mimetypes import guess_type
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from dossier.model import Manifest

FRONT = "index.html"
ROUTER = "theme/onefile.js"
MAIN = "main"  # the id that every page's skip link names
MARK = "~"  # between a page's path and an id inside it; neither a path nor an id has one

# Attributes that name ids of the same page.
_IDREFS = (
    "for", "headers", "list", "form", "popovertarget", "aria-labelledby", "aria-describedby",
    "aria-controls", "aria-details", "aria-owns", "aria-activedescendant",
)  # fmt: skip
_URL_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def write_onefile(site: Path, manifest: Manifest, target: Path) -> None:
    """Write all pages in the order of the manifest, reading as one long document without script."""
    paths = [entry.path for entry in manifest.entries if entry.path.endswith(".html")]
    bundle = _Bundle(site, frozenset(paths))
    front = bundle.parse(FRONT)
    sections = [bundle.section(path) for path in paths]
    frame = _frame_of(bundle, front)
    shards = [entry.path for entry in manifest.entries if entry.kind == "search" and entry.path not in paths]
    styles, own_scripts = bundle.asked_for("stylesheet"), bundle.asked_for("script")
    style = "\n".join((site / path).read_text("utf-8") for path in styles).replace("</", "<\\/")
    scripts = [_script(site / path) for path in (*shards, *own_scripts, ROUTER)]
    policy = _policy(style, scripts)
    glossary = "".join(bundle.glossary[key] for key in sorted(bundle.glossary))
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            f'<!doctype html>\n<html lang="{escape(manifest.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="color-scheme" content="light dark">\n<title>{escape(manifest.title)}</title>\n'
            f'<style>{style}</style>\n</head>\n<body>\n{frame.before}\n<main id="{MAIN}">\n'
        )
        file.writelines(f"{section}\n" for section in sections)
        file.write("</main>\n")
        if glossary:
            file.write(f'<section class="glossary" id="on-this-page" hidden>{glossary}</section>\n')
        file.write(f"{frame.after}\n")
        file.writelines(f"<script>{script}</script>\n" for script in scripts)
        file.write("</body>\n</html>\n")


class _Frame:
    """The masthead and the foot, once for all pages."""

    def __init__(self, before: str, after: str) -> None:
        self.before = before
        self.after = after


def _frame_of(bundle: _Bundle, front: HtmlElement) -> _Frame:
    """Take what stands before and after the front page's `<main>`."""
    body = front.find("body")
    mains = [index for index, child in enumerate(body) if child.tag == "main"]
    position = mains[0] if mains else len(body)
    outside = [child for child in body if child.tag not in ("main", "script") and not _is_glossary(child)]
    before = [child for child in outside if body.index(child) < position]
    after = [child for child in outside if body.index(child) > position]
    for child in outside:
        bundle.rewrite(child, FRONT, prefix_ids=False)
    return _Frame("\n".join(map(_text, before)), "\n".join(map(_text, after)))


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
        "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
    )


class _Bundle:
    """The pages of one site while they become sections of one file."""

    def __init__(self, site: Path, pages: frozenset[str]) -> None:
        self.site = site
        self.pages = pages
        self.glossary: dict[str, str] = {}
        self._asked: dict[str, dict[str, None]] = {"stylesheet": {}, "script": {}}

    def parse(self, path: str) -> HtmlElement:
        """Read one page of the site."""
        parser = html.HTMLParser(encoding="utf-8")
        return html.document_fromstring((self.site / path).read_bytes(), parser=parser)

    def asked_for(self, kind: str) -> tuple[str, ...]:
        """Return the style sheets or scripts that the pages ask for, each once, in order."""
        return tuple(self._asked[kind])

    def section(self, path: str) -> str:
        """Return the body of one page as a section whose id is the page's path."""
        tree = self.parse(path)
        main = tree.find(".//main")
        for asking, name in (("link", "href"), ("script", "src")):
            for element in tree.iter(asking):
                kind = element.get("rel") if asking == "link" else "script"
                if kind in self._asked and element.get(name):
                    self._asked[kind].setdefault(self._target(element.get(name), path))
        for entry in [element for element in tree.iter("section") if _is_glossary(element)]:
            self._collect(entry, path)
            entry.drop_tree()
        self.rewrite(main, path, prefix_ids=True)
        main.tag = "section"
        main.set("class", f"page {main.get('class', '')}".strip())
        main.set("id", path)
        main.set("data-title", tree.findtext(".//title") or path)
        main.attrib.pop("tabindex", None)
        return _text(main)

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
                if name in ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href"):
                    self._rewrite_link(element, name, value, path)
                elif name == "src":
                    element.set(name, self._picture(value, path))
                elif name == "action":
                    element.set(name, "#" + self._target(value, path))
                elif prefix_ids and name == "id":
                    element.set(name, f"{path}{MARK}{value}")
                elif prefix_ids and name in _IDREFS:
                    element.set(name, " ".join(f"{path}{MARK}{word}" for word in value.split()))
                elif prefix_ids and "url(#" in value:
                    element.set(name, _URL_REFERENCE.sub(rf"url(#{path}{MARK}\1)", value))

    def _rewrite_link(self, element: HtmlElement, name: str, value: str, path: str) -> None:
        parts = urlsplit(value)
        if parts.scheme or parts.netloc or value == f"#{MAIN}":
            return
        target = self._target(value, path)
        if target.split(MARK)[0] in self.pages:
            element.set(name, "#" + target)
        elif element.tag == "a":  # a data file: it is in the site and in the zip bundle
            del element.attrib[name]
            element.set("class", f"absent {element.get('class', '')}".strip())
            element.set("title", "Not in this file: it is part of the site and of the zip bundle")

    def _target(self, value: str, path: str) -> str:
        """Return the id, inside this file, of the place that an address of page `path` names."""
        parts = urlsplit(value)
        page = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
        return f"{page}{MARK}{unquote(parts.fragment)}" if parts.fragment else page

    def _picture(self, value: str, path: str) -> str:
        if urlsplit(value).scheme:
            return value
        file = self.site / normpath(join(dirname(path), unquote(urlsplit(value).path)))
        kind = guess_type(file.name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
