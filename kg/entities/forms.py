"""A name taken apart: places and rank before it, optional words and phases behind it, and its core."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.divisions import Division
from kg.entities.lexicon import NameLexicon, load_names
from kg.entities.places import Gazetteer

_DROPPED = str.maketrans(dict.fromkeys("“”‘’\"'「」『』《》()[]【】<> \t\r\n\u3000·•・,，、-—–~", ""))
_ZEROS = str.maketrans("○零", "〇〇")
_YEARS_IN_BRACKETS = re.compile(r"[(（]\s*(?:19|20)\d\d\s*[^)）]{0,8}[)）]")
_YEAR = re.compile(r"^(?:19|20)\d\d年?度?(?=\D)")
_QUOTED = re.compile(r"[“「『]([^”」』]{2,})[”」』]")
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十]")
_OWNS = re.compile(r"的(?!地|士)(?=..)")
_ENDS_IN_COUNT = re.compile(r"^[\d一二三四五六七八九十百两大个条项类+×X]*$|[\d一二三四五六七八九十百][大个项]$")


@dataclass(frozen=True, slots=True)
class Form:
    """The parts of a name, after normalising and rewriting."""

    key: str
    """The whole name as it is compared."""
    places: tuple[Division, ...]
    """Divisions named before the core, as written from left to right."""
    rank: str
    owner: str
    """What stood before the last 的."""
    core: str
    head: str
    kind: str
    """The class of the head; empty where no head is known."""
    optional: tuple[str, ...]
    """Groups of the optional words taken off, the last one first."""
    phases: tuple[str, ...]
    """Phases taken off, in order of writing."""
    year: str
    quantity: str
    """How much of something the name says, without it in the core."""
    coinage: str
    """The one part in quotation marks; empty where there is none."""

    @property
    def stem(self) -> str:
        """Core and head: the name without what may be left out."""
        return self.core + self.head

    @property
    def numerals(self) -> tuple[str, ...]:
        """Every numeral of the stem, in order."""
        return tuple(_NUMERAL.findall(self.stem))


def squash(text: str) -> str:
    """A name without width, quotation marks, brackets and spaces.

    >>> squash("中国（长沙）“跨境电商” 综试区")
    '中国长沙跨境电商综试区'
    """
    return unicodedata.normalize("NFKC", text).translate(_DROPPED).translate(_ZEROS).upper()


def _rewrite(text: str, lexicon: NameLexicon) -> str:
    for pattern, replacement in lexicon.patterns:
        text = pattern.sub(replacement, text)
    return text


def _take_rank(text: str, lexicon: NameLexicon) -> tuple[str, str]:
    words = (word for group in lexicon.ranks.values() for word in group)
    rank = next((word for word in words if text.startswith(word) and len(text) > len(word) + 1), "")
    return rank, text[len(rank) :]


def _take_front(text: str, lexicon: NameLexicon, places: Gazetteer) -> tuple[tuple[Division, ...], str, str]:
    """Places and rank before a name, and what is left of it."""
    found: list[Division] = []
    rank = ""
    while True:
        word, rest = _take_rank(text, lexicon)
        if word:
            rank, text = rank or word, rest
            continue
        prefix = places.find_prefix(text)
        if prefix is None:
            return tuple(found), rank, text
        found.append(prefix[0])
        text = text[prefix[1] :]


def _take_owner(text: str) -> tuple[str, str]:
    """What stands before the last 的, and the rest; 目的地 is one word."""
    *_, last = (0, *(match.end() for match in _OWNS.finditer(text)))
    return text[:last], text[last:]


def _take_back(text: str, lexicon: NameLexicon) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What is left of a name without optional words and phases behind it, and these."""
    groups: list[str] = []
    phases: list[str] = []
    while True:
        phase = lexicon.phase.search(text)
        if phase and phase.start() >= 2:
            phases.insert(0, phase.group())
            text = text[: phase.start()]
            continue
        word = next((pair for pair in lexicon.optional_groups if text.endswith(pair[0])), None)
        if word is None or len(text) - len(word[0]) < 2 or _ENDS_IN_COUNT.search(text[: -len(word[0])]):
            return text, tuple(groups), tuple(phases)
        groups.append(word[1])
        text = text[: -len(word[0])]


def _take_head(text: str, lexicon: NameLexicon) -> tuple[str, str, str]:
    """Core, head and kind; a core keeps two characters, a bare head is its own head."""
    for word, kind in lexicon.head_kinds:
        if text.endswith(word) and (len(text) >= len(word) + 2 or text == word):
            return text[: len(text) - len(word)], word, kind
    return text, "", ""


def parse_form(text: str, places: Gazetteer) -> Form:
    """The parts of a name as the places know it.

    >>> from kg.divisions import load_divisions
    >>> places = Gazetteer(load_divisions(), "长沙市")
    >>> form = parse_form("中国（湖南）自由贸易试验区长沙片区", places)
    >>> form.rank, [place.name for place in form.places], form.stem
    ('中国', ['湖南省'], '自贸试验区长沙')
    >>> form = parse_form("地铁1号线北延一期工程", places)
    >>> form.core, form.kind, form.phases, form.numerals
    ('1号', 'line', ('北延', '一期'), ('1',))
    """
    lexicon = load_names()
    quoted = _QUOTED.findall(text)
    key = _rewrite(squash(_YEARS_IN_BRACKETS.sub("", text)), lexicon) or squash(text)
    year = _YEAR.match(key)
    found, rank, rest = _take_front(key[year.end() :] if year else key, lexicon, places)
    owner, rest = _take_owner(rest)
    amount = lexicon.amount.search(rest)
    quantity = amount.group() if amount and len(rest) > len(amount.group()) + 2 else ""
    rest, optional, phases = _take_back(rest.replace(quantity, "", 1), lexicon)
    if found and any(rest == word for word, _ in lexicon.optional_groups):
        rest = ""
    core, head, kind = _take_head(rest, lexicon)
    if not core:
        core, head = (found[-1].short, head) if found else (rest, "")
    coinage = squash(quoted[0]) if len(quoted) == 1 else ""
    year_text = year.group() if year else ""
    return Form(
        key, found, rank, owner, core, head, kind if head else "", optional, phases, year_text, quantity, coinage
    )
