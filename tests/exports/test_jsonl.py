import json

import pytest

from kg.exports import EXPORTS
from kg.exports.tables import TABLES
from kg.ontology import load_ontology
from tests.exports.files import write
from tests.records import build_hostile, build_small

NAMES = [name for name in EXPORTS if name.endswith(".jsonl")]


@pytest.mark.parametrize("build", [build_small, build_hostile])
@pytest.mark.parametrize("name", NAMES)
def test_lines_give_back_the_rows(name, build) -> None:
    kg = build()
    lines = write(name, kg)[0].decode("utf-8").split("\n")
    assert lines.pop() == "", "every line ends"
    assert [json.loads(line) for line in lines] == list(TABLES[name.removesuffix(".jsonl")](kg, load_ontology()))


def test_chinese_stays_chinese() -> None:
    assert '"text": "湘江科学城"'.encode() in write("mentions.jsonl", build_small())[0]


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_records_give_the_same_bytes(name) -> None:
    assert write(name, build_hostile())[0] == write(name, build_hostile())[0]
