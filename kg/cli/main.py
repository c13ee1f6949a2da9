"""The command ``kg`` itself, and what all its commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from kg.errors import KGError

PATH = click.Path(path_type=Path, allow_dash=True)
BUILD = click.argument("folder", default="out", type=click.Path(path_type=Path))
"""The folder of a build, ``out`` where none is given."""

_PIPE_WIDTH = 200
"""Columns of a table that no terminal bounds."""


class Commands(click.Group):
    """A group whose errors are one line with exit code 1; ``--debug`` shows where they come from."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (KGError, OSError) as error:
            if ctx.params["debug"]:
                raise
            raise click.ClickException(_one_line(error)) from error


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}; check the path and its permissions"
    return " ".join(str(error).split())


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="policy-kg")
def main(debug: bool) -> None:
    """Read government plans and reports into a knowledge graph of what recurs and what became of it."""


def print_table(table: Table) -> None:
    """A table as wide as the terminal, or wide enough for a pipe."""
    console = Console()
    Console(width=None if console.is_terminal else _PIPE_WIDTH).print(table)
