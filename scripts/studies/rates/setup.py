"""STUDY.toml: where the microdata are, how the sample was drawn, what was asked, what is wanted of it.

Only `path` and `questions` of `[microdata]` are required; a key that nobody reads is refused, since it would
change nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.studies.faults import fault
from scripts.studies.rates import verdicts
from scripts.studies.rates.intervals import METHODS

_MICRODATA = {
    "path": str,
    "encoding": str,
    "delimiter": str,
    "decimal": str,
    "weight": str,
    "strata": str,
    "cluster": str,
    "population_size": str,
    "no_answer": list,
    "questions": list,
    "breaks": list,
}
_SECTIONS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "interval": {"method": str, "level": float},
    "verdicts": {"scheme": str, "thresholds": dict, "confidential": int, "room": (int, float)},
    "question": {
        "label": str,
        "answers": dict,
        "filter": dict,
        "groups": dict,
        "values": dict,
        "mean": bool,
        "columns": list,
        "chosen": (list, str, int),
    },
    "break": {"label": str, "groups": dict},
}
_LEAST = 0.5  # level of an interval
# Sections that other commands read.
OTHERS = ("study", "crosstab", "rows")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one column, or of several that are the answers of one question.

    `answers` are labels by code, in their order (none: the codes that are met); `where` the columns and codes
    that say who was asked; `groups` are answers counted together, by the code that they have together;
    `values` are the numbers of answers, for their mean, and `mean` says that the column is a number itself.
    `columns` are those of several answers, `chosen` the codes that say « yes » in them.
    """

    name: str
    label: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    mean: bool = False
    columns: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ("1",)


@dataclass(frozen=True, slots=True)
class Break:
    """A column whose codes are groups, with their labels in their order (none: the codes that are met)."""

    name: str
    label: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setup:
    """A whole STUDY.toml."""

    source: Path
    path: Path
    questions: tuple[Question, ...]
    breaks: tuple[Break, ...] = ()
    encoding: str = "utf-8"
    delimiter: str = ","
    decimal: str = "."
    weight: str = ""
    strata: str = ""
    cluster: str = ""
    population_size: str = ""
    no_answer: tuple[str, ...] = ()
    method: str = ""
    level: float = 0.95
    rules: tuple[verdicts.Rule, ...] = ()
    scheme: str = verdicts.DEFAULT
    confidential: int = 0
    room: float = 3.0


def read(path: Path) -> Setup:
    """The setup of a study; ProjectError for a file that is none, with what is wrong in it."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise fault("unread", path=path, note=error.strerror or error) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise fault("toml", path=path, note=error) from None
    given = entries.get("microdata")
    if not isinstance(given, dict):
        raise fault("microdata", path=path)
    for name in set(entries) - {"microdata", *_SECTIONS, *OTHERS}:
        raise fault("section", path=path, name=name, known=", ".join(["microdata", *_SECTIONS, *OTHERS]))
    _checked(path, "microdata", given, _MICRODATA)
    for key in ("path", "questions"):
        if not given.get(key):
            raise fault("required", path=path, section="microdata", name=key)
    for name in ("interval", "verdicts"):
        _checked(path, name, entries.get(name, {}), _SECTIONS[name])
    asked = _named(path, "question", entries, given["questions"])
    cut = _named(path, "break", entries, given.get("breaks", []))
    method = entries.get("interval", {}).get("method", "")
    if method and method not in METHODS:
        raise fault(
            "choice", path=path, section="interval", name="method", value=method, known=", ".join(METHODS)
        )
    wanted = entries.get("verdicts", {})
    return Setup(
        source=path,
        path=path.parent / given["path"],
        questions=tuple(_question(path, name, words) for name, words in asked.items()),
        breaks=tuple(
            Break(name, words.get("label", ""), _texts(words.get("groups", {})))
            for name, words in cut.items()
        ),
        **{key: given[key] for key in ("encoding", "delimiter", "decimal") if key in given},
        **{key: given[key] for key in ("weight", "strata", "cluster", "population_size") if key in given},
        no_answer=_codes(given.get("no_answer", [])),
        method=method,
        level=_level(path, entries.get("interval", {}).get("level", 0.95)),
        rules=_rules(path, wanted),
        scheme=wanted.get("scheme", verdicts.DEFAULT),
        confidential=wanted.get("confidential", 0),
        room=float(wanted.get("room", 3)),
    )


def _checked(path: Path, section: str, given: Any, known: Mapping[str, Any]) -> None:
    """Every key is known, and its value of its type."""
    if not isinstance(given, dict):
        raise fault("table", path=path, section=section)
    for name, value in given.items():
        if name not in known:
            raise fault("key", path=path, section=section, name=name, known=", ".join(known))
        wrong = isinstance(value, bool) and known[name] is not bool
        if wrong or not isinstance(value, known[name]):
            raise fault("type", path=path, section=section, name=name, value=value)


def _named(path: Path, section: str, entries: Mapping[str, Any], names: Sequence[Any]) -> dict[str, Any]:
    """The tables `[question.NAME]` of the names, empty where there is none; none may be of another name."""
    given = entries.get(section, {})
    if not isinstance(given, dict):
        raise fault("table", path=path, section=section)
    for name in names:
        if not isinstance(name, str):
            raise fault("type", path=path, section="microdata", name=f"{section}s", value=name)
    if twice := [name for name in names if list(names).count(name) > 1]:
        raise fault("twice", path=path, section="microdata", name=f"{section}s", value=twice[0])
    for name, words in given.items():
        if name not in names:
            raise fault("unasked", path=path, section=section, name=name)
        _checked(path, f"{section}.{name}", words, _SECTIONS[section])
    return {name: given.get(name, {}) for name in names}


def _question(path: Path, name: str, words: Mapping[str, Any]) -> Question:
    """A question, and what its table says."""
    section = f"question.{name}"
    try:
        values = {str(code): float(number) for code, number in words.get("values", {}).items()}
    except (TypeError, ValueError):
        raise fault("type", path=path, section=section, name="values", value=words["values"]) from None
    chosen = words.get("chosen", ["1"])
    made = Question(
        name,
        words.get("label", ""),
        _texts(words.get("answers", {})),
        {column: _codes(codes) for column, codes in words.get("filter", {}).items()},
        {str(code): _codes(codes) for code, codes in words.get("groups", {}).items()},
        values,
        words.get("mean", False),
        _codes(words.get("columns", [])),
        _codes(chosen if isinstance(chosen, list) else [chosen]),
    )
    kinds = [key for key in ("values", "mean", "columns") if words.get(key)]
    if len(kinds) > 1 and set(kinds) != {"values"}:
        raise fault("kinds", path=path, section=section, names=" + ".join(kinds))
    for code, parts in made.groups.items():
        if made.answers and (lost := [part for part in parts if part not in made.answers]):
            raise fault("part", path=path, section=section, name=code, value=lost[0])
    return made


def _texts(words: Mapping[str, Any]) -> dict[str, str]:
    return {str(code): str(label) for code, label in words.items()}


def _codes(values: Any) -> tuple[str, ...]:
    """Codes as texts, one or several."""
    return tuple(map(str, values if isinstance(values, list) else [values]))


def _level(path: Path, level: float) -> float:
    if not _LEAST < level < 1:
        raise fault("type", path=path, section="interval", name="level", value=level)
    return level


def _rules(path: Path, wanted: Mapping[str, Any]) -> tuple[verdicts.Rule, ...]:
    """The rules of the scheme that is wanted, with the numbers that are."""
    scheme = wanted.get("scheme", verdicts.DEFAULT)
    known = verdicts.schemes()
    if scheme not in known:
        raise fault(
            "choice", path=path, section="verdicts", name="scheme", value=scheme, known=", ".join(known)
        )
    numbers = wanted.get("thresholds", {})
    for name, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise fault("type", path=path, section="verdicts.thresholds", name=name, value=number)
    try:
        return verdicts.rules_of(scheme, numbers)
    except KeyError as error:
        names = ", ".join(rule.name for rule in verdicts.rules_of(scheme, {}))
        told = {"section": "verdicts.thresholds", "name": error.args[0], "known": names}
        raise fault("key", path=path, **told) from None
