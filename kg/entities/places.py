"""Divisions as a name in a document means them: which 雨花区, and where a scope lies."""

from __future__ import annotations

from functools import cached_property

from kg.divisions import Division, Divisions
from kg.entities.lexicon import load_names

Seat = tuple[str, ...]
"""Codes of a division and those that it lies in, from the province down; empty for the whole country."""


def nests(a: Seat, b: Seat) -> bool:
    """Whether one of two seats lies in the other."""
    return a[: len(b)] == b[: len(a)]


class Gazetteer:
    """The divisions as seen from one issuing place."""

    def __init__(self, divisions: Divisions, place: str) -> None:
        self.divisions = divisions
        self.home = self._find_home(place)
        self._place = place

    def _find_home(self, place: str) -> tuple[Division, ...]:
        """The chain of the issuing place, nearest first; empty where it is no division."""
        found = [d for d in self.divisions.by_name.get(place, ()) if d.name == place]
        return self.divisions.chain(found[0]) if found else ()

    @property
    def seat(self) -> Seat:
        """The issuing place as a seat; a place without a code is one of its own."""
        return tuple(d.code for d in reversed(self.home)) or ((self._place,) if self._place else ())

    def seat_of(self, division: Division) -> Seat:
        """Where a division stands in the hierarchy, itself the last."""
        return tuple(d.code for d in reversed(self.divisions.chain(division)))

    def find(self, name: str) -> Division | None:
        """The division that a name means here: at home or below it, then in the province, then elsewhere.

        None for a short name of a county elsewhere, and where several fit as well.

        >>> from kg.divisions import load_divisions
        >>> changsha = Gazetteer(load_divisions(), "长沙市")
        >>> [d.code if d else None for d in map(changsha.find, ["雨花区", "浏阳", "长沙", "深圳", "昆山"])]
        ['430111', '430181', '430100', '440300', None]
        """
        name = load_names().nicknamed.get(name, name)
        present = [d for d in self.divisions.by_name.get(name, ()) if self._may_mean(name, d)]
        found = sorted(present or self.divisions.by_former_name.get(name, ()), key=self._distance)
        is_open = len(found) > 1 and self._distance(found[0])[:2] == self._distance(found[1])[:2]
        return None if not found or is_open else found[0]

    def _may_mean(self, name: str, division: Division) -> bool:
        if name == division.name:
            return True
        return name not in load_names().not_places and (division.level != "county" or self._shared(division) > 0)

    def _shared(self, division: Division) -> int:
        """How many levels a division shares with the issuing place."""
        pairs = zip(self.seat, self.seat_of(division), strict=False)
        return sum(1 for mine, other in pairs if mine == other)

    def _distance(self, division: Division) -> tuple[int, int, str]:
        level = ("province", "city", "county").index(division.level)
        return (-self._shared(division) if level == 2 else -3, level, division.code)

    @cached_property
    def _own(self) -> tuple[tuple[str, Division], ...]:
        """Words for the places at home, the longest first: 全市, 市."""
        levels = {division.level: division for division in self.home}
        if self.home and self.home[-1].name.endswith("市"):  # 北京市 is a province and a city
            levels.setdefault("city", self.home[-1])
        words = [(w, levels[level]) for level, ws in load_names().own.items() if level in levels for w in ws]
        return tuple(sorted(words, key=lambda pair: (-len(pair[0]), pair[0])))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.divisions.by_name), default=0)

    def find_prefix(self, text: str) -> tuple[Division, int] | None:
        """The division named at the start of a longer name, and the length of its name there.

        >>> from kg.divisions import load_divisions
        >>> changsha = Gazetteer(load_divisions(), "长沙市")
        >>> [changsha.find_prefix(text) for text in ("浏阳河智谷", "市场监管改革")]
        [None, None]
        >>> division, length = changsha.find_prefix("市公共卫生救治中心")
        >>> division.name, length
        ('长沙市', 1)
        """
        lexicon = load_names()
        for length in range(min(len(text) - 1, self._longest), 1, -1):
            is_known = text[:length] in self.divisions.by_name or text[:length] in self.divisions.by_former_name
            division = self.find(text[:length]) if is_known else None
            if division and (text[:length] == division.name or text[length] not in lexicon.place_not_before):
                return division, length
        for word, division in self._own:
            rest = text[len(word) :]
            is_whole = len(word) > 1 or not lexicon.word_after_own.match(rest)
            if text.startswith(word) and len(rest) >= 2 and is_whole:
                return division, len(word)
        return None
