"""A progress bar in a notebook, by the notebook's own display: no widget, no extension."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

Report = Callable[[str, int, int], None]


def _is_notebook() -> bool:
    """Whether a kernel runs us that can show HTML; IPython is not imported where nobody has."""
    ipython = sys.modules.get("IPython")
    return bool(ipython and getattr(ipython.get_ipython(), "kernel", None))


def render_bar(name: str, done: int, total: int) -> str:
    """The bar as HTML.

    >>> render_bar("changsha-2024-report", 1, 5)
    '<progress value="1" max="5"></progress> 1 / 5 changsha-2024-report'
    """
    return f'<progress value="{done}" max="{total}"></progress> {done} / {total} {escape(name)}'


@contextmanager
def show_progress(*, is_wanted: bool) -> Iterator[Report | None]:
    """What to call with the name, the number done and the number of all; it goes away at the end."""
    if not (is_wanted and _is_notebook()):
        yield None
        return
    from IPython.display import DisplayHandle

    handle: Any = DisplayHandle()  # type: ignore[no-untyped-call]
    handle.display({"text/html": ""}, raw=True)
    yield lambda name, done, total: handle.update({"text/html": render_bar(name, done, total)}, raw=True)
    handle.update({"text/html": ""}, raw=True)
