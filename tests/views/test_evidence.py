from kg.cite import render_citation
from kg.views.evidence import Evidence
from tests.records import Builder
from tests.views.site import make_site


def test_a_quote_shows_the_mention_in_its_sentence_though_a_print_broke_the_line() -> None:
    sentence = "高标准建设马\n栏山，加快[湘江\n  科学城|park|in_progress|planned]建设。"
    kg = Builder().document("a", "长沙市", 2024, sentence).build()
    evidence = Evidence(make_site(kg))
    *_, index, start, end = evidence.describe_step(kg.statements[0])
    edition, anchor, text, _ = evidence.sentences[index]
    assert text == "高标准建设马栏山，加快湘江科学城建设。"
    assert text[start:end] == "湘江科学城"
    assert (edition, anchor) == (0, kg.statements[0].sentence.start)


def test_a_sentence_is_carried_once() -> None:
    kg = Builder().document("a", "长沙市", 2024, "推进[长浏快线|project]、[长赣高铁|project]建设。").build()
    evidence = Evidence(make_site(kg))
    quotes = [evidence.describe_step(statement)[-3:] for statement in kg.statements]
    assert [text for _, _, text, _ in evidence.sentences] == ["推进长浏快线、长赣高铁建设。"]
    assert quotes == [[0, 2, 6], [0, 7, 11]]


def test_a_step_tells_its_years_and_zero_where_none_is_told() -> None:
    kg = Builder().document("a", "长沙市", 2024, "[长赣高铁|project|completed|planned|2021-2025]。").build()
    assert Evidence(make_site(kg)).describe_step(kg.statements[0])[:3] == [0, 2021, 2025]


def test_a_sentence_carries_what_its_citation_begins_with_once_for_each_section() -> None:
    kg = Builder().document("a", "长沙市", 2024, "推进[长浏快线|project]。", "推进[长赣高铁|project]。").build()
    evidence = Evidence(make_site(kg))
    for statement in kg.statements:
        evidence.describe_step(statement)
    assert [citation for *_, citation in evidence.sentences] == [0, 0]
    for style, lead in zip(("zh", "en"), evidence.citations[0], strict=True):
        assert [f"{lead}“{text}”" for _, _, text, _ in evidence.sentences] == [
            render_citation(kg, statement, style=style) for statement in kg.statements
        ]
