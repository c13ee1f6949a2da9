"""Which pairs of names are worth comparing: blocks of shared keys, and near neighbours within a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.features import LONG, sound
from kg.entities.names import Name

WINDOW = 24
"""How many of its next neighbours in a block a name is compared with."""

Key = tuple[str, ...]


def find_keys(name: Name) -> Iterator[Key]:
    """The blocks that a name stands in; names that any base feature can join share one."""
    form = name.form
    stem = form.stem
    yield "core", form.core
    yield "sound", sound(stem)
    yield "ends", stem[:2], stem[-2:]
    yield "tail", stem[-4:]
    yield "cut", stem
    if len(stem) >= LONG:
        yield "letters", "".join(sorted(stem))
    if len(stem) >= 4:
        yield from (("cut", stem[:i] + stem[i + 1 :]) for i in range(len(stem)))
    for coinage in sorted({form.coinage, stem} - {""}):
        yield "coinage", coinage


def _find_neighbours(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Pairs from blocks whose members follow one another in order of seat and spelling."""
    blocks: dict[Key, list[int]] = {}
    for index, name in enumerate(names):
        for key in dict.fromkeys(find_keys(name)):
            blocks.setdefault(key, []).append(index)
    for members in blocks.values():
        members.sort(key=lambda index: (names[index].seat, names[index].form.key))
        for position, first in enumerate(members):
            for second in members[position + 1 : position + 1 + WINDOW]:
                yield min(first, second), max(first, second)


def _find_abbreviations(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Pairs of a short stem and a longer one that has its first two characters and its last in order."""
    shorts: dict[Key, list[int]] = {}
    for index, name in enumerate(names):
        stem = name.form.stem
        if len(stem) >= 3:
            shorts.setdefault((stem[:2], stem[-1]), []).append(index)
    for index, name in enumerate(names):
        stem = name.form.stem
        for second in dict.fromkeys(stem[1:-1]):
            for short in shorts.get((stem[0] + second, stem[-1]), ())[:WINDOW]:
                if len(names[short].form.stem) + 2 <= len(stem):
                    yield min(index, short), max(index, short)


def find_pairs(names: Sequence[Name]) -> list[tuple[int, int]]:
    """Indices of the pairs to compare, sorted; linear in the number of names."""
    return sorted({*_find_neighbours(names), *_find_abbreviations(names)})
