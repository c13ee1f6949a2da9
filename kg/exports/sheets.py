"""CSV that Excel opens as it is: UTF-8 with BOM, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.exports.columns import Columns
from kg.exports.tables import Row

_FORMULA = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")
_DISARMED = re.compile("'+[=+\\-@＝＋－＠\t\r\n]")


def disarm_cell(text: str) -> str:
    """A text that a spreadsheet might run as a formula, after an apostrophe; :func:`restore_cell` takes it away.

    >>> disarm_cell("=1+1"), disarm_cell("湘江=长江"), disarm_cell("'=1")
    ("'=1+1", '湘江=长江', "''=1")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restore_cell(text: str) -> str:
    """The text that :func:`disarm_cell` was given.

    >>> restore_cell("'=1+1"), restore_cell("'十四五'")
    ('=1+1', "'十四五'")
    """
    return text[1:] if _DISARMED.match(text) else text


def write_csv(rows: Iterable[Row], columns: Columns, file: BinaryIO) -> None:
    """Write rows under a head of the declared columns; a lone surrogate, which UTF-8 cannot hold, is removed."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows(_format_cells(row, columns) for row in rows)
    file.write(BOM_UTF8 + buffer.getvalue().encode("utf-8", "ignore"))


def _format_cells(row: Row, columns: Columns) -> Iterator[object]:
    values = (row.get(name) for name in columns)
    return (disarm_cell(value) if isinstance(value, str) else value for value in values)
