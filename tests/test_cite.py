from kg.cite import Source, cite_english, cite_gbt7714, find_source, render_citation
from kg.model import Section, Span
from tests.records import Builder, build_hostile, build_small

REPORT = Source("长沙市人民政府", "2024年长沙市政府工作报告", "2024-01-13", "二、重点 > （一）交通", "香炉洲大桥通车。")


def test_gb_t_7714_names_issuer_title_kind_date_section_and_sentence() -> None:
    assert cite_gbt7714(REPORT) == (
        "长沙市人民政府. 2024年长沙市政府工作报告[R]. 2024-01-13: “二、重点 > （一）交通”. “香炉洲大桥通车。”"
    )


def test_plain_english_names_the_same() -> None:
    assert cite_english(REPORT) == (
        "长沙市人民政府, “2024年长沙市政府工作报告” (13 January 2024), "
        "section “二、重点 > （一）交通”: “香炉洲大桥通车。”"
    )


def test_what_is_not_known_is_said() -> None:
    source = Source("", "无题", None, "", "香炉洲大桥通车。")
    assert cite_gbt7714(source) == "无题[R]. [日期不详]. “香炉洲大桥通车。”"
    assert cite_english(source) == "“无题” (no date): “香炉洲大桥通车。”"


def test_the_source_of_a_statement_is_its_document_and_the_way_of_headings_to_its_sentence() -> None:
    kg = Builder().document("a", "长沙市", 2024, "[香炉洲大桥|project|operating|planned]力争通车。").build()
    outline, text = kg.outlines["a"], kg.editions["a"].text
    inner = Section(2, 1, 2, Span(text.index("工作"), text.index("工作") + 4), outline.sections[1].span, "review", None)
    (statement,) = kg.statements
    object.__setattr__(outline, "sections", (*outline.sections, inner))
    object.__setattr__(statement, "section", 2)
    source = find_source(kg, statement)
    assert (source.issuer, source.title, source.date) == ("长沙市人民政府", "长沙市2024年政府工作报告", "2024-01-14")
    assert source.section == "一、工作回顾 > 工作回顾"
    assert source.quote == "香炉洲大桥力争通车。"


def test_the_line_breaks_of_a_print_are_no_part_of_a_quote() -> None:
    kg = build_small()
    printed = next(s for s in kg.statements if s.mention.edition == "city-2024-print")
    assert "\n" in kg.editions["city-2024-print"].text[printed.sentence.start : printed.sentence.end]
    assert "建设加快建设" not in render_citation(kg, printed)
    assert find_source(kg, printed).quote == "湘雅路过江通道、长沙机场改扩建加快建设。"


def test_every_statement_can_be_cited_in_one_line() -> None:
    kg = build_hostile()
    for statement in kg.statements:
        for style in ("zh", "en"):
            citation = render_citation(kg, statement, style)
            assert "\n" not in citation
            assert find_source(kg, statement).quote in citation
