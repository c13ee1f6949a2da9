from itertools import combinations
from math import dist

from kg.layout import place_around, place_by_force

NODES = [f"n{i}" for i in range(30)]
EDGES = [("n0" if i < 15 else "n29", node) for i, node in enumerate(NODES) if node not in ("n0", "n29")] + [
    ("n0", "n29")
]


def test_the_same_graph_is_laid_out_the_same() -> None:
    assert place_by_force(NODES, EDGES) == place_by_force(NODES, EDGES)


def test_what_is_connected_lies_nearer_than_what_is_not() -> None:
    points = place_by_force(NODES, EDGES)
    joined = [dist(points[a], points[b]) for a, b in EDGES]
    across = [dist(points[a], points[b]) for a in NODES[1:15] for b in NODES[15:29]]
    assert sum(joined) / len(joined) < sum(across) / len(across)


def test_nothing_has_no_layout() -> None:
    assert place_by_force([], []) == {}


def test_members_around_a_point_keep_clear_of_it_and_of_each_other() -> None:
    points = place_around((10.0, 10.0), NODES)
    assert min(dist(point, (10.0, 10.0)) for point in points.values()) > 60
    assert min(dist(a, b) for a, b in combinations(points.values(), 2)) > 30
