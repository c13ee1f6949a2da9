"""One Excel workbook: frozen heads, filters, and links from a lifeline to its quotes and on to the mentions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import OutputError
from kg.exports.columns import Columns, load_tables
from kg.exports.flat import FLAT
from kg.exports.markup import format_value
from kg.exports.tables import Row
from kg.graph import Graph
from kg.model import KnowledgeGraph
from kg.ontology import Ontology

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS: Mapping[str, str] = {
    "documents": "documents",
    "initiatives": "entities",
    "lifelines": "lifelines",
    "quotes": "steps",
    "mentions": "mentions",
    "issues": "issues",
}
"""Sheet to the flat table that it shows; initiatives are the entities whose types governments undertake."""

_LINKS = {"lifelines": ("name", "quotes", "entity"), "quotes": ("quote", "mentions", "mention")}
"""In a sheet the column that links, the sheet it links to, and the column that both share: its first row counts."""
_WIDTHS = {"quote": 80, "reading_zh": 50, "reading_en": 50, "message": 80, "title": 40, "name": 28, "text": 28}
_WIDTH = 14
_LONGEST = 32_767
"""Characters that a cell of Excel holds."""
_MOST_ROWS, _MOST_LINKS = 1_048_575, 65_530
"""Below the head, and in one sheet: more, and Excel offers to repair the file."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file knows; openpyxl would write the clock's."""
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_xlsx(kg: KnowledgeGraph, graph: Graph, ontology: Ontology, file: BinaryIO) -> None:
    """Write the workbook; characters that XML forbids are removed, and text is text even where it starts with =.

    Raises OutputError where there are more rows than a sheet holds.
    """
    from openpyxl import Workbook  # a third of a second that only this format needs

    book = Workbook()
    book.remove(book.worksheets[0])
    rows = {sheet: list(_find_rows(sheet, kg, graph, ontology)) for sheet in SHEETS}
    longest = max(rows, key=lambda sheet: len(rows[sheet]))
    if len(rows[longest]) > _MOST_ROWS:
        raise OutputError(f"{len(rows[longest]):,} {longest} are more than a sheet holds; export csv or sqlite instead")
    for sheet, table in SHEETS.items():
        worksheet: Worksheet = book.create_sheet(sheet)
        _fill(worksheet, rows[sheet], load_tables()[table])
        if sheet in _LINKS:
            _link(worksheet, rows, load_tables()[table])
    buffer = io.BytesIO()
    book.save(buffer)
    _write_timeless(buffer, file)


def _find_rows(sheet: str, kg: KnowledgeGraph, graph: Graph, ontology: Ontology) -> Iterator[Row]:
    rows = FLAT[SHEETS[sheet]](kg, graph, ontology)
    return (row for row in rows if row["is_initiative"]) if sheet == "initiatives" else rows


def _fill(worksheet: Worksheet, rows: Iterable[Row], columns: Columns) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    worksheet.append(list(columns))
    for number, (name, cell) in enumerate(zip(columns, worksheet[1], strict=True), start=1):
        cell.font = Font(bold=True)
        worksheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _WIDTH)
    for row_number, row in enumerate(rows, start=2):
        for number, name in enumerate(columns, start=1):
            value = row.get(name)
            cell = worksheet.cell(row_number, number, _clean(value))
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl takes a text that starts with = for a formula
    worksheet.freeze_panes = "A2"
    worksheet.auto_filter.ref = worksheet.dimensions


def _clean(value: Any) -> Any:
    return format_value(value)[:_LONGEST] if isinstance(value, str) else value


def _link(worksheet: Worksheet, rows: Mapping[str, list[Row]], columns: Columns) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    name, target, shared = _LINKS[worksheet.title]
    number = list(columns).index(name) + 1
    first: dict[str, int] = {}
    for row_number, row in enumerate(rows[target], start=2):
        first.setdefault(row[shared], row_number)
    for row_number, row in enumerate(rows[worksheet.title][:_MOST_LINKS], start=2):
        cell = worksheet.cell(row_number, number)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A{first[row[shared]]}")
        cell.style = "Hyperlink"


def _write_timeless(book: BinaryIO, file: BinaryIO) -> None:
    """The same workbook without the time at which it was written, so that the same knowledge gives the same bytes."""
    with zipfile.ZipFile(book) as read, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(read.namelist()):
            data = read.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, data)
