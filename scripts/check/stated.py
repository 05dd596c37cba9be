"""One value of an identity: what is wrong with it, as the wording of `identity-error` that says so.

"" where nothing is wrong. Each takes JSON that may be anything at all.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import uuid
from typing import Any
from urllib.parse import urlsplit

from scripts.check.agents import is_formed, is_right

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", re.ASCII)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
_EMAIL = re.compile(r"[^@\s<>:,;]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)  # W3C-DTF, without times
_LIMITS = (180, 90, 180, 90)  # of west, south, east and north


def id_(value: Any) -> str:
    """An identifier that nobody else has: a URI, a DOI or a UUID."""
    if not isinstance(value, str):
        return ""  # the profile has that covered
    if value.startswith("urn:uuid:") or not (_URI.fullmatch(value) or _DOI.fullmatch(value)):
        try:
            uuid.UUID(value.removeprefix("urn:uuid:"))
        except ValueError:
            return "id"
    return ""


def identifier(value: Any) -> str:
    """The address of a ROR, an ORCID or an ISNI, its check digits right."""
    if not isinstance(value, str) or not is_formed(value):
        return "identifier"
    return "" if is_right(value) else "digits"


def email(value: Any) -> str:
    """An e-mail address, without a name or `mailto:`."""
    return "" if isinstance(value, str) and _EMAIL.fullmatch(value) else "email"


def text(value: Any) -> str:
    """A text that says something."""
    return "" if isinstance(value, str) and value.strip() else "text"


def page(value: Any) -> str:
    """An address of https, complete, without anybody's password."""
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
        whole = parts.scheme == "https" and "." in (parts.hostname or "") and parts.port != 0
    except ValueError:
        return "address"
    return "" if whole and "@" not in parts.netloc and not re.search(r"\s", value) else "address"


def base(value: Any) -> str:
    """An address of which others are made by adding to its end."""
    return page(value) or ("query" if set("?#") & set(value) else "")


def uri(value: Any) -> str:
    """The address of a code."""
    return "" if isinstance(value, str) and re.fullmatch(r"https?://\S+", value) else "uri"


def date(value: Any) -> str:
    """A year, a month or a day that exists."""
    try:
        first(value)
    except ValueError:
        return "date"
    return ""


def day(value: Any) -> str:
    """A day that exists."""
    return "day" if date(value) or value.count("-") < 2 else ""  # noqa: PLR2004 -- year-month-day


def first(value: Any) -> dt.date:
    """The first day of a year, a month or a day. ValueError for what is none."""
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(value)
    return dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))


def last(value: Any) -> dt.date:
    """The last day of the same. ValueError for what is none.

    >>> str(last("2024-02")), str(last("2024"))
    ('2024-02-29', '2024-12-31')
    """
    found, parts = first(value), str(value).count("-")
    month = found.month if parts else 12
    return found if parts > 1 else found.replace(month=month, day=calendar.monthrange(found.year, month)[1])


def box(value: Any) -> str:
    """West, south, east and north, in degrees of this globe."""
    numbers = value if isinstance(value, list) else []
    known = [n for n in numbers if isinstance(n, int | float) and not isinstance(n, bool)]
    if not len(known) == len(numbers) == len(_LIMITS):
        return "box"
    if any(not -limit <= n <= limit for n, limit in zip(known, _LIMITS, strict=True)):
        return "globe"
    west, south, east, north = known
    return "" if west < east and south < north else "inside-out"
