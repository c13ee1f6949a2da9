"""Commands that show a build: view; and the options of its pages, which build has too."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.build import write_pages
from kg.cli.main import BUILD
from kg.store import read_knowledge

F = TypeVar("F", bound=Callable[..., Any])


def PAGES(command: F) -> F:  # noqa: N802  used as a decorator beside BUILD and PATH
    """The options that pages have: ``--title``, ``--lang``, ``--open``."""
    command = click.option("--open", "open_", is_flag=True, help="Open the first page in the browser.")(command)
    command = click.option(
        "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language that pages open in."
    )(command)
    return click.option("--title", default="", help="What stands at the head of all pages.")(command)


def open_index(folder: Path) -> None:
    """Open the first page of a build in the browser."""
    webbrowser.open((folder / "index.html").resolve().as_uri())


@click.command()
@BUILD
@PAGES
def view(folder: Path, title: str, lang: str, open_: bool) -> None:
    """Render the pages of the build in FOLDER again, without reading a document."""
    write_pages(read_knowledge(folder), folder, title=title, lang=lang)
    click.echo(f"written; open {folder / 'index.html'}", err=True)
    if open_:
        open_index(folder)
