"""Gold annotations and what we found -> precision, recall, F1 and how well each mention was read."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SchemaError
from kg.model import Span, Statement

_FIELDS = ("status", "modality", "year")
_COUNTS = ("right", "found", "wanted")
_ROUNDS = 1000
"""Bootstrap samples of the documents' windows for an interval."""


@dataclass(frozen=True, slots=True)
class Row:
    """A mention with what is said of it, gold or found."""

    document: str
    span: Span
    text: str
    type: str
    status: str
    modality: str
    year: str
    relations: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated windows, and the mentions in them; outside nothing is right or wrong."""

    windows: Mapping[str, tuple[Span, ...]]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one comparison; ``right`` of ``found`` and of ``wanted``."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


def read_gold(path: Path) -> Gold:
    """Gold rows from JSON lines; a broken line raises SchemaError with its number."""
    windows: dict[str, list[Span]] = {}
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            data = json.loads(line)
            if "window" in data:
                windows.setdefault(data["doc"], []).append(Span(*data["window"]))
            else:
                rows.append(_parse_row(data))
        except (ValueError, KeyError, TypeError) as error:
            raise SchemaError(f"{path}:{number}: no gold row ({error}); mend or delete the line") from error
    return Gold({document: tuple(sorted(spans)) for document, spans in windows.items()}, tuple(rows))


def _parse_row(data: Mapping[str, Any]) -> Row:
    span = Span(data["start"], data["end"])
    relations = frozenset((kind, target) for kind, target in data.get("relations", ()))
    status, modality, year = (str(data[field]) for field in _FIELDS)
    return Row(data["doc"], span, data["text"], data["type"], status, modality, year, relations)


def build_row(statement: Statement, text: str) -> Row:
    """What we found, in the form of the gold; ``text`` is the edition's."""
    mention = statement.mention
    relations = frozenset((r.type, text[r.target.start : r.target.end]) for r in statement.relations)
    year = str(statement.period)
    return Row(
        mention.edition,
        mention.span,
        mention.text,
        mention.type,
        statement.status,
        statement.modality,
        year,
        relations,
    )


def select_rows(rows: Iterable[Row], gold: Gold) -> tuple[Row, ...]:
    """The rows that lie in an annotated window."""
    return tuple(row for row in rows if any(row.span in window for window in gold.windows.get(row.document, ())))


def score_spans(found: Sequence[Row], gold: Sequence[Row], *, typed: bool = True, overlap: bool = False) -> Score:
    """How many of the spans agree; by overlap each span counts once, paired from the left."""
    if not overlap:
        keys = [{(r.document, r.span, r.type if typed else "") for r in rows} for rows in (found, gold)]
        return Score(len(keys[0] & keys[1]), len(keys[0]), len(keys[1]))
    right, taken = 0, set()
    by_document: dict[str, list[Row]] = {}
    for row in sorted(gold, key=lambda r: (r.document, r.span)):
        by_document.setdefault(row.document, []).append(row)
    for row in sorted(found, key=lambda r: (r.document, r.span)):
        for other in by_document.get(row.document, ()):
            fits = row.span.overlaps(other.span) and (row.type == other.type or not typed)
            if fits and (other.document, other.span) not in taken:
                taken.add((other.document, other.span))
                right += 1
                break
    return Score(right, len(found), len(gold))


def score_fields(found: Sequence[Row], gold: Sequence[Row]) -> dict[str, Score]:
    """On exactly matched mentions: how often status, modality, year and all three agree; and the relations."""
    wanted = {(row.document, row.span, row.type): row for row in gold}
    pairs = [(row, wanted[key]) for row in found if (key := (row.document, row.span, row.type)) in wanted]
    scores = {
        name: Score(sum(getattr(a, name) == getattr(b, name) for a, b in pairs), len(pairs), len(pairs))
        for name in _FIELDS
    }
    whole = sum(all(getattr(a, name) == getattr(b, name) for name in _FIELDS) for a, b in pairs)
    scores["whole row"] = Score(whole, len(pairs), len(pairs))
    right = sum(len(a.relations & b.relations) for a, b in pairs)
    scores["relations"] = Score(right, sum(len(a.relations) for a, _ in pairs), sum(len(b.relations) for _, b in pairs))
    return scores


def find_interval(
    measure: Callable[[Sequence[Row], Sequence[Row]], Score], found: Sequence[Row], gold: Gold
) -> tuple[float, float]:
    """The middle 95 % of F1 over windows drawn again with replacement; the same numbers on every run.

    Windows do not overlap, so that the counts of a draw are the sums of those of its windows.
    """
    windows = [(document, span) for document, spans in sorted(gold.windows.items()) for span in spans]
    scores = [measure(_inside(found, *window), _inside(gold.rows, *window)) for window in windows]
    draw = random.Random(0)  # noqa: S311  a sample, not a secret
    values = []
    for _ in range(_ROUNDS):
        drawn = [scores[draw.randrange(len(scores))] for _ in scores]
        values.append(Score(*(sum(getattr(score, name) for score in drawn) for name in _COUNTS)).f1)
    values.sort()
    return values[int(0.025 * _ROUNDS)], values[int(0.975 * _ROUNDS) - 1]


def _inside(rows: Iterable[Row], document: str, window: Span) -> list[Row]:
    return [row for row in rows if row.document == document and row.span in window]


def find_misses(found: Sequence[Row], gold: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Gold mentions that were not found as they stand, and finds that are not gold."""
    keys = [{(row.document, row.span, row.type) for row in rows} for rows in (found, gold)]
    missed = [row for row in gold if (row.document, row.span, row.type) not in keys[0]]
    false = [row for row in found if (row.document, row.span, row.type) not in keys[1]]
    return missed, false
