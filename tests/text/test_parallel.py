from kg.text import find_parallels, parse_outline
from tests.markup import make_edition, make_report


def parallels(second, first):
    sentences = [parse_outline(make_edition(text), make_report()).sentences for text in (second, first)]
    found = find_parallels(second, sentences[0], first, sentences[1])
    return {second[a.start : a.end]: first[b.start : b.end] for a, b in found.items()}


def test_a_slip_and_another_comma_do_not_part_two_editions():
    assert parallels("黄华国际贸易港加快建设,投资超百亿元。", "各位代表！黄花国际贸易港加快建设，投资超百亿元。") == {
        "黄华国际贸易港加快建设,投资超百亿元。": "黄花国际贸易港加快建设，投资超百亿元。"
    }


def test_a_sentence_cut_short_still_finds_its_whole():
    assert list(parallels("获批全国首批试点城市。", "成功入选并获批全国首批试点城市，获评服务型制造示范城市。")) == [
        "获批全国首批试点城市。"
    ]


def test_sentences_on_one_theme_are_not_the_same():
    assert parallels("香炉洲大桥建成通车。", "湘雅路过江通道加快建设。新增学位三万个。") == {}
