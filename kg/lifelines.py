"""An entity's statements in order of year and document, and what they tell when read in a row.

The reading is the first of these that holds; a step is told if its clause gives a status, done if that is reported
as completed, operating or (for what was planned before) recognised, and places are the issuing places of documents:

1. ``mentioned``: no step is told.
2. ``slipped``: planned as done for a year, and planned in a later document for a later year, with nothing done since,
   and no longer plan that runs to the later year anyhow.
3. ``completed``: the last report is that it is done, and no earlier stage is planned after it.
4. ``silent``: it was planned, and every place that told of it has a later document that reviews the time and does not
   name it.
5. ``new``: only the newest document of each place names it, and some place has an earlier one that does not.
6. ``once``: a single document names it, and nothing tells what came before or after.
7. ``advanced``: a report stands at a later stage than the first step, or at the stage that was planned before.
8. ``continued``: otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kg.model import Document, Edition, Entity, Lifeline, MentionKey, Period, Statement, Status
from kg.ontology import Ontology, parse_record, read_yaml
from kg.resources import find_resource

_DONE: frozenset[Status] = frozenset({"completed", "operating", "recognised"})


@dataclass(frozen=True)
class _Words:
    """``schemas/lexicons/readings.yaml``."""

    quotable: str

    zh: Mapping[str, str]
    en: Mapping[str, str]
    statuses: Mapping[str, Mapping[str, Sequence[str]]]
    kinds: Mapping[str, Mapping[str, str]]
    ends: Mapping[str, Mapping[str, str]]

    @cached_property
    def quotable_cue(self) -> re.Pattern[str]:
        """A cue whose own words read well after 称 and 计划."""
        return re.compile(self.quotable)


@cache
def _load_words() -> _Words:
    path = find_resource("schemas") / "lexicons" / "readings.yaml"
    return parse_record(_Words, read_yaml(path), str(path))


@dataclass(frozen=True, slots=True)
class _Step:
    """A statement with its document's place in the row of all documents."""

    turn: int
    document: Document
    statement: Statement
    rank: int
    """Stage of life of the status, 0 for none."""

    @property
    def is_told(self) -> bool:
        return self.statement.status != "none" and self.statement.modality != "none"

    @property
    def is_planned(self) -> bool:
        return self.is_told and self.statement.modality == "planned"

    @property
    def is_achieved(self) -> bool:
        return self.is_told and self.statement.modality == "achieved"

    @property
    def aims_to_be_done(self) -> bool:
        return self.is_planned and self.statement.status in _DONE

    @property
    def is_done(self) -> bool:
        return self.is_achieved and self.statement.status in _DONE

    @property
    def year(self) -> int:
        """The last year of its period; 0 where no year is told."""
        return self.statement.period.last if self.statement.period else 0


class _Shelf:
    """All documents in order of date, with what can be asked of their order."""

    def __init__(self, documents: Sequence[Document], editions: Mapping[str, Edition], ontology: Ontology) -> None:
        self.documents = sorted(documents, key=lambda document: (document.date or "", document.id))
        self.editions = editions
        self._ranks = {status: rank for rank, status in enumerate(ontology.statuses)}
        self._place = {
            edition: (turn, order)
            for turn, document in enumerate(self.documents)
            for order, edition in enumerate(document.editions)
        }
        self.newest = {document.place: turn for turn, document in enumerate(self.documents)}
        self.oldest = {document.place: turn for turn, document in reversed([*enumerate(self.documents)])}

    def sort(self, statements: Sequence[Statement]) -> list[_Step]:
        """Statements as steps: by date of the document, the fuller edition first, then by position."""
        ordered = sorted(statements, key=lambda s: (self._place[s.mention.edition], s.mention.span))
        turns = [self._place[statement.mention.edition][0] for statement in ordered]
        return [
            _Step(turn, self.documents[turn], statement, self._ranks[statement.status])
            for turn, statement in zip(turns, ordered, strict=True)
        ]

    def find_silent(self, steps: Sequence[_Step]) -> dict[str, list[Document]]:
        """By each place that told of an entity: its later documents that review the time without naming it."""
        last = {step.document.place: step for step in steps if step.is_told}
        named = {step.document.id for step in steps}
        return {place: [d for d in self._after(step) if d.id not in named] for place, step in sorted(last.items())}

    def _after(self, step: _Step) -> list[Document]:
        first = step.statement.period.first if step.statement.period else 0
        later = (d for d in self.documents[step.turn + 1 :] if d.place == step.document.place)
        return [d for d in later if d.reviews and d.reviews.last >= first]

    def find_unseen(self, steps: Sequence[_Step]) -> list[int]:
        """Years for which it was planned that no document of its places reviews."""
        planned = {y for s in steps if s.is_planned and (p := s.statement.period) for y in range(p.first, p.last + 1)}
        places = {step.document.place for step in steps}
        seen = {y for d in self.documents if d.place in places and (r := d.reviews) for y in range(r.first, r.last + 1)}
        return sorted(planned - seen)

    def find_lacks(self, document: Document) -> tuple[str, ...]:
        """Which ends no edition of a document has."""
        lacks = [self.editions[edition].lacks for edition in document.editions if edition in self.editions]
        return tuple(end for end in ("beginning", "end") if lacks and all(end in ends for ends in lacks))


def _has_slipped(steps: Sequence[_Step]) -> bool:
    for first in (step for step in steps if step.aims_to_be_done and step.year):
        for again in (step for step in steps if step.is_planned and step.turn > first.turn and step.year > first.year):
            is_done = any(step.is_done and first.turn < step.turn <= again.turn for step in steps)
            if not is_done and not _was_foreseen(again, first, steps):
                return True
    return False


def _was_foreseen(again: _Step, first: _Step, steps: Sequence[_Step]) -> bool:
    """Whether a plan as old as the first one ran to the later year anyhow: one of five years is no slip."""
    return any(step.is_planned and step.turn <= first.turn and step.year >= again.year for step in steps)


def _is_completed(steps: Sequence[_Step]) -> bool:
    achieved = [step for step in steps if step.is_achieved]
    if not achieved or not achieved[-1].is_done:
        return False
    last = achieved[-1]
    if last.statement.status == "recognised" and not any(s.is_planned and s.turn < last.turn for s in steps):
        return False
    later = (step for step in steps if step.is_planned and step.turn >= last.turn and step.year > last.year)
    return all(step.rank >= last.rank for step in later)


def _has_advanced(steps: Sequence[_Step]) -> bool:
    told = [step for step in steps if step.is_told]
    achieved = [step for step in told if step.is_achieved]
    if not achieved:
        return False
    best = max(achieved, key=lambda step: step.rank)
    earlier = [step for step in told if step.turn < best.turn]
    is_met = any(s.is_planned and s.statement.status != "in_progress" and s.rank <= best.rank for s in earlier)
    return is_met or best.rank > told[0].rank


def _choose_reading(steps: Sequence[_Step], shelf: _Shelf, silent: Mapping[str, Sequence[Document]]) -> str:
    if not any(step.is_told for step in steps):
        return "mentioned"
    if _has_slipped(steps):
        return "slipped"
    if _is_completed(steps):
        return "completed"
    if all(silent.values()) and any(step.is_planned for step in steps):
        return "silent"
    turns = {step.document.place: {s.turn for s in steps if s.document.place == step.document.place} for step in steps}
    is_newest = all(named == {shelf.newest[place]} for place, named in turns.items())
    if is_newest and any(shelf.oldest[place] < min(named) for place, named in turns.items()):
        return "new"
    if len({step.turn for step in steps}) == 1:
        return "once"
    return "advanced" if _has_advanced(steps) else "continued"


class _Teller:
    """Renders steps as sentences in one language."""

    def __init__(self, language: str, shelf: _Shelf, names_places: bool) -> None:
        self._language = language
        self._words = _load_words()
        self._templates = self._words.zh if language == "zh" else self._words.en
        self._shelf = shelf
        self._names_places = names_places

    def report(self, document: Document) -> str:
        """The document as a sentence calls it: 2024年报告."""
        space = " " if self._language == "en" else ""
        return self._templates["report" if document.date else "undated"].format(
            place=document.place + space if self._names_places else "",
            year=(document.date or "")[:4],
            kind=self._words.kinds[document.kind][self._language],
        )

    def period(self, period: Period | None) -> str:
        if period is None:
            return ""
        key = "period" if period.first == period.last else "periods"
        return self._templates[key].format(first=period.first, last=period.last)

    def clause(self, step: _Step, is_again: bool) -> str:
        """What one step says."""
        return self._templates["again" if is_again else step.statement.modality].format(
            period=self.period(step.statement.period), status=self.status(step)
        )

    def status(self, step: _Step) -> str:
        """The stage in words: in Chinese those of the clause itself."""
        cues = [cue.text for cue in step.statement.cues if cue.gives == "status"]
        if cues and self._language == "zh" and self._words.quotable_cue.search(cues[-1]):
            return f"“{cues[-1]}”"
        planned, achieved = self._words.statuses[step.statement.status][self._language]
        return planned if step.is_planned else achieved

    def unnamed(self, document: Document) -> str:
        """That a document does not name it, and what of the document cannot be seen."""
        ends = [self._words.ends[end][self._language] for end in self._shelf.find_lacks(document)]
        text = self._templates[("unnamed", "lacking", "lacking_both")[len(ends)]]
        return text.format(report=self.report(document), ends=self._templates["and"].join(ends))

    def unreported(self, document: Document) -> str:
        """That a document does not tell of the time that it reviews, and whether all of it can be seen."""
        key = "unreported_lacking" if self._shelf.find_lacks(document) else "unreported"
        return self._templates[key].format(period=self.period(document.reviews))

    def told(self, steps: Sequence[_Step], reading: str) -> list[str]:
        """For each document what it plans and reports, or that it only names the thing."""
        by_turn: dict[int, list[str]] = {step.turn: [] for step in steps}
        told = _condense(steps)
        for step in told:
            is_again = reading == "slipped" and step.is_planned and _was_planned(step, told)
            clauses = by_turn[step.turn]
            if not clauses and _is_unreported(step, told):
                clauses.append(self.unreported(step.document))
            clauses.append(self.clause(step, is_again))
        return [
            self.sentence(turn, clauses, reading == "new" and turn == steps[0].turn)
            for turn, clauses in by_turn.items()
        ]

    def sentence(self, turn: int, clauses: Sequence[str], is_first: bool) -> str:
        """What one document says."""
        key = ("first" if is_first else "told") if clauses else "mentioned"
        report = self.report(self._shelf.documents[turn])
        return self._templates[key].format(report=report, clauses=self._templates["comma"].join(clauses))

    def tell(self, steps: Sequence[_Step], reading: str, silent: Sequence[Document]) -> str:
        """The whole reading."""
        parts = self.told(steps, reading)
        parts += map(self.unnamed, silent)
        unseen = self._shelf.find_unseen(steps) if reading == "silent" else []
        if unseen:
            years = self._templates["enumeration"].join(map(str, unseen))
            parts.append(self._templates["unseen"].format(years=years))
        return self._templates["separator"].join(parts)


def _was_planned(step: _Step, steps: Sequence[_Step]) -> bool:
    return any(earlier.aims_to_be_done and earlier.turn < step.turn for earlier in steps)


def _is_unreported(first: _Step, steps: Sequence[_Step]) -> bool:
    """Whether the document of a step plans a thing on but says nothing of the year for which it planned it before."""
    document, reviewed = first.document, first.document.reviews
    if not reviewed or any(step.is_achieved for step in steps if step.turn == first.turn):
        return False
    earlier = (s for s in steps if s.turn < first.turn and s.is_planned and s.document.place == document.place)
    return any(step.statement.period == reviewed for step in earlier)


def _condense(steps: Sequence[_Step]) -> list[_Step]:
    """For each document, modality and period the told step of the furthest stage, in order."""
    furthest: dict[tuple[int, int, bool, str], _Step] = {}
    for step in (step for step in steps if step.is_told):
        key = step.turn, step.year, step.is_planned, str(step.statement.period)
        if key not in furthest or furthest[key].rank < step.rank:
            furthest[key] = step
    return [step for _, step in sorted(furthest.items(), key=lambda item: item[0])]


def _read(entity: str, statements: Sequence[Statement], shelf: _Shelf) -> Lifeline:
    steps = shelf.sort(statements)
    silent = shelf.find_silent(steps)
    reading = _choose_reading(steps, shelf, silent)
    unnamed = [] if reading in ("completed", "mentioned") else [d for _, ds in sorted(silent.items()) for d in ds]
    names_places = len({d.place for d in (*(step.document for step in steps), *unnamed)}) > 1
    zh, en = (_Teller(language, shelf, names_places).tell(steps, reading, unnamed) for language in ("zh", "en"))
    return Lifeline(entity, tuple(step.statement for step in steps), reading, zh, en)


def build_lifelines(
    entities: Mapping[str, Entity],
    entity_of: Mapping[MentionKey, str],
    statements: Sequence[Statement],
    echoes: Collection[MentionKey],
    documents: Sequence[Document],
    editions: Mapping[str, Edition],
    ontology: Ontology,
) -> dict[str, Lifeline]:
    """The lifeline of every entity, by id."""
    shelf = _Shelf(documents, editions, ontology)
    by_entity: dict[str, list[Statement]] = {entity: [] for entity in sorted(entities)}
    for statement in statements:
        if statement.mention.key not in echoes:
            by_entity[entity_of[statement.mention.key]].append(statement)
    return {entity: _read(entity, found, shelf) for entity, found in by_entity.items() if found}
