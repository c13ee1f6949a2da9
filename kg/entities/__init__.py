"""Mentions of the same real thing become one entity: by name and scope, a visible table of features, and judgements."""

from kg.entities.judgements import read_judgements
from kg.entities.records import Resolution
from kg.entities.resolve import resolve_entities
from kg.entities.slips import Parallels, Slip, find_slips

__all__ = ["Parallels", "Resolution", "Slip", "find_slips", "read_judgements", "resolve_entities"]
