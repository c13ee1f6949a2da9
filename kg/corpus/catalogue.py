"""``catalogue.yaml`` beside the texts: what is known of them better than their text tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from kg.corpus.metadata import Metadata
from kg.errors import CorpusError
from kg.model import Kind, Level, Period

FILE = "catalogue.yaml"

_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Row:
    """What the catalogue says of an edition."""

    metadata: Metadata
    edition_of: str | None = None
    """The stem of another edition of the same document."""


def read_catalogue(path: Path, stems: Collection[str]) -> dict[str, Row]:
    """The rows by the stem of their edition.

    Raises CorpusError for broken YAML, an unknown stem, an unknown key or a bad value.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # builds only strings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise CorpusError(f"{path}{f':{mark.line + 1}' if mark else ''}: not valid YAML; mend this line") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"cannot read {path}: {error}; make it a readable UTF-8 file") from error
    if not isinstance(data or {}, dict):
        raise CorpusError(f"{path}: expected a table of edition stems; write 'stem: {{title: ...}}' lines")
    rows = {str(stem): _parse_row(row, str(stem), stems, _where(path, stem)) for stem, row in (data or {}).items()}
    for stem, row in rows.items():
        if row.edition_of in rows and rows[row.edition_of].edition_of:
            raise CorpusError(
                f"{_where(path, stem)}: edition_of {row.edition_of!r} is itself an edition; name the other"
            )
    return rows


def _where(path: Path, stem: object) -> str:
    return f"{path}: row {str(stem)!r}"


def _parse_row(row: Any, stem: str, stems: Collection[str], where: str) -> Row:
    if stem not in stems:
        raise CorpusError(f"{where}: no text file of this stem beside the catalogue; mend the stem or remove the row")
    if not isinstance(row, dict):
        raise CorpusError(f"{where}: expected keys and values; write 'title: ...' lines under the stem")
    parsed: dict[str, Any] = {}
    for key, value in row.items():
        if key not in _PARSERS:
            raise CorpusError(f"{where}: unknown key {str(key)!r}; known keys are {', '.join(_PARSERS)}")
        try:
            parsed[key] = _PARSERS[key](value)
        except ValueError as error:
            raise CorpusError(f"{where}: {key} {str(value)!r} {error}") from error
    edition_of = parsed.pop("edition_of", None)
    if edition_of is not None and (edition_of == stem or edition_of not in stems):
        raise CorpusError(f"{where}: edition_of {edition_of!r} is no other text file beside the catalogue; mend it")
    return Row(Metadata(**parsed), edition_of)


def _parse_words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is not words; write a name")
    return value.strip()


def _one_of(allowed: tuple[str, ...]) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"is none of {', '.join(allowed)}")
        return str(value)

    return parse


def _parse_date(value: Any) -> str:
    text = str(value)
    if not _DATE.fullmatch(text):
        raise ValueError("is no date; write 2024, 2024-01 or 2024-01-13")
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError as error:
        raise ValueError("is not in the calendar; write 2024, 2024-01 or 2024-01-13") from error
    return text


def _parse_period(value: Any) -> Period:
    match = _PERIOD.fullmatch(str(value))
    if not match or int(match[2] or match[1]) < int(match[1]):
        raise ValueError('is no period; write "2023" or "2021-2025"')
    return Period(int(match[1]), int(match[2] or match[1]))


_PARSERS: Mapping[str, Callable[[Any], Any]] = {
    "title": _parse_words,
    "issuer": _parse_words,
    "place": _parse_words,
    "level": _one_of(get_args(Level)),
    "kind": _one_of(get_args(Kind)),
    "date": _parse_date,
    "reviews": _parse_period,
    "plans": _parse_period,
    "edition_of": _parse_words,
}
