"""Values as text that a file can hold, and as XML: what several formats share."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from kg.graph import Scalar

_LINE_ENDS = {"\r": "&#13;", "\u0085": "&#133;", "\u2028": "&#8232;"}
"""What readers, some by the rules of XML 1.1, would turn into a line feed."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def remove_surrogates(text: str) -> str:
    r"""A text without lone surrogates, which no UTF-8 can hold.

    >>> remove_surrogates("孤\ud800代理")
    '孤代理'
    """
    return text.encode("utf-8", "ignore").decode("utf-8")


def format_value(value: Scalar) -> str:
    r"""A value as plain text; characters that XML 1.0 forbids are removed.

    >>> format_value(True), format_value("湘江\x0b科学城"), format_value(0.5)
    ('true', '湘江科学城', '0.5')
    """
    return str(value).lower() if isinstance(value, bool) else _NOT_XML.sub("", str(value))


def escape_text(value: Scalar) -> str:
    """A value as the content of an element.

    >>> escape_text("<script>")
    '&lt;script&gt;'
    """
    return escape(format_value(value), _LINE_ENDS)


def format_attributes(**values: Scalar) -> str:
    """Attributes of an element, each after a space.

    >>> format_attributes(id="d.1", label="“智赋万企”行动")
    ' id="d.1" label="“智赋万企”行动"'
    """
    return "".join(f" {name}={quoteattr(format_value(value), _LINE_ENDS)}" for name, value in values.items())
