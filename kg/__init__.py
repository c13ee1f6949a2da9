"""Reads government plans and reports into a knowledge graph of what recurs and what became of it.

``kg.build(paths)`` reads documents, ``kg.open(folder)`` opens what ``kg build`` wrote, ``kg.load_pipeline()`` is the
spaCy pipeline by itself: see :mod:`kg.api`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.api import KnowledgeGraph, StrPath, build, load_pipeline, open  # noqa: A004  kg.open, as one opens a file

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "build", "load_pipeline", "open"]


class _Build(ModuleType):
    """The module ``kg.build``, which is the function ``kg.build`` as well."""

    def __call__(
        self,
        paths: StrPath | Iterable[StrPath] = (),
        *,
        judgements: StrPath | None = None,
        progress: bool = True,
    ) -> KnowledgeGraph:
        """Read files and folders into a knowledge graph: see :func:`kg.api.build`."""
        found: KnowledgeGraph = import_module("kg.api").build(paths, judgements=judgements, progress=progress)
        return found


class _Package(ModuleType):
    """The package: its public names are imported when they are first used, so ``import kg`` costs nothing."""

    @property
    def build(self) -> ModuleType:
        """The module and function; the import system would set the bare module in the function's place."""
        return import_module("kg.build")

    @build.setter
    def build(self, module: ModuleType) -> None:
        module.__class__ = _Build

    def __getattr__(self, name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module 'kg' has no attribute {name!r}")
        return getattr(import_module("kg.api"), name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
