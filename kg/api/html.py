"""Cards and lines for a notebook, in the signs and colours of the pages; every text is escaped."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from kg.ontology import load_ontology
from kg.views.encodings import SIGNS, choose_ink

if TYPE_CHECKING:
    from kg.api.records import EntityRecord, LifelineRecord, MentionRecord

_CARD = "border:1px solid #8884;border-radius:8px;padding:.8em 1em;max-width:56em;line-height:1.5"
_MARK = "display:inline-block;width:1.5em;text-align:center;border-radius:4px;border:2px solid {colour};{fill}"
_SOFT = "opacity:.75;font-size:90%"
_N_QUOTES = 12


def render_mark(status: str, modality: str) -> str:
    """The mark of a status: filled where it is reported, open where it is planned."""
    term = load_ontology().statuses[status]
    said = f"{load_ontology().modalities[modality].zh} {term.zh} · {modality} {term.en}"
    is_filled = modality == "achieved"
    fill = f"background:{term.colour};color:{choose_ink(term.colour)}" if is_filled else ""
    style = _MARK.format(colour=term.colour if modality != "none" else "transparent", fill=fill)
    return f'<span style="{style}" title="{escape(said)}">{escape(term.mark)}</span>'


def render_sign(type_: str) -> str:
    """The sign of a type in its colour, with its name."""
    spec = load_ontology().types[type_]
    return f'<span style="color:{spec.colour}">{SIGNS[spec.shape]}</span> {escape(spec.zh)} {escape(spec.en)}'


def render_card(entity: EntityRecord) -> str:
    """An entity: what it is, where, since when, what it tells, and the sentences that say so."""
    tally, lifeline = entity.of.tallies[entity.id], entity.lifeline
    years = "–".join(str(year) for year in dict.fromkeys((tally.first_year, tally.last_year)) if year)
    facts = [render_sign(entity.type), escape(entity.place or ""), years]
    facts += [f"{len(tally.documents)} 份文件 documents", f"{len(tally.statements)} 处提及 mentions"]
    aliases = f'<div style="{_SOFT}">又名 also {escape(" · ".join(entity.aliases))}</div>' if entity.aliases else ""
    return (
        f'<div lang="zh-CN" style="{_CARD}"><b style="font-size:115%">{escape(entity.name)}</b>{aliases}'
        f'<div style="{_SOFT}">{" · ".join(filter(None, facts))}</div>{_render_reading(lifeline)}'
        f"{_render_quotes(lifeline.mentions)}</div>"
    )


def render_line(lifeline: LifelineRecord) -> str:
    """A lifeline: its marks year by year, what they tell, and the sentences."""
    marks: dict[str, Counter[tuple[str, str]]] = {}
    for step in lifeline.steps:
        year = str(step.period) if step.period else "—"
        marks.setdefault(year, Counter())[step.status, step.modality] += 1
    cells = "".join(
        f'<td style="text-align:center;padding:.2em .6em">{"".join(render_mark(*mark) for mark in found)}'
        f'<div style="{_SOFT}">{escape(year)}</div></td>'
        for year, found in marks.items()
    )
    return (
        f'<div lang="zh-CN" style="{_CARD}"><b>{escape(lifeline.name)}</b>'
        f"<table><tbody><tr>{cells}</tr></tbody></table>{_render_reading(lifeline)}"
        f"{_render_quotes(lifeline.mentions)}</div>"
    )


def _render_reading(lifeline: LifelineRecord) -> str:
    return (
        f'<p>{escape(lifeline.reading_zh)}<br><span lang="en" style="{_SOFT}">{escape(lifeline.reading_en)}</span></p>'
    )


def _render_quotes(mentions: tuple[MentionRecord, ...]) -> str:
    rows = "".join(
        f"<li>{render_mark(step.status, step.modality)} {escape(step.year or '')} "
        f'<span style="{_SOFT}">{escape(step.document.title)}</span><br>{_render_quote(step)}</li>'
        for step in mentions[:_N_QUOTES]
    )
    rest = len(mentions) - _N_QUOTES
    more = f'<p style="{_SOFT}">… 另有 {rest} 处 · {rest} more</p>' if rest > 0 else ""
    return f'<ul style="list-style:none;padding:0;text-align:left">{rows}</ul>{more}'


def _render_quote(step: MentionRecord) -> str:
    """The sentence with the mention marked; where a print breaks its lines, the browser joins them."""
    start, end = step.mention.span.start - step.sentence.start, step.mention.span.end - step.sentence.start
    before, named, after = step.quote[:start], step.quote[start:end], step.quote[end:]
    return f"{escape(before)}<mark>{escape(named)}</mark>{escape(after)}"


def render_frame(page: str, height: int = 640) -> str:
    """A page of its own inside the notebook: nothing is written beside it, and nothing of it reaches out."""
    sandbox = "allow-scripts allow-downloads"
    return (
        f'<iframe srcdoc="{escape(page)}" sandbox="{sandbox}" '
        f'style="width:100%;height:{height}px;border:1px solid #8884"></iframe>'
    )
