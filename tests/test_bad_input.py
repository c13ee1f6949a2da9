"""Bad input gets one clear line or a recorded Issue; the rest survives, and nothing is half-written."""

import json
import os

import pytest
from click.testing import CliRunner

from kg.cli import main

REPORT = """政府工作报告
——2024年1月10日在长沙市第十届人民代表大会第三次会议上
各位代表：
一、2023年工作回顾
长沙机场改扩建工程加快建设，香炉洲大桥建成通车。
二、2024年工作重点
加快推进长沙机场改扩建工程，实施“智赋万企”行动。
"""
CATALOGUES = {
    "unknown key": ("report:\n  tittle: x\n", "tittle"),
    "unknown stem": ("nowhere:\n  title: x\n", "nowhere"),
    "bad value": ("report:\n  reviews: soon\n", "soon"),
    "broken YAML": ("report: [\n", "catalogue.yaml"),
}


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def folder(tmp_path):
    """A good report, to which each test adds what is bad."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path / "in"


def issues(out):
    return [json.loads(line) for line in (out / "issues.jsonl").read_text(encoding="utf-8").splitlines()]


def fails(result, *words):
    lines = result.stderr.strip().splitlines()
    assert (result.exit_code, len(lines)) == (1, 1), result.output
    assert all(word in lines[0] for word in words), lines[0]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "unreadable"),
        ("poem.txt", "床前明月光，疑是地上霜。举头望明月，低头思故乡。".encode(), "not_a_report"),
        ("code.txt", b"import os\nprint(os.name)\n", "not_a_report"),
    ],
)
def test_one_bad_file_is_an_issue_and_never_costs_the_others(folder, name, content, kind):
    (folder / name).write_bytes(content)
    out = folder.parent / "out"
    result = run("build", folder, "--out", out, "--no-views")
    assert result.exit_code == 0, result.output
    assert {(row["source"].removesuffix(".txt"), row["kind"]) for row in issues(out)} == {
        (name.removesuffix(".txt"), kind)
    }
    assert "香炉洲大桥" in (out / "mentions.jsonl").read_text(encoding="utf-8")


def test_alone_a_bad_file_is_an_error(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    fails(run("build", tmp_path / "empty.txt", "--out", tmp_path / "out"), "empty.txt")
    assert not (tmp_path / "out").exists()


def test_a_file_that_vanishes_is_an_issue_beside_others_and_an_error_alone(folder, tmp_path):
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    out = tmp_path / "out"
    assert run("build", folder, "--out", out, "--no-views").exit_code == 0
    assert [row["kind"] for row in issues(out)] == ["unreadable"]
    fails(run("build", tmp_path / "nowhere.txt", "--out", out), "nowhere.txt")


def test_a_folder_without_readable_files_is_an_error(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8")
    fails(run("build", tmp_path / "in", "--out", tmp_path / "out"), str(tmp_path / "in"))


@pytest.mark.parametrize("case", CATALOGUES)
def test_a_broken_catalogue_names_its_file_and_what_is_wrong(folder, case):
    content, word = CATALOGUES[case]
    (folder / "catalogue.yaml").write_text(content, encoding="utf-8")
    out = folder.parent / "out"
    fails(run("build", folder, "--out", out), "catalogue.yaml", word)
    assert not out.exists()


def test_an_output_that_cannot_be_written_is_an_error_and_leaves_nothing(folder):
    fails(run("build", folder, "--out", "/proc/out", "--no-views"), "/proc/out", "--out")
    taken = folder.parent / "taken"
    taken.write_text("a file", encoding="utf-8")
    fails(run("build", folder, "--out", taken, "--no-views"), "taken", "--out")
    assert taken.read_text(encoding="utf-8") == "a file"
    assert sorted(os.listdir(folder.parent)) == ["in", "taken"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_is_found_and_recorded(folder, encoding):
    (folder / "report.txt").write_bytes(REPORT.encode(encoding))
    out = folder.parent / "out"
    assert run("build", folder, "--out", out, "--no-views").exit_code == 0
    document = json.loads((out / "documents.jsonl").read_text(encoding="utf-8"))
    assert document["editions"][0]["encoding"] == encoding
    row = json.loads((out / "mentions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert REPORT[row["start"] : row["end"]] == row["text"]


def test_text_of_documents_never_runs(folder):
    hostile = "<script>alert(1)</script>"
    (folder / "report.txt").write_text(REPORT.replace("“智赋万企”行动", f"“{hostile}”行动"), encoding="utf-8")
    out = folder.parent / "out"
    assert run("build", folder, "--out", out).exit_code == 0
    assert not any(hostile in page.read_text(encoding="utf-8") for page in out.rglob("*.html"))
