import pytest

from kg.ontology import load_ontology
from kg.views.recurrence import build_cells, find_marks, find_recurring, order_columns
from tests.records import Builder, build_small
from tests.views.site import make_site

ONTOLOGY = load_ontology()


@pytest.mark.parametrize(
    ("told", "marks"),
    [
        (["started|achieved", "completed|achieved"], [("completed", "achieved")]),
        (["completed|planned", "started|achieved"], [("started", "achieved"), ("completed", "planned")]),
        (["none|none", "proposed|planned"], [("proposed", "planned")]),
        (["none|none"], [("none", "none")]),
        ([], []),
    ],
)
def test_a_cell_shows_the_furthest_stage_reported_and_planned(told, marks) -> None:
    sentences = [f"[长赣高铁|project|{one}]。" for one in told]
    kg = Builder().document("a", "长沙市", 2024, *sentences).build()
    assert [(mark.status, mark.modality) for mark in find_marks(kg.statements, ONTOLOGY)] == marks


def test_only_what_several_documents_name_recurs_and_an_edition_counts_once() -> None:
    recurring = [(entity.name, entity.type) for entity in find_recurring(make_site(build_small()))]
    assert recurring[0] == ("长沙机场改扩建", "project")
    assert ("滨河公园", "park") not in recurring


def test_an_echo_adds_nothing_to_a_cell() -> None:
    site = make_site(build_small())
    airport = find_recurring(site)[0]
    assert {i: n for i, (_, n) in build_cells(site, airport).items()} == {0: 1, 1: 1, 2: 1}


def test_columns_stand_by_issuer_and_in_order_of_time_within() -> None:
    site = make_site(build_small())
    assert [site.titles[i].id for i in order_columns(site)] == ["省-2025", "city-2024", "city-2025"]
