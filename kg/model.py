"""The vocabulary of the project as frozen records: each stage turns one of these into the next.

Offsets everywhere are half-open Unicode code points into :attr:`Edition.text`, which is never altered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

EntityType = str
"""The stem of a file in ``schemas/types/``: project, park, programme, place, event."""
RelationType = str
"""The stem of a file in ``schemas/relations/``: located_in, part_of, phase_of."""
Status = Literal[
    "proposed",
    "approved",
    "signed",
    "started",
    "in_progress",
    "completed",
    "operating",
    "recognised",
    "none",
]
Modality = Literal["achieved", "planned", "none"]
Mood = Literal["review", "plan", "none"]
Level = Literal["nation", "province", "city", "county"]
Kind = Literal["government_work_report", "plan_proposal", "plan_outline", "other"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``start <= i < end``."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First year to last year, both included.

    >>> str(Period(2024, 2024)), str(Period(2021, 2025))
    ('2024', '2021-2025')
    """

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Edition:
    """One text of a document as it was read: immutable, and the ground of every offset."""

    id: str
    """The file's stem."""
    text: str
    encoding: str
    """The encoding found: ``utf-8``, ``utf-8-sig``, ``utf-16`` or ``gb18030``."""
    is_print: bool = False
    """Whether it is a newspaper print: lines broken inside sentences, perhaps parts missing."""
    lacks: tuple[Literal["beginning", "end"], ...] = ()
    """Which ends the text itself says are elsewhere (上接1版, 下转3版)."""


@dataclass(frozen=True, slots=True)
class Document:
    """A work that was issued; its editions count once."""

    id: str
    title: str
    issuer: str
    """Who issued it, as named or inferred: 长沙市人民政府, 中共长沙市委."""
    place: str
    """The administrative division that it speaks for, by full name: 长沙市, 湖南省."""
    level: Level
    kind: Kind
    date: str | None
    """ISO date, or as much of it as is known (``2024-01-13``, ``2025``); None if the text does not tell."""
    reviews: Period | None
    plans: Period | None
    editions: tuple[str, ...]
    """Edition ids, the fullest first."""


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the heading tree; the first one of an edition is its root, without a heading."""

    index: int
    parent: int | None
    level: int
    """Depth: 0 the root, 1 for 一、, 2 for （一）, 3 for 1., 4 for 一是."""
    heading: Span
    span: Span
    """From the heading's start to the start of the next section at the same or a higher level."""
    mood: Mood
    period: Period | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of evidence, ended by 。！？；; may run over a line break that a print put inside it."""

    span: Span
    section: int
    mood: Mood
    period: Period | None
    """What the passage is about: its section's mood and period, unless a paragraph turns to another."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What the layout of an edition tells."""

    sections: tuple[Section, ...]
    """In order of their start; the root first. ``sections[i].index == i``."""
    sentences: tuple[Sentence, ...]
    furniture: tuple[Span, ...]
    """Watermarks, page numbers, sharing buttons: never part of a sentence."""


MentionKey = tuple[str, Span]
"""Edition id and span: what identifies a mention."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something. ``edition.text[span.start:span.end] == text``."""

    edition: str
    span: Span
    text: str
    type: EntityType
    score: float
    """How sure the recogniser is, 0 to 1."""
    by: str
    """The recogniser that found it."""

    @property
    def key(self) -> MentionKey:
        return self.edition, self.span


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that gave a statement its status, its modality or its period."""

    span: Span
    text: str
    gives: Literal["status", "modality", "period"]


@dataclass(frozen=True, slots=True)
class Relation:
    """A link that the sentence itself says, from the statement's mention to another mention."""

    type: RelationType
    target: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sentence says of one mention, with the cues that say so."""

    mention: Mention
    sentence: Span
    section: int
    status: Status
    modality: Modality
    period: Period | None
    """The year or years in which the status holds or is due; None if the document tells no year at all."""
    cues: tuple[Cue, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """Why an entity is said to lie where it lies."""

    rule: Literal["division", "name", "sentence", "whole", "issuer"]
    """The register of divisions, the name itself, a sentence, the place of its whole, or who issued the document."""
    mention: MentionKey | None
    """The mention whose sentence or name tells it; None for the register."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions resolve to."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    """Every other way in which it is written, as written."""
    place: str | None
    """Full name of the division or area it lies in; None if nothing tells."""
    place_evidence: PlaceEvidence | None = None
    code: str | None = None
    """National code (GB/T 2260) of an administrative division; None for all else."""
    slips: tuple[str, ...] = ()
    """Those of the aliases that are slips of print."""


IssueKind = Literal[
    "unreadable",
    "empty",
    "not_a_report",
    "no_year",
    "incomplete",
    "second_edition",
    "catalogue",
    "orphaned_judgement",
    "slip",
]


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """Something skipped or doubtful, with its place; never dropped in silence."""

    source: str
    """The file or edition id it is about."""
    kind: IssueKind
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two names of one type and place are one thing, by whom, and why."""

    a: str
    b: str
    type: EntityType
    verdict: Literal["same", "different", "unsure"]
    by: str
    why: str


Features = tuple[tuple[str, float], ...]
"""Names of features with the weight that each added."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two names that became one thing, as written, and what spoke for it."""

    a: str
    b: str
    entity: str
    score: float
    features: Features
    """Empty where a person judged it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A likely but unsure pair, for review: two entities, what spoke, and one mention of each."""

    a: str
    """Entity id; ``name_a`` is the name that the doubt is about."""
    b: str
    name_a: str
    name_b: str
    type: EntityType
    """The type under which a judgement of the pair is filed."""
    score: float
    features: Features
    mention_a: MentionKey
    mention_b: MentionKey


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two entities, with the statement whose sentence is its evidence."""

    source: str
    type: RelationType
    target: str
    evidence: Statement


@dataclass(frozen=True, slots=True)
class Lifeline:
    """An entity's statements in order of year and document, and what they tell when read in a row."""

    entity: str
    steps: tuple[Statement, ...]
    """Echoes left out: what two editions of one document both say stands once."""
    reading: str
    """A key of ``readings`` in ``schemas/vocabulary.yaml``."""
    reading_zh: str
    reading_en: str


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Everything that one build knows; every export and view is a function of it.

    Sequences are sorted: documents by date and id, editions by id, statements by edition and span,
    entities and lifelines by id, links by their fields.
    """

    documents: tuple[Document, ...]
    editions: Mapping[str, Edition]
    outlines: Mapping[str, Outline]
    statements: tuple[Statement, ...]
    entities: Mapping[str, Entity]
    entity_of: Mapping[MentionKey, str]
    echoes: frozenset[MentionKey]
    """Mentions that only repeat, in a second edition, what the fuller edition of the document says."""
    links: tuple[Link, ...]
    lifelines: Mapping[str, Lifeline]
    """For every entity, by entity id."""
    issues: tuple[Issue, ...]
    joins: tuple[Join, ...] = ()
    """By entity, the surest first."""
    doubts: tuple[Doubt, ...] = ()
    """The surest first."""

    @property
    def document_of(self) -> dict[str, Document]:
        """The document of each edition id."""
        return {edition: document for document in self.documents for edition in document.editions}
