"""Commands that take a build to other programs: export."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.main import PATH
from kg.exports import FORMATS, write_format
from kg.store import read_knowledge

_ALL = "all"


@click.command()
@click.argument("folder", type=PATH)
@click.argument("format_", metavar="FORMAT", type=click.Choice([*FORMATS, _ALL]))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write; FOLDER if not given.")
def export(folder: Path, format_: str, out: Path | None) -> None:
    """Write the build in FOLDER as FORMAT: jsonl, graphml, gexf, csv, xlsx, sqlite, cytoscape, parquet or all."""
    kg = read_knowledge(folder)
    for name in FORMATS if format_ == _ALL else [format_]:
        for path in write_format(kg, name, out or folder):
            click.echo(path)
