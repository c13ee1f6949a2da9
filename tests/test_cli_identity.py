"""The commands that ask what became of a thing: recur by reading, show, diff, review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.entities import read_judgements
from tests.reports import find_known, write_reports


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("kg.build.find_mentions", find_known)
    folder = tmp_path / "out"
    assert run("build", *write_reports(tmp_path), "--out", folder, "--no-views").exit_code == 0
    return folder


def run(*args: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


def test_recur_by_reading_tells_the_reading(out: Path) -> None:
    result = run("recur", out, "--reading", "slipped")
    assert "香炉洲大桥" in result.stdout
    assert "再次计划2025年" in result.stdout
    assert "椒花水库" not in result.stdout
    rows = json.loads(run("recur", out, "--reading", "silent", "--format", "json").stdout)
    assert "椒花水库" in {row["name"] for row in rows}


def test_show_prints_names_place_lifeline_and_quotes(out: Path) -> None:
    text = run("show", "黄花国际贸易港", out).stdout
    assert "also written: 黄华国际贸易港" in text
    assert "place: 长沙市" in text
    assert "加快建设黄花国际贸易港" in text
    assert "beside: 香炉洲大桥 2" in text


def test_show_suggests_where_a_name_is_missed(out: Path) -> None:
    result = run("show", "huanghuaguojimaoyi", out)
    assert result.exit_code == 1
    assert "did you mean 黄花国际贸易港" in result.stderr


def test_diff_of_two_years_and_of_two_builds(out: Path, tmp_path: Path) -> None:
    rows = json.loads(run("diff", 2024, 2025, "--in", out, "--format", "json").stdout)
    assert {"slipped": "香炉洲大桥"}.items() <= {row["change"]: row["name"] for row in rows}.items()
    assert run("diff", out, out).stderr == "no change\n"


def test_review_on_a_terminal_writes_each_answer_at_once(out: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    result = run("review", out, "--judgements", mine, "--by", "王", stdin="d\n两项行动\nq\n")
    assert "“万名干部进万企”行动" in result.stdout
    (judgement,) = read_judgements(mine)
    assert (judgement.verdict, judgement.by, judgement.why) == ("different", "王", "两项行动")
    again = run("build", *write_reports(tmp_path), "--out", out, "--no-views", "--judgements", mine)
    assert again.exit_code == 0
    assert "“万名干部进万企”行动" not in run("review", out, "--judgements", mine, stdin="q\n").stdout


def test_review_by_file(out: Path, tmp_path: Path) -> None:
    questions, mine = tmp_path / "q.csv", tmp_path / "mine.yaml"
    assert "questions in" in run("review", out, "--judgements", mine, "--export", questions).stderr
    questions.write_text(questions.read_text(encoding="utf-8").replace(",programme,,", ",programme,same,"))
    assert "1 of 1 judgements written" in run("review", out, "--judgements", mine, "--import", questions).stderr


def test_show_gives_each_quote_as_a_citation(out: Path) -> None:
    zh, en, *_ = run("show", "香炉洲大桥", out, "--cite").stdout.splitlines()
    assert "[R]. 20" in zh
    assert "section “" in en
    assert all("香炉洲大桥" in line for line in (zh, en))
