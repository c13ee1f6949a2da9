"""Newspaper prints: lines broken inside sentences, and ends that stand on another page."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from kg.corpus.words import holds
from kg.model import Span
from kg.text.lines import find_lines, runs_on

End = Literal["beginning", "end"]

_PAGE = r"第?\s*[0-9A-Z一二三四五六七八九十]{1,3}\s*版"
_FROM = re.compile(rf"(?:[（(]\s*)?(?:上接|紧接)\s*{_PAGE}(?:\s*[)）])?")
_TO = re.compile(rf"(?:[（(]\s*)?下转\s*{_PAGE}(?:\s*[)）])?")
_EDGE = 500
"""Characters at either end in which a marker says that the text goes on elsewhere; between them it only joins pages."""
_BROKEN = 0.2
_FEW = 5
"""A text is a print if this share of its lines, and so many lines there are at least, go on in the next one."""
_PARAGRAPH = 20
"""Characters from which on a line is running text."""
_CLOSING = 500
"""A report closes within so many characters of its end, or within a tenth of it."""


def find_markers(text: str) -> dict[End, Span]:
    r"""Where the text says that one of its ends stands on another page.

    >>> list(find_markers("上接1版\n新增企业210家。"))
    ['beginning']
    """
    begin = _FROM.search(text, 0, _EDGE)
    end = _TO.search(text, max(0, len(text) - _EDGE))
    found: list[tuple[End, re.Match[str] | None]] = [("beginning", begin), ("end", end)]
    return {name: Span(*match.span()) for name, match in found if match}


def is_print(text: str) -> bool:
    r"""Whether the text is a newspaper print.

    >>> is_print("下转3版"), is_print("一、2023年工作回顾\n这一年，成绩来之不易。")
    (True, False)
    """
    lines = [line for line in find_lines(text) if not line.is_furniture]
    broken = [runs_on(line, following) for line, following in pairwise(lines) if len(line.text) >= _PARAGRAPH]
    is_broken = len(broken) >= _FEW and sum(broken) >= _BROKEN * len(broken)
    return is_broken or bool(_FROM.search(text) or _TO.search(text))


def find_lacks(text: str) -> tuple[End, ...]:
    r"""The ends that are missing: by the text's own word, by breaking off, or, in a print, for want of a closing.

    >>> find_lacks("上接1版\n长沙智谷等重大项目加快建设。\n下转3版")
    ('beginning', 'end')
    >>> find_lacks("各位代表：\n让我们团结在党中央周围，为谱写新篇章而努力奋斗！")
    ()
    """
    markers = find_markers(text)
    is_closed = "end" not in markers and not breaks_off(text)
    if is_closed and is_print(text):
        is_closed = holds(text[-max(_CLOSING, len(text) // 10) :], "closing")
    missing: list[tuple[End, bool]] = [("beginning", "beginning" in markers), ("end", not is_closed)]
    return tuple(end for end, is_missing in missing if is_missing)


def breaks_off(text: str) -> bool:
    """Whether the last paragraph ends inside a sentence."""
    running = [line for line in find_lines(text) if len(line.text) >= 2 * _PARAGRAPH and not line.is_furniture]
    return bool(running) and running[-1].text[-1] not in "。！？!?.”’」』）)】》…"
