"""Commands that ask a build: recur, show, diff."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kg.cite import render_citation
from kg.cli.main import BUILD, print_table
from kg.compare import Change, compare_builds, compare_years
from kg.model import KnowledgeGraph, Statement
from kg.ontology import load_ontology
from kg.recur import Recurrence, find_recurrences
from kg.show import Portrait, build_portrait, find_named
from kg.store import read_knowledge

FORMAT = click.option(
    "--format", "format_", default="table", show_default=True, type=click.Choice(["table", "json", "csv"]), help="Form."
)
_RULES = {
    "division": "国家行政区划",
    "name": "名称",
    "sentence": "原文",
    "whole": "所属整体",
    "issuer": "发布地",
}


@click.command()
@BUILD
@click.option("--type", "type_", type=click.Choice(sorted(load_ontology().types)), help="Only this type.")
@click.option("--place", help="Only what lies in this place; part of its name is enough.")
@click.option("--status", type=click.Choice(list(load_ontology().statuses)), help="Only what a document says this of.")
@click.option("--reading", type=click.Choice(list(load_ontology().readings)), help="Only lifelines that read so.")
@click.option("--across-levels", is_flag=True, help="Only what a province and its city both name.")
@click.option(
    "--min-documents",
    type=click.IntRange(1),
    help="Named in so many or more; 2, or 1 with --reading, for what is new or silent is often named once.",
)
@FORMAT
def recur(folder: Path, format_: str, min_documents: int | None, **filters: Any) -> None:
    """List what recurs across the documents of the build in FOLDER, and what became of each."""
    least = min_documents or (1 if filters["reading"] else 2)
    found = find_recurrences(read_knowledge(folder), min_documents=least, **filters)
    if format_ == "table":
        _print_recurrences(found)
    else:
        _FORMATS[format_]([item.to_row() for item in found], Recurrence.columns())


def _print_recurrences(found: Sequence[Recurrence]) -> None:
    ontology = load_ontology()
    table = Table("name", "type", "place", "documents", "first named by", "years", "latest", "reading", show_lines=True)
    for item in found:
        table.add_row(
            escape(item.name),
            ontology.types[item.type].zh,
            item.place or "",
            "\n".join(item.documents),
            item.named_first,
            item.years,
            f"{ontology.statuses[item.latest_status].zh}·{ontology.modalities[item.latest_modality].zh}",
            f"{ontology.readings[item.reading].zh}：{escape(item.reading_zh)}",
        )
    if found:
        print_table(table)
    click.echo(f"{len(found)} found" if found else "nothing recurs with these filters; loosen one", err=True)


def _print_json(rows: Sequence[Mapping[str, Any]], _: Sequence[str]) -> None:
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2))


def _print_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: " · ".join(value) if isinstance(value, list) else value for key, value in row.items()})
    click.echo(buffer.getvalue(), nl=False)


_FORMATS: dict[str, Callable[[Sequence[Mapping[str, Any]], Sequence[str]], None]] = {
    "json": _print_json,
    "csv": _print_csv,
}


@click.command()
@click.argument("name")
@BUILD
@click.option("--cite", is_flag=True, help="Print the citation of each quote instead, by GB/T 7714 and in English.")
def show(name: str, folder: Path, cite: bool) -> None:
    """Print all that the build in FOLDER knows of NAME, in Chinese or in pinyin: place, relations, lifeline, quotes."""
    kg = read_knowledge(folder)
    console = Console(highlight=False, soft_wrap=True)
    for entity in find_named(kg, name):
        if cite:
            _echo_citations(kg, kg.lifelines[entity.id].steps)
            continue
        for line in _describe(build_portrait(kg, entity)):
            console.print(line)


def _echo_citations(kg: KnowledgeGraph, steps: Sequence[Statement]) -> None:
    for step in steps:
        for style in ("zh", "en"):
            click.echo(render_citation(kg, step, style=style))


def _describe(portrait: Portrait) -> list[str]:
    """The lines of a portrait, with the markup of rich."""
    ontology, entity = load_ontology(), portrait.entity
    code = f" {entity.code}" if entity.code else ""
    lines = [f"[bold]{escape(entity.name)}[/]  {ontology.types[entity.type].zh} {ontology.types[entity.type].en}{code}"]
    if entity.aliases:
        lines.append(f"  also written: {escape(' · '.join(entity.aliases))}")
    lines += [
        f"  joined: {escape(j.a)} = {escape(j.b)} ({j.score:g}: {', '.join(f for f, _ in j.features) or 'judged'})"
        for j in portrait.joins
    ]
    lines += [f"  until {former.last}: {former.name} {former.code}" for former in portrait.names_before]
    if portrait.chain:
        rule = _RULES[entity.place_evidence.rule] if entity.place_evidence else ""
        lines.append(f"  place: {' < '.join(portrait.chain)}（{rule}）{escape(portrait.place_quote)}")
    for kind, other, direction in portrait.relations:
        arrow = "→" if direction == "to" else "←"
        lines.append(f"  {ontology.relations[kind].zh} {arrow} {escape(other)}")
    lifeline = portrait.lifeline
    lines.append(f"  reading: {ontology.readings[lifeline.reading].zh}：{escape(lifeline.reading_zh)}")
    lines.append(f"           {escape(lifeline.reading_en)}")
    for step, text in zip(lifeline.steps, portrait.quotes, strict=True):
        what = f"{ontology.modalities[step.modality].zh} {step.period or ''} {ontology.statuses[step.status].zh}"
        lines.append(f"  {ontology.statuses[step.status].mark} {what}  [dim]{step.mention.edition}[/]  {escape(text)}")
    if portrait.neighbours:
        lines.append("  beside: " + escape(" · ".join(f"{name} {n}" for name, n in portrait.neighbours)))
    return [*lines, ""]


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--in", "folder", default="out", type=click.Path(path_type=Path), help="Build of the two years.")
@FORMAT
def diff(old: str, new: str, folder: Path, format_: str) -> None:
    """Tell what is new, gone, advanced or slipped from OLD to NEW: two folders with builds, or two years of one."""
    ontology = load_ontology()
    if all(word.isdecimal() and len(word) == 4 and not Path(word).exists() for word in (old, new)):
        changes = compare_years(read_knowledge(folder), int(old), int(new), ontology)
    else:
        changes = compare_builds(read_knowledge(Path(old)), read_knowledge(Path(new)), ontology)
    if format_ == "table":
        _print_changes(changes)
    else:
        _FORMATS[format_]([change.to_row() for change in changes], list(Change.__dataclass_fields__))


def _print_changes(changes: Sequence[Change]) -> None:
    table = Table("change", "name", "type", "place", "before", "after")
    for c in changes:
        kind = load_ontology().types[c.type].zh
        table.add_row(c.change, escape(c.name), kind, c.place or "", escape(c.before), escape(c.after))
    if changes:
        print_table(table)
    click.echo(f"{len(changes)} changes" if changes else "no change", err=True)
