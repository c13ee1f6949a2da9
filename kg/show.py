"""One entity by name: what it is called, where it lies, what it is linked to, what was said of it, and beside whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.divisions import Former, load_divisions
from kg.errors import KGError
from kg.graph import find_counted
from kg.model import Entity, Join, KnowledgeGraph, Lifeline, Statement
from kg.pinyin import spell

_ALIKE = 50
"""From which likeness in 100 on a name is worth suggesting."""
_N_SUGGESTIONS = 5
_N_NEIGHBOURS = 8


class UnknownNameError(KGError):
    """No entity has the name; the message suggests some."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """One entity with everything that is known of it."""

    entity: Entity
    chain: tuple[str, ...]
    """The places in which it lies, the nearest first."""
    names_before: tuple[Former, ...]
    """For an administrative division: what it was called, and until when."""
    place_quote: str
    """The sentence that tells the place; empty where the register of divisions does."""
    relations: tuple[tuple[str, str, str], ...]
    """Relation type, name of the other, and ``to`` or ``from``."""
    lifeline: Lifeline
    quotes: tuple[str, ...]
    """The sentence of each step of the lifeline."""
    neighbours: tuple[tuple[str, int], ...]
    """Names that share sentences with it, and how many."""
    joins: tuple[Join, ...]


def find_named(kg: KnowledgeGraph, name: str) -> tuple[Entity, ...]:
    """Entities with a name or an alias, in Chinese or in pinyin without tones and spaces; the most often named first.

    Raises UnknownNameError with suggestions where there is none.
    """
    spoken = _speak(name)
    names = [(text, entity) for entity in kg.entities.values() for text in (entity.name, *entity.aliases)]
    exact = [entity for text, entity in names if text == name]
    found = exact or [entity for text, entity in names if _speak(text) == spoken]
    if not found:
        raise UnknownNameError(
            _suggest(name, spoken, {text: entity.name for text, entity in sorted(names, key=_first)})
        )
    counts = Counter(kg.entity_of.values())
    return tuple(sorted({e.id: e for e in found}.values(), key=lambda entity: (-counts[entity.id], entity.id)))


def _speak(text: str) -> str:
    """Syllables without tones, spaces and quotation marks.

    >>> _speak("“智赋万企”行动") == _speak("Zhi fu wanqi xingdong")
    True
    """
    return "".join(syllable for syllable in spell(text.lower()) if syllable).translate(_MARKS)


_MARKS = str.maketrans(dict.fromkeys(" “”‘’\"'「」《》()（）·-—"))


def _first(pair: tuple[str, Entity]) -> tuple[str, str]:
    return pair[0], pair[1].id


def _suggest(name: str, spoken: str, canonical: Mapping[str, str]) -> str:
    """What to say where no entity has a name; ``canonical`` leads from every name to the one of its entity."""
    names = list(canonical)
    sounds = {text: _speak(text) for text in names}
    alike: dict[str, float] = {}
    for query, choices in ((spoken, sounds), (name, dict(zip(names, names, strict=True)))):
        for _, score, text in process.extract(query, choices, scorer=fuzz.WRatio, limit=20):
            alike[canonical[text]] = max(score, alike.get(canonical[text], 0))
    best = sorted((t for t, score in alike.items() if score >= _ALIKE), key=lambda t: (-alike[t], t))[:_N_SUGGESTIONS]
    return f"nothing here is named {name}; " + (f"did you mean {', '.join(best)}?" if best else "see: kg recur")


def build_portrait(kg: KnowledgeGraph, entity: Entity) -> Portrait:
    """Everything that a build knows of one entity."""
    lifeline = kg.lifelines[entity.id]
    evidence = entity.place_evidence
    told_by = {s.mention.key: s for s in kg.statements} if evidence and evidence.mention else {}
    return Portrait(
        entity=entity,
        chain=_find_chain(kg, entity),
        names_before=load_divisions().names_before(entity.code) if entity.code else (),
        place_quote=quote(kg, told_by[evidence.mention]) if evidence and evidence.mention else "",
        relations=tuple(dict.fromkeys(_find_relations(kg, entity))),
        lifeline=lifeline,
        quotes=tuple(quote(kg, step) for step in lifeline.steps),
        neighbours=_find_neighbours(kg, entity),
        joins=tuple(join for join in kg.joins if join.entity == entity.id and join.a != join.b),
    )


def quote(kg: KnowledgeGraph, statement: Statement) -> str:
    """The sentence of a statement in one line."""
    text = kg.editions[statement.mention.edition].text[statement.sentence.start : statement.sentence.end]
    return "".join(line.strip() for line in text.splitlines())


def _find_chain(kg: KnowledgeGraph, entity: Entity) -> tuple[str, ...]:
    places = {other.name: other for other in kg.entities.values() if other.type == "place"}
    chain: list[str] = []
    place = entity.place
    while place and place not in chain:
        chain.append(place)
        place = places[place].place if place in places else None
    return tuple(chain)


def _find_relations(kg: KnowledgeGraph, entity: Entity) -> Iterator[tuple[str, str, str]]:
    for link in kg.links:
        if link.source == entity.id:
            yield link.type, kg.entities[link.target].name, "to"
        elif link.target == entity.id:
            yield link.type, kg.entities[link.source].name, "from"


def _find_neighbours(kg: KnowledgeGraph, entity: Entity) -> tuple[tuple[str, int], ...]:
    by_sentence: dict[tuple[str, int], set[str]] = {}
    for statement in find_counted(kg):
        place = statement.mention.edition, statement.sentence.start
        by_sentence.setdefault(place, set()).add(kg.entity_of[statement.mention.key])
    shared = Counter(other for ids in by_sentence.values() if entity.id in ids for other in sorted(ids - {entity.id}))
    named = sorted(((kg.entities[other].name, n) for other, n in shared.items()), key=lambda pair: (-pair[1], pair[0]))
    return tuple(named[:_N_NEIGHBOURS])
