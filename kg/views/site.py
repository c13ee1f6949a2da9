"""What every page is a function of, and what they all share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import Any

from kg.graph import Graph, Tally, build_tallies
from kg.model import Document, KnowledgeGraph, Statement
from kg.ontology import Ontology
from kg.views.encodings import describe_terms
from kg.views.gazetteer import find_parents

_UNSAFE_IN_NAME = re.compile(r"[^\w.-]")
_MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A text of the page itself, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ShortTitle:
    """A document in few words, for heads of columns and marks."""

    id: str
    when: str
    place: str
    genre: str
    title: str
    issuer: str


def shorten_title(document: Document, ontology: Ontology) -> ShortTitle:
    """When, where and what of a document; the month is as much of its date as a head of a column needs."""
    when = (document.date or "")[:7] or "日期不详"
    genre = ontology.kinds[document.kind].zh
    return ShortTitle(document.id, when, document.place, genre, document.title, document.issuer)


def build_reader_name(edition: str) -> str:
    """The file of an edition's page: its id, with a hash where a file name or a link cannot hold the id.

    >>> build_reader_name("长沙-2024"), build_reader_name("a#b/c")
    ('长沙-2024.html', 'a_b_c-b33461b0.html')
    """
    clean = _UNSAFE_IN_NAME.sub("_", edition)[:_MAX_NAME]
    digest = sha256(edition.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{clean}.html" if clean == edition else f"{clean}-{digest}.html"


@dataclass(frozen=True)
class Site:
    """One build as its pages see it."""

    kg: KnowledgeGraph
    graph: Graph
    ontology: Ontology
    name: Label
    lang: str
    """The language that pages open in, ``zh`` or ``en``."""

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        return build_tallies(self.kg)

    @cached_property
    def document_of(self) -> Mapping[str, Document]:
        return self.kg.document_of

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each document in the row of all."""
        return {document.id: i for i, document in enumerate(self.kg.documents)}

    @cached_property
    def titles(self) -> tuple[ShortTitle, ...]:
        return tuple(shorten_title(document, self.ontology) for document in self.kg.documents)

    @cached_property
    def readers(self) -> Mapping[str, str]:
        """The file name of each edition's page."""
        return {edition: build_reader_name(edition) for edition in self.kg.editions}

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The place that each place lies in, as far as anything tells."""
        return find_parents(self.kg)

    def describe(self) -> dict[str, Any]:
        """What the scripts of all pages get."""
        return {
            "lang": self.lang,
            "terms": describe_terms(self.ontology),
            "documents": [asdict(title) for title in self.titles],
            "editions": [
                {"file": self.readers[edition], "document": self.order[document.id]}
                for edition, document in sorted(self.document_of.items())
            ],
            "parents": self.parents,
        }

    @cached_property
    def statements_of(self) -> Mapping[str, Sequence[Statement]]:
        """The statements of each edition that has any, in order of position; echoes too."""
        return {e: tuple(found) for e, found in groupby(self.kg.statements, key=lambda s: s.mention.edition)}

    @cached_property
    def edition_index(self) -> Mapping[str, int]:
        return {edition: i for i, edition in enumerate(sorted(self.document_of))}
