"""Every word that pages, files and bundles say themselves, in one table: a translation is a table like it.

A text may have several forms, that for one and that for many; `{n}` is what is counted. Other names in
braces stand for what a page puts there. A script puts it in the place of `{a}`, `{b}` and `{c}`.
"""

import gettext
from collections.abc import Callable, Mapping
from functools import lru_cache

from dossier.model import PageKind, Translation
from dossier.text.date_words import MONTHS

LANGUAGE = "en"  # BCP 47
Text = str | tuple[str, ...]
CALLOUTS = (
    "abstract", "summary", "tldr", "attention", "caution", "warning", "bug", "check", "done", "success",
    "cite", "quote", "danger", "error", "example", "fail", "failure", "missing", "faq", "help", "question",
    "hint", "important", "tip", "info", "note", "todo",
)  # fmt: skip
SMALL_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
WORDS: Mapping[str, Text] = {
    # Round every page
    "skip": "Skip to the text",
    "main": "Main",
    "search_dossier": "Search the dossier",
    "cite": "To cite this page:",
    "glossary": "Names and pages in this text",
    "contact": "Contact:",
    # Parts of several kinds of page
    "evidence": "Evidence",
    "beyond": "Beyond the axis:",
    "dated_differently": "dated differently",
    "latest": "Latest",
    "most_reported": "Most reported:",
    "most_named": "Most named",
    "counted": "Compiled automatically; no editor’s summary yet.",
    "settles": "What would settle it",
    "also": "Also",
    "matched": "Matched: {terms}",
    "sections": "Sections",
    "pages": "Pages of this list",
    "previous": "Previous page",
    "next": "Next page",
    "before": "{years} (before it)",
    "after": "{years} (after it)",
    # Said by several kinds of page
    "search": "Search",
    "as_of": "Latest source: {date}",
    "topics": "Topics",
    "linked_from": "Linked from",
    "when": "When",
    "the_text": "The text",
    "file": "File",
    "published": "Published",
    "need_context": "Some sentences need context: open the source.",
    "topic": "Topic",
    "disputed": "Disputed",
    # front
    "briefing": "The briefing",
    "judgement_of": "The desk’s judgement",
    "judgement": "Judgement of the desk",
    "watch": "What to watch",
    "differ": "Where the sources differ",
    "stands": "Who stands where",
    "party": "Party",
    "no_position": "no position recorded",
    "assigned": "Positions that the editors assign to a party by name",
    "all_questions": "all questions",
    "whole_timeline": "The whole timeline",
    "newest": "Newest sources",
    "editors_notes": "Editors’ notes",
    "the_evidence": "The evidence",
    # topic
    "agreed": "Agreed",
    "each_source": "What each source says",
    "involved": "Who is involved",
    "timeline": "Timeline",
    "state": "State of play",
    "introduction": "Introduction",
    "further_sources": "Further sources",
    "found_by_search": (
        "and {n} more source; the search finds it",
        "and {n} more sources; the search finds them",
    ),
    "terms": "Search terms for this topic: {terms}.",
    "no_source": "No source speaks of this yet.",
    "count_passages": "The figures count passages.",
    "all_dates": ("{n} date is in the timeline", "All {n} dates are in the timeline"),
    "notes_on": "Notes and pages on this",
    # topics
    "no_topics": "No topics yet.",
    # timeline
    "calendar": "Download calendar (.ics)",
    "day_legend": "● exact day ○ approximate. In quotation marks: how the text words the date.",
    "highlights": "Highlights",
    "all": "all",
    "pages_with": "Pages with some:",
    "no_dates": "No source dates anything yet.",
    "show_only": "Show only",
    # claim
    "question": "Question",
    "the_question": "The question",
    "shared_origin": "Shared origin: {sources} repeat the same report and are counted once.",
    "conjunction": "and",
    # claims
    "confirmed": "Points on which the sources agree or differ, confirmed by an editor",
    "they_differ": "They differ",
    "they_agree": "They agree",
    "no_questions": "No question has been confirmed yet.",
    # note
    "note": "Note",
    # notes
    "no_notes": "The editors have published no note yet.",
    # entity
    "namesakes": (
        "{n} more mention may refer to {name} or to a namesake.",
        "{n} more mentions may refer to {name} or to a namesake.",
    ),
    "by_editors": "What the editors say",
    "statements": "Attributed statements",
    "in_timeline": ("and {n} more date in the timeline", "and {n} more dates in the timeline"),
    "spellings": "Spellings in the sources",
    "together": "Often mentioned with",
    "see_also": "See also",
    "mentions": "Mentions",
    "search_name": ("{n} more source: search for the name", "{n} more sources: search for the name"),
    "cited_in": "Cited in these questions",
    # entities
    "no_names": "No names yet.",
    "search_them": ("{n} more name: search for it", "{n} more names: search for them"),
    # source
    "source": "Source",
    "retelling": "A retelling: this text gives the facts of another in other words.",
    "provenance": "Where it comes from",
    "copies": "The same text as {sources}: they count as one source.",
    "closed": "Only the summary and quoted passages of this source are published.",
    "by_editor": "editor’s words",
    "grade": "Grade",
    "original": "The original, on another site",
    "archived": "An archived copy of it",
    "margin_legend": "In the margin: passages that editors cite, and disputed questions "
    "(◆ = already noted above). Names are links.",
    "withheld": "[withheld]",
    "who_says": "Who says what",
    "dates": "Dates it speaks of",
    "people": "People and places",
    "related": "Related sources, and why",
    "in_data": (
        "and {n} more related source, listed in data/dossier.json",
        "and {n} more related sources, listed in data/dossier.json",
    ),
    "no_publisher": "publisher not stated",
    "cited_by": "Who cites this source",
    # sources
    "dated": "Date: {how}",
    "newest_first": ("{n} source, the newest first", "{n} sources, the newest first"),
    "the_newest_first": "The newest first",
    # map
    "map_legend": "Who is mentioned under which topic. The longer a bar, the more sentences on the topic "
    "name them. ● holds a position on a question, ○ is named in its evidence.",
    "not_shown": "Not shown: {what}.",
    "name": "Name",
    "behind": "The sentences behind it",
    "no_map": "No topic or question mentions a name yet.",
    # search
    "query": "Words, “a phrase”, or the start of a word with *",
    "narrow": "Narrow to",
    "show_more": "Show more",
    "needs_script": "Search needs JavaScript. These lists lead to every page.",
    "lists": "All pages",
    "search_form": "Search and narrow",
    # The editors' report
    "perhaps": "Perhaps {name}.",
    "report": "For editors: what was read, how, and what waits for a decision",
    "for_editors": "For editors alone: it may quote drafts and what is marked above the audience of the "
    "site.",
    "left_out_for": "Left out of the site for its audience:",
    "proposals": "Proposals; nothing is published as a dispute or an agreement before an editor confirms it.",
    "files": "File by file",
    "was_read": "What was read",
    "nothing_to_decide": ("{n} file with nothing to decide", "{n} files with nothing to decide"),
    "read_as": "Read as",
    "left_out": "Left out",
    "title": "Title",
    "found": "Found",
    "proposals_left_out": (
        "{n} proposal that your questions cite is left out.",
        "{n} proposals that your questions cite are left out.",
    ),
    "error": "Error",
    "warning": "Warning",
    "for_editor": "For an editor",
    "files_read": "Files read",
    "quotations_compared": "Quotations compared",
    "quotations_not_compared": "Quotations not compared (terms, translations, without a citation)",
    "errors": "Errors",
    "warnings": "Warnings",
    "questions_for_editors": "Questions for editors",
    "unknown_names": "Names without a page",
    "of_report": "What was read, and how.",
    "faults": "Errors and warnings",
    "may_differ": "Sentences that may differ",
    "may_agree": "Sentences that may agree",
    "n_more": ("{n} more", "{n} more"),
    "in_report_data": ("and {n} in report.json", "and {n} in report.json"),
    "asked_of": (
        "{message} ({n} source, the first is named here)",
        "{message} ({n} sources, the first is named here)",
    ),
    "n_paragraphs": ("{n} paragraph", "{n} paragraphs"),
    "n_name_mentions": ("{n} name mention", "{n} name mentions"),
    "n_topics": ("{n} topic", "{n} topics"),
    "n_times": ("{n} time", "{n} times"),
    "kind_unclear": "kind not clear",
    "found_by_word": "Found by the word “{word}”",
    # Said by scripts
    "shown": "{a} of {b} events shown.",
    "shown_here": "{a} of {b} events on this page shown.",
    "copy": "Copy the link to this place",
    "copied": "Copied",
    "next_sentence": "Next sentence",
    "in_section": "in its section",
    "no_word": "Nothing to search for in {a}",
    "partial": "No page has all the words; these have some: {a}",
    "common": "Without the commonest words: {a}",
    "likeliest": "In the {b} likeliest of {c} pages: {a}",
    "nearest": "Nearest names:",
    "meant": "Did you mean",
    "result": "{a} result",
    "results": "{a} results",
    "nothing": "Nothing found for {a}",
    "unread": "The index could not be read: {a}",
    # Kinds of page and of name, and what is counted
    **{f"title_{kind}": kind.row.title for kind in PageKind},
    **{f"several_{kind}": kind.row.several for kind in PageKind if kind.row.several},
    "title_about": "About",
    "kind_person": "Person",
    "kind_organisation": "Organisation",
    "kind_place": "Place",
    "kind_agreement": "Agreement",
    "kind_event": "Event",
    "kinds_person": "People",
    "kinds_organisation": "Organisations",
    "kinds_place": "Places",
    "kinds_agreement": "Agreements",
    "kinds_event": "Events",
    "n_sources": ("{n} source", "{n} sources"),
    "n_names": ("{n} name", "{n} names"),
    "n_questions": ("{n} question", "{n} questions"),
    "n_dates": ("{n} date", "{n} dates"),
    "n_dated_events": ("{n} dated event", "{n} dated events"),
    "n_passages": ("{n} passage", "{n} passages"),
    "n_mentions": ("{n} mention", "{n} mentions"),
    "n_places": ("{n} place", "{n} places"),
    "n_words": ("{n} word", "{n} words"),
    "all_topics": ("{n} topic", "All {n} topics"),
    "both_topics": "Both topics",
    "all_claims": ("{n} question", "All {n} questions"),
    "both_claims": "Both questions",
    "all_sources": ("{n} source", "All {n} sources"),
    "both_sources": "Both sources",
    "more_places": ("and {n} more place", "and {n} more places"),
    "more_paragraphs": ("and {n} more paragraph", "and {n} more paragraphs"),
    "more_notes": ("and {n} more note", "and {n} more notes"),
    "more_statements": ("and {n} more statement", "and {n} more statements"),
    "more_names": ("and {n} more name", "and {n} more names"),
    "more_sentences": ("and {n} more sentence", "and {n} more sentences"),
    "left_front": ("{n} front page", "{n} front pages"),
    "left_entity": ("{n} name", "{n} names"),
    "left_source": ("{n} source", "{n} sources"),
    "left_topic": ("{n} topic", "{n} topics"),
    "left_claim": ("{n} claim", "{n} claims"),
    "left_note": ("{n} note", "{n} notes"),
    "left_page": ("{n} page", "{n} pages"),
    "left_name": ("{n} name", "{n} names"),
    "left_paragraph": ("{n} paragraph", "{n} paragraphs"),
    "small_numbers": SMALL_NUMBERS,
    # Dates
    "months": MONTHS,
    "months_of_days": MONTHS,
    "months_on_axis": tuple(name[:3] for name in MONTHS),
    "day": "{day} {month} {year}",
    "month": "{month} {year}",
    "decade": "the {year}s",
    "day_of_some_year": "{day} {month}, year not known",
    "month_of_some_year": "{month}, year not known",
    "undated": "undated",
    "date_unknown": "date not known",
    "season_21": "spring {year}",
    "season_22": "summer {year}",
    "season_23": "autumn {year}",
    "season_24": "winter {year}",
    "season_33": "first quarter of {year}",
    "season_34": "second quarter of {year}",
    "season_35": "third quarter of {year}",
    "season_36": "fourth quarter of {year}",
    "season_40": "first half of {year}",
    "season_41": "second half of {year}",
    "early": "early {date}",
    "middle": "mid-{date}",
    "late": "late {date}",
    "about": "about {date}",
    "possibly": "possibly {date}",
    "roughly": "roughly {date}",
    "or_earlier": "{date} or earlier",
    "or_later": "{date} or later",
    "either": "{first} or {last}",
    "between": "between {first} and {last}",
    "days": "{first} to {last}",
    "inferred": "{date}, inferred",
    "date_inferred": "date inferred",
    "by_publisher": "dated by its publisher",
    "guessed": "guessed from a date on the page",
    "from_weekday": "inferred from “{quoted}” and a related source that speaks of {date}",
    "from_post": "inferred: the text embeds a post of {date}",
    "from_post_and_words": "inferred: the text embeds a post of {date} and says “{quoted}”",
    "from_copy": "inferred from a source of {date} that prints nearly the same",
    "from_date_line": "inferred from the date line “{quoted}” and the dates of {who}",
    "from_months": "inferred from “{quoted}” and the dates of {who}",
    "from_line_and_text": "inferred from the date line “{quoted}” and “{bound}”, which the text mentions",
    "not_before": "unknown; not before “{quoted}”, which the text mentions",
    "of_date_line": "{date}, from the date line",
    "other_sources": "the other sources",
    "related_sources": "related sources",
    "basis_editor": "set by an editor",
    "basis_stated": "stated in the source",
    "basis_metadata": "from the file’s own description",
    "basis_inferred": "inferred",
    "basis_unknown": "not known",
    # Handling, grades and likelihood
    "tlp_clear": "may be shared without limit",
    "tlp_green": "may be shared within the community, not in public",
    "tlp_amber": "may be shared on a need-to-know basis within the organisation and its clients",
    "tlp_amber+strict": "may be shared on a need-to-know basis within the organisation only",
    "tlp_red": "for the eyes and ears of individual recipients only",
    "grade_A": "completely reliable source",
    "grade_B": "usually reliable source",
    "grade_C": "fairly reliable source",
    "grade_D": "source not usually reliable",
    "grade_E": "unreliable source",
    "grade_F": "reliability cannot be judged",
    "grade_1": "confirmed by other sources",
    "grade_2": "probably true",
    "grade_3": "possibly true",
    "grade_4": "doubtful",
    "grade_5": "improbable",
    "grade_6": "truth cannot be judged",
    "chance": "“{word}”: a chance of {chance}",
    # What holds for a page
    "all_cited": ("{n} statement is cited", "All {n} statements are cited"),
    "both_cited": "Both statements are cited",
    "some_cited": ("{n} of {all} statements is cited", "{n} of {all} statements are cited"),
    "also_cited": ("{n} is cited", "{n} are cited"),
    "all_judgement": ("{n} statement is the desk’s judgement", "All {n} statements are the desk’s judgement"),
    "both_judgement": "Both statements are the desk’s judgement",
    "some_judgement": (
        "{n} of {all} statements is the desk’s judgement",
        "{n} of {all} statements are the desk’s judgement",
    ),
    "also_judgement": ("{n} is the desk’s judgement", "{n} are the desk’s judgement"),
    "all_uncited": ("{n} statement has no source", "All {n} statements have no source"),
    "both_uncited": "Both statements have no source",
    "some_uncited": ("{n} of {all} statements has no source", "{n} of {all} statements have no source"),
    "also_uncited": ("{n} has no source", "{n} have no source"),
    "extracts": "Extracts link to their place in a source",
    "in_dossier": "In: {dossier}.",
    "in_dossier_as_of": "In: {dossier}, as of {date}.",
    "another_site": "another site",
    "sheet_as_of": "as of {date}",
    # Evidence, and editors' words
    "according_to": "according to {speaker}",
    "translated": "translated by the desk",
    "embedded_from": "From",
    "note_number": "Note {n}",
    "footnote_number": "Footnote {n}",
    "footnotes": "Footnotes",
    "back_to_footnote": "Back to the text of footnote {n}",
    "back_to_footnote_again": "Back to the text of footnote {n}, place {place}",
    "table": "Table",
    "picture": "Picture",
    "done": "Done",
    "to_do": "To do",
    **{f"callout_{word}": word.capitalize() for word in CALLOUTS},
    "callout_judgement": "The desk’s judgement",
    "callout_judgment": "The desk’s judgement",
    "callout_assessment": "The desk’s judgement",
    "of_origins": "{sources}, {origins}",
    "n_origins": ("{number} origin", "{number} origins"),
    # How far a topic or a name reaches
    "about_and_mentioned": (
        "main subject of {n} source, mentioned in {more} more",
        "main subject of {n} sources, mentioned in {more} more",
    ),
    "mentioned_of": ("mentioned in {some} of {n} source", "mentioned in {some} of {n} sources"),
    "covered_of": ("covered in {some} of {n} source", "covered in {some} of {n} sources"),
    "mentioned_in": ("mentioned in {n} source", "mentioned in {n} sources"),
    "mentions_in": "{mentions} in {sources}",
    "mentioned_nowhere": "mentioned in no source",
    "about_it": ("about it in {n} passage", "about it in {n} passages"),
    "about_it_mentions": (
        "about it in {n} passage, mentions it in {more}",
        "about it in {n} passages, mentions it in {more}",
    ),
    "mentions_it": ("mentions it in {n} passage", "mentions it in {n} passages"),
    "about_paragraphs": ("about it in {n} paragraph", "about it in {n} paragraphs"),
    "mentions_paragraphs": ("mentions it in {n} paragraph", "mentions it in {n} paragraphs"),
    "key_points": "Key points",
    "further_points": "Further key points",
    # Drawings, lists and filters
    "page_of": "Page {n} of {last}",
    "undated_too": ("{reach}; {n} source without a date", "{reach}; {n} sources without a date"),
    "on_one_line": ("{n} event on one time line", "{n} events on one time line"),
    "columns": "{what}; the higher a column, the more of them",
    "years_between": ("{first}–{last}, {n} year", "{first}–{last}, {n} years"),
    "events_on": ("{n} event, {days}", "{n} events, {days}"),
    "exact": "exact day",
    "approximate": "approximate",
    "events_from_sources": ("{n} dated event from the sources", "{n} dated events from the sources"),
    "gap": ("{n} year without an event", "{n} years without an event"),
    "some_of": "{some} of {all}",
    "filter_kind": "Kind",
    "filter_topic": "Topic",
    "filter_name": "Name",
    "filter_date": "Date",
    "any_kind": "Every kind",
    "any_topic": "Every topic",
    "any_name": "Every name",
    "any_date": "Any date",
    "spellings_of": "Also: {names}",
    # front and questions
    "empty_dossier": "nothing filed yet",
    "more_stands": ("{n} more question with a named party", "{n} more questions with a named party"),
    "sources_differ": "The sources differ",
    "source_differs": "One source gives several answers",
    "sources_agree": "The sources agree",
    "source_answers": "One source answers",
    # map
    "mainly": "Mainly: {topic}",
    "on_several": "On several topics",
    "only_questions": "Only in questions",
    "hidden_names": ("{n} more name", "{n} more names"),
    "hidden_topics": ("{n} more topic", "{n} more topics"),
    "hidden_questions": ("{n} more question", "{n} more questions"),
    "sentences_on": "{sentences} {topics}",
    "n_sentences": ("{n} sentence", "{n} sentences"),
    "on_topics": ("on {n} topic", "on {n} topics"),
    "holds": "holds: {answers}",
    "named_in_cited": ("named in {n} cited sentence", "named in {n} cited sentences"),
    # source
    "both_name": "both name {names}",
    "nearly_same_sentence": "nearly the same sentence",
    "same_matter": "sentences on the same matter",
    "role_caption": "Caption:",
    "role_embed": "Embedded post:",
    "role_boilerplate": "Not part of the report:",
    "cited": "Cited by",
    "answered": "On this question",
    "cited_by_pages": ("cited by {n} page", "cited by {n} pages"),
    "here": "Here: {answer}.",
    "here_elsewhere": "Here: {answer}. Elsewhere: {answers}.",
    "in_sentences": ("In {number} sentence", "In {number} sentences"),
    "in_short": "In short",
    "by_an_editor": "{title}, as an editor put it",
    "quoted": "quoted",
    "reported": "as reported",
    "retelling_here": "a retelling",
    "as_filed": "as filed",
    "text": "Text",
    "retrieved": "Retrieved",
    "rights": "Rights",
    "retold_from": "Retold from",
    "sum_of_that": "SHA-256 of that",
    "set_by_editor": "Set by an editor",
    "set_title": "title",
    "set_short": "short name",
    "set_publisher": "publisher",
    "set_authors": "authors",
    "set_published": "date",
    "set_language": "language",
    "set_url": "address",
    "set_archive": "archived copy",
    "set_summary": "summary",
    "set_paragraphs": "kinds of paragraph",
    "set_names": "names",
    "set_not_topics": "topics of passages",
    # What pages say of themselves to machines, feeds and the calendar
    "of_topics": "The subjects of this dossier.",
    "of_claims": "Questions and answers.",
    "of_entities": "People, organisations, places, agreements.",
    "of_map": "Who is mentioned under which topic and question.",
    "of_notes": "What the editors wrote.",
    "of_search": "Search the dossier.",
    "of_sources": "All sources, the newest first.",
    "a_note": "A note.",
    "calendar_entry": "{date}. Sources: {sources}",
    "calendar_disputed": "{date}. Sources date it differently. Sources: {sources}",
    # Bundles
    "start_here": "Start here: {title}",
    "extract": "Extract all files first.",
    "why_extract": "Inside the zip file, links, search and styles do not work.",
    "on_windows": "Windows: close this window, right-click the zip file, choose “Extract All…”.",
    "elsewhere": "Mac: double-click the zip file. Linux: right-click it, choose “Extract Here”.",
    "then_open": "Then open {file} in the new folder.",
    "to_check": "To check that every file is as it was made: {command}",
    "not_in_file": "Not in this file, but part of the site",
    "shortened": "This file has the summaries and the cited passages of the sources, and no search. "
    "The whole texts and the search are in the zip file of the same dossier.",
}
"""The English of each text; the forms of one that counts are that for one and that for many."""
LISTS = ("months", "months_of_days", "months_on_axis", "small_numbers")
"""Texts that are lists of words, and have no forms."""
BUNDLES = (
    "start_here", "extract", "why_extract", "on_windows", "elsewhere", "then_open", "to_check", "shortened",
    "not_in_file",
)  # fmt: skip
"""Texts of the bundles, which know of a site what its manifest says."""
ONE_OR_MANY = "n != 1"  # in the language of gettext, which says the same of all languages


class Interface:
    """The words of the interface in one language."""

    def __init__(self, translation: Translation | None = None) -> None:
        self.translation = translation
        self.language = translation.language if translation else LANGUAGE
        self._texts = dict(WORDS) | dict(translation.texts if translation else ())
        self._form_of = form_of(translation.plural if translation else ONE_OR_MANY)

    def __reduce__(self) -> tuple[object, tuple[Translation | None]]:
        return interface_of, (self.translation,)

    def __call__(self, key: str, number: int | None = None, /, **values: object) -> str:
        """Return a text with values in the place of its names; `number`, its `{n}`, chooses the form.

        >>> ENGLISH("n_sources", 1), ENGLISH("n_sources", 2), ENGLISH("as_of", date="May 2025")
        ('1 source', '2 sources', 'Latest source: May 2025')
        """
        text = self._texts[key]
        if not isinstance(text, str):
            text = text[self._form_of(number)] if number is not None else text[0]
        if number is not None:
            values["n"] = number
        return text.format_map(values) if values else text

    def all_of(self, key: str, number: int, **values: object) -> str:
        """Return the words for a whole list.

        >>> ENGLISH.all_of("claims", 1), ENGLISH.all_of("claims", 2), ENGLISH.all_of("claims", 3)
        ('1 question', 'Both questions', 'All 3 questions')
        """
        return self(f"both_{key}", **values) if number == 2 else self(f"all_{key}", number, **values)

    def spelled(self, key: str, number: int) -> str:
        """Return what is counted as its `{number}` in words, where that is small.

        >>> ENGLISH.spelled("n_origins", 1), ENGLISH.spelled("n_origins", 13)
        ('one origin', '13 origins')
        """
        words = self.listed("small_numbers")
        return self(key, number, number=words[number] if number < len(words) else number)

    def listed(self, key: str) -> tuple[str, ...]:
        """Return a list of words, such as the months."""
        return tuple(self._texts[key])

    @property
    def texts(self) -> Mapping[str, Text]:
        """All texts by their names."""
        return self._texts


def form_of(plural: str) -> Callable[[int], int]:
    """Return what says which form of a text belongs to a number, as gettext writes it: `n != 1`.

    Raises ValueError for an expression that cannot be read.
    """
    form: Callable[[int], int] = gettext.c2py(plural)
    return form


@lru_cache(maxsize=4)  # of a build and the one before
def interface_of(translation: Translation | None) -> Interface:
    """Return the interface in the words of a translation, or in English."""
    return Interface(translation)


ENGLISH = interface_of(None)
