"""An edition's text -> what its layout and its calendar tell: headings, sentences, numerals, periods."""

from kg.text.outline import find_sentences, parse_mood, parse_outline
from kg.text.parallel import find_parallels
from kg.text.periods import find_periods

__all__ = ["find_parallels", "find_periods", "find_sentences", "parse_mood", "parse_outline"]
