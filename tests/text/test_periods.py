import pytest

from kg.text import find_periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("到二○三五年基本实现现代化", ["2035"]),
        ("到二〇三〇年", ["2030"]),
        ("“十四五”时期", ["2021-2025"]),
        ("“十四五”期末", ["2025"]),
        ("第十三个五年规划", ["2016-2020"]),
        ("（2021—2035年）", ["2021-2035"]),
        ("2023-2025年三年行动", ["2023-2025"]),
        ("2025年建成，2027年、2028年分别通车", ["2025", "2027", "2028"]),
        ("总投资2024亿元", []),
        ("始建于1890年", []),
        ("2080年", []),
        ("90年代", []),
    ],
)
def test_periods_are_read_from_their_words(text, periods):
    assert [str(period) for _, period in find_periods(text)] == periods


def test_spans_are_the_words_that_say_so():
    text = "力争到2026年底，“十五五”末建成"
    assert [text[span.start : span.end] for span, _ in find_periods(text)] == ["2026年", "“十五五”末"]
