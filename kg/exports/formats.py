"""Every format: the files that it is made of, each written by one function of the records and the graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError
from kg.exports.columns import Columns, load_tables
from kg.exports.cytoscape import write_cytoscape
from kg.exports.database import write_sqlite
from kg.exports.flat import FLAT
from kg.exports.gexf import write_gexf
from kg.exports.graphml import write_graphml
from kg.exports.jsonl import write_jsonl
from kg.exports.parquet import write_parquet
from kg.exports.sheets import write_csv
from kg.exports.tables import TABLES, FindRows, Row
from kg.exports.workbook import write_xlsx
from kg.graph import Graph, build_graph
from kg.model import KnowledgeGraph
from kg.ontology import Ontology, load_ontology

Export = Callable[[KnowledgeGraph, Graph, Ontology, BinaryIO], None]
WriteRows = Callable[[list[Row], Columns, BinaryIO], None]


def _export_rows(find_rows: FindRows) -> Export:
    return lambda kg, _graph, ontology, file: write_jsonl(find_rows(kg, ontology), file)


def _export_table(table: str, write: WriteRows) -> Export:
    def export(kg: KnowledgeGraph, graph: Graph, ontology: Ontology, file: BinaryIO) -> None:
        write(list(FLAT[table](kg, graph, ontology)), load_tables()[table], file)

    return export


FORMATS: Mapping[str, Mapping[str, Export]] = {
    "jsonl": {f"{name}.jsonl": _export_rows(find_rows) for name, find_rows in TABLES.items()},
    "graphml": {"graph.graphml": lambda _kg, graph, ontology, file: write_graphml(graph, ontology, file)},
    "gexf": {
        "graph.gexf": lambda _kg, graph, ontology, file: write_gexf(graph, ontology, file),
        "graph-static.gexf": lambda _kg, graph, ontology, file: write_gexf(graph, ontology, file, is_dynamic=False),
    },
    "csv": {f"{table}.csv": _export_table(table, write_csv) for table in FLAT},
    "xlsx": {"knowledge.xlsx": write_xlsx},
    "sqlite": {"knowledge.sqlite": write_sqlite},
    "cytoscape": {"graph.cyjs": lambda _kg, graph, _ontology, file: write_cytoscape(graph, file)},
    "parquet": {f"{table}.parquet": _export_table(table, write_parquet) for table in FLAT},
}
"""Format to the files that it is made of, each with the function that writes its bytes."""

EXPORTS: Mapping[str, Export] = {
    name: export for format_ in ("jsonl", "graphml", "gexf") for name, export in FORMATS[format_].items()
}
"""The files that every build writes."""


def write_format(kg: KnowledgeGraph, format_: str, folder: Path) -> list[Path]:
    """Write the files of a format into a folder and return their paths; a file that breaks off leaves what was there.

    Raises OutputError where the folder cannot be written.
    """
    ontology = load_ontology()
    graph = build_graph(kg, ontology)
    written = []
    for name, export in FORMATS[format_].items():
        path, beside = folder / name, folder / f".{name}.new"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                export(kg, graph, ontology, file)
            beside.replace(path)
        except OSError as error:
            raise OutputError(f"cannot write {path}: {error.strerror}; choose another folder with --out") from error
        finally:
            with suppress(OSError):
                beside.unlink()
        written.append(path)
    return written
