"""One edition's mentions -> its statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from kg.model import Document, Edition, Mention, Outline, Relation, Sentence, Span, Statement, Status
from kg.statements.clauses import Clause, find_clauses
from kg.statements.modality import read_modality, read_period
from kg.statements.relations import find_relations
from kg.statements.status import read_place_status, read_status

_DEFAULTS: Mapping[str, Status] = {"event": "completed", "place": "none"}
"""The status where no word tells: what is undertaken goes on, a gathering was held, a place is only named."""


def read_statements(
    edition: Edition, document: Document, outline: Outline, mentions: Sequence[Mention]
) -> tuple[Statement, ...]:
    """A statement for each mention, in order; a mention outside every sentence raises ValueError."""
    starts = [sentence.span.start for sentence in outline.sentences]
    by_sentence: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: m.span):
        i = bisect_right(starts, mention.span.start) - 1
        if i < 0 or mention.span not in outline.sentences[i].span:
            raise ValueError(f"mention at {mention.span} of {edition.id} lies in no sentence")
        by_sentence.setdefault(i, []).append(mention)
    return tuple(
        statement
        for i, found in by_sentence.items()
        for statement in _read_sentence(edition.text, document, outline.sentences[i], found)
    )


def _read_sentence(
    text: str, document: Document, sentence: Sentence, mentions: Sequence[Mention]
) -> Iterator[Statement]:
    clauses = find_clauses(text, sentence.span, mentions)
    ends = [clause.span.end for clause in clauses]
    owners = [bisect_right(ends, mention.span.start) for mention in mentions]
    relations: dict[Span, list[Relation]] = {mention.span: [] for mention in mentions}
    for _, group in groupby(zip(owners, mentions, strict=True), key=itemgetter(0)):
        inside = [mention for _, mention in group]
        if len(inside) > 1:
            for mention, relation in find_relations(text, inside):
                relations[mention.span].append(relation)
    for i, mention in zip(owners, mentions, strict=True):
        yield _read_mention(mention, sentence, clauses, i, tuple(relations[mention.span]), document)


def _read_mention(
    mention: Mention,
    sentence: Sentence,
    clauses: Sequence[Clause],
    i: int,
    relations: tuple[Relation, ...],
    document: Document,
) -> Statement:
    """The statement of a mention in the clause numbered ``i``."""
    if mention.type == "place":
        status, cue = read_place_status(clauses, mention)
    else:
        status, cue = read_status(clauses, mention.span, _DEFAULTS.get(mention.type, "in_progress"))
    modality, modality_cue = read_modality(clauses[i], sentence, status)
    period, period_cue = read_period(clauses[i], clauses[i - 1] if i else None, sentence, document)
    cues = tuple(filter(None, (cue if status != "none" else None, modality_cue, period_cue)))
    return Statement(mention, sentence.span, sentence.section, status, modality, period, cues, relations)
