from pathlib import Path

import pytest

from kg.corpus.catalogue import Row, read_catalogue
from kg.corpus.metadata import Metadata
from kg.errors import CorpusError
from kg.model import Period

STEMS = {"报告", "print"}


def _read(folder: Path, text: str) -> dict[str, Row]:
    path = folder / "catalogue.yaml"
    path.write_text(text, encoding="utf-8")
    return read_catalogue(path, STEMS)


def test_rows(tmp_path: Path) -> None:
    rows = _read(
        tmp_path, "报告: {place: 长沙市, date: 2024-01-13, reviews: 2023, plans: 2021-2025}\nprint: {edition_of: 报告}"
    )
    told = Metadata(place="长沙市", date="2024-01-13", reviews=Period(2023, 2023), plans=Period(2021, 2025))
    assert rows == {"报告": Row(told), "print": Row(Metadata(), "报告")}


def test_an_empty_catalogue_says_nothing(tmp_path: Path) -> None:
    assert _read(tmp_path, "# nothing yet\n") == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("报告: {titel: 报告}", "row '报告'.*unknown key 'titel'"),
        ("other: {title: 报告}", "row 'other'.*no text file"),
        ("报告: 长沙市", "row '报告'.*expected keys"),
        ("报告: {level: town}", "row '报告'.*level 'town' is none of"),
        ("报告: {kind: poem}", "row '报告'.*kind 'poem' is none of"),
        ("报告: {level: [city]}", "row '报告'.*level"),
        ("报告: {date: 2024-13-01}", "row '报告'.*date '2024-13-01' is not in the calendar"),
        ("报告: {date: 13.1.2024}", "row '报告'.*is no date"),
        ("报告: {plans: 2025-2021}", "row '报告'.*is no period"),
        ("报告: {reviews: soon}", "row '报告'.*is no period"),
        ("报告: {place: ''}", "row '报告'.*is not words"),
        ("报告: {title: [2024]}", "row '报告'.*is not words"),
        ("报告:", "row '报告'.*expected keys"),
        ("报告: {edition_of: 报告}", "row '报告'.*edition_of"),
        ("报告: {edition_of: other}", "row '报告'.*edition_of 'other'"),
        ("报告: {edition_of: print}\nprint: {edition_of: 报告}", "row '报告'.*itself an edition"),
        ("- 报告", "expected a table"),
        ("报告: {title: [}", ":1: not valid YAML"),
    ],
)
def test_a_mistake_is_told_with_file_and_row(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason) as caught:
        _read(tmp_path, text)
    assert "catalogue.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_catalogue_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_bytes("报告: {}".encode("gb18030"))
    with pytest.raises(CorpusError, match="UTF-8"):
        read_catalogue(tmp_path / "catalogue.yaml", STEMS)
