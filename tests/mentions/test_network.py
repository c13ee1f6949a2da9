"""The network in whole numbers, and the learning of what it computes."""

import numpy as np
import pytest

from kg.errors import SchemaError
from kg.mentions.decoding import LABELS
from kg.mentions.features import PADS, WORD_TABLES, WordTable
from kg.mentions.layers import look, unlook
from kg.mentions.learning import Data, Model, Settings, compute_marginals, lay_out
from kg.mentions.network import LAYOUT, Network, split_members
from kg.mentions.packing import pack
from kg.mentions.senses import MEANING_SIZE
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
    words = score(Network(pack(model, data, least=1), MEANINGS), table, SENTENCES[0])
    assert words.argmax(1).tolist() == [0, LABELS.index("S-project"), *[0] * (len(words) - 2)]


def random_network(draw):
    arrays = {f"word.{t.name}": draw.integers(-127, 128, (t.size + 1, t.width)) for t in WORD_TABLES}
    arrays |= {f"word.{t.name}.rows": np.arange(t.size) for t in WORD_TABLES}
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


def sum_exactly(arrays, network, table, rows, structure):
    """The activations that the window stands for, in fractions."""
    columns = table.columns()
    inputs = [arrays[f"word.{t.name}"][columns.ids[:, i] + 1] for i, t in enumerate(WORD_TABLES)]
    inputs = np.concatenate([*inputs, MEANINGS[columns.meanings]], 1).astype(np.float32)
    vectors = network._vector.activate(inputs @ network._vector.weights)
    vectors[0] = 0
    around = np.pad(vectors[rows], ((2, 2), (0, 0))).astype(float)
    sums = np.concatenate([around[i : i + len(rows)] for i in range(5)], 1) @ network._window.weights
    for i, name in enumerate(STRUCTURES):
        sums += (arrays[f"structure.{name}"] * arrays[f"structure.{name}.step"])[structure[:, i]]
    return np.clip(sums * arrays["window.scale"] + arrays["window.bias"], 0, 255)


def test_the_window_is_summed_in_sixteen_bits_as_exactly_as_steps_of_activations_tell_apart(table):
    arrays = random_network(np.random.default_rng(4))
    arrays |= {"vector.scale": np.full(64, 2e-3), "window.bias": np.random.default_rng(5).normal(10, 10, 64)}
    for name in STRUCTURES:
        arrays[f"structure.{name}.step"] = np.array(800)
    rows = lay(table, *SENTENCES, "天津市滨海新区、新疆维吾尔自治区等地实施“春风”行动")
    structure = find_structure(rows, table.columns(), DivisionNames(load_levels()))
    assert (structure.astype(bool).sum(0) > 0).all()
    network = Network(arrays, MEANINGS)
    network._meet(table.columns())
    found = network._activate_window(rows, structure, *network._borrow(len(rows))[1]).astype(float)
    exact = sum_exactly(arrays, network, table, rows, structure)
    between = (exact > 1) & (exact < 254)
    errors = (found - exact)[between]
    assert between.mean() > 0.2
    assert np.abs(errors).max() < 0.9
    assert abs(errors.mean()) < 0.05


def test_parts_too_great_for_sixteen_bits_are_cut(table):
    """Units that are full or empty stay so however much the weights grow."""
    arrays = random_network(np.random.default_rng(3))
    arrays["window.bias"] = np.resize([1e6, -1e6], 64)
    arrays["look0.weights"] = np.zeros_like(arrays["look0.weights"])
    arrays["look0.bias"] = np.zeros(64)
    for name in STRUCTURES:
        arrays[f"structure.{name}"] = np.abs(arrays[f"structure.{name}"]) * np.resize([1, -1], 64)
    for part in ("window", "vector"):
        arrays[f"{part}.scale"] = np.full(64, 10.0)
    arrays["window.weights"] = np.abs(arrays["window.weights"]) * np.resize([1, -1], 64)
    full = np.resize([255.0, 0.0], 64) @ arrays["output.weights"] * 1e-4 + arrays["output.bias"]
    assert np.allclose(score(Network(arrays, MEANINGS), table, *SENTENCES), full, atol=1e-3)


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
    with pytest.raises(SchemaError, match="make them anew with kg train"):
        split_members({"window.scale": np.ones(3)})


def test_each_network_of_a_committee_has_its_own_arrays():
    arrays = {"0.output.bias": np.zeros(1), "1.output.bias": np.ones(1), "calibration": np.ones(2)}
    assert split_members(arrays) == [{"output.bias": np.zeros(1)}, {"output.bias": np.ones(1)}]


def test_a_form_that_was_seldom_read_is_unknown(learned):
    model, data, _ = learned
    words = WORD_TABLES[0]
    row = data.ids[data.words[1], 0]
    known, unknown = (pack(model, data, least=n)[f"word.{words.name}.rows"] for n in (1, 2))
    assert row in known
    assert row not in unknown


def test_a_pad_completes_no_name_of_a_division(table):
    rows = lay(table, "长沙", "提升内蒙古")
    names = find_structure(rows, table.columns(), DivisionNames(load_levels()))[
        :, STRUCTURES.index("division_or_quote")
    ]
    assert not names.any()
