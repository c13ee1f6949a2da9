"""What a lifeline shows between its marks: where a plan slipped, and where documents fall silent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.model import Document, Lifeline, Statement
from kg.views.site import Site

_TELLS_NO_SILENCE = frozenset({"completed", "mentioned"})


def find_slips(site: Site, lifeline: Lifeline) -> list[tuple[int, int]]:
    """Pairs of steps: planned as done for a year, then planned by a later document for a later year."""
    if lifeline.reading != "slipped":
        return []
    stages = list(site.ontology.statuses)
    done = stages[stages.index("completed") :]
    planned = [(i, s) for i, s in enumerate(lifeline.steps) if s.modality == "planned" and s.status != "none"]
    slips: dict[tuple[str, int], tuple[int, int]] = {}
    for later, again in planned:
        before = [i for i, first in planned if first.status in done and _is_later(site, first, again)]
        if before:
            slips.setdefault((again.mention.edition, _year(again)), (before[-1], later))
    return list(slips.values())


def _year(step: Statement) -> int:
    return step.period.last if step.period else 0


def _is_later(site: Site, first: Statement, again: Statement) -> bool:
    turns = [site.order[site.document_of[step.mention.edition].id] for step in (first, again)]
    return turns[0] < turns[1] and 0 < _year(first) < _year(again)


def find_silences(site: Site, lifeline: Lifeline) -> list[dict[str, Any]]:
    """Later documents of a place that told of it, which review the time and do not name it; and what they lack."""
    if lifeline.reading in _TELLS_NO_SILENCE:
        return []
    documents = [site.document_of[step.mention.edition] for step in lifeline.steps]
    named = {document.id for document in documents}
    last = {
        document.place: (document, step)
        for document, step in zip(documents, lifeline.steps, strict=True)
        if step.status != "none" and step.modality != "none"
    }
    return [
        {"document": site.order[d.id], "lacks": _find_lacks(site, d)}
        for _, (document, step) in sorted(last.items())
        for d in _find_reviews(site, document, step)
        if d.id not in named
    ]


def _find_reviews(site: Site, document: Document, step: Statement) -> Sequence[Document]:
    first = step.period.first if step.period else 0
    later = site.kg.documents[site.order[document.id] + 1 :]
    return [d for d in later if d.place == document.place and d.reviews and d.reviews.last >= first]


def _find_lacks(site: Site, document: Document) -> list[str]:
    """Which ends no edition of a document has."""
    lacks = [site.kg.editions[edition].lacks for edition in document.editions]
    return [end for end in ("beginning", "end") if lacks and all(end in ends for ends in lacks)]


def find_unseen(site: Site, lifeline: Lifeline) -> list[int]:
    """Of what fell silent, the years it was due that no document of its places reviews: none could have told."""
    if lifeline.reading != "silent":
        return []
    places = {site.document_of[step.mention.edition].place for step in lifeline.steps}
    reviewed = {
        year
        for document in site.kg.documents
        if document.place in places and document.reviews
        for year in range(document.reviews.first, document.reviews.last + 1)
    }
    due = {step.period.last for step in lifeline.steps if step.modality == "planned" and step.period}
    return sorted(due - reviewed)
