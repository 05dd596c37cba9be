"""What a release says of itself, in French and in English, and how each writes numbers, sizes and dates."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

LANGUAGES = ("fr", "en")

_TEXTS = Path(__file__).with_name("words.toml")
_KILO = 1000
_YEAR = len("2026")
_UNITS = {"fr": ("octets", "ko", "Mo", "Go"), "en": ("bytes", "kB", "MB", "GB")}
_NO_BREAK, _NARROW = "\u00a0", "\u202f"


@functools.cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    """All the words, by language, then by page."""
    return tomllib.loads(_TEXTS.read_text(encoding="utf-8"))


def words(lang: str, page: str) -> Mapping[str, str]:
    """The words of a page in a language."""
    return _texts()[lang][page]


def said(described: Any, name: str, lang: str) -> str:
    """The `title` or `description` of a package, resource or field; in French for want of another."""
    french = str(getattr(described, name))
    return str(described.extra.get(f"{name}_en") or french) if lang == "en" else french


def number(value: int, lang: str) -> str:
    r"""A whole number, its thousands apart.

    >>> number(12500, "en"), number(12500, "fr") == "12\u202f500"
    ('12,500', True)
    """
    text = f"{value:,}"
    return text.replace(",", _NARROW) if lang == "fr" else text


def decimal(text: str, lang: str) -> str:
    r"""A number that is written as in a CSV of ours, as a language writes it: every digit is kept.

    Four digits are not set apart: they may be a year.

    >>> decimal("12500.5", "en"), decimal("-12500.5", "fr") == "\u221212\u202f500,5"
    ('12,500.5', True)
    """
    sign, digits = ("\u2212", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    apart = number(int(whole), lang) if whole.isdigit() and len(whole) > _YEAR else whole
    return f"{sign}{apart}{',' if point and lang == 'fr' else point}{rest}"


def size(count: int, lang: str) -> str:
    r"""A number of bytes with three figures at most.

    >>> [size(count, "en").replace("\u00a0", " ") for count in (999, 194_715, 1_048_576)]
    ['999 bytes', '195 kB', '1.0 MB']
    """
    value, power = float(count), 0
    while round(value) >= _KILO and power < len(_UNITS[lang]) - 1:
        value, power = value / _KILO, power + 1
    text = f"{value:.1f}" if power > 1 and value < _KILO / 10 else f"{value:.0f}"
    return f"{text.replace('.', ',') if lang == 'fr' else text}{_NO_BREAK}{_UNITS[lang][power]}"


def date(day: dt.date, lang: str) -> str:
    r"""A date in words.

    >>> import datetime as dt
    >>> [date(dt.date(2026, 12, 1), lang).replace("\u00a0", " ") for lang in LANGUAGES]
    ['1er décembre 2026', '1 December 2026']
    """
    month = words(lang, "dates")["months"].split()[day.month - 1]
    first = f"{day.day}er" if lang == "fr" and day.day == 1 else str(day.day)
    return _NO_BREAK.join((first, month, str(day.year)))
