import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import store
from kg.build import build, write_build
from kg.errors import OutputError
from kg.graph import build_graph
from kg.ontology import load_ontology
from kg.resources import find_resource

SEEDS = find_resource("seeds")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("build") / "out"
    kg = build([])
    write_build(kg, out)
    return kg, out


def rows(out, table):
    return [json.loads(line) for line in (out / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_every_file_of_the_contract_is_written(built):
    _, out = built
    wanted = {"mentions", "entities", "lifelines", "documents", "issues"}
    assert {f"{name}.jsonl" for name in wanted} <= set(contents(out))
    assert {"graph.graphml", "graph.gexf", "index.html", "network.html", "recurrence.html"} <= set(contents(out))


def test_the_seeds_are_four_documents_in_five_editions(built):
    documents = {row["document"]: row for row in rows(built[1], "documents")}
    assert {name: [e["edition"] for e in row["editions"]] for name, row in documents.items()} == {
        "changsha-14fyp-proposal": ["changsha-14fyp-proposal"],
        "changsha-2024-report": ["changsha-2024-report", "changsha-2024-report-print"],
        "changsha-2025-report-print": ["changsha-2025-report-print"],
        "hunan-2025-report": ["hunan-2025-report"],
    }


def test_every_mention_quotes_its_edition_as_published(built):
    for row in rows(built[1], "mentions"):
        text = (SEEDS / f"{row['edition']}.txt").read_text(encoding="utf-8")
        assert row["text"] == text[row["start"] : row["end"]]
        assert row["sentence"][0] <= row["start"] < row["end"] <= row["sentence"][1]


def test_every_edge_leads_to_a_quote(built):
    graph = build_graph(built[0], load_ontology())
    assert graph.number_of_edges() > 1000
    for _, _, data in graph.edges(data=True):
        text = built[0].editions[data["edition"]].text
        assert data["text"] == text[data["start"] : data["end"]]
        assert data["quote"] == text[data["sentence_start"] : data["sentence_end"]]


def test_years_stay_within_reason(built):
    for row in rows(built[1], "mentions"):
        first, _, last = row["year"].partition("-")
        assert 1949 <= int(first) <= int(last or first) <= 2060


def test_what_two_editions_both_say_is_counted_once(built):
    kg, _ = built
    for lifeline in kg.lifelines.values():
        told = [
            (s.sentence, s.mention.span) for s in lifeline.steps if s.mention.edition == "changsha-2024-report-print"
        ]
        assert not any(("changsha-2024-report-print", span) in kg.echoes for _, span in told)
    prints = [s for s in kg.statements if s.mention.edition == "changsha-2024-report-print"]
    assert sum(s.mention.key in kg.echoes for s in prints) > 0.8 * len(prints)


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_the_same_input_gives_the_same_bytes(built, tmp_path, seed):
    script = "import sys; from pathlib import Path; from kg.build import *; write_build(build([]), Path(sys.argv[1]))"
    env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"}
    env["PYTHONPATH"] = str(Path(__file__).parent.parent)
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "out")], check=True, env=env, cwd=tmp_path)
    assert contents(tmp_path / "out") == contents(built[1])


def test_the_order_of_the_files_does_not_matter(built, tmp_path):
    files = sorted(SEEDS.glob("*.txt"), reverse=True)
    write_build(build(files), tmp_path / "a", views=False)
    write_build(build(files[::-1]), tmp_path / "b", views=False)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_build_takes_the_place_of_an_older_one(built, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / store.NAME).write_text("{}\n", encoding="utf-8")
    (out / "stale.html").write_text("old", encoding="utf-8")
    write_build(built[0], out, views=False)
    assert "stale.html" not in contents(out)
    assert os.listdir(tmp_path) == ["out"]


def test_a_folder_that_is_no_build_is_left_alone(built, tmp_path):
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(OutputError, match="holds something that is no build"):
        write_build(built[0], tmp_path)
    assert os.listdir(tmp_path) == ["letter.txt"]


def test_a_run_that_breaks_off_leaves_what_was_there(built, tmp_path, monkeypatch):
    out = tmp_path / "out"
    write_build(built[0], out, views=False)
    before = contents(out)

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.build.render_views", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_build(built[0], out)
    assert contents(out) == before
    assert os.listdir(tmp_path) == ["out"]


def test_a_place_that_cannot_be_written_is_said(built):
    with pytest.raises(OutputError, match="choose another"):
        write_build(built[0], Path("/proc/nowhere/out"))


def test_a_build_is_read_back_as_it_was(built):
    kg, out = built
    assert store.read_knowledge(out) == kg


def test_a_folder_without_a_build_or_with_a_broken_one_is_named(tmp_path):
    with pytest.raises(OutputError, match="holds no build"):
        store.read_knowledge(tmp_path)
    (tmp_path / store.NAME).write_text('{"documents": 1}', encoding="utf-8")
    with pytest.raises(OutputError, match="build again"):
        store.read_knowledge(tmp_path)
