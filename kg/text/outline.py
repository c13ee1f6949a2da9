"""Headings, sentences and what each passage is about: a review or a plan, and of which years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Document, Edition, Mood, Outline, Period, Section, Sentence, Span
from kg.ontology import Entry, load_lexicon
from kg.text.lines import Line, find_heading, find_lines, runs_on
from kg.text.periods import find_periods

_SENTENCE = re.compile(r"[^。！？；!?;]*(?:[。！？!?]+[”’」』）)]*|[；;]|$)")

_OPENING = 30
"""Characters at the start of a sentence in which a turn to other years is looked for."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a passage is about."""

    mood: Mood
    period: Period | None


def parse_outline(edition: Edition, document: Document) -> Outline:
    """Sections, sentences and furniture of an edition; its document tells which years it reviews and plans."""
    lines = find_lines(edition.text)
    kept = [line for line in lines if not line.is_furniture]
    sections = _build_sections(edition.text, kept, document)
    return Outline(
        sections=sections,
        sentences=tuple(_find_sentences(edition.text, kept, sections, document)),
        furniture=tuple(line.span for line in lines if line.is_furniture),
    )


def find_sentences(text: str) -> tuple[Span, ...]:
    r"""The sentences of a text that is no known document, in order, furniture left out.

    >>> text = "打印\n长沙机场改，\n扩建，提速。通车；"
    >>> [text[span.start : span.end] for span in find_sentences(text)]
    ['长沙机场改，\n扩建，提速。', '通车；']
    """
    kept = [line for line in find_lines(text) if not line.is_furniture]
    return tuple(span for paragraph in _find_paragraphs(kept) for span in _split(text, paragraph))


def parse_mood(heading: str) -> Mood | None:
    """What a heading says its section does; None if no word of it tells.

    >>> parse_mood("一、2023年工作回顾"), parse_mood("二、关于2025年工作"), parse_mood("（二）加快建设现代化产业体系")
    ('review', 'plan', None)
    """
    found = [(match.end(), entry.gives) for entry in load_lexicon("moods") for match in re.finditer(entry.cue, heading)]
    return max(found)[1] if found else None  # type: ignore[return-value]


def _build_sections(text: str, lines: Sequence[Line], document: Document) -> tuple[Section, ...]:
    headed = [line for line in lines if line.level]
    root = _root_topic([text[slice_.start : slice_.end] for slice_ in map(find_heading, headed)], document)
    sections = [Section(0, None, 0, Span(0, 0), Span(0, len(text)), root.mood, root.period)]
    for line in headed:
        parent = next(s for s in reversed(sections) if s.level < line.level)
        heading = find_heading(line)
        before = next((s for s in reversed(sections) if s.parent == parent.index), parent)
        words, above = (text[span.start : span.end] for span in (heading, parent.heading))
        topic = _section_topic(words, line.level, parent, before, above, document)
        span = Span(line.span.start, len(text))
        sections.append(Section(len(sections), parent.index, line.level, heading, span, topic.mood, topic.period))
    return tuple(replace(s, span=Span(s.span.start, _section_end(s, sections))) for s in sections)


def _section_end(section: Section, sections: Sequence[Section]) -> int:
    following = (s.span.start for s in sections[section.index + 1 :] if s.level <= section.level)
    return next(following, section.span.end)


def _root_topic(headings: Sequence[str], document: Document) -> Topic:
    """What stands before the first heading: in a report cut at its beginning, still the review."""
    moods = [mood for mood in map(parse_mood, headings) if mood]
    if document.kind == "government_work_report" and document.reviews and (not moods or moods[0] == "plan"):
        return Topic("review", document.reviews)
    mood: Mood = "plan" if document.kind != "government_work_report" or not document.reviews else "review"
    return Topic(mood, _default_period(mood, document))


def _section_topic(
    heading: str, level: int, parent: Section, before: Section, parent_heading: str, document: Document
) -> Topic:
    mood = _section_mood(heading, level, parent, before, parent_heading)
    periods = [period for _, period in find_periods(heading)]
    if len(periods) == 1 and _is_period_of(periods[0], mood, document):
        return Topic(mood, periods[0])
    if mood == parent.mood and level > 1:
        return Topic(mood, parent.period)
    return Topic(mood, _default_period(mood, document))


def _section_mood(heading: str, level: int, parent: Section, before: Section, parent_heading: str) -> Mood:
    """A heading decides, unless the one above it has: 释放改革成效 among the tasks of the year is a task."""
    mood = None if level > 1 and parse_mood(parent_heading) else parse_mood(heading)
    return mood or (before.mood if level == 1 else parent.mood)


def _is_period_of(period: Period, mood: Mood, document: Document) -> bool:
    """A review cannot be of years still to come."""
    return mood != "review" or document.plans is None or period.first < document.plans.first


def _default_period(mood: Mood, document: Document) -> Period | None:
    wanted, other = document.plans, document.reviews
    if mood == "review":
        wanted, other = other, wanted
    return wanted or other


def _find_sentences(
    text: str, lines: Sequence[Line], sections: Sequence[Section], document: Document
) -> Iterator[Sentence]:
    headed = {section.span.start: section for section in sections[1:]}
    section, topic = sections[0], Topic(sections[0].mood, sections[0].period)
    for paragraph in _find_paragraphs(lines):
        if paragraph.start in headed:
            section = headed[paragraph.start]
            topic = _enter(section, sections, topic)
        for span in _split(text, paragraph):
            topic = _turn(text[span.start : span.end], topic, document)
            yield Sentence(span, section.index, topic.mood, topic.period)


def _enter(section: Section, sections: Sequence[Section], topic: Topic) -> Topic:
    """A section that only inherits goes on with what the passage before it has turned to."""
    parent = sections[section.parent or 0]
    inherits = section.level > 1 and (section.mood, section.period) == (parent.mood, parent.period)
    return topic if inherits and topic.mood == section.mood else Topic(section.mood, section.period)


def _find_paragraphs(lines: Sequence[Line]) -> Iterator[Span]:
    start = 0
    for i, line in enumerate(lines):
        if i + 1 == len(lines) or not runs_on(line, lines[i + 1]):
            yield Span(lines[start].span.start, line.span.end)
            start = i + 1


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
        if stripped := match.group().strip():
            start = match.start() + match.group().index(stripped)
            yield Span(start, start + len(stripped))


def _turn(sentence: str, topic: Topic, document: Document) -> Topic:
    """The topic from this sentence on: 五年来 turns a review to the five years, 一年来 back to the one.

    In a report the words for five years may stand on the other side's ground: achievements before the aims.
    """
    for pattern, entry in _turns():
        if pattern.search(sentence[:_OPENING]):
            period = _turned_period(entry.gives, document)
            mood: Mood = "plan" if entry.gives.startswith("plan") else "review"
            crosses = document.kind == "government_work_report" and entry.gives.endswith("plan")
            if period and (mood == topic.mood or crosses):
                return Topic(mood, period)
    return topic


def _turned_period(gives: str, document: Document) -> Period | None:
    base = document.plans if gives.startswith("plan") else document.reviews
    if base is None or gives.endswith("year"):
        return base
    first = (base.last - 1) // 5 * 5 + 1
    return Period(first, first + 4)


@cache
def _turns() -> tuple[tuple[re.Pattern[str], Entry], ...]:
    return tuple((re.compile(entry.cue), entry) for entry in load_lexicon("turns"))
