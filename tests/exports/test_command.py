import time

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.exports import FORMATS
from kg.store import NAME, encode_knowledge
from tests.records import build_small


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / NAME).write_bytes(encode_knowledge(build_small()))
    return tmp_path


@pytest.mark.parametrize("format_", FORMATS)
def test_a_format_is_written_into_the_build_and_its_files_are_named(folder, format_) -> None:
    done = run("export", folder, format_)
    assert done.exit_code == 0, done.output
    assert done.stdout.split() == [str(folder / name) for name in FORMATS[format_]]
    assert all((folder / name).stat().st_size for name in FORMATS[format_])


def test_another_folder_can_be_named(folder, tmp_path) -> None:
    assert run("export", folder, "csv", "--out", tmp_path / "else").exit_code == 0
    assert (tmp_path / "else" / "lifelines.csv").exists()
    assert not (folder / "lifelines.csv").exists()


def test_an_unknown_format_is_an_error_that_names_the_known_ones(folder) -> None:
    done = run("export", folder, "pdf")
    assert done.exit_code == 2
    assert "xlsx" in done.stderr


def test_a_folder_without_a_build_is_an_error_of_one_line(tmp_path) -> None:
    done = run("export", tmp_path / "nothing", "csv")
    assert done.exit_code == 1
    assert "holds no build" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_all_formats_of_the_seeds_take_less_than_ten_seconds(tmp_path) -> None:
    (tmp_path / NAME).write_bytes(encode_knowledge(kg.build().records))
    started = time.perf_counter()
    assert run("export", tmp_path, "all").exit_code == 0
    assert time.perf_counter() - started < 10
    assert {name for files in FORMATS.values() for name in files} <= {path.name for path in tmp_path.iterdir()}
