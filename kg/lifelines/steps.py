"""A statement with its document's turn among all documents, and what can be asked of the order of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Document, Edition, Statement, Status
from kg.ontology import Ontology

_DONE: frozenset[Status] = frozenset({"completed", "operating", "recognised"})


@dataclass(frozen=True, slots=True)
class Step:
    """A statement with its document's place in the row of all documents."""

    turn: int
    document: Document
    statement: Statement
    rank: int
    """Stage of life of the status, 0 for none."""

    @property
    def is_told(self) -> bool:
        return self.statement.status != "none" and self.statement.modality != "none"

    @property
    def is_planned(self) -> bool:
        return self.is_told and self.statement.modality == "planned"

    @property
    def is_achieved(self) -> bool:
        return self.is_told and self.statement.modality == "achieved"

    @property
    def aims_to_be_done(self) -> bool:
        return self.is_planned and self.statement.status in _DONE

    @property
    def is_done(self) -> bool:
        return self.is_achieved and self.statement.status in _DONE

    @property
    def year(self) -> int:
        """The last year of its period; 0 where no year is told."""
        return self.statement.period.last if self.statement.period else 0


class Shelf:
    """All documents in order of date, with what can be asked of their order."""

    def __init__(self, documents: Sequence[Document], editions: Mapping[str, Edition], ontology: Ontology) -> None:
        self.documents = sorted(documents, key=lambda document: (document.date or "", document.id))
        self.editions = editions
        self._ranks = {status: rank for rank, status in enumerate(ontology.statuses)}
        self._place = {
            edition: (turn, order)
            for turn, document in enumerate(self.documents)
            for order, edition in enumerate(document.editions)
        }
        self.newest = {document.place: turn for turn, document in enumerate(self.documents)}
        self.oldest = {document.place: turn for turn, document in reversed([*enumerate(self.documents)])}

    def sort(self, statements: Sequence[Statement]) -> list[Step]:
        """Statements as steps: by date of the document, the fuller edition first, then by position."""
        ordered = sorted(statements, key=lambda s: (self._place[s.mention.edition], s.mention.span))
        turns = [self._place[statement.mention.edition][0] for statement in ordered]
        return [
            Step(turn, self.documents[turn], statement, self._ranks[statement.status])
            for turn, statement in zip(turns, ordered, strict=True)
        ]

    def find_silent(self, steps: Sequence[Step], of_phases: Sequence[Step] = ()) -> dict[str, list[Document]]:
        """By each place that told of an entity: its later documents that review the time without naming it.

        A document that names one of its phases is not silent about the whole.
        """
        last = {step.document.place: step for step in steps if step.is_told}
        named = {step.document.id for step in (*steps, *of_phases)}
        return {place: [d for d in self._after(step) if d.id not in named] for place, step in sorted(last.items())}

    def _after(self, step: Step) -> list[Document]:
        first = step.statement.period.first if step.statement.period else 0
        later = (d for d in self.documents[step.turn + 1 :] if d.place == step.document.place)
        return [d for d in later if d.reviews and d.reviews.last >= first]

    def find_unseen(self, steps: Sequence[Step]) -> list[int]:
        """Years for which it was planned that no document of its places reviews."""
        planned = {y for s in steps if s.is_planned and (p := s.statement.period) for y in range(p.first, p.last + 1)}
        places = {step.document.place for step in steps}
        seen = {y for d in self.documents if d.place in places and (r := d.reviews) for y in range(r.first, r.last + 1)}
        return sorted(planned - seen)

    def find_lacks(self, document: Document) -> tuple[str, ...]:
        """Which ends no edition of a document has."""
        lacks = [self.editions[edition].lacks for edition in document.editions if edition in self.editions]
        return tuple(end for end in ("beginning", "end") if lacks and all(end in ends for ends in lacks))
