"""What an entity's statements tell when read in a row."""

from __future__ import annotations

import random

import pytest

from kg.lifelines import build_lifelines
from kg.model import Cue, Document, Edition, Entity, Lifeline, Link, Mention, MentionKey, Period, Span, Statement
from kg.ontology import load_ontology

Row = tuple[str, str, str, str]
"""Document, status, modality, and the year or years."""


def report(stem: str, place: str, year: int, *editions: str) -> Document:
    kind, reviews = "government_work_report", Period(year - 1, year - 1)
    return Document(
        stem, "政府工作报告", place, place, "city", kind, str(year), reviews, Period(year, year), editions or (stem,)
    )


PLAN = Document(
    "规划2021",
    "建议",
    "中共长沙市委",
    "长沙市",
    "city",
    "plan_proposal",
    "2021-01-08",
    None,
    Period(2021, 2025),
    ("规划2021",),
)
CITY_2024 = report("市2024", "长沙市", 2024, "市2024", "市2024印刷版")
CITY_2025 = report("市2025", "长沙市", 2025)
PROVINCE_2025 = report("省2025", "湖南省", 2025)
DOCUMENTS = (PROVINCE_2025, CITY_2025, CITY_2024, PLAN)


def statement(row: Row, n: int, cue: str = "") -> Statement:
    edition, status, modality, years = row
    first, _, last = years.partition("-")
    cues = (Cue(Span(100 * n + 10, 100 * n + 10 + len(cue)), cue, "status"),) if cue else ()
    mention = Mention(edition, Span(100 * n, 100 * n + 6), "香炉洲大桥", "project", 1.0, "hand")
    period = Period(int(first), int(last or first))
    return Statement(mention, Span(100 * n, 100 * n + 50), 0, status, modality, period, cues, ())  # type: ignore[arg-type]


def read(
    *rows: Row,
    documents: tuple[Document, ...] = DOCUMENTS,
    cues: tuple[str, ...] = (),
    echoes: frozenset[MentionKey] = frozenset(),
    lacking: tuple[str, ...] = (),
    phase: tuple[Row, ...] = (),
) -> Lifeline:
    """The lifeline of one bridge; editions named in ``lacking`` have neither beginning nor end."""
    statements = [statement(row, n, cues[n] if n < len(cues) else "") for n, row in enumerate(rows)]
    of_phase = [statement(row, n) for n, row in enumerate(phase, len(rows))]
    editions = {
        edition: Edition(edition, "", "utf-8", lacks=("beginning", "end") if edition in lacking else ())
        for document in documents
        for edition in document.editions
    }
    entities = {
        "e.1": Entity("e.1", "project", "香炉洲大桥", (), "长沙市"),
        "e.2": Entity("e.2", "project", "香炉洲大桥一期", (), "长沙市"),
    }
    entity_of = dict.fromkeys((s.mention.key for s in statements), "e.1")
    entity_of |= dict.fromkeys((s.mention.key for s in of_phase), "e.2")
    links = [Link("e.2", "phase_of", "e.1", s) for s in of_phase]
    statements += of_phase
    random.Random(0).shuffle(statements)
    lifelines = build_lifelines(entities, entity_of, statements, echoes, documents, editions, load_ontology(), links)
    return lifelines["e.1"]


READINGS: list[tuple[str, list[Row]]] = [
    ("mentioned", [("市2025", "none", "none", "2024")]),
    ("completed", [("市2024", "operating", "planned", "2024"), ("市2025", "operating", "achieved", "2024")]),
    ("completed", [("市2024", "proposed", "planned", "2024"), ("市2025", "recognised", "achieved", "2024")]),
    ("completed", [("市2024", "completed", "achieved", "2023")]),
    ("once", [("市2024", "recognised", "achieved", "2023")]),
    ("once", [("市2024", "in_progress", "achieved", "2023")]),
    ("once", [("省2025", "in_progress", "planned", "2025")]),
    (
        "continued",
        [
            ("规划2021", "completed", "planned", "2021-2025"),
            ("市2024", "completed", "planned", "2024"),
            ("市2025", "completed", "planned", "2025"),
        ],
    ),
    ("slipped", [("市2024", "operating", "planned", "2024"), ("市2025", "completed", "planned", "2025")]),
    (
        "slipped",
        [
            ("市2024", "completed", "planned", "2024"),
            ("市2025", "in_progress", "achieved", "2024"),
            ("市2025", "in_progress", "planned", "2025"),
        ],
    ),
    ("silent", [("市2024", "completed", "planned", "2024")]),
    ("silent", [("规划2021", "in_progress", "planned", "2021-2025"), ("市2024", "in_progress", "achieved", "2023")]),
    ("new", [("市2025", "in_progress", "planned", "2025")]),
    ("new", [("市2025", "in_progress", "planned", "2025"), ("省2025", "in_progress", "achieved", "2024")]),
    ("advanced", [("市2024", "approved", "planned", "2024"), ("市2025", "approved", "achieved", "2024")]),
    ("advanced", [("市2024", "started", "achieved", "2023"), ("市2025", "in_progress", "achieved", "2024")]),
    ("continued", [("市2024", "in_progress", "achieved", "2023"), ("市2025", "in_progress", "achieved", "2024")]),
    ("continued", [("市2024", "in_progress", "planned", "2024"), ("市2025", "in_progress", "planned", "2025")]),
]


@pytest.mark.parametrize(("reading", "rows"), READINGS)
def test_the_reading(reading: str, rows: list[Row]) -> None:
    assert read(*rows).reading == reading


def test_what_opened_and_is_to_be_opened_next_year_again_has_not_slipped() -> None:
    rows = [("市2024", "completed", "planned", "2024"), ("市2025", "completed", "achieved", "2024")]
    assert read(*rows, ("市2025", "completed", "planned", "2025")).reading == "completed"


def test_a_plan_for_the_same_years_is_no_slip() -> None:
    assert read(
        ("规划2021", "completed", "planned", "2021-2025"), ("市2025", "completed", "planned", "2025")
    ).reading != ("slipped")


def test_silence_of_another_place_is_no_silence() -> None:
    assert read(("省2025", "in_progress", "planned", "2025")).reading == "once"
    assert read(("市2024", "in_progress", "planned", "2024"), ("省2025", "none", "none", "2024")).reading == "silent"


def test_a_document_that_reviews_an_earlier_time_is_not_silent() -> None:
    rows = [("市2024", "in_progress", "planned", "2025-2030")]
    assert read(*rows).reading == "once"


def test_the_words_of_a_plan_that_was_met() -> None:
    lifeline = read(("市2024", "operating", "planned", "2024"), ("市2025", "operating", "achieved", "2024"))
    assert lifeline.reading_zh == "2024年报告计划2024年投入运行；2025年报告称2024年已在运行"
    assert lifeline.reading_en == (
        "planned to be in operation in 2024 (2024 report); reported as in operation in 2024 (2025 report)"
    )


def test_the_words_of_a_slip() -> None:
    lifeline = read(
        ("市2024", "operating", "planned", "2024"),
        ("市2025", "in_progress", "achieved", "2024"),
        ("市2025", "operating", "planned", "2025"),
    )
    assert lifeline.reading_zh == "2024年报告计划2024年投入运行；2025年报告称2024年在推进，再次计划2025年投入运行"
    assert lifeline.reading_en.endswith(
        "reported as under way in 2024, planned again to be in operation in 2025 (2025 report)"
    )


def test_the_words_of_silence_say_what_cannot_be_seen() -> None:
    lifeline = read(("市2024", "in_progress", "planned", "2024"), lacking=("市2025",))
    assert lifeline.reading_zh.endswith("；2025年报告未提及（所存文本缺开头和结尾）")
    assert lifeline.reading_en.endswith("; not named in the 2025 report, whose beginning and end are missing here")


def test_a_document_lacks_only_what_none_of_its_editions_has() -> None:
    lifeline = read(("规划2021", "in_progress", "planned", "2021-2025"), lacking=("市2024印刷版",))
    assert lifeline.reading_zh == "2021年规划建议计划2021—2025年推进；2024年报告未提及；2025年报告未提及；" + (
        "此处没有回顾2021、2022、2025年的文件"
    )


def test_the_clause_lends_its_own_words_to_the_chinese_reading() -> None:
    lifeline = read(("市2024", "operating", "planned", "2024"), cues=("通车",))
    assert lifeline.reading_zh.startswith("2024年报告计划2024年“通车”")


def test_places_are_named_where_there_are_several() -> None:
    lifeline = read(("市2025", "none", "none", "2024"), ("省2025", "none", "none", "2024"))
    assert lifeline.reading_zh == "长沙市2025年报告提及；湖南省2025年报告提及"


def test_a_new_thing_is_said_to_be_first_named() -> None:
    assert read(("市2025", "started", "planned", "2025")).reading_zh == "首见于2025年报告：计划2025年启动"


def test_no_verdict_is_spoken() -> None:
    texts = [text for _, rows in READINGS for line in [read(*rows)] for text in (line.reading_zh, line.reading_en)]
    assert not [text for text in texts if any(word in text for word in ("kept", "broken", "兑现", "失信"))]


def test_steps_follow_the_date_of_the_document_then_the_edition_then_the_position() -> None:
    rows = [
        ("市2025", "in_progress", "planned", "2025"),
        ("市2024印刷版", "in_progress", "planned", "2024"),
        ("市2024", "in_progress", "planned", "2024"),
        ("规划2021", "in_progress", "planned", "2021-2025"),
        ("市2024", "in_progress", "achieved", "2023"),
    ]
    steps = read(*rows).steps
    assert [step.mention.edition for step in steps] == ["规划2021", "市2024", "市2024", "市2024印刷版", "市2025"]
    assert steps[1].mention.span < steps[2].mention.span


def test_an_echo_is_no_step() -> None:
    row = ("市2024印刷版", "in_progress", "planned", "2024")
    echo = statement(row, 1).mention.key
    lifeline = read(("市2024", "in_progress", "planned", "2024"), row, echoes=frozenset({echo}))
    assert [step.mention.edition for step in lifeline.steps] == ["市2024"]


@pytest.mark.parametrize(
    ("cue", "words"), [("持续", "称2024年在推进"), ("显著", "称2024年在推进"), ("合龙", "称2024年“合龙”")]
)
def test_a_generic_word_is_not_quoted(cue: str, words: str) -> None:
    assert read(("市2025", "in_progress", "achieved", "2024"), cues=(cue,)).reading_zh == f"首见于2025年报告：{words}"


def test_silence_over_years_says_which_of_them_nobody_here_reviews() -> None:
    lifeline = read(("规划2021", "in_progress", "planned", "2021-2025"))
    assert lifeline.reading_en.endswith("; no document here reviews 2021, 2022, 2025")


def test_a_plan_carried_on_without_a_word_of_the_year_between_says_so() -> None:
    rows = [("市2024", "in_progress", "planned", "2024"), ("市2025", "in_progress", "planned", "2025")]
    lifeline = read(*rows)
    assert lifeline.reading_zh == "2024年报告计划2024年推进；2025年报告未报告2024年进展，计划2025年推进"
    assert lifeline.reading_en.endswith("; no report of it in 2024, planned to be carried on in 2025 (2025 report)")
    assert "所存文本中未报告2024年进展" in read(*rows, lacking=("市2025",)).reading_zh
    assert "未报告" not in read(*rows, ("市2025", "in_progress", "achieved", "2024")).reading_zh


def test_a_document_that_only_names_it_is_told_in_its_turn() -> None:
    rows = [("市2024", "in_progress", "planned", "2024"), ("市2025", "none", "none", "2024")]
    assert read(*rows).reading_zh == "2024年报告计划2024年推进；2025年报告提及"


def test_a_whole_is_not_silent_where_a_later_report_names_its_phase() -> None:
    plan = ("市2024", "in_progress", "planned", "2024")
    assert read(plan).reading == "silent"
    opened = read(plan, phase=(("市2025", "operating", "achieved", "2024"),))
    assert opened.reading == "advanced"
    assert opened.reading_zh == "2024年报告计划2024年推进；其中香炉洲大桥一期：2025年报告称2024年已在运行"
    assert opened.reading_en.endswith("; of it 香炉洲大桥一期: reported as in operation in 2024 (2025 report)")
    assert [step.mention.edition for step in opened.steps] == ["市2024"]


def test_a_phase_that_is_only_named_is_not_told() -> None:
    plan = ("市2024", "in_progress", "planned", "2024")
    lifeline = read(plan, phase=(("市2025", "none", "none", "2024"),))
    assert (lifeline.reading, lifeline.reading_zh) == ("continued", "2024年报告计划2024年推进")


def test_a_finished_phase_does_not_finish_the_whole() -> None:
    rows = [("市2024", "operating", "planned", "2024"), ("市2025", "in_progress", "achieved", "2024")]
    assert read(*rows, phase=(("市2025", "operating", "achieved", "2024"),)).reading != "completed"


def test_phases_are_told_last_so_that_silence_is_that_of_the_whole() -> None:
    plan = ("规划2021", "in_progress", "planned", "2021-2025")
    told = read(plan, phase=(("市2025", "started", "achieved", "2024"),)).reading_zh
    assert told.index("2024年报告未提及") < told.index("其中香炉洲大桥一期")


def test_what_is_reported_of_a_phase_is_a_report() -> None:
    rows = [("市2024", "in_progress", "planned", "2024"), ("市2025", "in_progress", "planned", "2025")]
    assert "未报告" in read(*rows).reading_zh
    assert "未报告" not in read(*rows, phase=(("市2025", "started", "achieved", "2024"),)).reading_zh
