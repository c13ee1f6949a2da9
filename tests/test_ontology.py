import shutil

import pytest

from kg.errors import SchemaError
from kg.ontology import load_lexicon, load_ontology, read_ontology
from kg.resources import find_resource


@pytest.fixture
def schemas(tmp_path):
    return shutil.copytree(find_resource("schemas"), tmp_path / "schemas")


def test_the_five_types_and_three_relations_of_the_guide():
    ontology = load_ontology()
    assert set(ontology.types) == {"project", "park", "programme", "place", "event"}
    assert set(ontology.relations) == {"located_in", "part_of", "phase_of"}
    assert ontology.initiatives == {"project", "park", "programme"}


def test_statuses_stand_in_order_of_the_stage_of_life():
    order = list(load_ontology().statuses)
    assert order.index("proposed") < order.index("started") < order.index("completed") < order.index("operating")


def test_types_look_different_without_colour_too():
    types = load_ontology().types.values()
    assert len({spec.shape for spec in types}) == len({spec.colour for spec in types}) == len(types)


def test_a_new_type_is_one_file(schemas):
    text = (schemas / "types" / "event.yaml").read_text(encoding="utf-8").replace("en: event", "en: fund")
    (schemas / "types" / "fund.yaml").write_text(text, encoding="utf-8")
    assert read_ontology(schemas).types["fund"].en == "fund"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("types/park.yaml", "zh: 园区", "zh: 园区\ncolor: red", "unknown key 'color'"),
        ("types/park.yaml", "zh: 园区", "", "key 'zh' is missing"),
        ("relations/part_of.yaml", "[park,", "[garden,", "unknown type 'garden'"),
        ("types/park.yaml", "zh: 园区", "zh: [园区", "park.yaml:"),
        ("vocabulary.yaml", "readings:", "reading:", "expected the tables"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(schemas, file, old, new, message):
    path = schemas / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SchemaError, match=message.replace("[", r"\[")):
        read_ontology(schemas)


def test_every_cue_of_every_lexicon_has_an_example_and_a_counter_example():
    for name in ("furniture", "moods", "turns", "status", "modality", "years", "relations"):
        assert all(entry.example and entry.counter for entry in load_lexicon(name)), name


def test_status_cues_give_only_statuses():
    assert {entry.gives for entry in load_lexicon("status")} <= set(load_ontology().statuses)
