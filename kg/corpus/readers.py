"""Bytes of a file -> Edition: the encoding found, the text as it stands, and what a print lacks."""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.corpus.prints import find_lacks, is_print
from kg.errors import CorpusError
from kg.model import Edition, IssueKind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
"""Byte order mark, codec, name of the encoding."""
_CODECS = (("utf-8", "utf-8"), ("gb18030", "gb18030"), ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16"))
"""Codec and name of the encoding, in the order in which they are tried on a text without a byte order mark."""
_BREAKS = frozenset("\t\n\r\f\v")
_MARKUP = ("<!doctype html", "<html", "<?xml", "{\\rtf")


class UnfitFileError(CorpusError):
    """A file that holds no text; ``kind`` is that of the Issue it becomes beside other files."""

    def __init__(self, message: str, kind: IssueKind) -> None:
        super().__init__(message)
        self.kind = kind


def read_edition(name: str, raw: bytes) -> Edition:
    r"""The edition in a file's bytes; its id is the name's stem (``-`` becomes ``stdin``).

    Raises UnfitFileError, a CorpusError, for what is empty, binary, markup or in an encoding that is none of the four.

    >>> edition = read_edition("某市.txt", "各位代表：\r\n".encode("gb18030"))
    >>> edition.id, edition.text, edition.encoding
    ('某市', '各位代表：\r\n', 'gb18030')
    """
    text, encoding = decode(name, raw)
    if not text.strip():
        raise UnfitFileError(f"{name} is empty; leave it out or put the text in", "empty")
    if text.lstrip()[:20].lower().startswith(_MARKUP):
        raise UnfitFileError(f"{name} is markup, not plain text; save it as text", "unreadable")
    return Edition("stdin" if name == "-" else Path(name).stem, text, encoding, is_print(text), find_lacks(text))


def decode(name: str, raw: bytes) -> tuple[str, str]:
    """The text, without a byte order mark, and the encoding found.

    What decodes but reads like no Chinese text is taken only if nothing else fits and it is UTF-8.
    """
    for bom, codec, encoding in _BOMS:
        if raw.startswith(bom):
            return _checked(name, _try_decode(raw, codec), raw).removeprefix("\ufeff"), encoding
    texts = [(_try_decode(raw, codec), encoding) for codec, encoding in _CODECS]
    for text, encoding in texts:
        if text is not None and is_plausible(text):
            return text, encoding
    return _checked(name, texts[0][0], raw), "utf-8"


def is_plausible(text: str) -> bool:
    """Whether the characters are those of Chinese or ASCII prose, not of another encoding read as this one.

    >>> is_plausible("政府工作报告"), is_plausible("政府工作报告".encode().decode("gb18030", "replace"))
    (True, False)
    """
    letters = [c for c in text if not c.isascii() and c.isalpha()]
    common = sum(_is_common(c) for c in letters)
    return common >= 0.8 * len(letters) and not _is_binary(text)


def _is_common(c: str) -> bool:
    """Among the 3755 characters of GB 2312's first level."""
    try:
        return 0xB0 <= c.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _is_binary(text: str) -> bool:
    odd = sum(not c.isprintable() and not c.isspace() and c not in _BREAKS and c != "\ufeff" for c in text)
    return "\0" in text or odd > 0.01 * len(text)


def _try_decode(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _checked(name: str, text: str | None, raw: bytes) -> str:
    if text is not None and not _is_binary(text):
        return text
    if text is not None or b"\0" in raw:
        raise UnfitFileError(f"{name} is binary, not text; convert it to a text file", "unreadable")
    raise UnfitFileError(f"{name} is not in UTF-8, UTF-16 or GB18030; save it as UTF-8", "unreadable")
