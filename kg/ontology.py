"""What can exist: the only reader of ``schemas/``, and strict about every key in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml

from kg.errors import SchemaError
from kg.resources import find_resource

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """An entity type, one file of ``schemas/types/``."""

    zh: str
    en: str
    about: str
    is_initiative: bool
    """Whether governments undertake it, so that a lifeline is told of it."""
    colour: str
    shape: str
    """A shape of vis-network, so that types differ without colour too."""
    heads: tuple[str, ...]
    """Head words with which names of the type often end."""


@dataclass(frozen=True, slots=True)
class RelationSpec:
    """A relation type, one file of ``schemas/relations/``."""

    zh: str
    en: str
    about: str
    targets: tuple[str, ...]
    """The entity types that it may point to."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed vocabulary with its labels; colour and mark where pages draw it."""

    zh: str
    en: str
    colour: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon under ``schemas/lexicons/``."""

    cue: str
    """A regular expression over the text as written."""
    gives: str = ""
    """What the cue says: a status, a modality, a mood …; empty in a plain word list."""
    scope: Literal["", "before", "after"] = ""
    """On which side of the mention the cue stands; empty for both."""
    first: bool = False
    """Whether the cue holds even where a cue on the other side of the mention says more."""
    example: str = ""
    """Real words in which the cue gives this."""
    counter: str = ""
    """Words that look alike and in which it does not."""


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute of the graph or of a table: its type, and what it means."""

    type: str
    """``string``, ``int``, ``float`` or ``boolean``."""
    about: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything under ``schemas/`` except lexicons and JSON Schemas."""

    types: Mapping[str, TypeSpec]
    relations: Mapping[str, RelationSpec]
    statuses: Mapping[str, Term]
    """In order of the stage of life."""
    modalities: Mapping[str, Term]
    kinds: Mapping[str, Term]
    levels: Mapping[str, Term]
    readings: Mapping[str, Term]
    node_columns: Mapping[str, Column]
    edge_columns: Mapping[str, Column]

    @property
    def initiatives(self) -> frozenset[str]:
        """The types that governments undertake."""
        return frozenset(name for name, spec in self.types.items() if spec.is_initiative)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where the library was built with it: a process starts sooner."""


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises SchemaError with the file and the line where it breaks.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  both are safe loaders
    except OSError as error:
        raise SchemaError(f"cannot read {path}: {error.strerror}; reinstall the package") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise SchemaError(f"{where}: not valid YAML; mend this line") from error


def parse_record(record: type[T], data: Any, where: str) -> T:
    """A dataclass from a mapping; a missing, unknown or wrongly typed key raises SchemaError."""
    if not isinstance(data, dict):
        raise SchemaError(f"{where}: expected keys and values, found {data!r}; write 'key: value' lines")
    known = {field.name: field for field in fields(record)}  # type: ignore[arg-type]
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise SchemaError(f"{where}: unknown key {unknown[0]!r}; known keys are {', '.join(known)}")
    missing = [n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING and n not in data]
    if missing:
        raise SchemaError(f"{where}: key {missing[0]!r} is missing; add it")
    return record(**{key: tuple(value) if isinstance(value, list) else value for key, value in data.items()})


def _parse_table(record: type[T], data: Any, where: str) -> dict[str, T]:
    if not isinstance(data, dict):
        raise SchemaError(f"{where}: expected a table of names; write 'name: {{...}}' lines")
    return {str(name): parse_record(record, row, f"{where}: {name}") for name, row in data.items()}


def _read_folder(record: type[T], folder: Path) -> dict[str, T]:
    paths = sorted(folder.glob("*.yaml"))
    return {path.stem: parse_record(record, read_yaml(path), str(path)) for path in paths}


def read_ontology(folder: Path) -> Ontology:
    """The ontology in a ``schemas`` folder.

    Raises SchemaError on an unknown key, a missing key or a relation to an unknown type.
    """
    vocabulary, graph = read_yaml(folder / "vocabulary.yaml"), read_yaml(folder / "graph.yaml")
    where = str(folder / "vocabulary.yaml")
    tables = ("statuses", "modalities", "kinds", "levels", "readings")
    if sorted(vocabulary) != sorted(tables):
        raise SchemaError(f"{where}: expected the tables {', '.join(tables)}")
    types = _read_folder(TypeSpec, folder / "types")
    relations = _read_folder(RelationSpec, folder / "relations")
    for name, relation in relations.items():
        for target in relation.targets:
            if target not in types:
                raise SchemaError(f"{folder}/relations/{name}.yaml: unknown type {target!r}; add types/{target}.yaml")
    return Ontology(
        types=types,
        relations=relations,
        **{table: _parse_table(Term, vocabulary[table], f"{where}: {table}") for table in tables},
        node_columns=_parse_table(Column, graph["nodes"], f"{folder}/graph.yaml: nodes"),
        edge_columns=_parse_table(Column, graph["edges"], f"{folder}/graph.yaml: edges"),
    )


@cache
def load_ontology() -> Ontology:
    """The ontology that the package ships."""
    return read_ontology(find_resource("schemas"))


@cache
def load_lexicon(name: str) -> tuple[Entry, ...]:
    """The entries of ``schemas/lexicons/<name>.yaml``, in their order.

    Raises SchemaError on an unknown key or a pattern that does not compile.
    """
    path = find_resource("schemas") / "lexicons" / f"{name}.yaml"
    entries = tuple(parse_record(Entry, row, f"{path}: entry {i}") for i, row in enumerate(read_yaml(path), start=1))
    for entry in entries:
        try:
            re.compile(entry.cue)
        except re.error as error:
            raise SchemaError(f"{path}: {entry.cue!r} is no regular expression ({error}); mend it") from error
    return entries
