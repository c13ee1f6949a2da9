"""The command that makes the tagger's weights anew: train."""

from __future__ import annotations

from pathlib import Path

import click

from kg.mentions.training import is_left_out, load_senses, read_all, write_weights
from kg.mentions.training import train as learn
from kg.resources import find_resource

_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command()
@click.option("--practice", type=_FOLDER, help="Folder with the texts of the annotated practice reports.")
@click.option("--practice-gold", type=click.Path(path_type=Path, exists=True), help="Gold of their densest parts.")
@click.option("--without", multiple=True, metavar="DOCUMENT[@START]", help="Leave a document or window out, to test.")
@click.option("--out", default="model", show_default=True, type=click.Path(path_type=Path), help="Folder to write.")
def train(practice: Path | None, practice_gold: Path | None, without: tuple[str, ...], out: Path) -> None:
    """Train the mention tagger on the annotated seeds and write weights.npz; takes about a quarter of an hour."""
    known = read_all(find_resource("seeds"), practice, practice_gold)
    for name in without:
        if not any(is_left_out(example, [name]) for example in known):
            raise click.ClickException(f"--without {name}: no document or window of this name is learned from")
    examples = [example for example in known if not is_left_out(example, without)]
    if not examples:
        raise click.ClickException("nothing is left to learn from; leave out less")
    mentions = sum(len(example.marks) for example in examples)
    click.echo(f"learning from {mentions} mentions in {len(examples)} sentences", err=True)
    write_weights(out / "weights.npz", learn(examples, load_senses()))
    click.echo(f"written to {out / 'weights.npz'}", err=True)
