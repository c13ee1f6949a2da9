"""A small corpus by hand: each mention is an issuing place, a name and a type."""

from __future__ import annotations

from collections.abc import Sequence

from kg.divisions import load_divisions
from kg.entities import Resolution, resolve_entities
from kg.model import Document, Judgement, Mention, Period, Relation, Span, Statement
from kg.ontology import load_ontology

Row = tuple[str, str, str]


class World:
    """A resolution that is asked by name."""

    def __init__(self, resolution: Resolution, statements: Sequence[Statement]) -> None:
        self.resolution = resolution
        self.statements = statements

    def ids(self, text: str, place: str | None = None) -> set[str]:
        """The entities that a name is, in one place or in all."""
        of = self.resolution.entity_of
        return {
            of[s.mention.key]
            for s in self.statements
            if s.mention.text == text and place in (None, s.mention.edition.removesuffix("报告"))
        }

    def are_one(self, a: str, b: str) -> bool:
        return len(self.ids(a) | self.ids(b)) == 1

    def is_doubtful(self, a: str, b: str) -> bool:
        return any({doubt.name_a, doubt.name_b} == {a, b} for doubt in self.resolution.doubts)

    def names(self) -> list[str]:
        return sorted(entity.name for entity in self.resolution.entities.values())


def build_document(place: str) -> Document:
    return Document(
        id=place,
        title="政府工作报告",
        issuer=f"{place}人民政府",
        place=place,
        level="city",
        kind="government_work_report",
        date="2025",
        reviews=Period(2024, 2024),
        plans=Period(2025, 2025),
        editions=(f"{place}报告",),
    )


def build_statement(place: str, text: str, kind: str, start: int, *relations: Relation) -> Statement:
    mention = Mention(f"{place}报告", Span(start, start + len(text)), text, kind, 1.0, "hand")
    return Statement(mention, Span(start, start + 50), 0, "in_progress", "planned", Period(2025, 2025), (), relations)


def resolve(rows: Sequence[Row], judgements: Sequence[Judgement] = ()) -> World:
    """The rows resolved, each mention in a sentence of its own."""
    statements = [build_statement(place, text, kind, 100 * n) for n, (place, text, kind) in enumerate(rows)]
    documents = [build_document(place) for place in sorted({row[0] for row in rows})]
    return World(resolve_entities(statements, documents, judgements, load_divisions(), load_ontology()), statements)
