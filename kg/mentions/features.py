"""What the tagger sees of a word: its own form, and its surroundings as hashed conjunctions of a whole document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntFlag
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Buckets = NDArray[np.uint32]
Integers = NDArray[np.int64]
Floats = NDArray[np.float32]

REACH = 2
"""Words to the left and to the right whose own features count; so many empty rows part two sentences."""
BUCKET_BITS = 21
PAD = ("", "")
"""The word and part of speech of the rows between sentences."""

_MARKS = frozenset("，。；：、！？“”‘’（）《》()【】—…·-+%/~～,.;:")
_SHAPES = (
    ("digits", re.compile(r"[0-9.%]+")),
    ("latin", re.compile(r"[A-Za-z]+")),
    ("numeral", re.compile("[〇○零一二三四五六七八九十百千万亿两]+")),
)
_LOOSE_TAGS = frozenset(("c", "d", "p", "r", "uj", "ul", "uz", "ug", "ud", "uv", "y", "zg"))
"""Parts of speech that stand inside a name rarely."""
_BASE = np.uint64(1000003)


class Kind(IntFlag):
    """What a word does to the structure of its sentence."""

    PAD = 1
    VERB = 2
    STOP = 4
    """，。；：！？"""
    MARK = 8
    OPEN = 16
    CLOSE = 32
    BREAK = 64
    """A name rarely goes on over it."""
    ETC = 128
    """等"""


_KINDS = {"“": Kind.OPEN, "《": Kind.OPEN, "”": Kind.CLOSE, "》": Kind.CLOSE, "等": Kind.ETC | Kind.BREAK}
_KINDS |= dict.fromkeys("，。；：！？", Kind.STOP | Kind.BREAK) | {"、": Kind.BREAK}


def hashed(text: str) -> int:
    """32 bits of a text, the same in every process."""
    return crc32(text.encode())


def find_shape(word: str) -> str:
    """The class of a word's form.

    >>> [find_shape(word) for word in ("2025", "十五五", "、", "长沙", "AI")]
    ['digits', 'numeral', '、', '2', 'latin']
    """
    if word in _MARKS:
        return word
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(word)), str(min(5, len(word))))


def find_kind(word: str, tag: str) -> Kind:
    """What a word with its part of speech does to its sentence."""
    kind = _KINDS.get(word, Kind(0))
    if word in _MARKS:
        kind |= Kind.MARK
    if tag[:1] == "v" and len(word) > 1:
        kind |= Kind.VERB
    if tag in _LOOSE_TAGS or (tag == "v" and word not in _MARKS):
        kind |= Kind.BREAK
    return kind if (word, tag) != PAD else Kind.PAD | Kind.STOP | Kind.BREAK | Kind.OPEN | Kind.CLOSE | Kind.MARK


class Senses:
    """Clusters of words by meaning, coarse and fine; a word without them takes those of its longest ending."""

    def __init__(self, table: Mapping[str, NDArray[np.generic]]) -> None:
        pairs = zip(table["coarse"].tolist(), table["fine"].tolist(), strict=True)
        self._clusters: dict[int, tuple[int, int]] = dict(zip(table["words"].tolist(), pairs, strict=True))

    def find(self, word: str) -> tuple[int, int, int]:
        """The coarse and the fine cluster (0 for none), and how many characters were cut off to find them."""
        for cut in range(min(len(word), 6)):
            found = self._clusters.get(hashed(word[cut:]))
            if found:
                return (*found, cut)
        return 0, 0, 0


def find_own(word: str, tag: str, senses: tuple[int, int, int], level: int) -> list[tuple[str, int]]:
    """The features of a word by itself, each with the greatest distance at which it counts."""
    coarse, fine, cut = senses
    near = [f"f={word[:1]}", f"f2={word[:2]}"]
    far = [f"w={word}", f"t={tag}", f"s={find_shape(word)}", f"l={word[-1:]}", f"l2={word[-2:]}"]
    if level:
        far.append(f"g={level}")
    if coarse:
        far += [f"c={coarse}.{min(cut, 1)}", f"d={fine}.{min(cut, 1)}"]
    return [(feature, 1) for feature in near] + [(feature, REACH) for feature in far]


def fingerprint(text: str) -> int:
    """A hash of 64 bits under which the hash of two joined texts follows from theirs: see `join`."""
    value = 0
    for char in text:
        value = (value * int(_BASE) + ord(char) + 1) & 0xFFFFFFFFFFFFFFFF
    return value


class _Rows(dict[tuple[str, str], int]):
    """Rows of words, made when they are first asked for."""

    def __init__(self, make: Callable[[tuple[str, str]], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: tuple[str, str]) -> int:
        return self._make(key)


class WordTable:
    """One row for each distinct (word, part of speech): the columns from which surroundings are computed."""

    def __init__(self, senses: Senses, levels: Mapping[str, int]) -> None:
        self._senses, self._levels = senses, levels
        self.row = _Rows(self._add)
        """The row of each word; asking for that of a new one makes it."""
        self._fresh: list[tuple[int, ...]] = []
        self._columns: list[NDArray[np.generic]] = []
        self._add(PAD)

    def _add(self, key: tuple[str, str]) -> int:
        word, tag = key
        coarse = self._senses.find(word)[0]
        sense = coarse or hashed(f"{find_shape(word)}{tag}")
        power = pow(int(_BASE), len(word), 1 << 64)
        hashes = (hashed(word), hashed(tag), hashed(find_shape(word)), sense, hashed(word[-2:]), hashed(word[-1:]))
        self._fresh.append((*hashes, int(find_kind(word, tag)), len(word), fingerprint(word), power))
        self.row[key] = found = len(self.row)
        return found

    def own(self, key: tuple[str, str]) -> list[tuple[str, int]]:
        """The features of a word by itself."""
        return find_own(*key, self._senses.find(key[0]), self._levels.get(key[0], 0))

    def columns(self) -> list[NDArray[np.generic]]:
        """Hashes of word, tag, shape, sense, last two and last character; kind, length, fingerprint, power."""
        if self._fresh:
            types = (np.uint32,) * 6 + (np.int16, np.int32, np.uint64, np.uint64)
            fresh = [np.array(c, t) for c, t in zip(zip(*self._fresh, strict=True), types, strict=True)]
            old = self._columns or [column[:0] for column in fresh]
            self._columns = [np.concatenate(pair) for pair in zip(old, fresh, strict=True)]
            self._fresh = []
        return self._columns


class DivisionNames:
    """Names of administrative divisions of several words, found by the fingerprints of their words."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        pairs = sorted((fingerprint(name), level) for name, level in levels.items())
        self._prints = np.array([p for p, _ in pairs], np.uint64)
        self._levels = np.array([level for _, level in pairs], np.int64)
        self._seen = np.zeros(1 << 16, bool)
        self._seen[self._slots(self._prints)] = True

    @staticmethod
    def _slots(prints: NDArray[np.uint64]) -> NDArray[np.uint64]:
        return (prints * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(48)

    def positions(self, prints: NDArray[np.uint64], powers: NDArray[np.uint64]) -> Integers:
        """For each word 2 * level where a name of two to four words begins, 2 * level - 1 inside it, else 0."""
        out = np.zeros(len(prints), np.int64)
        joined = prints
        for extra in range(1, 4):
            joined = joined[:-1] * powers[extra:] + prints[extra:]
            hits = np.flatnonzero(self._seen[self._slots(joined)])
            found = np.minimum(np.searchsorted(self._prints, joined[hits]), len(self._prints) - 1)
            right = self._prints[found] == joined[hits]
            starts, levels = hits[right], self._levels[found[right]]
            out[starts] = 2 * levels
            for step in range(1, extra + 1):
                out[starts + step] = 2 * levels - 1
        return out


def _last(mask: NDArray[np.bool_]) -> Integers:
    """For each row the last marked row at or before it, 0 if none."""
    return np.maximum.accumulate(np.where(mask, np.arange(len(mask)), 0))


def _before(mask: NDArray[np.bool_]) -> Integers:
    """For each row the last marked row before it."""
    return np.concatenate(([0], _last(mask)[:-1]))


def _next(mask: NDArray[np.bool_]) -> Integers:
    """For each row the first marked row at or after it, the last row if none."""
    top = len(mask) - 1
    return np.minimum.accumulate(np.where(mask, np.arange(len(mask)), top)[::-1])[::-1]


def _after(mask: NDArray[np.bool_]) -> Integers:
    """For each row the first marked row after it."""
    return np.concatenate((_next(mask)[1:], [len(mask) - 1]))


def _shift(values: Buckets, by: int) -> Buckets:
    """The value `by` rows further on; rows run round, where pads lie."""
    return np.roll(values, -by)


def mix(template: int, x: Buckets, *others: Buckets) -> Buckets:
    """Buckets of a conjunction."""
    mixed = x * np.uint32(2654435761)
    for other in others:
        mixed += other
        mixed *= np.uint32(2246822519)
        mixed ^= mixed >> np.uint32(15)
    mixed += np.uint32(template * 374761393 & 0xFFFFFFFF)
    mixed *= np.uint32(3266489917)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(668265263)
    return mixed >> np.uint32(32 - BUCKET_BITS)


def find_surroundings(rows: Integers, table: WordTable, divisions: DivisionNames) -> Iterator[Buckets]:
    """Buckets of what surrounds each word, one array a template; `rows` begins and ends with pads."""
    columns = [column[rows] for column in table.columns()]
    kind = columns[6]
    places = divisions.positions(columns[8], columns[9]).astype(np.uint32)  # type: ignore[arg-type]
    hashes: list[Buckets] = columns[:6]  # type: ignore[assignment]
    conjunctions = [*_neighbours(hashes), *_structure(hashes, kind, places)]  # type: ignore[arg-type]
    return (mix(i, *parts) for i, parts in enumerate(conjunctions, 1))


def _neighbours(hashes: Sequence[Buckets]) -> Iterator[tuple[Buckets, ...]]:
    word, tag, shape, sense, tail, last = hashes
    (w1, t1, c1), (v1, u1, d1) = ([_shift(column, by) for column in (word, tag, sense)] for by in (1, -1))
    yield from ((v1, word), (word, w1), (v1, w1), (u1, tag), (tag, t1), (u1, tag, t1))
    yield from ((_shift(shape, -1), shape, _shift(shape, 1)), (d1, sense), (sense, c1), (d1, sense, c1))
    yield from ((tail, w1), (v1, tail), (last, w1), (_shift(last, -1), word))


def _structure(hashes: Sequence[Buckets], kind: NDArray[np.int16], places: Buckets) -> Iterator[tuple[Buckets, ...]]:
    word, tag, shape, sense, tail, _ = hashes
    at = np.arange(len(word))

    def has(flag: int) -> NDArray[np.bool_]:
        return np.asarray((kind & flag) != 0)

    mark, stop, broken = has(Kind.MARK), has(Kind.STOP), has(Kind.BREAK)
    after, end, verb = _after(mark), _after(stop), _before(has(Kind.VERB | Kind.STOP))
    yield from ((word[after],), (word[after - 1],), (word[end - 1],), (word[verb],), (word[verb], tail))
    left, right = _before(broken), _after(broken)
    reach = (np.minimum(right - at, 5) * 8 + np.minimum(at - left, 5)).astype(np.uint32)
    yield from ((word[right - 1],), (sense[right - 1], reach), (word[left],), (word[right],), (reach, tag))
    yield from ((tail[right - 1], word[right]), (tail, word[left]))
    etc = _next(has(Kind.ETC | Kind.STOP))
    yield (word[np.minimum(etc + 1, len(at) - 1)] * has(Kind.ETC)[etc], shape)
    yield from _quotes(hashes, has(Kind.OPEN), has(Kind.CLOSE), places)


def _quotes(
    hashes: Sequence[Buckets], opens: NDArray[np.bool_], closes: NDArray[np.bool_], places: Buckets
) -> Iterator[tuple[Buckets, ...]]:
    word, _, shape, *_ = hashes
    at = np.arange(len(word))
    first = _last(opens | np.concatenate(([False], closes[:-1])))
    inside = opens[first] & (word[first] != word[0])
    close = _next(closes)
    size = np.minimum(close - first, 12).astype(np.uint32)
    follow = np.minimum(close + 1, len(at) - 1)
    state = inside * (word[first] ^ np.uint32(1))
    yield from ((state, places), (state, shape, size * inside), (word[follow] * inside, shape * inside))
    yield from ((word[close - 1] * inside, word[follow] * inside), (word[first - 1] * inside, shape * inside))
