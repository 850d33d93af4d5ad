"""What is marked above an audience goes, and with it all that quotes it."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from builders import corpus, document
from hypothesis import given, settings
from random_markdown import NOTES

from dossier.analysis import find_named
from dossier.config import Settings
from dossier.editorial import read_body, read_desk, resolve, settle_words
from dossier.editorial.references.targets import written_pages
from dossier.editorial.release.audience import release_to, strictest_mark, with_default_mark
from dossier.model import Desk, MarkdownBody, Note, NoteId, Severity, Tlp, count_kinds
from dossier.sources import read_document

HARBOUR = Path(__file__).parent / "desks/harbour/content"

OPEN = document("The pier is shut. Boats go to Larne.", id="open")
SECRET = document("The mayor sold the pier. He sold the old pier to them all for gold.", id="secret")
SECRET = replace(SECRET, meta=replace(SECRET.meta, tlp="red"))
SOURCES = corpus(OPEN, SECRET)


def written(folder, files):
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read_desk(folder / "content", Settings())


def release(folder, files, audience=Tlp.CLEAR):
    desk, unsettled = settle_words(written(folder, files), SOURCES)
    resolution = resolve(desk, SOURCES)
    problems = (*desk.problems, *unsettled, *resolution.problems)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return release_to(audience, SOURCES, desk, find_named)


def test_a_list_whose_last_item_goes_does_not_take_in_what_follows(tmp_path):
    files = {"notes/n.md": "---\ntitle: N\n---\n- shut\n- sold [@secret]\n\nMore [@open].\n"}

    [note] = release(tmp_path, files).desk.notes

    assert [statement.words for statement in note.body.statements] == ["shut", "More."]


def test_the_same_bytes_go_as_the_strictest_of_their_marks_says(tmp_path):
    (tmp_path / "content").mkdir()
    copy = replace(SECRET, id="copy", path="copy.txt", meta=OPEN.meta)

    desk = read_desk(tmp_path / "content", Settings())
    released = release_to(Tlp.CLEAR, corpus(OPEN, SECRET, copy), desk, find_named)

    assert [each.id for each in released.corpus.documents] == ["open"]


MEMO = (
    "The mayor sold the old pier to a firm from Larne for gold, and the town knew nothing of it for a year."
)


DENIED = (
    "The council, the harbour office and the bank in the high street say that they never saw it, "
    "and that no gold was ever paid into any account of the town."
)


@pytest.mark.parametrize(
    ("text", "by_editor", "stays"),
    [
        (f"Saved again\n\n{MEMO}", (), False),
        (f"Saved again\n\n{MEMO}", ("tlp",), True),
        (f"“{MEMO}” So says a memo. {DENIED}", (), True),
    ],
)
def test_a_copy_in_other_bytes_goes_as_its_original_unless_an_editor_marks_it(
    tmp_path, text, by_editor, stays
):
    (tmp_path / "content").mkdir()
    secret = document(MEMO, id="secret")
    secret = replace(secret, meta=replace(secret.meta, tlp="red"))
    copy = document(text, id="copy")
    copy = replace(copy, meta=replace(copy.meta, tlp="clear", by_editor=frozenset(by_editor)))

    desk = read_desk(tmp_path / "content", Settings())
    released = release_to(Tlp.CLEAR, corpus(copy, secret), desk, find_named)

    assert ("copy" in [each.id for each in released.corpus.documents]) is stays


MAIL = f"""From: Ann Moor <moor@example.org>
Subject: Re: the pier
Date: Mon, 10 Jun 2024 10:12:00 +0000
Content-Type: text/plain

{DENIED}

On Monday the clerk wrote:
> %s
"""


@pytest.mark.parametrize(
    ("quoted", "by_editor", "stays"),
    [
        (MEMO, (), False),
        (MEMO, ("tlp",), True),
        (MEMO.partition(" to a firm")[0], (), True),
        ("Shall we meet at noon?", (), True),
    ],
)
def test_a_mail_that_passes_a_source_on_below_its_answer_goes_with_it(tmp_path, quoted, by_editor, stays):
    (tmp_path / "content").mkdir()
    secret = document(MEMO, id="secret")
    secret = replace(secret, meta=replace(secret.meta, tlp="red"))
    reply, _ = read_document("reply.eml", (MAIL % quoted).encode(), "seeds")
    reply = replace(reply, meta=replace(reply.meta, by_editor=frozenset(by_editor)))

    desk = read_desk(tmp_path / "content", Settings())
    released = release_to(Tlp.CLEAR, corpus(reply, secret), desk, find_named)

    assert ("reply" in [each.id for each in released.corpus.documents]) is stays


RELEASE = f"Port Office\n\n14 May 2024\n\n{DENIED}\n\n{MEMO}\n"
VIEW = "Our view on this: the mayor has known it all since March, and the clerk has told nobody of it so far."
QUOTING = f"15 May 2024\n\n{VIEW}\n\nThey say in full:\n\n"


@pytest.mark.parametrize(
    ("secret", "public", "sidecar", "stays"),
    [
        (f"{QUOTING}{RELEASE}", RELEASE, {}, True),
        (f"{QUOTING}{RELEASE}\n\n{VIEW} Or not.", RELEASE, {}, True),
        (f"{VIEW}\n\n{RELEASE}", RELEASE, {"url": "https://port.example/1"}, True),
        (f"{VIEW}\n\n{RELEASE}", RELEASE, {"archive": "https://port.example/1"}, True),
        # and nothing else: a copy, an older wording, an extract, what is no older or has no day
        (RELEASE, RELEASE.replace("Port", "The Port"), {"url": "https://port.example/1"}, False),
        (f"TLP RED\n\n15 May 2024\n\n{RELEASE}", RELEASE, {}, False),
        (f"{RELEASE.replace('14', '15')}\n\n{VIEW}", RELEASE, {}, False),
        (f"{QUOTING}{RELEASE}", f"{DENIED}\n\n{MEMO}", {}, False),
        (f"{QUOTING}{RELEASE}".replace("15 May", "14 May"), RELEASE, {}, False),
        (f"{QUOTING}{RELEASE}".replace("15 May", "13 May"), RELEASE, {}, False),
        (f"{QUOTING}{RELEASE}".replace("15 May 2024", "To all"), RELEASE, {}, False),
        (f"{QUOTING}{RELEASE}", RELEASE.replace("never", "hardly ever"), {}, False),
        (f"{QUOTING}{RELEASE}", RELEASE, {"publisher": "Port"}, True),
        (f"{VIEW}\n\n{RELEASE}", RELEASE, {"publisher": "Port"}, False),
    ],
)
def test_a_source_that_a_marked_one_quotes_is_no_copy_of_it(tmp_path, secret, public, sidecar, stays):
    (tmp_path / "content").mkdir()
    memo, _ = read_document("memo.txt", secret.encode(), "seeds")
    memo = replace(memo, meta=replace(memo.meta, tlp="red"))
    release, _ = read_document("release.txt", public.encode(), "seeds")
    release = replace(release, meta=replace(release.meta, by_editor=frozenset(sidecar), **sidecar))

    desk = read_desk(tmp_path / "content", Settings())
    released = release_to(Tlp.CLEAR, corpus(memo, release), desk, find_named)

    assert ("release" in [each.id for each in released.corpus.documents]) is stays
    [problem] = released.problems
    assert (problem.code, problem.at.file) == ("same-words", "seeds/release.txt")
    assert ("quotes it" in problem.message) is stays and '"memo"' in problem.message


LONG_MEMO = f"{MEMO} Nobody has asked who paid the clerk for the deed. {DENIED}"


@pytest.mark.parametrize(
    ("quoted", "public", "stays"),
    [
        (MEMO, "The pier is shut.", False),
        (f"{MEMO}\n>\n> Shall we all meet at noon in the hall behind the church of Larne?", "Shut.", False),
        (MEMO, f"The paper wrote: {MEMO}", True),  # it is known without the mail
        (
            f"So the town, which had it from a man at the bank who had heard at last that {MEMO[:45]}",
            "Shut.",
            True,
        ),
    ],
)
def test_a_mail_that_quotes_a_sentence_of_a_longer_one_goes_with_it(tmp_path, quoted, public, stays):
    (tmp_path / "content").mkdir()
    secret = document(LONG_MEMO, id="secret")
    secret = replace(secret, meta=replace(secret.meta, tlp="red"))
    answer = (MAIL % quoted).replace(DENIED, "Thank you. I shall ask the bank.")
    reply, _ = read_document("reply.eml", answer.encode(), "seeds")
    boats = (
        "Boats go to Larne at noon, as the harbour office says. Those who miss one may walk, or wait for it."
    )
    others = [document(f"{public} {boats} The school is open again since the storm.", id="open")]

    desk = read_desk(tmp_path / "content", Settings())
    released = release_to(Tlp.CLEAR, corpus(*others, reply, secret), desk, find_named)

    assert ("reply" in [each.id for each in released.corpus.documents]) is stays


def words_left(folder, words):
    """Return what is left of the words of a note."""
    files = {
        "notes/n.md": f"---\ntitle: N\n---\n{words}\n",
        "notes/x.md": "---\ntitle: X\ntlp: red\n---\nX.\n",
        "notes/y.md": "---\ntitle: The old sale\ntlp: red\n---\nX.\n",
    }
    released = release(folder, files)
    lines = (line for note in released.desk.notes for line in note.body.markdown.split("\n"))
    return "\n".join(line for line in lines if line.strip())


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Shut [@open#p1s1].\n\nSold [@secret#p1s1].", "Shut [@open#p1s1]."),
        ("Shut [@open#p1s1] and sold [@secret].\n\nMore.", "More."),
        ("- shut [@open#p1s1]\n- sold [@secret#p1s1]\n- more", "- shut [@open#p1s1]\n- more"),
        ("- shut\n  - sold [@secret]\n- more", "- shut\n- more"),
        (
            "| a | b |\n| - | - |\n| sold | [@secret] |\n| shut | [@open] |",
            "| a | b |\n| - | - |\n| shut | [@open] |",
        ),
        ("> The mayor sold the pier.\n\n[@secret#p1s1]\n\nMore.", "More."),
        ("> The mayor sold the pier. [@secret#p1s1]\n\nMore.", "More."),
        ("> [!note] Sold\n> By the mayor.\n>\n> So it is. [@secret]\n\nMore.", "More."),
        ("Sold.[^1] More.\n\n[^1]: By the mayor [@secret].\n\nRest.", "Rest."),
        ("Sold.^[By the mayor [@secret].] More.\n\nRest.", "Rest."),
        # what goes lays open a footnote that was not shown: that is looked at, too
        ("Sold.[^1]\n\n[^1]: So[^1] it is. ![[x]]\n[^1]: Sold [@secret].\n\nMore.", "More."),
        (
            "[^1]: He sold the old pier to them all for gold.[^1]\n\n- [^1]: sold `notes/x`\n\nMore.",
            "More.",
        ),
        ("Pier\n: It was sold [@secret].\n\nMore.", "More."),
        ("## Sale\n\nSold [@secret].\n\n## Rest\n\nMore.", "## Rest\nMore."),
        ("## Sale\n\n### Price\n\nSold [@secret].\n\n## Rest\n\nMore.", "## Rest\nMore."),
        ("## Sale\n\nSold [@secret].\n\nMore.", "## Sale\nMore."),
        ("One.[^n] More.\n\nRest.\n\n[^n]: By the mayor [@secret].\n\n    He sold it.", "Rest."),
        ("- shut\n- sold [@secret]\n\nMore [@open].", "- shut\nMore [@open]."),
        # what says nothing without them: leads, and the heads of tables
        ("Two things:\n\n- sold [@secret]\n- so said [[x]]\n\nMore.", "More."),
        ("So:\n\nThese:\n\n> The mayor sold the pier. [@secret]\n\nMore.", "More."),
        ("- These:\n  - sold [@secret]\n- more", "- more"),
        ("Two things:\n\n- sold [@secret]\n- shut\n\nMore.", "Two things:\n- shut\nMore."),
        ("| a | b |\n| - | - |\n| sold | [@secret] |\n\nMore.", "More."),
        ("Prices:\n\n| a | b |\n| - | - |\n| sold | [@secret] |\n\nMore.", "More."),
        ("Prices:\n\n| sold [@secret] | b |\n| - | - |\n| nine | ten |\n\nMore.", "More."),
        # ids as typed: in code, in addresses, in the words of a link, as names of files
        ("See `notes/x` now.\n\nMore.", "More."),
        ("See `[@secret#p1]` now.\n\nMore.", "More."),
        ("```\nsecret\n```\n\nMore.", "More."),
        ("    secret\n\nMore.", "More."),
        ("See <https://example.org/notes/x.html>.\n\nMore.", "More."),
        ("See [it](https://example.org/secret#p1).\n\nMore.", "More."),
        ('See [it](https://example.org "from secret").\n\nMore.', "More."),
        ("![a drawing](https://example.org/secret.png)\n\nMore.", "More."),
        ("See [x](x.md).\n\nMore.", "More."),
        ("See [that](x.md).\n\nMore.", "See [that](x.md).\nMore."),
        ("See [The old\n*sale*](y.md).\n\nMore.", "More."),
        ("See [of the old sale](y.md).\n\nMore.", "See [of the old sale](y.md).\nMore."),
        ("See secret.txt for it.\n\nMore.", "More."),
        ("It is no secret, and `xs` are not meant.", "It is no secret, and `xs` are not meant."),
        ("He wrote “the mayor sold the pier” at once.\n\nMore.", "More."),
        ("He spoke of “the pier” at once.\n\nMore.", "He spoke of “the pier” at once.\nMore."),
        ("So the mayor sold the old pier to them all for gold.\n\nMore.", "More."),
        ("![[secret#p1s1]]\n\nMore.", "More."),
        ("See [[x]].\n\nMore.", "More."),
        ("![[x]]\n\nMore.", "More."),
        ("See [[x|that]].\n\nMore.", "See [[x|that]].\nMore."),
        ("See [[notes/x|X]].\n\nMore.", "More."),
    ],
)
def test_a_block_goes_with_what_it_points_to(tmp_path, words, left):
    assert left == words_left(tmp_path, words)


TREATY = "the Convention of the Towns on the Use of Piers and Harbours in Winter"


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        # a name of many words that a withheld source has, too
        (f"He signed {TREATY} at last.", True),
        (f"Under {TREATY}, piers are free.", True),
        (f"He said that the Harbour Master of the Old Town of Larne and {TREATY} are at one.", False),
        ("Dirk Olsen of the Pell House met Ann Moor of the Bank.", False),
        ("It is the Ministry of Ports and of the Harbours of Larne.", True),
        ("5 agents met with the clerks Ann Moor of the Bank.", False),
        ("Agent Olsen Meets Moor In The Old Town Hall", False),  # a headline is no name
        # an id that is a date, or a word of an address elsewhere
        ("Shut on 2024-05-14.", True),
        ("See [it](https://paper.example/2024-05-14/pier).", True),
        ("See [it](https://paper.example/report/5).", True),
        ("See [it](//paper.example/report).", True),
        ("See [it](https://paper.example/sources/report).", False),
        ("See [it](https://paper.example/report.html).", False),
        ("See [it](https://paper.example/report#p3).", False),
        ("See [it](https://paper.example/a-long-report/5).", False),
        ("See [it](https://paper.example/report-5/x).", False),
        ("See 2024-05-14.txt.", False),
        ("Of `[@2024-05-14#p1]`.", False),
        ("Of `report`.", False),
    ],
)
def test_public_words_stay_that_a_withheld_source_has_too(tmp_path, words, stays):
    told = (
        f"He said that the Harbour Master of the Old Town of Larne and {TREATY} are at odds.",
        "Agent Dirk Olsen of the Pell House met Ann Moor of the Bank on Monday.",
        "Agent Olsen Meets Moor In The Old Town Hall",
        "we were told by an aide that the Ministry of Ports and of the Harbours of Larne is bankrupt.",
        "5 agents met with the clerks Ann Moor of the Bank had sent.",
    )
    secret = (
        document("\n\n".join(told), id=each) for each in ("2024-05-14", "report", "report-5", "a-long-report")
    )
    secret = [replace(each, meta=replace(each.meta, tlp="red")) for each in secret]
    desk = written(tmp_path, {"notes/n.md": f"---\ntitle: N\n---\n{words}\n\nMore.\n"})

    [note] = release_to(Tlp.CLEAR, corpus(OPEN, *secret), desk, find_named).desk.notes

    assert note.body.markdown.strip() == (f"{words}\n\nMore." if stays else "More.")


def test_a_claim_that_loses_evidence_goes_whole(tmp_path):
    claim = "---\nquestion: Sold?\n---\n## Yes\n\n[@secret#p1s1]\n\n## No\n\n[@open#p1s1]\n"
    other = claim.replace("secret", "open")

    released = release(tmp_path, {"claims/a.md": claim, "claims/b.md": other})

    assert [each.id for each in released.desk.claims] == ["b"]
    assert count_kinds(released.left_out) == (("claim", 1), ("source", 1))


@pytest.mark.parametrize(
    ("would_change", "left"),
    [
        ("A deed [@open#p1].", ["A deed."]),
        ("A deed [@secret#p1].", []),  # the claim rests on it, so it goes whole
        ("Whether he sold the old pier to them all for gold.", [""]),
        ("The note [[x]] on it.", [""]),
    ],
)
def test_what_would_change_an_answer_goes_with_what_it_points_to(tmp_path, would_change, left):
    files = {
        "claims/q.md": f'---\nquestion: Q?\nwould_change: "{would_change}"\n---\n## A\nIt is [@open#p1s1].\n',
        "notes/x.md": "---\ntitle: X\ntlp: red\n---\nX.\n",
    }

    assert [claim.would_change for claim in release(tmp_path, files).desk.claims] == left


def test_a_citation_by_a_few_words_keeps_its_sentence_when_its_neighbour_is_cut(tmp_path):
    words = 'Sold [@secret "mayor sold the pier"].\n\nTo Larne [@open "Boats go to Larne"].'

    released = release(tmp_path, {"notes/n.md": f"---\ntitle: N\n---\n{words}\n"})

    [note] = released.desk.notes
    assert [list(map(str, citation.targets)) for citation in note.body.citations] == [["open#p1s2"]]
    assert released.problems == ()


def test_words_that_read_otherwise_when_their_neighbour_is_cut_are_an_error(tmp_path):
    words = "- one\n\nSold [@secret].\n\n    %% code under the list"  # then it is a part of the list

    released = release(tmp_path, {"notes/n.md": f"---\ntitle: N\n---\n{words}\n"})

    assert [problem.code for problem in released.problems] == ["open-comment"]


def test_a_summary_and_a_topic_go_as_paragraphs_and_pages_do(tmp_path):
    files = {
        "topics/a.md": "---\ntitle: A\ntlp: amber\nterms: [pier]\n---\nWords.\n",
        "topics/b.md": "---\ntitle: B\nsummary: Sold [@secret].\nterms: [pier]\n---\nShut [@open].\n",
        "notes/n.md": "---\ntitle: N\ntopics: [a, b]\n---\nWords.\n",
    }

    released = release(tmp_path, files, Tlp.GREEN)

    [topic], [note] = released.desk.topics, released.desk.notes
    assert (topic.summary_body, topic.body.markdown.strip(), note.topics) == (None, "Shut [@open].", ("b",))
    assert count_kinds(released.left_out) == (("paragraph", 1), ("source", 1), ("topic", 1))


@pytest.mark.parametrize(
    ("audience", "kept"),
    [("clear", 1), ("green", 2), ("amber", 3), ("amber+strict", 4), ("red", 5)],
)
def test_an_audience_sees_what_is_marked_no_stricter(tmp_path, audience, kept):
    files = {f"notes/{mark}.md": f"---\ntitle: N\ntlp: {mark}\n---\nWords.\n" for mark in map(str, Tlp)}

    assert kept == len(release(tmp_path, files, Tlp(audience)).desk.notes)


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("He sold the old pier to them all for gold.", False),
        ("Of “the mayor sold the pier”.", False),
        ("After secret.txt.", False),
        ("The pier is shut, it is no secret.", True),
    ],
)
def test_what_a_sidecar_says_goes_where_it_repeats_what_goes(tmp_path, words, stays):
    (tmp_path / "content").mkdir()
    said = dict.fromkeys(("title", "publisher", "short", "rights"), words)
    meta = replace(OPEN.meta, summary=("Shut.", words), authors=("Ann Moor", words), **said)
    meta = replace(meta, by_editor=frozenset([*said, "summary", "authors"]))
    desk = read_desk(tmp_path / "content", Settings())

    released = release_to(Tlp.CLEAR, corpus(replace(OPEN, meta=meta), SECRET), desk, find_named)

    [source] = released.corpus.documents
    left = said if stays else {"title": "Open", "publisher": None, "short": None, "rights": None}
    assert left == {name: getattr(source.meta, name) for name in said}
    lists = (("Shut.", words), ("Ann Moor", words)) if stays else (("Shut.",), ("Ann Moor",))
    assert lists == (source.meta.summary, source.meta.authors)
    assert {"summary", "authors", *(said if stays else ())} == source.meta.by_editor
    assert dict(count_kinds(released.left_out)).get("paragraph", 0) == (0 if stays else 6)


@pytest.mark.parametrize(
    ("path", "stays"),
    [
        ("he-sold-the-old-pier-to-them-all-for-gold.html", False),
        ("2024/He_sold%20the_old+pier%2Fto-them-all.html?page=2", False),
        ("files/secret.txt", False),
        ("he-sold-the-old-pier", True),
        ("the-pier-is-shut?secret=1", True),
    ],
)
def test_an_address_goes_that_repeats_what_goes(tmp_path, path, stays):
    (tmp_path / "content").mkdir()
    address = f"https://x.example/{path}"
    meta = replace(OPEN.meta, url=address, archive=address, by_editor=frozenset(["url", "archive"]))
    desk = read_desk(tmp_path / "content", Settings())

    released = release_to(Tlp.CLEAR, corpus(replace(OPEN, meta=meta), SECRET), desk, find_named)

    [source] = released.corpus.documents
    assert [source.meta.url, source.meta.archive] == ([address] * 2 if stays else [None] * 2)
    assert source.meta.by_editor == ({"url", "archive"} if stays else set())


def test_what_has_no_mark_has_the_desks_own(tmp_path):
    (tmp_path / "content" / "notes").mkdir(parents=True)
    (tmp_path / "content" / "notes" / "n.md").write_text("---\ntitle: N\n---\nWords.\n")
    (tmp_path / "content" / "notes" / "m.md").write_text("---\ntitle: N\ntlp: clear\n---\nWords.\n")
    sources, desk = with_default_mark(SOURCES, read_desk(tmp_path / "content", Settings()), Tlp.AMBER)

    assert [note.tlp for note in desk.notes] == ["clear", "amber"]
    assert [each.meta.tlp for each in sources.documents] == ["amber", "red"]
    assert strictest_mark(sources, desk) == Tlp.RED


@pytest.mark.parametrize(
    ("stamp", "is_stamped", "mark"),
    [("clear", True, "amber"), ("red", True, "red"), ("clear", False, "clear")],
)
def test_a_mark_that_was_found_is_never_milder_than_the_desks_own(tmp_path, stamp, is_stamped, mark):
    source = replace(OPEN, meta=replace(OPEN.meta, tlp=Tlp(stamp), is_stamped=is_stamped))
    desk = read_desk(tmp_path, Settings())

    [marked] = with_default_mark(corpus(source), desk, Tlp.AMBER)[0].documents
    assert marked.meta.tlp == mark


@pytest.mark.parametrize(
    "written_after", [("secret.txt", "0" * 64), ("old/secret.txt", "0" * 64), ("x.txt", SECRET.sha256)]
)
def test_what_was_written_after_a_marked_source_goes_with_it(tmp_path, written_after):
    retold = document("The pier was sold, they say.", id="retold")
    retold = replace(retold, meta=replace(retold.meta, derived_from=written_after))
    again = document("So the pier was sold.", id="again")
    again = replace(again, meta=replace(again.meta, derived_from=("retold.txt", retold.sha256)))
    (tmp_path / "content").mkdir()
    desk = read_desk(tmp_path / "content", Settings())

    released = release_to(Tlp.CLEAR, corpus(OPEN, SECRET, retold, again), desk, find_named)

    assert [each.id for each in released.corpus.documents] == ["open"]
    assert count_kinds(released.left_out) == (("source", 3),)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        # a quotation goes with the citation that closes it
        ("> The pier.\n\n[@open#p1]\n[@secret#p1]\n\nMore.", "More."),
        ("> Der Kai.\n\n— the aide [@secret#p1 tr]\n\nMore.", "More."),
        ("> Der Kai.\n\n[@secret#p1 tr] He was paid.\n\nMore.", "More."),
        ("> [!quote]\n> Der Kai.\n\n[@secret#p1 tr]\n\nMore.", "More."),
        ("> Der Kai.\n\n- [@secret#p1 tr]\n- x", "- x"),
        ("> Der Kai.\n\n— [[open|the aide]] [@secret#p1 tr]\n\nMore.", "More."),
        ("> - Der Kai.\n> - So [@secret#p1 tr]\n\nMore.", "More."),
        ("- So:\n\n  > Der Kai.\n\n  - [@secret#p1 tr]\n\nMore.", "More."),
        ("> [!note] A\n> > Der Kai.\n>\n> - [@secret#p1 tr]\n> - b", "> [!note] A\n>\n> - b"),
        ("“Der alte Kai”\n: So it is\n\n  - [@secret#p1 tr]\n\nMore.", "More."),
        ("> The pier.\n\n[^1]\n\nMore.\n\n[^1]: [@secret#p1]", "More."),
        ("> Der Kai.\n\n> [!note] [@secret#p1 tr]\n> hm.\n\nMore.", "More."),
        ("A.[^1]\n\n> The boats.\n\n[^1]: [@secret#p1]", "> The boats."),
        ("- > The boats.\n- [@secret#p1] has more", "- > The boats."),
        ("> The pier.\n\nSold [@secret#p1].\n\nMore.", "More."),
        ("> The pier.\n\nShut.\n\n[@secret#p1]\n\nMore.", "> The pier.\nMore."),
        ("> The pier.\n\n- x\n- [@secret#p1]\n\nMore.", "> The pier.\n- x\nMore."),
        # footnotes: the one that goes, those that refer to it, and no other
        ("A.[^a] B.\n\nC.[^b]\n\n[^a]: So [@open].\n\n[^b]: Sold [@secret].", "A.[^a] B.\n[^a]: So [@open]."),
        (
            "A.[^a]\n\nB.[^b]\n\n[^a]: Sold [@secret].\n\n[^b]: So.\n\n    And so.",
            "B.[^b]\n[^b]: So.\n    And so.",
        ),
        ("A.[^a]\n\nB.\n\n[^a]: So.\n\n    Sold [@secret].\n\n    And so.", "B."),
        ("- a[^a]\n- b\n\n[^a]: Sold [@secret].", "- b"),
        # the smallest part that can go
        ("1. a\n2. sold [@secret]\n   - b\n3. c", "1. a\n3. c"),
        ("- a\n\n  Sold [@secret].\n- b", "- b"),
        ("> [!note] A\n> - sold [@secret]\n> - b", "> [!note] A\n> - b"),
        ("> [!note] A\n> - sold [@secret]\n> - and so [@secret]\n\nMore.", "More."),
        ("> [!note] A\n> > [!tip] B\n> > 1. sold [@secret]\n>\n> More.", "> [!note] A\n>\n> More."),
        ("| a |\n| - |\n| b |\n| sold [@secret] |\n| c |", "| a |\n| - |\n| b |\n| c |"),
        ("A\n: b\n\nB\n: sold [@secret]\n\nC.", "C."),
        # what is left of a numbered list begins as it did
        ("1. sold [@secret]\n2. b\n3. c", "1. b\n3. c"),
        ("- a\n\n  9) sold [@secret]\n  10) b\n      - c", "- a\n  09) b\n      - c"),
        ("1. a\n   1. sold [@secret]\n   2. b\n2. c", "1. a\n   1. b\n2. c"),
    ],
)
def test_what_goes_is_the_smallest_part_that_can_go_alone(tmp_path, words, left):
    assert words_left(tmp_path, words) == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        # a quote goes with the lead that cites what is withheld
        ("The log says [@secret#p1]:\n\n> Der Kai.\n\nMore.", "More."),
        ("The log says [@secret#p1].\n\n> Der Kai.\n\nMore.", "More."),
        ("See [[secret#p1s1]]:\n\n> Der Kai.\n\nMore.", "More."),
        ("The log says [@secret#p1] of [@open]:\n\n> Der Kai.\n\nMore.", "More."),
        ("The log says [@secret#p1]:\n\n> [!quote]\n> Der Kai.\n\nMore.", "More."),
        ("The log says:[^1]\n\n> Der Kai.\n\nMore.\n\n[^1]: So [@secret#p1].", "More."),
        ("The log says [@secret#p1]:\n\n> Der Kai.\n\n> Der Hof.\n\nMore.", "More."),
        ("Also [@secret#p1] says\n- he was paid\n- so [@open]\n\nMore.", "- so [@open]\nMore."),
        ("Also [@secret#p1] says:\n\n1. he was paid\n   - twice\n\nMore.", "More."),
        # and with the line below that cites it, whatever its form
        ("> Der Kai.\n\nMoor, [@secret#p1 tr]\n\nMore.", "More."),
        ("> Der Kai.\n\n(the mayor, [@secret#p1 tr])\n\nMore.", "More."),
        ("> Der Kai.\n\nSource: [@secret#p1 tr]\n\nMore.", "More."),
        ("> Der Kai.\n\nAnn Moor said on Monday. [@secret#p1 tr]\n\nMore.", "More."),
        ("> Der Kai.\n\nMoor said.[^1]\n\nMore.\n\n[^1]: So [@secret#p1 tr].", "More."),
        # its words are looked up as those between marks are, in all of it and in each sentence
        ("> The mayor sold the pier\n\nMore.", "More."),
        ("> Hm. The mayor sold the pier … so.\n\nMore.", "More."),
        ("> The mayor sold the pier\n> — Moor\n\nMore.", "More."),
        # other quotes stay
        ("> The mayor sold\n\nMore.", "> The mayor sold\nMore."),
        ("> The pier is shut. [@open]\n\nSold [@secret].", "> The pier is shut. [@open]"),
        ("> The pier is shut.\n\n— Moor [@open]\n\nSold [@secret].", "> The pier is shut.\n— Moor [@open]"),
        ("So [@open]:\n\n> Shut.\n\nSold [@secret].", "So [@open]:\n> Shut."),
        ("> Shut.\n\nMoor [@open; @secret].", ""),
        ("> Shut.\n\nMoor [@open] sold [@secret].", "> Shut."),
        ("> Shut.\n\nSold [@secret], " + "and so on " * 10, "> Shut."),
        ("So [@secret]:\n\n> The pier is shut. [@open]\n\nMore.", "> The pier is shut. [@open]\nMore."),
        ("So [@secret]:\n\n> The pier is shut.\n\n[@open]", "> The pier is shut.\n[@open]"),
        ("Sold [@secret], shut [@open].\n\n> Shut.", "> Shut."),
        ("Sold [@secret].\n\nThe town says:\n\n> Shut.", "The town says:\n> Shut."),
        ("Sold [@secret].\n\n- shut\n- more", "- shut\n- more"),
    ],
)
def test_a_quote_goes_with_the_words_round_it_that_say_whose_it_is(tmp_path, words, left):
    assert left == words_left(tmp_path, words)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        # what a citation alone, or a line "Source: …", says the source of
        ("Shut.\n\n[@secret]\n\nMore.", "More."),
        ("Shut.\n\n[^1]\n\nMore.\n\n[^1]: [@secret]", "More."),
        ("Shut.\n\nSource\u00a0: [@secret]\n\nMore.", "More."),
        ("Shut.\n\n**Data sources** : the log, [@secret]\n\nMore.", "More."),
        ("Shut.\n\nŹródło: [@secret]\n\nMore.", "More."),
        ("Shut.\n\n(Kaynak: [@secret])\n\nMore.", "More."),
        ("Shut.\n\n出典：[@secret]\n\nMore.", "More."),
        ("Shut.\n\nSee [@secret].\n\nMore.", "More."),
        ("Shut.\n\n(via [@secret; @open])\n\nMore.", "More."),
        ("| a |\n| - |\n| b |\n\n[@secret]\n\nMore.", "More."),
        ("| a |\n| - |\n| b |\n| c [@open] |\n\nSource: [@secret]", "| a |\n| - |\n| c [@open] |"),
        ("| a |\n| - |\n| b |\n\nOur sum of what the log has [@secret].\n\nMore.", "More."),
        ("- a\n- b\n\nQuellen: die Akte, [@secret; @open]\n\nMore.", "More."),
        ("- a [@open]\n- b\n\n*Source:* the log [@secret]", "- a [@open]"),
        ("```\na\n```\n\nSource: [[secret]]\n\nMore.", "More."),
        ("A\n: b\n\nSource:[^1]\n\nMore.\n\n[^1]: [@secret]", "More."),
        ("> [!note] A\n> | a |\n> | - |\n> | b |\n>\n> Source: [@secret]\n\nMore.", "More."),
        ("- Item:\n\n  | a |\n  | - |\n  | b |\n\n  [@secret]\n\nMore.", "More."),
        # what "Sources: …" at the end of a section says the source of, where nothing else there cites
        ("# A\n\nShut.\n\n- a\n\nSo.\n\nSources: [@secret]\n\n# B\n\nMore.", "# B\nMore."),
        ("Shut.\n\nSo.\n\nQuelle: die Akte, [@secret]", ""),
        ("Shut.\n\nSo.\n\nSources: [@secret], [@open]", "Shut."),
        ("Shut [@open].\n\nIt is.\n\nSo.\n\nSources: [@secret]", "Shut [@open].\nIt is."),
        ("Shut.\n\nSo.\n\nSources: [@secret]\n\nMore.", "Shut.\nMore."),
        ("Shut.\n\n| a |\n| - |\n| b |\n\nSource: [@secret]", "Shut."),
        ("Shut.\n\nSo.\n\n[@secret]", "Shut."),
        ("> [!judgement]\n> It may be.\n\nSo.\n\nSources: [@secret]", "> [!judgement]\n> It may be."),
        # what leads to something
        ("Prices [@secret]\n\n| a |\n| - |\n| b |\n\nMore.", "More."),
        ("The log has, [@secret]:\n\n```\na\n```\n\nMore.", "More."),
        ("The log says [@secret]:\n\nShut.\n\nMore.", "More."),
        # the section of a heading
        (
            "# Sold [@secret]\n\nSo.\n\n- a\n- b [@open]\n\n## And\n\nHm.\n\n# More\n\nMore.",
            "- b [@open]\n# More\nMore.",
        ),
        ("## Sold [@secret]\n\nSo.\n\n# More\n\nMore.", "# More\nMore."),
        # and nothing else
        ("Shut. [@open]\n\n[@secret]", "Shut. [@open]"),
        ("Shut.\n\nSold [@secret].\n\nMore.", "Shut.\nMore."),
        ("Shut.\n\nHe wrote: [@secret]\n\n> Sold.\n\nMore.", "Shut.\nMore."),
        ("Shut.\n\nMoor: [@secret]\n\n> Sold.\n\nMore.", "Shut.\nMore."),
        ("Shut.\n\nSee also the log [@secret].", "Shut."),
        ("- a\n\nSold [@secret].", "- a"),
        ("| a |\n| - |\n| b |\n\nSold [@secret], shut [@open].", "| a |\n| - |\n| b |"),
        ("| a |\n| - |\n| b |\n\nSold [@secret], " + "and so on " * 10, "| a |\n| - |\n| b |"),
        ("| a |\n| - |\n| b |\n\nSource: [@open]\n\nSold [@secret].", "| a |\n| - |\n| b |\nSource: [@open]"),
        ("# Shut\n\n[@secret]\n\nMore.", "# Shut\nMore."),
        ("- a\n- [@secret]", "- a"),
        ("Shut.\n\n[[secret]]\n\nMore.", "Shut.\nMore."),
        ("Prices are in the log [@secret].\n\n| a |\n| - |\n| b |", "| a |\n| - |\n| b |"),
    ],
)
def test_what_cites_nothing_itself_goes_with_its_source_line_its_lead_or_its_heading(tmp_path, words, left):
    assert left == words_left(tmp_path, words)


QUOTED = [
    "> Zed was ill.",
    "> Zed was ill.\n>\n> So he said.",
    "> [!quote] The log\n> Zed was ill.",
    "> - Zed was ill.\n> - So he said.",
    "> # The log\n> Zed was ill.",
    "> | a | b |\n> | - | - |\n> | Zed was ill. | so |",
    "She said: “Zed was ill.”",
    "“Zed was ill”\n: So it is",
]
CLOSED = [
    " [@secret#p1 tr]",
    "\n\n[@secret#p1 tr]",
    "\n\n— the aide [@secret#p1 tr]",
    "\n\n— [the aide](../sources/open.html) [@secret#p1 tr]",
    "\n\n- [@secret#p1 tr]",
    "\n\nSo it was. [@secret#p1 tr]",
    "[^1]\n\n[^1]: [@secret#p1 tr]",
    "\n\n[^1]\n\n[^1]: [@secret#p1 tr]",
]
AROUND = [
    ("", ""),
    ("- Item:\n\n", "  "),
    ("> [!note]\n", "> "),
    ("> A.\n>\n", "> "),
    ("Term\n: A.\n\n", "  "),
]


def test_no_quotation_stays_that_a_citation_of_what_is_withheld_closes(tmp_path):
    files = {}
    for number, (quoted, closed, (head, indent)) in enumerate(product(QUOTED, CLOSED, AROUND)):
        words = head + indent + (quoted + closed).replace("\n", f"\n{indent}")
        files[f"notes/n{number:03}.md"] = f"---\ntitle: N\n---\n{words}\n"
    desk, closes = written(tmp_path, files), {}
    for note in desk.notes:
        quotations = [citation.quotation or "" for citation in note.body.citations]
        quotations += [quoted.words for quoted in note.body.quoted if quoted.cited_at]
        closes[note.id] = any("Zed was ill" in words for words in quotations)

    left = release_to(Tlp.CLEAR, SOURCES, desk, find_named).desk.notes

    assert sum(closes.values()) > 200
    assert [note.id for note in left if closes[note.id] and "Zed was ill" in note.body.markdown] == []


@pytest.mark.parametrize(
    ("claim", "stays"),
    [
        ("Before [@open#p1].\n\n## A\nSo [@open#p1s1].\n", True),
        ("Before [@secret#p1].\n\n## A\nSo [@open#p1s1].\n", False),
        ("Before.\n\n## A\nSo [@open#p1s1; @secret#p1].\n", False),
        ("Before ![[x]].\n\n## A\nSo [@open#p1s1].\n", False),
        ("Before.\n\n## A\nSo [@open#p1s1], see [[x]].\n", True),
        ("Before.\n\n## A\nSo [@open#p1s1].\n\n![[secret#p1]]\n", False),
    ],
)
def test_a_claim_goes_with_whatever_it_rests_on_or_shows(tmp_path, claim, stays):
    files = {
        "claims/q.md": f"---\nquestion: Q?\n---\n{claim}",
        "notes/x.md": "---\ntitle: X\ntlp: red\n---\nX.\n",
        "notes/n.md": "---\ntitle: N\n---\nSee [[q]].\n\nMore.\n",
    }

    released = release(tmp_path, files)

    assert [each.id for each in released.desk.claims] == (["q"] if stays else [])
    left = released.desk.notes[0].body.markdown.strip()
    assert left == ("See [[q]].\n\nMore." if stays else "More.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes/n.md", "---\ntitle: {}\n---\nShut [@open]."),
        ("topics/n.md", "---\ntitle: {}\n---\nShut [@open]."),
        ("claims/n.md", "---\nquestion: {}?\n---\n## Yes\nShut [@open]."),
        ("claims/n.md", "---\nquestion: Why?\n---\n## {}\nShut [@open]."),
        ("pages/index.md", "---\ntitle: T\ndossier: {}\n---\nShut [@open]."),
    ],
)
@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("He sold the old pier to them all for gold", False),
        ("Of “the mayor sold the pier”", False),
        ("Who sold the old pier", True),
    ],
)
def test_a_page_goes_whose_titles_repeat_what_goes(tmp_path, name, text, words, stays):
    desk = release(tmp_path, {name: text.format(words)}).desk

    assert [page.ref.id or "index" for page in written_pages(desk)] == [Path(name).stem] * stays


SHUT = "---\ntitle: The fair\n---\nShut [@open].\n"
SOLD = SHUT.replace("Shut [@open]", "It was [@secret]")


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("notes/f.md", SOLD, None),
        ("notes/f.md", SOLD.replace("It", "%% when? %%\n\n## How\n\nIt"), None),
        ("notes/f.md", SOLD + "\nMore.\n", "The fair"),
        ("notes/f.md", SHUT.replace("Shut [@open].\n", ""), "The fair"),  # nothing was cut
        ("pages/f.md", SOLD, None),
        ("pages/index.md", SOLD, None),
        ("pages/index.md", SOLD.replace("title", "dossier: Piers\ntitle"), "Piers"),
        ("pages/index.md", SOLD.replace("title", "watch: [The boats.]\ntitle"), "The fair"),
        ("topics/f.md", SOLD, None),
        ("topics/f.md", SOLD.replace("title", "terms: [gold]\ntitle"), None),
        ("topics/f.md", SOLD.replace("title", "terms: [gold, boats]\ntitle"), "The fair"),
        ("topics/f.md", "---\ntitle: The fair\nterms: [gold]\n---\n", None),
        ("topics/f.md", "---\ntitle: The gold fair\nterms: [gold]\n---\n", "The gold fair"),  # it is told
    ],
)
def test_a_page_of_which_nothing_is_left_goes_with_its_title(tmp_path, name, text, title):
    desk = release(
        tmp_path,
        {name: text, "notes/n.md": "See [[f|it]].\n" * ("index" not in name) + SHUT.split("---\n")[2]},
    ).desk

    pages = [page.name for page in written_pages(desk) if page.ref.id != "n"]
    assert pages == ([title] if title else [])


@pytest.mark.parametrize(
    ("files", "left_out"),
    [
        ({"notes/n.md": "---\ntopics: [f]\n---\nShut [@open]. It is at [[f]].\n"}, {"paragraph": 1}),
        (
            {
                "claims/c.md": "---\nquestion: Why?\ntopics: [f]\n---\n## So\n[@open]\n\n## No\n[@open]\n",
                "notes/n.md": "Shut [@open]. It is at [[f]].\n",
            },
            {"paragraph": 1},
        ),
        (
            {
                "notes/n.md": "Shut [@open]. It is at [[f]].\n",
                "notes/draft.md": "---\nstatus: draft\ntopics: [f]\n---\nShut.\n",
            },
            {"paragraph": 1, "topic": 1},
        ),
        (
            {
                "pages/index.md": f"---\ndossier: Piers\n---\n{SOLD.split('---')[2]}\nIt is [@secret].\n",
                "notes/n.md": "Shut [@open]. It is at [[f]].\n",
            },
            {"paragraph": 3, "topic": 1},
        ),
    ],
)
def test_a_page_that_is_left_empty_takes_no_other_words_with_it(tmp_path, files, left_out):
    released = release(tmp_path, {"topics/f.md": SOLD, **files})

    assert "It is at [[f]]." in next(note for note in released.desk.notes if note.id == "n").body.markdown
    assert [topic.id for topic in released.desk.topics] == ["f"] * ("topic" not in left_out)
    assert dict(count_kinds(released.left_out)) == {**left_out, "source": 1}


def test_the_roles_judgement_and_outlook_of_a_desk_are_cut_as_its_words_are(tmp_path):
    files = {
        "entities/mayor.md": "---\nname: Mayor\nkind: person\nrole: See [[x]]\n---\nSold [@secret].\n",
        "entities/clerk.md": "---\nname: Clerk\nkind: person\nrole: Clerk of the pier\n---\nSo [@open].\n",
        "pages/index.md": "---\njudgement: A [@secret].\nwatch: ['A [@secret].', 'B [@open].']\n---\nSo.\n",
        "pages/about.md": "---\ntitle: About\n---\nSo.\n\nSold [@secret].\n",
        "notes/x.md": "---\ntitle: X\ntlp: red\n---\nX.\n",
    }

    desk = release(tmp_path, files).desk

    roles = {each.id: each.role_body and each.role_body.markdown for each in desk.entities}
    pages = {each.id: each for each in desk.pages}
    assert roles.get("mayor") is None and roles["clerk"] == "Clerk of the pier"
    assert pages["index"].judgement is None
    assert [line.markdown for line in pages["index"].watch] == ["B [@open]."]
    assert pages["about"].body.markdown.strip() == "So."


def test_a_judgement_that_may_go_stays_a_judgement(tmp_path):
    files = {"pages/index.md": "---\njudgement: It is shut.\n---\nSold [@secret].\n\nSo.\n"}

    [page] = release(tmp_path, files).desk.pages

    assert page.judgement.markdown == "It is shut."
    assert {statement.coverage for statement in page.judgement.statements} == {
        statement.coverage
        for statement in read_desk(tmp_path / "content", Settings()).pages[0].judgement.statements
    }


def test_a_claim_is_filed_under_those_of_its_topics_that_stay(tmp_path):
    files = {
        "topics/a.md": "---\ntitle: A\ntlp: amber\nterms: [pier]\n---\nWords.\n",
        "topics/b.md": "---\ntitle: B\nterms: [pier]\n---\nWords.\n",
        "claims/q.md": "---\nquestion: Q?\ntopics: [a, b]\n---\n[[a]].\n\n## A\nSo [@open#p1s1].\n\n[[a]].\n",
    }

    [claim] = release(tmp_path, files).desk.claims

    assert claim.topics == ("b",)
    assert claim.body.markdown.strip() == ""
    assert claim.positions[0].body.markdown.strip() == "So [@open#p1s1]."


def test_what_goes_is_counted_by_kind_and_what_does_not_is_not(tmp_path):
    files = {
        "notes/x.md": "---\ntitle: X\ntlp: red\n---\nX.\n",
        "notes/d.md": "---\ntitle: D\ntlp: red\nstatus: draft\n---\nD.\n",
        "notes/n.md": "---\ntitle: N\n---\nSold [@secret].\n\nSold [@secret].\n\nMore.\n",
    }

    assert count_kinds(release(tmp_path, files).left_out) == (("note", 1), ("paragraph", 2), ("source", 1))
    assert (
        count_kinds(release(tmp_path / "b", {"notes/n.md": "---\ntitle: N\n---\nMore.\n"}, Tlp.RED).left_out)
        == ()
    )


def test_a_desk_of_which_all_may_go_is_left_as_it_is(tmp_path):
    (tmp_path / "content").mkdir()
    desk = read_desk(tmp_path / "content", Settings())

    released = release_to(Tlp.RED, SOURCES, desk, find_named)

    assert released.desk is desk and released.corpus is SOURCES


MARKED = {
    "notes/n.md": "---\ntitle: N\ntlp: {note}\n---\nW.\n",
    "notes/d.md": "---\ntitle: D\ntlp: {draft}\nstatus: draft\n---\nW.\n",
    "topics/t.md": "---\ntitle: T\ntlp: {topic}\nterms: [x]\n---\nW.\n",
    "claims/c.md": "---\nquestion: C?\ntlp: {claim}\n---\n## A\nW [@open].\n",
    "pages/p.md": "---\ntitle: P\ntlp: {page}\n---\nW.\n",
}


@pytest.mark.parametrize(
    ("kind", "mark"),
    [("note", "amber"), ("topic", "amber"), ("claim", "amber"), ("page", "amber"), ("draft", None)],
)
def test_the_strictest_mark_is_that_of_whatever_is_published(tmp_path, kind, mark):
    marks = dict.fromkeys(("note", "draft", "topic", "claim", "page"), "")
    for name, text in MARKED.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written = text.format(**{**marks, kind: "amber"}).replace("tlp: \n", "")
        (tmp_path / name).write_text(written, "utf-8")
    desk = read_desk(tmp_path, Settings())

    assert strictest_mark(corpus(OPEN), desk) == mark
    assert strictest_mark(corpus(SECRET), desk) == Tlp.RED
    assert with_default_mark(SOURCES, desk, None) == (SOURCES, desk)
    _, marked = with_default_mark(SOURCES, desk, Tlp.GREEN)
    shown = (*marked.notes, *marked.topics, *marked.claims, *marked.pages)
    assert sorted(page.tlp for page in shown) == ["amber", "green", "green", "green", "green"]


def test_a_change_to_all_pages_reaches_every_kind():
    desk = read_desk(HARBOUR, Settings())

    assert {page.ref.kind for page in written_pages(desk)} >= {"topic", "entity", "note", "claim", "front"}
    assert list(written_pages(desk.changed(lambda page: None))) == []


@settings(max_examples=100, deadline=None)
@given(NOTES)
def test_nothing_of_a_marked_source_is_left_in_a_note(text):
    harbour = "He said no. She said it will not open again. He sold the old pier to them all for gold."
    secret = replace(document(harbour, id="log"), meta=SECRET.meta)
    sources = corpus(document("The pier is shut.", id="a"), document("A note.", id="b"), secret)
    body, _ = read_body("content/notes/n.md", 1, text)
    sold = Note(NoteId("sold"), "Sold", MarkdownBody("content/notes/sold.md", 1, "Sold."), tlp=Tlp.RED)
    desk = Desk(notes=(Note(NoteId("n"), "N", body), sold))

    left = [note.body for note in release_to(Tlp.CLEAR, sources, desk, find_named).desk.notes]

    words = " ".join(each.plain_words() for each in left)
    shown = [each for each in ("old pier to them", "not open again") if each in words]
    citations = [each for body in left for each in body.citations]
    cited = [place for each in citations for place in each.targets if place.source == "log"]
    linked = [each for body in left for each in body.links if each.target == "sold"]
    assert (shown, cited, linked) == ([], [], [])


def test_all_that_is_left_out_is_named_by_file_line_and_reason(tmp_path):
    files = {
        "notes/n.md": "---\ntitle: N\n---\nShut.\n\n- so\n- sold [@secret]\n\nOf `x`.\n\nIt:\n\n![[x]]\n",
        "notes/q.md": "---\ntitle: Q\n---\n> The mayor sold the pier\n\nMore.[^a]\n\n[^a]: [@secret]\n\nSo.",
        "notes/x.md": "---\ntitle: X\ntlp: red\n---\nX.\n",
        "notes/e.md": "---\ntitle: E\n---\nSold [@secret].\n",
        "notes/d.md": "---\ntitle: He sold the old pier to them all for gold\n---\nShut.\n",
        "claims/c.md": "---\nquestion: C?\n---\n## A\nIt is [@secret].\n",
        "entities/m.md": "---\nname: The mayor\nkind: person\n---\n",
    }

    left_out = release(tmp_path, files).left_out

    assert [(each.kind, f"{each.at.file}:{each.at.line}", each.why) for each in left_out] == [
        ("claim", "content/claims/c.md:1", "why_points"),
        ("name", "content/entities/m.md:1", "why_name"),
        ("note", "content/notes/d.md:1", "why_repeats"),
        ("note", "content/notes/e.md:1", "why_empty"),
        ("paragraph", "content/notes/e.md:4", "why_points"),
        ("paragraph", "content/notes/n.md:7", "why_points"),
        ("paragraph", "content/notes/n.md:9", "why_id"),
        ("paragraph", "content/notes/n.md:11", "why_beside"),
        ("paragraph", "content/notes/n.md:13", "why_points"),
        ("paragraph", "content/notes/q.md:4", "why_repeats"),
        ("paragraph", "content/notes/q.md:6", "why_points"),
        ("paragraph", "content/notes/q.md:8", "why_points"),
        ("note", "content/notes/x.md:1", "why_marked"),
        ("source", "seeds/secret.txt:1", "why_marked"),
    ]
