"""Files -> documents with their editions, and what was skipped or is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from kg.corpus.catalogue import Row
from kg.corpus.editions import Candidate, Group, build_groups
from kg.corpus.files import find_files, name_editions, read_file, read_rows
from kg.corpus.metadata import Metadata, fill, infer_metadata, is_attributable, is_of_genre
from kg.corpus.prints import find_markers
from kg.corpus.readers import UnfitFileError
from kg.errors import CorpusError
from kg.model import Document, Edition, Issue


@dataclass(frozen=True, slots=True)
class Corpus:
    """What there is to read, sorted: documents by date and id, editions by id, issues by their fields."""

    documents: tuple[Document, ...]
    editions: Mapping[str, Edition]
    issues: tuple[Issue, ...]


def read_corpus(paths: Sequence[Path], streams: Sequence[Edition] = ()) -> Corpus:
    """The documents in files and in folders, where a ``catalogue.yaml`` overrides what the texts tell.

    ``streams`` are editions already read, such as ``read_edition("-", sys.stdin.buffer.read())``.

    A file that cannot be used becomes an Issue while others can; CorpusError where nothing is left, or for a broken
    catalogue.
    """
    files, issues = find_files(paths)
    rows = read_rows(paths)
    names = name_editions(files, [edition.id for edition in streams])
    ids = {(file.absolute().parent, file.stem): name for file, name in reversed(names.items())}
    editions = list(streams)
    catalogue: dict[str, Row] = {}
    for file, name in names.items():
        try:
            editions.append(replace(read_file(file), id=name))
        except UnfitFileError as error:
            issues.append(Issue(file.name, error.kind, str(error)))
            continue
        row = rows.get(file.absolute())
        if row:
            target = ids.get((file.absolute().parent, row.edition_of or ""))
            catalogue[name] = replace(row, edition_of=target)
    return build_corpus(editions, catalogue, issues, {name: file.name for file, name in names.items()})


def build_corpus(
    editions: Sequence[Edition],
    catalogue: Mapping[str, Row] = MappingProxyType({}),
    issues: Sequence[Issue] = (),
    files: Mapping[str, str] = MappingProxyType({}),
) -> Corpus:
    """The corpus of editions already read; catalogue rows override what is inferred, file names go into Issues.

    Both are by edition id. Raises CorpusError if no edition is left, with the reason of the first that was skipped.
    """
    found = list(issues)
    candidates = []
    for edition in editions:
        row = catalogue.get(edition.id, Row(Metadata()))
        inferred = infer_metadata(edition.text)
        if row.metadata == Metadata() and not is_of_genre(edition.text):
            is_kept = is_attributable(edition.text, inferred)
            found.append(_not_a_report(files.get(edition.id, edition.id), is_kept))
            if not is_kept:
                continue
        candidates.append(Candidate(edition, fill([row.metadata, inferred]), row.edition_of))
    if not candidates:
        raise CorpusError(found[0].message if found else "nothing to read; name a text file or a folder of them")
    groups = build_groups(candidates)
    documents = [_build_document(group, catalogue) for group in groups]
    found += [
        issue for group, document in zip(groups, documents, strict=True) for issue in _find_issues(group, document)
    ]
    kept = sorted((candidate.edition for candidate in candidates), key=lambda edition: edition.id)
    return Corpus(
        documents=tuple(sorted(documents, key=lambda document: (document.date or "", document.id))),
        editions={edition.id: edition for edition in kept},
        issues=tuple(sorted(found, key=lambda i: (i.source, i.kind, i.start or 0, i.message))),
    )


def _build_document(group: Group, rows: Mapping[str, Row]) -> Document:
    """The catalogue first, then the fullest edition, then the others."""
    told = [rows[candidate.edition.id].metadata for candidate in group if candidate.edition.id in rows]
    known = fill([*told, *(candidate.metadata for candidate in group)])
    head = group[0].edition.id
    return Document(
        id=head,
        title=known.title or head,
        issuer=known.issuer or "",
        place=known.place or "",
        level=known.level or "county",
        kind=known.kind or "other",
        date=known.date,
        reviews=known.reviews,
        plans=known.plans,
        editions=tuple(candidate.edition.id for candidate in group),
    )


def _find_issues(group: Group, document: Document) -> Iterator[Issue]:
    head, *others = group
    if not (document.date or document.reviews or document.plans):
        yield Issue(
            head.edition.id, "no_year", "the text tells no year; give date, reviews and plans in catalogue.yaml"
        )
    for candidate in others:
        yield Issue(candidate.edition.id, "second_edition", f"an edition of the document {document.id}; counted once")
    for candidate in group:
        markers = find_markers(candidate.edition.text)
        for end in candidate.edition.lacks:
            span = markers.get(end)
            message = f"the {end} of the text is missing; what stood there is not known"
            place = (span.start, span.end) if span else (None, None)
            yield Issue(candidate.edition.id, "incomplete", message, *place)


def _not_a_report(source: str, is_kept: bool) -> Issue:
    fate = "it names a place and a year and is kept as other" if is_kept else "it is left out"
    return Issue(source, "not_a_report", f"{source} is no plan or report; {fate}")
