import csv
import io
import re
import shutil
import subprocess

import openpyxl
import pytest

from kg.errors import OutputError
from kg.exports.workbook import SHEETS
from tests.exports.files import FORMULAS, build_formulas, write
from tests.records import build_hostile, build_small


def book(kg) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write("knowledge.xlsx", kg)[0]))


def column(sheet, name: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == name)


def test_heads_stay_in_sight_and_every_column_can_be_filtered() -> None:
    read = book(build_small())
    assert read.sheetnames == list(SHEETS)
    for sheet in read:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])


@pytest.mark.parametrize("build", [build_small, build_hostile])
@pytest.mark.parametrize(("sheet", "shared"), [("lifelines", "entity"), ("quotes", "mention")])
def test_a_lifeline_leads_to_its_quotes_and_a_quote_to_its_mention(sheet, shared, build) -> None:
    read = book(build())
    links = [cell for row in read[sheet].iter_rows(min_row=2) for cell in row if cell.hyperlink]
    assert len(links) == read[sheet].max_row - 1
    for cell in links:
        target, row = re.fullmatch(r"'(\w+)'!A(\d+)", cell.hyperlink.location).groups()
        here = read[sheet].cell(cell.row, column(read[sheet], shared)).value
        assert read[target].cell(int(row), column(read[target], shared)).value == here


def test_a_text_is_never_a_formula() -> None:
    sheet = book(build_formulas())["mentions"]
    texts = [sheet.cell(row, column(sheet, "text")) for row in range(2, sheet.max_row + 1)]
    assert {cell.value for cell in texts} == set(FORMULAS)
    assert {cell.data_type for cell in texts} == {"s"}


@pytest.mark.parametrize("build", [build_small, build_hostile, build_formulas])
def test_libreoffice_shows_the_same_rows(build, tmp_path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("needs LibreOffice Calc: apt-get install --no-install-recommends libreoffice-calc")
    (tmp_path / "knowledge.xlsx").write_bytes(write("knowledge.xlsx", build())[0])
    all_sheets_as_utf8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", all_sheets_as_utf8, "knowledge.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for sheet in book(build()):
        shown = list(csv.reader((tmp_path / f"knowledge-{sheet.title}.csv").open(encoding="utf-8", newline="")))
        assert len(shown) == sheet.max_row
        names = [column(sheet, name) - 1 for name in ("text", "name", "title", "message") if name in shown[0]]
        for row, cells in zip(shown[1:], sheet.iter_rows(min_row=2, values_only=True), strict=True):
            assert [row[i] for i in names] == [cells[i] or "" for i in names]


def test_more_rows_than_a_sheet_holds_are_an_error(monkeypatch) -> None:
    monkeypatch.setattr("kg.exports.workbook._MOST_ROWS", 3)
    with pytest.raises(OutputError, match="16 mentions are more than a sheet holds; export csv"):
        write("knowledge.xlsx", build_small())


def test_no_more_links_are_set_than_excel_opens(monkeypatch) -> None:
    monkeypatch.setattr("kg.exports.workbook._MOST_LINKS", 2)
    sheet = book(build_small())["quotes"]
    assert [row for row in range(2, sheet.max_row + 1) if any(cell.hyperlink for cell in sheet[row])] == [2, 3]
