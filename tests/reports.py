"""Short reports of one city and its province as files, and a recogniser that knows their names by heart."""

from __future__ import annotations

import re
from pathlib import Path

from kg.build import build
from kg.model import Edition, KnowledgeGraph, Mention, Outline

NAMES = {
    "香炉洲大桥": "project",
    "湘雅路过江通道": "project",
    "湘雅路隧道": "project",
    "“万名干部联万企”行动": "programme",
    "“万名干部进万企”行动": "programme",
    "黄花国际贸易港": "park",
    "黄华国际贸易港": "park",
    "椒花水库": "project",
    "望城人工智能谷": "park",
    "望城区": "place",
}
_NAME = re.compile("|".join(sorted(map(re.escape, NAMES), key=lambda name: (-len(name), name))))

CITY_2024 = """政府工作报告
——2024年1月10日在长沙市第十六届人民代表大会第三次会议上
一、2023年工作回顾
湘雅路过江通道加快建设。实施“万名干部联万企”行动。
二、2024年工作重点
力争香炉洲大桥建成通车，加快建设黄花国际贸易港、推进智慧口岸和通关一体化改革。加快椒花水库建设。
推进望城区望城人工智能谷建设。
"""
CITY_2024_PRINT = CITY_2024.replace("黄花国际贸易港", "黄华国际贸易港")
CITY_2025 = """政府工作报告
——2025年1月8日在长沙市第十六届人民代表大会第四次会议上
一、2024年工作回顾
香炉洲大桥主桥合龙。湘雅路隧道建成通车。实施“万名干部进万企”行动。
二、2025年工作重点
力争香炉洲大桥建成通车，加快建设黄花国际贸易港。
"""
REPORTS = {"city-2024": CITY_2024, "city-2024-print": CITY_2024_PRINT, "city-2025": CITY_2025}


def find_known(edition: Edition, outline: Outline, weights: object = None) -> tuple[Mention, ...]:
    """Every name of the list in a sentence."""
    return tuple(
        Mention(edition.id, found, edition.text[found.start : found.end], NAMES[match.group()], 1.0, "list")
        for sentence in outline.sentences
        for match in _NAME.finditer(edition.text, sentence.span.start, sentence.span.end)
        for found in [type(sentence.span)(match.start(), match.end())]
    )


def write_reports(folder: Path, *stems: str) -> list[Path]:
    """Files of the reports named, or of all."""
    paths = [folder / f"{stem}.txt" for stem in stems or REPORTS]
    for path in paths:
        path.write_text(REPORTS[path.stem], encoding="utf-8")
    return paths


def build_reports(folder: Path, *stems: str, **options: Path) -> KnowledgeGraph:
    """The build of reports; the recogniser must be patched in."""
    return build(write_reports(folder, *stems), **options)
