"""Fields drawn at random, each with values that are known, how it writes them, and what is wrong there."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

LETTERS = {"ascii": "abc xyz", "latin": "é à ç Île", "any": "œ – ’ € Ωж 中"}


class Dress(NamedTuple):
    """A field; `make` draws a value, `spell` writes it, `wrong` are texts that are none of its."""

    field: dict[str, Any]
    make: Callable[[Random], Any]
    spell: Callable[[Any], str]
    wrong: tuple[str, ...]
    known: bool = True  # to frictionless
    bound: Any = None  # what its values are within


def dress(rng: Random, name: str, letters: str) -> Dress:
    """A field of any type, in any dress whose signs are among the letters."""
    return rng.choice(_DRESSES)(rng, name, letters)


def _string(rng: Random, name: str, letters: str) -> Dress:
    pool = [
        "01",
        "a",
        "a b",
        'say "x"',
        "l'eau",
        "x, y; z|w",
        "tab\there",
        "two\nlines",
        "back\\slash",
        "é"[: letters != "ascii"],
    ]
    pool = [text for text in [*pool, *LETTERS[letters].split(" ")] if text]
    return Dress({"name": name, "type": "string"}, lambda r: r.choice(pool), str, ())


def _any(rng: Random, name: str, letters: str) -> Dress:
    made = _string(rng, name, letters)
    return made._replace(field={"name": name, **({"type": "any"} if rng.random() < 0.5 else {})})


def _grouped(digits: str, group: str) -> str:
    parts = []
    while len(digits) > 3:
        digits, last = digits[:-3], digits[-3:]
        parts.insert(0, last)
    return group.join([digits, *parts])


def _unit(rng: Random, letters: str) -> tuple[str, str]:
    """What stands before and after a number that is not bare."""
    return rng.choice([("", " %"), ("", "km"), ("EUR ", ""), ("", "")] + [("", " €")] * (letters == "any"))


def _integer(rng: Random, name: str, letters: str) -> Dress:
    group = rng.choice(["", "", "", " ", ",", "."] + ["\u202f"] * (letters == "any"))
    field: dict[str, Any] = {"name": name, "type": "integer", **({"groupChar": group} if group else {})}
    before, after = "", ""
    if rng.random() < 0.3:
        field["bareNumber"] = False
        before, after = _unit(rng, letters)
    most = 10 ** rng.choice([1, 3, 9, 25])

    def spell(value: int) -> str:
        zeros = "0" * rng.choice([0, 0, 0, 2])
        sign = "-" if value < 0 else rng.choice(["", "", "", "+"][: 3 if "bareNumber" in field else 4])
        return f"{before}{sign}{_grouped(zeros + str(abs(value)), group)}{after}"

    wrong = (
        ("1e3", "n.d.", "--1", "1/2", "12:00")
        + (("1.5",) if group != "." else ())
        + (("1,5",) if group != "," else ())
    )
    return Dress(field, lambda r: r.randint(-most, most), spell, wrong, known=not group)


def _number(rng: Random, name: str, letters: str) -> Dress:
    point = rng.choice([".", ".", ","])
    group = rng.choice(["", "", " ", "," if point == "." else "."] + ["\u202f"] * (letters == "any"))
    field: dict[str, Any] = {"name": name, "type": "number"}
    if point != "." or rng.random() < 0.3:
        field["decimalChar"] = point
    if group:
        field["groupChar"] = group
    before, after = "", ""
    if rng.random() < 0.3:
        field["bareNumber"] = False
        before, after = _unit(rng, letters)

    def spell(value: Decimal) -> str:
        whole, _, rest = f"{abs(value):f}".partition(".")
        rest = rest + "0" * rng.choice([0, 0, 1]) if rest else ""
        number = f"{_grouped(whole, group)}{point + rest if rest else ''}"
        return f"{before}{'-' if value < 0 else ''}{number}{after}"

    def make(r: Random) -> Decimal:
        return Decimal(r.randint(-(10**7), 10**7)).scaleb(-r.choice([0, 1, 2, 3]))

    wrong = (
        ("n.d.", "--1", "1/2")
        + (("1.5",) if point == "," and group != "." else ())
        + (("1,5",) if point == "." and group != "," else ())
    )
    return Dress(field, make, spell, wrong)


def _boolean(rng: Random, name: str, letters: str) -> Dress:
    if rng.random() < 0.5:
        return Dress(
            {"name": name, "type": "boolean"},
            lambda r: r.random() < 0.5,
            lambda v: rng.choice(["true", "True", "TRUE", "1"] if v else ["false", "False", "FALSE", "0"]),
            ("oui", "2", "tRUE"),
        )
    field = {"name": name, "type": "boolean", "trueValues": ["oui", "O"], "falseValues": ["non", "N"]}
    return Dress(
        field,
        lambda r: r.random() < 0.5,
        lambda v: rng.choice(["oui", "O"] if v else ["non", "N"]),
        ("true", "Oui", "1"),
    )


def _day(r: Random) -> dt.date:
    return dt.date(1950, 1, 1) + dt.timedelta(r.randint(0, 40_000))


def _hour(r: Random) -> dt.time:
    return dt.time(r.randint(0, 23), r.randint(0, 59), r.randint(0, 59))


def _date(rng: Random, name: str, letters: str) -> Dress:
    form, wrong = rng.choice(
        [
            ("default", ("31/01/2026", "2026-13-01", "2026-02-30", "20260131")),
            ("%d/%m/%Y", ("2026-01-31", "31/13/2026", "1/2")),
            ("%Y-%d-%m", ("2026-01-31", "01/02/2026")),
            ("%Y%m%d", ("2026-01-31", "20261301")),
            ("%d.%m.%Y", ("31/01/2026",)),
            ("%Y%d%m", ("2026-01-31", "20260131")),
            ("any", ("never", "31/31/2026")),
            ("fmt:%d/%m/%Y", ("2026-01-31",)),
        ]
    )
    field = {
        "name": name,
        "type": "date",
        **({"format": form} if form != "default" or rng.random() < 0.3 else {}),
    }
    plain = form.removeprefix("fmt:")
    shown = (
        rng.choice(["%Y-%m-%d", "%d %B %Y", "%Y%m%d"])
        if plain == "any"
        else "%Y-%m-%d"
        if plain == "default"
        else plain
    )
    return Dress(field, _day, lambda v: v.strftime(shown), wrong)


def _datetime(rng: Random, name: str, letters: str) -> Dress:
    form, wrong = rng.choice(
        [
            ("default", ("2026-01-31", "31/01/2026 10:20:30")),
            ("%d/%m/%Y %H:%M:%S", ("2026-01-31T10:20:30",)),
            ("%Y-%m-%d %H:%M:%S", ("2026-01-31",)),
        ]
    )
    field = {"name": name, "type": "datetime", **({"format": form} if form != "default" else {})}
    shown = "%Y-%m-%dT%H:%M:%S" if form == "default" else form
    make = lambda r: dt.datetime.combine(_day(r), r.choice([dt.time(), _hour(r)]))  # noqa: E731
    return Dress(field, make, lambda v: v.strftime(shown), wrong)


def _time(rng: Random, name: str, letters: str) -> Dress:
    form, wrong = rng.choice([("default", ("10:20", "25:00:00", "10h20")), ("%Hh%M:%S", ("10:20:30", "x"))])
    field = {"name": name, "type": "time", **({"format": form} if form != "default" else {})}
    shown = "%H:%M:%S" if form == "default" else form
    return Dress(field, _hour, lambda v: v.strftime(shown), wrong)


def _year(rng: Random, name: str, letters: str) -> Dress:
    return Dress(
        {"name": name, "type": "year"}, lambda r: r.randint(1000, 2999), str, ("26", "MMXX", "20266")
    )


def _yearmonth(rng: Random, name: str, letters: str) -> Dress:
    make = lambda r: f"{r.randint(1900, 2099)}-{r.randint(1, 12):02d}"  # noqa: E731
    return Dress({"name": name, "type": "yearmonth"}, make, str, ("2026-13", "01/2026", "2026"))


def _duration(rng: Random, name: str, letters: str) -> Dress:
    make = lambda r: r.choice(["P1Y", "P2M", "P3D", "PT4H", "P1Y2M3DT4H5M6S", "PT30M"])  # noqa: E731
    return Dress({"name": name, "type": "duration"}, make, str, ("3 days", "1Y"))


def _degrees(r: Random) -> list[Decimal]:
    return [Decimal(r.randint(-1800, 1800)).scaleb(-1), Decimal(r.randint(-9000, 9000)).scaleb(-2)]


def _geopoint(rng: Random, name: str, letters: str) -> Dress:
    form = rng.choice(["default", "array", "object"])
    field = {"name": name, "type": "geopoint", **({"format": form} if form != "default" else {})}
    spell = {
        "default": lambda v: f"{v[0]}, {v[1]}",
        "array": lambda v: f"[{v[0]}, {v[1]}]",
        "object": lambda v: f'{{"lon": {v[0]}, "lat": {v[1]}}}',
    }[form]
    return Dress(field, _degrees, spell, ("200, 10", "x", "1"), known=form == "default")


def _list(rng: Random, name: str, letters: str) -> Dress:
    mark = rng.choice([",", "|", ";"])
    field: dict[str, Any] = {"name": name, "type": "list", **({"delimiter": mark} if mark != "," else {})}
    if rng.random() < 0.5:
        field["itemType"] = "integer"
        return Dress(
            field,
            lambda r: [r.randint(-9, 9) for _ in range(r.randint(1, 3))],
            lambda v: mark.join(map(str, v)),
            ("1x", f"1{mark}x"),
        )
    return Dress(field, lambda r: r.choices(["a", "b", "c d"], k=r.randint(1, 3)), mark.join, ())


def _json(rng: Random, name: str, letters: str) -> Dress:
    if rng.random() < 0.5:
        return Dress(
            {"name": name, "type": "object"},
            lambda r: {"x": r.randint(0, 9), "y": ["a"]},
            json.dumps,
            ("[1]", "x", "{x: 1}"),
        )
    return Dress(
        {"name": name, "type": "array"}, lambda r: [r.randint(0, 9), "a"], json.dumps, ('{"x": 1}', "x", "1")
    )


_DRESSES = (
    *[_string, _integer, _number, _date] * 3,
    *[_boolean, _datetime] * 2,
    _any,
    _time,
    _year,
    _yearmonth,
    _duration,
    _geopoint,
    _list,
    _json,
)
