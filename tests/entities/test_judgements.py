"""Judgements as a file that people write by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.entities import read_judgements
from kg.errors import SchemaError
from kg.model import Judgement
from kg.resources import find_resource

ROW = "- {a: 长浏线, b: 长浏快线, type: project, verdict: same, by: 王, why: 同一条线}\n"
TURNED = "- {a: 长浏快线, b: 长浏线, type: project, verdict: different, by: 李, why: 两条线}\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "judgements.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_a_judgement(tmp_path: Path) -> None:
    assert read_judgements(write(tmp_path, ROW)) == (
        Judgement("长浏线", "长浏快线", "project", "same", "王", "同一条线"),
    )


def test_the_shipped_file_is_readable_and_decides_nothing_unsigned() -> None:
    judgements = read_judgements(find_resource("seeds") / "judgements.yaml")
    assert all(judgement.by and judgement.why for judgement in judgements)


def test_a_file_of_comments_judges_nothing(tmp_path: Path) -> None:
    assert read_judgements(write(tmp_path, "# nothing yet\n")) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\n", "expected a list"),
        (ROW.replace("same", "maybe"), "unknown verdict 'maybe'"),
        (ROW.replace("project", "bridge"), "unknown type 'bridge'"),
        (ROW.replace("by: 王, ", ""), "key 'by' is missing"),
        (ROW.replace("by: 王", "by: 12"), "by is 12"),
        (ROW.replace("why", "because"), "unknown key 'because'"),
        (ROW + TURNED, "judged twice"),
        ("- [\n", "not valid YAML"),
    ],
)
def test_a_broken_file_is_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message) as caught:
        read_judgements(write(tmp_path, text))
    assert "\n" not in str(caught.value)
    assert "judgements.yaml" in str(caught.value)
