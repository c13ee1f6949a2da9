import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import write_pages
from tests.records import build_hostile

SCRIPT = (
    "import sys; from pathlib import Path; from kg.build import write_pages; from tests.records import build_hostile; "
)
SCRIPT += "write_pages(build_hostile(), Path(sys.argv[1]))"


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("locale", ["C", "zh_CN.GBK"])
def test_pages_are_the_same_bytes_under_every_locale(tmp_path: Path, locale) -> None:
    write_pages(build_hostile(), tmp_path / "here")
    env = os.environ | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "7"}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path / "there")], check=True, env=env, cwd=root)
    assert digest(tmp_path / "there") == digest(tmp_path / "here")
