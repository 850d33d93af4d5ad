"""Edits that people make to a desk, one at a time and at random, for tests of what is kept between builds."""

import re

from PIL import Image
from press import ROOT

from dossier.editorial import write_translation


def change(path, pattern, words):
    """Replace the first match in a file."""
    text = path.read_text("utf-8")
    assert re.search(pattern, text), pattern
    path.write_text(re.sub(pattern, words, text, count=1), "utf-8")


def any_of(desk, choice, pattern):
    """One of the desk's files."""
    return choice(sorted(desk.glob(pattern)))


def edit_a_source(desk, choice):
    """Add a sentence to one."""
    path = any_of(desk, choice, "seeds/*.txt")
    path.write_text(
        path.read_text("utf-8") + "\n\nThe quay was closed again on Friday, a clerk said.\n", "utf-8"
    )


def delete_a_source(desk, choice):
    """Take one away; it may be cited."""
    any_of(desk, choice, "seeds/*.txt").unlink()


def rename_a_source(desk, choice):
    """Give one another name; it may be cited."""
    path = any_of(desk, choice, "seeds/*.txt")
    path.rename(path.with_stem(f"{path.stem}-again"))


def say_of_a_source(desk, choice):
    """Give one a sidecar, or another one."""
    path = any_of(desk, choice, "seeds/*.txt")
    words = choice(["tlp: amber", "title: Another title", "published: 2024-03-05", "publish: summary"])
    path.with_suffix(".yaml").write_text(f"{words}\n", "utf-8")


def say_of_all_sources(desk, choice):
    """Write the sidecar of the folder."""
    (desk / "seeds" / "_folder.yaml").write_text(f"publisher: {choice(['The Pier', 'The Post'])}\n", "utf-8")


def add_an_alias(desk, choice):
    """Give a name one spelling more."""
    path = any_of(desk, choice, "content/entities/*.md")
    alias = choice(["the quay", "the clerk", "Friday"])
    text = re.sub(r"^aliases:.*\n(?:  .*\n)*", "", path.read_text("utf-8"), flags=re.M)
    path.write_text(text.replace("---\n", f"---\naliases: [{alias}]\n", 1), "utf-8")


def add_a_name(desk, choice):
    """Make an ordinary word a name."""
    name = choice(["Quay", "Ferry", "Council"])
    text = f"---\nname: {name}\nkind: place\n---\n"
    (desk / "content" / "entities" / f"{name.lower()}-here.md").write_text(text, "utf-8")


def change_a_topic(desk, choice):
    """Give a topic another term."""
    path = any_of(desk, choice, "content/topics/*.md")
    change(path, r"terms:\n", f"terms:\n  - phrase: {choice(['quay', 'clerk', 'ferry'])}\n")


def edit_a_note(desk, choice):
    """Add a sentence to one."""
    path = any_of(desk, choice, "content/notes/*.md")
    path.write_text(path.read_text("utf-8") + "\nNothing more is known.\n", "utf-8")


def change_the_settings(desk, choice):
    """Choose something for the whole desk."""
    words = choice(["first_day: 6", "title: Another dossier", "uncited: allow", "default_tlp: green"])
    (desk / "content" / "settings.yaml").write_text(f"{words}\n", "utf-8")


def change_a_template(desk, choice):
    """Give the desk a template of its own, or another one."""
    folder = desk / "theme" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    shipped = (ROOT / "theme" / "templates" / "source.html").read_text("utf-8")
    block = "{% block main %}"  # what is outside is not shown
    changed = shipped.replace(block, f"{block}<!-- template {choice('abc')} -->")
    (folder / "source.html").write_text(changed, "utf-8")


def translate_the_pages(desk, choice):
    """Give the interface words of the desk's own, or other ones."""
    path = desk / "content" / "interface.yaml"
    path.unlink(missing_ok=True)
    text = write_translation("ru", path.parent).read_text("utf-8")
    text = text.replace("  # ", "  ").replace("n != 1 ", "n != 1 # ")
    path.write_text(text.replace("Latest dated source", choice(["Newest source", "Last source"])), "utf-8")


# --- what editors write ----------------------------------------------------------------------------

PIECES = [
    "See [[halvorsen]] and [[Dahl]].",
    "The union counts [[jobs]] [@harbour-union-reply].",
    "It was put to the vote [@ferry-terminal-vote#p4s2].",
    "More of it is in [[jobs-lost]] and in [[ferry-terminal-vote#p2]].",
    "![[ferry-terminal-vote#p4s2]]",
    "## What is open",
    "### Who asked",
    "[[first-reading#what-is-open]] has it.",
    "> [!judgement]\n> The price will rise.",
    "Nothing was said.[^1]\n\n[^1]: By nobody.",
    "![A pier](images/pier.png)",
    "![[first-reading]]",
]
WRITTEN = "content/[ncetp]*/*.md"


def write_more(desk, choice):
    """Add something to what editors wrote: a link, a citation, a heading, a picture."""
    folder = desk / "content" / "images"
    folder.mkdir(exist_ok=True)
    Image.new("RGB", (choice([30, 60]), 30)).save(folder / "pier.png")
    path = any_of(desk, choice, WRITTEN)
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{choice(PIECES)}\n", "utf-8")


def write_less(desk, choice):
    """Take the last paragraph away."""
    path = any_of(desk, choice, WRITTEN)
    head, _, last = path.read_text("utf-8").rstrip().rpartition("\n\n")
    if head.count("---\n") > 1 and last:
        path.write_text(f"{head}\n", "utf-8")


def say_in_front(desk, choice):
    """Set a field of the front matter of a file, or another value of it."""
    field, values = choice([
        ("title", ["Another title", "A third one"]),
        ("tlp", ["green", "amber"]),
        ("aliases", ["[the other one]", "[]"]),
        ("order", ["1", "2"]),
        ("role", ["clerk of the port", "engineer"]),
        ("status", ["draft", "published"]),
        ("topics", ["[jobs]", "[terminal-cost]", "[]"]),
        ("date", ["2024-06-01", "2023"]),
        ("contact", ["desk@example.org", "room 4"]),
        ("language", ["fr", "ar"]),
        ("question", ["How many jobs would go?"]),
        ("name", ["Another Name"]),
    ])  # fmt: skip
    path = any_of(desk, choice, WRITTEN)
    text = re.sub(f"^{field}:.*\n", "", path.read_text("utf-8"), count=1, flags=re.M)
    path.write_text(text.replace("---\n", f"---\n{field}: {choice(values)}\n", 1), "utf-8")


def write_a_note(desk, choice):
    """Write one more note."""
    path = desk / "content" / "notes" / f"note-{choice('abc')}.md"
    path.write_text(f"---\ntitle: Note {choice('xyz')}\n---\n\n{choice(PIECES)}\n", "utf-8")


def delete_what_is_written(desk, choice):
    """Take a file of the editors away; others may link to it."""
    any_of(desk, choice, WRITTEN).unlink()


def rename_what_is_written(desk, choice):
    """Give a file of the editors another name."""
    path = any_of(desk, choice, WRITTEN)
    path.rename(path.with_stem(f"{path.stem}-2"))


def decide(desk, choice):
    """Keep a source for its background alone."""
    source = any_of(desk, choice, "seeds/[a-z]*.*").stem
    (desk / "content" / "decisions.yaml").write_text(f"background: [{source}]\n", "utf-8")


def name_a_source(desk, choice):
    """Say by which name citations call a source, or its title."""
    path = any_of(desk, choice, "seeds/[a-z]*.[tmh]*")
    words = choice(
        [
            "short: The log",
            "short: A diary",
            "title: A title of its own",
            "grade: B2",
            "url: http://a.example/",
        ]
    )
    path.with_suffix(".yaml").write_text(f"{words}\n", "utf-8")


def ask_more(desk, choice):
    """Give a question one more answer, where there is one."""
    if not any(desk.glob("content/claims/*.md")):
        return
    path = any_of(desk, choice, "content/claims/*.md")
    answer = f"## {choice(['None', 'Nobody knows'])}\n\nAs the engineer has it [@budget-hearing].\n"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{answer}", "utf-8")


def move_the_site(desk, choice):
    """Give the site an address, or another one."""
    (desk / "address.txt").write_text(choice(["", "https://a.example", "https://b.example/x"]), "utf-8")


def build_for_somebody(desk, choice):
    """Build for another audience."""
    (desk / "level.txt").write_text(choice(["", "clear", "green", "amber"]), "utf-8")


OF_SOURCES = [
    edit_a_source,
    delete_a_source,
    rename_a_source,
    say_of_a_source,
    say_of_all_sources,
    name_a_source,
    add_an_alias,
    add_a_name,
    change_a_topic,
    change_the_settings,
]
OF_EDITORS = [
    edit_a_note,
    write_more,
    write_less,
    say_in_front,
    write_a_note,
    delete_what_is_written,
    rename_what_is_written,
    decide,
    ask_more,
    move_the_site,
    build_for_somebody,
]
