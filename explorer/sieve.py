"""What is asked of the rows of a table, and how an address says it.

`has.label=ecole` is a text that holds these words, `has.label==École` the very text, `has.region=53` one code
of several; `from.share=10` and `to.share=20` are bounds of numbers, `from.date=2015&to.date=2016-03` of
dates. `by=share` sorts the rows, `by=-share` from the last; those without a value come last either way.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

HAS, FROM, TO = "has.", "from.", "to."
BY, PAGE = "by", "page"
LIMIT = 80  # characters of what is asked of a field
# Letters that stand for one another: what is asked for without accents is found with them.
LETTERS = ("aàâäáãå", "cç", "eéèêë", "iîïíì", "nñ", "oôöóòõ", "uùûüú", "yÿý", "'’", " \u00a0\u202f")
ALIKE = {letter: f"[{letters}]" for letters in LETTERS for letter in letters}
JOINED = {"oe": "œ", "ae": "æ"}

Value = str | int | float | date


class Field(NamedTuple):
    """A field that can be asked: by what (`text`, `number`, `date`, `code`), the codes of such a one."""

    name: str
    kind: str
    codes: tuple[str, ...] = ()


class Test(NamedTuple):
    """What the values of a field must be: `like` a pattern, not below `low`, not above `high`."""

    field: str
    like: str = ""
    low: Value | None = None
    high: Value | None = None


@dataclass(frozen=True)
class Asked:
    """The tests that a row must pass, the field that rows are sorted by, the page.

    `words`: the tests as an address says them.
    """

    tests: tuple[Test, ...] = ()
    by: str = ""
    falling: bool = False
    page: int = 1
    words: tuple[tuple[str, str], ...] = ()

    def address(self, **changed: str) -> dict[str, str]:
        """What an address says of it, with some of it changed; what is left empty is not said."""
        by, page = f"{'-' if self.falling else ''}{self.by}", str(self.page) if self.page > 1 else ""
        said = {**dict(self.words), BY: by, PAGE: page, **changed}
        return {name: text for name, text in said.items() if text}


class Odd(NamedTuple):
    """What an address asks for and that cannot be: of which field (or `by`, `page`), the text."""

    name: str
    text: str


def says(name: str) -> bool:
    """Whether a parameter of an address is about rows."""
    return name in (BY, PAGE) or name.startswith((HAS, FROM, TO))


def read(address: Mapping[str, str], fields: Iterable[Field]) -> tuple[Asked, list[Odd]]:
    """What an address asks of a table of these fields, and what of it cannot be asked, which is left out.

    >>> asked, odd = read({"from.year": "2015", "by": "-year", "page": "0"}, [Field("year", "number")])
    >>> asked.tests, asked.by, asked.falling, odd
    ((Test(field='year', like='', low=2015, high=None),), 'year', True, [Odd(name='page', text='0')])
    """
    known = {field.name: field for field in fields}
    tests: dict[str, tuple[Test, str]] = {}
    odd = []
    for parameter, text in address.items():
        how, _, name = parameter.partition(".")
        short = text.strip()[:LIMIT]
        if parameter in (BY, PAGE) or not says(parameter) or not short:
            continue
        if test := name in known and _test(known[name], f"{how}.", short):
            tests[parameter] = test, short
        else:
            odd.append(Odd(name[:LIMIT], short))
    by, page = address.get(BY, ""), address.get(PAGE, "")
    if by.removeprefix("-") not in known and by:
        odd.append(Odd(BY, by[:LIMIT]))
        by = ""
    if page and not re.fullmatch(r"[1-9]\d{0,11}", page, re.ASCII):
        odd.append(Odd(PAGE, page[:LIMIT]))
        page = ""
    words = tuple((parameter, text) for parameter, (_, text) in tests.items())
    made = tuple(test for test, _ in tests.values())
    return Asked(made, by.removeprefix("-"), by.startswith("-"), int(page or 1), words), odd


def very(field: Field, text: str) -> dict[str, str]:
    """What an address says so that the field is that text, or that number, and nothing else."""
    if field.kind in ("number", "date"):
        return {f"{FROM}{field.name}": text, f"{TO}{field.name}": text}
    return {f"{HAS}{field.name}": f"={text}" if field.kind == "text" else text}


def _test(field: Field, how: str, text: str) -> Test | None:
    """What that text asks of the field; None where it cannot be asked of such a one."""
    if field.kind in ("number", "date"):
        low, high = how == FROM, how == TO
        end = _number(text) if field.kind == "number" else _day(text, last=high)
        asked = end is not None and (low or high)
        return Test(field.name, low=end if low else None, high=end if high else None) if asked else None
    if how != HAS:
        return None
    if field.kind == "text" and not (text.startswith("=") and len(text) > 1):
        return Test(field.name, like=pattern(text))
    very = text[1:] if field.kind == "text" else text
    return None if field.kind == "code" and very not in field.codes else Test(field.name, low=very, high=very)


def pattern(text: str) -> str:
    r"""The expression (RE2) of texts that hold these words, whatever their capitals and accents.

    >>> pattern("Été1.5"), pattern("Œ")
    ('(?i)[eéèêë]t[eéèêë]1\\.5', '(?i)(?:[oôöóòõ][eéèêë]|œ)')
    """
    plain = text.lower()
    for letters, joined in JOINED.items():
        plain = plain.replace(joined, letters)
    return "(?i)" + "".join(map(_alike, re.findall("oe|ae|.", plain, re.DOTALL)))


def _alike(part: str) -> str:
    if part in JOINED:
        return f"(?:{_alike(part[0])}{_alike(part[1])}|{JOINED[part]})"
    return ALIKE.get(part) or re.escape(part)


def _number(text: str) -> float | int | None:
    """A number as people write it: « 1 200,5 », “1200.5”.

    >>> _number("1 200,5"), _number("-3"), _number("x")
    (1200.5, -3, None)
    """
    plain = re.sub(r"\s", "", text).replace("\u2212", "-").replace(",", ".")
    if re.fullmatch(r"-?\d{1,18}", plain, re.ASCII):
        return int(plain)
    return float(plain) if re.fullmatch(r"-?\d{0,18}\.\d{1,18}", plain, re.ASCII) else None


def _day(text: str, *, last: bool) -> date | None:
    """The day, or the first or the last one of a month or a year.

    >>> _day("2015", last=False), _day("2016-02", last=True)
    (datetime.date(2015, 1, 1), datetime.date(2016, 2, 29))
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text, re.ASCII)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    try:
        return date(year, month, int(found[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        return None
