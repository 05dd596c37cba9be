"""Texts of a format: addresses, identifiers, binary data, by the libraries that frictionless uses too.

A format that the standard does not have (`wkt`) asks nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from scripts.reading.values.base import Options, Reader


def string(options: Options) -> Reader:
    """The reader of texts of that format."""
    holds = _FORMATS.get(options.get("format", "default"))
    if holds is None:
        return lambda cell: cell if isinstance(cell, str) else None
    return lambda cell: cell if isinstance(cell, str) and holds(cell) else None


def _binary(text: str) -> bool:
    try:
        base64.b64decode(text)
    except (binascii.Error, ValueError):
        return False
    return True


def _uri(text: str) -> bool:
    from rfc3986 import exceptions, uri_reference, validators

    try:
        validators.Validator().require_presence_of("scheme").validate(uri_reference(text))
    except (exceptions.ValidationError, exceptions.InvalidAuthority, ValueError):
        return False
    return True


def _email(text: str) -> bool:
    import validators

    return validators.email(text) is True


def _uuid(text: str) -> bool:
    import validators

    return validators.uuid(text) is True


_FORMATS: dict[Any, Callable[[str], bool]] = {"binary": _binary, "email": _email, "uri": _uri, "uuid": _uuid}
