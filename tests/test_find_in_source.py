"""Each source is searched by itself, and what is found there can be kept, sent and put together again."""

import gc
import pickle

from press import ROOT

from dossier.analysis import analyse, compile_registries, find_in_source, names, pipeline, relate
from dossier.analysis.repeats import share_sentences
from dossier.config import Settings
from dossier.editorial import read_desk
from dossier.model import SentenceTerms
from dossier.sources import read_corpus

SETTINGS = Settings()


def read():
    return read_corpus(ROOT / "seeds", SETTINGS), read_desk(ROOT / "content", SETTINGS)


def test_findings_of_a_source_do_not_depend_on_the_other_sources():
    corpus, desk = read()
    registries = compile_registries(desk)

    forwards = [find_in_source(each, registries, SETTINGS) for each in corpus.documents]
    backwards = [find_in_source(each, registries, SETTINGS) for each in reversed(corpus.documents)]

    assert forwards == backwards[::-1]


def test_findings_that_were_kept_and_read_again_give_the_same_analysis():
    corpus, desk = read()
    registries = pickle.loads(pickle.dumps(compile_registries(desk)))
    found = (
        pickle.loads(pickle.dumps(find_in_source(each, registries, SETTINGS))) for each in corpus.documents
    )

    assert analyse(corpus, desk, SETTINGS) == relate(corpus, desk, found, SETTINGS)


def test_kept_findings_have_the_sentences_of_their_document_itself():
    corpus, desk = read()
    registries = compile_registries(desk)
    for document in corpus.documents:
        found = pickle.loads(pickle.dumps(find_in_source(document, registries, SETTINGS)))

        shared = share_sentences(corpus, found)

        own = {id(each) for each in document.sentences}
        passages = [each.passage for each in (*shared.attributions, *shared.topic_passages)]
        assert shared == found
        assert {id(row.sentence) for row in (*shared.terms, *shared.markers)} <= own
        assert len(set(map(id, passages))) == len(set(passages))


def test_words_of_all_sources_are_let_go_of_before_names_are_proposed(monkeypatch):
    held = []

    def find_candidates(*arguments):
        gc.collect()
        held.append(sum(isinstance(each, SentenceTerms) for each in gc.get_objects()))
        return names.find_candidates(*arguments)

    monkeypatch.setattr(pipeline, "find_candidates", find_candidates)
    gc.collect()
    before = sum(isinstance(each, SentenceTerms) for each in gc.get_objects())

    analyse(*read(), SETTINGS)

    assert held == [before]
