import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.readers import read_edition
from kg.errors import CorpusError

REPORT = "政府工作报告\r\n各位代表：\r\n　　一、2023年工作回顾\r\n长株潭一体化加快推进，“智赋万企”成果丰硕。"


@pytest.mark.parametrize(
    ("codec", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_the_text_comes_back_whole_and_the_encoding_is_recorded(codec: str, found: str) -> None:
    edition = read_edition("报告.txt", REPORT.encode(codec))
    assert (edition.text, edition.encoding, edition.id) == (REPORT, found, "报告")


@given(
    st.text(alphabet="政府工作报告长沙市人民的建设发展推进2024，。\r\n　“”", min_size=1).filter(
        lambda s: len(s.strip()) > 3
    )
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_decoding_alters_no_character(codec: str, text: str) -> None:
    assert read_edition("a.txt", text.encode(codec)).text == text


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_edition("a.txt", b"\xef\xbb\xbf" + REPORT.encode()).text.startswith("政府")
    assert read_edition("a.txt", ("\ufeff" + REPORT).encode("utf-16-be")).text.startswith("政府")


def test_standard_input_has_a_name() -> None:
    assert read_edition("-", REPORT.encode()).id == "stdin"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
        (b"%PDF-1.7\n\x01\x02\x03\x04\x05\x06" * 20, "binary"),
        (REPORT.encode()[:-1], "not in UTF-8"),
        ("政府工作报告".encode() + b"\xff\xfe\xfa" + "报".encode("gb18030") + b"\xff", "not in UTF-8"),
        (b"<!DOCTYPE html><html><body>" + REPORT.encode(), "markup"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(raw: bytes, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason) as caught:
        read_edition("x.txt", raw)
    assert "x.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_utf8_cut_inside_a_character_is_not_read_as_gb18030() -> None:
    with pytest.raises(CorpusError):
        read_edition("x.txt", ("长沙市政府工作报告" * 50).encode()[:-2])


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    text = REPORT * 5 + "\x07"
    assert read_edition("a.txt", text.encode()).text == text
