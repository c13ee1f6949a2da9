"""Sentences and lifeline steps as the scripts of the pages get them; a sentence is carried once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.cite import cite_english, cite_gbt7714, find_source
from kg.model import Span, Statement
from kg.views.site import Site

_BREAK = re.compile(r"\s*\n\s*")


def join_lines(text: str) -> str:
    r"""A sentence as it is read, without the line breaks that a print put inside it.

    >>> join_lines("加快建设湘江\n  科学城。")
    '加快建设湘江科学城。'
    """
    return _BREAK.sub("", text)


@dataclass(slots=True)
class Evidence:
    """Collects the sentences that the steps of one page quote."""

    site: Site
    sentences: list[tuple[int, int, str, int]] = field(default_factory=list)
    """Edition, start in it, text, and citation; the start is where the edition's page has its anchor."""
    citations: list[tuple[str, str]] = field(default_factory=list)
    """What stands before the quoted sentence of a section in its citation, Chinese and English."""
    _index: dict[tuple[str, Span], int] = field(default_factory=dict)

    def describe_step(self, step: Statement) -> list[int]:
        """A step in eight numbers, for thousands of them stand in a page; ``filter.js`` gives them their names.

        Document, first and last year (0 where none is told), places of status and modality in the ontology,
        and of the quote the sentence with start and end of the mention in it.
        """
        document, ontology = self.site.document_of[step.mention.edition], self.site.ontology
        years = (step.period.first, step.period.last) if step.period else (0, 0)
        terms = list(ontology.statuses).index(step.status), list(ontology.modalities).index(step.modality)
        return [self.site.order[document.id], *years, *terms, *self._quote(step)]

    def _quote(self, step: Statement) -> list[int]:
        edition, span, sentence = step.mention.edition, step.mention.span, step.sentence
        text = self.site.kg.editions[edition].text
        index = self._index.setdefault((edition, sentence), len(self.sentences))
        if index == len(self.sentences):
            quoted = join_lines(text[sentence.start : sentence.end])
            self.sentences.append((self.site.edition_index[edition], sentence.start, quoted, self._cite(step)))
        ends = (len(join_lines(text[sentence.start : end])) for end in (span.start, span.end))
        return [index, *ends]

    def _cite(self, step: Statement) -> int:
        source = replace(find_source(self.site.kg, step), quote="")
        leads = (cite_gbt7714(source).removesuffix("“”"), cite_english(source).removesuffix("“”"))
        if leads not in self.citations:
            self.citations.append(leads)
        return self.citations.index(leads)
