"""Annotated texts -> sentences cut into words, with the mentions in them: what the tagger learns from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.mentions.tagger import cut_words
from kg.text import find_sentences

Marks = tuple[tuple[int, int, str], ...]
_MARK = re.compile(r"⟦([^|⟧]+)\|([PKGLE])(?: [^⟧]*)?⟧")
_LETTERS = {"P": "project", "K": "park", "G": "programme", "L": "place", "E": "event"}


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated sentence."""

    document: str
    source: int
    """Whose marks these are: 0 the gold standard's, then others', each with habits of their own."""
    window: tuple[int, int]
    """The annotated stretch that it lies in."""
    span: tuple[int, int]
    words: tuple[tuple[str, str], ...]
    marks: Marks
    """First and last word, and type."""


def read_marks(path: Path) -> dict[str, tuple[list[tuple[int, int]], list[tuple[int, int, str]]]]:
    """Windows and mentions of each document in a gold file."""
    found: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int, str]]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        windows, marks = found.setdefault(row["doc"], ([], []))
        if "window" in row:
            windows.append((row["window"][0], row["window"][1]))
        else:
            marks.append((row["start"], row["end"], row["type"]))
    return found


def read_examples(gold: Path, texts: Path, *, source: int = 0) -> Iterator[Example]:
    """The annotated sentences of a gold file, of those documents whose texts lie in the folder."""
    for document, (windows, marks) in sorted(read_marks(gold).items()):
        path = texts / f"{document}.txt"
        if path.exists():
            yield from build_examples(document, path.read_text(encoding="utf-8"), windows, marks, source=source)


def read_written(folder: Path, source: int = 0) -> Iterator[Example]:
    """The sentences of the documents with inline marks."""
    for path in sorted(folder.glob("*.txt")):
        text, marks = parse_written(path.read_text(encoding="utf-8"))
        yield from build_examples(path.stem, text, [(0, len(text))], marks, source=source)


def parse_written(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    r"""The plain text of a document with inline marks, and its mentions.

    >>> parse_written("# 标题\n## plan\n推进⟦湘江科学城|K ip p⟧建设。")
    ('推进湘江科学城建设。\n', [(2, 7, 'park')])
    """
    text, marks = "", []
    for line in marked.splitlines():
        if line.startswith("#"):
            continue
        last = 0
        for match in _MARK.finditer(line):
            text += line[last : match.start()]
            marks.append((len(text), len(text) + len(match[1]), _LETTERS[match[2]]))
            text += match[1]
            last = match.end()
        text += line[last:] + "\n"
    return text, marks


def build_examples(
    document: str,
    text: str,
    windows: Sequence[tuple[int, int]],
    marks: Sequence[tuple[int, int, str]],
    *,
    source: int = 0,
) -> Iterator[Example]:
    """The sentences that lie in the windows, with their mentions."""
    for start, end in ((span.start, span.end) for span in find_sentences(text)):
        window = next((w for w in windows if w[0] <= start and end <= w[1]), None)
        if window:
            inside = [mark for mark in marks if start <= mark[0] and mark[1] <= end]
            words, places = cut_words(text, start, end)
            fitted = _fit_marks([word for word, _ in words], places or range(start, end), inside)
            yield Example(document, source, window, (start, end), tuple(words), fitted)


def _fit_marks(words: Sequence[str], places: Sequence[int], marks: Sequence[tuple[int, int, str]]) -> Marks:
    """Mentions as first and last word; one whose border cuts a word takes the whole word."""
    owners = [i for i, word in enumerate(words) for _ in word]
    owner = dict(zip(places, owners, strict=True))
    fitted: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(marks):
        first, last = owner[start], owner[end - 1]
        if not fitted or first > fitted[-1][1]:
            fitted.append((first, last, kind))
    return tuple(fitted)
