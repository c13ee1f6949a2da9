"""The graph as a notebook shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    _Base = nx.MultiDiGraph[str]
else:
    _Base = nx.MultiDiGraph  # takes no type arguments while it runs


class Network(_Base):
    """A ``networkx.MultiDiGraph`` that a notebook shows as the network page.

    What networkx makes of it, a copy or a subgraph, is a plain graph to a notebook.
    """

    def __init__(self, incoming: Any = None, render: Callable[[], str] | None = None, **attributes: Any) -> None:
        super().__init__(incoming, **attributes)
        self._render = render

    def __repr__(self) -> str:
        return f"<graph: {self.number_of_nodes()} nodes, {self.number_of_edges()} edges>"

    def _repr_html_(self) -> str | None:
        return self._render() if self._render else None
