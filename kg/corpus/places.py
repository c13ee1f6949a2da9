"""Which division a document speaks for, and who issued it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.corpus.header import Header
from kg.divisions import Division, Divisions, load_divisions
from kg.model import Kind, Level

_NAME_LENGTHS = range(15, 1, -1)
_OPENING = 4000
"""Characters in which a report says for whom it speaks."""
_NATION = re.compile(r"届全国人民代表大会|代表国务院|^中共中央|^国务院|中国共产党第.{1,4}届中央委员会")
_SESSION = re.compile(r"(?=第[0-9一二三四五六七八九十]{1,4}届)")
_SPEAKER = re.compile(r"代表[^。]{0,16}?(?=(?:人民)?政府)")
_SIGNATURE = re.compile(r"(?=(?:人民政府|行政公署)?(?:代)?(?:省长|市长|县长|区长|州长|盟长|旗长|主席|专员))")
_SUFFIX = re.compile(r"[全我](?:自治)?([省市县区州旗盟])")
_NAMED_SUFFIX = re.compile(r"代表(?:自治)?([省市县区州旗盟])(?:人民)?政府")
_NAMED_WEIGHT = 10
_MIN_SCORE = 3
_LEVELS: dict[str, Level] = {"省": "province", "市": "city", "州": "city", "盟": "city"}
"""The level that an ending tells where no place is found."""
_ISSUER = re.compile(r"^(中共[^。]{1,20}?委(?:员会)?|[^。]{2,20}?(?:人民政府|行政公署))(?=关于|印发)")


@dataclass(frozen=True, slots=True)
class Place:
    """A division as documents name it; the nation is 中国."""

    name: str
    level: Level


NATION = Place("中国", "nation")


def find_place(header: Header, text: str) -> Place | None:
    """The place that a text speaks for: by its header, else by its opening, else by the names that it uses most.

    >>> find_place(Header((), None, None), "全市上下团结奋斗，湖南长沙再进位，长沙人才汇聚，做强长沙品牌。")
    Place(name='长沙市', level='city')
    """
    opening = text[:_OPENING]
    if any(_NATION.search(line) for line in (header.joined, header.title or "", opening)):
        return NATION
    found = (
        _before(_SESSION, header.joined, text)
        or _in_title(header.title or "", text)
        or _before(_SPEAKER, opening, text)
        or _before(_SIGNATURE, header.joined, text)
        or _most_named(text)
    )
    return Place(found.name, found.level) if found else None


def guess_level(text: str) -> Level:
    """The level that 全省, 全市, 全县 tell."""
    suffix = _common_suffix(text)
    return _LEVELS.get(suffix or "", "county")


def find_issuer(header: Header, place: Place, kind: Kind) -> str:
    """Who issued a document of the kind: the title's own word, or the place's government or party committee.

    >>> find_issuer(Header((), "政府工作报告", None), Place("长沙市", "city"), "government_work_report")
    '长沙市人民政府'
    >>> find_issuer(Header((), "中共长沙市委关于制定规划的建议", None), Place("长沙市", "city"), "plan_proposal")
    '中共长沙市委'
    """
    named = _ISSUER.search(header.title or "")
    if named:
        return named[1]
    if kind == "plan_proposal":
        return "中共中央" if place == NATION else f"中共{place.name}委"
    if place == NATION:
        return "国务院"
    return place.name + ("行政公署" if place.name.endswith(("地区", "盟")) else "人民政府")


def _before(pattern: re.Pattern[str], words: str, text: str) -> Division | None:
    """The division whose full name ends where the pattern's match ends."""
    divisions = load_divisions()
    for match in pattern.finditer(words):
        for length in _NAME_LENGTHS:
            start = match.end() - length
            found = _full(divisions, words[start : match.end()]) if start >= 0 else []
            if found:
                return _likeliest(found, words[:start], text)
    return None


def _in_title(title: str, text: str) -> Division | None:
    """The lowest of the divisions that a title names, in full or, failing that, in short at its start or after 年."""
    divisions = load_divisions()
    for i in range(len(title), 0, -1):
        for length in _NAME_LENGTHS:
            found = _full(divisions, title[i - length : i]) if i >= length else []
            if found:
                return _likeliest(found, title[: i - length], text)
    for match in re.finditer(r"(?:^|年|中共)", title):
        for length in _NAME_LENGTHS:
            short = divisions.by_name.get(title[match.end() : match.end() + length], ())
            if short:
                return short[0]
    return None


def _full(divisions: Divisions, name: str) -> list[Division]:
    return [division for division in divisions.by_name.get(name, ()) if division.name == name]


def _likeliest(found: Sequence[Division], before: str, text: str) -> Division:
    """Among divisions of one name, the one whose parents are named just before it, or most often in the text."""
    divisions = load_divisions()

    def support(division: Division) -> tuple[bool, int]:
        parents = divisions.chain(division)[1:]
        return any(before.endswith(p.name) for p in parents), sum(text.count(p.short) for p in parents)

    return max(found, key=support)


def _most_named(text: str) -> Division | None:
    """The division of the ending that the text uses of itself (全市, 代表市人民政府) which it names most."""
    suffix = _common_suffix(text)
    divisions = load_divisions()
    candidates = [division for division in divisions if suffix and division.name.endswith(suffix)]
    scores = {division.code: _score(division, text, divisions) for division in candidates}
    best = max(scores, key=lambda code: scores[code], default=None)
    return divisions.by_code[best] if best and scores[best] >= _MIN_SCORE else None


def _score(division: Division, text: str, divisions: Divisions) -> int:
    """How often it is named, with two for each of its parts; none where nothing that it lies in is named."""
    named = text.count(division.short)
    parents = divisions.chain(division)[1:]
    if not named or (parents and not any(parent.short in text for parent in parents)):
        return 0
    parts = sum(part.name in text for part in divisions if part.parent == division.code)
    return named + 2 * parts


def _common_suffix(text: str) -> str | None:
    votes = Counter(_SUFFIX.findall(text))
    for suffix in _NAMED_SUFFIX.findall(text):
        votes[suffix] += _NAMED_WEIGHT
    return max(sorted(votes), key=lambda suffix: votes[suffix], default=None)
