"""The head of a file: front matter is read, or named as an error; nothing is published by accident."""

import pytest
from editorial_desk import problems, read

HEAD = "title: The informant\nstatus: draft\ntlp: red\n"
TOLD = "The cook told us.\n"
READ = {
    "at the first byte": f"---\n{HEAD}---\n{TOLD}",
    "after a blank line": f"\n---\n{HEAD}---\n{TOLD}",
    "after blank lines with spaces": f"  \n\t\n \n---\n{HEAD}---\n{TOLD}",
    "after a space": f" ---\n{HEAD}---\n{TOLD}",
    "indented as a whole": f"  ---\n  {HEAD.replace(chr(10), chr(10) + '  ').rstrip()}\n  ---\n{TOLD}",
    "after a no-break space": f"\u00a0---\n{HEAD}---\n{TOLD}",
    "after a zero-width space": f"\u200b---\n{HEAD}---\n{TOLD}",
    "after a word joiner and a mark of direction": f"\u2060\u200e---\n{HEAD}---\n{TOLD}",
    "after two byte order marks": f"\ufeff\ufeff---\n{HEAD}---\n{TOLD}",
    "after an HTML comment": f"<!-- markdownlint-disable -->\n---\n{HEAD}---\n{TOLD}",
    "after an HTML comment of several lines": f"<!--\nvim: tw=80\n\n-->\n\n---\n{HEAD}---\n{TOLD}",
    "after a comment": f"%% from the old vault %%\n---\n{HEAD}---\n{TOLD}",
    "with spaces after the hyphens": f"--- \t\n{HEAD}---\u00a0\n{TOLD}",
    "with a blank line in it": f"---\n\n{HEAD}\n---\n{TOLD}",
    "closed by dots": f"---\n{HEAD}...\n{TOLD}",
    "with line ends of Windows": f"\n---\n{HEAD}---\n{TOLD}".replace("\n", "\r\n"),
    "with line ends of an old Mac": f"\n---\n{HEAD}---\n{TOLD}".replace("\n", "\r"),
}


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_front_matter_is_read_although_something_unseen_precedes_it(tmp_path, text):
    desk = read(tmp_path, {"notes/n.md": text})

    (note,) = desk.notes
    assert (note.published, note.title, note.tlp, note.body.markdown) == (False, "The informant", "red", TOLD)


def test_hyphens_within_a_value_do_not_close_the_front_matter(tmp_path):
    head = "title: The pier\nsummary: |\n  It closed.\n\n  ---\n\n  Nobody was hurt.\n"
    (topic,) = read(tmp_path, {"topics/pier.md": f"---\n{head}---\n{TOLD}"}).topics

    assert topic.body.markdown == TOLD


REFUSED = {
    "four hyphens": (f"----\n{HEAD}----\n{TOLD}", 3),
    "four hyphens, then three": (f"----\n{HEAD}---\n{TOLD}", 3),
    "three hyphens, then four": (f"---\n{HEAD}----\n{TOLD}", 1),
    "a dash for a colon": (f"Status — draft\n\n{TOLD}", 1),
    "two hyphens": (f"--\n{HEAD}--\n{TOLD}", 3),
    "a dash of the system": (f"—--\n{HEAD}—--\n{TOLD}", 3),
    "a dash of the system that closes": (f"---\n{HEAD}—-\n{TOLD}", 1),
    "one dash for three hyphens": (f"—\n{HEAD}—\n{TOLD}", 3),
    "short dashes": (f"–-\n{HEAD}–-\n{TOLD}", 3),
    "horizontal bars": (f"―\n{HEAD}―\n{TOLD}", 3),
    "TOML": ('+++\ntitle = "The informant"\nstatus = "draft"\n+++\n' + TOLD, 3),
    "TOML without a status": ('+++\ntitle = "The informant"\ndate = 2025-07-13\n+++\n' + TOLD, 1),
    "JSON": ('{\n  "title": "The informant",\n  "status": "draft"\n}\n' + TOLD, 3),
    "JSON in one line": ('{"title": "The informant", "status": "draft"}\n\n' + TOLD, 1),
    "JSON between semicolons": (';;;\n{\n"tlp": "red"\n}\n;;;\n' + TOLD, 3),
    "YAML without a line of hyphens": (f"{HEAD}\n{TOLD}", 2),
    "YAML without the first line of hyphens": (f"{HEAD}---\n{TOLD}", 2),
    "headers as Pelican has them": (f"Title: The informant\nStatus: draft\n\n{TOLD}", 2),
    "a title as Pelican has it": (f"Title: The informant\n\n{TOLD}", 1),
    "headers without a status": (f"Date: 2025-07-13\nAuthors: The desk\n\n{TOLD}", 1),
    "header lines after a blank line": (f"\n\nTitle: The informant\nStatus: draft\n\n{TOLD}", 4),
    "capitals and a space before the colon": (f"STATUS : Draft\n\n{TOLD}", 1),
    "bold": (f"**status:** draft\n\n{TOLD}", 1),
    "all of it bold": (f"**Status: draft**\n\n{TOLD}", 1),
    "a heading first": (f"# The informant\n\nstatus: draft\n\n{TOLD}", 3),
    "a title with a line under it first": (f"The informant\n=============\nstatus: draft\n\n{TOLD}", 3),
    "a block quote": (f"> status: draft\n\n{TOLD}", 1),
    "a list": (f"- status: draft\n- tlp: red\n\n{TOLD}", 1),
    "a field of Dataview": (f"status:: draft\n\n{TOLD}", 1),
    "a field of Dataview in brackets": (f"[status:: draft]\n\n{TOLD}", 1),
    "a field of Dataview before the words": (f"(status:: draft) {TOLD}", 1),
    "a line of Org": (f"#+status: draft\n\n{TOLD}", 1),
    "a wide colon": (f"status：draft\n\n{TOLD}", 1),
    "wide letters": (f"ＴＬＰ：ＲＥＤ\n\n{TOLD}", 1),
    "a comment behind it": (f"status: draft  # until Monday\n\n{TOLD}", 1),
    "a code block": (f"```yaml\nstatus: draft\n```\n\n{TOLD}", 2),
    "a table": (f"| key | value |\n| --- | --- |\n| status | draft |\n\n{TOLD}", 3),
    "hidden in a comment": (f"<!--\ntitle: The informant\nstatus: draft\n-->\n\n{TOLD}", 3),
    "a mark of the Traffic Light Protocol": (f"TLP:RED\n\n{TOLD}", 1),
    "a strict mark, bold": (f"**TLP: AMBER+STRICT**\n\n{TOLD}", 1),
    "a mark with words": (f"TLP:AMBER – for the desk alone\n\n{TOLD}", 1),
    "a level": (f"TLP Level: AMBER\n\n{TOLD}", 1),
    "a draft of Hugo": (f"draft: true\n\n{TOLD}", 1),
    "unpublished, as Jekyll has it": (f"published: false\n\n{TOLD}", 1),
    "a second front matter": (f"---\ntags: [x]\n---\n---\n{HEAD}---\n{TOLD}", 6),
    "the status under the front matter": (f"---\ntitle: A\n---\nstatus: draft\n\n{TOLD}", 4),
    "two files in one": (f"It closed on Monday. Nobody was hurt.\n\n---\n{HEAD}---\n{TOLD}", 5),
    "a mark at the foot": (f"{TOLD}\n**TLP:RED**\n", 3),
    "the status at the foot": (f"{TOLD}\nStatus: draft\ntlp: amber\n", 3),
    "a mark between two paragraphs": (f"{TOLD}\nTLP:AMBER+STRICT\n\n{TOLD}", 3),
    "a separator of lines": (f"---\u2028{HEAD}---\u2028{TOLD}".replace("\n", "\u2028") + "\n", 3),
}


@pytest.mark.parametrize(("text", "line"), REFUSED.values(), ids=REFUSED)
def test_what_looks_like_front_matter_and_is_not_read_is_an_error_at_its_line(tmp_path, text, line):
    desk = read(tmp_path, {"notes/n.md": text})

    assert desk.notes == ()
    assert [("error", line)] == [(str(each.severity), each.at.line) for each in desk.problems]


HONEST = {
    "prose": "It closed on Monday.\n",
    "nothing": "",
    "a break first": "---\nIt closed on Monday.\n\nNobody was hurt.\n",
    "a break, then a blank line": "---\n\nIt closed on Monday.\n",
    "two breaks": "---\n\nIt closed: nobody was hurt.\n\n---\n\nThe count took two days.\n",
    "stars first": "***\n\nIt closed on Monday.\n",
    "an em dash first": "—\n\nIt closed on Monday.\n",
    "a word before a colon": "Note: the pier is closed.\n",
    "an answer": "Question: who pays? Nobody knows.\n\nIt closed on Monday.\n",
    "words about drafts": "It was kept at “status: draft” for a week.\n\nstatus: draft is a line of it.\n",
    "a status in prose": "Status: the pier is closed, and the draft of the deed is lost.\n",
    "a line on a draft after prose": "The deed has no date.\n\n- status: draft\n- signed: no\n",
    "a status that ends a paragraph": "The deed is lost.\nIts last page says:\nstatus: draft\n",
    "code after prose": "Write it so:\n\n```yaml\n---\ntitle: A\nstatus: draft\n---\n```\n",
    "prose, then indented code": "Write the head of a note so.\n\n    ---\n    status: draft\n    ---\n",
    "a heading and a list": "# The crew\n\n- Ann Moor: master\n- Bo Li: mate\n",
    "a letter": "From: the master\nTo: the mayor\nDate: 14 July\n\nThe pier is closed.\n",
    "a heading with a line under it": "The crew\n---\n\nAnn Moor leads it.\n",
    "a field of Dataview in code": "Other programs read `(status:: draft)` as a property.\n",
    "a status of something else": "status: closed\n\nIt closed on Monday.\n",
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_an_honest_note_is_published_as_it_is(tmp_path, text):
    assert problems(tmp_path, {"notes/n.md": text}) == []

    (note,) = read(tmp_path, {"notes/n.md": text}).notes
    assert (True, text) == (note.published, note.body.markdown)


def test_the_error_says_what_to_do(tmp_path):
    files = {"notes/a.md": "Status: draft\n", "notes/b.md": f"----\ntitle: A\n----\n{TOLD}"}

    assert problems(tmp_path, files) == [
        "content/notes/a.md:1:1: error: “Status: draft” is read as text here, so it would not be kept back. "
        "Put it between two lines of three hyphens at the top; if it is text, put it into a sentence.",
        "content/notes/b.md:1:1: error: this looks like front matter, and would be shown as text. "
        "Begin the file with a line of three hyphens, ---, and put another under the last key.",
    ]


@pytest.mark.parametrize("kind", ["topics", "entities", "claims", "pages"])
def test_files_of_every_kind_are_looked_at(tmp_path, kind):
    desk = read(tmp_path, {f"{kind}/n.md": f"---\ntags: [x]\n---\ntlp: red\n\n{TOLD}"})

    assert [problem.code for problem in desk.problems] == ["unread-setting"]


PORTIONS = {
    "in brackets before a sentence": ("It was sold. (TLP:RED) The price is secret.", "1:14", "(TLP:RED)"),
    "in brackets at the end": ("- It was sold [TLP:AMBER].", "1:15", "[TLP:AMBER]"),
    "behind a citation": ("It was sold. [@log] (TLP:AMBER)", "1:21", "(TLP:AMBER)"),
    "before the words of an entry": ("- one\n- **TLP:AMBER** The price", "2:5", "TLP:AMBER"),
    "before the words of a cell": ("| a |\n| --- |\n| TLP:RED The price |", "3:3", "TLP:RED"),
    "before the words of a footnote": ("It[^1].\n\n[^1]: TLP:GREEN The price.", "3:7", "TLP:GREEN"),
    "before a dash": ("It[^1].\n\n[^1]: TLP:RED – Not for others.", "3:7", "TLP:RED"),
    "behind a label": ("Distribution: TLP:AMBER only", "1:1", "Distribution: TLP:AMBER"),
    "behind a label, alone": ("It was sold.\n\nDistribution: TLP:RED", "3:1", "Distribution: TLP:RED"),
    "behind two strokes": ("The price is 7 crowns //TLP:RED", "1:25", "TLP:RED"),
    "as the title of a callout": ("> [!note]- TLP:RED\n> The price.", "1:12", "TLP:RED"),
    "a word with a cross": ("The price. #draft", "1:12", "#draft"),
    "such a word in an entry": ("- The price #internal-only", "1:13", "#internal-only"),
    "a callout for oneself": ("> [!Draft] Later\n> The price.", "1:1", "[!Draft]"),
}


@pytest.mark.parametrize("case", PORTIONS.values(), ids=PORTIONS)
def test_a_mark_on_a_part_of_a_text_is_an_error_since_nothing_keeps_the_part_back(tmp_path, case):
    text, place, words = case

    found = [each for each in read(tmp_path, {"notes/n.md": text}).problems if each.code == "unread-setting"]

    assert [(str(each.at), each.message.split("”")[0]) for each in found] == [
        (f"content/notes/n.md:{place}", f"“{words}")
    ]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("notes/Plan TLP-RED.md", "TLP:RED"),
        ("topics/tlp amber/plan.md", "TLP:AMBER"),
        ("notes/Drafts/plan.md", "Drafts"),
        ("notes/2024/_private/plan.md", "_private"),
        ("notes/NOT FOR PUBLICATION/plan.md", "NOT FOR PUBLICATION"),
        ("notes/Entwürfe 2024/plan.md", "Entwürfe 2024"),
        ("notes/Entwu\u0308rfe/plan.md", "Entwu\u0308rfe"),
        ("topics/01 - Brouillons/plan.md", "01 - Brouillons"),
        ("notes/Confidential/plan.md", "Confidential"),
        ("notes/internal_only/plan.md", "internal_only"),
        ("pages/embargoed/plan.md", "embargoed"),
        ("notes/VS-NfD/plan.md", "VS-NfD"),
        ("notes/draft.md", "draft"),
        ("notes/Draft v2.1.md", "Draft v2.1"),
        ("notes/The plan (confidential).md", "The plan (confidential)"),
        ("notes/[DRAFT] plan.md", "[DRAFT] plan"),
        ("notes/DRAFT_plan.md", "DRAFT_plan"),
        ("notes/The plan - VS-NfD.md", "The plan - VS-NfD"),
        ("notes/plan_CONFIDENTIAL.md", "plan_CONFIDENTIAL"),
        ("notes/Privat/plan.md", "Privat"),
        ("notes/Черновики/plan.md", "Черновики"),
        ("notes/草稿/plan.md", "草稿"),
        ("notes/plan.draft.md", "plan.draft"),
        ("notes/The plan BROUILLON.md", "The plan BROUILLON"),
        ("notes/plan-v2-DRAFT.md", "plan-v2-DRAFT"),
        ("notes/The plan (DRAFT).md", "The plan (DRAFT)"),
        ("pages/plan CONFIDENTIAL.md", "plan CONFIDENTIAL"),
        ("notes/Rascunhos/plan.md", "Rascunhos"),
    ],
)
def test_a_path_that_looks_as_if_it_kept_a_file_back_is_an_error(tmp_path, path, words):
    marked = read(tmp_path / "marked", {path: f"---\ntitle: The plan\ntlp: red\n---\n{TOLD}"})
    plain = read(tmp_path / "plain", {path: f"---\ntitle: The plan\n---\n{TOLD}"})

    assert marked.problems == ()
    assert [(each.code, each.message) for each in plain.problems] == [
        ("unread-setting", f"“{words}” keeps nothing back")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "notes/Draft treaty/plan.md",
        "notes/the-draft.md",
        "notes/Embargo/plan.md",
        "notes/Embargo - Iran/plan.md",
        "notes/2024/plan.md",
        "notes/Secret services/plan.md",
        "notes/Levy (draft treaty)/plan.md",
        "notes/Treaty (draft).md",
        "notes/Treaty (final draft).md",
        "notes/DRAFT PLAN.md",
        "notes/The EMBARGO.md",
        "notes/UN DRAFT plan.md",
        "notes/DRAFT plan.md",
        "notes/SECRET Service scandal.md",
        "notes/SECRET_Service_scandal.md",
        "notes/Voyage of the PRIVATE.md",
        "notes/Treaty (DRAFT).md",
        "notes/SBU raids.md",
        "notes/SBU.md",
        "notes/CUI bono.md",
        "notes/LIMITE.md",
        "notes/Договор (черновик).md",
        "notes/Utkast till avtal.md",
        "notes/military draft.md",
        "notes/draft-plan.md",
        "notes/NBA DRAFT.md",
        "notes/Larne NBA DRAFT.md",
        "notes/Port charter-DRAFT.md",
        "notes/v.2 draft.md",
    ],
)
def test_a_path_that_only_speaks_of_drafts_or_marks_is_none(tmp_path, path):
    assert read(tmp_path, {path: TOLD}).problems == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("topics/draft.md", "title: The draft\nterms: [levy]"),
        ("entities/wip.md", "name: WIP\nkind: organisation"),
    ],
)
def test_a_topic_or_a_name_may_be_called_a_draft(tmp_path, path, text):
    assert read(tmp_path, {path: f"---\n{text}\n---\n"}).problems == ()


NO_PORTIONS = {
    "of another thing": "The TLP: red flags, green ones. A tlp red as wine was seen in the harbour today.",
    "in code": "`(TLP:RED) The price` shows how a part is marked. `#draft` is hidden elsewhere.",
    "in a comment": "It was sold. %% (TLP:RED) The price is secret. %%",
    "that keeps nothing back": "It was sold. (TLP:CLEAR) The price is known.",
    "an address": "See https://example.org/#draft and the #drafting.",
    "a subject": "The files are open. #classified",
    "in a quotation": "> The files are open! #confidential",
    "in a table": "| a |\n| --- |\n| Open it! #confidential |",
    "a service": "#SBU is here.",
    "in the midst of a sentence": "The report was marked TLP:AMBER by the agency, he said.",
    "what a sentence is about": "TLP:RED means that nobody else may read it, says the standard.",
    "and a part of it": "TLP:RED, the strictest mark, is rarely seen in the harbour.",
}


@pytest.mark.parametrize("text", NO_PORTIONS.values(), ids=NO_PORTIONS)
def test_what_is_written_about_marks_is_text(tmp_path, text):
    assert read(tmp_path, {"notes/n.md": text}).problems == ()


NAMED = {
    "at the end of a sentence": ("The strictest mark is rare. The log had TLP:AMBER.", "1:41", "TLP:AMBER"),
    "in a list of all marks": ("- TLP:RED: for those present\n- TLP:CLEAR: for all", "1:3", "TLP:RED"),
    "of the note": ("It was sold. This note is TLP:RED.", "1:27", "TLP:RED"),
    "in a heading": ("# Report – TLP:RED\n\nIt was sold.", "1:12", "TLP:RED"),
    "behind the words of an entry": ("- It was sold\n- The price – TLP:AMBER", "2:15", "TLP:AMBER"),
    "in a bracket with more": ("The price is ten (TLP:RED, memo 5).", "1:19", "TLP:RED"),
    "behind a sign": ("🔴 TLP:RED The price is ten.", "1:3", "TLP:RED"),
    "on a line of a paragraph": ("It was sold.\nTLP:RED\nThe price is ten.", "2:1", "TLP:RED"),
    "in a cell": ("| a | b |\n| --- | --- |\n| Marking | TLP:RED |", "3:13", "TLP:RED"),
    "as a field": ("[tlp:: red] The price is ten.", "1:2", "tlp:: red"),
    "with HTML": ("<small>TLP:RED</small>", "1:8", "TLP:RED"),
    "of another language": ("TLP: ROUGE\n\nIt was sold.", "1:1", "TLP: ROUGE"),
    "in a title": ("---\ntitle: Line to take – TLP:RED\n---\nIt was sold.", "2:8", "TLP:RED"),
}


@pytest.mark.parametrize("case", NAMED.values(), ids=NAMED)
def test_a_mark_that_nothing_takes_is_named_once_and_a_mark_of_the_file_settles_it(tmp_path, case):
    text, place, words = case
    front = "" if text.startswith("---") else "---\ntags: [x]\n---\n"
    settled = (front + text).replace("---\n", "---\ntlp: clear\n", 1)

    [found] = beside_markup(read(tmp_path / "plain", {"notes/n.md": text}))

    assert (found.severity, found.code, str(found.at)) == (
        "warning",
        "unread-mark",
        f"content/notes/n.md:{place}",
    )
    assert found.message == f"“{words}” keeps nothing back"
    assert beside_markup(read(tmp_path / "settled", {"notes/n.md": settled})) == []


def beside_markup(desk):
    """Return the problems of a desk but that HTML is shown as text."""
    return [each for each in desk.problems if each.code != "shown-markup"]


def test_a_mark_in_a_file_name_that_is_not_in_capitals_is_named(tmp_path):
    [found] = read(tmp_path, {"notes/what tlp red means.md": TOLD}).problems

    assert (found.code, found.message) == ("unread-mark", "“tlp red” keeps nothing back")


def test_a_note_with_a_draft_in_brackets_is_named_and_a_mark_settles_it(tmp_path):
    files = {"notes/The cook (draft).md": TOLD, "notes/The ship (draft).md": f"---\ntlp: clear\n---\n{TOLD}"}

    [found] = read(tmp_path, files).problems

    assert (str(found.severity), found.message) == ("warning", "“The cook (draft)” keeps nothing back")


@pytest.mark.parametrize(("head", "count"), [("tlp: red", 0), ("status: draft", 0), ("tlp: clear", 1)])
def test_a_callout_says_nothing_new_of_what_is_kept_back(tmp_path, head, count):
    found = read(tmp_path, {"notes/n.md": f"---\ntitle: N\n{head}\n---\n> [!confidential]\n> The price.\n"})

    assert [each.code for each in found.problems] == ["unread-setting"] * count


HANDLING = (
    "CONFIDENTIAL", "**STRICTLY CONFIDENTIAL**", "# TOP SECRET", "Private and confidential", "[DRAFT]",
    "DRAFT — not for circulation", "Draft – do not share", "Draft 2", "Draft", "*Second draft*",
    "Embargoed until 5 June 2022, 12:00", "Embargo: Friday", "Sperrfrist: 5. Juni", "Do not publish",
    "Not for publication", "Not for release before Monday", "For internal use only", "OFFICIAL-SENSITIVE",
    "SECRET//REL", "WIP", "Off the record", "VERTRAULICH", "Restricted",
    "VS – NUR FÜR DEN DIENSTGEBRAUCH", "VS-NfD", "Verschlusssache", "Nicht zur Weitergabe", "Très secret",
    "DIFFUSION RESTREINTE", "NATO RESTRICTED", "Nur zur internen Verwendung", "NO DIFUNDIR", "USAGE INTERNE",
    "Для служебного пользования", "Classification: Confidential", "Einstufung: VS-NfD",
    "C O N F I D E N T I A L", "SECRET LARNE 000123", "Not for onward distribution", "UNDER EMBARGO",
    "EMBARGO: 5 June 2022, 12:00", "Under embargo until noon", "Sous embargo jusqu’au 5 juin", "GİZLİ",
    "RESTREINT UE/EU RESTRICTED", "סודי ביותר", "سري للغاية", "Не для публикации", "VERTROUWELIJK",
    "Ściśle tajne", "DIFUSIÓN LIMITADA", "Plan of the port (not for publication)",
    "[CONFIDENTIAL] The port", "Draft for comments", "In confidence", "**Handling:** Restricted",
    "Embargoed: not for release", "EMBARGO: do not publish",
    "RASCUNHO", "Não distribuir", "Utkast", "Ej för spridning", "CONCEPT – niet publiceren",
    "PROJEKT – nie rozpowszechniać", "Черновик", "Чернетка", "Для внутрішнього користування", "محرمانه",
    "پیش\u200cنویس", "Yayınlanmaz", "絕密", "草稿", "内部文件，请勿外传", "社外秘", "下書き", "मसौदा",
    "Embargado hasta el 5 de junio", "Эмбарго до 5 июня 2022", "🔒 CONFIDENTIAL 🔒", "⚠️ Off the record",
    "*— SECRET —*", "RESTRICTED RESTRICTED", "<div><b>Confidential</b></div>", "# DRAFT: The pier",
    "# [DRAFT] The pier", "# The pier — DRAFT", "# The pier (CONFIDENTIAL)",
    "LIMITE", "ДСП", "FORTROLIGT", "On background, not for attribution", "*Draft v0.3 – 12 May 2025*",
    "(S//NF) The cook told us of the ship, of its crew and of all that he saw in the port.",
    "- DRAFT", "- Not for publication\n- The cook told us.", "1. DRAFT — not for circulation",
)  # fmt: skip


@pytest.mark.parametrize("line", HANDLING)
def test_plain_words_above_a_note_keep_nothing_back_and_say_so(tmp_path, line):
    files = {
        "notes/n.md": f"---\ntitle: The pier\n---\n{line}\n\n{TOLD}",
        "notes/draft.md": f"---\nstatus: draft\n---\n{line}\n\n{TOLD}",
        "notes/also.md": f"---\ndraft: true\n---\n{line}\n\n{TOLD}",
        "notes/marked.md": f"---\ntlp: amber\ntags: [secret]\n---\n{line}\n\n{TOLD}\n\n#secret",
    }

    [found] = beside_markup(read(tmp_path, files))

    assert (found.code, str(found.at).rpartition(":")[0]) == ("unread-setting", "content/notes/n.md:4")
    assert found.message.endswith("keeps nothing back")


NO_HANDLING = (
    "Confidential talks resumed in the port.", "Draft agreement", "Draft: the treaty of the port",
    "The embargo until 2022", "Embargo lifted in 2022", "## Draft", "## Restricted", "- Draft", "> DRAFT",
    "## Verschlusssache", "`DRAFT`", "%% DRAFT %%", "Internal affairs", "Secret, and known to all: the price",
    "| a |\n| --- |\n| DRAFT |",
    "Draft, as signed in the port on Monday", "The log has it.\n\nRestricted",
    "Uso interno de la sal en el puerto", "Embargo until 2025, says the council", "EMBARGO: PORT CLOSES",
    "Classification: report", "Handling: cargo and mail", "Distribution: all", "Limite", "Under embargo",
    "## Gizli", "Secret\n======\n\nThe port.", "In confidence, the clerk told us.",
    "# The plan (confidential)", "# The port (draft)", "# Ports [restricted area]",
    "Plan of the port (Draft)", "Plan of the port (restricted)",
    "Plan of the port (DRAFT)", "Private talks (SECRET)", "The tape [CONFIDENTIAL]", "The quay (TOP SECRET)",
    "## SBU", "SBU: Larne agent detained", "**Security Service of Larne (SBU)**", "CUI (Larne)",
    "LIMITE, council of the port", "It closed.\n\n## Embargo until 31 May 2025",
    "It closed.\n\nUnder embargo until Friday", "It closed.\n\nEmbargo: March",
    "It closed.\n\n**Embargo: 5 December 2022**", "It closed.\n\n**Classification:** Secret",
    "It closed.\n\nDistribution: Internal", "It closed.\n\n## In confidence", "It closed.\n\n## סודי",
    "It closed.\n\nDraft for comments", "It closed. [@log]\n\nClassification: Secret",
    "It closed.\n\nThe port (DRAFT)", "It closed.\n\nSigned: no\nStatus: draft",
    "Concept", "PROJEKT", "Utkast till avtal om hamnen", "秘密の港", "Embargado el buque", "— — —",
    "# Draft resolution S/2022/5", "# DRAFT resolution", "# EMBARGO: the port closes", "# Draft: the treaty",
    "It closed.\n\n## DRAFT: the treaty", "🔒 Private talks 🔒", "Черновик договора о порте",
    "## LIMITE", "# ДСП", "On background", "(S) The port.", "> (S//NF) The port.", "Draft, May 2025",
    "# Levels\n\n- CONFIDENTIAL\n- SECRET", "- The port\n- DRAFT", "- DRAFT [@log]",
    "> CONFIDENTIAL\n> TOP SECRET", "> The paper says:\n> TOP SECRET",
    "> **Note**\n> The paper.\n> TOP SECRET",
    "> **Note**\n> TOP SECRET [@log]", "> [!quote]\n> TOP SECRET", "> [!note]\n> The port.\n> TOP SECRET",
    "It closed.\n\n> **Note**\n> TOP SECRET", "It closed.\n\n## DRAFT, 12 May 2025",
    "It closed.\n\nDRAFT, 12 May 2025", "Restricted, 12 May 2025",
)  # fmt: skip


@pytest.mark.parametrize("box", ["> **Note**\n> ", "> [!note]\n> "])
def test_a_box_above_a_note_with_nothing_but_such_words_keeps_nothing_back_either(tmp_path, box):
    [found] = read(tmp_path, {"notes/n.md": f"{box}DRAFT — not for circulation\n\n{TOLD}"}).problems

    assert found.message == "“DRAFT — not for circulation” keeps nothing back"
    assert str(found.at) == "content/notes/n.md:2:3"


@pytest.mark.parametrize("line", ["DRAFT, 12 May 2025", "*Draft v0.3 – 12 May 2025*", "Second draft, Friday"])
def test_the_day_of_a_draft_at_the_foot_of_a_note_keeps_nothing_back_either(tmp_path, line):
    [found] = read(tmp_path, {"notes/n.md": f"It closed.[^1]\n\n{line}\n\n[^1]: On Monday.\n"}).problems

    assert (found.code, found.at.line) == ("unread-setting", 3)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Not for publication.", ["Not for publication."]),
        ("Confidential.", []),
        ("The log.\n\n    Not for publication.", []),
        ("Not for publication. [@log]", []),
    ],
)
def test_a_footnote_with_nothing_but_such_words_is_named(tmp_path, note, words):
    found = read(tmp_path, {"notes/n.md": f"It closed.[^1]\n\n[^1]: {note}\n"}).problems

    assert [(str(each.severity), each.message) for each in found] == [
        ("warning", f"“{each}” keeps nothing back") for each in words
    ]


def test_words_above_a_summary_keep_nothing_back_either_and_a_role_may_be_one_of_them(tmp_path):
    head = "title: The pier\nterms: [pier]\nsummary: |\n  DRAFT\n  The pier is closed.\n"
    files = {
        "topics/pier.md": f"---\n{head}---\n",
        "topics/quay.md": f"---\ntlp: red\n{head.replace('pier', 'quay')}---\n",
        "entities/roe.md": "---\nname: Ann Roe\nkind: person\nrole: Private\n---\n",
    }

    [found] = read(tmp_path, files).problems

    assert (found.code, str(found.at)) == ("unread-setting", "content/topics/pier.md:5:3")


@pytest.mark.parametrize("text", NO_HANDLING)
def test_a_heading_or_a_sentence_with_such_words_is_text(tmp_path, text):
    assert read(tmp_path, {"notes/n.md": f"{text}\n\n{TOLD}"}).problems == ()


@pytest.mark.parametrize(
    "line",
    [
        "CONFIDENTIAL",
        "IN CONFIDENCE",
        "Classification: SECRET",
        "Embargoed until 5 June 2022",
        "SPERRFRIST: bis 5. Juni",
    ],
)
@pytest.mark.parametrize("before", [TOLD, f"- a list\n\n{TOLD}", f"> a quote\n\n{TOLD}"])
def test_capitals_alone_below_the_text_keep_nothing_back_either(tmp_path, line, before):
    [found] = read(tmp_path, {"notes/n.md": f"{before}\n\n{line}\n"}).problems

    assert found.message == f"“{line}” keeps nothing back"


@pytest.mark.parametrize(
    ("path", "text", "codes"),
    [
        ("entities/x.md", "name: Larne\nkind: place\ntags: [wip, unpublished]", []),
        ("topics/x.md", "title: Sale\nterms: [port]\ntags: [status/draft, confidential]", []),
        ("topics/x.md", "title: Sale\nterms: [port]\nstatus: internal", ["foreign-key"]),
        ("topics/x.md", "title: Sale\nterms: [port]\nstatus: draft", ["unknown-key"]),
        ("topics/x.md", "title: Sale\nterms: [port]\ntags: [tlp/red]", ["unread-setting"]),
        ("entities/x.md", "name: Larne\nkind: place\ntags: [tlp/red]", ["unread-setting"]),
        ("notes/x.md", "tags: [law/draft, genre/confidential, topic/wip, SBU]", []),
        ("notes/x.md", "tags: [status/draft]", ["unread-setting"]),
        ("notes/x.md", "tags: [a/Workflow/wip]", ["unread-setting"]),
        ("notes/x.md", "tags: [черновик]", ["unread-setting"]),
        ("notes/x.md", "Tags: [status/draft]", ["unread-setting"]),
        ("notes/x.md", "estado: borrador", ["bad-value"]),
        ("notes/x.md", "статус: черновик", ["bad-value"]),
        ("notes/x.md", "workflow: draft", ["bad-value"]),
        ("notes/x.md", "categories: [drafts]", ["bad-value"]),
        ("notes/x.md", "review_state: private", ["bad-value"]),
        ("notes/x.md", "visible: false", ["bad-value"]),
        ("notes/x.md", "visible: true", ["foreign-key"]),
        ("notes/x.md", "черновик: да", ["bad-value"]),
        ("notes/x.md", "stan: szkic", ["bad-value"]),
        ("notes/x.md", "company: private", ["foreign-key"]),
        ("notes/x.md", "categories: [draft treaties]", ["foreign-key"]),
        ("topics/x.md", "title: Sale\nterms: [port]\nstatus: published", []),
        ("entities/x.md", "name: Larne\nkind: place\nstatus: Published", []),
    ],
)
def test_a_stage_in_tags_or_status_counts_where_a_file_can_be_a_draft(tmp_path, path, text, codes):
    found = read(tmp_path, {path: f"---\n{text}\n---\n"}).problems

    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("head", "tag", "is_error"),
    [
        ("tlp: green", "tlp/red", True),
        ("tlp: amber", "TLP-AMBER-STRICT", True),
        ("tlp: amber+strict", "tlp/amber/strict", False),
        ("tlp: red", "tlp/amber", False),
        ("tlp: green", "tlp/violet", True),
        ("tlp: green", "draft", True),
        ("tlp: red", "wip", True),
        ("tlp: amber", "confidential", False),
        ("tlp: clear", "confidential", True),
        ("status: draft", "draft", False),
        ("status: draft", "tlp/red", False),
    ],
)
@pytest.mark.parametrize("text", ["tags: [{}]\n---\nSold.", "title: A\n---\nSold. #{}"])
def test_a_tag_stricter_than_the_mark_of_its_file_is_an_error(tmp_path, head, tag, is_error, text):
    found = read(tmp_path, {"notes/n.md": f"---\n{head}\n{text.format(tag)}\n"}).problems

    assert [each.code for each in found] == ["unread-setting"] * is_error


@pytest.mark.parametrize(
    ("title", "is_error"),
    [
        ("[DRAFT] The pier", True),
        ("DRAFT: The pier", True),
        ("The pier (CONFIDENTIAL)", True),
        ("The pier – NOT FOR PUBLICATION", True),
        ("Draft resolution S/2022/5", False),
        ("Draft: the treaty", False),
        ("The pier (draft)", False),
        ("SBU: the pier", False),
    ],
)
@pytest.mark.parametrize("mark", ["", "tlp: amber\n", "status: draft\n"])
def test_a_title_that_says_that_a_note_is_a_draft_is_an_error(tmp_path, title, is_error, mark):
    found = read(tmp_path, {"notes/n.md": f'---\ntitle: "{title}"\n{mark}---\n{TOLD}'}).problems

    assert [each.code for each in found] == ["unread-setting"] * (is_error and not mark)


def test_the_parts_of_a_marked_file_may_have_milder_marks(tmp_path):
    text = "---\ntlp: amber\n---\nIt was sold. (TLP:GREEN) The price is known.\n\nBy whom? (TLP:RED)\n"

    found = read(tmp_path, {"notes/n.md": text}).problems

    assert [str(problem.at) for problem in found] == ["content/notes/n.md:6:10"]
