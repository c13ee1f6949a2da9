"""Slips of print and OCR: two editions of one document disagree about a name, or a place is one character off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from kg.entities.clusters import Pair
from kg.entities.forms import squash
from kg.entities.lexicon import load_names
from kg.entities.names import Name
from kg.model import Document, MentionKey, Span, Statement

Parallels = Mapping[str, Mapping[Span, Span]]
"""For each second edition its sentences with those of the fuller edition that say the same."""


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """A reading that another edition of the same sentence shows to be wrong; the text as printed stays."""

    wrong: MentionKey
    right: MentionKey
    text: str
    """As printed."""
    correct: str


def find_slips(
    statements: Sequence[Statement], documents: Sequence[Document], parallels: Parallels
) -> tuple[Slip, ...]:
    """Names that two editions spell differently in one sentence, sorted.

    The slip is the reading that fewer other documents have, else that of the less full edition.
    """
    by_sentence: dict[tuple[str, Span], list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: s.mention.key):
        by_sentence.setdefault((statement.mention.edition, statement.sentence), []).append(statement)
    counts = _count_documents(statements, documents)
    found = []
    for document in documents:
        for second in document.editions[1:]:
            for here, there in parallels.get(second, {}).items():
                lists = by_sentence.get((second, here), []), by_sentence.get((document.editions[0], there), [])
                found += [_choose(a, b, counts) for a, b in _match(*lists)]
    return tuple(sorted(found))


def _count_documents(statements: Iterable[Statement], documents: Iterable[Document]) -> Counter[str]:
    document_of = {edition: document.id for document in documents for edition in document.editions}
    pairs = {(squash(s.mention.text), document_of.get(s.mention.edition, "")) for s in statements}
    return Counter(text for text, _ in pairs)


def _match(here: Sequence[Statement], there: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Names of two editions of a sentence that are not the same and at most a fifth apart."""
    known = {squash(s.mention.text) for s in here} & {squash(s.mention.text) for s in there}
    open_ = [s for s in there if squash(s.mention.text) not in known]
    for statement in (s for s in here if squash(s.mention.text) not in known):
        text = squash(statement.mention.text)
        alike = [
            s for s in open_ if len(squash(s.mention.text)) == len(text) and s.mention.type == statement.mention.type
        ]
        near = [(Levenshtein.distance(text, squash(s.mention.text)), s.mention.span, s) for s in alike]
        best = min(near, default=None, key=lambda item: item[:2])
        if best and best[0] <= max(1, len(text) // 5):
            open_.remove(best[2])
            yield statement, best[2]


def _choose(second: Statement, first: Statement, counts: Counter[str]) -> Slip:
    a, b = counts[squash(second.mention.text)], counts[squash(first.mention.text)]
    wrong, right = (first, second) if a > b else (second, first)
    return Slip(wrong.mention.key, right.mention.key, wrong.mention.text, right.mention.text)


def pair_slips(slips: Iterable[Slip], names: Sequence[Name]) -> list[Pair]:
    """The names of each slip as a pair, by index; what is already one name is left out."""
    index_of = {s.mention.key: index for index, name in enumerate(names) for s in name.statements}
    pairs = {tuple(sorted((index_of[slip.wrong], index_of[slip.right]))) for slip in slips}
    score = load_names().score(("aligned_editions",))
    return [Pair(a, b, ("aligned_editions",), score) for a, b in sorted(pairs) if a != b]


def pair_misspelt_places(names: Sequence[Name]) -> list[Pair]:
    """Places that look like divisions, are none, and are one character off a division that is named: 山山县, 龙山县."""
    divisions: dict[str, int] = {}
    for index, name in enumerate(names):
        if name.division:
            divisions |= dict.fromkeys(_wipe(name.division.name), index)
    features = ("one_character_other", "short")
    found = {
        (min(index, divisions[wiped]), max(index, divisions[wiped]))
        for index, name in enumerate(names)
        if name.type == "place" and not name.division and name.form.key.endswith(tuple("省市县区州旗"))
        for wiped in _wipe(name.form.key)
        if wiped in divisions
    }
    return [Pair(a, b, features, load_names().thresholds["doubt"]) for a, b in sorted(found)]


def _wipe(text: str) -> Iterator[str]:
    """A name with each but its last character made unknown; none for short names.

    >>> list(_wipe("龙山县"))
    ['?山县', '龙?县']
    """
    if len(text) >= 3:
        yield from (f"{text[:i]}?{text[i + 1 :]}" for i in range(len(text) - 1))
