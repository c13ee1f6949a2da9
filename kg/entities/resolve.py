"""From statements to entities: names in scopes, candidate pairs, the surest joined, the likely left for review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.divisions import Divisions
from kg.entities.blocking import find_pairs
from kg.entities.build import build_entity
from kg.entities.clusters import Clusters, Pair, join_surest
from kg.entities.features import compare, is_vetoed
from kg.entities.judged import Judged, apply_judgements
from kg.entities.lexicon import load_names
from kg.entities.links import lift_relations, link_phases, sort_links
from kg.entities.names import Name, build_names
from kg.entities.neighbours import Neighbourhood
from kg.entities.places import Seat
from kg.entities.records import Resolution
from kg.entities.settle import find_areas, settle_places
from kg.entities.slips import Slip, pair_misspelt_places, pair_slips
from kg.model import Document, Doubt, Entity, Features, Join, Judgement, MentionKey, Statement
from kg.ontology import Ontology


def resolve_entities(
    statements: Sequence[Statement],
    documents: Sequence[Document],
    judgements: Sequence[Judgement],
    divisions: Divisions,
    ontology: Ontology,
    slips: Sequence[Slip] = (),
) -> Resolution:
    """The things that all mentions name; the same whatever the order of statements, documents and judgements."""
    names = build_names(statements, documents, judgements, divisions)
    clusters = Clusters(names)
    judged = _start_clusters(names, clusters, judgements)
    joined, unsure = _join(names, clusters, judged.decided, pair_slips(slips, names))
    entities: dict[str, Entity] = {}
    entity_of: dict[MentionKey, str] = {}
    seats: dict[str, Seat] = {}
    for indices in clusters.groups():
        group = [names[index] for index in indices]
        entity = build_entity(group, clusters.seat(indices[0]), divisions, slips)
        entities[entity.id], seats[entity.id] = entity, clusters.seat(indices[0])
        entity_of |= {s.mention.key: entity.id for name in group for s in name.statements}
    ids = [entity_of[name.statements[0].mention.key] for name in names]
    links = list(lift_relations(statements, entity_of))
    told = {(link.source, link.type, link.target) for link in links}
    links += [k for k in link_phases(names, ids, entities, ontology) if (k.source, k.type, k.target) not in told]
    return Resolution(
        entities=settle_places(entities, seats, links, find_areas(names, ids, entities)),
        entity_of=dict(sorted(entity_of.items())),
        links=sort_links(links),
        joins=_explain_joins([*judged.joined, *joined], names, ids),
        doubts=_list_doubts(unsure, names, ids),
        orphans=judged.orphans,
    )


def _start_clusters(names: Sequence[Name], clusters: Clusters, judgements: Sequence[Judgement]) -> Judged:
    """Join what names one division, then apply what was judged."""
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name.division:
            clusters.join(first.setdefault(name.division.code, index), index)
    return apply_judgements(judgements, names, clusters)


def _join(
    names: Sequence[Name], clusters: Clusters, decided: frozenset[tuple[int, int]], slips: Sequence[Pair]
) -> tuple[list[Pair], list[Pair]]:
    """The sure pairs that were joined, and what stays unsure."""
    sure_slips = [pair for pair in slips if not is_vetoed(names[pair.a], names[pair.b])]
    scored = {(pair.a, pair.b): pair for pair in [*pair_misspelt_places(names), *_score_pairs(names), *sure_slips]}
    pairs = [pair for key, pair in sorted(scored.items()) if key not in decided]
    limits = load_names().thresholds
    sure, ambiguous = _set_rivals_aside([pair for pair in pairs if pair.score >= limits["join"]], names)
    joined, stopped = join_surest(clusters, sure)
    likely = [pair for pair in pairs if limits["doubt"] <= pair.score < limits["join"]]
    return joined, [*likely, *ambiguous, *stopped]


def _score_pairs(names: Sequence[Name]) -> list[Pair]:
    regions, neighbourhood = _find_regions(names), Neighbourhood(names)
    score, limit = load_names().score, load_names().thresholds["join"]
    pairs = []
    for a, b in find_pairs(names):
        features = compare(names[a], names[b], regions)
        if features and score(features) < limit and neighbourhood.share(a, b):
            features = (*features, "shared_neighbours")
        if features:
            pairs.append(Pair(a, b, features, score(features)))
    return pairs


def _find_regions(names: Sequence[Name]) -> frozenset[str]:
    """Places without a code, whole and without 新区: 雄安新区, 雄安."""
    forms = [name.form for name in names if name.type == "place" and not name.division]
    return frozenset({form.key for form in forms} | {form.core for form in forms if form.kind == "newarea"})


def _set_rivals_aside(pairs: Sequence[Pair], names: Sequence[Name]) -> tuple[list[Pair], list[Pair]]:
    """Sure pairs, and those in which a name fits several others equally well that are not one thing."""
    by_name: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_name.setdefault(pair.a, []).append(pair)
        by_name.setdefault(pair.b, []).append(pair)
    ambiguous: set[tuple[int, int]] = set()
    for index, found in by_name.items():
        top = max(pair.score for pair in found)
        first, *others = [pair.b if pair.a == index else pair.a for pair in found if pair.score == top]
        if not names[index].is_shared and any(is_vetoed(names[first], names[other]) for other in others):
            ambiguous |= {(pair.a, pair.b) for pair in found}
    sure = [pair for pair in pairs if (pair.a, pair.b) not in ambiguous]
    return sure, [pair for pair in pairs if (pair.a, pair.b) in ambiguous]


def _weigh(features: Iterable[str]) -> Features:
    return tuple((feature, load_names().weight(feature)) for feature in features)


def _explain_joins(pairs: Sequence[Pair], names: Sequence[Name], ids: Sequence[str]) -> tuple[Join, ...]:
    joins = [Join(names[p.a].surface, names[p.b].surface, ids[p.a], p.score, _weigh(p.features)) for p in pairs]
    return tuple(sorted(joins, key=lambda join: (join.entity, -join.score, join.a, join.b)))


def _list_doubts(pairs: Sequence[Pair], names: Sequence[Name], ids: Sequence[str]) -> tuple[Doubt, ...]:
    """One doubt for each two entities, the one with the highest score."""
    found: dict[tuple[str, str], Doubt] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b)):
        a, b = sorted((pair.a, pair.b), key=lambda index: (ids[index], index))
        if ids[a] != ids[b]:
            found.setdefault((ids[a], ids[b]), _describe(names[a], names[b], (ids[a], ids[b]), pair))
    return tuple(sorted(found.values(), key=lambda doubt: (-doubt.score, doubt.a, doubt.b)))


def _describe(a: Name, b: Name, ids: tuple[str, str], pair: Pair) -> Doubt:
    return Doubt(
        a=ids[0],
        b=ids[1],
        name_a=a.surface,
        name_b=b.surface,
        type=a.type,
        score=pair.score,
        features=_weigh(pair.features),
        mention_a=a.statements[0].mention.key,
        mention_b=b.statements[0].mention.key,
    )
