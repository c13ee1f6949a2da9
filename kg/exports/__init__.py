"""The files that a build writes beside the pages, and those that ``kg export`` adds."""

from kg.exports.formats import EXPORTS, FORMATS, write_format
from kg.exports.tables import TABLES, Row

__all__ = ["EXPORTS", "FORMATS", "TABLES", "Row", "write_format"]
