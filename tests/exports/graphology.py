"""Reads graph files with graphology, the library inside Gephi Lite and sigma.js."""

import json
import os
import shutil
import subprocess

import pytest

_SCRIPT = """
const { MultiDirectedGraph } = require("graphology");
const { DOMParser } = require("@xmldom/xmldom");
globalThis.DOMParser = DOMParser;
const { parse } = require("graphology-" + process.argv[1]);
const options = { allowUndeclaredAttributes: process.argv[2] === "lax" };
const graph = parse(MultiDirectedGraph, require("fs").readFileSync(0, "utf8"), options);
console.log(JSON.stringify({
  nodes: Object.fromEntries(graph.mapNodes((node, values) => [node, values.label])),
  numbers: Object.fromEntries(graph.mapNodes((node, values) => [node, values.n_mentions])),
  edges: Object.fromEntries(graph.mapEdges((edge, values, source, target) => [edge, [source, target, values.text]])),
}));
"""


def read_by_graphology(format_: str, data: bytes, *, is_lax: bool = False) -> dict:
    """Labels and numbers of mentions of nodes, ends and texts of edges; skips where graphology is not installed.

    ``is_lax`` lets it meet attributes that it does not find declared.
    """
    folder, node = os.environ.get("GRAPHOLOGY_PATH"), shutil.which("node")
    if not folder or not node:
        pytest.skip(
            "needs node, and GRAPHOLOGY_PATH naming a folder where npm installed "
            "graphology, graphology-graphml, graphology-gexf and @xmldom/xmldom"
        )
    command = [node, "-e", _SCRIPT, format_, "lax" if is_lax else "strict"]
    done = subprocess.run(command, input=data, capture_output=True, check=True, cwd=folder)
    return json.loads(done.stdout)
