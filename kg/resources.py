"""Where the data files lie: in a checkout beside ``kg/``, in an installed wheel inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def find_resource(name: str) -> Path:
    """The folder ``seeds`` or ``schemas``.

    The build copies both into ``kg/_data`` of a wheel; a checkout has them at its top.
    """
    installed = _PACKAGE / "_data" / name
    return installed if installed.exists() else _PACKAGE.parent / name
