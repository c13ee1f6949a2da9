import pytest

from kg.model import Mention, Span
from kg.statements import read_statements
from kg.text import parse_outline
from tests.markup import make_edition, make_report, parse_markup


def read(marked, **years):
    text, mentions = parse_markup(marked)
    edition, document = make_edition(text), make_report(**years)
    return text, read_statements(edition, document, parse_outline(edition, document), mentions)


def told(marked, **years):
    return [(s.mention.text, s.status, s.modality, str(s.period)) for s in read(marked, **years)[1]]


REVIEW, PLAN = "一、2023年工作回顾\n", "二、2024年工作重点\n"


def test_the_section_tells_promise_from_result():
    assert told(REVIEW + "[香炉洲大桥|project]建成通车。\n" + PLAN + "推动[兴联路大桥|project]建成通车。") == [
        ("香炉洲大桥", "operating", "achieved", "2023"),
        ("兴联路大桥", "operating", "planned", "2024"),
    ]


def test_words_of_the_clause_set_it_against_its_section():
    assert told(PLAN + "[长赣高铁|project]已启动，抓好续建。")[0][2] == "achieved"
    assert told(REVIEW + "[长赣高铁|project]有望通车。")[0][2] == "planned"


def test_a_mere_mention_is_neither_promised_nor_reported():
    assert told(REVIEW + "以[“强省会”战略|programme]为牵引。") == [("“强省会”战略", "none", "none", "2023")]


@pytest.mark.parametrize(
    ("marked", "year"),
    [
        (PLAN + "力争到2027年建成[长赣高铁|project]。", "2027"),
        (PLAN + "到2027年，建成[长赣高铁|project]。", "2027"),
        (PLAN + "[长赣高铁|project]去年开工。", "2023"),
        (PLAN + "较2020年翻番，推进[长赣高铁|project]。", "2024"),
        (REVIEW + "[机场改扩建|project]投资2024亿元。", "2023"),
        (PLAN + "实施[“十四五”规划|programme]。", "2024"),
    ],
)
def test_a_date_in_the_clause_overrides_the_years_of_the_section(marked, year):
    assert told(marked)[0][3] == year


def test_a_five_year_plan_speaks_of_its_period():
    assert told("实施[健康长沙行动|programme]。", reviews=None, plans=2025, kind="plan_proposal")[0][2:] == (
        "planned",
        "2025",
    )


def test_the_cues_quote_the_text():
    text, statements = read(PLAN + "力争到2027年[长赣高铁|project]建成通车。")
    assert {(cue.gives, cue.text) for cue in statements[0].cues} == {
        ("status", "建成通车"),
        ("modality", "力争"),
        ("period", "2027年"),
    }
    assert all(text[cue.span.start : cue.span.end] == cue.text for cue in statements[0].cues)


def test_a_mention_outside_every_sentence_is_refused():
    edition, document = make_edition("下载\n推进改革。"), make_report()
    outside = Mention("e", Span(0, 2), "下载", "project", 1.0, "hand")
    with pytest.raises(ValueError, match="lies in no sentence"):
        read_statements(edition, document, parse_outline(edition, document), [outside])
