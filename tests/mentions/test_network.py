"""The network in whole numbers, and the learning of what it computes."""

import numpy as np
import pytest

from kg.errors import SchemaError
from kg.mentions.decoding import LABELS
from kg.mentions.features import MEANING_SIZE, PADS, WORD_TABLES, WordTable
from kg.mentions.layers import look, unlook
from kg.mentions.learning import Data, Model, Settings, compute_marginals, lay_out
from kg.mentions.network import LAYOUT, Network
from kg.mentions.packing import pack
from kg.mentions.structure import STRUCTURE_SIZE, STRUCTURES, DivisionNames, find_structure
from kg.mentions.tagger import load_levels, load_senses
from kg.mentions.words import tag_words

MEANINGS = load_senses().vectors
SENTENCES = ("推进清河水库建设。", "深入实施“南湖”行动，长沙机场改扩建加快。", "地区生产总值增长5%。")


@pytest.fixture(scope="module")
def table():
    return WordTable(load_senses(), load_levels())


def lay(table, *sentences):
    rows = [0] * PADS
    for sentence in sentences:
        rows += [*map(table.row.__getitem__, tag_words(sentence)), *[0] * PADS]
    return np.array(rows)


def build(table):
    rows = lay(table, *SENTENCES)
    structure = find_structure(rows, table.columns(), DivisionNames(load_levels()))
    at = np.flatnonzero(rows)
    sizes = np.array([len(tag_words(sentence)) for sentence in SENTENCES])
    labels = np.zeros(len(at), np.int64)
    labels[1] = LABELS.index("S-project")
    columns = table.columns()
    return Data(columns.ids, MEANINGS[columns.meanings], rows[at], structure[at], labels, sizes, np.array([0, 1, 0]))


@pytest.fixture(scope="module")
def learned(table):
    settings = Settings(dropout=0.0, word_dropout=0.0, structure_dropout=0.0, vector=16, hidden=16)
    data = build(table)
    model = Model(settings, 2)
    offsets = np.concatenate(([0], np.cumsum(data.sizes)))
    losses = [model.step(lay_out(data, np.arange(3), offsets), 0.01) for _ in range(60)]
    return model, data, losses


def test_steps_go_down(learned):
    _, _, losses = learned
    assert losses[-1] < 0.05 < losses[0]


def test_the_whole_numbers_say_what_the_fractions_say(learned, table):
    model, data, _ = learned
    words = score(Network(pack(model, data), MEANINGS), table, SENTENCES[0])
    assert words.argmax(1).tolist() == [0, LABELS.index("S-project"), *[0] * (len(words) - 2)]


def random_network(draw):
    arrays = {f"word.{t.name}": draw.integers(-127, 128, (t.size, t.width)) for t in WORD_TABLES}
    arrays |= {f"structure.{name}": draw.integers(-127, 128, (STRUCTURE_SIZE, 64)) for name in STRUCTURES}
    arrays |= {f"structure.{name}.step": np.array(70) for name in STRUCTURES}
    widths = {"vector": (sum(t.width for t in WORD_TABLES) + MEANING_SIZE, 64), "window": (5 * 64, 64)}
    widths |= {"look0": (192, 64), "output": (64, len(LABELS))}
    for name, shape in widths.items():
        arrays |= {f"{name}.weights": draw.integers(-127, 128, shape), f"{name}.bias": draw.normal(size=shape[1])}
        arrays |= {f"{name}.scale": np.full(shape[1], 1e-4)}
    return arrays | {"layout": np.array(LAYOUT)}


def reorder(arrays, draw):
    """The same network with its units in another order, so that every sum adds up in another order."""
    vector, hidden = draw.permutation(64), draw.permutation(64)
    inputs = {"window": vector, "look0": hidden, "output": hidden}
    outputs = {"vector": vector, "window": hidden, "look0": hidden}
    found = {name: a[:, hidden] if name.startswith("structure") and a.ndim else a for name, a in arrays.items()}
    for name, order in inputs.items():
        blocks = np.split(found[f"{name}.weights"], len(found[f"{name}.weights"]) // 64)
        found[f"{name}.weights"] = np.concatenate([block[order] for block in blocks])
    for name, order in outputs.items():
        found[f"{name}.weights"] = found[f"{name}.weights"][:, order]
        found |= {f"{name}.{part}": found[f"{name}.{part}"][order] for part in ("scale", "bias")}
    return found


def score_rows(network, table, rows):
    columns = table.columns()
    return network.score(rows, find_structure(rows, columns, DivisionNames(load_levels())), columns)


def score(network, table, *sentences):
    """The scores of the words, without those of the pads."""
    rows = lay(table, *sentences)
    return score_rows(network, table, rows)[rows > 0]


def test_in_whatever_order_a_machine_adds_the_scores_are_the_same(table):
    draw = np.random.default_rng(0)
    arrays = random_network(draw)
    one, other = (score(Network(a, MEANINGS), table, *SENTENCES) for a in (arrays, reorder(arrays, draw)))
    assert np.array_equal(one, other)


def test_a_sentence_reads_the_same_beside_others(table):
    network = Network(random_network(np.random.default_rng(1)), MEANINGS)
    alone = [score(network, table, sentence) for sentence in SENTENCES]
    assert np.array_equal(score(network, table, *SENTENCES), np.concatenate(alone))


def test_scores_once_given_stay_as_they_are_whatever_is_read_next(table):
    network = Network(random_network(np.random.default_rng(2)), MEANINGS)
    short, long = lay(table, SENTENCES[0]), lay(table, *SENTENCES, "深化零基预算改革，建设江北机场四期。")
    first = score_rows(network, table, short)
    kept = first.copy()
    score_rows(network, table, long)
    assert np.array_equal(first, kept)
    assert np.array_equal(score_rows(network, table, short), kept)


def test_looking_back_is_the_transpose_of_looking():
    draw = np.random.default_rng(0)
    values, gradient = draw.normal(size=(12, 3)), draw.normal(size=(12, 9))
    values[:4], values[-4:] = 0, 0
    offsets = (-2, 0, 2)
    assert np.isclose((look(values, offsets) * gradient).sum(), (values * unlook(gradient, offsets)).sum())


def test_marginals_agree_with_the_sum_over_all_legal_paths():
    from tests.mentions.test_decoding import PATHS

    scores = np.random.default_rng(1).normal(size=(1, 3, len(LABELS))).astype(np.float32)
    weights = np.exp([scores[0, [0, 1, 2], path].sum() for path in PATHS])
    wanted = np.zeros((3, len(LABELS)))
    for path, weight in zip(PATHS, weights / weights.sum(), strict=True):
        wanted[[0, 1, 2], path] += weight
    assert np.allclose(compute_marginals(scores, np.array([3]))[0], wanted, atol=1e-4)


def test_weights_of_another_version_are_refused_in_one_line():
    with pytest.raises(SchemaError, match="make them anew with kg train"):
        Network({"layout": np.array(1)}, MEANINGS)


def test_a_pad_completes_no_name_of_a_division(table):
    rows = lay(table, "长沙", "提升内蒙古")
    names = find_structure(rows, table.columns(), DivisionNames(load_levels()))[
        :, STRUCTURES.index("division_or_quote")
    ]
    assert not names.any()
