from pathlib import Path

import numpy as np
import pytest

import kg.mentions
from kg.errors import SchemaError
from kg.evaluate import read_gold
from kg.mentions.features import PADS
from kg.mentions.network import split_members
from kg.mentions.senses import Senses
from kg.mentions.tagger import Tagger, cut_words, load_senses
from kg.mentions.words import tag_words
from kg.resources import find_resource
from kg.text import find_sentences

CORE = ("project", "park", "programme", "place")
LEFT_OUT = {
    "hunan-2025-report": (0, 11378),
    "changsha-14fyp-proposal": (17349,),
    "changsha-2024-report": (5806,),
    "changsha-2025-report-print": (5944,),
}
"""Where the windows begin that these weights have never seen, nor a variant of a sentence in them."""
FLOORS = [(("hunan-2025-report",), 0.78, 0.84), (tuple(LEFT_OUT)[1:], 0.78, 0.835)]
"""Documents, and just under what was measured on them: exact, overlapping."""


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load(Path(__file__).parent / "weights-left-out.npz")


def tag(tagger, text):
    return [(text[a:b], kind) for a, b, kind, _ in tagger.tag(text, [(s.start, s.end) for s in find_sentences(text)])]


def read_left_out(tagger, documents):
    """What is found and what is gold in the windows left out, as (document, start, end, type)."""
    gold = read_gold(find_resource("seeds") / "gold/seeds.dev.jsonl")
    found, wanted = set(), set()
    for document in documents:
        text = (find_resource("seeds") / f"{document}.txt").read_text(encoding="utf-8")
        windows = [window for window in gold.windows[document] if window.start in LEFT_OUT[document]]
        assert len(windows) == len(LEFT_OUT[document])
        rows = [(a, b, kind) for a, b, kind, _ in tagger.tag(text, [(s.start, s.end) for s in find_sentences(text)])]
        marks = [(row.span.start, row.span.end, row.type) for row in gold.rows if row.document == document]
        for spans, kept in ((rows, found), (marks, wanted)):
            inside = [s for s in spans if any(w.start <= s[0] and s[1] <= w.end for w in windows)]
            kept.update((document, *span) for span in inside if span[2] in CORE)
    return found, wanted


def f1(right, found, wanted):
    return 2 * right / (len(found) + len(wanted))


@pytest.mark.parametrize(("documents", "exact", "overlapping"), FLOORS)
def test_on_text_never_seen_what_is_found_stays_above_the_floor(tagger, documents, exact, overlapping):
    found, wanted = read_left_out(tagger, documents)
    assert f1(len(found & wanted), found, wanted) > exact
    free, right = sorted(wanted), 0
    for document, start, end, kind in sorted(found):
        match = next((w for w in free if (w[0], w[3]) == (document, kind) and w[1] < end and start < w[2]), None)
        if match:
            free.remove(match)
            right += 1
    assert f1(right, found, wanted) > overlapping


def test_lists_share_a_head_and_each_item_is_found(tagger):
    found = tag(tagger, "加快建设江北机场四期、渝湘高铁等重大项目。")
    assert found == [("江北机场四期", "project"), ("渝湘高铁", "project")]


def test_offsets_hold_after_blanks_line_ends_and_characters_beyond_the_plane(tagger):
    text = "𠮷林\n\n深入实施“智改\n数转”行动。"
    (start, end, _, score), *_ = [m for m in tagger.tag(text, [(4, len(text))]) if m[2] == "programme"]
    assert text[start:end].startswith("“智改\n数转”")
    assert 0 < score <= 1


def test_what_was_tagged_before_does_not_change_what_is_found(tagger):
    text = "推进成渝中线高铁建设，深化零基预算改革。"
    first = tagger.tag(text, [(0, len(text))])
    tagger.tag("支持西部科学城加快发展。", [(0, 12)])
    assert tagger.tag(text, [(0, len(text))]) == first


def test_words_of_a_broken_sentence_keep_their_places():
    words, places = cut_words("甲\n长沙机场改\n扩建", 2, 10)
    assert [word for word, _ in words] == ["长沙", "机场", "改扩建"]
    assert places == [2, 3, 4, 5, 6, 8, 9]


def test_weights_learned_with_other_senses_are_refused_in_one_line():
    with np.load(Path(__file__).parent / "weights-left-out.npz", allow_pickle=False) as file:
        weights = dict(file)
    with np.load(Path(kg.mentions.__file__).parent / "model/senses.npz", allow_pickle=False) as file:
        table = dict(file)
    table["vectors"][0, 0] += 1
    with pytest.raises(SchemaError, match=r"another senses\.npz; make them anew with kg train"):
        Tagger(weights, Senses(table))


def test_a_committee_scores_as_the_mean_of_its_members():
    with np.load(Path(__file__).parent / "weights-left-out.npz", allow_pickle=False) as file:
        weights = dict(file)
    rest = {name: array for name, array in weights.items() if not name[0].isdigit()}
    members = [rest | {f"0.{name}": array for name, array in part.items()} for part in split_members(weights)]
    one, other, both = (score_sentence(Tagger(each, load_senses())) for each in (*members, weights))
    assert not np.array_equal(one, other)
    assert np.array_equal(both, (one + other) / 2)


def score_sentence(tagger):
    rows = [0] * PADS + [tagger._table.row[word] for word in tag_words("推进成渝中线高铁建设。")] + [0] * PADS
    return tagger.score(np.array(rows))


def test_senses_of_another_version_are_refused_in_one_line():
    vectors = np.zeros((2, 64), np.int8)
    for words in (np.array([5, 9]), np.array([9, 5], np.uint64), np.array([], np.uint64)):
        with pytest.raises(SchemaError, match=r"senses\.npz is of another version"):
            Senses({"words": words, "coarse": vectors[:, 0], "fine": vectors[:, 0], "vectors": vectors})


def test_a_word_without_end_keeps_its_place_among_others(tagger):
    text = "建设" + "A" * 5000 + "，推进清河水库建设。"
    found = tagger.tag(text, [(0, len(text))])
    assert [text[start:end] for start, end, _, _ in found][-1] == "清河水库"
    assert tagger._table.columns().lengths.max() == 5000


def test_no_sentence_no_mention(tagger):
    assert tagger.tag("推进改革。", []) == []
