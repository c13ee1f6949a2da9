"""The scores of an evaluation as one table: what was compared, and how well it agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.evaluate import Gold, Row, Score, find_interval, score_fields, score_spans, select_rows

CORE = ("project", "park", "programme", "place")
"""The types that the bars are set for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the report."""

    name: str
    score: Score
    interval: tuple[float, float]
    """The middle 95 % of F1 over windows drawn again."""


def build_report(found: Sequence[Row], gold: Gold) -> list[Line]:
    """Every score, from the whole to the parts; finds outside the annotated windows do not count."""
    lines = [_measure(name, measure, found, gold) for name, measure in _find_measures(gold)]
    for document, windows in sorted(gold.windows.items()):
        part = Gold({document: windows}, tuple(row for row in gold.rows if row.document == document))
        lines.append(_measure(f"exact, typed, {document}", _spans(_all), found, part))
    return lines


Measure = Callable[[Sequence[Row], Sequence[Row]], Score]


def _measure(name: str, measure: Measure, found: Sequence[Row], gold: Gold) -> Line:
    rows = select_rows(found, gold)
    interval = find_interval(measure, rows, gold)
    return Line(name, measure(rows, gold.rows), interval)


def _find_measures(gold: Gold) -> Iterator[tuple[str, Measure]]:
    for overlap in (False, True):
        borders = "overlap" if overlap else "exact"
        yield f"{borders}, typed, core types", _spans(_of_types(CORE), overlap=overlap)
        yield f"{borders}, typed", _spans(_all, overlap=overlap)
        yield f"{borders}, untyped", _spans(_all, overlap=overlap, typed=False)
    for type_ in sorted({row.type for row in gold.rows}):
        yield f"exact, {type_}", _spans(_of_types((type_,)))
    for field in ("status", "modality", "year", "whole row", "relations"):
        yield f"{field} of exact matches", _field(field)


def _of_types(types: Sequence[str]) -> Callable[[Row], bool]:
    return lambda row: row.type in types


def _all(_: Row) -> bool:
    return True


def _spans(keep: Callable[[Row], bool], *, typed: bool = True, overlap: bool = False) -> Measure:
    return lambda found, gold: score_spans(
        [row for row in found if keep(row)], [row for row in gold if keep(row)], typed=typed, overlap=overlap
    )


def _field(name: str) -> Measure:
    return lambda found, gold: score_fields(found, gold)[name]
