"""The records as a notebook shows them: the frozen records of :mod:`kg.model`, with short words and looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg import cite
from kg.api import html
from kg.model import Document, Edition, Entity, Issue, Lifeline, Statement
from kg.recur import Recurrence

if TYPE_CHECKING:
    from kg.api.knowledge import KnowledgeGraph

_REPR_LENGTH = 60


def _shorten(text: str) -> str:
    return text if len(text) <= _REPR_LENGTH else text[: _REPR_LENGTH - 1] + "…"


@dataclass(frozen=True, slots=True, repr=False)
class DocumentRecord(Document):
    """A document."""

    def __repr__(self) -> str:
        return f"<document {_shorten(self.title)}, {self.date or 'no date'}>"


@dataclass(frozen=True, slots=True, repr=False)
class EditionRecord(Edition):
    """An edition; its text is not shown, it is long."""

    def __repr__(self) -> str:
        return f"<edition {_shorten(self.id)}, {len(self.text):,} characters{', print' * self.is_print}>"


@dataclass(frozen=True, slots=True, repr=False)
class IssueRecord(Issue):
    """An issue."""

    def __repr__(self) -> str:
        return f"<issue {self.kind}: {_shorten(self.message)}>"


@dataclass(frozen=True, slots=True, repr=False)
class MentionRecord(Statement):
    """A mention with what its sentence says of it."""

    of: KnowledgeGraph = field(compare=False, kw_only=True)

    @property
    def text(self) -> str:
        """As written."""
        return self.mention.text

    @property
    def type(self) -> str:
        """The entity type as read here."""
        return self.mention.type

    @property
    def year(self) -> str | None:
        """``2024`` or ``2021-2025``; None where the document tells none."""
        return str(self.period) if self.period else None

    @property
    def quote(self) -> str:
        """The sentence as published."""
        return self.of.records.editions[self.mention.edition].text[self.sentence.start : self.sentence.end]

    @property
    def document(self) -> DocumentRecord:
        """The document that says so."""
        return self.of.document_of[self.mention.edition]

    @property
    def entity(self) -> EntityRecord:
        """What it names."""
        return self.of.get_entity(self.of.records.entity_of[self.mention.key])

    def cite(self, style: str = "zh") -> str:
        """The ready citation of the quote: ``zh`` for GB/T 7714, ``en`` for plain English."""
        return cite.render_citation(self.of.records, self, style)

    def __repr__(self) -> str:
        told = " ".join(word for word in (self.year, self.modality, self.status) if word and word != "none")
        return f"<mention {_shorten(self.text)} ({self.type}){': ' * bool(told)}{told}>"


@dataclass(frozen=True, slots=True, repr=False)
class EntityRecord(Entity):
    """An entity; in a notebook its card."""

    of: KnowledgeGraph = field(compare=False, kw_only=True)

    @property
    def mentions(self) -> tuple[MentionRecord, ...]:
        """What counts for it, echoes left out."""
        return tuple(MentionRecord(*get_values(s), of=self.of) for s in self.of.tallies[self.id].statements)

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """The documents that name it, in order of time."""
        named = set(self.of.tallies[self.id].documents)
        return tuple(document for document in self.of.documents if document.id in named)

    @property
    def lifeline(self) -> LifelineRecord:
        """Its statements in order of year and document, and what they tell."""
        return LifelineRecord(*get_values(self.of.records.lifelines[self.id]), of=self.of)

    def __repr__(self) -> str:
        tally = self.of.tallies[self.id]
        return (
            f"<{self.type} {_shorten(self.name)}, {len(tally.documents)} documents, {len(tally.statements)} mentions>"
        )

    def _repr_html_(self) -> str:
        return html.render_card(self)


@dataclass(frozen=True, slots=True, repr=False)
class LifelineRecord(Lifeline):
    """A lifeline; in a notebook its line."""

    of: KnowledgeGraph = field(compare=False, kw_only=True)

    @property
    def name(self) -> str:
        """The entity's canonical name."""
        return self.of.records.entities[self.entity].name

    @property
    def mentions(self) -> tuple[MentionRecord, ...]:
        """The steps with their quotes, documents and citations."""
        return tuple(MentionRecord(*get_values(step), of=self.of) for step in self.steps)

    def __repr__(self) -> str:
        return f"<lifeline of {_shorten(self.name)}, {len(self.steps)} steps: {self.reading}>"

    def _repr_html_(self) -> str:
        return html.render_line(self)


@dataclass(frozen=True, slots=True, repr=False)
class RecurrenceRecord(Recurrence):
    """An entity that several documents name, and where it stands."""

    def __repr__(self) -> str:
        stands = f"{self.latest_modality} {self.latest_status} ({self.reading})"
        return f"<{self.type} {_shorten(self.name)}, {len(self.documents)} documents, {self.years}: {stands}>"


def get_values(record: Document | Edition | Entity | Issue | Lifeline | Recurrence | Statement) -> tuple[Any, ...]:
    """The fields of a record in order, to make the same record in another dress."""
    return tuple(getattr(record, name) for name in type(record).__dataclass_fields__)
