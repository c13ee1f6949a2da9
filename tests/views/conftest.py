"""A real Chromium, cut off from every network, that keeps what a page tries to fetch and what it complains of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from kg.build import build
from kg.graph import build_graph
from kg.model import KnowledgeGraph
from kg.ontology import load_ontology
from kg.views import render_views

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        message = "no Chromium on the PATH: install Debian's chromium to test the pages"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """An open page with all that went wrong on it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass
class Visitor:
    """Writes the pages of a graph to disk and opens them."""

    browser: Browser
    folder: Path
    visits: list[Visit] = field(default_factory=list)

    def open(
        self,
        kg: KnowledgeGraph,
        name: str,
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        state: str = "",
        lang: str = "zh",
    ) -> Visit:
        for file, html in render_views(kg, build_graph(kg, load_ontology()), load_ontology(), lang=lang).items():
            (self.folder / file).parent.mkdir(exist_ok=True)
            (self.folder / file).write_bytes(html.encode("utf-8"))
        return self.visit(self.folder / name, width, height, scheme, state)

    def visit(self, path: Path, width: int = 1440, height: int = 900, scheme: str = "light", state: str = "") -> Visit:
        context = self.browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        visit = Visit(context.new_page())
        url = path.as_uri() + (f"#{state}" if state else "")

        def guard(route: Route, request: Request) -> None:
            if request.is_navigation_request() and request.url.startswith(self.folder.as_uri()):
                route.continue_()
            else:
                visit.requests.append(request.url)
                route.abort()

        context.route("**/*", guard)
        visit.page.on("console", lambda message: visit.complaints.append(f"{message.type}: {message.text}"))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.goto(url)
        self.visits.append(visit)
        return visit


@pytest.fixture
def visitor(chromium: Browser, tmp_path: Path) -> Iterator[Visitor]:
    visitor = Visitor(chromium, tmp_path)
    yield visitor
    for visit in visitor.visits:
        visit.page.context.close()
        assert visit.requests == [], "a page asks for nothing but itself"
        assert visit.complaints == [], "nothing on the console"


@pytest.fixture(scope="session")
def seeds() -> KnowledgeGraph:
    """What the shipped seeds tell: the real thing, for pictures and for questions."""
    return build([])
