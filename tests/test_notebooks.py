import re
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks need the extra 'dev'")
pytest.importorskip("pandas", reason="notebooks need the extra 'notebook'")
nbclient = pytest.importorskip("nbclient", reason="notebooks need the extra 'dev'")

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def test_there_are_five() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_uses_the_public_api_only(path):
    code = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    assert "import kg\n" in code
    assert not re.search(r"(from|import) kg\.|from kg import|\._", code.replace("span._.", ""))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path, tmp_path):
    """Each cell has a minute; nothing is written beside the notebook."""
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert [
        output for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"
    ] == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_its_outputs_and_speaks_both_languages(path):
    cells = nbformat.read(path, as_version=4).cells
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
    headings = [
        line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines() if line[:1] == "#"
    ]
    assert all("·" in heading and not heading.isascii() for heading in headings)
