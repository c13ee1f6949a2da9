"""An edition -> the mentions in it: the only place with spaCy and jieba, and nothing of either leaves it.

The spaCy pipeline is in :mod:`kg.mentions.pipeline`, which is imported only by who asks for it.
"""

from kg.mentions.find import find_mentions

__all__ = ["find_mentions"]
