"""The columns of the flat tables, as ``schemas/tables.yaml`` and ``schemas/graph.yaml`` declare them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.ontology import load_ontology, parse_record, read_yaml
from kg.resources import find_resource


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a flat table."""

    type: str
    """``string``, ``int``, ``float`` or ``boolean``."""
    about: str
    key: bool = False
    """Whether it identifies a row."""
    refers: str = ""
    """The table whose key it holds; empty for none."""


Columns = Mapping[str, TableColumn]


@cache
def load_tables() -> Mapping[str, Columns]:
    """The columns of every flat table by name, each in order.

    >>> [name for name, column in load_tables()["edges"].items() if column.refers]
    ['source', 'target']
    """
    path = find_resource("schemas") / "tables.yaml"
    tables = {
        table: {name: parse_record(TableColumn, row, f"{path}: {table}: {name}") for name, row in columns.items()}
        for table, columns in read_yaml(path).items()
    }
    ontology = load_ontology()
    for table, attributes in (("nodes", ontology.node_columns), ("edges", ontology.edge_columns)):
        tables[table] |= {name: TableColumn(column.type, column.about) for name, column in attributes.items()}
    return tables
