"""Extraction is as fast as plain word cutting: run with ``pytest tests/benchmarks --benchmark-only``.

``KG_PRACTICE`` may name a folder of more reports.
"""

from __future__ import annotations

import os
from pathlib import Path

import jieba
import pytest

from kg.corpus import read_corpus
from kg.mentions import find_mentions
from kg.model import Document, Edition, Outline
from kg.resources import find_resource
from kg.statements import read_statements
from kg.text import parse_outline

seconds: dict[str, float] = {}


@pytest.fixture(scope="module")
def reports() -> list[tuple[Edition, Document, Outline]]:
    folders = [find_resource("seeds"), *map(Path, filter(None, [os.environ.get("KG_PRACTICE")]))]
    corpus = read_corpus(folders)
    pairs = [(corpus.editions[name], document) for document in corpus.documents for name in document.editions]
    return [(edition, document, parse_outline(edition, document)) for edition, document in pairs]


def extract(reports):
    return [read_statements(e, d, outline, find_mentions(e, outline)) for e, d, outline in reports]


def cut(tokenizer, reports):
    return [tokenizer.lcut(edition.text) for edition, _, _ in reports]


@pytest.mark.benchmark(group="extraction")
def test_extraction(benchmark, reports):
    found = benchmark.pedantic(extract, [reports], rounds=7, warmup_rounds=1)
    seconds["extraction"] = benchmark.stats.stats.min
    assert all(found)


@pytest.mark.benchmark(group="extraction")
def test_extraction_is_at_least_as_fast_as_jieba(benchmark, reports):
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    benchmark.pedantic(cut, [tokenizer, reports], rounds=7, warmup_rounds=1)
    assert seconds["extraction"] <= benchmark.stats.stats.min
