"""The page of one edition: the text as published, with every mention marked in its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Edition, Outline, Span, Statement
from kg.ontology import TypeSpec
from kg.views.cards import describe_cards
from kg.views.evidence import Evidence
from kg.views.pages import Head, build_head, render_page
from kg.views.site import Label, ShortTitle, Site


@dataclass(frozen=True, slots=True)
class Piece:
    """Text inside one mention, or outside all."""

    text: str
    mention: int | None
    type: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces inside one sentence, or between sentences."""

    sentence: int | None
    """Start of the sentence, by which links find it."""
    is_start: bool
    """Whether the sentence begins here, not on a line before."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text."""

    tag: str
    kind: str
    anchor: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline."""

    start: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another edition of the same document."""

    id: str
    file: str


@dataclass(frozen=True, slots=True)
class ReaderContext:
    """What ``reader/<edition>.html`` is rendered from."""

    head: Head
    document: ShortTitle
    edition: Edition
    others: tuple[Sibling, ...]
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    types: dict[str, TypeSpec]
    n_mentions: int


def find_lines(text: str) -> Iterator[Span]:
    r"""The lines that hold anything, without the white space around them.

    >>> list(find_lines("  一、回顾\n\n　　建成通车。"))
    [Span(start=2, end=6), Span(start=10, end=15)]
    """
    start = 0
    for line in text.split("\n"):
        if line.strip():
            first = start + len(line) - len(line.lstrip())
            yield Span(first, first + len(line.strip()))
        start += len(line) + 1


def _meet(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None


def _cut(part: Span, spans: Sequence[Span]) -> Iterator[tuple[Span, int | None]]:
    """A part as pieces inside and between spans, each with the index of its span; nothing is left out."""
    at = part.start
    first = max(0, bisect_right(spans, part.start, key=lambda span: span.start) - 1)
    for i in range(first, len(spans)):
        if spans[i].start >= part.end:
            break
        inside = _meet(spans[i], Span(at, part.end))
        if inside is None:
            continue
        if at < inside.start:
            yield Span(at, inside.start), None
        yield inside, i
        at = inside.end
    if at < part.end:
        yield Span(at, part.end), None


@dataclass(frozen=True, slots=True)
class _Text:
    """An edition with the spans that are known in it, in order of position."""

    site: Site
    edition: Edition
    sentences: Sequence[Span]
    statements: Sequence[Statement]
    mentions: Sequence[Span]

    def find_runs(self, line: Span) -> Iterator[Run]:
        for span, i in _cut(line, self.sentences):
            sentence = None if i is None else self.sentences[i].start
            yield Run(sentence, sentence == span.start, tuple(self._find_pieces(span)))

    def _find_pieces(self, part: Span) -> Iterator[Piece]:
        for span, i in _cut(part, self.mentions):
            text = self.edition.text[span.start : span.end]
            if i is None:
                yield Piece(text, None)
            else:
                mention = self.statements[i].mention
                yield Piece(text, i, mention.type, self.site.kg.entity_of[mention.key])

    def find_blocks(self, outline: Outline) -> Iterator[Block]:
        headings = {section.heading.start: section for section in outline.sections if section.heading.end}
        furniture = sorted(outline.furniture)
        for line in find_lines(self.edition.text):
            runs = tuple(self.find_runs(line))
            section = next((s for at, s in headings.items() if line.start <= at < line.end), None)
            if section and line in Span(section.heading.start, section.heading.end + 1):
                yield Block(f"h{min(section.level + 1, 6)}", "heading", f"h{section.heading.start}", runs)
            else:
                is_furniture = any(span.overlaps(line) for span in furniture)
                anchor = f"h{section.heading.start}" if section else ""
                yield Block("p", "furniture" if is_furniture else "line", anchor, runs)


def _find_headings(edition: Edition, outline: Outline) -> Iterator[Heading]:
    for section in outline.sections:
        if text := edition.text[section.heading.start : section.heading.end].strip():
            yield Heading(section.heading.start, section.level, text)


def _describe_mentions(text: _Text) -> list[dict[str, Any]]:
    kg = text.site.kg
    return [
        {
            "entity": kg.entity_of[statement.mention.key],
            "status": statement.status,
            "modality": statement.modality,
            "years": [statement.period.first, statement.period.last] if statement.period else [],
            "cues": [cue.text for cue in statement.cues],
        }
        for statement in text.statements
    ]


def render_reader(site: Site, edition_id: str) -> str:
    """``reader/<edition>.html``."""
    kg, document = site.kg, site.document_of[edition_id]
    edition, outline = kg.editions[edition_id], kg.outlines[edition_id]
    statements = site.statements_of.get(edition_id, ())
    text = _Text(site, edition, [s.span for s in outline.sentences], statements, [s.mention.span for s in statements])
    evidence = Evidence(site)
    entities = sorted({kg.entity_of[statement.mention.key] for statement in statements})
    data = describe_cards(evidence, [kg.entities[entity] for entity in entities])
    context = ReaderContext(
        head=build_head(
            site,
            f"reader/{site.readers[edition_id]}",
            Label(document.title, document.title),
            ("reader.css", "reader.js"),
            {**data, "mentions": _describe_mentions(text)},
        ),
        document=site.titles[site.order[document.id]],
        edition=edition,
        others=tuple(Sibling(other, site.readers[other]) for other in document.editions if other != edition_id),
        headings=tuple(_find_headings(edition, outline)),
        blocks=tuple(text.find_blocks(outline)),
        types={
            name: spec for name, spec in site.ontology.types.items() if any(s.mention.type == name for s in statements)
        },
        n_mentions=len(statements),
    )
    return render_page("reader.html", context)
