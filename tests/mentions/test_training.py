import pytest

from kg.mentions.decoding import LABELS
from kg.mentions.gold import build_examples, parse_written
from kg.mentions.learning import Settings
from kg.mentions.tagger import Tagger, load_senses
from kg.mentions.training import is_left_out, label_words, train, write_weights

WRITTEN = "# 标题 | plan 2025\n## plan\n" + "\n".join(
    f"{verb}⟦{name}{head}|P ip p⟧建设，深入实施⟦“{name}”行动|G ip p⟧。地区生产总值增长{n}%。"
    for n, (verb, name, head) in enumerate(
        (verb, name, head)
        for verb in ("推进", "加快", "实施")
        for name in ("云岭", "清河", "东山", "南湖")
        for head in ("大桥", "水库", "机场")
    )
)


@pytest.fixture(scope="module")
def examples():
    text, marks = parse_written(WRITTEN)
    return list(build_examples("written", text, [(0, len(text))], marks))


def names_of(example):
    return ["".join(word for word, _ in example.words[a : b + 1]) for a, b, _ in example.marks]


def test_marks_become_words(examples):
    assert names_of(examples[0]) == ["云岭大桥", "“云岭”行动"]
    assert [kind for _, _, kind in examples[0].marks] == ["project", "programme"]


def test_a_mention_whose_border_cuts_a_word_takes_the_whole_word():
    (example,) = build_examples("e", "推进改扩建。", [(0, 6)], [(2, 4, "project")])
    assert names_of(example) == ["改扩建"]


def test_a_sentence_outside_the_windows_is_no_example():
    assert not list(build_examples("e", "推进改革。加快发展。", [(0, 3)], []))


def test_every_word_gets_its_label(examples):
    words = [word for word, _ in examples[0].words]
    labels = [LABELS[label] for label in label_words(examples[0])]
    assert labels[words.index("云岭") : words.index("大桥") + 1] == ["B-project", "E-project"]
    assert labels[words.index("推进")] == labels[-1] == "O"


def build_of(document, window):
    return next(build_examples(document, "推进改革。", [window], []))


@pytest.mark.parametrize(
    ("without", "left_out"), [("report", True), ("report@0", True), ("report@300", False), ("other", False)]
)
def test_a_variant_is_left_out_with_the_window_after_which_it_was_written(without, left_out):
    assert is_left_out(build_of("report", (0, 5)), [without]) is left_out
    assert is_left_out(build_of("report@0", (0, 5)), [without]) is left_out


def test_training_twice_gives_the_same_bytes_and_a_tagger_that_has_learned(examples, tmp_path):
    settings = Settings(epochs=12, batch=100, vector=16, hidden=16)
    for name in ("a", "b"):
        write_weights(tmp_path / f"{name}.npz", train(examples, load_senses(), settings))
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    text = "推进清河水库建设，深入实施“南湖”行动。"
    found = Tagger.load(tmp_path / "a.npz").tag(text, [(0, len(text))])
    assert [text[start:end] for start, end, _, _ in found] == ["清河水库", "“南湖”行动"]
