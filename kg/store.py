"""What a build keeps of its knowledge, so that everything after it reads no document again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from kg.errors import OutputError
from kg.model import (
    Document,
    Doubt,
    Edition,
    Entity,
    Issue,
    Join,
    KnowledgeGraph,
    Lifeline,
    Link,
    Outline,
    Statement,
)
from kg.resources import find_resource

NAME = "knowledge.json"
"""The file in the folder of a build; by it a folder is known to hold one."""


@dataclass(frozen=True, slots=True)
class _StoredLink:
    source: str
    type: str
    target: str
    evidence: int


@dataclass(frozen=True, slots=True)
class _StoredLifeline:
    entity: str
    steps: tuple[int, ...]
    reading: str
    reading_zh: str
    reading_en: str


@dataclass(frozen=True, slots=True)
class _Stored:
    """The knowledge as plain rows; a statement is told by its place among the statements."""

    documents: tuple[Document, ...]
    editions: tuple[Edition, ...]
    outlines: dict[str, Outline]
    statements: tuple[Statement, ...]
    entity_of: tuple[str, ...]
    echoes: tuple[int, ...]
    entities: tuple[Entity, ...]
    links: tuple[_StoredLink, ...]
    lifelines: tuple[_StoredLifeline, ...]
    issues: tuple[Issue, ...]
    joins: tuple[Join, ...]
    doubts: tuple[Doubt, ...]
    made_by: str
    """:func:`find_version` of the program that read the editions."""


def encode_knowledge(kg: KnowledgeGraph) -> bytes:
    """The knowledge as JSON; the same knowledge gives the same bytes."""
    at = {statement.mention.key: i for i, statement in enumerate(kg.statements)}
    stored = _Stored(
        documents=kg.documents,
        editions=tuple(kg.editions.values()),
        outlines=dict(kg.outlines),
        statements=kg.statements,
        entity_of=tuple(kg.entity_of[statement.mention.key] for statement in kg.statements),
        echoes=tuple(sorted(at[key] for key in kg.echoes)),
        entities=tuple(kg.entities.values()),
        links=tuple(_StoredLink(x.source, x.type, x.target, at[x.evidence.mention.key]) for x in kg.links),
        lifelines=tuple(
            _StoredLifeline(x.entity, tuple(at[s.mention.key] for s in x.steps), x.reading, x.reading_zh, x.reading_en)
            for x in kg.lifelines.values()
        ),
        issues=kg.issues,
        joins=kg.joins,
        doubts=kg.doubts,
        made_by=find_version(),
    )
    return msgspec.json.encode(stored)


def read_knowledge(folder: Path) -> KnowledgeGraph:
    """The knowledge of a build; raises OutputError where the folder holds none, or one that cannot be read."""
    return _restore(_read(folder))


def _read(folder: Path) -> _Stored:
    path = folder / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Stored)
    except OSError as error:
        raise OutputError(f"{folder} holds no build ({NAME} is missing); run: kg build --out {folder}") from error
    except msgspec.DecodeError as error:
        raise OutputError(f"{path}: not readable ({error}); build again: kg build --out {folder}") from error


def _restore(stored: _Stored) -> KnowledgeGraph:
    statements = stored.statements
    keys = [statement.mention.key for statement in statements]
    lifelines: Mapping[str, Lifeline] = {
        x.entity: Lifeline(x.entity, tuple(statements[i] for i in x.steps), x.reading, x.reading_zh, x.reading_en)
        for x in stored.lifelines
    }
    return KnowledgeGraph(
        documents=stored.documents,
        editions={edition.id: edition for edition in stored.editions},
        outlines=stored.outlines,
        statements=statements,
        entities={entity.id: entity for entity in stored.entities},
        entity_of=dict(zip(keys, stored.entity_of, strict=True)),
        echoes=frozenset(keys[i] for i in stored.echoes),
        links=tuple(Link(x.source, x.type, x.target, statements[x.evidence]) for x in stored.links),
        lifelines=lifelines,
        issues=stored.issues,
        joins=stored.joins,
        doubts=stored.doubts,
    )


@cache
def find_version() -> str:
    """A digest of everything that decides what an edition is read as: the package, its data and its schemas."""
    digest = sha256(find_resource("seeds").joinpath("divisions.csv").read_bytes())
    for folder in (Path(__file__).parent, find_resource("schemas")):
        for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and not name.startswith("_data/"):
                digest.update(name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


Reading = tuple[Outline, tuple[Statement, ...]]
"""What one edition was read as."""


class Shelf:
    """What an earlier build read, so that only what is new or changed is read again."""

    def __init__(self, kg: KnowledgeGraph | None = None) -> None:
        self._editions = kg.editions if kg else {}
        self._outlines = kg.outlines if kg else {}
        self._documents = {edition: _strip(d) for edition, d in kg.document_of.items()} if kg else {}
        self._statements: dict[str, list[Statement]] = {}
        for statement in kg.statements if kg else ():
            self._statements.setdefault(statement.mention.edition, []).append(statement)

    def find(self, document: Document, edition: Edition) -> Reading | None:
        """What the same text of a document with the same years and place was read as; None if there is none."""
        known = self._editions.get(edition.id), self._documents.get(edition.id)
        if known != (edition, _strip(document)):
            return None
        return self._outlines[edition.id], tuple(self._statements.get(edition.id, ()))


def _strip(document: Document) -> Document:
    """A document without its list of editions, which says nothing of how one of them is read."""
    return replace(document, editions=())


def read_shelf(folder: Path) -> Shelf:
    """What the build in a folder read; empty where there is none, or another version of the program made it."""
    try:
        stored = _read(folder)
    except OutputError:
        return Shelf()
    return Shelf(_restore(stored) if stored.made_by == find_version() else None)
