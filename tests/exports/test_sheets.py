import csv
import io
from codecs import BOM_UTF8

from hypothesis import given
from hypothesis import strategies as st

from kg.exports.sheets import disarm_cell, restore_cell
from tests.exports.files import FORMULAS, build_formulas, write
from tests.records import build_small


def cells(name: str, kg) -> list[list[str]]:
    return list(csv.reader(io.StringIO(write(name, kg)[0].decode("utf-8-sig"), newline="")))


def test_excel_sees_that_it_is_utf_8() -> None:
    data = write("mentions.csv", build_small())[0]
    assert data.startswith(BOM_UTF8 + b"mention,edition,")
    assert "湘江科学城".encode() in data


def test_no_cell_runs_as_a_formula() -> None:
    for table in ("nodes", "edges", "mentions", "lifelines", "steps"):
        for row in cells(f"{table}.csv", build_formulas()):
            for cell in row:
                is_number = cell.lstrip("-").replace(".", "").isdigit()
                assert is_number or not cell.startswith(tuple("=+-@＝＋－＠\t\r\n"))


def test_a_disarmed_name_is_still_in_the_cell() -> None:
    head, *rows = cells("mentions.csv", build_formulas())
    assert {restore_cell(row[head.index("text")]) for row in rows} == set(FORMULAS)


@given(st.text(alphabet="'=+-@\t\r\n湘a"))
def test_disarming_loses_nothing(text) -> None:
    assert restore_cell(disarm_cell(text)) == text


@given(st.text(alphabet="'=+-@\t\r\n湘a"))
def test_a_disarmed_cell_is_harmless(text) -> None:
    assert not disarm_cell(text).startswith(tuple("=+-@\t\r\n"))
