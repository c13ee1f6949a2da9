"""A knowledge graph to ask: its records as tables, its graph, what recurs, what became of one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kg.api.html import render_frame
from kg.api.network import Network
from kg.api.records import (
    DocumentRecord,
    EditionRecord,
    EntityRecord,
    IssueRecord,
    LifelineRecord,
    MentionRecord,
    RecurrenceRecord,
    get_values,
)
from kg.api.search import rank_names
from kg.api.subgraph import Years, select
from kg.api.table import Table
from kg.compare import Change, compare_builds
from kg.errors import KGError
from kg.exports.columns import load_tables
from kg.exports.flat import FLAT
from kg.graph import Tally, build_document_id, build_graph, build_tallies
from kg.model import KnowledgeGraph as Records
from kg.ontology import load_ontology
from kg.recur import Recurrence, find_recurrences

if TYPE_CHECKING:
    from os import PathLike

T = TypeVar("T")


class KnowledgeGraph:
    """Everything that one build knows. The records that stages and exports exchange are :attr:`records`."""

    def __init__(self, records: Records) -> None:
        self.records = records

    @cached_property
    def documents(self) -> Table[DocumentRecord]:
        """The documents, by date."""
        return self._table("documents", (DocumentRecord(*get_values(d)) for d in self.records.documents))

    @cached_property
    def editions(self) -> Table[EditionRecord]:
        """The texts of the documents; those of one document together, the fullest first."""
        editions = self.records.editions
        order = [editions[edition] for document in self.records.documents for edition in document.editions]
        return self._table("editions", (EditionRecord(*get_values(edition)) for edition in order))

    @cached_property
    def mentions(self) -> Table[MentionRecord]:
        """Every mention of every edition with what is said of it, by edition and place."""
        return self._table("mentions", (MentionRecord(*get_values(s), of=self) for s in self.records.statements))

    @cached_property
    def entities(self) -> Table[EntityRecord]:
        """What mentions resolve to, by id."""
        return self._table("entities", map(self.get_entity, self.records.entities))

    @cached_property
    def lifelines(self) -> Table[LifelineRecord]:
        """The lifelines of what recurs, and of initiatives that were promised, by entity id."""
        told = (row["entity"] for row in self._find_rows("lifelines"))
        lifelines = self.records.lifelines
        return self._table("lifelines", (LifelineRecord(*get_values(lifelines[entity]), of=self) for entity in told))

    @cached_property
    def issues(self) -> Table[IssueRecord]:
        """What was skipped or is doubtful."""
        return self._table("issues", (IssueRecord(*get_values(issue)) for issue in self.records.issues))

    @cached_property
    def graph(self) -> Network:
        """Documents and entities as a ``networkx.MultiDiGraph``: statements and relations are its edges."""
        return Network(build_graph(self.records, load_ontology()), self._render_network)

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        """What counts for each entity, by its id."""
        return build_tallies(self.records)

    @cached_property
    def document_of(self) -> Mapping[str, DocumentRecord]:
        """The document of each edition id."""
        return {edition: document for document in self.documents for edition in document.editions}

    def get_entity(self, entity: str) -> EntityRecord:
        """The entity of an id."""
        return EntityRecord(*get_values(self.records.entities[entity]), of=self)

    def find(self, name: str, limit: int = 10) -> Table[EntityRecord]:
        """The entities whose name or alias is nearest to one written in Chinese or pinyin, the best first."""
        found = rank_names(name, self.records.entities.values(), self.tallies, limit)
        order = {entity: i for i, entity in enumerate(found)}
        rows = {row["entity"]: row for row in self._find_rows("entities") if row["entity"] in order}
        columns = load_tables()["entities"]
        return Table("entities", map(self.get_entity, found), list(columns), lambda: [rows[e] for e in found])

    def lifeline(self, name: str) -> LifelineRecord:
        """The lifeline of the entity that a name or an id means; raises KGError where nothing is called so."""
        return self._resolve(name).lifeline

    def recurring(
        self,
        *,
        type: str | None = None,  # noqa: A002  the column's name
        place: str | None = None,
        status: str | None = None,
        min_documents: int = 2,
    ) -> Table[RecurrenceRecord]:
        """What several documents name, the most often named first; filters that are None let all pass."""
        found = find_recurrences(self.records, type_=type, place=place, status=status, min_documents=min_documents)
        shown = (RecurrenceRecord(*get_values(item)) for item in found)
        return Table("recurrences", shown, Recurrence.columns(), lambda: [item.to_row() for item in found])

    def neighbours(self, name: str, *, kind: str | None = None) -> tuple[DocumentRecord | EntityRecord, ...]:
        """What stands next to an entity in the graph: documents that name it, entities that a relation links to it.

        ``kind`` keeps edges of one kind: ``states``, or a relation type. Those with most edges come first.
        """
        entity, documents = self._resolve(name).id, {build_document_id(d.id): d for d in self.documents}
        counts: dict[str, int] = {}
        edges = [*self.graph.in_edges(entity, data=True), *self.graph.out_edges(entity, data=True)]
        for source, target, values in edges:
            if kind in (None, values["kind"]):
                other = target if source == entity else source
                counts[other] = counts.get(other, 0) + 1
        ranked = sorted(counts, key=lambda node: (-counts[node], node))
        return tuple(documents[node] if node in documents else self.get_entity(node) for node in ranked)

    def subgraph(
        self,
        *,
        types: Iterable[str] | None = None,
        years: Years | None = None,
        place: str | None = None,
        statuses: Iterable[str] | None = None,
    ) -> KnowledgeGraph:
        """What is left of it where only some statements count; a filter that is None lets all pass.

        ``years`` is a year or a first and a last one; ``place`` part of the name of an entity's place, or of the
        place that its document speaks for. Readings of lifelines stay those of the whole.
        """
        return KnowledgeGraph(select(self.records, types=types, years=years, place=place, statuses=statuses))

    def diff(self, other: KnowledgeGraph) -> Table[Change]:
        """What changed from this to a later one: new, gone, advanced, slipped."""
        found = compare_builds(self.records, other.records, load_ontology())
        columns = [field.name for field in fields(Change)]
        return Table("changes", found, columns, lambda: [change.to_row() for change in found])

    def export(self, format_: str, folder: str | PathLike[str]) -> list[str]:
        """Write the files of a format into a folder, as ``kg export`` does, and return their paths."""
        from pathlib import Path

        from kg.exports import FORMATS, write_format

        if format_ not in FORMATS:
            raise KGError(f"no format {format_!r}; choose one of {', '.join(FORMATS)}")
        return [str(path) for path in write_format(self.records, format_, Path(folder))]

    def __repr__(self) -> str:
        counts = [f"{len(self.records.documents)} documents", f"{len(self.records.statements)} mentions"]
        counts += [f"{len(self.records.entities)} entities", f"{len(self.records.issues)} issues"]
        return f"<KnowledgeGraph: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        return self.graph._repr_html_() or ""

    def _render_network(self) -> str:
        from kg.views.network import render_network  # templates and vis-network, which only a notebook needs
        from kg.views.site import Label, Site

        name = Label("政策知识图谱", "Policy knowledge graph")
        return render_frame(render_network(Site(self.records, self.graph, load_ontology(), name, "zh")))

    def _resolve(self, name: str) -> EntityRecord:
        """The entity of an id, of a name as written, or the only one that a name can mean."""
        if name in self.records.entities:
            return self.get_entity(name)
        found = self.find(name)
        named = [entity for entity in found if name in (entity.name, *entity.aliases) or name in entity.name]
        if not named:
            near = "; nearest: " + ", ".join(entity.name for entity in found[:3]) if found else ""
            raise KGError(f"nothing is called {name!r}{near}; see find({name!r})")
        return named[0]

    def _table(self, name: str, records: Iterable[T]) -> Table[T]:
        find_rows: Callable[[], Iterator[dict[str, Any]]] = lambda: self._find_rows(name)  # noqa: E731
        return Table(name, records, list(load_tables()[name]), find_rows)

    def _find_rows(self, name: str) -> Iterator[dict[str, Any]]:
        return FLAT[name](self.records, self.graph, load_ontology())
