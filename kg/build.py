"""The whole flow on one screen, and the only place where stages meet."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kg import store
from kg.corpus import Corpus, read_corpus
from kg.divisions import load_divisions
from kg.entities import Parallels, Slip, find_slips, read_judgements, resolve_entities
from kg.errors import OutputError
from kg.exports import EXPORTS
from kg.graph import build_graph
from kg.lifelines import build_lifelines
from kg.mentions import find_mentions
from kg.model import Document, Edition, Issue, Judgement, KnowledgeGraph, MentionKey, Outline, Statement
from kg.ontology import load_ontology
from kg.resources import find_resource
from kg.statements import read_statements
from kg.text import find_parallels, parse_outline
from kg.views import render_views

Report = Callable[[str, int, int], None]
"""Called with what is being read, how many are done, and how many there are."""


def build(
    paths: Sequence[Path],
    report: Report | None = None,
    streams: Sequence[Edition] = (),
    *,
    judgements: Path | None = None,
    earlier: Path | None = None,
    weights: Path | None = None,
) -> KnowledgeGraph:
    """Everything that the files and folders tell, and editions already read; none of both means the seeds.

    ``judgements`` is a file to replay instead of the shipped one; ``earlier`` is the folder of a build, of which
    what was read of unchanged texts is taken over: the result is the same without it, only later. ``weights`` are
    those of another tagger.

    Raises CorpusError where nothing at all can be read, SchemaError where the judgements break their rules.
    """
    judged = read_judgements(judgements or find_resource("seeds") / "judgements.yaml")
    shelf = store.read_shelf(earlier) if earlier and not weights else store.Shelf()
    paths = paths if paths or streams else [find_resource("seeds")]
    return build_knowledge(read_corpus(paths, streams), report, judged, shelf, weights)


def build_knowledge(
    corpus: Corpus,
    report: Report | None = None,
    judgements: Sequence[Judgement] = (),
    shelf: store.Shelf | None = None,
    weights: Path | None = None,
) -> KnowledgeGraph:
    """Everything that a corpus tells."""
    ontology, divisions = load_ontology(), load_divisions()
    outlines, statements = _read_all(corpus, report, shelf or store.Shelf(), weights)
    parallels = _align_editions(corpus, outlines)
    slips = find_slips(statements, corpus.documents, parallels)
    resolution = resolve_entities(statements, corpus.documents, judgements, divisions, ontology, slips)
    echoes = _find_echoes(corpus, parallels, statements, resolution.entity_of)
    lifelines = build_lifelines(
        resolution.entities,
        resolution.entity_of,
        statements,
        echoes,
        corpus.documents,
        corpus.editions,
        ontology,
        resolution.links,
    )
    return KnowledgeGraph(
        documents=corpus.documents,
        editions=corpus.editions,
        outlines=dict(sorted(outlines.items())),
        statements=tuple(statements),
        entities=resolution.entities,
        entity_of=resolution.entity_of,
        echoes=echoes,
        links=resolution.links,
        lifelines=lifelines,
        issues=tuple(sorted([*corpus.issues, *map(_report_orphan, resolution.orphans), *map(_report_slip, slips)])),
        joins=resolution.joins,
        doubts=resolution.doubts,
    )


def _read_all(
    corpus: Corpus, report: Report | None, shelf: store.Shelf, weights: Path | None
) -> tuple[dict[str, Outline], list[Statement]]:
    """The outline of each edition, and all statements in order."""
    outlines: dict[str, Outline] = {}
    statements: list[Statement] = []
    pairs = [(document, edition) for document in corpus.documents for edition in document.editions]
    for done, (document, edition_id) in enumerate(pairs):
        if report:
            report(edition_id, done, len(pairs))
        edition = corpus.editions[edition_id]
        known = shelf.find(document, edition)
        outlines[edition_id], found = known or _read_edition(edition, document, weights)
        statements += found
    return outlines, sorted(statements, key=lambda statement: statement.mention.key)


def _read_edition(edition: Edition, document: Document, weights: Path | None) -> store.Reading:
    outline = parse_outline(edition, document)
    return outline, tuple(read_statements(edition, document, outline, find_mentions(edition, outline, weights)))


def _report_orphan(judgement: Judgement) -> Issue:
    names = f"{judgement.a} and {judgement.b} ({judgement.type}) {judgement.verdict}"
    return Issue(
        "judgements",
        "orphaned_judgement",
        f"{names}: judged by {judgement.by}, but these texts have no such pair, or another row forbids it",
    )


def _report_slip(slip: Slip) -> Issue:
    edition, span = slip.wrong
    message = f"{slip.text} is printed where another edition of the sentence has {slip.correct}"
    return Issue(edition, "slip", message, span.start, span.end)


def _align_editions(corpus: Corpus, outlines: Mapping[str, Outline]) -> Parallels:
    """For each second edition its sentences with those of the fuller edition that say the same."""
    return {
        second: find_parallels(
            corpus.editions[second].text,
            outlines[second].sentences,
            corpus.editions[document.editions[0]].text,
            outlines[document.editions[0]].sentences,
        )
        for document in corpus.documents
        for second in document.editions[1:]
    }


def _find_echoes(
    corpus: Corpus,
    parallels: Parallels,
    statements: Iterable[Statement],
    entity_of: Mapping[MentionKey, str],
) -> frozenset[MentionKey]:
    """Mentions of a second edition whose sentence in the fuller one names the same entity."""
    fuller = {second: document.editions[0] for document in corpus.documents for second in document.editions[1:]}
    statements = list(statements)
    told = {(s.mention.edition, s.sentence, entity_of[s.mention.key]) for s in statements}
    return frozenset(
        key
        for s in statements
        if (first := fuller.get((key := s.mention.key)[0]))
        and (first, parallels[key[0]].get(s.sentence), entity_of[key]) in told
    )


def write_build(kg: KnowledgeGraph, out: Path, *, views: bool = True, title: str = "", lang: str = "zh") -> None:
    """Write every file of a build beside its place, then rename: a run that breaks off leaves what was there.

    The same knowledge gives the same bytes. ``views`` says whether pages are written too, ``title`` and ``lang``
    what stands at their head and which language they open in.

    Raises OutputError where the place cannot be written, or holds something that is no build.
    """
    if out.exists() and not (out.is_dir() and ((out / store.NAME).exists() or not any(out.iterdir()))):
        raise OutputError(f"{out} holds something that is no build; choose another folder with --out, or empty it")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror}; choose another folder with --out") from error
    try:
        _write_files(kg, beside / "new")
        if views:
            write_pages(kg, beside / "new", title=title, lang=lang)
        if out.exists():
            out.rename(beside / "old")
        (beside / "new").rename(out)
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror}; free space or choose another --out") from error
    finally:
        if (beside / "old").exists() and not out.exists():
            (beside / "old").rename(out)
        shutil.rmtree(beside, ignore_errors=True)


def _write_files(kg: KnowledgeGraph, folder: Path) -> None:
    ontology = load_ontology()
    graph = build_graph(kg, ontology)
    folder.mkdir()
    for name, export in EXPORTS.items():
        with (folder / name).open("wb") as file:
            export(kg, graph, ontology, file)
    (folder / store.NAME).write_bytes(store.encode_knowledge(kg))


def write_pages(kg: KnowledgeGraph, folder: Path, *, title: str = "", lang: str = "zh") -> None:
    """Write the pages into the folder of a build, over those that stand there."""
    ontology = load_ontology()
    pages = render_views(kg, build_graph(kg, ontology), ontology, title=title, lang=lang)
    for name, page in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.encode())
