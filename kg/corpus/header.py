"""What stands before the text proper: title, session, signature, and what a web page put around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from kg.corpus.words import holds, patterns
from kg.model import Kind
from kg.text.lines import find_lines

_BODY = re.compile(r"(?:各位代表|一、|第[一1][编章篇部]|第一部分|目\s*录)")
_REACH = 4000
"""Characters within which the text proper begins."""
_SHORT = 120
"""A line of more characters is running text."""
_LABEL = r"(?:(?:标题|题目|名称)[：:])?[《〈]?"
_REST = r"[》〉]?(?:\s*(?:[（(〔【—―－_|-].*|摘要|全文))?"
_JOINED = 4
"""Lines over which a title may be broken."""


@dataclass(frozen=True, slots=True)
class Header:
    """The short lines before the text proper."""

    lines: tuple[str, ...]
    title: str | None
    kind: Kind | None
    """What the title says that the document is."""

    @property
    def joined(self) -> str:
        """The lines in one, for what a line break divides: 中国共产党长沙市 / 第十三届委员会; digits stay apart."""
        return re.sub(r"(?<!\d)\n|\n(?!\d)", "", "\n".join(self.lines))


def find_header(text: str) -> Header:
    r"""The header of a text; without lines where the text begins at once.

    >>> header = find_header("下载\n打印\n2024年湖南省政府工作报告\n——2025年1月14日\n各位代表：\n现在，")
    >>> header.title, header.kind, len(header.lines)
    ('2024年湖南省政府工作报告', 'government_work_report', 4)
    """
    lines = _header_lines(text)
    title = find_title(lines)
    return Header(lines, title, find_kind(title) if title else None)


def find_title(lines: tuple[str, ...]) -> str | None:
    """The title among the lines, perhaps broken over some of them; rather one that says more than its kind.

    >>> find_title(("市长作政府工作报告。", "中共某市委关于制定国民经济和社会发展", "第十四个五年规划的建议"))
    '中共某市委关于制定国民经济和社会发展第十四个五年规划的建议'
    """
    found: list[str] = []
    first = len(lines)
    for i in reversed(range(len(lines))):
        joins = [_title().fullmatch("".join(lines[i : i + n])) for n in range(1, min(_JOINED, first - i) + 1)]
        titles = [match[1] for match in joins if match]
        if titles:
            found.insert(0, max(titles, key=len))
            first = i
    return max(found, key=lambda title: len(title) > len("政府工作报告"), default=None)


def find_kind(title: str) -> Kind:
    """The kind that a title tells.

    >>> find_kind("某县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要"), find_kind("某市林地保护规划")
    ('plan_outline', 'other')
    """
    return next((kind for kind in get_args(Kind) if holds(title, kind)), "other")


def _header_lines(text: str) -> tuple[str, ...]:
    lines = find_lines(text[:_REACH])
    body = next((i for i, line in enumerate(lines) if _BODY.match(line.text)), None)
    if body is None:
        body = next((i for i, line in enumerate(lines) if len(line.text) > _SHORT), len(lines))
    return tuple(re.sub(r"\s+", "", line.text) for line in lines[:body] if len(line.text) <= _SHORT)


@cache
def _title() -> re.Pattern[str]:
    cues = "|".join(pattern.pattern for kind in get_args(Kind) for pattern in patterns(kind))
    return re.compile(rf"{_LABEL}([^。！？!?；;：:，,>]{{0,60}}(?<![作在])(?:{cues})(?:的通知)?){_REST}")
