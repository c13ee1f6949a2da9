"""One contract for all exports: columns as declared, the same counts, nothing lost, hostile names alive."""

import io
import json

import networkx as nx
import openpyxl
import pytest

from kg.errors import OutputError
from kg.exports import FORMATS, TABLES, write_format
from kg.exports.columns import load_tables
from kg.exports.flat import FLAT
from kg.exports.markup import format_value, remove_surrogates
from kg.exports.workbook import SHEETS
from kg.graph import build_graph
from kg.ontology import load_ontology
from tests.exports.files import (
    ALL,
    build_formulas,
    flat,
    open_sqlite,
    read_csv,
    read_jsonl,
    read_parquet,
    read_sqlite,
    write,
)
from tests.records import Builder, build_hostile, build_small

BUILDS = [build_small, build_hostile, build_formulas]


def clean(rows, hold, *, empty=""):
    """Rows with the characters that a format cannot hold taken out."""

    def tidy(value):
        return (hold(value) or empty) if isinstance(value, str) else value

    return [{name: tidy(value) for name, value in row.items()} for row in rows]


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("table", FLAT)
def test_rows_have_the_declared_columns_and_types(table, build) -> None:
    kg, columns = build(), load_tables()[table]
    types = {"string": str, "int": int, "float": float, "boolean": bool}
    for row in FLAT[table](kg, build_graph(kg, load_ontology()), load_ontology()):
        assert set(row) <= set(columns)
        told = {name: type(value) for name, value in row.items() if value is not None}
        assert told == {name: types[columns[name].type] for name in told}


def test_every_column_says_what_it_means() -> None:
    assert set(load_tables()) == set(FLAT)
    assert all(column.about for columns in load_tables().values() for column in columns.values())


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("table", FLAT)
def test_csv_gives_back_every_value(table, build) -> None:
    kg = build()
    assert read_csv(table, kg) == clean(flat(table, kg), remove_surrogates, empty=None)


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("table", FLAT)
def test_parquet_gives_back_every_value(table, build) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs the extra 'parquet'")
    kg = build()
    assert read_parquet(table, kg) == clean(flat(table, kg), remove_surrogates)


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("table", FLAT)
def test_sqlite_gives_back_every_value(table, build) -> None:
    kg = build()
    assert read_sqlite(table, kg) == clean(flat(table, kg), remove_surrogates)


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_xlsx_gives_back_every_value(sheet, build) -> None:
    kg = build()
    book = openpyxl.load_workbook(io.BytesIO(write("knowledge.xlsx", kg)[0]))
    head, *rows = book[sheet].iter_rows(values_only=True)
    expected = flat(SHEETS[sheet], kg)
    if sheet == "initiatives":
        expected = [row for row in expected if row["is_initiative"]]
    assert list(head) == list(load_tables()[SHEETS[sheet]])
    assert [dict(zip(head, row, strict=True)) for row in rows] == clean(expected, format_value, empty=None)


@pytest.mark.parametrize("build", BUILDS)
def test_networkx_reads_cytoscape_json_back(build) -> None:
    data, graph = write("graph.cyjs", build())
    written = json.loads(data)
    read = nx.cytoscape_graph(written)
    assert isinstance(read, nx.MultiDiGraph)
    positions = {node["data"]["id"]: node["position"] for node in written["elements"]["nodes"]}
    assert {n: {**values, **positions[n]} for n, values in read.nodes(data=True)} == {
        n: {**values, "id": n, "value": n, "name": values["label"]} for n, values in graph.nodes(data=True)
    }
    edges = {key: (s, t, values) for s, t, key, values in graph.edges(keys=True, data=True)}
    kept = {
        key: (source, target, {name: values[name] for name in edges[key][2]})
        for source, target, key, values in read.edges(keys=True, data=True)
    }
    assert kept == edges


@pytest.mark.parametrize("build", BUILDS)
def test_counts_agree_between_all_formats(build) -> None:
    kg = build()
    graph = build_graph(kg, load_ontology())
    with open_sqlite(kg) as database:
        in_sqlite = {t: database.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in FLAT}
    assert {table: len(read_csv(table, kg)) for table in FLAT} == in_sqlite
    assert {table: len(list(read_jsonl(table, kg))) for table in TABLES} == {t: in_sqlite[t] for t in TABLES}
    assert (in_sqlite["nodes"], in_sqlite["edges"]) == (graph.number_of_nodes(), graph.number_of_edges())
    assert in_sqlite["nodes"] == in_sqlite["documents"] + in_sqlite["entities"]
    for name in ("graph.graphml", "graph.gexf", "graph-static.gexf", "graph.cyjs"):
        text = write(name, kg)[0].decode("utf-8")
        ids = [text.count(f"<{what} id=") for what in ("node", "edge")]
        if name == "graph.cyjs":
            ids = [len(json.loads(text)["elements"][what]) for what in ("nodes", "edges")]
        assert ids == [in_sqlite["nodes"], in_sqlite["edges"]], name


@pytest.mark.parametrize("name", ALL)
def test_the_same_records_give_the_same_bytes(name) -> None:
    assert write(name, build_hostile())[0] == write(name, build_hostile())[0]


@pytest.mark.parametrize("name", ALL)
def test_a_build_of_nothing_can_be_exported(name) -> None:
    write(name, Builder().build())


def test_a_format_writes_its_files_and_nothing_else(tmp_path) -> None:
    for format_, files in FORMATS.items():
        folder = tmp_path / format_
        assert write_format(build_small(), format_, folder) == [folder / name for name in files]
        assert sorted(path.name for path in folder.iterdir()) == sorted(files)


def test_a_folder_that_cannot_be_written_is_said(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another folder"):
        write_format(build_small(), "csv", tmp_path / "file")
