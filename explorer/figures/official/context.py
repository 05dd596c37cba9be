"""What is measured in the regions as the release holds it: indicators of a group, periods, values.

The tables are context-indicators, context-series and context-values. Nothing here is a survey answer. A group
is a domain, LANDMARK, or a family that is not set by domain (context-families) and stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from explorer.charts.regions import codes
from explorer.figures.survey.absences import MISSING, NOT_COVERED, state
from explorer.figures.survey.lookup import labels, plain, rows_by_code
from explorer.figures.survey.marks import mark
from explorer.published import Release
from explorer.reader import Reader

VALUES, SERIES, INDICATORS, REASONS = (
    "context-values",
    "context-series",
    "context-indicators",
    "absence-reasons",
)
TABLES = (VALUES, SERIES, INDICATORS, REASONS, "context-sources")
PERCEIVED = "fragility-perceptions"
LANDMARK = "landmark"  # stands for the domain of the indicators that have none (population)
# Kinds of reasons (absence-reasons): the value was published, not where it was read; the source has none.
UNREAD, UNCOVERED = "unread", "uncovered"
FAMILIES = "context-families"  # not in releases before these families


@dataclass(frozen=True)
class Place:
    """A region in one period of one indicator: its value as printed, or why there is none."""

    region: str
    name: str
    metropolitan: bool
    value: float | None
    status: str
    printed: str
    reason: str
    note: str
    state: str  # how it is drawn where it has no value


def held(release: Release) -> bool:
    """Whether the release has official statistics."""
    return set(TABLES) <= set(release.tables)


@lru_cache(maxsize=8)
def families(release: Release) -> dict[str, dict[str, Any]]:
    """The families of indicators that are not set by domain, by code, in their order."""
    if FAMILIES not in release.tables:
        return {}
    return {code: row for code, row in rows_by_code(release, FAMILIES).items() if not row["by_domain"]}


def group(release: Release, indicator: str) -> str:
    """Where an indicator stands: in its family where that is apart, else in its domain, else in LANDMARK."""
    row = rows_by_code(release, INDICATORS)[indicator]
    family = str(row.get("family") or "")
    return family if family in families(release) else str(row["domain"] or LANDMARK)


def groups(release: Release) -> list[str]:
    """The domains, LANDMARK, then the families apart: all that has an indicator, or is perceived."""
    used = {group(release, indicator) for indicator in rows_by_code(release, INDICATORS)}
    return [*domains(release), *(code for code in families(release) if code in used)]


def domains(release: Release) -> list[str]:
    """The domains with something perceived or measured, in their order; then LANDMARK."""
    measured = {group(release, indicator) for indicator in rows_by_code(release, INDICATORS)}
    perceived: set[str] = set()
    if PERCEIVED in release.tables:
        perceived = {str(domain) for domain in release.table(PERCEIVED)["domain"]}
    return [code for code in (*rows_by_code(release, "domains"), LANDMARK) if code in measured | perceived]


def indicators(release: Release, of: str) -> list[str]:
    """The indicators of a group: those with a direction first, then as the table has them."""
    rows = rows_by_code(release, INDICATORS)
    found = [code for code in rows if group(release, code) == of]
    return sorted(found, key=lambda code: rows[code]["direction"] == "neither")


def family_words(release: Release, reader: Reader, indicator: str) -> str:
    """The name of the family of an indicator; empty in a release without families."""
    family = str(rows_by_code(release, INDICATORS)[indicator].get("family") or "")
    return labels(release, FAMILIES, reader).get(family, "") if FAMILIES in release.tables else ""


def kind(release: Release, reader: Reader, indicator: str) -> str:
    """What its values are, within a sentence: « statistique officielle », or the family that stands apart."""
    if group(release, indicator) not in families(release):
        return reader.say("measured.kind")
    words = family_words(release, reader, indicator)
    return words[:1].lower() + words[1:]


def series(release: Release, indicator: str) -> dict[str, dict[str, Any]]:
    """Period (« 2018 », « 2013-2018 ») → its row of context-series, from the first to the last."""
    rows = [row for row in _rows(release, SERIES) if row["indicator"] == indicator]
    return {period_code(row): row for row in sorted(rows, key=lambda row: int(row["year"]))}


@lru_cache(maxsize=8)
def spans(release: Release) -> tuple[str, ...]:
    """The periods of all the indicators, in order."""
    return tuple(sorted({period_code(row) for row in _rows(release, SERIES)}))


@lru_cache(maxsize=8)
def _rows(release: Release, table: str) -> list[dict[str, Any]]:
    """The rows of a table as dicts, made once; not to be changed."""
    return plain(release.table(table))


@lru_cache(maxsize=4)
def _by_period(release: Release) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """Indicator and period → region → its row of context-values, made once."""
    found: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in _rows(release, VALUES):
        found.setdefault((str(row["indicator"]), period_code(row)), {})[str(row["region"])] = row
    return found


def period_code(row: dict[str, Any]) -> str:
    """The code of a period: its year, or its first and last year."""
    return f"{row['year']}-{row['year_end']}" if row["year_end"] else str(row["year"])


def spoken_period(code: str, reader: Reader) -> str:
    """The period in words: « 2018 », « 2013 à 2018 »."""
    first, _, last = code.partition("-")
    return reader.say("measured.span", first=first, last=last) if last else first


@lru_cache(maxsize=256)
def default_period(release: Release, indicator: str) -> str:
    """The last period that has all the regions of the map; the last one where none has."""
    known = series(release, indicator)
    whole = [code for code in known if all(p.value is not None for p in drawn(release, indicator, code))]
    return (whole or list(known))[-1]


def drawn(release: Release, indicator: str, period: str) -> list[Place]:
    """The regions that the map can show."""
    return [place for place in places(release, Reader(), indicator, period) if place.region in codes()]


def values(release: Release, indicator: str, period: str) -> pd.DataFrame:
    """The rows of context-values of one indicator and period."""
    cells = release.table(VALUES)
    year = int(period.partition("-")[0])
    return cells[(cells["indicator"] == indicator) & (cells["year"] == year)].reset_index(drop=True)


@lru_cache(maxsize=512)
def places(release: Release, reader: Reader, indicator: str, period: str) -> tuple[Place, ...]:
    """Every region with its value or the reason why it has none, in the order of the regions' codes."""
    regions = rows_by_code(release, "regions")
    reasons = rows_by_code(release, REASONS)
    found = _by_period(release).get((indicator, period), {})
    made = []
    for code, region in regions.items():
        row = found.get(code, {})
        value, status = row.get("value"), str(row.get("status") or "")
        why = reasons.get(str(row.get("absence")), {})
        reason = reader.words(why, "label")
        made.append(
            Place(
                region=code,
                name=reader.words(region, "label") or code,
                metropolitan=bool(region["metropolitan"]),
                value=None if value is None else float(value),
                status=status,
                printed="" if value is None else printed(release, reader, indicator, float(value), status),
                reason="" if value is not None else (reason or reader.say("measured.reason.none")),
                note=reader.words(row, "note"),
                state=_state(why, status),
            )
        )
    return tuple(made)


def is_cut(release: Release, indicator: str, period: str) -> bool:
    """Whether only some of the regions of this period were in what was read: not all those published."""
    rows, reasons = _by_period(release).get((indicator, period), {}).values(), rows_by_code(release, REASONS)
    return any(reasons.get(str(row.get("absence")), {}).get("kind") == UNREAD for row in rows)


def _state(why: dict[str, Any], status: str) -> str:
    """How a region without a value is drawn: by the kind of its reason, else by its status."""
    kind = why.get("kind")
    return state(status or None) if kind is None else NOT_COVERED if kind == UNCOVERED else MISSING


def printed(release: Release, reader: Reader, indicator: str, value: float, status: str = "A") -> str:
    """A value with its unit, then the mark of its status."""
    unit = rows_by_code(release, "units").get(rows_by_code(release, INDICATORS)[indicator]["unit"], {})
    sign = mark(status)
    # A difference or a median of decimals has no digit that its decimals did not have, or one more.
    return reader.quantity(round(value, 6), unit) + (f"\u00a0{sign}" if sign else "")
