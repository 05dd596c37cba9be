"""Numbers, dates and typography as French and English print them. Pure functions on text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

NARROW = "\u202f"  # narrow no-break space: before ; ! ? and between thousands (French)
FIXED = "\u00a0"  # no-break space: before : and %, inside « » (French)
UNBROKEN = "\u2011"  # hyphen that a line is not broken at: « attendent-ils »
LANGUAGES = ("fr", "en")

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "fr": "dimanche lundi mardi mercredi jeudi vendredi samedi",
    "en": "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
}
MILLION = 1_000_000
EXACT = 2**63  # above, a number is printed as Python writes it
# A count and the space before what is counted: « 12 zones », not « 12 et », not the year of « 2015 dans ».
COUNTED = re.compile(
    r"(?<![\w.,:/-])(\d{1,3}(?:[\u202f,]\d{3})*(?:[.,]\d+)?) "
    r"(?!(?:and|aux|des|dont|for|from|les|out|par|parmi|pour|puis|sur|the|with)\b)(?=[^\W\d_]{3})"
)


def number(value: float, lang: str) -> str:
    """A number as it is printed, without needless decimals.

    >>> number(37.0, "fr"), number(5.5, "fr"), number(5.5, "en"), number(1200000, "en")
    ('37', '5,5', '5.5', '1,200,000')
    """
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    if lang == "fr":
        text = text.replace(",", NARROW).replace(".", ",")
    return text.replace("-", "\u2212")


def exact(value: float, lang: str) -> str:
    """A number with every digit that it has.

    >>> exact(0.1234567891, "fr"), exact(37.0, "en"), exact(-1234567, "en"), exact(1e-9, "fr")
    ('0,1234567891', '37', '−1,234,567', '1e−09')
    """
    text = repr(int(value)) if float(value).is_integer() and abs(value) < EXACT else repr(value)
    whole, point, rest = text.lstrip("-").partition(".")
    grouped = f"{int(whole):,}" if whole.isdigit() else whole
    if lang == "fr":
        grouped, point = grouped.replace(",", NARROW), point and ","
    return f"{'-' if value < 0 else ''}{grouped}{point}{rest}".replace("-", "\u2212")


def percent(value: float, lang: str) -> str:
    """A number of percent: the sign stands apart in French.

    >>> percent(37, "en")
    '37%'
    """
    return f"{number(value, lang)}{FIXED if lang == 'fr' else ''}%"


def ordinal(place: int, lang: str) -> str:
    """A place among others, not the first.

    >>> ordinal(2, "fr"), ordinal(2, "en"), ordinal(13, "en"), ordinal(15, "en")
    ('2e', '2nd', '13th', '15th')
    """
    if lang == "fr":
        return f"{place}e"
    ending = "th" if place // 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def quantity(value: float, symbol: str, lang: str) -> str:
    """A number with the symbol of its unit (« % », « € par an », « sur 10 », or none).

    >>> quantity(37271, "€", "en"), quantity(21850, "€ a year", "en")
    ('€37,271', '€21,850 a year')
    """
    if symbol == "%":
        return percent(value, lang)
    if lang == "en" and symbol.startswith("€"):
        return f"€{number(value, lang)}{symbol[1:]}".replace("€\u2212", "\u2212€")
    if not symbol and abs(value) >= MILLION:
        millions = value / MILLION
        plural = "s" if lang == "fr" and abs(millions) >= 2 else ""  # noqa: PLR2004 (French plural starts at two)
        return f"{number(millions, lang)}{FIXED}million{plural}"
    return f"{number(value, lang)}{FIXED}{symbol}" if symbol else number(value, lang)


def size(count: int, lang: str) -> str:
    """A number of bytes, in decimal multiples.

    >>> size(14530, "en").replace(FIXED, "_"), size(1_007_866_842, "fr").replace(FIXED, "_")
    ('15_kB', '1_Go')
    """
    units = ("o", "ko", "Mo", "Go") if lang == "fr" else ("B", "kB", "MB", "GB")
    power = min(len(f"{count:,}".split(",")), len(units)) - 1
    return f"{number(round(count / 1000**power, 1 if power > 1 else 0), lang)}{FIXED}{units[power]}"


def day(date: str, lang: str) -> str:
    """A date YYYY-MM-DD or YYYY-MM in words; any other text comes back as it is.

    >>> day("2026-11-01", "fr").replace(FIXED, "_"), day("2026-11-23", "en").replace(FIXED, "_")
    ('1er_novembre 2026', '23_November 2026')
    """
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", date)
    if not match or not 1 <= int(match[2]) <= len(_MONTHS[lang].split()):
        return date
    if not match[3]:
        return f"{_MONTHS[lang].split()[int(match[2]) - 1]} {match[1]}"
    number_of_day = "1er" if lang == "fr" and match[3] == "01" else str(int(match[3]))
    return f"{number_of_day}{FIXED}{_MONTHS[lang].split()[int(match[2]) - 1]} {match[1]}"


def span(dates: str, lang: str) -> str:
    """A date, or two with a slash between (ISO 8601), in words.

    >>> span("2016-05/2016-06", "fr")
    'mai 2016 – juin 2016'
    """
    return " \u2013 ".join(day(date, lang) for date in dates.split("/"))


@lru_cache(maxsize=8192)  # a page says the same words each time that it runs
def typeset(text: str, lang: str) -> str:
    """The text as it is printed: spaces that a line is not broken at, apostrophes, minus signs.

    A stroke, a dash or a dot between two parts ends a line, it starts none; a count stays with its noun.

    >>> typeset("Oui : 37 % !", "fr").replace(NARROW, "~").replace(FIXED, "_")
    'Oui_: 37_%~!'
    >>> typeset("Emploi / insertion : 12 zones", "fr").replace(FIXED, "_")
    'Emploi_/ insertion_: 12_zones'
    """
    text = re.sub(r"(?<=\d) - (?=\d+ =)", f"{FIXED}\u2212{FIXED}", text)
    text = re.sub(r"(?<=\S) (?=[/\u00b7\u2013-] )", FIXED, text)
    text = re.sub(r"(?<!\.)\.\.(?![./])", ".", text)  # an abbreviation that ends a sentence has one full stop
    if lang != "fr":
        if "«" not in text:  # what is quoted in French keeps the spaces of French
            text = re.sub(r"[ \u00a0\u202f](?=[;:](?:\s|$))", "", text)
        return COUNTED.sub(rf"\1{FIXED}", text).replace("'", "\u2019")
    text = re.sub(r"[ \u00a0\u202f](?=[;!?])", NARROW, text)
    text = re.sub(r"[ \u00a0\u202f](?=%|:(?!//))", FIXED, text)
    text = re.sub(r"«[ \u00a0\u202f]?", "«" + FIXED, text)
    text = re.sub(r"[ \u00a0\u202f]?»", FIXED + "»", text)
    text = re.sub(r"(?<=\w)-(?=(?:ils?|elles?|on|t-)\b)", UNBROKEN, text)
    text = re.sub(r"(?<=\d)[ \u00a0](?=\d{3}\b)", NARROW, text)
    return COUNTED.sub(rf"\1{FIXED}", text).replace("'", "\u2019")


def folded(text: str) -> str:
    """A key to sort words by: capitals and accents aside, as a dictionary does.

    >>> folded("Île-de-France")
    'ile-de-france'
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def listing(parts: list[str], lang: str) -> str:
    """The parts joined as a sentence joins them.

    >>> listing(["a", "b", "c"], "fr")
    'a, b et c'
    """
    last = " et " if lang == "fr" else " and "
    return last.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def of(phrase: str, lang: str) -> str:
    """A noun phrase after « de » or “of”.

    >>> of("les maires", "fr"), of("le pays", "fr"), of("PHARE", "fr"), of("mayors", "en")
    ('des maires', 'du pays', 'de PHARE', 'of mayors')
    """
    if lang != "fr":
        return f"of {phrase}"
    for article, joined in (("les ", "des "), ("le ", "du ")):
        if phrase.lower().startswith(article):
            return joined + phrase[len(article) :]
    return f"d'{phrase}" if phrase[:1].lower() in "aeiouyéèê" else f"de {phrase}"


def vega_locale(lang: str) -> dict[str, Any]:
    """The `config.locale` of a Vega specification."""
    french = lang == "fr"
    return {
        "number": {
            "decimal": "," if french else ".",
            "thousands": NARROW if french else ",",
            "grouping": [3],
            "currency": ["", FIXED + "€"] if french else ["€", ""],
            "percent": FIXED + "%" if french else "%",
            "minus": "\u2212",
        },
        "time": {
            "dateTime": "%A %e %B %Y %X",
            "date": "%d/%m/%Y",
            "time": "%H:%M:%S",
            "periods": ["AM", "PM"],
            "days": _DAYS[lang].split(),
            "shortDays": [word[:3] for word in _DAYS[lang].split()],
            "months": _MONTHS[lang].split(),
            "shortMonths": [word[:4] for word in _MONTHS[lang].split()],
        },
    }
