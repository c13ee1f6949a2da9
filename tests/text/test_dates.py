import pytest

from kg.text.dates import find_dates, find_plans, plan_period


@pytest.mark.parametrize(
    ("ordinal", "period"),
    [(1, "1953-1957"), (2, "1958-1962"), (3, "1966-1970"), (13, "2016-2020"), (14, "2021-2025"), (15, "2026-2030")],
)
def test_plan_period(ordinal: int, period: str) -> None:
    assert str(plan_period(ordinal)) == period


def test_no_plan_before_the_first() -> None:
    with pytest.raises(ValueError, match="number 0"):
        plan_period(0)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("国民经济和社会发展第十四个五年规划和二○三五年远景目标的建议", ["2021-2025"]),
        ("“十三五”时期成就辉煌，“十四五”开局良好", ["2016-2020", "2021-2025"]),
        ("“十五”期间修的路", ["2001-2005"]),
        ("“十五五”时期", ["2026-2030"]),
        ('"十四五"时期', ["2021-2025"]),
        ("编制十五五规划", ["2026-2030"]),
        ("二十五时", []),
        ("二十四五规划", []),
        ("百分之十四五左右", []),
    ],
)
def test_plans_named_in_a_text(text: str, periods: list[str]) -> None:
    found = list(find_plans(text))
    assert [str(period) for _, period in found] == periods
    assert all("五" in text[span.start : span.end] for span, _ in found)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("——2025年1月14日在省第十四届人民代表大会第三次会议上", ["2025-01-14"]),
        ("二〇二四年一月十三日", ["2024-01-13"]),
        ("二○二三年十二月二十八日", ["2023-12-28"]),
        ("２０２４年１月９日", ["2024-01-09"]),
        ("2024 年 1 月", ["2024-01"]),
        ("发布时间：2026-02-03 09:02:33", ["2026-02-03"]),
        ("2023年工作回顾", ["2023"]),
        ("2025年1-11月", ["2025"]),
        ("2024年13月", []),
        ("2024亿元", []),
        ("12024年", []),
    ],
)
def test_dates_as_exact_as_written(text: str, dates: list[str]) -> None:
    assert [date for _, date in find_dates(text)] == dates


def test_spans_cover_what_is_written() -> None:
    text = "会议于2025年1月14日召开"
    [(span, _)] = find_dates(text)
    assert text[span.start : span.end] == "2025年1月14日"
