"""The base of a figure and its interval as values: how many answered, from what to what, or why not known.

A source's own interval (`lower`, `upper`, `interval_method`) is given as it is. Where it has none, one is
worked out only of a percentage whose own base is published with the status A, in a study whose sample was
drawn in a way that allows it: Wilson's score interval, 95 %, as for a simple random sample (Wilson 1927;
Brown, Cai, DasGupta 2001). Quotas, weights and clusters are not in it, so it is said to be indicative. The
size of a whole study is told as such: it is the base of no question until a source says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer.figures.survey.lookup import constant, plain, rows_by_code
from explorer.figures.survey.provenance import PERCENT, unit_of
from explorer.figures.survey.reading import base_unread, method_unread
from explorer.published import Release

Row = Mapping[str, Any]
Z = 1.959964  # two-sided 95 %
SURE = "A"  # CL_OBS_STATUS
COUNT = "M"  # CL_OBS_STATUS of a base that cannot exist: a count, not a survey
COUNTRY = "country"  # the kind of the territory that is the whole
DRAWN = ("random", "quota", "representative")  # studies.sampling of which an interval may be worked out
CHOSEN = ("purposive", "self_selected", "census")  # of which it may not
SMALL = 30  # answers under which a value is fragile, where the study says nothing else


@dataclass(frozen=True)
class Base:
    """How many answered (`n`); else `why` not: a key of words after « base. », empty of no survey."""

    n: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Span:
    """From what to what: `given` by the source, with its `method`, or worked out. Else `why` there is none.

    `why` is a key of words after « interval.none. »; empty too where an interval has no meaning.
    """

    ends: tuple[float, float] | None = None
    given: bool = False
    method: str = ""
    why: str = ""

    @property
    def lower(self) -> float | None:
        """The lower end, None where there is no interval."""
        return self.ends[0] if self.ends else None

    @property
    def upper(self) -> float | None:
        """The upper end, None where there is no interval."""
        return self.ends[1] if self.ends else None


NOTHING = Span()


def wilson(percent: float, n: int) -> tuple[float, float]:
    """Lowest and highest percentage of Wilson's interval, 95 %.

    >>> [round(end, 1) for end in wilson(37, 1000)], [round(end, 1) for end in wilson(0, 20)]
    ([34.1, 40.0], [0.0, 16.1])
    """
    p, z2 = percent / 100, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def study_of(release: Release, row: Row) -> dict[str, Any]:
    """The row of the study of a figure; empty where the release has none."""
    return rows_by_code(release, "studies").get(str(row.get("study")), {})


def base_of(release: Release, table: str, row: Row) -> Base:
    """The base of a row of the table (absent cells None)."""
    study, own = study_of(release, row), row.get("base_n")
    if not pd.isna(own):
        return Base(int(own))
    if study.get("n_status") == COUNT and study.get("kind") == "activity":
        return Base()
    lost = base_unread(release, row, study)
    if study.get("n") is None or not _whole(release, table, row, study):
        return Base(why="short.unread" if lost else "short.none")
    return Base(why="short.study.unread" if lost else "short.study")


def _whole(release: Release, table: str, row: Row, study: Row) -> bool:
    """Whether the row is of the whole population and country of its study."""
    population = row.get("population") or constant(release, table, "population") or study.get("population")
    places = rows_by_code(release, "territories") if "territories" in release.tables else {}
    kind = places.get(str(row.get("territory")), {}).get("kind", COUNTRY)
    return bool(population == study.get("population") and kind == COUNTRY)


def small(release: Release, row: Row) -> bool:
    """Whether a row rests on fewer answers than its study holds to be enough."""
    own = row.get("base_n")
    return not pd.isna(own) and int(own) < int(study_of(release, row).get("small_base") or SMALL)


def span_of(release: Release, table: str, row: Row) -> Span:
    """The interval of a row: its source's, else one of ours, else why there is none."""
    low, high = row.get("lower"), row.get("upper")
    if pd.isna(row.get("value")):
        return Span()
    if not pd.isna(low) and not pd.isna(high):
        method = row.get("interval_method")
        ends = (float(low or 0), float(high or 0))
        return Span(ends, given=True, method="" if pd.isna(method) else str(method))
    if unit_of(release, table, row) != PERCENT:
        return Span()
    why = _barred(release, row)
    return Span(why=why) if why else Span(_rounded(wilson(float(row["value"]), int(row["base_n"]))))


def _barred(release: Release, row: Row) -> str:
    """Why no interval may be worked out of a percentage; empty where one may."""
    study, n = study_of(release, row), row.get("base_n")
    if pd.isna(n) or row.get("base_status") not in (None, SURE) or not int(n or 0):
        return "unread" if pd.isna(n) and base_unread(release, row, study) else "base"
    if study.get("sampling") in CHOSEN:
        return "census" if study["sampling"] == "census" else "design"
    if study.get("method_status") != SURE or study.get("sampling") not in DRAWN:
        return "method.unread" if method_unread(release, row, study) else "method"
    return ""


def _rounded(ends: tuple[float, float]) -> tuple[float, float]:
    return round(ends[0], 1), round(ends[1], 1)


def overlap(one: Span, other: Span) -> bool:
    """Whether two intervals have a value in common; so they do where one is not known."""
    if one.ends is None or other.ends is None:
        return True
    return one.ends[0] <= other.ends[1] and other.ends[0] <= one.ends[1]


def level(release: Release, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the highest value, and those whose interval reaches it; empty where none of these differs.

    A row without an interval reaches nothing; where it is the highest, nothing is known to be level with it.
    """
    spans = [span_of(release, table, row) for row in plain(rows)]
    first = list(rows["value"] == rows["value"].max())
    tops = [span for span, highest in zip(spans, first, strict=True) if highest and span.ends]
    reach = [bool(span.ends) and any(overlap(span, top) for top in tops) for span in spans]
    close = rows[[highest or reached for highest, reached in zip(first, reach, strict=True)]]
    return close if len(set(close["value"])) > 1 else rows.iloc[:0]
