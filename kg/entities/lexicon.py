"""How names are read and compared: ``schemas/lexicons/names.yaml`` as one strict record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from kg.ontology import load_ontology, parse_record, read_yaml
from kg.resources import find_resource


@dataclass(frozen=True)
class NameLexicon:
    """The tables of the file; what each is for stands there beside it."""

    rewrites: tuple[tuple[str, str], ...]
    quantity: str
    nicknames: Mapping[str, tuple[str, ...]]
    ranks: Mapping[str, tuple[str, ...]]
    own: Mapping[str, tuple[str, ...]]
    own_not_before: str
    place_not_before: str
    not_places: tuple[str, ...]
    national: Mapping[str, tuple[str, ...]]
    each_level: tuple[str, ...]
    optional: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]]
    clippable: tuple[str, ...]
    not_clipped_after: str
    descriptive: tuple[str, ...]
    general: Mapping[str, tuple[str, ...]]
    through: tuple[str, ...]
    phases: tuple[str, ...]
    fillers: tuple[str, ...]
    contrast: str
    bases: Mapping[str, float]
    adjustments: Mapping[str, float]
    thresholds: Mapping[str, float]

    @cached_property
    def patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The rewrites, compiled."""
        return tuple((re.compile(pattern), replacement) for pattern, replacement in self.rewrites)

    @cached_property
    def word_after_own(self) -> re.Pattern[str]:
        """What follows 市 or 省 where it is no word for the issuing place."""
        return re.compile(self.own_not_before)

    @cached_property
    def amount(self) -> re.Pattern[str]:
        """A quantity anywhere in a name."""
        return re.compile(self.quantity)

    @cached_property
    def national_pattern(self) -> re.Pattern[str]:
        """What begins or ends a name that the whole country has in common."""
        starts, ends = self.national["regions"], self.national["heads"]
        laws = "|".join(self.national["laws"])
        return re.compile(f"^(?:{'|'.join(starts)})|(?:{'|'.join(ends)})$|{laws}")

    @cached_property
    def nicknamed(self) -> Mapping[str, str]:
        """The full name of a province by its nickname."""
        return {nickname: name for name, nicknames in self.nicknames.items() for nickname in nicknames}

    @cached_property
    def phase(self) -> re.Pattern[str]:
        """Any phase or part at the end of a name."""
        return re.compile(f"(?:{'|'.join(self.phases)})$")

    @cached_property
    def optional_groups(self) -> tuple[tuple[str, str], ...]:
        """Optional words with their groups, the longest first."""
        return _longest_first((word, group) for group, words in self.optional.items() for word in words)

    @cached_property
    def head_kinds(self) -> tuple[tuple[str, str], ...]:
        """Head words with their classes, the longest first; a head of the ontology without class is its own."""
        classes = {word: word for spec in load_ontology().types.values() for word in spec.heads}
        classes |= {word: kind for kind, words in self.heads.items() for word in words}
        return _longest_first(classes.items())

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of features, kept within 0 and 1."""
        total = sum(self.weight(feature) for feature in features)
        return round(min(1.0, max(0.0, total)), 3)

    def weight(self, feature: str) -> float:
        """What one feature adds."""
        return self.bases[feature] if feature in self.bases else self.adjustments[feature]

    def agree(self, a: str, b: str) -> bool:
        """Whether two classes of heads may name one thing; the empty one agrees with all.

        >>> lexicon = load_names()
        >>> lexicon.agree("crossing", "tunnel"), lexicon.agree("bridge", "tunnel")
        (True, False)
        """
        return not a or not b or a == b or b in self.general.get(a, ()) or a in self.general.get(b, ())


def _longest_first(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def load_names() -> NameLexicon:
    """The lexicon that the package ships."""
    path = find_resource("schemas") / "lexicons" / "names.yaml"
    return parse_record(NameLexicon, read_yaml(path), str(path))
