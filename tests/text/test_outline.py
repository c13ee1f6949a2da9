import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.text import parse_outline
from tests.markup import make_edition, make_report


def outline_of(text, **years):
    return parse_outline(make_edition(text), make_report(**years))


def topics(text, **years):
    """Each sentence with what it is about."""
    found = outline_of(text, **years).sentences
    return [(text[s.span.start : s.span.end], s.mood, str(s.period)) for s in found]


def test_sections_nest_by_their_numbering():
    text = "一、2023年工作回顾\n（一）产业\n1.工业。\n（二）开放\n二、2024年工作重点\n一是稳。"
    sections = outline_of(text).sections
    assert [(s.level, s.parent, text[s.heading.start : s.heading.end]) for s in sections[1:]] == [
        (1, 0, "一、2023年工作回顾"),
        (2, 1, "（一）产业"),
        (3, 2, "1.工业"),
        (2, 1, "（二）开放"),
        (1, 0, "二、2024年工作重点"),
        (4, 5, "一是稳"),
    ]
    assert sections[1].span.end == sections[5].span.start
    assert sections[2].span.end == sections[4].span.start


def test_a_report_reviews_the_past_year_and_plans_the_next():
    assert topics("一、2023年工作回顾\n经济回升。\n二、2024年工作重点\n扩大内需。") == [
        ("一、2023年工作回顾", "review", "2023"),
        ("经济回升。", "review", "2023"),
        ("二、2024年工作重点", "plan", "2024"),
        ("扩大内需。", "plan", "2024"),
    ]


def test_what_follows_a_plan_goes_on_planning():
    assert topics("二、2024年工作重点\n扩大内需。\n三、提高政府治理能力\n依法行政。")[-1] == (
        "依法行政。",
        "plan",
        "2024",
    )


def test_a_print_that_starts_in_the_middle_starts_in_the_review():
    assert topics("上接1版\n湘江科学城加快建设。\n二、2024年工作重点\n扩大内需。")[0] == (
        "湘江科学城加快建设。",
        "review",
        "2023",
    )


def test_words_like_results_in_a_task_do_not_make_it_a_review():
    assert topics("二、2024年工作重点\n（五）加快释放改革开放成效\n深化改革。")[-1][1] == "plan"
    assert topics("一、2023年工作回顾\n九是切实加强自身建设。")[-1][1] == "review"


def test_a_review_of_five_years_and_of_one_turns_where_its_words_turn():
    text = (
        "一、“十四五”时期和2025年工作回顾\n过去五年，综合实力显著增强。\n改革走深走实。\n"
        "刚刚过去的2025年很不平凡。\n（一）千方百计稳就业。\n一年来，作风转变。"
    )
    assert [period for _, _, period in topics(text, reviews=2025, plans=2026)] == [
        "2025",
        "2021-2025",
        "2021-2025",
        "2025",
        "2025",
        "2025",
    ]


def test_a_five_year_plan_in_a_heading_is_the_period_of_its_section():
    text = "一、“十五五”时期主要目标任务\n建设强省。\n二、2026年重点工作\n扩大内需。"
    assert [(mood, period) for _, mood, period in topics(text, reviews=2025, plans=2026)][1::2] == [
        ("plan", "2026-2030"),
        ("plan", "2026"),
    ]


def test_sentences_end_at_full_stops_semicolons_and_closing_quotes():
    assert [s for s, _, _ in topics("完成改造；建成“一网通办！”实现通车？推进")] == [
        "完成改造；",
        "建成“一网通办！”",
        "实现通车？",
        "推进",
    ]


def test_a_broken_sentence_is_one_and_keeps_its_break():
    text = "全市中国电信中南智算中心项目有序推进，长沙机场改\n扩建提速。"
    assert [s for s, _, _ in topics(text)] == [text]


def test_furniture_is_in_no_sentence():
    text = "下载\n湘江科学城加快建设。\n来源：某某日报"
    assert [s for s, _, _ in topics(text)] == ["湘江科学城加快建设。"]


@given(st.text(alphabet="一二、（）1.是。；，\n　 建设2024年“”！各位代表下载", max_size=120))
def test_offsets_always_point_into_the_text(text):
    outline = outline_of(text)
    spans = [s.span for s in outline.sentences]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(s.section < len(outline.sections) for s in outline.sentences)
    kept = {i for span in (*spans, *outline.furniture) for i in range(span.start, span.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in kept)
