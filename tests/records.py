"""Knowledge graphs made by hand: each sentence of a document is written with its mentions in brackets.

>>> kg = Builder().document("a", "长沙市", 2024, "推进[湘雅路过江通道|project|in_progress|planned]建设。").build()
>>> kg.statements[0].mention.text, kg.statements[0].status
('湘雅路过江通道', 'in_progress')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import (
    Cue,
    Document,
    Edition,
    Entity,
    Issue,
    KnowledgeGraph,
    Lifeline,
    Link,
    Mention,
    MentionKey,
    Outline,
    Period,
    Relation,
    Section,
    Sentence,
    Span,
    Statement,
)

_MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)(?:\|(\w+)\|(\w+))?(?:\|([\d-]+))?\]", re.DOTALL)

HOSTILE = (
    "<img src=x onerror=window.__fired=1>",
    "</script><script>window.__fired=2</script>",
    "javascript:window.__fired=3",
    '"onmouseover="window.__fired=4" \'湘江`${window.__fired=5}`',
    "href=<a href='javascript:window.__fired=6'>点我</a>",
    "垂直\x0b制表\x00符",
    "行\u2028分\u2029隔",
    "😀表情𠀀扩展乙𬇙区",
    "{{ 7*7 }}{% raw %}<!-- <script> ]]>",
    "孤\ud800代理",
)
"""Names that a page or a file might choke on or run."""


@dataclass
class Builder:
    """Collects documents; a mention of the same text and type is the same entity, unless `same` says more."""

    same: dict[str, str] = field(default_factory=dict)
    """Another name of an entity to its canonical name."""
    documents: list[Document] = field(default_factory=list)
    editions: dict[str, Edition] = field(default_factory=dict)
    outlines: dict[str, Outline] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    echoes: list[MentionKey] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def document(self, stem: str, place: str, year: int, *sentences: str) -> Builder:
        """Add a report of January of a year, under one heading; it reviews the year before and plans its own."""
        self._read(stem, year, sentences)
        title, reviews, plans = f"{place}{year}年政府工作报告", Period(year - 1, year - 1), Period(year, year)
        issuer = f"{place}人民政府"
        date = f"{year}-01-14"
        kind = "government_work_report"
        self.documents.append(Document(stem, title, issuer, place, "city", kind, date, reviews, plans, (stem,)))
        return self

    def echo(self, stem: str, of: str, year: int, *sentences: str) -> Builder:
        """Add a print of a document, all of which repeats what the fuller edition says."""
        before = len(self.statements)
        self._read(stem, year, sentences, is_print=True)
        self.echoes += [statement.mention.key for statement in self.statements[before:]]
        i = next(i for i, document in enumerate(self.documents) if document.id == of)
        old = self.documents[i]
        values = {name: getattr(old, name) for name in Document.__dataclass_fields__}
        self.documents[i] = Document(**{**values, "editions": (*old.editions, stem)})
        self.issues.append(Issue(stem, "second_edition", f"{stem} is another edition of {of}; counted once"))
        return self

    def build(self) -> KnowledgeGraph:
        """The graph; in a sentence of several mentions, the first is ``part_of`` the last."""
        names = {s.mention.key: (s.mention.type, self._name(s.mention.text)) for s in self.statements}
        order = sorted(set(names.values()))
        ids = {name: f"{name[0]}.{i:04d}" for i, name in enumerate(order)}
        entity_of = {key: ids[name] for key, name in names.items()}
        entities = {ids[name]: self._entity(ids[name], *name) for name in order}
        statements = tuple(sorted(self.statements, key=lambda s: s.mention.key))
        return KnowledgeGraph(
            documents=tuple(sorted(self.documents, key=lambda d: (d.date or "", d.id))),
            editions=dict(sorted(self.editions.items())),
            outlines=dict(sorted(self.outlines.items())),
            statements=statements,
            entities=dict(sorted(entities.items())),
            entity_of=entity_of,
            echoes=frozenset(self.echoes),
            links=tuple(
                Link(entity_of[s.mention.key], r.type, entity_of[s.mention.edition, r.target], s)
                for s in statements
                for r in s.relations
                if s.mention.key not in self.echoes
            ),
            lifelines={e: self._lifeline(e, entity_of) for e in sorted(entities)},
            issues=tuple(sorted(self.issues)),
        )

    def _name(self, text: str) -> str:
        return self.same.get(text, text)

    def _entity(self, entity: str, type_: str, name: str) -> Entity:
        written = {
            s.mention.text for s in self.statements if s.mention.type == type_ and self._name(s.mention.text) == name
        }
        return Entity(entity, type_, name, tuple(sorted(written - {name})), None)

    def _lifeline(self, entity: str, entity_of: dict[MentionKey, str]) -> Lifeline:
        found = [s for s in self.statements if entity_of[s.mention.key] == entity and s.mention.key not in self.echoes]
        steps = sorted(found, key=lambda s: (s.period or Period(0, 0), s.mention.key))
        return Lifeline(entity, tuple(steps), "continued", "两份文件都提到", "named in two documents")

    def _read(self, stem: str, year: int, sentences: tuple[str, ...], is_print: bool = False) -> None:
        heading = "一、工作回顾"
        text, found = heading + "\n", []
        for marked in sentences:
            start = len(text)
            mentions: list[tuple[Span, re.Match[str]]] = []
            at = 0
            for match in _MARK.finditer(marked):
                text += marked[at : match.start()] + match[1]
                mentions.append((Span(len(text) - len(match[1]), len(text)), match))
                at = match.end()
            text += marked[at:]
            found.append((Span(start, len(text)), mentions))
            text += "\n"
        for sentence, mentions in found:
            for i, (span, match) in enumerate(mentions):
                target = mentions[-1][0]
                relations = (Relation("part_of", target),) if i == 0 and len(mentions) > 1 else ()
                self.statements.append(self._statement(stem, year, span, match, sentence, relations, text))
        root = Section(0, None, 0, Span(0, 0), Span(0, len(text)), "none", None)
        first = Section(1, 0, 1, Span(0, len(heading)), Span(0, len(text)), "review", Period(year - 1, year - 1))
        self.editions[stem] = Edition(stem, text, "utf-8", is_print, ("end",) if is_print else ())
        self.outlines[stem] = Outline((root, first), tuple(Sentence(s, 1, "review", None) for s, _ in found), ())

    def _statement(
        self,
        stem: str,
        year: int,
        span: Span,
        match: re.Match[str],
        sentence: Span,
        relations: tuple[Relation, ...],
        text: str,
    ) -> Statement:
        status, modality = match[3] or "none", match[4] or "none"
        told = Period(*(int(y) for y in (match[5].split("-") * 2)[:2])) if match[5] else Period(year, year)
        cue = Span(sentence.start, min(sentence.start + 2, sentence.end))
        cues = (Cue(cue, text[cue.start : cue.end], "status"),) if status != "none" else ()
        mention = Mention(stem, span, text[span.start : span.end], match[2], 0.9, "hand")
        return Statement(mention, sentence, 1, status, modality, told, cues, relations)  # type: ignore[arg-type]


def build_small() -> KnowledgeGraph:
    """Two reports of a city and one of its province; one report has a print beside the page."""
    crossing = "[湘雅路过江通道|project|in_progress|planned]、[长沙机场改扩建|project|in_progress|planned]加快建设。"
    return (
        Builder(same={"湘雅路隧道": "湘雅路过江通道"})
        .document(
            "city-2024",
            "长沙市",
            2024,
            crossing,
            "[湘江科学城|park|started|achieved|2023]启动建设，深入实施[“智赋万企”行动|programme|in_progress|planned]。",
            "到2035年，[圭塘河|place]两岸建成[滨河公园|park|completed|planned|2024-2035]。",
        )
        .echo("city-2024-print", "city-2024", 2024, crossing.replace("加快", "加\n快"))
        .document(
            "省-2025",
            "湖南省",
            2025,
            "[长沙机场改扩建|project|completed|planned]，[湘江科学城|park|in_progress|achieved|2024]高标准建设。",
            "[“智赋万企”行动|programme|in_progress|achieved|2024]覆盖[长沙市|place]。",
        )
        .document(
            "city-2025",
            "长沙市",
            2025,
            "[湘雅路隧道|project|operating|achieved|2024]建成通车，[长沙机场改扩建|project|in_progress|planned]。",
            "举办[互联网岳麓峰会|event|completed|planned]，[长沙市|place]更美。",
        )
        .build()
    )


def build_hostile() -> KnowledgeGraph:
    """Every hostile name as document title, project, alias, quote and issue."""
    builder = Builder(same={f"别名{i}": name for i, name in enumerate(HOSTILE)})
    for year in (2024, 2025):
        sentences = [
            f"推进[{name}|project|in_progress|planned]与[别名{i}|project]建设。" for i, name in enumerate(HOSTILE)
        ]
        builder.document(f"doc-{year}", f"{HOSTILE[year % 2]}{HOSTILE[5]}", year, *sentences)
    builder.issues += [Issue(name, "unreadable", name) for name in HOSTILE]
    return builder.build()
