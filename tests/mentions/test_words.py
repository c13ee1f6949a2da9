from kg.mentions import words
from kg.mentions.words import tag_by_jieba, tag_words
from kg.resources import find_resource

TEXT = (find_resource("seeds") / "hunan-2025-report.txt").read_text(encoding="utf-8")[:6000]


def borders(tagged):
    """Where words begin."""
    at, found = 0, set()
    for word, _ in tagged:
        found.add(at)
        at += len(word)
    return found


def test_words_together_are_the_text_also_beyond_the_basic_plane():
    text = "𠮷林化纤😀园区（一期）\u3000投产"
    assert "".join(word for word, _ in tag_words(text)) == text


def test_both_segmenters_cut_and_class_words_nearly_alike():
    lines = [line for line in TEXT.splitlines() if line]
    ours, theirs = ([word for line in lines for word in tag(line)] for tag in (words.rjieba.tag, tag_by_jieba))
    assert borders(ours) == borders(theirs)
    assert sum(a == b for a, b in zip(ours, theirs, strict=True)) > 0.95 * len(ours)


def test_the_word_after_a_list_is_a_word_of_its_own():
    assert [word for word, _ in tag_words("建设翡翠湖等景区")][-3:] == ["湖", "等", "景区"]
    assert [word for word, _ in tag_words("高等院校平等发展")] == ["高等院校", "平等", "发展"]
    assert "男女平等" in [word for word, _ in tag_words("促进男女平等")]


def test_a_name_may_end_inside_a_word_of_the_dictionary():
    assert [word for word, _ in tag_words("生命线工程建设")] == ["生命线", "工程", "建设"]


def test_without_the_one_in_rust_jieba_takes_its_place(monkeypatch):
    monkeypatch.setattr(words, "rjieba", None)
    assert [word for word, _ in tag_words("加快建设长沙机场")] == ["加快", "建设", "长沙", "机场"]
