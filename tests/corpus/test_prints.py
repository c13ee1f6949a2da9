import pytest

from kg.corpus.prints import breaks_off, find_lacks, find_markers, is_print

BODY = "全市上下攻坚克难，新增企业210家，重大项目加快建设，交出了一份高质量发展的合格答卷。\n" * 20
CLOSING = "让我们更加紧密地团结在以习近平同志为核心的党中央周围，为谱写新篇章而努力奋斗！"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("政府工作报告\n上接1版\n" + BODY + "下转3版", ("beginning", "end")),
        ("（上接第一版）\n" + BODY + CLOSING, ("beginning",)),
        ("上接A2版\n" + BODY, ("beginning", "end")),
        ("各位代表：\n" + BODY + "（下转第三版）", ("end",)),
        (
            "各位代表：\n"
            + BODY
            + "下一步，我们将加快推进重大项目建设，着力提升产业链供应链韧性和安全水平，全面贯彻落",
            ("end",),
        ),
        ("各位代表：\n" + BODY + CLOSING, ()),
        ("各位代表：\n" + BODY, ()),
    ],
    ids=["both", "closed", "unclosed print", "goes on", "breaks off", "whole", "web page without a closing"],
)
def test_which_ends_are_missing(text: str, lacks: tuple[str, ...]) -> None:
    assert find_lacks(text) == lacks


def test_a_marker_between_two_pages_only_joins_them() -> None:
    text = BODY + "（下转第四版）（紧接第一版）" + BODY + CLOSING
    assert is_print(text)
    assert find_lacks(text) == ()


def test_where_the_text_says_so() -> None:
    text = "政府工作报告\n上接1版\n" + BODY
    span = find_markers(text)["beginning"]
    assert text[span.start : span.end] == "上接1版"


def test_lines_broken_inside_sentences_make_a_print() -> None:
    sentence = BODY.split("\n")[0]
    broken = "\n".join((sentence * 10)[i : i + 22] for i in range(0, len(sentence) * 10, 22))
    assert is_print(broken)
    assert not is_print(BODY)


@pytest.mark.parametrize("tail", ["分享到微信", "相关报道：", "编辑：某某"])
def test_page_furniture_at_the_end_is_no_broken_sentence(tail: str) -> None:
    assert not breaks_off(BODY + CLOSING + "\n" + tail)
