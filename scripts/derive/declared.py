"""The cuts that a descriptor declares, as frozen values: its property `cuts`, read and judged.

Each entry of the list has the words of a resource (`name`, `title`, `title_en`, `description`,
`description_en`, `thematic`) and

    where     {path: [texts]}: the rows whose path (`derive.paths`) reads as one of the texts
    columns   ["field", {"name": "path"}]: the columns, in order, each a path of the table of figures
    order     [columns]: what the rows are sorted by; by default all the columns, in order
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.derive.faults import DerivingError, Pointer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.model.package import Package

PROPERTY = "cuts"
_TEXTS = ("name", "title", "title_en", "description", "description_en")
_NEEDED = (*_TEXTS, "where", "columns")
_KNOWN = (*_NEEDED, "order", "thematic")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Cut:
    """One declaration: `columns` are names and paths, `words` what the resource says of itself.

    `at` is where the descriptor has it.
    """

    name: str
    title: str
    description: str
    where: Mapping[str, tuple[str, ...]]
    columns: tuple[tuple[str, str], ...]
    order: tuple[str, ...]
    words: Mapping[str, Any]
    at: Pointer


def names(package: Package) -> list[str]:
    """The names of what is declared as cuts, right or wrong."""
    entries = _entries(package)
    return [entry["name"] for entry in entries if isinstance(entry, dict) and _is_text(entry.get("name"))]


def declared(package: Package) -> list[Cut]:
    """The cuts of a package. DerivingError for the first that is not declared as it should be."""
    taken = {resource.name for resource in package.resources}
    found = []
    for place, entry in enumerate(_entries(package)):
        cut = _cut(entry, (PROPERTY, place))
        if cut.name in taken:
            raise _fault("taken", cut.name, (*cut.at, "name"))
        taken.add(cut.name)
        found.append(cut)
    return found


def _entries(package: Package) -> list[Any]:
    """What the package has under `cuts`, as it came."""
    found = package.extra.get(PROPERTY, [])
    return found if isinstance(found, list) else [found]


def _cut(entry: Any, at: Pointer) -> Cut:
    """One entry."""
    if not isinstance(entry, dict) or not _is_text(entry.get("name")):
        raise DerivingError("cut-error", "default", at=at, value=entry)
    name = str(entry["name"])
    if not _NAME.fullmatch(name):
        raise _fault("name", name, (*at, "name"))
    for key in entry:
        if key not in _KNOWN:
            raise _fault("property", name, (*at, key), property=key, expected=", ".join(_KNOWN))
    for key in _NEEDED:
        if not entry.get(key) or (key in _TEXTS and not _is_text(entry[key])):
            raise _fault("missing", name, (*at, key), property=key)
    columns = _columns(entry["columns"], name, (*at, "columns"))
    return Cut(
        name=name,
        title=entry["title"],
        description=entry["description"],
        where=_where(entry["where"], name, (*at, "where")),
        columns=columns,
        order=_order(entry.get("order"), [column for column, _ in columns], name, (*at, "order")),
        words={key: entry[key] for key in ("title_en", "description_en", "thematic") if key in entry},
        at=at,
    )


def _where(value: Any, name: str, at: Pointer) -> dict[str, tuple[str, ...]]:
    """What the rows of a cut have in common."""
    if not isinstance(value, dict):
        raise _fault("where", name, at, value="where")
    for path, texts in value.items():
        if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
            raise _fault("where", name, (*at, path), value=path)
    return {path: tuple(texts) for path, texts in value.items()}


def _columns(value: Any, name: str, at: Pointer) -> tuple[tuple[str, str], ...]:
    """The names of the columns and what each reads."""
    found: dict[str, str] = {}
    for place, one in enumerate(value if isinstance(value, list) else [value]):
        pairs = list(one.items()) if isinstance(one, dict) else [(one, one)]
        if len(pairs) != 1 or not all(map(_is_text, pairs[0])):
            raise _fault("column", name, (*at, place), value=one)
        if pairs[0][0] in found:
            raise _fault("twice", name, (*at, place), value=pairs[0][0])
        found[pairs[0][0]] = pairs[0][1]
    return tuple(found.items())


def _order(value: Any, columns: list[str], name: str, at: Pointer) -> tuple[str, ...]:
    """The columns that sort the rows."""
    if value is None:
        return tuple(columns)
    if not isinstance(value, list):
        raise _fault("order", name, at, value=value)
    for place, column in enumerate(value):
        if column not in columns:
            raise _fault("order", name, (*at, place), value=column)
    return tuple(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _fault(variant: str, cut: str, at: Pointer, **words: object) -> DerivingError:
    """What is wrong with a cut."""
    return DerivingError("cut-error", variant, at=at, cut=cut, **words)
