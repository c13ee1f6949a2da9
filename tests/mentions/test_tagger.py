from pathlib import Path

import pytest

from kg.evaluate import read_gold
from kg.mentions.tagger import Tagger, cut_words
from kg.resources import find_resource
from kg.text import find_sentences

LEFT_OUT = "hunan-2025-report"
CORE = ("project", "park", "programme", "place")
FLOOR, OVERLAP_FLOOR = 0.745, 0.815
"""Just under what was measured on the document that these weights have never seen."""


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load(Path(__file__).parent / "weights-without-hunan.npz")


def tag(tagger, text):
    return [(text[a:b], kind) for a, b, kind, _ in tagger.tag(text, [(s.start, s.end) for s in find_sentences(text)])]


@pytest.fixture(scope="module")
def spans(tagger):
    """What is found and what is gold in the windows of the document left out."""
    gold = read_gold(find_resource("seeds") / "gold/seeds.dev.jsonl")
    text = (find_resource("seeds") / f"{LEFT_OUT}.txt").read_text(encoding="utf-8")
    found = tagger.tag(text, [(s.start, s.end) for s in find_sentences(text)])
    inside = [(a, b) for a, b in ((w.start, w.end) for w in gold.windows[LEFT_OUT])]
    wanted = {(r.span.start, r.span.end, r.type) for r in gold.rows if r.document == LEFT_OUT and r.type in CORE}
    return {(a, b, k) for a, b, k, _ in found if k in CORE and any(x <= a and b <= y for x, y in inside)}, wanted


def f1(right, found, wanted):
    return 2 * right / (len(found) + len(wanted))


def test_on_a_report_never_seen_exact_spans_and_types_stay_above_the_floor(spans):
    found, wanted = spans
    assert f1(len(found & wanted), found, wanted) > FLOOR


def test_on_a_report_never_seen_overlapping_spans_stay_above_the_floor(spans):
    found, wanted = spans
    free, right = sorted(wanted), 0
    for start, end, kind in sorted(found):
        match = next((w for w in free if w[2] == kind and w[0] < end and start < w[1]), None)
        if match:
            free.remove(match)
            right += 1
    assert f1(right, found, wanted) > OVERLAP_FLOOR


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


def test_no_sentence_no_mention(tagger):
    assert tagger.tag("推进改革。", []) == []
