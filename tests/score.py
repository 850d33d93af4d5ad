"""Measure what the program finds against the marked set, and print one table.

python tests/score.py [--wrong]     with `--wrong` every difference is listed below the table
"""

import re
import sys
import tempfile
import time
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from marked import MARKED, read_marked  # noqa: E402  # found beside this file

from dossier.analysis import analyse  # noqa: E402
from dossier.analysis.dates import find_dates  # noqa: E402
from dossier.analysis.names.known import find_mentions  # noqa: E402
from dossier.analysis.names.registry import compile_registry  # noqa: E402
from dossier.config import Settings  # noqa: E402
from dossier.editorial import read_desk  # noqa: E402
from dossier.model import Desk, Entity, MarkdownBody, PartialDate  # noqa: E402
from dossier.sources import read_corpus  # noqa: E402
from dossier.text.read_text import read_text  # noqa: E402
from dossier.text.words import STOP  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = Settings()
PASSES = 5  # of each timing; the quickest counts, as others may use the machine
WORD = re.compile(r"\w+")
PRONOUNS = {
    "he",
    "she",
    "it",
    "they",
}  # marked as they stand in the text, but whoever they are is not published


def f1(right, found, marked):
    """Return the harmonic mean of precision and recall, 1 when there is nothing to find."""
    return 2 * right / (found + marked) if found + marked else 1.0


def places(text):
    """Return, for each offset of a text, how many characters that are no white space come before."""
    return [0, *accumulate(not char.isspace() for char in text)]


class Pair:
    """A marked text beside what the program read; spans count characters without white space."""

    def __init__(self, marked, document, analysis):
        self.marked, self.document, self.name = marked, document, marked.name
        self.there, self.here = places(marked.text), places(document.text)
        assert self.there[-1] == self.here[-1], f"{self.name}: the marked text is not the one that was read"
        self.analysis = analysis

    def mark(self, start, end):
        return self.there[start], self.there[end]

    def span(self, passage):
        return self.here[passage.span.start], self.here[passage.span.end]

    def own(self, findings):
        return [f for f in findings if f.passage.source == self.document.id]

    def sentence_of(self, passage):
        """Return the marked sentence in which a passage begins."""
        starts = [self.there[s.start] for s in self.marked.sentences]
        return self.marked.sentences[bisect_left(starts, self.span(passage)[0] + 1) - 1]


def load():
    """Read the marked set; return the seeds, the other texts, and those without what their editor said."""
    texts = read_marked()
    desk = read_desk(ROOT / "content", SETTINGS)
    corpus = read_corpus(ROOT / "seeds", SETTINGS)
    seeds = _pairs([m for m in texts if "seed" in m.head], corpus, desk)
    others = [m for m in texts if "seed" not in m.head]
    told, untold = (_read(others, sidecars=with_sidecars) for with_sidecars in (True, False))
    return SimpleNamespace(
        desk=desk,
        seeds=seeds,
        others=_pairs(others, told, Desk()),
        untold=_pairs(others, untold, Desk()),
        corpora=((corpus, desk), (told, Desk())),
    )


def _read(texts, *, sidecars):
    with tempfile.TemporaryDirectory() as folder:
        for marked in texts:
            (Path(folder) / f"{marked.name}.txt").write_text(marked.text, "utf-8")
            if sidecars:
                head = f"published: {marked.head['published']}\nlanguage: {marked.head['language']}\n"
                (Path(folder) / f"{marked.name}.yaml").write_text(head, "utf-8")
        return read_corpus(Path(folder), SETTINGS)


def _pairs(texts, corpus, desk):
    analysis = analyse(corpus, desk, SETTINGS)
    found = {m.name: m.head.get("seed", f"{m.name}.txt").removesuffix(".txt") for m in texts}
    return [Pair(m, corpus.by_id[found[m.name]], analysis) for m in texts]


def score_reading(pairs, wrong):
    right = found = marked = kinds = 0
    for pair in pairs:
        there = {pair.mark(s.start, s.end): s for s in pair.marked.sentences}
        here = {pair.span(pair.document.passage(s.span)): s for s in pair.document.sentences}
        right, found, marked = right + len(there.keys() & here.keys()), found + len(here), marked + len(there)
        for place in sorted(there.keys() ^ here.keys()):
            side = "missed" if place in there else "found"
            text = pair.marked.text.replace("\n", " ")
            start, end = (bisect_left(pair.there, p) for p in place)
            wrong.append(f"{pair.name}: sentence {side}: {text[max(0, start) : end]!r}")
        for place in sorted(there.keys() & here.keys()):
            kind = pair.document.paragraphs[here[place].paragraph - 1].kind
            if kind != there[place].kind:
                kinds += 1
                words = pair.document.quote(here[place].span)[:50]
                wrong.append(f"{pair.name}: {kind} for {there[place].kind}: {words!r}")
    return {"sentences F1": f1(right, found, marked), "wrong kinds": kinds}


def score_dates(pairs, wrong):
    relaxed = strict = valued = found = marked = firm = 0
    for pair in pairs:
        left = [(*pair.mark(start, end), value) for start, end, value in pair.marked.dates]
        mentions = pair.own(pair.analysis.dates)
        found, marked = found + len(mentions), marked + len(left)
        for mention in mentions:
            a, b = pair.span(mention.passage)
            words, value = pair.document.quote(mention.passage), mention.value
            mark = next((m for m in left if m[0] < b and a < m[1]), None)
            if mark is None:
                firm += value.is_exact
                wrong.append(f"{pair.name}: no date: {words!r} {value.edtf} {mention.rule}")
                continue
            left.remove(mark)
            relaxed += 1
            strict += (a, b) == mark[:2]
            same = _same(value, mark[2])
            valued += same
            outside = (
                not same and value.is_exact and not (mark[2].earliest <= value.earliest <= mark[2].latest)
            )
            firm += outside
            if not same:
                wrong.append(f"{pair.name}: {words!r} is {mark[2].edtf}, read {value.edtf} {mention.rule}")
        text = pair.marked.text
        wrong += [
            f"{pair.name}: date missed: {text[bisect_left(pair.there, a) : bisect_left(pair.there, b)]!r}"
            f" {value.edtf}"
            for a, b, value in left
        ]
    return {
        "dates relaxed F1": f1(relaxed, found, marked),
        "dates strict F1": f1(strict, found, marked),
        "dates value F1": f1(valued, found, marked),
        "dates value accuracy": valued / relaxed if relaxed else 1.0,
        "false firm dates": firm,
    }


def _same(value, marked):
    """Tell whether a value is the marked one; a vague one may differ by half of its length at the ends."""
    ends = (value.earliest, value.latest, marked.earliest, marked.latest)
    if None in ends:
        return value.edtf == marked.edtf
    if not (value.is_approximate and marked.is_approximate):
        return ends[:2] == ends[2:]
    shared = (min(value.latest, marked.latest) - max(value.earliest, marked.earliest)).days + 1
    return shared * 2 >= max(value.days, marked.days)


def score_publications(pairs, wrong):
    """Share inside the marked range, share honestly unknown, and number outside."""
    inside = unknown = 0
    for pair in pairs:
        found = next(p for p in pair.analysis.publications if p.source == pair.document.id)
        marked = PartialDate.parse(str(pair.marked.head["published"]))
        if found.value is None or found.value.earliest is None or found.value.latest is None:
            unknown += 1
            wrong.append(f"{pair.name}: published {marked.edtf}, unknown")
        elif marked.earliest <= found.value.earliest and found.value.latest <= marked.latest:
            inside += 1
        elif found.value.earliest <= marked.earliest and marked.latest <= found.value.latest:
            inside += 1
            wrong.append(f"{pair.name}: published {marked.edtf}, wider {found.value.edtf} {found.words}")
        else:
            wrong.append(f"{pair.name}: published {marked.edtf}, found {found.value.edtf} {found.words}")
    return {
        "publication dates in range": inside / len(pairs),
        "publication dates wrong": len(pairs) - inside - unknown,
    }


def score_names(pairs, desk, wrong):
    right = found = marked = 0
    for pair in pairs:
        there = {(*pair.mark(start, end), entity) for start, end, entity in pair.marked.names}
        here = {(*pair.span(m.passage), m.entity) for m in pair.own(pair.analysis.mentions)}
        right, found, marked = right + len(there & here), found + len(here), marked + len(there)
        wrong += [
            f"{pair.name}: name {'missed' if x in there else 'found'} {x}" for x in sorted(there ^ here)
        ]
    known, recalled = _left_out(pairs, desk, wrong)
    return {
        "names precision": right / found,
        "names recall": right / marked,
        "names recall, own left out": recalled / known,
    }


def _left_out(pairs, desk, wrong):
    """Count the mentions of known entities in each source, and those found by the names of the others."""
    known = recalled = 0
    kinds = {entity.id: entity.kind for entity in desk.entities}
    for pair in pairs:
        surfaces = {}
        for other in pairs:
            if other is not pair:
                for start, end, entity in other.marked.names:
                    surfaces.setdefault(entity, set()).add(other.marked.text[start:end])
        body = MarkdownBody("", 1, "")
        entities = tuple(
            Entity(id, longest[0], kinds[id], tuple(longest[1:]), body)
            for id, words in sorted(surfaces.items())
            for longest in [sorted(words, key=lambda w: (-len(w), w))]
        )
        mentions = find_mentions(read_text(pair.document), compile_registry(entities))
        here = {(*pair.span(m.passage), m.entity) for m in mentions}
        there = {(*pair.mark(a, b), entity) for a, b, entity in pair.marked.names if entity in surfaces}
        known, recalled = known + len(there), recalled + len(there & here)
        wrong += [f"{pair.name}: left out, missed {x}" for x in sorted(there - here)]
    return known, recalled


def score_groups(pairs, wrong):
    """Compare the groups of unknown names over all texts by B3 (Bagga and Baldwin 1998).

    A marked name that is not found counts 0 for recall, a found one that is not marked 0 for precision.
    """
    group_of, entity_of = {}, {}
    for pair in pairs:
        left = [(*pair.mark(a, b), entity) for a, b, entity in pair.marked.names]
        entity_of.update({(pair.name, mark): mark[2] for mark in left})
        for number, candidate in enumerate(pair.analysis.candidates):
            for passage in candidate.passages:
                if passage.source != pair.document.id:
                    continue
                a, b = pair.span(passage)
                mark = next((m for m in left if m[0] < b and a < m[1]), None)
                if mark:
                    left.remove(mark)
                else:
                    wrong.append(f"{pair.name}: no name: {pair.document.quote(passage)!r}")
                group_of[pair.name, mark or (a, b, None)] = number
        wrong += [f"{pair.name}: unknown name missed {mark}" for mark in left]
    groups, entities = {}, {}
    for mention, number in group_of.items():
        groups.setdefault(number, set()).add(mention)
    for mention, entity in entity_of.items():
        entities.setdefault(entity, set()).add(mention)
    both = group_of.keys() & entity_of.keys()
    shared = {m: len(groups[group_of[m]] & entities[entity_of[m]]) for m in both}
    precision = sum(shared[m] / len(groups[group_of[m]]) for m in both) / len(group_of)
    recall = sum(shared[m] / len(entities[entity_of[m]]) for m in both) / len(entity_of)
    for number in sorted(groups):
        bearers = {entity_of.get(m) for m in groups[number]}
        if len(bearers) > 1:
            wrong.append(f"one group of {sorted(map(str, bearers))}")
    for entity in sorted(entities):
        names = {group_of.get(m) for m in entities[entity]} - {None}
        if len(names) > 1:
            texts = sorted(pairs[0].analysis.candidates[n].text for n in names)
            wrong.append(f"several groups of {entity}: {texts}")
    return {"names B3 F1, no registry": 2 * precision * recall / (precision + recall)}


def score_topics(pairs, wrong):
    right = found = marked = 0
    for pair in pairs:
        there = {(pair.there[s.start], topic) for s in pair.marked.sentences for topic in s.topics}
        here = {(pair.span(p.passage)[0], p.topic) for p in pair.own(pair.analysis.topic_passages)}
        right, found, marked = right + len(there & here), found + len(here), marked + len(there)
        for start, topic in sorted(there ^ here):
            words = pair.marked.text[bisect_left(pair.there, start + 1) - 1 :][:60]
            wrong.append(
                f"{pair.name}: {topic} {'missed' if (start, topic) in there else 'found'}: {words!r}"
            )
    return {"topics precision": right / found, "topics recall": right / marked}


def score_summaries(pairs, wrong):
    """Return the share of the sentences of all summaries that an editor would put there, too."""
    keys = shown = 0
    for pair in pairs:
        summary = next(s for s in pair.analysis.summaries if s.about == pair.document.id)
        sentences = [pair.sentence_of(passage) for passage in summary.sentences]
        others = [pair.marked.text[s.start : s.start + 40] for s in sentences if not s.key]
        keys += len(sentences) - len(others)
        shown += len(sentences)
        if others:
            wrong.append(
                f"{pair.name}: {len(others)} of {len(sentences)} sentences are no key ones: {others}"
            )
    return {"summaries, key sentences": keys / shown}


def score_attributions(pairs, wrong):
    right = found = marked = 0
    for pair in pairs:
        left = [(s, speaker) for s in pair.marked.sentences if s.says for speaker in s.says.split(" / ")]
        left = [(s, speaker) for s, speaker in left if speaker.lower() not in PRONOUNS]
        marked += len(left)
        for attribution in pair.own(pair.analysis.attributions):
            sentence = pair.sentence_of(attribution.passage)
            if sentence.kind != "body":
                continue
            words = pair.document.quote(attribution.speaker)
            told = next((m for m in left if m[0] is sentence and _words(m[1]) & _words(words)), None)
            found += 1
            if told:
                right += 1
                left.remove(told)
            else:
                start = pair.marked.text[sentence.start : sentence.start + 50]
                wrong.append(f"{pair.name}: speaker {words!r}, marked {sentence.says!r}: {start!r}")
        wrong += [f"{pair.name}: speaker missed: {speaker!r}" for _, speaker in left]
    return {"speakers precision": right / found, "speakers recall": right / marked}


def _words(text):
    words = {word.lower() for word in WORD.findall(text)}
    return words - STOP or words


def score_agreements(pairs, wrong):
    """Share of the ten best agreement proposals that an editor marked as saying the same."""
    lines = (MARKED / "agreements.txt").read_text("utf-8").splitlines()
    agreed = {frozenset(line.split()) for line in lines}
    documents = {pair.document.id: pair.document for pair in pairs}
    best = [p for p in pairs[0].analysis.proposals if p.kind == "agreement"]
    best = sorted(best, key=lambda p: -p.score)[:10]
    right = 0
    for proposal in best:
        members = frozenset(
            f"{m.source}#{documents[m.source].place_of(m.span.start)}" for m in proposal.members
        )
        right += members in agreed
        if members not in agreed:
            wrong.append(f"no agreement: {' '.join(sorted(members))}")
    return {"agreements, best ten right": right / len(best)}


def score_speed(corpora, _):
    """Milliseconds for 600 words, and the ratio to cutting the same text into words."""
    documents = [(document, desk) for corpus, desk in corpora for document in corpus.documents]
    words = sum(len(document.text.split()) for document, _ in documents)
    published = {
        document.id: p.value
        for corpus, desk in corpora
        for document, p in zip(corpus.documents, analyse(corpus, desk, SETTINGS).publications, strict=True)
    }
    yard = _quickest(lambda: [WORD.findall(document.text) for document, _ in documents])
    dates = _quickest(lambda: [find_dates(d, published[d.id], SETTINGS) for d, _ in documents])
    whole = _quickest(lambda: [analyse(corpus, desk, SETTINGS) for corpus, desk in corpora])
    return {
        "dates, ms for 600 words": dates * 600_000 / words,
        "dates, ratio to cutting words": dates / yard,
        "analysis, ms for 600 words": whole * 600_000 / words,
        "analysis, ratio to cutting words": whole / yard,
    }


def _quickest(work):
    times = []
    for _ in range(PASSES):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def measure(*, speed=True):
    """Return the figures of the seeds, of the other texts, and all differences, as lines."""
    loaded = load()
    seeds, others, wrong = loaded.seeds, loaded.others, []
    figures = {"seeds": {}, "others": {}}
    both = (score_reading, score_dates, score_publications, score_summaries, score_attributions)
    for score in both:
        figures["seeds"] |= score(seeds, wrong)
        figures["others"] |= score(loaded.untold if score is score_publications else others, wrong)
    figures["seeds"] |= score_names(seeds, loaded.desk, wrong) | score_topics(seeds, wrong)
    figures["seeds"] |= score_agreements(seeds, wrong)
    figures["others"] |= score_groups(others, wrong)
    if speed:
        figures["others"] |= score_speed(loaded.corpora, wrong)
    return figures, wrong


def main(arguments):
    """Print the table."""
    figures, wrong = measure()
    print(f"{'':<34}{'seeds':>8}{'others':>8}")
    for name in dict.fromkeys((*figures["seeds"], *figures["others"])):
        cells = (figures[side].get(name) for side in figures)
        shown = ("" if c is None else f"{c:d}" if isinstance(c, int) else f"{c:.3f}" for c in cells)
        print(f"{name:<34}" + "".join(f"{cell:>8}" for cell in shown))
    if "--wrong" in arguments:
        print("", *wrong, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
