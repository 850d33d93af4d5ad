"""Prepare the markup of a page for reading: take out what is no text, keep what extractors lose.

Comments, forms, notices and hidden parts go; raised marks, lists in cells, captions and the posts of live
pages are put into forms that extractors keep.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from dossier.model import ParagraphKind
from dossier.sources.formats.styles import hidden_by_style
from dossier.text import late as re
from dossier.text.characters import flat
from dossier.text.lines import FULL, INTERRUPTION, OFFER, REMARKS
from dossier.text.raised import is_note_mark, is_touched, raised
from dossier.text.stamped_marks import stamped_mark
from dossier.text.words import wordset

PROSE = 60  # characters of a paragraph that ends in a full stop
LONG = 100  # characters of a paragraph that speaks of days, and is no date line
MOST = 0.5  # of a page's characters; what holds more is no side matter
_NO_TEXT = "ancestor::head or ancestor::script or ancestor::style or ancestor::noscript"
_SHOWN = f"//text()[not({_NO_TEXT} or ancestor::template)]"  # a page may close its body too early
_WORDS = f".//text()[not({_NO_TEXT})]"
_SENTENCE = re.compile(r"\w{2}[.!?…][”\"’»)]{0,2}(?:\s|$)|[。।؟！？]")
INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
     "sub", "sup", "time", "u"]
)  # fmt: skip
_PARTS = wordset(
    """address article aside blockquote center dd details dialog div dl dt fieldset figure footer form h1 h2
    h3 h4 h5 h6 header hr iframe li main nav ol p pre section table tbody td th tr ul"""
)
"""Elements that break a line of words."""
_NO_ARTICLE = frozenset(["form", "footer", "nav", "dialog"])
_LONG_NOISE = (  # what may be longer than the text
    "comments?|comentarios?|commentaires?|(?:leser)?kommentare?|disqus|respond|cookies?|consent|gdpr|modal"
    "|popup"
)
_LONG = re.compile(rf"(?:^|[\s_-])(?:{_LONG_NOISE})(?:$|[\s_-])", re.I)
_NOISE = re.compile(
    rf"(?:^|[\s_-])(?:{_LONG_NOISE}|newsletter|donat\w{{1,4}}|subscri\w{{1,9}}|sign-?up|related"
    r"|recommend\w{0,9}|shar(?:e|ing)|paywall|promo|log-?in|register)(?:$|[\s_-])",
    re.I,
)
_SIDE = re.compile(
    r"(?:^|[\s_-])(?:ad|author|bio|byline|caption|credit|disclaimer|embed|footer|meta|nav|navigation|sidebar|social"
    r"|tags?|teaser|timestamp|widget)(?:$|[\s_-])",
    re.I,
)
_TEXT = re.compile(
    r"(?:article|story|post|entry|subscri\w{1,6}|paywall|premium|paid|member)[-_]{0,2}(?:body|content|text|only)",
    re.I,
)
_HIDES_BEYOND = re.compile(r"\b[a-z-]{1,30}\s?:\s?hidden\b", re.I)
"""What hides no words, but what lies beyond an edge: `overflow: hidden`."""
_FOR_SOME = re.compile(
    r"(?<!\S)(?:hid(?:e|den)[-_](?:(?:on|for|at|in|from)[-_])?(?:mobile|phone|tablet|desktop|print|small|medium"
    r"|large|xs|sm|md|lg|xl)\S*|no-?print|(?:paid|premium)[-_]{0,2}(?:content|text|body|only))(?!\S)",
    re.I,
)
"""A name of what is not on paper, not on every screen, or for those who pay."""
_FOLDED = re.compile(
    r"(?:^|[\s_-])(?:accordion|collaps\w{1,5}|panel|tab-?(?:panel|pane|content)|fold\w{0,5}|expand\w{0,5}|more|rest)"
    r"(?:$|[\s_-])",
    re.I,
)
"""Marks of a part of the text that a click unfolds."""
_IN_ONE_WORD = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_SUPER = re.compile(r"vertical-align\s?:\s?(?:super|text-top)", re.I)
_HIGHER = re.compile(
    r"vertical-align\s?:\s?(?:super|text-top|top|\+?[\d.]*[1-9][\d.]*(?:p[xt]|r?em|ex|%))"
    r"|(?<![\w-])top\s?:\s?-[\d.]*[1-9]",
    re.I,
)
"""Styles by which a mark is raised; other words may have them too."""
_HOUR = re.compile(r"\d{1,2}[:.]\d{2}\b.{0,20}$")
_NO_WORDS = re.compile(  # for the ear, or tools beside a heading
    r"(?:^|\s)(?:sr-only|off-?screen|(?:visually|u)-?hidden(?:-text)?|screen-reader-text|skip-link"
    r"|mw-editsection|headerlink|anchor-?link)(?:$|\s)",
    re.I,
)
_NOTE = re.compile(r"(?:^|\s)(?:side-?note|margin-?note|tooltip-?(?:text|content|inner))(?:$|\s)", re.I)
_RAISED = re.compile(r"(?:^|\s)super(?:script)?(?:$|\s)|^sup$", re.I)
_NOTE_LINK = re.compile(
    r"(?:^|[\s_-])(?:(?:foot|end|side|margin)?-?note|fn|note-?ref|reference)(?:$|[\s_-])|doc-noteref", re.I
)
_NOTE_TARGET = re.compile(r"#_?(?:fn|ftn|note|footnote|endnote|cite[-_]?note|ref)[\w:.-]{0,20}$", re.I)
KINDS_OF_TAGS = {
    **dict.fromkeys(("li", "tr", "td", "th"), ParagraphKind.BODY),
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), ParagraphKind.HEADING),
}  # fmt: skip
CARDS = 3  # parts beside each other whose headings lead elsewhere are a list of other articles
LONGEST_CELL = 200  # characters; a longer one is a part of the page
LONGEST_CARD = 600  # characters; a longer part is a text
_LIVE = re.compile(
    r"\b(?:live|live-?blog|(?:live-?)?ticker|(?:en|in) (?:direct|vivo|diretta)|ao vivo)\b", re.I
)
_ADDRESS = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
_SITE = re.compile(r"^https?://[^/]+|/$")
_OF_ARTICLE = "boolean(ancestor-or-self::article) or count(.//article) = count(//article)"
_QUOTED = ("blockquote", "pre")
_EMBEDDED = re.compile(
    r"(?:^|\s)(?:wp-(?:block-embed|embedded)|twitter-|instagram-|tiktok-|bluesky-|mastodon-|reddit-|fb-|threads?-"
    r"|text-post-)",
    re.I,
)
"""A class of what another site says, put into a page by its markup."""
_HANDLE = re.compile(r"(?<!\w)@\w{2}")
_CITED = "ancestor::cite or ancestor::footer"
_WORD = re.compile(r"[^\W\d_]{2}")
_MARKS = re.compile("[“”„‟\"‘’‚'«»‹›.]")  # of quotation, and full stops
_IN_FIGURES = (
    "//figure//*[self::figcaption[not(.//figcaption)] or self::blockquote or self::pre]"
    " | //div[.//img]/*[self::p or self::div or self::span][not(.//img or .//p)]"
    "[contains(@class, 'caption-text') or contains(concat(' ', normalize-space(@class), ' '), ' caption ')]"
)
LIVE = 2  # articles beside each other and below one headline; one is an article, several are posts


class Piece(NamedTuple):
    """The text of one paragraph, heading, entry or cell of a page."""

    text: str
    """On one line."""
    element: HtmlElement


def prepare(page: HtmlElement) -> tuple[dict[str, ParagraphKind | None], tuple[str, ...]]:
    """Write what a page shows so that extractors keep it.

    Return the lines that are its text though no prose, with their kinds, and the prose that it hides.
    """
    unseen = tuple(words for words in drop_unseen(page) if _SENTENCE.search(words) or stamped_mark([words]))
    own = [path for each in page.xpath(_ADDRESS) if len(path := _SITE.sub("", each)) > 1]
    for control in page.xpath("//*[self::h2 or self::h3 or self::h4]//*[self::button or self::a[@href]]"):
        to = _SITE.sub("", control.get("href", "#"))
        if to.startswith("#") or any(to.startswith(f"{path}{sign}") for path in own for sign in "#?/"):
            control.drop_tag()  # it unfolds or leads to what stands below the heading
    for line_end in page.iter("br"):
        line_end.tail = f"\n{line_end.tail or ''}"
    _keep_phrases(page)
    _lower_raised(page)
    _join_posts(page)
    _flatten_cells(page)
    _flatten_lists(page)
    _wrap_loose_prose(page)
    _split_paragraphs(page)
    _keep_boxes(page)
    entries = dict.fromkeys(_keep_introduced(page))
    return entries | _keep_figures(page), unseen


def _keep_phrases(page: HtmlElement) -> None:
    """Write as plain words the parts of a sentence that extractors drop or read as blocks of their own.

    What a browser shows in quotation marks gets them.
    """
    for quotation in list(page.iter("q")):
        opening, closing = "‘’" if next(quotation.iterancestors("q"), None) is not None else "“”"
        quotation.text = f"{opening}{quotation.text or ''}"
        if len(quotation):
            quotation[-1].tail = f"{quotation[-1].tail or ''}{closing}"
        else:
            quotation.text += closing
    for quotation in list(page.iter("q")):
        quotation.drop_tag()
    for markup in page.xpath("//math//*[self::annotation or self::annotation-xml]"):
        markup.drop_tree()  # the formula once more, for programs
    for over in page.xpath("//math//mfrac/*[1]"):
        over.tail = "/"
    for phrase in page.xpath("//p//*[self::time or self::code or self::label or self::output or self::math]"):
        if phrase.tag == "math":
            for part in list(phrase.iterdescendants()):
                part.drop_tag()
        sentence = flat(phrase.xpath("string(ancestor::p[1])"))
        if FULL.search(sentence) and sentence != flat(phrase.text_content()):
            phrase.drop_tag()


def pieces_of(page: HtmlElement) -> list[Piece]:
    """Return all texts that a page shows, in order."""
    found: list[tuple[HtmlElement, list[str]]] = []
    for text in page.xpath(_SHOWN):
        element = block_of(text.getparent() if not text.is_tail else text.getparent().getparent())
        if not found or found[-1][0] is not element:
            found.append((element, []))
        found[-1][1].append(text)
    pieces = (Piece(flat("".join(texts)), element) for element, texts in found)
    return [piece for piece in pieces if piece.text]


def block_of(element: HtmlElement) -> HtmlElement:
    """Return the paragraph, entry or part that a piece of text lies in."""
    while element.tag in INLINE and element.getparent() is not None:
        element = element.getparent()
    return element


def drop_unseen(page: HtmlElement) -> Iterator[str]:
    """Take out what a browser does not show or strikes out, and yield the words of each part on one line.

    What holds most of a page is shown by a script later, and a folded part by a click.
    """
    whole = len(page.text_content())
    hidden = _hidden(page)
    for element in page.xpath("//*"):
        is_struck = element.tag in ("del", "s", "strike")
        unseen = (
            is_struck
            or element.tag == "template"
            or element in hidden
            or element.get("hidden") is not None
            or element.get("popover") is not None
            or _is_aside(element)
        )
        if not unseen:
            _show(element)
        if not unseen or element.getparent() is None or element.tag == "body":
            continue
        if _is_folded(element):
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
        elif is_struck or len(element.text_content()) <= MOST * whole:
            yield flat("".join(element.xpath(_WORDS)))
            element.drop_tree()


def _show(element: HtmlElement) -> None:
    """Take from a part that readers see the marks for which extractors drop it."""
    if _HIDES_BEYOND.search(style := element.get("style", "")):
        element.set("style", _HIDES_BEYOND.sub("", style))
    for key in ("class", "id"):
        if _FOR_SOME.search(marks := element.get(key, "")) and _holds_text(element, PROSE):
            element.set(key, _FOR_SOME.sub("", marks))


def _is_aside(element: HtmlElement) -> bool:
    """Tell whether words are for the ear alone, or a note that the page sets beside the sentence it is in."""
    marks = element.get("class") or ""
    is_note = element.get("role") == "tooltip" or _NOTE.search(marks)
    return bool(_NO_WORDS.search(marks) or (element.tag == "span" and is_note))


def _hidden(page: HtmlElement) -> set[HtmlElement]:
    """Return what styles hide; of a style sheet that hides most of the prose, not what it hides."""
    hidden = set(hidden_by_style(page))
    paragraphs = {paragraph for each in hidden for paragraph in each.iter("p")}
    if sum(len(each.text_content()) for each in paragraphs) <= MOST * _prose_in(page):
        return hidden
    return {each for each in hidden if each.get("style")}


def _is_folded(element: HtmlElement) -> bool:
    """Tell whether a hidden part is prose that a click on the page shows: an answer, the rest of a text."""
    marks = marks_of(element, "role")
    return bool(_FOLDED.search(marks)) and not _NOISE.search(marks) and _holds_text(element)


def _holds_text(element: HtmlElement, least: int = LONG) -> bool:
    """Tell whether most of a part is prose, and no links."""
    prose = _prose_in(element)
    return prose >= max(least, MOST * len(element.text_content())) and links_in(element) <= MOST * prose


def _lower_raised(page: HtmlElement) -> None:
    """Put raised characters on the line as what they mean; a mark of a footnote goes."""
    for element in page.xpath("//*[@style or self::span[@class]]"):
        if element.tag in INLINE - {"a"} and _is_raised(element):
            element.tag = "sup"
    for element in page.xpath("//sup"):
        is_link = bool(element.xpath(".//a | ancestor::a"))
        before = _before(element)
        words = raised(element.text_content(), before, _after(element), is_link=is_link)
        if _is_over(element):
            words = (" " if before[-1:].isdigit() else "") + element.text_content().strip()
        for child in list(element):
            element.remove(child)
        element.text = words
    for link in page.xpath("//a[@href] | //span[@class]"):
        if is_note_mark(link.text_content()) and _is_note(link):
            link.drop_tree()
    for link in page.xpath("//a[@href][not(normalize-space())]"):
        _close_brackets(link)


def _close_brackets(link: HtmlElement) -> None:
    """Take away the brackets round the mark of a footnote that is no longer there: `12 () ships`."""
    previous, parent = link.getprevious(), link.getparent()
    before = (parent.text if previous is None else previous.tail) or ""
    if before.endswith("(") and (link.tail or "").startswith(")"):
        link.tail = link.tail[1:]
        before = before[:-1].rstrip()
        if previous is None:
            parent.text = before
        else:
            previous.tail = before


def _is_raised(element: HtmlElement) -> bool:
    """Tell whether a style raises an element, or its marks or style say so of what looks like a note mark."""
    style = element.get("style", "")
    if _SUPER.search(style):
        return True
    is_higher = _HIGHER.search(style) or (element.tag == "span" and _RAISED.search(element.get("class", "")))
    return bool(is_higher) and is_note_mark(element.text_content())


def _is_note(link: HtmlElement) -> bool:
    """Tell whether a number leads to a note: by its marks, by its aim, or as a link that touches a word."""
    if _NOTE_LINK.search(marks_of(link, "role", "epub:type")) or _NOTE_TARGET.search(link.get("href", "")):
        return True
    return is_touched(_before(link)) and (
        "#" in link.get("href", "") or bool(_HIGHER.search(link.get("style", "")))
    )


def _is_over(element: HtmlElement) -> bool:
    """Tell whether a raised number is the upper one of a fraction: 1/2 with the 2 lowered."""
    below = element.getnext()
    return below is not None and below.tag == "sub" and (element.tail or "").strip() in ("/", "⁄")


def _before(element: HtmlElement) -> str:
    """Return the words directly before an element, in its paragraph."""
    words, previous = "", element
    while not words and previous is not None:
        element, previous = previous, previous.getprevious()
        if previous is not None:
            words = previous.tail or previous.text_content()
        elif (parent := element.getparent()) is not None:
            words = parent.text or ""
            previous = parent if parent.tag in INLINE else None
    return str(words)


def _after(element: HtmlElement) -> str:
    """Return the words directly after an element that are not raised too."""
    following = element.getnext()
    is_beside = following is not None and following.tag != "sup"
    return str(element.tail or (following.text_content() if is_beside else ""))


def _join_posts(page: HtmlElement) -> None:
    """Make the posts of a live page one article, in the order of the page, the time before each heading."""
    posts = _posts(page)
    for post in posts:
        post.tag = "div"
        post.attrib.clear()  # by their marks extractors take one post for the whole article
        for header in list(post.iter("header")):
            header.drop_tag()
        time, opening = _time_of(post), next(post.iter("h2", "h3", "h4"), next(post.iter("p"), None))
        if time is not None and _is_live(page):
            for link in post.xpath(".//*[self::h2 or self::h3 or self::h4]//a"):
                link.drop_tag()  # to the post alone
        if time is not None and opening is not None and opening not in (time, *time.iterancestors()):
            opening.text = f"{flat(time.text_content())} {opening.text or ''}"
            time.drop_tree()
    if not posts:
        return
    parent = posts[0].getparent()
    if parent.tag == "body":
        parent = parent.makeelement("div")
        posts[0].addprevious(parent)
        parent.extend(posts)
    parent.tag = "div" if next(parent.iterancestors("article"), None) is not None else "article"
    parent.attrib.clear()


def _time_of(post: HtmlElement) -> HtmlElement | None:
    """Return what says the time of a post: a time element, or one that is marked as such and has an hour."""
    marked = (
        each
        for each in post.xpath(".//*[contains(@class, 'time')]")
        if _HOUR.match(flat(each.text_content()))
    )
    return next(post.iter("time"), next(marked, None))


def _posts(page: HtmlElement) -> list[HtmlElement]:
    """Return the posts of a live page: articles below its headline, or parts with times and most words."""
    headline = next(page.iter("h1"), None)
    if headline is None:
        return []
    beside = [child for child in headline.getparent() if child.tag == "article"]
    if len(beside) >= LIVE and headline.getparent().tag not in ("body", "article"):
        return beside
    whole = _prose_in(page)
    for parent in page.iter("div", "main", "section", "ol", "ul", "article", "body"):
        timed = [child for child in parent if isinstance(child, HtmlElement) and _is_post(child, page)]
        is_apart = headline.getparent() is parent or headline not in parent.iter("h1")
        if len(timed) > LIVE and sum(map(_prose_in, timed)) > MOST * whole and is_apart:
            return timed
    return []


def _is_live(page: HtmlElement) -> bool:
    """Tell whether a page says in its first headline that it is a live one."""
    headline = next(page.iter("h1"), None)
    return headline is not None and bool(_LIVE.search(headline.text_content()))


def _is_post(element: HtmlElement, page: HtmlElement) -> bool:
    """Tell whether a part has a time and a heading that leads nowhere, as a list of other articles would.

    On a page that says it is live, one without a heading opens with an hour; a heading may lead to its post.
    """
    heading, time = next(element.iter("h2", "h3", "h4"), None), _time_of(element)
    if heading is None:
        if not _is_live(page) or not element.getparent().xpath(_OF_ARTICLE):
            return False
        hour = flat(time.text_content()) if time is not None and element.find(".//a") is None else ""
        return bool(_HOUR.match(hour)) and flat(element.text_content()).startswith(hour)
    return time is not None and (not heading.xpath(".//a | ancestor::a") or _is_live(page))


def _prose_in(element: HtmlElement) -> int:
    """Return the characters of the paragraphs in an element."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p"))


def links_in(*elements: HtmlElement) -> int:
    """Return the characters of the links in some elements, of which none holds another."""
    return sum(len(flat(link.text_content())) for element in elements for link in element.iter("a"))


def marks_of(element: HtmlElement, *more: str) -> str:
    """Return what a page calls an element: its classes, its id, and what more attributes say.

    The words of a name in one word are set apart: `articleLead` is `article-Lead`.
    """
    return _IN_ONE_WORD.sub("-", " ".join(element.get(key, "") for key in ("class", "id", *more)))


def is_side_matter(element: HtmlElement) -> bool:
    """Tell whether the marks of an element say that it is beside the text: a byline, tags, a credit."""
    marks = marks_of(element)
    return bool(_SIDE.search(marks) or _NOISE.search(marks))


def in_noise(element: HtmlElement) -> bool:
    """Tell whether an element is, or lies in, comments, forms or offers without the headline of the page.

    A byline with buttons for sharing (`byline-share`) is none of these.
    """
    marked = ((each, marks_of(each)) for each in (element, *element.iterancestors()))
    around = (each for each, marks in marked if _NOISE.search(marks) and not _SIDE.search(marks))
    return any(each.find(".//h1") is None for each in around)


def drop_side_matter(page: HtmlElement) -> None:
    """Take out what no article is in: comments, forms, notices about cookies, offers to share."""
    whole, prose = len(page.text_content()), _prose_in(page)
    longest = max(page.iter("article"), key=lambda article: len(article.text_content()), default=None)
    for element in list(page.iter("div", "section", "aside", "form", "ul", "ol", "footer", "nav", "dialog")):
        marks = marks_of(element)
        if element.tag not in _NO_ARTICLE and not _NOISE.search(marks):
            continue
        is_long = element.tag in _NO_ARTICLE - {"form"} or _LONG.search(marks)
        holds_article = (
            longest in element.iter("article")
            or element.find(".//h1") is not None
            or (not is_long and _prose_in(element) > MOST * prose)
        )
        if not holds_article and not _TEXT.search(marks) and len(element.text_content()) <= MOST * whole:
            element.drop_tree()
    _drop_below_headings(page, longest)
    _drop_lines(page)
    _drop_cards(page)


def drop_elsewhere(page: HtmlElement) -> None:
    """Take out what names days of other texts: side columns, quotations, listed links, articles, code, prose.

    What `drop_side_matter` takes out must be gone already.
    """
    longest = max(page.iter("article"), key=lambda article: len(article.text_content()), default=None)
    kept = {longest, *longest.iterancestors()} if longest is not None else set()
    for element in [*_dated_links(page), *page.iter("aside", "blockquote", "a", "article", "pre", "code")]:
        if element not in kept and element.getparent() is not None and element.find(".//h1") is None:
            element.drop_tree()
    for paragraph in page.iter("p"):
        if len(flat(paragraph.text_content())) > LONG:
            for time in list(paragraph.iter("time")):
                time.drop_tree()


def _drop_cards(page: HtmlElement) -> None:
    """Take out lists of other articles: parts beside each other, each a linked heading and few words."""
    whole = _prose_in(page)
    for parent in list(page.iter("div", "section", "ul", "aside", "main")):
        cards = [child for child in parent if isinstance(child, HtmlElement) and _is_card(child)]
        if len(cards) >= CARDS and sum(map(_prose_in, cards)) <= MOST * whole:
            for card in cards:
                card.drop_tree()


def _is_card(element: HtmlElement) -> bool:
    """Tell whether a part is a heading that leads to another page, and few words about it."""
    if element.tag not in ("div", "li", "article", "section") or element.find(".//h1") is not None:
        return False
    heading = next(element.iter("h2", "h3", "h4", "h5"), None)
    if heading is None or len(element.text_content()) > LONGEST_CARD:
        return False
    links = heading.xpath(".//a[@href] | ancestor::a[@href]")
    return any(not link.get("href").startswith("#") for link in links)


def _drop_below_headings(page: HtmlElement, article: HtmlElement | None) -> None:
    """Take out what stands under a heading such as "You may also like" or, behind prose, "Comments (6)"."""
    for heading in list(page.iter("h2", "h3", "h4", "h5")):
        words = flat(heading.text_content())
        if OFFER.fullmatch(words):
            for element in _offered(heading, article):
                if element.find(".//a") is not None and _prose_in(element) <= MOST * _prose_in(page):
                    element.drop_tree()
        elif REMARKS.fullmatch(words) and heading.xpath("preceding::p[string-length() > 60]"):
            for remark in [*heading.itersiblings("div", "ul", "ol", "section", "p", "form", "article")]:
                if remark.find(".//h1") is None:
                    remark.drop_tree()
            heading.drop_tree()


def _offered(heading: HtmlElement, article: HtmlElement | None) -> list[HtmlElement]:
    """Return what a heading offers: the part that it opens, or what follows it where that holds the text."""
    parent = heading.getparent()
    while parent.getparent() is not None and flat(parent.text_content()) == flat(heading.text_content()):
        heading, parent = parent, parent.getparent()  # a box of its own
    if article in parent.iter("article") or parent.find(".//h1") is not None:
        return [*heading.itersiblings("div", "ul", "ol", "section")]
    is_there = parent.tag != "body" and parent.getparent() is not None  # else an offer above took it out
    return [parent] if is_there else []


def _dated_links(page: HtmlElement) -> list[HtmlElement]:
    """Return the entries of lists in which several have a link and a time."""
    found: list[HtmlElement] = []
    for parent in page.iter("ul", "ol", "div", "section", "tbody"):
        entries = [
            each for each in parent if each.find(".//a") is not None and each.find(".//time") is not None
        ]
        found += entries if len(entries) >= LIVE else []
    return found


def _drop_lines(page: HtmlElement) -> None:
    """Take out lines such as "Read more: …" with a link, and what says that a notice interrupts the text."""
    for paragraph in list(page.iter("p")):
        words = flat(paragraph.text_content())
        links = [text for link in paragraph.iter("a") if (text := flat(link.text_content()))]
        before, _, after = words.partition(links[0]) if links else (words, "", "")
        offers = links and not after and OFFER.fullmatch(before.strip())
        if offers or INTERRUPTION.fullmatch(words):
            paragraph.drop_tree()


def _flatten_cells(page: HtmlElement) -> None:
    """Write what a cell lists, and the paragraphs of a short cell, one after the other, or they are lost."""
    for entries in page.xpath("//*[self::td or self::th]//*[self::ul or self::ol or self::dl]"):
        words = [flat(entry.text_content()) for entry in entries.iter("li", "dt", "dd")]
        for child in list(entries):
            entries.remove(child)
        entries.tag, entries.text = "span", "; ".join(filter(None, words))
    for row in page.iter("tr"):
        cells = row.xpath("./td | ./th")
        if len(cells) > 1 and all(len(flat(cell.text_content())) <= LONGEST_CELL for cell in cells):
            for cell in cells:
                _flatten_cell(cell)


def _flatten_cell(cell: HtmlElement) -> None:
    """Write the paragraphs of a short cell one after the other, so that they stay in their row."""
    if cell.xpath(".//table | .//h1 | .//h2 | .//h3 | .//h4") or not cell.xpath("./p | ./div"):
        return
    parts = [cell.text or ""]
    for child in list(cell):
        if child.tag in ("p", "div"):
            parts += [child.text_content(), child.tail or ""]
        else:
            parts[-1] += f"{child.text_content() if isinstance(child.tag, str) else ''}{child.tail or ''}"
        cell.remove(child)
    words = [part for part in map(flat, parts) if part]
    cell.text = " ".join(part if FULL.search(part) else f"{part};" for part in words).rstrip(";")


def _flatten_lists(page: HtmlElement) -> None:
    """Put the entries of a list inside an entry after that entry, for extractors drop them."""
    for inner in reversed(page.xpath("//li/ul | //li/ol")):
        entry = inner.getparent()
        if (inner.tail or "").strip():
            continue
        for child in reversed(inner.findall("li")):
            entry.addnext(child)
        inner.drop_tree()


def _wrap_loose_prose(page: HtmlElement) -> None:
    """Make a paragraph of prose that lies between the parts of a part, in none of its own."""
    for home in list(page.iter("div", "section", "article", "main", "td")):
        before: HtmlElement | None = None  # the part above a run of loose words
        run: list[HtmlElement] = []
        for child in [*home, None]:
            if child is not None and not any(each.tag in _PARTS for each in child.iter()):
                run.append(child)
                continue
            is_broken = home.tag != "td" and any(each.tag == "br" for part in run for each in part.iter())
            if before is not None or child is not None or is_broken:
                _wrap(home, before, run, 0 if is_broken else PROSE)
            before, run = child, []


def _wrap(home: HtmlElement, before: HtmlElement | None, run: list[HtmlElement], least: int) -> None:
    """Put the words after `before`, or at the beginning of `home`, into a paragraph where they are prose."""
    opening = (home.text if before is None else before.tail) or ""
    words = flat(opening + "".join(f"{each.text_content()}{each.tail or ''}" for each in run))
    if len(words) < least or not FULL.search(words) or links_in(*run) > MOST * len(words):
        return
    paragraph = home.makeelement("p")
    paragraph.text = opening
    if before is None:
        home.text = None
        home.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
    paragraph.extend(run)


def _split_paragraphs(page: HtmlElement) -> None:
    """Make a paragraph of each part between two empty lines, where a paragraph has several."""
    for paragraph in list(page.iter("p")):
        for line_end in list(paragraph.findall("br")):
            following = line_end.getnext()
            if following is None or following.tag != "br" or (line_end.tail or "").strip():
                continue
            rest = paragraph.makeelement("p")
            rest.text, rest.tail = following.tail, paragraph.tail
            for child in following.itersiblings():
                rest.append(child)
            paragraph.remove(following)
            paragraph.remove(line_end)
            paragraph.tail = None
            paragraph.addnext(rest)
            paragraph = rest  # noqa: PLW2901


def _keep_boxes(page: HtmlElement) -> None:
    """Make a part of the text of each box of prose between its paragraphs, for extractors drop asides.

    A box of links, of what the text says again, or marked as furniture is none.
    """
    for box in list(page.iter("aside")):
        is_between = box.xpath("boolean(preceding-sibling::p and following-sibling::p)")
        if not is_between or is_side_matter(box) or box.xpath(".//h1 | .//time | .//form | .//aside"):
            continue
        prose = [words for p in box.iter("p") if FULL.search(words := flat(p.text_content()))]
        length = sum(map(len, prose))
        beside = flat(" ".join(p.text_content() for p in box.getparent().findall("p")))
        is_prose = length > max(LONG, MOST * len(flat(box.text_content()))) and links_in(box) <= MOST * length
        if is_prose and not any(words in beside for words in prose):
            box.tag = "div"
            box.attrib.clear()


def _keep_introduced(page: HtmlElement) -> Iterator[str]:
    """Make plain words of the links of a list that a line with a colon introduces; yield its entries."""
    for menu in page.iter("menu"):
        if not menu.xpath(".//a | .//button | .//form"):
            menu.tag = "ul"
    for entries in page.xpath("//p/following-sibling::*[1][self::ul or self::ol][following-sibling::p]"):
        above = flat(entries.getprevious().text_content())
        if not above.endswith((":", "：")) or OFFER.fullmatch(above) or is_side_matter(entries):
            continue
        if not all(map(_has_own_words, entries.iter("li"))):
            continue  # it may offer other articles, as any line may say
        for link in list(entries.iter("a")):
            link.drop_tag()
        yield from (flat(entry.text_content()) for entry in entries.iter("li"))


def _has_own_words(entry: HtmlElement) -> bool:
    """Tell whether an entry has words beside its link, or no link."""
    beside = "".join(entry.xpath(".//text()[not(ancestor::a)]"))
    return entry.find(".//a") is None or bool(_WORD.search(beside))


def _keep_figures(page: HtmlElement) -> dict[str, ParagraphKind | None]:
    """Put captions, quotations and code behind the figure that they are in, for extractors drop figures.

    Return their words, each with its kind.
    """
    kept = dict[str, ParagraphKind | None]()
    last = dict[HtmlElement, HtmlElement]()
    text = _bare("".join(page.xpath(f"{_SHOWN}[not(ancestor::figure)]")))
    for part in page.xpath(_IN_FIGURES):
        for credit in part.iter("cite", "footer"):
            credit.text = f" {credit.text or ''}"
        words = flat(part.text_content())
        parent = part.getparent()
        figure = [parent, *part.iterancestors("figure")][-1]
        is_box = figure.tag == "figure" or len(flat(parent.text_content())) <= len(words) / MOST
        if not words or not is_box or (part.tag in _QUOTED and (_is_embedded(part) or _is_said(part, text))):
            continue
        kept[words] = ParagraphKind.BODY if part.tag in _QUOTED else ParagraphKind.CAPTION
        paragraph = part.makeelement("p")
        paragraph.text = words
        part.drop_tree()
        before = last.get(figure, figure)
        paragraph.tail, before.tail = before.tail, None
        before.addnext(paragraph)
        last[figure] = paragraph
    return kept


def _is_embedded(quotation: HtmlElement) -> bool:
    """Tell whether a quotation is a post of another site."""
    marks = (each.get("class", "") for each in (quotation, *quotation.iterancestors("figure")))
    return any(map(_EMBEDDED.search, marks)) or bool(_HANDLE.search(quotation.text_content()))


def _is_said(quotation: HtmlElement, text: str) -> bool:
    """Tell whether a text has the words of a quotation, but for who said them and what is left out."""
    words = "".join(quotation.xpath(f".//text()[not({_CITED})]"))
    return all(part.strip() in text for part in _bare(words.replace("...", "…")).split("…"))


def _bare(words: str) -> str:
    """Return words in small letters, without marks of quotation and full stops."""
    return _MARKS.sub("", flat(words)).casefold()
