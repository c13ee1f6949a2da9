"""JSON lines: UTF-8, one row a line, keys in the order in which they are declared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from kg.exports.tables import Row


def format_row(row: Row) -> str:
    """A row as one line of JSON, Chinese as it is, without the line end.

    >>> format_row({"text": "湘雅路过江通道", "year": None})
    '{"text": "湘雅路过江通道", "year": null}'
    """
    return json.dumps(row, ensure_ascii=False, allow_nan=False)


def write_jsonl(rows: Iterable[Row], file: BinaryIO) -> None:
    """Write rows, one a line."""
    for row in rows:
        # A lone surrogate has no UTF-8: what backslashreplace writes is its escape in JSON.
        file.write(format_row(row).encode("utf-8", "backslashreplace") + b"\n")
