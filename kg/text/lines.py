"""Lines of an edition: which are furniture, which are headings, and where a paragraph goes on over a line break."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg.model import Span
from kg.ontology import load_lexicon

_LINE = re.compile(r"[^\n\r\x0c]+")
_NUMERAL = "[一二三四五六七八九十百]+"
_HEADINGS = (
    re.compile(rf"{_NUMERAL}、|第{_NUMERAL}[编章篇部]|第{_NUMERAL}部分"),
    re.compile(rf"[（(]{_NUMERAL}[)）]|第{_NUMERAL}节"),
    re.compile(r"\d{1,3}[.．、](?!\d)"),
    re.compile(rf"{_NUMERAL}是"),
)
_ENDS = "。！？；：!?;:…"
_CLOSERS = "”’」』）)】》"
_LONG = 20
"""A line of fewer characters without any mark in it is a title or a name, not a broken sentence."""
_REPEATS = 3
"""A short line that stands so often is a watermark or a running title."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the blanks at its ends."""

    span: Span
    text: str
    is_indented: bool
    level: int
    """Of the heading that it opens with, 1 to 4; 0 where it opens with none."""
    is_furniture: bool = False


def find_lines(text: str) -> list[Line]:
    r"""The lines of a text that are not blank, in order.

    >>> [(line.text, line.level) for line in find_lines("一、2023年工作回顾\n\n　　一年来，成绩来之不易。")]
    [('一、2023年工作回顾', 1), ('一年来，成绩来之不易。', 0)]
    """
    lines = []
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if stripped:
            start = match.start() + match.group().index(stripped)
            indented = start - match.start() >= 2
            lines.append(Line(Span(start, start + len(stripped)), stripped, indented, find_level(stripped)))
    return _mark_furniture(lines)


def find_level(line: str) -> int:
    """The level of the heading that a line opens with, 0 for none.

    >>> [find_level(line) for line in ("二、重点", "（一）产业", "7.加快", "三是稳", "3.5%的增长", "一年来，")]
    [1, 2, 3, 4, 0, 0]
    """
    return next((level for level, pattern in enumerate(_HEADINGS, start=1) if pattern.match(line)), 0)


def find_heading(line: Line) -> Span:
    """The heading's own words: to the first full stop, or the whole line.

    >>> line = find_lines("（四）强化改革牵引，更好融入新发展格局。深化国企改革。")[0]
    >>> line.text[find_heading(line).start : find_heading(line).end]
    '（四）强化改革牵引，更好融入新发展格局'
    """
    stop = re.search("[。！？：:；]", line.text)
    return Span(line.span.start, line.span.start + stop.start() if stop else line.span.end)


def runs_on(line: Line, following: Line) -> bool:
    """Whether a line break stands inside a sentence, as prints put it."""
    if following.level or following.is_indented or following.text.startswith("——"):
        return False
    if line.text[-1] in "，、,":
        return True
    is_title = line.level in (1, 2, 3) and not re.search("[。；]", line.text)
    is_complete = line.text.rstrip(_CLOSERS)[-1:] in _ENDS
    is_prose = len(line.text) >= _LONG or bool(re.search("[。，；]", line.text))
    return is_prose and not is_title and not is_complete


def _mark_furniture(lines: list[Line]) -> list[Line]:
    counts = Counter(line.text for line in lines)
    return [
        Line(line.span, line.text, line.is_indented, line.level, True) if _is_furniture(line, counts) else line
        for line in lines
    ]


def _is_furniture(line: Line, counts: Counter[str]) -> bool:
    if _furniture().fullmatch(line.text):
        return True
    return counts[line.text] >= _REPEATS and len(line.text) <= 60 and line.text[-1] not in _ENDS


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry.cue})" for entry in load_lexicon("furniture")))
