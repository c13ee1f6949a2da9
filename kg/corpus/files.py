"""Which files there are to read."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from kg.corpus.catalogue import FILE, Row, read_catalogue
from kg.corpus.readers import UnfitFileError, read_edition
from kg.model import Edition, Issue

SUFFIXES = (".txt", ".md")


def find_files(paths: Sequence[Path]) -> tuple[list[Path], list[Issue]]:
    """The text files that the paths name or hold, each once, by path; hidden files and subfolders are left out.

    A path that is not there, and a folder without text files, become Issues.
    """
    files: dict[Path, Path] = {}
    issues = []
    for path in paths:
        found = _list_folder(path) if os.path.isdir(path) else [path]
        if not found:
            kinds = " or ".join(f"*{suffix}" for suffix in SUFFIXES)
            issues.append(Issue(str(path), "empty", f"folder {path} holds no readable {kinds}; put text files in"))
        for file in found:
            files.setdefault(file.absolute(), file)
    return sorted(files.values(), key=lambda file: file.absolute()), issues


def read_file(path: Path) -> Edition:
    """The edition in a file.

    Raises UnfitFileError also for what cannot be opened.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise UnfitFileError(f"{path} does not exist; check the path", "unreadable") from error
    except OSError as error:
        raise UnfitFileError(
            f"cannot read {path}: {error.strerror}; check the file and its permissions", "unreadable"
        ) from error
    return read_edition(path.name, raw)


def read_rows(paths: Sequence[Path]) -> dict[Path, Row]:
    """The catalogue rows of the folders among the paths, by the file (absolute) that they are of."""
    rows: dict[Path, Row] = {}
    for folder in paths:
        if os.path.isfile(folder / FILE):
            files = _list_folder(folder)
            by_stem = read_catalogue(folder / FILE, {file.stem for file in files})
            rows |= {file.absolute(): by_stem[file.stem] for file in files if file.stem in by_stem}
    return rows


def name_editions(files: Sequence[Path], taken: Collection[str] = ()) -> dict[Path, str]:
    """The edition id of each file: its stem; where that is taken, with the folder's name before and a number after.

    >>> list(name_editions([Path("a/2024.txt"), Path("b/2024.txt"), Path("b/2024.md")]).values())
    ['2024', 'b-2024', 'b-2024-2']
    """
    names: dict[Path, str] = {}
    for file in files:
        name, n = file.stem, 1
        while name in taken or name in names.values():
            stem = f"{file.absolute().parent.name}-{file.stem}"
            name, n = (stem if n == 1 else f"{stem}-{n}"), n + 1
        names[file] = name
    return names


def _list_folder(folder: Path) -> list[Path]:
    """The text files in a folder by name; none where it may not be listed. ``os.path`` tests do not raise."""
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return []
    found = (file for file in inside if file.suffix.lower() in SUFFIXES and not file.name.startswith("."))
    return [file for file in found if not os.path.isdir(file)]
