from dataclasses import replace

from kg.model import KnowledgeGraph
from kg.views.tracks import find_silences, find_slips, find_unseen
from tests.records import Builder
from tests.views.site import make_site


def read(kg: KnowledgeGraph, name: str, reading: str):
    """The only lifeline of a name, as if it had been read so."""
    lifeline = next(line for e, line in kg.lifelines.items() if kg.entities[e].name == name)
    return replace(lifeline, reading=reading)


def build_bridge(second: str = "[兴联路大桥|project|operating|planned]。") -> KnowledgeGraph:
    first = "[兴联路大桥|project|operating|planned]。"
    return Builder().document("a", "长沙市", 2024, first).document("b", "长沙市", 2025, second).build()


def test_a_slip_leads_from_the_plan_to_the_plan_made_again() -> None:
    kg = build_bridge()
    assert find_slips(make_site(kg), read(kg, "兴联路大桥", "slipped")) == [(0, 1)]


def test_nothing_slips_that_is_not_read_so() -> None:
    kg = build_bridge()
    assert find_slips(make_site(kg), read(kg, "兴联路大桥", "continued")) == []


def test_silence_names_the_document_that_could_have_told() -> None:
    kg = build_bridge("[香炉洲大桥|project|operating|achieved|2024]。")
    assert find_silences(make_site(kg), read(kg, "兴联路大桥", "silent")) == [{"document": 1, "lacks": []}]


def test_silence_says_what_the_text_lacks() -> None:
    kg = build_bridge("[香炉洲大桥|project|operating|achieved|2024]。")
    kg = replace(kg, editions=kg.editions | {"b": replace(kg.editions["b"], lacks=("end",))})
    assert find_silences(make_site(kg), read(kg, "兴联路大桥", "silent")) == [{"document": 1, "lacks": ["end"]}]


def test_a_year_that_no_document_reviews_is_known_to_be_unseen() -> None:
    kg = Builder().document("a", "长沙市", 2024, "[梅溪湖隧道|project|completed|planned|2030]。").build()
    assert find_unseen(make_site(kg), read(kg, "梅溪湖隧道", "silent")) == [2030]
