"""MAP.toml: what each sign, column, question and answer of an institute's file is; kept from wave to wave.

What is not known yet is a line `# ? key = "proposal"` to fill in. The file is written whole, in one order.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.studies.crosstab.labels import plain
from scripts.studies.faults import fault

SKIP, WHOLE = "skip", "whole"
DIMENSIONS = ("indicator", "subject", "domain", "item", "answer")
TABLES: Mapping[str, tuple[str, ...]] = {
    "study": ("source", "year", "small", "hidden"),
    "signs": (),
    "marks": (),
    "test": ("against", "level"),
    "bases": (),
}
LISTS: Mapping[str, tuple[str, ...]] = {
    "column": ("label", "is", "territory", "population", "group"),
    "question": (
        "label", "is", "indicator", "population", "subject", "domain", "item", "question", "text",
        "universe_fr", "universe_en", "answers",
    ),
    "note": ("text", "to", "fr", "en"),
}  # fmt: skip
_ANSWER = (*DIMENSIONS, "is", "code", "label")
_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "signs": ("withheld", "zero", "none"),
    "marks": ("above", "below", "different", "not_different", "none"),
    "bases": ("raw", "weighted", SKIP),
}


@dataclass(frozen=True, slots=True)
class Open:
    """What is not known: where in the map it goes, how to ask (a text and its words), what is proposed.

    `proposals` are values with what they mean, the likeliest first; `free` says that others may be given.
    """

    place: tuple[str | int, ...]
    ask: str
    words: Mapping[str, object]
    proposals: Sequence[tuple[Any, str]] = ()
    free: bool = True


@dataclass(slots=True)
class Plan:
    """The map as tables; `changed` says that what was found is not in the file yet."""

    tables: dict[str, Any] = field(default_factory=dict)
    changed: bool = False

    def section(self, name: str) -> dict[str, Any]:
        """A table of the map, made where it is not there."""
        return self.tables.setdefault(name, {})  # type: ignore[no-any-return]

    def entry(self, name: str, label: str) -> dict[str, Any]:
        """The entry of a list by its label (« text » of a note), made where it is not there."""
        key = "text" if name == "note" else "label"
        entries: list[dict[str, Any]] = self.tables.setdefault(name, [])
        found = next((one for one in entries if plain(str(one.get(key, ""))) == plain(label)), None)
        if found is None:
            found = {key: label}
            entries.append(found)
            self.changed = True
        return found

    def number(self, name: str, entry: Mapping[str, Any]) -> int:
        """The place of an entry in its list."""
        return next(place for place, one in enumerate(self.tables[name]) if one is entry)

    def put(self, place: Sequence[str | int], value: Any) -> None:
        """Sets what was not known."""
        held: Any = self.tables
        for key in place[:-1]:
            held = held[key] if isinstance(key, int) else held.setdefault(key, {})
        held[place[-1]] = value
        self.changed = True

    def get(self, place: Sequence[str | int]) -> Any:
        """What is at a place, None where nothing is."""
        held: Any = self.tables
        for key in place:
            if isinstance(key, int):
                held = held[key]
            elif not isinstance(held, dict) or key not in held:
                return None
            else:
                held = held[key]
        return held


def read(path: Path) -> Plan:
    """The map of a path, an empty one where there is no file. StudyError for what is no map."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Plan(changed=True)
    except OSError as error:
        raise fault("unread", path=path, note=error.strerror or error) from None
    except UnicodeDecodeError as error:
        raise fault("toml", path=path, note=error) from None
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise fault("toml", path=path, note=error) from None
    _checked(path, tables)
    return Plan(tables)


def _checked(path: Path, tables: Mapping[str, Any]) -> None:
    """Nothing, or StudyError for a table, a key or a meaning that nobody reads."""
    for name, held in tables.items():
        if name in TABLES and isinstance(held, dict):
            for key, value in held.items():
                if TABLES[name] and key not in TABLES[name]:
                    raise fault("key", path=path, section=name, name=key, known=", ".join(TABLES[name]))
                if name in _MEANINGS and value not in _MEANINGS[name]:
                    raise fault(
                        "choice",
                        path=path,
                        section=name,
                        name=key,
                        value=value,
                        known=", ".join(_MEANINGS[name]),
                    )
        elif name in LISTS and isinstance(held, list) and all(isinstance(one, dict) for one in held):
            for one in held:
                _entry(path, name, one)
        else:
            raise fault("section", path=path, name=name, known=", ".join((*TABLES, *LISTS)))


def _entry(path: Path, name: str, entry: Mapping[str, Any]) -> None:
    """One entry of a list."""
    for key, value in entry.items():
        if key not in LISTS[name]:
            raise fault("key", path=path, section=name, name=key, known=", ".join(LISTS[name]))
        if key == "answers":
            for label, told in value.items() if isinstance(value, dict) else (("", value),):
                known = isinstance(told, dict) and set(told) <= set(_ANSWER)
                if not known or not all(isinstance(one, str) for one in told.values()):
                    raise fault("type", path=path, section="question.answers", name=label, value=told)
        elif not isinstance(value, str) and not (
            key == "population" and name == "column" and isinstance(value, dict)
        ):
            raise fault("type", path=path, section=name, name=key, value=value)
    key = "text" if name == "note" else "label"
    if not entry.get(key):
        raise fault("required", path=path, section=name, name=key)
