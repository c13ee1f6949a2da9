"""Achieved or planned, and when: the sentence's topic, unless words of the clause say otherwise."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Cue, Document, Modality, Period, Sentence, Span, Status
from kg.statements.clauses import Clause
from kg.statements.cues import find_cues
from kg.text import find_periods

_COMPARES = re.compile("(?:比|较|自|从|同|与|早在)$")
_NAMES = re.compile('[”"]?(?:远景|规划|愿景|收官|开局)')
"""Words behind a period that make it part of a name or of a turn of speech."""
_DUE = re.compile("(?:到|至|在|于|力争|争取|确保|预计|计划)?$")


def read_modality(clause: Clause, sentence: Sentence, status: Status) -> tuple[Modality, Cue | None]:
    """How the status is meant; the cue is None where only the section tells."""
    if status == "none":
        return "none", None
    for match in find_cues("modality", clause.masked):
        cue = Cue(clause.unmask(match.start, match.end), clause.masked[match.start : match.end], "modality")
        return match.entry.gives, cue  # type: ignore[return-value]
    return ("planned" if sentence.mood == "plan" else "achieved"), None


def read_period(
    clause: Clause, before: Clause | None, sentence: Sentence, document: Document
) -> tuple[Period | None, Cue | None]:
    """When the status holds or is due.

    A date of the clause, or one that alone fills the clause before, overrides the topic's years where it fits them:
    a plan cannot be due before it begins, nor a review report on years to come.
    """
    for where in filter(None, (clause, before)):
        for span, period in _find_free_periods(where.masked):
            leads = _DUE.fullmatch(where.masked, 0, span.start) and span.end >= len(where.masked) - 2
            if (where is clause or leads) and _fits(period, sentence):
                text = where.masked[span.start : span.end]
                return period, Cue(where.unmask(span.start, span.end), text, "period")
    return _leaning_year(clause, document) or (sentence.period, None)


@lru_cache(maxsize=1 << 16)
def _find_free_periods(masked: str) -> tuple[tuple[Span, Period], ...]:
    """Periods of a clause that are neither compared with nor part of a name."""
    return tuple(
        (span, period)
        for span, period in find_periods(masked)
        if not _COMPARES.search(masked, 0, span.start) and not _NAMES.match(masked, span.end)
    )


def _fits(period: Period, sentence: Sentence) -> bool:
    topic = sentence.period
    if topic is None:
        return True
    return period.last >= topic.first if sentence.mood == "plan" else period.last <= topic.last


def _leaning_year(clause: Clause, document: Document) -> tuple[Period, Cue] | None:
    base = document.plans.first if document.plans and document.kind == "government_work_report" else None
    for match in find_cues("years", clause.masked) if base else ():
        year = (base or 0) + int(match.entry.gives)
        text = clause.masked[match.start : match.end]
        return Period(year, year), Cue(clause.unmask(match.start, match.end), text, "period")
    return None
