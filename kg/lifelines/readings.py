"""What an entity's steps tell when read in a row.

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

A document that names a phase is not silent about the whole. What is told of phases keeps the whole from being new or
told once, and may show that it advanced; it never completes the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.lifelines.steps import Shelf, Step
from kg.model import Document


def _has_slipped(steps: Sequence[Step]) -> bool:
    for first in (step for step in steps if step.aims_to_be_done and step.year):
        for again in (step for step in steps if step.is_planned and step.turn > first.turn and step.year > first.year):
            is_done = any(step.is_done and first.turn < step.turn <= again.turn for step in steps)
            if not is_done and not _was_foreseen(again, first, steps):
                return True
    return False


def _was_foreseen(again: Step, first: Step, steps: Sequence[Step]) -> bool:
    """Whether a plan as old as the first one ran to the later year anyhow: one of five years is no slip."""
    return any(step.is_planned and step.turn <= first.turn and step.year >= again.year for step in steps)


def _is_completed(steps: Sequence[Step]) -> bool:
    achieved = [step for step in steps if step.is_achieved]
    if not achieved or not achieved[-1].is_done:
        return False
    last = achieved[-1]
    if last.statement.status == "recognised" and not any(s.is_planned and s.turn < last.turn for s in steps):
        return False
    later = (step for step in steps if step.is_planned and step.turn >= last.turn and step.year > last.year)
    return all(step.rank >= last.rank for step in later)


def _has_advanced(steps: Sequence[Step]) -> bool:
    told = [step for step in steps if step.is_told]
    achieved = [step for step in told if step.is_achieved]
    if not achieved:
        return False
    best = max(achieved, key=lambda step: step.rank)
    earlier = [step for step in told if step.turn < best.turn]
    is_met = any(s.is_planned and s.statement.status != "in_progress" and s.rank <= best.rank for s in earlier)
    return is_met or best.rank > told[0].rank


def choose_reading(
    steps: Sequence[Step], of_phases: Sequence[Step], shelf: Shelf, silent: Mapping[str, Sequence[Document]]
) -> str:
    """The reading of an entity's steps, given those of its phases and the documents that are silent about both."""
    if not any(step.is_told for step in steps):
        return "mentioned"
    if _has_slipped(steps):
        return "slipped"
    if _is_completed(steps):
        return "completed"
    if all(silent.values()) and any(step.is_planned for step in steps):
        return "silent"
    everything = sorted((*steps, *of_phases), key=lambda step: step.turn)
    turns: dict[str, set[int]] = {}
    for step in everything:
        turns.setdefault(step.document.place, set()).add(step.turn)
    is_newest = all(named == {shelf.newest[place]} for place, named in turns.items())
    if is_newest and any(shelf.oldest[place] < min(named) for place, named in turns.items()):
        return "new"
    if len({step.turn for step in everything}) == 1:
        return "once"
    return "advanced" if _has_advanced(everything) else "continued"
