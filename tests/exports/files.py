"""Writes exports of hand-made records to memory, and reads them back as rows."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

from kg.exports.columns import Columns, load_tables
from kg.exports.flat import FLAT
from kg.exports.formats import FORMATS
from kg.exports.sheets import restore_cell
from kg.graph import Graph, build_graph
from kg.model import KnowledgeGraph
from kg.ontology import load_ontology
from tests.records import Builder

ALL = {name: export for files in FORMATS.values() for name, export in files.items()}
"""Every file of every format."""
FORMULAS = ("=1+1", "+86电话", "-2+3", "@SUM(A1)", "'=1", "＝1+1", "'单引号'")
"""Names that a spreadsheet might run, or that look as if they had been disarmed already."""


def write(name: str, kg: KnowledgeGraph) -> tuple[bytes, Graph]:
    """The bytes of an export, and the graph it was written from."""
    graph = build_graph(kg, load_ontology())
    file = io.BytesIO()
    ALL[name](kg, graph, load_ontology(), file)
    return file.getvalue(), graph


def build_formulas() -> KnowledgeGraph:
    """Every dangerous start as a name that recurs."""
    builder = Builder()
    for year in (2024, 2025):
        builder.document(
            f"doc-{year}", "长沙市", year, *(f"[{name}|project|started|planned]开工。" for name in FORMULAS)
        )
    return builder.build()


def flat(table: str, kg: KnowledgeGraph) -> list[dict]:
    """The rows that a table should hold, every declared column filled."""
    rows = FLAT[table](kg, build_graph(kg, load_ontology()), load_ontology())
    return [{name: row.get(name) for name in load_tables()[table]} for row in rows]


def read_csv(table: str, kg: KnowledgeGraph) -> list[dict]:
    """A table from its CSV, in the types that are declared."""
    data = write(f"{table}.csv", kg)[0].decode("utf-8-sig")
    columns = load_tables()[table]
    return [_parse_row(row, columns) for row in csv.DictReader(io.StringIO(data, newline=""))]


def _parse_row(row: dict, columns: Columns) -> dict:
    assert list(row) == list(columns)
    return {name: _PARSE[columns[name].type](cell) if cell else None for name, cell in row.items()}


_PARSE: dict[str, Callable[[str], object]] = {
    "string": restore_cell,
    "int": int,
    "float": float,
    "boolean": {"True": True, "False": False}.__getitem__,
}


def read_parquet(table: str, kg: KnowledgeGraph) -> list[dict]:
    """A table from its Parquet file."""
    from pyarrow import parquet

    return parquet.read_table(io.BytesIO(write(f"{table}.parquet", kg)[0])).to_pylist()


def open_sqlite(kg: KnowledgeGraph) -> sqlite3.Connection:
    """The database, in memory."""
    database = sqlite3.connect(":memory:")
    database.deserialize(write("knowledge.sqlite", kg)[0])
    database.row_factory = sqlite3.Row
    return database


def read_sqlite(table: str, kg: KnowledgeGraph) -> list[dict]:
    """A table of the database."""
    columns = load_tables()[table]
    with closing(open_sqlite(kg)) as database:
        rows = [dict(row) for row in database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')]
    booleans = [name for name, column in columns.items() if column.type == "boolean"]
    return [{**row, **{name: bool(row[name]) for name in booleans if row[name] is not None}} for row in rows]


def read_jsonl(table: str, kg: KnowledgeGraph) -> Iterator[dict]:
    """The rows of a JSON Lines file."""
    return map(json.loads, write(f"{table}.jsonl", kg)[0].decode("utf-8").split("\n")[:-1])
