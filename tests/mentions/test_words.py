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
    ours, theirs = ([word for line in lines for word in tag(line)] for tag in (tag_words, tag_by_jieba))
    assert borders(ours) == borders(theirs)
    assert sum(a == b for a, b in zip(ours, theirs, strict=True)) > 0.95 * len(ours)


def test_without_the_one_in_rust_jieba_takes_its_place(monkeypatch):
    monkeypatch.setattr(words, "rjieba", None)
    assert [word for word, _ in tag_words("加快建设长沙机场")] == ["加快", "建设", "长沙", "机场"]
