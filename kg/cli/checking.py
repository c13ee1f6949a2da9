"""Commands that judge our own work: check, evaluate."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table

from kg.build import build
from kg.check import find_problems
from kg.cli.main import print_table
from kg.evaluate import Gold, Row, build_row, find_misses, read_gold, select_rows
from kg.model import KnowledgeGraph
from kg.report import Line, build_report
from kg.resources import find_resource


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def check(folder: Path | None) -> None:
    """Lint the schemas and the seeds, or another FOLDER of seeds: every rule, example, row and offset."""
    problems = find_problems(folder)
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.ClickException(f"{len(problems)} problems; mend the lines above")
    click.echo("schemas and seeds are sound")


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", default="table", show_default=True, type=click.Choice(["table", "json"]), help="Form."
)
@click.option("--errors", is_flag=True, help="List the misses and the false finds with their sentences instead.")
@click.option(
    "--weights", type=click.Path(path_type=Path, exists=True), help="Of another tagger, as kg train wrote them."
)
def evaluate(gold: Path, paths: tuple[Path, ...], format_: str, errors: bool, weights: Path | None) -> None:
    """Score what is found in PATHS against the annotations in GOLD; without PATHS, in the seeds."""
    wanted = read_gold(gold)
    kg = build(_select_files(paths or (find_resource("seeds"),), wanted), weights=weights)
    found = [build_row(s, kg.editions[s.mention.edition].text) for s in kg.statements]
    if errors:
        _echo_errors(kg, select_rows(found, wanted), wanted)
    elif format_ == "json":
        click.echo(json.dumps([_to_row(line) for line in build_report(found, wanted)], indent=2, ensure_ascii=False))
    else:
        _echo_report(build_report(found, wanted))


def _select_files(paths: Sequence[Path], gold: Gold) -> list[Path]:
    """The files that the gold speaks of."""
    files = [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    chosen = [file for file in files if file.stem in gold.windows]
    missing = sorted(set(gold.windows) - {file.stem for file in chosen})
    if missing:
        raise click.ClickException(f"no text for {missing[0]} in the paths; name its file or folder after the gold")
    return chosen


def _to_row(line: Line) -> dict[str, object]:
    score, (low, high) = line.score, line.interval
    counts = {"right": score.right, "found": score.found, "wanted": score.wanted}
    rates = {"precision": score.precision, "recall": score.recall, "f1": score.f1, "low": low, "high": high}
    return {"name": line.name, **counts, **{name: round(rate, 4) for name, rate in rates.items()}}


def _echo_report(lines: Sequence[Line]) -> None:
    table = Table("what", "precision", "recall", "F1", "95 %", "right", "found", "wanted")
    for column in table.columns[1:]:
        column.justify = "right"
    for line in lines:
        score = line.score
        rates = [f"{rate:.3f}" for rate in (score.precision, score.recall, score.f1)]
        counts = [str(number) for number in (score.right, score.found, score.wanted)]
        table.add_row(line.name, *rates, f"{line.interval[0]:.3f}-{line.interval[1]:.3f}", *counts)
    print_table(table)


def _echo_errors(kg: KnowledgeGraph, found: Sequence[Row], gold: Gold) -> None:
    missed, false = find_misses(found, gold.rows)
    for kind, rows in (("missed", missed), ("false", false)):
        for row in sorted(rows, key=lambda row: (row.document, row.span)):
            click.echo(f"{kind}\t{row.document}\t{row.type}\t{row.text}\t{_quote(kg, row)}")


def _quote(kg: KnowledgeGraph, row: Row) -> str:
    """The sentence around a row, its span in 【】."""
    text = kg.editions[row.document].text
    sentences = kg.outlines[row.document].sentences
    around = next((s.span for s in sentences if row.span.overlaps(s.span)), row.span)
    quote = text[around.start : row.span.start] + "【" + row.text + "】" + text[row.span.end : around.end]
    return " ".join(quote.split())
