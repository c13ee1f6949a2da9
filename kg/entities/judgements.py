"""Judgements of people, kept in a YAML file and replayed on every build."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from kg.errors import SchemaError
from kg.model import Judgement
from kg.ontology import load_ontology, parse_record, read_yaml

_VERDICTS = ("same", "different", "unsure")


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, in its order.

    Raises SchemaError on a row with an unknown key, type or verdict, and where two rows contradict each other.
    """
    rows = read_yaml(path)
    if not isinstance(rows, list | None):
        raise SchemaError(f"{path}: expected a list of judgements; start each with '- a:'")
    judgements = tuple(parse_judgement(row, f"{path}: judgement {number}") for number, row in enumerate(rows or (), 1))
    _check_agreement(judgements, path)
    return judgements


def parse_judgement(row: object, where: str) -> Judgement:
    """A judgement from a mapping; raises SchemaError, with where it stands, for any other."""
    judgement = parse_record(Judgement, row, where)
    for field in fields(Judgement):
        value = getattr(judgement, field.name)
        if not isinstance(value, str) or not value:
            raise SchemaError(
                f"{where}: {field.name} is {value!r}; write words, in quotation marks where YAML needs them"
            )
    if judgement.verdict not in _VERDICTS:
        raise SchemaError(f"{where}: unknown verdict {judgement.verdict!r}; write {', '.join(_VERDICTS)}")
    if judgement.type not in load_ontology().types:
        raise SchemaError(f"{where}: unknown type {judgement.type!r}; write one of {', '.join(load_ontology().types)}")
    return judgement


def _check_agreement(judgements: tuple[Judgement, ...], path: Path) -> None:
    verdicts: dict[tuple[str, str, str], str] = {}
    for judgement in judgements:
        a, b = sorted((judgement.a, judgement.b))
        if verdicts.setdefault((a, b, judgement.type), judgement.verdict) != judgement.verdict:
            raise SchemaError(f"{path}: {a} and {b} are judged twice and differently; keep one of the two rows")
