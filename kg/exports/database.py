"""SQLite: every flat table with its keys, and a full-text index over the quotes that finds Chinese.

The index cuts text into runs of three characters (``trigram``), for the default tokenizer takes a whole run of Chinese
for one word. So ``MATCH`` needs three characters or more; ``LIKE '%隧道%'`` on the table itself finds shorter ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any, BinaryIO

from kg.errors import OutputError
from kg.exports.columns import Columns, load_tables
from kg.exports.flat import FLAT
from kg.exports.markup import remove_surrogates
from kg.graph import Graph
from kg.model import KnowledgeGraph
from kg.ontology import Ontology

_TYPES = {"string": "TEXT", "int": "INTEGER", "float": "REAL", "boolean": "INTEGER"}
_SEARCH = """
CREATE VIRTUAL TABLE mentions_fts USING fts5 (name, text, quote, content="mentions", tokenize="trigram");
INSERT INTO mentions_fts (mentions_fts) VALUES ('rebuild');
"""


def write_sqlite(kg: KnowledgeGraph, graph: Graph, ontology: Ontology, file: BinaryIO) -> None:
    """Write the database; raises OutputError where this Python's SQLite is older than 3.34."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table, find_rows in FLAT.items():
            columns = load_tables()[table]
            database.execute(_declare(table, columns))
            marks = ", ".join("?" * len(columns))
            rows = ([_clean(row.get(name)) for name in columns] for row in find_rows(kg, graph, ontology))
            database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608  our own names
        for table, columns in load_tables().items():
            for statement in _index(table, columns):
                database.execute(statement)
        try:
            database.executescript(_SEARCH)
        except sqlite3.OperationalError as error:
            raise OutputError(f"SQLite {sqlite3.sqlite_version} has no trigram index; use Python with 3.34") from error
        file.write(database.serialize())


def _declare(table: str, columns: Columns) -> str:
    keys = [name for name, column in columns.items() if column.key]
    lines = [f'"{name}" {_TYPES[column.type]}{" PRIMARY KEY" * (name in keys)}' for name, column in columns.items()]
    lines += [
        f'FOREIGN KEY ("{name}") REFERENCES "{column.refers}" ("{_find_key(column.refers)}")'
        for name, column in columns.items()
        if column.refers
    ]
    return f'CREATE TABLE "{table}" ({", ".join(lines)})'


def _index(table: str, columns: Columns) -> Iterator[str]:
    """An index for each column that refers to another table."""
    for name, column in columns.items():
        if column.refers:
            yield f'CREATE INDEX "{table}_{name}" ON "{table}" ("{name}")'


def _find_key(table: str) -> str:
    columns: Mapping[str, Any] = load_tables()[table]
    return next(name for name, column in columns.items() if column.key)


def _clean(value: Any) -> Any:
    return remove_surrogates(value) if isinstance(value, str) else value
