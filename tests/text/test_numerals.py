import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numerals import parse_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2024", 2024),
        ("２０２４", 2024),
        ("二〇二四", 2024),
        ("二○三五", 2035),
        ("二O二一", 2021),
        ("二零二五", 2025),
        ("十", 10),
        ("十四", 14),
        ("二十", 20),
        ("九十九", 99),
        ("一百零八", 108),
        ("两千", 2000),
        ("三千二百", 3200),
        ("五十万", 500_000),
        ("一亿二千万", 120_000_000),
        ("〇", 0),
    ],
)
def test_numerals_of_reports(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize("text", ["", "十四五", "二十四号", "年", "3.5", "-3", "百分之五", "四五十"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a whole number"):
        parse_numeral(text)


def _write(number: int) -> str:
    """The standard form of a number under ten thousand."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    parts = [(digits[int(d)] + units[3 - i] if d != "0" else "零") for i, d in enumerate(f"{number:04d}")]
    text = "".join(parts).strip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    return text


@given(st.integers(min_value=1, max_value=9999))
def test_what_is_written_out_is_read_back(number: int) -> None:
    assert parse_numeral(_write(number)) == number
