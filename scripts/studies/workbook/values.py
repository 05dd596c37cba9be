"""Numbers, days and codes as people and spreadsheets write them, as the texts of a CSV."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from scripts.reading.saves import SCIENTIFIC
from scripts.studies.workbook.labels import UnreadError

if TYPE_CHECKING:
    from collections.abc import Container

_SPACES = re.compile(r"[\s'’]")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(?:\1\d{3})*(?!\1)[.,]\d+")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_PADDED = 4  # zeros that may have been lost


def number(text: str) -> str:
    """A number as a CSV has it: no space, a point, no exponent; its digits stay. UnreadError.

    >>> [number(text) for text in ("46,5", "46.50", "1 234,5", "1.234,5", "1,2E+05", "-0,5", "+3")]
    ['46.5', '46.50', '1234.5', '1234.5', '120000', '-0.5', '3']
    """
    kept = _SPACES.sub("", unicodedata.normalize("NFKC", text)).replace("−", "-")
    if SCIENTIFIC.fullmatch(kept):
        return format(Decimal(kept.replace(",", ".")), "f")
    if _GROUPED.fullmatch(kept):  # two marks: the last one is the decimal one
        mark = max(kept.rfind("."), kept.rfind(","))
        kept = re.sub(r"[.,]", "", kept[:mark]) + "." + kept[mark + 1 :]
    kept = kept.replace(",", ".", 1) if kept.count(",") == 1 and "." not in kept else kept
    if not _PLAIN.fullmatch(kept):
        raise UnreadError("number", value=text)
    sign, digits = ("-" if kept[0] == "-" else ""), kept.lstrip("+-").rstrip(".")
    return sign + (f"0{digits}" if digits.startswith(".") else digits)


def whole(text: str) -> str:
    """A whole number as a CSV has it. UnreadError."""
    try:
        found = Decimal(number(text))
        if found == found.to_integral_value():
            return str(int(found))
    except (InvalidOperation, UnreadError):
        pass
    raise UnreadError("integer", value=text)


def day(text: str) -> str:
    """A day as a CSV has it; of 03/05/2026 the third of May. UnreadError.

    >>> day("03/05/2026"), day("2026-05-03")
    ('2026-05-03', '2026-05-03')
    """
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return dt.date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return dt.date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise UnreadError("date", value=text) from None


def padded(text: str, known: Container[str]) -> str:
    """The one code that a number is once its lost zeros are back; "" where that is not certain.

    >>> padded("1", {"01", "11"}), padded("1", {"1", "01"}), padded("1", {"01", "001"})
    ('01', '', '')
    """
    if not text.isdecimal() or text in known:
        return ""
    found = [code for count in range(1, _PADDED + 1) if (code := "0" * count + text) in known]
    return found[0] if len(found) == 1 else ""


def by_pattern(text: str, pattern: str) -> str:
    """The one text of the pattern that a number is once its lost zeros are back; "" for none, or several.

    >>> by_pattern("1", "^[0-9]{2}$"), by_pattern("1", "^[0-9]{2,3}$")
    ('01', '')
    """
    if not text.isdecimal() or matches(pattern, text):
        return ""
    found = [one for count in range(1, _PADDED + 1) if matches(pattern, one := "0" * count + text)]
    return found[0] if len(found) == 1 else ""


def matches(pattern: str, text: str) -> bool:
    """True where the pattern has the text; a pattern that is none has all."""
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return True
