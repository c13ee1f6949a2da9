"""What all pages share: the template engine, the head with its content security policy, data as a JSON island."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.views.encodings import render_colours
from kg.views.site import Label, Site

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_FOLDER = Path(__file__).parent
_UNSAFE_IN_JSON = re.compile("[<>&\u2028\u2029]")


NAVIGATION = {
    "index.html": Label("概览", "Overview"),
    "recurrence.html": Label("复现", "Recurrence"),
    "lifelines.html": Label("生命线", "Lifelines"),
    "network.html": Label("网络", "Network"),
    "places.html": Label("地方", "Places"),
}
_EVERYWHERE = ("core.js", "filter.js", "lifeline.js", "export.js", "panel.js")
"""The script that all pages share, in the order in which its parts lean on each other."""


@dataclass(frozen=True, slots=True)
class Head:
    """The frame of one page: what it is called, what it may run, and what it carries."""

    file: str
    root: str
    """The way from the page to the folder of the build, empty or ``../``."""
    lang: str
    site: Label
    title: Label
    style: Markup
    scripts: tuple[Markup, ...]
    data: Markup
    policy: str
    navigation: dict[str, Label]


def read_asset(name: str) -> str:
    """A file of ``static/``."""
    return (_FOLDER / "static" / name).read_text(encoding="utf-8")


def format_json(value: Any) -> Markup:
    r"""JSON that nothing inside can end or run, for ``<script type="application/json">``.

    >>> format_json(["</script>湘江"])
    Markup('["\\u003c/script\\u003e湘江"]')
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(_UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text))  # noqa: S704 - escaped right here


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def build_head(
    site: Site,
    file: str,
    title: Label,
    parts: tuple[str, ...],
    data: dict[str, Any],
    libraries: tuple[str, ...] = (),
) -> Head:
    """The head of a page whose policy lets run nothing but these scripts and styles, which are our own files.

    ``parts`` are files of ``static/``; those that all pages share need not be named.
    """
    sheets = ("base.css", *(part for part in parts if part.endswith(".css")))
    style = render_colours(site.ontology) + "".join(map(read_asset, sheets))
    own = "".join(map(read_asset, (*_EVERYWHERE, *(part for part in parts if part.endswith(".js")))))
    scripts = (*libraries, own)
    policy = (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    root = "../" * file.count("/")
    ours = Markup(style), tuple(map(Markup, scripts))  # noqa: S704 - files of this package, no text of documents
    island = format_json({"root": root, "file": file, **data})
    return Head(file, root, site.lang, site.name, title, *ours, island, policy, NAVIGATION)


@cache
def load_environment() -> Environment:
    """The template engine: everything is escaped, an unknown name raises."""
    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render_page(template: str, context: DataclassInstance) -> str:
    """A page from its template and its declared context; what UTF-8 or HTML cannot hold is left out."""
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    html = load_environment().get_template(template).render(values)
    return html.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
