"""Turn the tokens of any Markdown into those of our pages: anchors, tasks, tables, links, embeds."""

from dataclasses import replace
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dossier.editorial.markdown.elements import PageIds
from dossier.editorial.markdown.plainwords import words_of
from dossier.text import late as re
from dossier.text.slugs import slug

_TASK = re.compile(r"\[([ xX])\][ \t]+")
_OUTSIDE = re.compile(r"https?:|mailto:", re.IGNORECASE)
_SIZE = re.compile(r"(?:^|\|)\s*(\d{1,9})(?:x\d{1,9})?\s*$")
_WIDEST = 9999  # points; a wider size is no size, nor is none
"""The width of a picture in pixels, as Obsidian has it: `![Words|300](x.png)`, `![[x.png|300]]`."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Endings of the pictures that may be shown."""
ATTACHMENT = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp|pdf|mp[34]|webm|wav|canvas)$", re.IGNORECASE)
_ELSEWHERE = ("http:", "https:", "data:", "mailto:")
_ENDING = re.compile(r"\.(?:md|html)$")


def shape(md: MarkdownIt) -> None:
    """Let `md` shape what it parsed, after all other steps."""
    md.core.ruler.push("shape", _shape)


def is_own(token: Token) -> bool:
    """Tell whether a token shows a picture that must be on this disk."""
    source = str(token.attrs.get("src", ""))
    return token.type == "image" and not source.lower().startswith(_ELSEWHERE)


def _shape(state: StateCore) -> None:
    levels = [int(token.tag[1]) for token in state.tokens if token.type == "heading_open"]
    top = int(state.env.get("heading_level", 2))
    shift, previous, anchors = top - min(levels, default=top), top - 1, PageIds()
    in_list: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type == "inline":
            _shape_inline(token)
        elif token.type == "heading_open":
            previous = min(int(token.tag[1]) + shift, previous + 1, 6)
            token.tag = state.tokens[index + 2].tag = f"h{previous}"
            name = slug(words_of(state.tokens[index + 1])) or "section"
            token.attrs["id"] = anchors.unique(f"h-{name}")  # clear of the page's own ids
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            in_list.append(token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            in_list.pop()
        elif token.type == "list_item_open":
            _shape_item(state.tokens, index, in_list[-1])
        elif token.type in ("th_open", "td_open"):
            _shape_cell(state.tokens, index)
    state.tokens = _with_embeds(state.tokens)


def _shape_inline(inline: Token) -> None:
    """Mark what is inside a link, and set links within the dossier apart from those outside."""
    depth = 0
    for child in inline.children or []:
        if child.type == "image":
            _shape_picture(child)
        elif child.type == "wikilink" and child.meta["embed"] and _is_picture(child.meta["target"]):
            _make_picture(child)
        if child.type == "link_open":
            depth += 1
            href = str(child.attrs.get("href", ""))
            if _OUTSIDE.match(href):
                child.attrs["class"] = "outside"
                child.attrs["rel"] = "noopener noreferrer"
            else:
                path, _, fragment = href.partition("#")
                parts = [p for p in unquote(path).split("/") if p not in (".", "..")]
                target = _ENDING.sub("", "/".join(parts[-2:]))
                child.content = href
                child.meta = {"target": target, "heading": unquote(fragment) or None, "embed": False}
        elif child.type == "link_close":
            depth -= 1
        elif depth:
            child.meta = {**child.meta, "inside_link": True}


def _is_picture(target: str) -> bool:
    return target.lower().endswith(PICTURES)


def _make_picture(embed: Token) -> None:
    """Turn `![[x.png|words]]` into a picture."""
    words = Token("text", "", 0, content=embed.meta["words"] or "")
    embed.type, embed.tag, embed.children = "image", "img", [words]
    embed.attrs = {"src": quote(embed.meta["target"])}
    _shape_picture(embed)


def _shape_picture(picture: Token) -> None:
    """Take the size out of the words; note the name of a picture of one's own as written."""
    last = picture.children[-1] if picture.children else None
    size = _SIZE.search(last.content) if last and last.type == "text" else None
    if last and size:
        last.content = last.content[: size.start()]
        if 0 < int(size[1]) <= _WIDEST:
            picture.meta["width"] = int(size[1])
    if is_own(picture):
        picture.meta["picture"] = unquote(str(picture.attrs["src"]))


def _shape_item(tokens: list[Token], index: int, parent: Token) -> None:
    """Turn `[ ]` and `[x]` at the start of a list entry into a box."""
    inline = tokens[index + 2] if index + 2 < len(tokens) else None
    if inline is None or inline.type != "inline" or not inline.children:
        return
    first = inline.children[0]
    match = _TASK.match(first.content) if first.type == "text" else None
    if match:
        first.content = first.content[match.end() :]
        inline.children.insert(0, Token("task", "", 0, meta={"done": match[1] != " "}))
        tokens[index].attrs["class"] = "task"
        parent.attrs["class"] = "tasks"


def _shape_cell(tokens: list[Token], index: int) -> None:
    """Say alignment by a class (inline styles are forbidden), scope of heads; no empty heads."""
    cell = tokens[index]
    style = str(cell.attrs.pop("style", ""))
    if style:
        cell.attrs["class"] = style.replace("text-align:", "align-")
    if cell.type == "th_open":
        if tokens[index + 1].content:
            cell.attrs["scope"] = "col"
        else:
            cell.tag = tokens[index + 2].tag = "td"


def _with_embeds(tokens: list[Token]) -> list[Token]:
    """Make each embed of a paragraph that is nothing but embeds a block of its own; others are links."""
    shaped: list[Token] = []
    stream = iter(enumerate(tokens))
    for index, token in stream:
        is_whole = token.type == "paragraph_open" and tokens[index + 2].type == "paragraph_close"
        inline = tokens[index + 1] if is_whole else None  # a footnote's last has a way back, too
        embeds = [each for each in inline.children or () if not _is_blank(each)] if inline else []
        if inline and embeds and all(map(_is_embed, embeds)):
            next(stream)
            next(stream)
            shaped += [replace(inline, type="embed", level=token.level, children=[each]) for each in embeds]
            continue
        for embed in filter(_is_embed, token.children or ()):
            embed.meta = {**embed.meta, "is_beside": True}
        shaped.append(token)
    return shaped


def _is_embed(token: Token) -> bool:
    return token.type == "wikilink" and bool(token.meta["embed"])


def _is_blank(token: Token) -> bool:
    return token.type in ("softbreak", "hardbreak") or (token.type == "text" and not token.content.strip())
