"""The public API, for notebooks and scripts: build or open a knowledge graph, ask it, show it.

``import kg`` gives these names: ``kg.build``, ``kg.open``, ``kg.load_pipeline`` and ``kg.KnowledgeGraph``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.knowledge import KnowledgeGraph
from kg.api.progress import show_progress
from kg.api.records import (
    DocumentRecord,
    EditionRecord,
    EntityRecord,
    IssueRecord,
    LifelineRecord,
    MentionRecord,
)
from kg.api.table import Table

if TYPE_CHECKING:
    from spacy.language import Language

StrPath = str | os.PathLike[str]

__all__ = [
    "DocumentRecord",
    "EditionRecord",
    "EntityRecord",
    "IssueRecord",
    "KnowledgeGraph",
    "LifelineRecord",
    "MentionRecord",
    "Table",
    "build",
    "load_pipeline",
    "open",
]


def build(
    paths: StrPath | Iterable[StrPath] = (), *, judgements: StrPath | None = None, progress: bool = True
) -> KnowledgeGraph:
    """Read files and folders into a knowledge graph; without paths, the documents that come with the package.

    ``judgements`` is a YAML file of what people decided about names; ``progress`` shows a bar in a notebook, and
    nothing elsewhere.

    Raises CorpusError where nothing at all can be read, SchemaError where the judgements break their rules.
    """
    from kg.build import build as build_records  # spaCy and the model, which `open` does not need

    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    with show_progress(is_wanted=progress) as report:
        judged = Path(judgements) if judgements else None
        return KnowledgeGraph(build_records([Path(path) for path in given], report, judgements=judged))


def open(folder: StrPath) -> KnowledgeGraph:  # noqa: A001  kg.open, as one opens a file
    """The knowledge graph that ``kg build`` wrote into a folder; raises OutputError where the folder holds none."""
    from kg.store import read_knowledge

    return KnowledgeGraph(read_knowledge(Path(folder)))


def load_pipeline() -> Language:
    """The spaCy pipeline by itself: ``doc.spans["mentions"]``, each with its status, modality and period.

    A span has ``span._.status``, ``span._.modality``, ``span._.period`` ("2024", "2021-2025" or None),
    ``span._.score`` and ``span._.by``; its label is the type.
    """
    from kg.api.pipeline import build_pipeline

    return build_pipeline()
