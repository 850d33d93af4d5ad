"""Subtitles become the paragraphs of what is said, whatever the ending of their file."""

import pytest

from dossier.sources import read_document

SRT = """1
00:00:01,000 --> 00:00:04,200
Good evening. The lock at Tarn
was shut on Monday.

2
00:00:04,300 --> 00:00:08,000
<i>Engineers found</i> a crack in it.

3
00:00:14,000 --> 00:00:16,500
{\\an8}It opens in May.
"""
SAID = "Good evening. The lock at Tarn was shut on Monday. Engineers found a crack in it."


def paragraphs(raw, name="news.txt"):
    document, _ = read_document(name, raw.encode(), "seeds")
    return [document.quote(paragraph.span) for paragraph in document.paragraphs]


@pytest.mark.parametrize("name", ["news.txt", "news.srt", "news.vtt"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_lines_of_subtitles_are_joined_up_to_a_pause(name, line_end):
    assert paragraphs(SRT.replace("\n", line_end), name) == [SAID, "It opens in May."]


def test_an_empty_line_within_a_subtitle_loses_none_of_its_words():
    assert paragraphs(SRT.replace("\nwas shut", "\n\nwas shut")) == [SAID, "It opens in May."]


def test_what_web_subtitles_have_without_times_is_named_as_left_out():
    text = "WEBVTT\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\nIt is shut.\n\nNobody was hurt."

    document, _ = read_document("news.vtt", text.encode(), "seeds")

    assert (document.text, document.left_out) == (
        "It is shut.",
        "3 words; the longest piece: “Nobody was hurt.”",
    )


def test_signs_that_subtitles_write_as_names_are_read():
    assert paragraphs("WEBVTT\n\n00:01.000 --> 00:02.000\n<i>Roe &amp; Sons</i> lost &lt;all&gt;.") == [
        "Roe & Sons lost <all>."
    ]


def test_subtitles_in_another_encoding_are_seen_as_such():
    document, _ = read_document("news.txt", SRT.encode("utf-16"), "seeds")

    assert document.read_as == "subtitles, UTF-16-LE"
    assert document.quote(document.paragraphs[0].span) == SAID


def test_web_subtitles_say_their_title_their_language_and_who_speaks():
    raw = """WEBVTT - The lock at Tarn
Language: de

NOTE Checked by the desk

intro
00:01.000 --> 00:04.000 align:start position:0%
<v Ann Roe>Die Schleuse ist zu.

00:04.000 --> 00:05.000
<v Ann Roe>Sie bleibt zu, bis sie repariert ist.

00:05.000 --> 00:06.000
<v.loud Tom Berg>Wie lange noch?
"""
    document, _ = read_document("news.vtt", raw.encode(), "seeds")

    assert (document.meta.title, document.meta.language) == ("The lock at Tarn", "de")
    assert paragraphs(raw) == [
        "Ann Roe: Die Schleuse ist zu. Sie bleibt zu, bis sie repariert ist.",
        "Tom Berg: Wie lange noch?",
    ]
    assert "Checked by the desk" in document.left_out


def test_each_turn_marked_by_a_dash_is_a_paragraph():
    raw = "1\n00:00:01,000 --> 00:00:02,000\n- Is it shut?\n- It is.\n"

    assert paragraphs(raw) == ["Is it shut?", "It is."]


def test_a_number_within_a_subtitle_is_one_of_its_words():
    raw = (
        "1\n00:00:01,000 --> 00:00:04,000\nThe war began in\n\n1939\n\n"
        "2\n00:00:05,000 --> 00:00:06,000\nand ended in May.\n"
    )

    assert paragraphs(raw) == ["The war began in 1939 and ended in May."]


def test_a_line_that_rolls_up_is_read_once():
    raw = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nThe lock at Tarn\n\n"
        "00:02.000 --> 00:03.000\nThe lock at Tarn\nwas shut<00:02.500> today.\n\n"
        "00:03.000 --> 00:04.000\nwas shut today.\nIt rained.\n"
    )

    assert paragraphs(raw) == ["The lock at Tarn was shut today. It rained."]


def subtitles(*cues, gap):
    """Return one subtitle of two seconds for each of some words, `gap` seconds apart."""
    starts = [number * (2 + gap) for number in range(len(cues))]
    times = [f"00:{start:06.3f} --> 00:{start + 2:06.3f}" for start in starts]
    return "WEBVTT\n\n" + "\n\n".join(f"{time}\n{cue}" for time, cue in zip(times, cues, strict=True))


@pytest.mark.parametrize("gap", [0, 5])
@pytest.mark.parametrize(
    "cues",
    [
        ("And the first?\nNot guilty.", "And the second?\nNot guilty."),
        ("They shouted:", "Out!", "Out!", "Out!"),
        ("Did she sign it?", "No.", "Did he?", "No."),
    ],
)
def test_what_is_said_again_is_read_again(cues, gap):
    said = " ".join(paragraphs(subtitles(*cues, gap=gap)))

    assert said == " ".join(cues).replace("\n", " ")


def test_what_rolls_up_alone_for_a_blink_is_read_once():
    raw = (
        "WEBVTT\n\n00:01.000 --> 00:02.990\nThe lock at Tarn\n\n00:02.990 --> 00:03.000\nThe lock at Tarn\n\n"
        "00:03.000 --> 00:04.990\nThe lock at Tarn\nwas shut today.\n"
    )

    assert paragraphs(raw) == ["The lock at Tarn was shut today."]


def test_a_line_of_long_before_that_opens_another_subtitle_is_no_line_that_rolls_up():
    assert paragraphs(subtitles("He said\nit rained.", "it rained.\nShe did not.", gap=1)) == [
        "He said it rained. it rained. She did not."
    ]


def test_each_name_that_opens_a_line_opens_the_turn_of_its_speaker():
    cues = ("Ann Roe: Is it shut?", "Tom Berg: It is.", "Ann Roe: For how long?", "Ann Roe: Until May?")

    assert paragraphs(subtitles(*cues, gap=0)) == [
        "Ann Roe: Is it shut?",
        "Tom Berg: It is.",
        "Ann Roe: For how long?",
        "Ann Roe: Until May?",
    ]


@pytest.mark.parametrize(
    ("cues", "turns"),
    [
        (
            ("Score: 3 to 1.", "Score: 4 to 1.", "It rained.", "Score: 5 to 1."),
            ["Score: 3 to 1.", "Score: 4 to 1. It rained.", "Score: 5 to 1."],
        ),
        (
            ("Question: Is it shut?", "It is.", "Question: For how long?", "Question: And why?"),
            ["Question: Is it shut? It is.", "Question: For how long?", "Question: And why?"],
        ),
        (("Roe: It is", "Roe: shut.", "Roe: Since May."), ["Roe: It is Roe: shut.", "Roe: Since May."]),
    ],
)
def test_words_before_a_colon_stay_where_they_are_typed(cues, turns):
    assert paragraphs(subtitles(*cues, gap=0)) == turns


@pytest.mark.parametrize(
    ("gap", "cues", "said"),
    [
        (0, ("The lock at Tarn is shut.", "The lock at Tarn is shut."), "The lock at Tarn is shut."),
        (0.4, ("The lock at Tarn", "The lock at Tarn\nis shut."), "The lock at Tarn is shut."),
        (0.4, ("Not guilty.", "Not guilty."), "Not guilty. Not guilty."),
        (0.4, ("No.", "No.\nIt was not."), "No. No. It was not."),
        (0.6, ("It is shut.", "It is shut."), "It is shut. It is shut."),
    ],
)
def test_many_words_that_are_shown_again_soon_are_read_once(gap, cues, said):
    assert paragraphs(subtitles(*cues, gap=gap)) == [said]


def test_subtitles_that_a_stream_repeats_are_read_once():
    time, cues = "00:01.000 --> 00:02.000", ("- No.", "- Out!", "- No.")

    raw = "WEBVTT\n\n" + "\n\n".join(f"{time}\n{cue}" for cue in cues)

    assert paragraphs(raw) == ["No.", "Out!"]


def test_a_speaker_whom_a_dash_interrupts_is_named_again():
    cues = ("Ann Roe: Is it shut?", "- It is.", "Ann Roe: For how long?", "Tom Berg: Until May.")

    assert paragraphs(subtitles(*cues, gap=0)) == [
        "Ann Roe: Is it shut?",
        "It is.",
        "Ann Roe: For how long?",
        "Tom Berg: Until May.",
    ]


def test_a_colon_in_two_lines_names_no_speaker():
    cues = ("It is shut.", "Velden: a town", "on a river.", "Tarn: another.")

    assert paragraphs(subtitles(*cues, gap=0)) == [" ".join(cues)]


def test_a_long_speech_without_a_pause_is_cut_at_full_sentences():
    cues = (
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n + 1:02d},000\nThe lock at Tarn was shut on day {n}."
        for n in range(1, 31)
    )

    found = paragraphs("\n\n".join(cues))
    assert len(found) == 2
    assert all(words.endswith(".") for words in found)


@pytest.mark.parametrize(
    "text",
    [
        "The lock\n\n00:01 it opened. --> Then it shut.\n",
        "1\n\nThe first part is about the lock.\n",
        "10:15:00 The lock opened.\n\n10:20:00 It shut.\n",
    ],
)
def test_other_texts_with_times_are_no_subtitles(text):
    document, _ = read_document("lock.txt", text.encode(), "seeds")

    assert document.read_as == "plain text, UTF-8"
