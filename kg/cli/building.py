"""Commands that read documents: build, extract."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from kg.build import Report, build, write_build
from kg.cli.main import PATH, print_table
from kg.cli.viewing import PAGES, open_index
from kg.corpus import read_edition
from kg.exports.tables import TABLES
from kg.graph import build_tallies
from kg.model import KnowledgeGraph
from kg.ontology import load_ontology


@click.command("build")
@click.argument("paths", nargs=-1, type=PATH)
@click.option("--out", default="out", show_default=True, type=click.Path(path_type=Path), help="Folder to write.")
@click.option("--no-views", is_flag=True, help="Write the data files only, no pages.")
@click.option("--judgements", type=click.Path(path_type=Path), help="Judgements to replay, as kg review writes them.")
@PAGES
def build_command(
    paths: tuple[Path, ...], out: Path, no_views: bool, judgements: Path | None, title: str, lang: str, open_: bool
) -> None:
    """Build the graph and its pages from PATHS: files, folders, - for standard input; none means the seeds."""
    started = time.perf_counter()
    with _progress() as report:
        kg = _build(paths, report, judgements=judgements, earlier=out)
    write_build(kg, out, views=not no_views, title=title, lang=lang)
    _echo_summary(kg, time.perf_counter() - started)
    click.echo(f"written to {out}" if no_views else f"written; open {out / 'index.html'}", err=True)
    if open_ and not no_views:
        open_index(out)


@click.command()
@click.argument("files", nargs=-1, required=True, type=PATH)
def extract(files: tuple[Path, ...]) -> None:
    """Print the mentions in FILES (- for standard input) as JSON lines, with what is said of each."""
    kg = _build(files, None)
    for row in TABLES["mentions"](kg, load_ontology()):
        click.echo(json.dumps(row, ensure_ascii=False))
    for issue in kg.issues:
        click.echo(f"{issue.source}: {issue.message}", err=True)


def _build(
    paths: Sequence[Path], report: Report | None, judgements: Path | None = None, earlier: Path | None = None
) -> KnowledgeGraph:
    """Build from paths; ``-`` is an edition named stdin."""
    files = [path for path in paths if path != Path("-")]
    streams = [read_edition("-", sys.stdin.buffer.read())] if len(files) < len(paths) else []
    return build(files, report, streams, judgements=judgements, earlier=earlier)


@contextmanager
def _progress() -> Iterator[Report | None]:
    """A bar on a terminal, nothing in a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda name, done, total: bar.update(task, description=name, completed=done, total=total)


def _echo_summary(kg: KnowledgeGraph, seconds: float) -> None:
    types = Counter(statement.mention.type for statement in kg.statements)
    rows = [
        ("documents", len(kg.documents)),
        ("editions", len(kg.editions)),
        ("mentions", len(kg.statements)),
        *((f"  {name} {spec.zh}", types[name]) for name, spec in load_ontology().types.items()),
        ("entities", len(kg.entities)),
        ("  that recur", sum(len(tally.documents) > 1 for tally in build_tallies(kg).values())),
        ("issues", len(kg.issues)),
    ]
    table = Table("what", "how many")
    table.columns[1].justify = "right"
    for name, number in rows:
        table.add_row(name, f"{number:,}")
    table.add_row("seconds", f"{seconds:.1f}")
    print_table(table)
