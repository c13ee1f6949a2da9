"""The command line: parse, call one function, echo."""

from kg.cli.asking import diff, recur, show
from kg.cli.building import build_command, extract
from kg.cli.checking import check, evaluate
from kg.cli.exporting import export
from kg.cli.main import main
from kg.cli.reviewing import review
from kg.cli.training import train
from kg.cli.viewing import view

for _command in (build_command, extract, recur, show, diff, view, review, check, evaluate, export, train):
    main.add_command(_command)

__all__ = ["main"]
