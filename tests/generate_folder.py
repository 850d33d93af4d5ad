"""Write a folder of sources and a desk of any size, in English of a kind, for the tests of scale.

python tests/generate_folder.py 10000 FOLDER     writes FOLDER/seeds and FOLDER/content
"""

import sys
from datetime import date, timedelta
from pathlib import Path

from generate import Dice, name, word

WORDS = 12_000  # rare words, so that the index has as many forms as a real one
ENTITIES = 200
FIRST_DAY = date(2019, 1, 7)
DAYS = 2_300
PLACES = ("Quarry Bay", "Northmoor", "Saltmarsh", "Old Ferry", "Highlock", "Greystone", "Winterhaven")
PUBLISHERS = ("Coast Courier", "The Northern Ledger", "Harbour Wire", "Daily Beacon", "Inland Review")
TOPICS = {
    "fishing-quota": ("The fishing quota", ("fishing quota", "catch limits", "fish stocks")),
    "ferry-line": ("The ferry line", ("ferry line", "night ferry", "ferry timetable")),
    "harbour-tunnel": ("The harbour tunnel", ("harbour tunnel", "tunnel works", "second bore")),
    "salt-mine": ("The salt mine", ("salt mine", "mine owners", "pit closure")),
    "water-treaty": ("The water treaty", ("water treaty", "river commission", "upstream dam")),
    "grain-prices": ("Grain prices", ("grain prices", "bread subsidy", "harvest report")),
}
NOUNS = [
    "agreement",
    "budget",
    "bridge",
    "captain",
    "channel",
    "committee",
    "contract",
    "council",
    "crew",
    "delay",
    "dispute",
    "engineer",
    "inspection",
    "levy",
    "licence",
    "meeting",
    "minister",
    "mission",
    "offer",
    "office",
    "order",
    "panel",
    "partner",
    "payment",
    "permit",
    "pilot",
    "plan",
    "port",
    "proposal",
    "protest",
    "quay",
    "reform",
    "region",
    "report",
    "result",
    "review",
    "route",
    "schedule",
    "shipment",
    "signal",
    "statement",
    "strike",
    "supply",
    "survey",
    "talks",
    "team",
    "terminal",
    "text",
    "timetable",
    "union",
    "vessel",
    "vote",
    "warning",
]
VERBS = [
    "approved",
    "blocked",
    "confirmed",
    "delayed",
    "denied",
    "drafted",
    "opened",
    "postponed",
    "praised",
    "rejected",
    "signed",
]
ADJECTIVES = [
    "annual",
    "costly",
    "disputed",
    "final",
    "foreign",
    "joint",
    "late",
    "local",
    "new",
    "old",
    "partial",
    "public",
    "secret",
]
HEADINGS = ("What happens next", "Background", "Voices from the coast", "The figures")
SENTENCES = (
    "The {adjective} {noun} on the {term} was {verb} in {place} on {day}.",
    "{entity} said on {weekday} that the {noun} about {rare} and the {term} would follow.",
    "“We {verb} the {adjective} {noun} as no {rare} {noun2} was {verb2},” {entity} told {publisher}.",
    "According to {entity}, the {noun} of the {rare} {noun2} cost {number} million in {month}.",
    "{entity} denied that the {noun} had been {verb}, and called the {rare} {noun2} {adjective}.",
    "In {place} the {adjective} {noun} met {entity} and {entity2} to discuss the {term}.",
    "A {rare} {noun} from {place} {verb} the {noun2} {number} days before the {adjective} vote.",
    "Nobody {verb} the {rare} {noun}, although {entity} had {verb2} a {adjective} {noun2} in {month}.",
    "The {noun} and the {rare} {noun2} remain {adjective}, two officials from {place} said.",
)


def desk_names():
    """(id, name, kind) of every entity of the desk."""
    kinds = ("person", "person", "organisation", "place")
    endings = {"person": "", "organisation": " Council", "place": " Island"}
    made = [(f"{name(n)}{endings[kinds[n % 4]]}", kinds[n % 4]) for n in range(ENTITIES)]
    return [(words.lower().replace(" ", "-"), words, kind) for words, kind in dict(made).items()]


def source_text(number, names):
    """The text of one source: headline, date and publisher, then paragraphs with a heading or two."""
    dice = Dice(number * 2 + 1)
    day = FIRST_DAY + timedelta(dice.below(DAYS))
    _, terms = list(TOPICS.values())[dice.zipf(len(TOPICS))]

    def pick(words):
        return words[dice.below(len(words))]

    def sentence():
        told = day - timedelta(dice.below(60))
        values = {
            "adjective": pick(ADJECTIVES), "noun": pick(NOUNS), "noun2": pick(NOUNS),
            "verb": pick(VERBS), "verb2": pick(VERBS), "place": pick(PLACES),
            "publisher": pick(PUBLISHERS), "term": pick(terms), "number": 2 + dice.below(90),
            "entity": names[dice.zipf(len(names))][1], "entity2": names[dice.zipf(len(names))][1],
            "rare": word(dice.zipf(WORDS)), "weekday": f"{told:%A}", "month": f"{told:%B %Y}",
            "day": f"{told.day} {told:%B %Y}",
        }  # fmt: skip
        return pick(SENTENCES).format(**values)

    lines = [sentence().rstrip(".”").replace("“", ""), f"Published: {day.day} {day:%B %Y}", ""]
    for paragraph in range(7 + dice.below(9)):
        if paragraph and dice.below(6) == 0:
            lines += [pick(HEADINGS), ""]
        lines += [" ".join(sentence() for _ in range(1 + dice.below(4))), ""]
    return "\n".join(lines)


def write_folder(folder, sources):
    """Write `sources` sources and a desk on them; one source in fifty repeats another."""
    files, names = {}, desk_names()
    for number in range(sources):
        repeated = number - 7 if number % 50 == 49 else number
        files[f"seeds/report-{number:05}.txt"] = source_text(repeated, names)
    for key, (title, terms) in TOPICS.items():
        listed = "".join(
            f"  - phrase: {term}\n    weight: {2 if n == 0 else 1}\n" for n, term in enumerate(terms)
        )
        files[f"content/topics/{key}.md"] = (
            f"---\ntitle: {title}\nterms:\n{listed}---\nWhat is known so far.\n"
        )
    for key, words, kind in names:
        aliases = f"aliases: [{words.split()[1]}]\n" if kind == "person" else ""
        files[f"content/entities/{key}.md"] = f"---\nname: {words}\nkind: {kind}\n{aliases}---\n"
    cited = [f"report-{number:05}" for number in range(0, sources, max(1, sources // 40))][:40]
    for number, source in enumerate(cited):
        topic = list(TOPICS)[number % len(TOPICS)]
        files[f"content/notes/note-{number:02}.md"] = (
            f"---\ntitle: Note {number} on {topic}\ndate: 2025-0{1 + number % 9}-11\ntopics: [{topic}]\n---\n"
            f"It was reported so [@{source}#p3], and seen by [[{names[number][0]}]].\n"
        )
    for path, text in files.items():
        target = Path(folder) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


if __name__ == "__main__":
    write_folder(Path(sys.argv[2]), int(sys.argv[1]))
