import numpy as np

from kg.mentions.features import WORD_TABLES, Kind, WordTable, find_kind
from kg.mentions.prints import Codes
from kg.mentions.senses import MEANING_SIZE
from kg.mentions.tagger import load_levels, load_senses

SENSES = load_senses()


def find(word):
    return [int(column[0]) for column in SENSES.find(Codes([word]))]


def find_row(word):
    return find(word)[2]


def vector(word):
    return SENSES.vectors[find_row(word)].astype(float)


def likeness(one, other):
    a, b = vector(one), vector(other)
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


def test_words_that_name_the_same_kind_of_thing_lie_close():
    assert likeness("产业园", "工业园") > likeness("产业园", "产业")
    assert likeness("行动", "计划") > likeness("行动", "水库")
    assert likeness("水库", "水闸") > likeness("水库", "机制")


def test_a_word_that_is_not_known_means_what_its_longest_known_ending_means():
    *meaning, cut = find("云岭水库")
    assert cut == 2
    assert [*meaning, 0] == find("水库")


def test_a_word_of_which_nothing_is_known_has_the_empty_meaning():
    assert find("\U000f0000") == [0, 0, 0, 0]
    assert SENSES.vectors.shape[1] == MEANING_SIZE
    assert not SENSES.vectors[0].any()


def test_a_word_has_a_row_in_every_table_and_keeps_it():
    table = WordTable(SENSES, load_levels())
    row = table.row["水库", "n"]
    assert table.row["水库", "n"] == row != table.row["水库", "vn"]
    columns = table.columns()
    assert all(0 <= k < t.size for k, t in zip(columns.ids[row], WORD_TABLES, strict=True))
    assert columns.meanings[row] == find_row("水库")


def test_what_is_known_of_a_word_does_not_depend_on_the_words_met_with_it():
    words = [("水库", "n"), ("12.5%", "m"), ("“", "x"), ("云岭自治县", "ns"), ("推进", "v"), ("，", "x")]
    together, apart = (WordTable(SENSES, load_levels()) for _ in range(2))
    rows = [together.row[word] for word in words]
    for word in reversed(words):
        row = apart.row[word]
        for one, other in zip(apart.columns(), together.columns(), strict=True):
            assert np.array_equal(one[row], other[rows[words.index(word)]])


def test_what_a_word_does_to_its_sentence_follows_from_it_and_its_part_of_speech():
    assert find_kind("推进", "v") == Kind.VERB | Kind.BREAK
    assert find_kind("建设", "vn") == Kind.VERB
    assert find_kind("是", "v") == Kind.BREAK
    assert find_kind("，", "x") == Kind.MARK | Kind.STOP | Kind.BREAK
    assert find_kind("“", "x") == Kind.MARK | Kind.OPEN
    assert find_kind("等", "u") == Kind.ETC | Kind.BREAK
    assert find_kind("水库", "n") == 0
