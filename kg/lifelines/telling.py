"""Steps rendered as sentences, in Chinese and in English (``schemas/lexicons/readings.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kg.lifelines.steps import Shelf, Step
from kg.model import Document, Period
from kg.ontology import parse_record, read_yaml
from kg.resources import find_resource


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


class Teller:
    """Renders steps as sentences in one language."""

    def __init__(self, language: str, shelf: Shelf, names_places: bool) -> None:
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

    def clause(self, step: Step, is_again: bool) -> str:
        """What one step says."""
        return self._templates["again" if is_again else step.statement.modality].format(
            period=self.period(step.statement.period), status=self.status(step)
        )

    def status(self, step: Step) -> str:
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

    def told(self, steps: Sequence[Step], reading: str, reported: Collection[int] = ()) -> list[str]:
        """For each document what it plans and reports, or that it only names the thing.

        ``reported`` are the turns of documents that report on a phase of it.
        """
        by_turn: dict[int, list[str]] = {step.turn: [] for step in steps}
        told = _condense(steps)
        for step in told:
            is_again = reading == "slipped" and step.is_planned and _was_planned(step, told)
            clauses = by_turn[step.turn]
            if not clauses and step.turn not in reported and _is_unreported(step, told):
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

    def phase(self, name: str, steps: Sequence[Step]) -> str:
        """What is told of one phase."""
        told = self._templates["comma"].join(self.told([step for step in steps if step.is_told], ""))
        return self._templates["phase"].format(name=name, told=told)

    def tell(
        self,
        steps: Sequence[Step],
        phases: Sequence[tuple[str, Sequence[Step]]],
        reading: str,
        silent: Sequence[Document],
    ) -> str:
        """The whole reading."""
        reported = {step.turn for _, found in phases for step in found if step.is_achieved}
        parts = self.told(steps, reading, reported)
        parts += map(self.unnamed, silent)
        unseen = self._shelf.find_unseen(steps) if reading == "silent" else []
        if unseen:
            years = self._templates["enumeration"].join(map(str, unseen))
            parts.append(self._templates["unseen"].format(years=years))
        told = [(found[0].turn, name, found) for name, found in phases if any(step.is_told for step in found)]
        parts += [self.phase(name, found) for _, name, found in sorted(told, key=lambda phase: phase[:2])]
        return self._templates["separator"].join(parts)


def _was_planned(step: Step, steps: Sequence[Step]) -> bool:
    return any(earlier.aims_to_be_done and earlier.turn < step.turn for earlier in steps)


def _is_unreported(first: Step, steps: Sequence[Step]) -> bool:
    """Whether the document of a step plans a thing on but says nothing of the year for which it planned it before."""
    document, reviewed = first.document, first.document.reviews
    if not reviewed or any(step.is_achieved for step in steps if step.turn == first.turn):
        return False
    earlier = (s for s in steps if s.turn < first.turn and s.is_planned and s.document.place == document.place)
    return any(step.statement.period == reviewed for step in earlier)


def _condense(steps: Sequence[Step]) -> list[Step]:
    """For each document, modality and period the told step of the furthest stage, in order."""
    furthest: dict[tuple[int, int, bool, str], Step] = {}
    for step in (step for step in steps if step.is_told):
        key = step.turn, step.year, step.is_planned, str(step.statement.period)
        if key not in furthest or furthest[key].rank < step.rank:
            furthest[key] = step
    return [step for _, step in sorted(furthest.items(), key=lambda item: item[0])]
