"""The command that asks a person: review."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from kg.cli.main import BUILD
from kg.model import Judgement
from kg.review import Question, find_questions, keep_judgements, read_answers, read_kept, write_questions
from kg.store import read_knowledge

_FILE = click.Path(path_type=Path, dir_okay=False)
_PROMPT = "[s]ame, [d]ifferent, [u]nsure, [n]ext, [q]uit"
_VERDICTS = {"s": "same", "d": "different", "u": "unsure"}


@click.command()
@BUILD
@click.option("--judgements", default="judgements.yaml", show_default=True, type=_FILE, help="The file that you keep.")
@click.option("--by", envvar="USER", default="reviewer", help="Who judges; your user name by default.")
@click.option("--export", "export", type=_FILE, help="Write the questions to a .yaml or .csv file and ask nothing.")
@click.option("--import", "import_", type=_FILE, help="Take over the answers in an exported file and ask nothing.")
def review(folder: Path, judgements: Path, by: str, export: Path | None, import_: Path | None) -> None:
    """Ask about the pairs in FOLDER that may be one thing, best first; kg build --judgements replays the answers."""
    if import_:
        _keep(judgements, read_answers(import_, by))
        return
    questions = find_questions(read_knowledge(folder), read_kept(judgements))
    if export:
        write_questions(questions, export)
        click.echo(f"{len(questions)} questions in {export}; answer, then: kg review --import {export}", err=True)
        return
    for number, question in enumerate(questions, 1):
        _print_question(question, f"{number}/{len(questions)}")
        answer = click.prompt(
            "[s]ame, [d]ifferent, [u]nsure, [n]ext, [q]uit", type=click.Choice([*"sdunq"]), default="n"
        )
        if answer == "q":
            break
        if answer != "n":
            why = click.prompt("why", default="read both quotes")
            verdict = _VERDICTS[answer]
            _keep(judgements, [Judgement(question.a, question.b, question.type, verdict, by, why)])  # type: ignore[arg-type]
    if not questions:
        click.echo("nothing is doubtful here", err=True)


def _print_question(question: Question, count: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(
        f"\n[bold]{count}  {escape(question.a)}  ?  {escape(question.b)}[/]  {question.type} {question.score:g}"
    )
    console.print(f"  {escape(question.features)}")
    for name, quote, source in (
        (question.a, question.quote_a, question.source_a),
        (question.b, question.quote_b, question.source_b),
    ):
        console.print(f"  [dim]{escape(source)}[/]  {escape(quote).replace(escape(name), f'[bold]{escape(name)}[/]')}")


def _keep(path: Path, answers: Sequence[Judgement]) -> None:
    n = keep_judgements(path, answers)
    click.echo(f"{n} of {len(answers)} judgements written to {path}; replay: kg build --judgements {path}", err=True)
