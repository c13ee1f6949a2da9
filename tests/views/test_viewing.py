import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import store
from kg.cli import main
from tests.records import build_small


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / store.NAME).write_bytes(store.encode_knowledge(build_small()))
    return tmp_path


def test_view_renders_the_pages_without_reading_a_document(folder: Path) -> None:
    result = CliRunner().invoke(main, ["view", str(folder), "--title", "长沙观察", "--lang", "en"])
    assert result.exit_code == 0, result.output
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert 'data-lang="en"' in index
    assert "长沙观察" in index
    assert (folder / "reader" / "city-2024.html").exists()


def test_view_opens_the_first_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    CliRunner().invoke(main, ["view", str(folder), "--open"])
    assert opened == [(folder / "index.html").as_uri()]


def test_view_of_no_build_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["view", str(tmp_path)])
    assert result.exit_code == 1
    assert "kg build" in result.output
