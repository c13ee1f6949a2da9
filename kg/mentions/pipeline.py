"""The spaCy pipeline: a character a token, sentences, then one component for each recogniser."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from spacy.vocab import Vocab

from kg.mentions.find import BY, load_tagger
from kg.text import find_sentences

KEY = "mentions"
"""Where a Doc carries its mentions: ``doc.spans["mentions"]``."""

_SENTENCES, _TEXT = "kg_sentences", "kg_text"


@spacy.registry.tokenizers("kg.CharacterTokenizer.v1")  # type: ignore[attr-defined, untyped-decorator]
def _make_tokenizer() -> type[CharacterTokenizer]:
    return CharacterTokenizer


class CharacterTokenizer:
    """Every character is a token, so that token offsets are the text's offsets and no name is cut by a word border."""

    def __init__(self, vocab: Vocab | Language) -> None:
        self.vocab = vocab.vocab if isinstance(vocab, Language) else vocab

    def __call__(self, text: str) -> Doc:
        words = list(text)
        doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        doc.user_data[_TEXT] = text  # to join a Doc's tokens again costs more than all else
        return doc


@Language.component("kg_sentences", assigns=["doc.user_data"])
def find_doc_sentences(doc: Doc) -> Doc:
    """Sentences over broken lines and without furniture, unless an outline has given them already."""
    doc.user_data.setdefault(_SENTENCES, find_sentences(doc.user_data[_TEXT]))
    return doc


@Language.factory("kg_tagger", assigns=["doc.spans"], requires=["doc.user_data"])
class TaggerComponent:
    """The trained tagger as a recogniser."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  what spaCy gives a factory
        self.name = name
        self.tagger = load_tagger()

    def __call__(self, doc: Doc) -> Doc:
        sentences = [(span.start, span.end) for span in doc.user_data[_SENTENCES]]
        found = []
        for start, end, kind, score in self.tagger.tag(doc.user_data[_TEXT], sentences):
            span = DocSpan(doc, start, end, label=kind)
            span._.score, span._.by = score, BY
            found.append(span)
        doc.spans[KEY] = found
        return doc


@cache
def load_pipeline() -> Language:
    """The pipeline that marks mentions in ``doc.spans["mentions"]``, with ``span._.score`` and ``span._.by``."""
    for name, default in (("score", 0.0), ("by", "")):
        DocSpan.set_extension(name, default=default, force=True)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.CharacterTokenizer.v1"}}})
    nlp.add_pipe("kg_sentences")
    nlp.add_pipe("kg_tagger")
    return nlp
