"""A sentence and its mentions -> what it says of each: status, modality, period, relations, and by which words."""

from kg.statements.read import read_statements
from kg.statements.status import read_example

__all__ = ["read_example", "read_statements"]
