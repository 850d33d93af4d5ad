"""What editors hide never leaves the desk: comments, drafts, and pictures that no page shows."""

import json
import re
import zipfile

import pytest
from press import HARBOUR, ROOT

from dossier.bundles import write_bundles
from dossier.editorial import read_body
from dossier.editorial.files import DeskFile, NoteFields
from dossier.pelican_plugin import publish

SIGNS = {"%%": "%% {} %%", "HTML": "<!-- {} -->"}
BLOCKS = {
    "a paragraph": "The tide {} turned.",
    "the end of a paragraph": "The tide turned. {}",
    "a comment alone": "{}",
    "lists": "- one {}\n  1. two {}\n\n     {}\n* {}",
    "a quote": "> The tide {} turned.\n>\n> {}\n> > {}",
    "a callout": "> [!note] Title {}\n> The tide {} turned.\n\n> [!tip]- {}\n> {}",
    "a table": "| who {} | what |\n| --- | --- |\n| crew {} | {} |",
    "a heading": "### The crew {}\n\n#### {}",
    "a heading with a line under it": "The crew {}\n=========",
    "a footnote": "The tide[^{n}] turned^[a note {} within].\n\n[^{n}]: The highest {} of all.\n\n    {}",
    "a definition": "Pier {}\n: Where boats {} land.\n\n  {}",
    "a task": "- [ ] count {} the boats\n- [x] {}",
    "the words of links": "[the {} log](https://example.org) and [[{to}|the {} page]] and [[{to}|{} page]]",
    "titles of links": '[log](https://example.org "The {} log"), [log][r{n}]\n\n[r{n}]: /x "The {} log"',
    "pictures": '![the {} pier](https://example.org/p.png "The {} pier") ![the {} pier](images/p.png)',
    "marks of all kinds": "**bold {}** *soft {}* ~~gone {}~~ ==bright {}== `code` {}",
    "line breaks": "One\\\n{}\\\ntwo  \n{}  \nthree",
    "beside a citation": "The council voted {} [@ferry-terminal-vote] {}. {} It is done.",
}
LONG = "Before.\n\n%%\n{canary}\n\n- {canary} [@nothing]\n%%\n\n<!--\n{canary}\n\n# {canary}\n-->\n\nAfter."


def body(name, to):
    """Every block with comments of both kinds, each with a canary of its own."""
    parts = []
    for number, words in enumerate(BLOCKS.values()):
        for kind, sign in SIGNS.items():
            hidden = sign.format(f"canary-{name}-{number}-{kind.strip('%') or 'percent'}")
            words_here = words.replace("{n}", f"{number}{kind.strip('%')}").replace("{to}", to)
            parts.append(words_here.replace("{}", hidden))
    return "\n\n".join([*parts, LONG.format(canary=f"canary-{name}-long")]) + "\n"


def hidden(name):
    return f"%% canary-{name} %%<!-- canary-{name}-html -->"


def files():
    """A file of every kind, with comments in each value that is shown and in each block."""
    cite = "[@ferry-terminal-vote]"
    return {
        "topics/docks.md": f"---\ntitle: Docks {hidden('topic-title')}\nterms: [dock]\n"
        f"summary: |\n  The docks {hidden('summary')} are old. {cite}\n---\n" + body("topic", "docks"),
        "entities/crew.md": f"---\nname: The crew {hidden('name')}\nkind: organisation\n"
        f"aliases: ['Crews {hidden('alias')}']\nrole: Crew {hidden('role')}\n---\n" + body("entity", "docks"),
        "notes/dated.md": f"---\ntitle: A note {hidden('note-title')}\ndate: 2024-03-06\ntopics: [docks]\n"
        f"authors: ['Ann Roe {hidden('author')}']\n---\n" + body("note", "docks"),
        "claims/paid.md": f"---\nquestion: Who paid? {hidden('question')}\ntopics: [docks]\n"
        f"would_change: The *bill* {hidden('would-change')}\n---\n{body('claim', 'docks')}\n"
        f"## The council {hidden('position-title')}\n\nIt did {cite}.\n\n{body('position', 'docks')}\n"
        f"## Nobody\n\nIt did not {cite}.\n",
        "pages/index.md": f"---\ntitle: Ports {hidden('index-title')}\n"
        f"dossier: Ports {hidden('dossier')}\n---\n" + body("index", "docks"),
        "pages/about.md": f"---\ntitle: About {hidden('page-title')}\n---\n" + body("page", "docks"),
        "notes/code.md": "Shown: `%% shown-in-a-span %% <!-- shown-html-span -->`.\n\n"
        "```\n%% shown-in-a-fence %%\n<!-- shown-html-fence -->\n```\n\n    %% shown-in-a-block %%\n",
        "notes/draft.md": "---\nstatus: draft\ntitle: canary-a\n---\ncanary-b [@harbour-union-reply]\n",
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Every file of the site and of both bundles, unpacked, as text."""
    folder = tmp_path_factory.mktemp("kept-back")
    for name, text in files().items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for path in ("seen.png", "unseen.png", "below/unseen.png"):
        (folder / "content" / "images" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / "images" / path).write_bytes(b"\x89PNG canary-picture")
    folders = {"SEEDS_PATH": str(HARBOUR / "seeds"), "PATH": str(folder / "content")}
    older_settings = {"STATIC_PATHS": ["images"]}  # of a desk of one's own
    site = publish(
        ROOT / "pelicanconf.py", {**folders, "OUTPUT_PATH": str(folder / "site"), **older_settings}
    ).site
    write_bundles(site, folder / "bundles")
    read = {f"site/{path.relative_to(site)}": path.read_bytes() for path in site.rglob("*") if path.is_file()}
    read["dossier.html"] = (folder / "bundles" / "dossier.html").read_bytes()
    with zipfile.ZipFile(folder / "bundles" / "dossier.zip") as archive:
        read |= {f"zip/{name}": archive.read(name) for name in archive.namelist()}
    return {name: raw.decode("utf-8", "replace") for name, raw in read.items()}


def test_no_byte_of_the_site_or_a_bundle_is_from_a_comment_or_a_draft(published):
    found = {(name, match) for name, text in published.items() for match in re.findall(r"canary[\w-]*", text)}

    assert set() == found


@pytest.mark.parametrize("words", ["in-a-span", "html-span", "in-a-fence", "html-fence", "in-a-block"])
def test_code_is_no_comment(published, words):
    assert f"shown-{words}" in published["site/notes/code.html"]


def test_signs_of_markdown_are_in_no_result_or_description(published):
    signs = re.compile(r"\[\^|~~|\[[x ]\]|\[!|\||\*\*|==|\[\[|\[@|%%|<!--")
    found = []
    for name, text in published.items():
        if re.fullmatch(r"site/search/c\d+\.js", name):
            units = json.loads(text.partition("]=")[2].rstrip(";\n"))
            found += [words for unit in units for _, words in unit[4] if "shown-" not in words]
        elif name.startswith("site/") and name.endswith(".html"):
            found += re.findall(r'<meta name="description" content="([^"]*)"', text)

    assert len(found) > 100
    assert [words for words in found if signs.search(words) and "shown-" not in words] == []


@pytest.mark.parametrize(
    "text",
    [
        "    %% secret\n\nsecret %% and %% another %%",
        "`%% a` secret %% and %% b %%",
        "`<!--` secret -->",
        "| a | b |\n| --- | --- |\n| 1 | 2 | %% secret |\n\nsecret %% and %% b %%",
        "``` %% secret\n```\nsecret %% and %% b %%",
        "![[%% secret]]\n\nsecret %%",
        "[[pier|words %% secret]] %%",
        "![words %% secret](https://example.org/p.png)",
        '[words](https://example.org "words <!-- secret")',
        "%% secret <!-- %% secret -->",
        "==bright %% secret== or secret %%",
        "The pier {>>secret<<} is shut. {++ is ++}",
        "The pier {--secret--} is shut.",
        "{% comment %}secret{% endcomment %}",
        "- {# secret #}",
        "| a |\n| - |\n| <%# secret %> |",
        "{{!-- secret --}} or {{/* secret */}} or {/* secret */}",
        "The pier is shut. <!— secret —> It stays so.",
        "The pier is shut. ‹!— secret —›",
        "<!- secret ->",
        "<! -- secret -- > < !-- secret -->",
        "| a |\n| - |\n| &lt;!-- secret --&gt; |",
        "<\\!-- secret --\\>",
        '[words](https://example.org "words <!– secret –>")',
        "％％ secret ％％",
        "％% secret %％",
        "%\u200b% secret %\u200b%",
        "<!\u2060-- secret -->",
        "%%%% secret %%%%",
        "%%%%\nsecret\n%%%%",
    ],
)
def test_a_comment_that_markdown_cuts_or_that_is_of_another_program_stops_the_build(text):
    _, problems = read_body("content/notes/n.md", 1, text)

    assert "open-comment" in [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("title", "is_hidden"),
    [
        ("The pier <!— sold —>", False),
        ("The pier &lt;!-- sold --&gt;", False),
        ("The pier ％％ sold ％％", False),
        ("The pier %\u200b% sold %\u200b%", False),
        ("The pier %%%% sold %%%%", False),
        ("The pier {>>sold<<}", False),
        ("The pier %% sold %%%% twice %% <- here", True),
    ],
)
def test_a_title_with_signs_that_hide_nothing_is_an_error(title, is_hidden):
    found = DeskFile("content/notes/n.md", f'---\ntitle: "{title}"\n---\nWords.\n')
    found.fields(NoteFields)

    assert [each.severity.value for each in found.problems] == [] if is_hidden else ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "The signs `%%` and `<!--` open comments. %% as here %%",
        "```python\n%%time\nrun()\n```\n\nIt took long. %% too long %%",
        "<!-- as the linter wants -->\n\nThe way is pier --> harbour. [It](https://example.org/?a=50%25%25)",
        "It rose by 50%. %% a %%%% b %%",
        "The arrow a <- b, the test x <! y, a share of 5％, 10％％ less and `<!— code —>`. %%%%",
        "The clerk wrote {--force} and {# 1} in the log.",
        "The set {#1, #2} -- {-1} -- and `{>> code <<}` [a](https://example.org/{#a}) <% b %> {%c%}",
    ],
)
def test_signs_that_hide_nothing_are_left_alone(text):
    assert read_body("content/notes/n.md", 1, text)[1] == ()


def test_no_picture_is_published_that_no_page_shows(published):
    assert [name for name in published if "/images/" in name] == []
