"""The spaCy pipeline for use by itself: the mentions of a text, and what its sentences say of each."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.util import load_model_from_config

from kg.corpus import build_corpus
from kg.errors import CorpusError
from kg.mentions.pipeline import load_pipeline
from kg.model import Document, Edition, Mention, Span, Statement
from kg.statements import read_statements
from kg.text import parse_outline

KEY = "mentions"
_NAME = "kg_statements"
_TOLD = {"status": "none", "modality": "none", "period": None}
"""What a mention carries after the component, and what it carries before."""


@Language.factory(_NAME, assigns=["doc.ents", *(f"span._.{name}" for name in _TOLD)], requires=["doc.spans"])
class StatementComponent:
    """Reads status, modality and period of each mention, from the text of the Doc alone.

    The mentions, which are flat, become ``doc.ents`` as well, for whatever looks there.
    """

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  what spaCy gives a factory
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        told = {statement.mention.span: statement for statement in _read_statements(doc)}
        for span in doc.spans.get(KEY, ()):
            statement = told[Span(span.start_char, span.end_char)]
            span._.status, span._.modality = statement.status, statement.modality
            span._.period = str(statement.period) if statement.period else None
        doc.ents = tuple(doc.spans.get(KEY, ()))
        return doc


def _read_statements(doc: Doc) -> tuple[Statement, ...]:
    edition = Edition("doc", doc.text, "utf-8")
    document = _infer_document(edition)
    mentions = [
        Mention("doc", Span(span.start_char, span.end_char), span.text, span.label_, span._.score, span._.by)
        for span in doc.spans.get(KEY, ())
    ]
    return read_statements(edition, document, parse_outline(edition, document), mentions)


def _infer_document(edition: Edition) -> Document:
    """What the text tells of itself; nothing where it is a few sentences."""
    try:
        (document,) = build_corpus([edition]).documents
    except CorpusError:
        return Document(edition.id, "", "", "", "county", "other", None, None, None, (edition.id,))
    return document


@cache
def build_pipeline() -> Language:
    """The recognisers' pipeline with the component ``kg_statements`` after them."""
    for name, default in _TOLD.items():
        DocSpan.set_extension(name, default=default, force=True)
    nlp = load_model_from_config(load_pipeline().config)
    nlp.add_pipe(_NAME)
    return nlp
