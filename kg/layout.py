"""Where the marks stand: documents on a line by date, entities in piles between the documents that name them.

These coordinates serve the pages, GraphML and GEXF; a force layout stands beside them for the network page.
Pixels; y grows downwards. Nothing is random.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin, sqrt

Point = tuple[float, float]

CELL_WIDTH, CELL_HEIGHT = 120.0, 84.0
"""Room for one mark with its label below, so that a label never lies on the marks of the next row."""
_ASPECT = 0.45
"""Width by height of the whole. Upright, so that what recurs, next to the line, still lies wide as a screen does."""
_SPINE = 110.0
"""Free height on each side of the line of documents."""
_GAP = 50.0
"""Free height between two lanes."""
_STEEPNESS = 2.5
"""How much dearer it is to stand one pixel higher on a pile than one pixel off to the side."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Entities that are piled up together on one side of the line of documents, the most important first."""

    is_above: bool
    members: tuple[str, ...]


def parse_time(date: str) -> float:
    """An ISO date, as exact as known, as a fraction of years.

    >>> parse_time("2025"), parse_time("2024-07"), round(parse_time("2024-01-13"), 3)
    (2025.0, 2024.5, 2024.032)
    """
    year, month, day = (*map(int, date.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 372


def place_on_line(times: Mapping[str, float], width: float) -> dict[str, float]:
    """The x of each document: in proportion to time, never nearer to the one before than three cells.

    >>> place_on_line({"a": 2021.0, "b": 2024.9, "c": 2025.0}, 1000)
    {'a': 0.0, 'b': 975.0, 'c': 1335.0}
    """
    order = sorted(times, key=lambda name: (times[name], name))
    span = max(times.values(), default=0.0) - min(times.values(), default=0.0)
    line: dict[str, float] = {}
    for before, name in zip([None, *order], order, strict=False):
        share = (times[name] - times[order[0]]) / span if span else 0.0
        line[name] = share * width if before is None else max(share * width, line[before] + 3 * CELL_WIDTH)
    return {name: round(x, 1) for name, x in line.items()}


def place_on_time_axis(
    times: Mapping[str, float], named_in: Mapping[str, Sequence[str]], lanes: Sequence[Lane]
) -> dict[str, Point]:
    """The point of every document in `times` and of every member of the lanes.

    `named_in` tells for an entity the documents that name it; it stands near the middle between them, in a cell
    of its own. Lanes of one side follow one another outwards.
    """
    n = sum(len(lane.members) for lane in lanes)
    columns = max(8, ceil(sqrt(n * _ASPECT * CELL_HEIGHT / CELL_WIDTH)))
    line = place_on_line(times, columns * CELL_WIDTH * 0.7)
    points = {name: (x, 0.0) for name, x in line.items()}
    middle = (min(line.values(), default=0.0) + max(line.values(), default=0.0)) / 2
    piles = _find_piles(middle, max(columns, ceil(2 * middle / CELL_WIDTH) + 2))
    base = {True: _SPINE, False: _SPINE}
    for lane in lanes:
        targets = {
            m: sum(line[d] for d in named_in[m]) / len(named_in[m]) if named_in[m] else middle for m in lane.members
        }
        heights = _fill(lane, targets, piles, base[lane.is_above], points)
        base[lane.is_above] += heights * CELL_HEIGHT + (_GAP if heights else 0)
    return points


def _find_piles(middle: float, n: int) -> list[float]:
    return [middle + (i - (n - 1) / 2) * CELL_WIDTH for i in range(n)]


def _fill(
    lane: Lane, targets: Mapping[str, float], piles: Sequence[float], base: float, points: dict[str, Point]
) -> int:
    """Put each member on the pile that costs least, and return the height of the highest pile in cells."""
    heights = [0] * len(piles)
    for member in lane.members:
        target = targets[member]
        costs = [abs(x - target) + h * CELL_HEIGHT * _STEEPNESS for x, h in zip(piles, heights, strict=True)]
        i = costs.index(min(costs))
        y = base + (heights[i] + 0.5) * CELL_HEIGHT
        points[member] = (round(piles[i], 1), round(-y if lane.is_above else y, 1))
        heights[i] += 1
    return max(heights, default=0)


_SPACING = 95.0
"""Pixels that a mark of a force layout has to itself, on average."""
_GOLDEN_ANGLE = pi * (3 - sqrt(5))


def place_by_force(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, Point]:
    """Points that draw together what is connected: by Graphviz' sfdp where it is installed, else by springs."""
    if not nodes:
        return {}
    number = {node: i for i, node in enumerate(nodes)}
    pairs = sorted({(number[a], number[b]) for a, b in edges if a in number and b in number})
    program = shutil.which("sfdp")
    raw = _run_sfdp(program, len(nodes), pairs) if program else _relax(len(nodes), pairs)
    return dict(zip(nodes, _rescale(raw), strict=True))


def _relax(n: int, pairs: Sequence[tuple[int, int]]) -> list[Point]:
    import rustworkx as rx

    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n))
    graph.add_edges_from([(a, b, None) for a, b in pairs])
    points = rx.spring_layout(graph, num_iter=60, seed=7)
    return [(float(points[i][0]), float(points[i][1])) for i in range(n)]


def _run_sfdp(program: str, n: int, pairs: Sequence[tuple[int, int]]) -> list[Point]:
    lines = ["graph {", *map(str, range(n)), *(f"{a}--{b}" for a, b in pairs), "}"]
    source = "\n".join(lines).encode("ascii")
    run = subprocess.run([program, "-Tplain"], input=source, capture_output=True, check=True)  # noqa: S603
    rows = (line.split() for line in run.stdout.decode("ascii").splitlines() if line.startswith("node "))
    points = {int(row[1]): (float(row[2]), float(row[3])) for row in rows}
    return [points[i] for i in range(n)]


def _rescale(points: Sequence[Point]) -> list[Point]:
    """The same picture around the origin, with room for every mark."""
    xs, ys = zip(*points, strict=True)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    extent = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    scale = sqrt(len(points)) * _SPACING / extent
    return [(round((x - middle[0]) * scale, 1), round((y - middle[1]) * scale, 1)) for x, y in points]


def place_around(centre: Point, members: Sequence[str]) -> dict[str, Point]:
    """Members as seeds of a sunflower around a point, outside its own mark."""
    points = {}
    for i, member in enumerate(members):
        radius = _SPACING * (0.8 + 0.45 * sqrt(i))
        x, y = centre[0] + radius * cos(i * _GOLDEN_ANGLE), centre[1] + radius * sin(i * _GOLDEN_ANGLE)
        points[member] = (round(x, 1), round(y, 1))
    return points
