"""What is surely right in a column: one account of it, for every engine that proves rows.

`right_of` says when a cell with a value is right without further look: sound, not complete. portable.py says
it in expressions for Polars and Spark, plan.py to the kernel. None of it is a cast alone, since casts accept
what the standard does not (`1.5` as an integer).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scripts.reading.exact.judges import options_of

if TYPE_CHECKING:
    from scripts.reading.exact.table import Column

INTEGER = "[+-]?[0-9]{1,18}"
NATURAL = "[0-9]{1,18}"
YEAR = "[0-9]{4}"
MONTH = "[0-9]{4}-(?:0[1-9]|1[0-2])"
_LATER = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"  # the year 0 is none
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_DAY = (
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
DAYS = f"(?:{_LATER}-{_DAY}|{_LEAP}-02-29)"
CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
PLACES = 6  # decimals of a number that is compared: with 9 digits before them, a double keeps their order
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_DIGITS = 10**15
_MOST = 10**18

# The forms of keys whose every value has one text only.
_WHOLE = "[1-9][0-9]{0,30}"
CANONICAL: Mapping[str, str] = {
    "integer": rf"0|-?{_WHOLE}",
    "number": rf"0|-?{_WHOLE}|-?(?:0|{_WHOLE})\.[0-9]{{0,30}}[1-9]",
    "year": "[0-9]{4}",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "yearmonth": "[0-9]{4}-[0-9]{2}",
    "datetime": "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}",
    "time": "[0-9]{2}:[0-9]{2}:[0-9]{2}",
}
_WRITTEN = {"groupChar", "decimalChar", "bareNumber", "floatNumber"}  # numbers in another way

Rules = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Right:
    """All that is said holds of a right cell.

    `form` is a regular expression of ASCII for the whole cell; `pattern` the column's own; `among` are the
    only texts there are. Bounds, by the name of their constraint: of the text itself (`texts`, where the form
    gives all cells one length), or of the number that it writes (`numbers`, with PLACES decimals at most
    after `point`; a whole number where there is none).
    `shortest` and `longest` are in characters.
    """

    form: str = ""
    pattern: str | None = None
    among: tuple[str, ...] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    point: str = ""
    shortest: int = 0
    longest: int | None = None


def right_of(column: Column) -> Right | None:
    """What is surely right in a column; None where only the exact stage knows."""
    constraints = {k: v for k, v in column.field.constraints.items() if v is not None}
    if "enum" in constraints:
        return Right(among=allowed(column, constraints["enum"]))
    options = options_of(column.field)
    make = _MAKERS.get(column.field.type)
    if column.field.type == "date" and options["format"].startswith("%") and not _bounds(constraints):
        form = calendar(options["format"])
        return Right(form=form) if form else None
    if make is None or options["format"] != "default":
        return None
    try:
        return make(column, constraints, options)
    except (ValueError, TypeError, ArithmeticError):  # a bound that is no value of the type
        return None


def allowed(column: Column, values: list[Any]) -> tuple[str, ...]:
    """The texts of some values of the descriptor that are right in the column."""
    texts = {str(value) for value in values} | {str(value).lower() for value in values}
    return tuple(sorted(text for text in texts if is_right(column, text)))


def is_right(column: Column, text: str) -> bool:
    """True for a text with a value and without fault, by the exact stage."""
    value, faults = column.judge(text)
    return value is not None and not faults


def canonical_form(column: Column) -> str | None:
    """The form of the cells that are the one text of their value ("" for any); None where none is known."""
    kind, options = column.field.type, options_of(column.field)
    if kind in ("string", "any"):
        return ""
    if kind == "boolean":  # `1` and `TRUE` may stand for the same
        usual = column.judge("true")[0] is True and column.judge("false")[0] is False
        return "true|false" if usual else None
    if (
        kind not in CANONICAL
        or options["format"] != "default"
        or (kind == "number" and _WRITTEN & set(options))
        or (kind == "integer" and "groupChar" in options)
    ):
        return None
    return CANONICAL[kind]


def calendar(written: str) -> str | None:
    r"""The form of the days written in a format of strptime: one each of %Y, %m, %d, and marks between them.

    >>> [bool(re.fullmatch(calendar("%d/%m/%Y"), day)) for day in ("29/02/2024", "29/02/2023", "31/04/2024")]
    [True, False, False]
    """
    if sorted(re.findall("%.", written)) != ["%Y", "%d", "%m"] or re.search(
        r"[^-/._]", re.sub("%[Ymd]", "", written)
    ):
        return None
    days = (
        (_LATER, "(?:0[1-9]|1[0-2])", "(?:0[1-9]|1[0-9]|2[0-8])"),
        (_LATER, "(?:0[13-9]|1[0-2])", "(?:29|30)"),
        (_LATER, "(?:0[13578]|1[02])", "31"),
        (_LEAP, "02", "29"),
    )
    escaped = re.sub(r"([-/._])", r"\\\1", written)
    return "|".join(
        escaped.replace("%Y", year).replace("%m", month).replace("%d", day) for year, month, day in days
    )


def _boolean(column: Column, _constraints: Rules, options: Rules) -> Right:
    texts = [*options.get("trueValues", ("true", "True", "TRUE", "1"))]
    texts += options.get("falseValues", ("false", "False", "FALSE", "0"))
    return Right(among=allowed(column, texts))


def _string(_column: Column, constraints: Rules, _options: Rules) -> Right:
    return Right(
        pattern=constraints.get("pattern"),
        shortest=constraints.get("minLength", 0),
        longest=constraints.get("maxLength"),
    )


def _integer(_column: Column, constraints: Rules, options: Rules) -> Right | None:
    bounds = _bounds(constraints)
    if "groupChar" in options or not all(
        isinstance(bound, int) and abs(bound) < _MOST for bound in bounds.values()
    ):
        return None
    if bounds == {"minimum": 0}:
        return Right(form=NATURAL)
    return Right(form=INTEGER, numbers={name: Decimal(bound) for name, bound in bounds.items()})


def _number(_column: Column, constraints: Rules, options: Rules) -> Right | None:
    point = str(options.get("decimalChar", "."))
    if (_WRITTEN - {"decimalChar"}) & set(options) or point not in (".", ",", ";"):
        return None
    bounds = {name: Decimal(str(bound)) for name, bound in _bounds(constraints).items()}
    if not all(abs(b) < _DIGITS and len(b.as_tuple().digits) <= 15 for b in bounds.values()):  # noqa: PLR2004
        return None
    if not bounds:
        return Right(form=rf"[+-]?(?:[0-9]{{1,15}}(?:\{point}[0-9]{{0,15}})?|\{point}[0-9]{{1,15}})")
    natural = rf"[0-9]{{1,9}}(?:\{point}[0-9]{{1,{PLACES}}})?"
    if bounds == {"minimum": 0}:
        return Right(form=natural)
    return Right(form=f"-?{natural}", numbers=bounds, point=point)


def _year(_column: Column, constraints: Rules, _options: Rules) -> Right:
    return Right(form=YEAR, texts={name: f"{int(bound):04d}" for name, bound in _bounds(constraints).items()})


def _date(_column: Column, constraints: Rules, _options: Rules) -> Right:
    bounds = {
        name: dt.datetime.strptime(bound, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007 -- a date has no zone
        for name, bound in _bounds(constraints).items()
    }
    return Right(form=DAYS, texts=bounds)


def _yearmonth(_column: Column, constraints: Rules, _options: Rules) -> Right | None:
    bounds = _bounds(constraints)
    if not all(isinstance(bound, str) and re.fullmatch(MONTH, bound) for bound in bounds.values()):
        return None
    return Right(form=MONTH, texts=bounds)


def _datetime(_column: Column, constraints: Rules, _options: Rules) -> Right | None:
    if _bounds(constraints):
        return None
    return Right(form=rf"{DAYS}T{CLOCK}(?:Z|\.[0-9]{{1,6}}Z?)?")


def _time(_column: Column, constraints: Rules, _options: Rules) -> Right | None:
    return None if _bounds(constraints) else Right(form=f"{CLOCK}Z?")


def _bounds(constraints: Rules) -> dict[str, Any]:
    return {name: constraints[name] for name in _BOUNDS if name in constraints}


_MAKERS: Mapping[str, Callable[[Column, Rules, Rules], Right | None]] = {
    "any": lambda _column, _constraints, _options: Right(),
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "integer": _integer,
    "number": _number,
    "string": _string,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
}
