"""The unit of identity: a name in a scope, with all its mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.divisions import Division, Divisions
from kg.entities.forms import Form, parse_form, squash
from kg.entities.lexicon import load_names
from kg.entities.places import Gazetteer, Seat
from kg.model import Document, EntityType, Judgement, Statement

_SHARED_TYPES = frozenset({"programme", "event", "place"})
"""What a province names and its cities take up is one thing; two cities' projects of one name are two."""


@dataclass(frozen=True)
class Name:
    """One spelling in one scope; all its mentions are of one thing."""

    form: Form
    type: EntityType
    """The type of most of its mentions."""
    seat: Seat
    """The place that the name carries, or the one that issued it; empty for the whole country."""
    division: Division | None
    """The administrative division that it names."""
    issuers: frozenset[str]
    origins: frozenset[Seat]
    """The seats of the issuers."""
    statements: tuple[Statement, ...]
    """By edition and span."""

    @property
    def id(self) -> tuple[str, Seat, EntityType]:
        """What tells it from every other name; also the order in which names are taken."""
        return self.form.key, self.seat, self.type

    @property
    def is_shared(self) -> bool:
        """Whether places below take part in it, so that it is the upper place's own."""
        return self.type in _SHARED_TYPES

    @property
    def is_local(self) -> bool:
        """Whether every level has one of its own by this name."""
        return _is_local(self.form)

    @property
    def own(self) -> str:
        """Code of the nearest place that the name itself carries."""
        return self.form.places[-1].code if self.form.places else ""

    @cached_property
    def surfaces(self) -> Counter[str]:
        """The ways in which it is written, as written."""
        return Counter(statement.mention.text for statement in self.statements)

    @property
    def surface(self) -> str:
        """The most frequent way in which it is written, one with both ends of its quotation marks before others."""
        return min(self.surfaces, key=lambda text: (_is_torn(text), -self.surfaces[text], -len(text), text))

    @cached_property
    def sentences(self) -> frozenset[tuple[str, int]]:
        """Edition and start of every sentence that has it."""
        return frozenset((s.mention.edition, s.sentence.start) for s in self.statements)


def _is_torn(text: str) -> bool:
    return any(text.count(opening) != text.count(closing) for opening, closing in ("“”", "（）", "()", "《》"))


def _is_local(form: Form) -> bool:
    return form.key.endswith(tuple(load_names().each_level))


def _majority(statements: Iterable[Statement]) -> EntityType:
    counts = Counter(statement.mention.type for statement in statements)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _is_national(form: Form, kind: EntityType) -> bool:
    """Whether the whole country calls one thing so, wherever it is written."""
    national = load_names().national
    if form.places or form.key in national["names"]:
        return not form.places
    if form.core in national["names"] and form.kind in load_names().descriptive and kind in _SHARED_TYPES:
        return True
    is_common = form.rank in national["ranks"] or bool(load_names().national_pattern.search(form.key))
    return is_common and kind in _SHARED_TYPES


class _Reader:
    """Forms and scopes of mentions, each spelling of a place read once."""

    def __init__(self, documents: Sequence[Document], divisions: Divisions) -> None:
        self.documents = {edition: document for document in documents for edition in document.editions}
        places = sorted({document.place for document in documents} | {""})
        self.gazetteers = {place: Gazetteer(divisions, place) for place in places}
        self._forms: dict[tuple[str, str], Form] = {}

    def place(self, statement: Statement) -> str:
        document = self.documents.get(statement.mention.edition)
        return document.place if document else ""

    def form(self, text: str, place: str) -> Form:
        if (text, place) not in self._forms:
            self._forms[text, place] = parse_form(text, self.gazetteers[place])
        return self._forms[text, place]


def _split_types(judgements: Sequence[Judgement]) -> frozenset[tuple[str, EntityType]]:
    """Spellings of which one type was judged to be another thing than the rest."""
    apart = (j for j in judgements if j.verdict == "different" and squash(j.a) == squash(j.b))
    return frozenset((squash(judgement.a), judgement.type) for judgement in apart)


def _lift(seats: Iterable[Seat]) -> dict[Seat, Seat]:
    """Each seat of a shared name with the highest one above it that has the name as well."""
    lifted: dict[Seat, Seat] = {}
    for seat in sorted(seats, key=lambda seat: (len(seat), seat)):
        lifted[seat] = next((lifted[seat[:n]] for n in range(len(seat)) if seat[:n] in lifted), seat)
    return lifted


def build_names(
    statements: Sequence[Statement],
    documents: Sequence[Document],
    judgements: Sequence[Judgement],
    divisions: Divisions,
) -> tuple[Name, ...]:
    """Every name in its scope, in order of :attr:`Name.id`."""
    reader, split = _Reader(documents, divisions), _split_types(judgements)
    spellings: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for statement in sorted(statements, key=lambda s: s.mention.key):
        place, text = reader.place(statement), statement.mention.text
        mark = statement.mention.type if split and (squash(text), statement.mention.type) in split else ""
        spellings.setdefault((reader.form(text, place).key, mark), {}).setdefault(place, []).append(statement)
    names = [name for _, by_place in sorted(spellings.items()) for name in _scope(by_place, reader)]
    return tuple(sorted(names, key=lambda name: name.id))


def _scope(by_place: Mapping[str, list[Statement]], reader: _Reader) -> list[Name]:
    """The names that one spelling is, one for each thing that the issuing places mean by it."""
    scopes: dict[tuple[Seat, EntityType], list[Statement]] = {}
    found: dict[Seat, tuple[Form, Division | None]] = {}
    for place, statements in sorted(by_place.items()):
        gazetteer, kind = reader.gazetteers[place], _majority(statements)
        forms = [reader.form(text, place) for text in sorted({s.mention.text for s in statements})]
        form = max(forms, key=lambda form: form.coinage)
        division = gazetteer.find(form.key) if kind == "place" else None
        seat = gazetteer.seat
        if division:
            seat = gazetteer.seat_of(division)
        elif form.places:
            seat = gazetteer.seat_of(form.places[-1])
        elif _is_national(form, kind):
            seat = ()
        scopes.setdefault((seat, kind), []).extend(statements)
        found.setdefault(seat, (form, division))
    return _merge(scopes, found, reader)


def _merge(
    scopes: Mapping[tuple[Seat, EntityType], list[Statement]],
    found: Mapping[Seat, tuple[Form, Division | None]],
    reader: _Reader,
) -> list[Name]:
    """One name for each seat, of any type; what an upper place names as well is the upper place's."""
    own = {seat for seat, (form, division) in found.items() if division or _is_local(form)}
    lifted = _lift({seat for seat, kind in scopes if kind in _SHARED_TYPES} - own)
    merged: dict[Seat, list[Statement]] = {}
    for (seat, _), statements in sorted(scopes.items()):
        merged.setdefault(lifted.get(seat, seat), []).extend(statements)
    return [
        Name(
            form=found[seat][0],
            type=_majority(statements),
            seat=seat,
            division=found[seat][1],
            issuers=frozenset(map(reader.place, statements)),
            origins=frozenset(reader.gazetteers[reader.place(statement)].seat for statement in statements),
            statements=tuple(sorted(statements, key=lambda s: s.mention.key)),
        )
        for seat, statements in sorted(merged.items())
    ]
