import json
import os
import re
from base64 import b64encode
from dataclasses import fields
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import get_args
from urllib.parse import unquote

import pytest
from jinja2 import meta

from kg.graph import build_graph
from kg.model import IssueKind, KnowledgeGraph
from kg.ontology import load_ontology
from kg.views import VIEWS, render_views
from kg.views.index import ISSUES, IndexContext
from kg.views.lifelines import LifelinesContext
from kg.views.network import NetworkContext
from kg.views.pages import format_json, load_environment
from kg.views.places import PlacesContext
from kg.views.reader import ReaderContext
from kg.views.recurrence import RecurrenceContext
from tests.records import HOSTILE, build_hostile, build_small

CONTEXTS = {
    "index.html": IndexContext,
    "recurrence.html": RecurrenceContext,
    "lifelines.html": LifelinesContext,
    "network.html": NetworkContext,
    "places.html": PlacesContext,
    "reader.html": ReaderContext,
}


def render(kg: KnowledgeGraph) -> dict[str, str]:
    return render_views(kg, build_graph(kg, load_ontology()), load_ontology())


class Scripts(HTMLParser):
    """The contents of the scripts and styles that a page would run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.runs = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.runs = tag in {"script", "style"} and dict(attrs).get("type") != "application/json"
        assert not any(name.startswith("on") or name in {"src", "style", "srcdoc"} for name, _ in attrs), (tag, attrs)

    def handle_data(self, data: str) -> None:
        if self.runs:
            self.found.append(data)
            self.runs = False


@pytest.mark.parametrize("name", CONTEXTS)
def test_a_template_uses_exactly_its_declared_context(name) -> None:
    environment = load_environment()
    source = environment.loader.get_source(environment, name)[0]
    declared = {field.name for field in fields(CONTEXTS[name])}
    macros = set(vars(environment.get_template("_macros.html").module))
    used = meta.find_undeclared_variables(environment.parse(source))
    assert used - (macros - declared) | {"head"} == declared


@pytest.mark.parametrize("name", [*VIEWS, "reader/doc-2024.html"])
def test_the_policy_allows_just_our_own_scripts_and_styles(name) -> None:
    html = render(build_hostile())[name]
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    hashes = {f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode()}" for text in Scripts(html).found}
    assert hashes == set(re.findall(r"'(sha256-[^']+)'", policy))


@pytest.mark.parametrize("build", [build_small, build_hostile])
def test_pages_can_be_written_as_utf8_and_lead_to_nothing_but_each_other(build) -> None:
    pages = render(build())
    for name, html in pages.items():
        html.encode("utf-8")
        assert "\0" not in html
        folder = PurePosixPath(name).parent
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', html.split('<script id="data"')[0]):
            target = os.path.normpath(folder / unquote(link.split("#")[0])) if link.split("#")[0] else name
            assert target in pages, (name, link)


def test_json_in_a_page_gives_back_the_text_and_ends_no_script() -> None:
    text = format_json([name for name in HOSTILE if name.isprintable() or "\u2028" in name])
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == [name for name in HOSTILE if name.isprintable() or "\u2028" in name]


def test_the_same_records_give_the_same_pages() -> None:
    assert render(build_small()) == render(build_small())


def test_title_and_language_stand_in_every_page() -> None:
    pages = render_views(
        build_small(), build_graph(build_small(), load_ontology()), load_ontology(), title="<b>湘", lang="en"
    )
    for html in pages.values():
        assert '<html lang="zh-CN" data-lang="en">' in html
        assert "· &lt;b&gt;湘</title>" in html


def test_every_kind_of_issue_has_its_name_in_both_languages() -> None:
    assert set(ISSUES) == set(get_args(IssueKind))
