"""Files -> documents and their editions, with what the texts and the catalogue tell of them."""

from kg.corpus.collection import Corpus, build_corpus, read_corpus
from kg.corpus.readers import read_edition

__all__ = ["Corpus", "build_corpus", "read_corpus", "read_edition"]
