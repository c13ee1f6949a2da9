"""Lint of what is data: the schemas, the lexicons with their examples, and a folder of seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from kg.corpus import read_corpus
from kg.divisions import read_divisions
from kg.entities import read_judgements
from kg.errors import KGError
from kg.evaluate import read_gold
from kg.mentions.gold import parse_written
from kg.ontology import Entry, load_lexicon, load_ontology
from kg.resources import find_resource
from kg.statements import read_example
from kg.text import parse_mood

_PATTERN_LEXICONS = ("furniture", "turns", "years", "modality")

_DEFAULTS = ("in_progress", "none")
"""What is read where no cue says otherwise: no counter-example can refute it."""


def find_problems(folder: Path | None = None) -> list[str]:
    """What is wrong, a line each, with file and place; none where all is sound. The folder is one of seeds."""
    seeds = folder or find_resource("seeds")
    load_ontology()
    of_schemas = (_check_patterns(), _check_readings())
    of_seeds = (_check_divisions(seeds), _check_gold(seeds), _check_marks(seeds), _check_corpus(seeds))
    return list(chain.from_iterable((*of_schemas, *of_seeds)))


def _check_patterns() -> Iterator[str]:
    """A pattern must find its example and miss its counter-example."""
    for name in _PATTERN_LEXICONS:
        for entry in load_lexicon(name):
            yield from (f"lexicons/{name}.yaml: {entry.cue}: {problem}" for problem in _check_entry(name, entry))


def _check_entry(name: str, entry: Entry) -> Iterator[str]:
    find = re.fullmatch if name == "furniture" else re.search
    if not find(entry.cue, entry.example):
        yield f"does not find its example {entry.example!r}"
    if find(entry.cue, entry.counter):
        yield f"finds its counter-example {entry.counter!r}"


def _check_readings() -> Iterator[str]:
    """Where cues outdo each other, an example must be read as its entry says, and a counter-example must not."""
    for name, read in (("moods", parse_mood), ("status", read_example)):
        for entry in load_lexicon(name):
            where = f"lexicons/{name}.yaml: {entry.cue}"
            if (given := read(entry.example)) != entry.gives:
                yield f"{where}: its example {entry.example!r} reads {given}, not {entry.gives}"
            if entry.gives not in _DEFAULTS and read(entry.counter) == entry.gives:
                yield f"{where}: its counter-example {entry.counter!r} reads {entry.gives} too"


def _check_divisions(seeds: Path) -> Iterator[str]:
    path = seeds / "divisions.csv"
    if not path.exists():
        return
    divisions = read_divisions(path)
    for division in divisions:
        if not re.fullmatch(r"\d{6}", division.code):
            yield f"{path}: code {division.code!r} is not six digits"
        if division.parent and division.parent not in divisions.by_code:
            yield f"{path}: {division.name} lies in {division.parent!r}, which is not there"


def _check_gold(seeds: Path) -> Iterator[str]:
    """Gold rows must quote their text; rows whose text is not here are passed over."""
    for path in sorted((seeds / "gold").glob("*.dev.jsonl")):
        gold = read_gold(path)
        texts = {name: seeds / f"{name}.txt" for name in gold.windows}
        loaded = {name: file.read_text(encoding="utf-8") for name, file in texts.items() if file.exists()}
        for row in gold.rows:
            text = loaded.get(row.document, "")
            if text and text[row.span.start : row.span.end] != row.text:
                yield f"{path}: {row.document} {row.span.start}-{row.span.end} is not {row.text!r}"


def _check_marks(seeds: Path) -> Iterator[str]:
    """Marks in what was written for training must be whole: ⟦text|letter⟧."""
    for path in sorted((seeds / "gold").glob("*/*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            text, _ = parse_written(line)
            if "⟦" in text or "⟧" in text:
                yield f"{path}:{number}: a mark is not closed or of no known type; write ⟦text|P⟧ with P, K, G, L or E"


def _check_corpus(seeds: Path) -> Iterator[str]:
    try:
        read_corpus([seeds])
        if (seeds / "judgements.yaml").exists():
            read_judgements(seeds / "judgements.yaml")
    except KGError as error:
        yield str(error)
