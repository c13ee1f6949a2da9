import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.resources import find_resource

SEEDS = find_resource("seeds")
REPORT = """政府工作报告
——2024年1月10日在某市第十届人民代表大会第三次会议上
一、2023年工作回顾
长沙机场改扩建工程加快建设，香炉洲大桥建成通车。
二、2024年工作重点
加快推进长沙机场改扩建工程，实施“智赋万企”行动。
""".replace("某市", "长沙市")


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "out"
    result = CliRunner().invoke(main, ["build", "--out", str(folder), "--no-views"])
    assert result.exit_code == 0, result.output
    return folder


def run(*args, stdin=None):
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


def test_every_command_and_option_has_help():
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None) or isinstance(parameter, click.Argument), (name, parameter.name)


def test_the_readme_documents_every_command():
    readme = (SEEDS.parent / "README.md").read_text(encoding="utf-8")
    assert [name for name in main.commands if f"kg {name}" not in readme] == []


def test_build_ends_with_a_summary(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    result = run("build", path, "--out", tmp_path / "out", "--no-views")
    assert result.exit_code == 0
    for what in ("documents", "editions", "mentions", "project", "entities", "issues", "seconds"):
        assert what in result.stdout
    assert (tmp_path / "out" / "mentions.jsonl").exists()


def test_extract_prints_json_lines_also_from_standard_input():
    result = run("extract", "-", stdin=REPORT.encode())
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(row["text"] == REPORT[row["start"] : row["end"]] for row in rows)
    assert ("香炉洲大桥", "operating", "achieved", "2023") in {
        (r["text"], r["status"], r["modality"], r["year"]) for r in rows
    }


def test_recur_shows_what_the_seeds_name_again_and_again(out):
    result = run("recur", out, "--format", "json")
    found = {row["name"]: row for row in json.loads(result.stdout)}
    names = {name for row in found.values() for name in (row["name"], *row.get("aliases", ()))}
    for name in ("湘江科学城", "长沙机场改扩建", "“智赋万企”", "长株潭"):
        assert any(name in other for other in names), name
    assert any("文创产业园" in name and name.startswith("马栏山") for name in names)
    city = found["湘江科学城"]
    assert city["documents"] == ["changsha-2024-report", "changsha-2025-report-print", "hunan-2025-report"]
    assert city["years"] in ("2023-2025", "2024-2025")  # in 2023 only its first quarter was begun, a phase


def test_recur_filters_and_formats(out):
    parks = list(csv.DictReader(io.StringIO(run("recur", out, "--type", "park", "--format", "csv").stdout)))
    assert {row["type"] for row in parks} == {"park"}
    often = json.loads(run("recur", out, "--min-documents", 3, "--format", "json").stdout)
    assert all(len(row["documents"]) >= 3 for row in often)
    opened = json.loads(run("recur", out, "--status", "operating", "--format", "json").stdout)
    assert all("operating" in row["statuses"] for row in opened)
    assert "湘江科学城" in run("recur", out).stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["build", "nowhere.txt"], ["nowhere.txt"]),
        (["extract", "nowhere.txt"], ["nowhere.txt"]),
        (["recur", "nowhere"], ["nowhere", "kg build"]),
        (["build", "--out", "/proc/x/y"], ["/proc/x/y", "choose another"]),
    ],
)
def test_errors_are_one_line_without_a_traceback(args, words):
    result = run(*args)
    assert result.exit_code == 1
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("Error: ")
    assert all(word in lines[0] for word in words)


def test_debug_shows_the_traceback():
    result = subprocess.run(
        [sys.executable, "-m", "kg", "--debug", "recur", "nowhere"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "Traceback" in result.stderr


def test_check_finds_the_seeds_sound():
    result = run("check")
    assert (result.exit_code, result.output) == (0, "schemas and seeds are sound\n")


def test_check_names_what_is_wrong(tmp_path):
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "gold").mkdir()
    row = {"doc": "report", "start": 0, "end": 2, "text": "长沙", "type": "place", "status": "none"}
    rows = [{"doc": "report", "window": [0, 9]}, {**row, "modality": "none", "year": "2024"}]
    (tmp_path / "gold" / "x.dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert "report 0-2 is not '长沙'" in result.stdout


def test_check_names_a_mark_that_is_not_whole(tmp_path):
    (tmp_path / "gold/written").mkdir(parents=True)
    (tmp_path / "gold/written/a.txt").write_text(
        "# 标题\n推进⟦清河水库|P⟧建设。\n推进⟦东山大桥|Q⟧建设。\n", encoding="utf-8"
    )
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert "a.txt:3: a mark is not closed or of no known type" in result.stdout
    assert "a.txt:2" not in result.stdout


def test_evaluate_scores_the_tagger_that_it_is_given(tmp_path):
    seeds = find_resource("seeds")
    rows = (seeds / "gold/seeds.dev.jsonl").read_text(encoding="utf-8").splitlines()
    left_out = [row for row in rows if "hunan-2025-report" in row]
    (tmp_path / "gold.jsonl").write_text("\n".join(left_out), encoding="utf-8")
    weights = Path(__file__).parent / "mentions/weights-left-out.npz"
    result = run("evaluate", tmp_path / "gold.jsonl", seeds, "--weights", weights, "--format", "json")
    core = next(line for line in json.loads(result.stdout) if line["name"] == "exact, typed, core types")
    assert core["f1"] > 0.7
    assert core["low"] <= core["f1"] <= core["high"]


def test_train_names_what_it_cannot_leave_out(tmp_path, monkeypatch):
    (tmp_path / "gold").mkdir()
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    window = {"doc": "report", "window": [0, len(REPORT)]}
    (tmp_path / "gold/seeds.dev.jsonl").write_text(json.dumps(window), encoding="utf-8")
    monkeypatch.setattr("kg.cli.training.find_resource", lambda _: tmp_path)
    result = run("train", "--without", "report@12", "--out", tmp_path / "model")
    assert result.exit_code == 1
    assert "--without report@12: no document or window of this name" in result.output
    result = run("train", "--without", "report@0", "--out", tmp_path / "model")
    assert "nothing is left to learn from" in result.output
    assert not (tmp_path / "model").exists()
