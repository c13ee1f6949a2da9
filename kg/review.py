"""Doubtful pairs as questions to a person, and the answers as judgements in a file that the person keeps."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from kg.entities import read_judgements
from kg.entities.judgements import parse_judgement
from kg.errors import OutputError, SchemaError
from kg.model import Doubt, Judgement, KnowledgeGraph, MentionKey, Statement
from kg.ontology import read_yaml

_HEADER = (
    "# Pairs of names as people judged them; replay them with kg build --judgements FILE, delete a row to undo it.\n"
)
_EXPORT_HEADER = "# Write same, different or unsure after verdict: and who you are after by:; the rest stays open.\n"


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful pair with a quote of each; the columns of an exported file."""

    a: str
    b: str
    type: str
    verdict: str
    """Empty for an open one; ``unsure`` where a person could not tell."""
    by: str
    why: str
    score: float
    features: str
    """What spoke for and against, with weights."""
    quote_a: str
    quote_b: str
    source_a: str
    """Edition of the quote."""
    source_b: str

    @staticmethod
    def columns() -> list[str]:
        return [field.name for field in fields(Question)]

    def to_row(self) -> dict[str, Any]:
        """Plain values for YAML and CSV."""
        return {name: getattr(self, name) for name in self.columns()}


def find_questions(kg: KnowledgeGraph, judgements: Sequence[Judgement] = ()) -> list[Question]:
    """What is open in a build, best first; what was judged the same or different since is left out."""
    known = {_pair(judgement): judgement for judgement in judgements}
    statements = {statement.mention.key: statement for statement in kg.statements}
    questions = (_ask(kg, doubt, statements, known) for doubt in kg.doubts)
    return [question for question in questions if question.verdict in ("", "unsure")]


def _pair(judgement: Judgement) -> tuple[str, str, str]:
    a, b = sorted((judgement.a, judgement.b))
    return a, b, judgement.type


def _ask(
    kg: KnowledgeGraph,
    doubt: Doubt,
    statements: Mapping[MentionKey, Statement],
    known: Mapping[tuple[str, str, str], Judgement],
) -> Question:
    a, b = sorted((doubt.name_a, doubt.name_b))
    judged = known.get((a, b, doubt.type))
    return Question(
        a=doubt.name_a,
        b=doubt.name_b,
        type=doubt.type,
        verdict=judged.verdict if judged else "",
        by=judged.by if judged else "",
        why=judged.why if judged else "",
        score=doubt.score,
        features=", ".join(f"{name} {weight:+g}" for name, weight in doubt.features),
        quote_a=_quote(kg, statements[doubt.mention_a]),
        quote_b=_quote(kg, statements[doubt.mention_b]),
        source_a=doubt.mention_a[0],
        source_b=doubt.mention_b[0],
    )


def _quote(kg: KnowledgeGraph, statement: Statement) -> str:
    text = kg.editions[statement.mention.edition].text[statement.sentence.start : statement.sentence.end]
    return "".join(line.strip() for line in text.splitlines())


def write_questions(questions: Iterable[Question], path: Path) -> None:
    """Write questions to a ``.yaml`` or ``.csv`` file, to be answered there.

    Raises OutputError for another ending.
    """
    rows = [question.to_row() for question in questions]
    if path.suffix == ".csv":
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, Question.columns(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text("\ufeff" + buffer.getvalue(), encoding="utf-8")  # a mark by which Excel knows UTF-8
    elif path.suffix in (".yaml", ".yml"):
        path.write_text(_EXPORT_HEADER + _dump(rows), encoding="utf-8")
    else:
        raise OutputError(f"{path}: unknown kind of file; name it .yaml or .csv")


def _dump(rows: Sequence[Mapping[str, Any]]) -> str:
    return yaml.safe_dump(list(rows), allow_unicode=True, sort_keys=False, width=1000) if rows else ""


def read_answers(path: Path, by: str) -> list[Judgement]:
    """The answered questions of an exported file; ``by`` and the features fill what the person left empty.

    Raises SchemaError for a row that is no judgement.
    """
    answers = []
    for number, row in enumerate(_read_rows(path), 1):
        if row.get("verdict"):
            told = {key: row.get(key, "") for key in ("a", "b", "type", "verdict")}
            why = row.get("why") or f"reviewed; {row.get('features', '')}".rstrip("; ")
            answers.append(parse_judgement({**told, "by": row.get("by") or by, "why": why}, f"{path}: row {number}"))
    return answers


def _read_rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    rows = read_yaml(path) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SchemaError(f"{path}: expected a list of rows; export one with: kg review --export {path}")
    return rows


def read_kept(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file that may not be there yet."""
    return read_judgements(path) if path.exists() else ()


def keep_judgements(path: Path, judgements: Sequence[Judgement]) -> int:
    """Put judgements into the person's file and say how many rows are new or changed; all else in it stays as it is."""
    text = path.read_text(encoding="utf-8") if path.exists() else _HEADER
    known = {_pair(judgement): judgement.verdict for judgement in read_kept(path)}
    latest = {_pair(judgement): judgement for judgement in judgements}
    changed = {pair: judgement for pair, judgement in latest.items() if known.get(pair) != judgement.verdict}
    for start, end, verdict in sorted(_find_changes(text, changed), reverse=True):
        text = text[:start] + verdict + text[end:]
    added = [judgement for pair, judgement in changed.items() if pair not in known]
    if added:
        text = _drop_empty_list(text).rstrip("\n") + "\n" + _dump([_to_row(judgement) for judgement in added])
    if changed:
        path.write_text(text, encoding="utf-8")
    return len(changed)


def _to_row(judgement: Judgement) -> dict[str, str]:
    return {field.name: getattr(judgement, field.name) for field in fields(Judgement)}


def _find_changes(text: str, changed: Mapping[tuple[str, str, str], Judgement]) -> Iterator[tuple[int, int, str]]:
    """Start, end and new words of each verdict in a text that was judged anew."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for row in root.value if isinstance(root, yaml.SequenceNode) else ():
        cells = {key.value: cell for key, cell in row.value}
        a, b = sorted((cells["a"].value, cells["b"].value))
        judgement = changed.get((a, b, cells["type"].value))
        if judgement:
            yield cells["verdict"].start_mark.index, cells["verdict"].end_mark.index, judgement.verdict


def _drop_empty_list(text: str) -> str:
    """A text without the [] of an empty list, after which no row can follow."""
    return "".join(line for line in text.splitlines(keepends=True) if line.strip() != "[]")
