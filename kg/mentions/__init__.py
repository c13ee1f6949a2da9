"""An edition -> the mentions in it: the only place with spaCy and jieba, and nothing of either leaves it."""

from kg.mentions.pipeline import find_mentions, load_pipeline

__all__ = ["find_mentions", "load_pipeline"]
