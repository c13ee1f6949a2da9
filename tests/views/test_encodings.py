import pytest

from kg.ontology import load_ontology
from kg.views.encodings import SIGNS, choose_ink, render_colours

ONTOLOGY = load_ontology()


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("status", ONTOLOGY.statuses)
def test_a_sign_can_be_read_on_its_colour(status) -> None:
    colour = ONTOLOGY.statuses[status].colour
    assert contrast(choose_ink(colour), colour) >= 4.5


@pytest.mark.parametrize("name", ONTOLOGY.types)
def test_types_differ_without_colour_too(name) -> None:
    shapes = [spec.shape for spec in ONTOLOGY.types.values()]
    assert ONTOLOGY.types[name].shape in SIGNS
    assert shapes.count(ONTOLOGY.types[name].shape) == 1


def test_statuses_differ_without_colour_too() -> None:
    marks = [term.mark for term in ONTOLOGY.statuses.values()]
    assert len(set(marks)) == len(marks)
    assert all(marks)


def test_colours_come_from_the_ontology() -> None:
    assert ".status-operating{--colour:#0b6b57;--on:#ffffff}" in render_colours(ONTOLOGY)
