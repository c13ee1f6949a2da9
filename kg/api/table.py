"""A sequence of records that is a data frame as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from kg.errors import KGError
from kg.exports.markup import remove_surrogates

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
Row = dict[str, Any]
_N_SHOWN = 10


class Table(Sequence[T], Generic[T]):
    """Records in order; ``to_frame`` gives the columns that ``schemas/tables.yaml`` declares."""

    def __init__(
        self, name: str, records: Iterable[T], columns: Sequence[str], find_rows: Callable[[], Iterable[Row]]
    ) -> None:
        self.name = name
        self.columns = tuple(columns)
        self._records = tuple(records)
        self._find_rows = find_rows

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._records[index]

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        shown = "".join(f"\n  {record!r}" for record in self._records[:3])
        return f"<{len(self)} {self.name}>{shown}" + "\n  …" * (len(self) > 3)

    def to_frame(self) -> pd.DataFrame:
        """The records as a pandas data frame, one row each.

        Raises KGError where pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise KGError("to_frame needs pandas; run: pip install 'policy-kg[notebook]'") from error
        rows = ({name: _clean(row.get(name)) for name in self.columns} for row in self._find_rows())
        frame = pd.DataFrame(rows, columns=list(self.columns))
        numbers = [n for n in frame if frame[n].dtype == "float64" and (frame[n].dropna() % 1 == 0).all()]
        whole = [name for name in numbers if frame[name].isna().any()]
        return frame.astype(dict.fromkeys(whole, "Int64"))

    def _repr_html_(self) -> str:
        rows = [{name: row.get(name) for name in self.columns} for row in islice(self._find_rows(), _N_SHOWN)]
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(map(_render_cell, row.values()))}</tr>" for row in rows)
        more = f"<p>… {len(self)} {escape(self.name)}</p>" if len(self) > _N_SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _clean(value: Any) -> Any:
    return remove_surrogates(value) if isinstance(value, str) else value


def _render_cell(value: Any) -> str:
    text = "" if value is None else " · ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"<td>{escape(text if len(text) <= 60 else text[:59] + '…')}</td>"
