"""A JSON file as a value, whatever the file holds: one clear refusal, never a traceback.

What Python's own reader lets through and a descriptor cannot hold is refused too: a property given twice in
an object, NaN and infinities. How large, how deep, how many values: the budget says.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scripts.reading import recognise
from scripts.reading.issues.budget import DEFAULT, Budget, beyond
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = ("empty", "html", "lfs-pointer")  # what has words of its own where JSON is expected


def read_json(path: Path, *, shown: str, budget: Budget = DEFAULT) -> Any:
    """The parsed content of a UTF-8 JSON file, `shown` to the user under that name.

    SourceError, in one line, for anything else: no file, a folder, a device, another encoding, not JSON.
    """
    content = _read_bytes(path, shown=shown, budget=budget)
    if sum(map(content.count, (b",", b"[", b"{"))) > budget.values:  # what parsing it would make, at the most
        raise beyond(budget, "values", shown)
    if (kind := recognise.kind(content[: recognise.HEAD])) not in ("json", "text"):
        variant = kind if kind in _KINDS else "other"
        raise SourceError(
            f"{shown}: not JSON ({kind})", code="json-error", path=shown, variant=variant, kind=kind
        )
    text = _decoded(content, shown)
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_finite)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{shown}:{error.lineno}:{error.colno}: not JSON ({error.msg})",
            code="json-error",
            path=shown,
            line=error.lineno,
            column=error.colno,
            note=error.msg,
        ) from None
    except RecursionError:
        raise beyond(budget, "depth", shown) from None
    except _DuplicateError as error:
        raise SourceError(
            f"{shown}: the property « {error} » is given twice in one object",
            code="json-error",
            path=shown,
            variant="duplicate",
            property=error,
        ) from None
    except ValueError as error:
        note = str(error).split(";", 1)[0]
        raise SourceError(
            f"{shown}: {note}", code="json-error", path=shown, variant="number", note=note
        ) from None
    if _depth(value) > budget.depth:
        raise beyond(budget, "depth", shown)
    return value


def read_text(path: Path, *, shown: str, budget: Budget = DEFAULT) -> str:
    """The text of an ordinary UTF-8 file of reasonable size, without its mark. SourceError for another."""
    return _decoded(_read_bytes(path, shown=shown, budget=budget), shown)


def _read_bytes(path: Path, *, shown: str, budget: Budget) -> bytes:
    """The bytes of an ordinary file of reasonable size. SourceError for anything else."""
    try:
        if path.exists() and not path.is_file():
            raise SourceError(
                f"{shown}: not an ordinary file", code="scheme-error", path=shown, variant="not-a-file"
            )
        with path.open("rb") as stream:
            content = stream.read(budget.descriptor + 1)
    except FileNotFoundError:
        raise SourceError(
            f"{shown}: no such file", code="scheme-error", path=shown, variant="no-file"
        ) from None
    except (OSError, ValueError) as error:
        note = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            f"{shown}: cannot be read ({note})",
            code="scheme-error",
            path=shown,
            variant="default",
            note=note,
        ) from None
    if len(content) > budget.descriptor:
        raise beyond(budget, "descriptor", shown)
    return content


def _decoded(content: bytes, shown: str) -> str:
    """The text of UTF-8 bytes. SourceError that names the first byte which is none, and what it may be."""
    guess, first = recognise.encoding(content), 0
    try:
        if not guess.startswith("utf-16"):
            return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        first = error.start
    raise SourceError(
        f"{shown}: not UTF-8 (byte {first + 1}): save the file as UTF-8",
        code="encoding-error",
        path=shown,
        line=content.count(b"\n", 0, first) + 1,
        variant="json-unknown" if guess in ("", "utf-8") else "json",
        byte=first + 1,
        value=f"0x{content[first]:02X}",
        named=recognise.named(guess),
    )


class _DuplicateError(ValueError):
    """A property given twice in one object."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _DuplicateError(key)
        found[key] = value
    return found


def _finite(constant: str) -> None:
    """Never a value: NaN, Infinity and -Infinity are not JSON."""
    raise ValueError(constant)


def _depth(value: Any) -> int:
    """How many levels of objects and lists a value has, without recursion."""
    depth, level = 0, [value]
    while level:
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner += item.values()
            elif isinstance(item, list):
                inner += item
        depth, level = depth + 1, inner
    return depth
