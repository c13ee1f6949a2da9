"""How large the pages are, how soon they answer and what they hold, for the seeds and for synthetic copies.

Run with ``pytest tests/benchmarks --benchmark-only -s``.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.build import build
from kg.graph import build_graph
from kg.model import KnowledgeGraph
from kg.ontology import load_ontology
from kg.views import VIEWS, render_views
from tests.records import Builder
from tests.views.conftest import chromium  # noqa: F401

STATUSES = ("proposed", "started", "in_progress", "completed", "operating")
TYPES = ("project", "park", "programme")


@dataclass(frozen=True)
class Limit:
    """Seconds until a page answers, and megabytes of its file."""

    seconds: float
    megabytes: float


def copy_reports(n_documents: int, n_entities: int, per_document: int) -> KnowledgeGraph:
    """Reports of many cities over the years; each names some things again and some for the first time."""
    builder = Builder()
    for i in range(n_documents):
        sentences = []
        for j in range(per_document):
            number = (i * per_document // 2 + j * 7 + (i * j) % 5) % n_entities
            status, modality = STATUSES[(i + j) % 5], ("planned", "achieved")[j % 2]
            name = f"{'湘沅资澧浏捞沩靳'[number % 8]}江第{number}号{'桥路园站港'[number % 5]}"
            sentences.append(f"加快推进[{name}|{TYPES[number % 3]}|{status}|{modality}]建设，按期完成年度任务。")
        builder.document(f"report-{i:03}", f"第{i % 40}市", 2000 + i // 40, *sentences)
    return builder.build()


CORPORA = {
    "seeds": (lambda: build([]), Limit(1.0, 2.0)),
    "5,000 nodes": (lambda: copy_reports(60, 4940, 165), Limit(3.0, 6.0)),
    "600 documents": (lambda: copy_reports(600, 1500, 12), Limit(15.0, 6.0)),
}


def measure(browser: Browser, path: Path) -> tuple[float, float]:
    """Seconds until a page has drawn itself and answers, and megabytes of its heap."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    seconds = time.perf_counter() - started
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    page.close()
    return seconds, metrics["JSHeapUsedSize"] / 1e6


@pytest.mark.browser
@pytest.mark.parametrize("corpus", CORPORA)
def test_pages_answer_soon_and_stay_small(benchmark, chromium, tmp_path, corpus) -> None:  # noqa: F811
    make, limit = CORPORA[corpus]
    kg = make()
    ontology = load_ontology()
    graph = build_graph(kg, ontology)
    pages = benchmark.pedantic(render_views, (kg, graph, ontology), rounds=1)
    first = next(name for name in pages if name.startswith("reader/"))
    sys.stdout.write(f"\n{corpus}: {len(kg.documents)} documents, {graph.number_of_nodes()} nodes\n")
    late = []
    for name in [*VIEWS, first]:
        path = tmp_path / name.replace("/", "-")
        path.write_bytes(pages[name].encode())
        seconds, heap = min(measure(chromium, path) for _ in range(3))
        megabytes = path.stat().st_size / 1e6
        sys.stdout.write(f"  {name:32} {megabytes:5.2f} MB  {seconds:5.2f} s  {heap:5.1f} MB heap\n")
        late += [name] if seconds > limit.seconds or megabytes > limit.megabytes else []
    assert late == []


SCROLL = """async () => {
  const box = document.getElementById("scroll");
  const frames = [];
  for (let i = 0; i < 60; i += 1) {
    box.scrollTop += 120; box.scrollLeft += 90;
    const started = performance.now();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    frames.push(performance.now() - started);
  }
  frames.sort((a, b) => a - b);
  return { median: frames[30], worst: frames[59], cells: document.querySelectorAll("#rows td").length };
}"""


@pytest.mark.browser
def test_a_matrix_of_600_documents_scrolls_smoothly(benchmark, chromium, tmp_path) -> None:  # noqa: F811
    kg = copy_reports(600, 1500, 12)
    pages = benchmark.pedantic(render_views, (kg, build_graph(kg, load_ontology()), load_ontology()), rounds=1)
    path = tmp_path / "recurrence.html"
    path.write_bytes(pages["recurrence.html"].encode())
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    told = page.evaluate(SCROLL)
    n_rows = page.evaluate("items.length")
    page.close()
    frames = f"two frames in {told['median']:.0f} ms, worst {told['worst']:.0f}"
    sys.stdout.write(f"\n{n_rows} rows x 600: {told['cells']} cells drawn, {frames}\n")
    assert told["cells"] < 3000, "only what is seen is drawn"
    assert told["median"] < 100
