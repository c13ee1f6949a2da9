import json

import pytest

from kg.errors import SchemaError
from kg.evaluate import Gold, Row, find_interval, read_gold, score_fields, score_spans, select_rows
from kg.model import Span


def row(start, end, type_="project", status="completed", year="2024", document="d", relations=()):
    return Row(document, Span(start, end), "名" * (end - start), type_, status, "achieved", year, frozenset(relations))


GOLD = [row(0, 5), row(10, 14, "park"), row(20, 26)]


def test_exact_scores_want_both_borders_and_the_type():
    score = score_spans([row(0, 5), row(10, 14), row(20, 25)], GOLD)
    assert (score.right, score.found, score.wanted) == (1, 3, 3)
    assert score.f1 == pytest.approx(1 / 3)


def test_untyped_scores_forgive_the_type_and_overlap_forgives_the_borders():
    found = [row(0, 5), row(10, 14), row(20, 25)]
    assert score_spans(found, GOLD, typed=False).right == 2
    assert score_spans(found, GOLD, overlap=True).right == 2
    assert score_spans(found, GOLD, typed=False, overlap=True).right == 3


def test_by_overlap_a_gold_mention_counts_once():
    score = score_spans([row(0, 2), row(3, 5)], [row(0, 5)], overlap=True)
    assert (score.precision, score.recall) == (0.5, 1.0)


def test_fields_are_judged_on_exactly_matched_mentions_only():
    found = [row(0, 5, status="operating", relations=[("part_of", "园")]), row(10, 14, "park"), row(20, 25)]
    scores = score_fields(found, GOLD)
    assert (scores["status"].right, scores["status"].wanted) == (1, 2)
    assert (scores["year"].right, scores["whole row"].right) == (2, 1)
    assert (scores["relations"].found, scores["relations"].wanted) == (1, 0)


def test_finds_outside_the_windows_are_neither_right_nor_wrong():
    gold = Gold({"d": (Span(0, 15),)}, tuple(GOLD[:2]))
    assert select_rows([row(0, 5), row(14, 16), row(20, 26), row(0, 5, document="other")], gold) == (row(0, 5),)


def test_nothing_found_scores_nothing():
    assert (score_spans([], GOLD).f1, score_spans([], []).f1) == (0.0, 0.0)


def test_the_interval_holds_the_measure_and_is_the_same_each_time():
    gold = Gold({"d": (Span(0, 9), Span(9, 19), Span(19, 30))}, tuple(GOLD))
    found = [row(0, 5), row(20, 26)]

    low, high = find_interval(score_spans, found, gold)
    assert low <= score_spans(found, gold.rows).f1 <= high
    assert low < high
    assert find_interval(score_spans, found, gold) == (low, high)


def test_gold_rows_and_windows_are_read(tmp_path):
    path = tmp_path / "gold.jsonl"
    data = {"doc": "d", "start": 0, "end": 2, "text": "长沙", "type": "place", "status": "none", "modality": "none"}
    rows = [{"doc": "d", "window": [0, 9]}, {**data, "year": "2024", "relations": [["located_in", "湖南"]]}]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    gold = read_gold(path)
    assert gold.windows == {"d": (Span(0, 9),)}
    assert gold.rows[0].relations == {("located_in", "湖南")}


def test_a_broken_gold_line_is_named(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc": "d", "window": [0, 9]}\n{"doc": "d"}\n', encoding="utf-8")
    with pytest.raises(SchemaError, match=r"gold\.jsonl:2: no gold row"):
        read_gold(path)
