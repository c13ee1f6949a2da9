import numpy as np

from kg.mentions.features import MEANING_SIZE, WORD_TABLES, WordTable, find_shape
from kg.mentions.tagger import load_levels, load_senses

SENSES = load_senses()


def vector(word):
    return SENSES.vectors[SENSES.find(word).row].astype(float)


def likeness(one, other):
    a, b = vector(one), vector(other)
    return a @ b / (np.linalg.norm(a) * np.linalg.norm(b))


def test_words_that_name_the_same_kind_of_thing_lie_close():
    assert likeness("产业园", "工业园") > likeness("产业园", "产业")
    assert likeness("行动", "计划") > likeness("行动", "水库")
    assert likeness("水库", "水闸") > likeness("水库", "机制")


def test_a_word_that_is_not_known_means_what_its_longest_known_ending_means():
    found = SENSES.find("云岭水库")
    assert found.cut == 2
    assert found.row == SENSES.find("水库").row


def test_a_word_of_which_nothing_is_known_has_the_empty_meaning():
    found = SENSES.find("\U000f0000")
    assert found == (0, 0, 0, 0)
    assert SENSES.vectors.shape[1] == MEANING_SIZE
    assert not SENSES.vectors[found.row].any()


def test_a_word_has_a_row_in_every_table_and_keeps_it():
    table = WordTable(SENSES, load_levels())
    row = table.row["水库", "n"]
    assert table.row["水库", "n"] == row != table.row["水库", "vn"]
    columns = table.columns()
    assert all(0 <= k < t.size for k, t in zip(columns.ids[row], WORD_TABLES, strict=True))
    assert columns.meanings[row] == SENSES.find("水库").row


def test_forms_of_words_are_told_apart():
    assert [find_shape(word) for word in ("5G", "12.5%", "二十", "“")] == ["2", "digits", "numeral", "“"]
