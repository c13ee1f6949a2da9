import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions import find_mentions
from kg.mentions.pipeline import KEY, load_pipeline
from kg.ontology import load_ontology
from kg.text import parse_outline
from tests.markup import make_edition, make_report


def mentions_of(text):
    edition = make_edition(text)
    return find_mentions(edition, parse_outline(edition, make_report()))


def found(text):
    return [(mention.text, mention.type) for mention in mentions_of(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("推进昌北机场三期扩建、赣江大桥等项目建设。", [("昌北机场三期扩建", "project"), ("赣江大桥", "project")]),
        ("支持绵阳高新区加快发展。", [("绵阳高新区", "park")]),
        ("深入实施“智改数转”行动。", [("“智改数转”行动", "programme")]),
        ("桂林、柳州携手发展。", [("桂林", "place"), ("柳州", "place")]),
        ("成功举办世界制造业大会。", [("世界制造业大会", "event")]),
        ("地区生产总值增长5%，新增高标准农田18万亩。", []),
    ],
)
def test_names_that_no_training_text_holds_are_found_in_sentences_of_the_genre(text, wanted):
    assert found(text) == wanted


def test_a_mention_quotes_its_text_and_says_who_found_it_and_how_surely():
    for mention in mentions_of("加快建设湘江科学城，推动长赣高铁开工。"):
        assert mention.text == "加快建设湘江科学城，推动长赣高铁开工。"[mention.span.start : mention.span.end]
        assert mention.type in load_ontology().types
        assert 0 <= mention.score <= 1
        assert mention.by


def test_furniture_holds_no_mention():
    assert found("来源：长沙晚报\n推进改革。") == []


def test_a_name_over_a_line_break_is_one_mention_as_written():
    text = "全市重大项目提速增效，全面推进长沙机场改\n扩建工程建设。"
    assert [(m.text[:8], m.type) for m in mentions_of(text)] == [("长沙机场改\n扩建", "project")]


def test_a_doc_carries_its_mentions_and_its_offsets_are_the_texts():
    doc = load_pipeline()("加快建设湘江科学城。")
    assert doc.text == "加快建设湘江科学城。"
    assert [(span.text, span.label_, span.start_char) for span in doc.spans[KEY]] == [("湘江科学城", "park", 4)]


def test_the_pipeline_and_the_build_find_the_same():
    text = "加快建设湘江科学城，推动长赣高铁开工。\n下载\n支持绵阳高新区发展。"
    doc = load_pipeline()(text)
    assert [(span.start_char, span.label_, span._.by) for span in doc.spans[KEY]] == [
        (mention.span.start, mention.type, mention.by) for mention in mentions_of(text)
    ]


def test_the_pipeline_declares_what_it_needs():
    assert load_pipeline().analyze_pipes()["problems"] == {"kg_sentences": [], "kg_tagger": []}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="长沙机场改扩建“智赋万企”行动推进、，。（一期）𠮷😀\n 2024年 和等A", max_size=60))
def test_mentions_are_flat_in_order_and_inside_one_sentence(text):
    edition = make_edition(text)
    outline = parse_outline(edition, make_report())
    spans = [mention.span for mention in find_mentions(edition, outline)]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in itertools.pairwise(spans))
    assert all(any(span in sentence.span for sentence in outline.sentences) for span in spans)
