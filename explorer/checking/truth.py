"""One claim against the raw cells: whether it holds, and whether it may be made at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

from explorer.checking import figures
from explorer.checking.raw import Raw, Row, same

NORMAL = "A"
DRAWN = ("random", "quota", "representative")  # studies.sampling of which an interval may be worked out
TWO = 2
# A superlative holds within one question put to one population by one study, in one unit.
SAME = ("study", "population", "indicator", "answer", "year", "unit")
SURVEYED_PLACES = ("territory", "region")  # no survey here publishes what a ranking of places would need


def untrue(claim: Any, claims: list[Any], raw: Raw) -> Iterator[str]:
    """What is wrong with a claim among those of its sentence, each in a line."""
    if claim.kind in figures.KINDS:
        if not figures.holds(claim, raw):
            yield f"false: {claim}"
        return
    rows = raw.rows(claim.table, claim.where)
    known = [r for r in rows if r.get("value")]
    if claim.kind not in CHECKS:
        yield f"no such kind of claim: {claim}"
        return
    if not CHECKS[claim.kind](claim, rows, known, raw):
        yield f"false: {claim}"
    if claim.kind in ("highest", "lowest", "median", "rank", "distance"):
        mixed = [c for c in SAME if c != claim.field and len({r[c] for r in known if c in r}) > 1]
        if mixed:
            yield f"compares what differs in {mixed}: {claim}"
        if known and "study" in known[0] and claim.field in SURVEYED_PLACES and claim.codes:
            yield f"ranks places of a survey: {claim}"
        yield from _ranked_within_intervals(claim, known)
        doubtful = any(r["status"] == "U" for r in known) and len({r["value"] for r in known}) > 1
        if (
            doubtful
            and claim.codes
            and claim.field in SURVEYED_PLACES
            and claim.kind in ("highest", "lowest")
        ):
            yield f"ranks places by values of low reliability: {claim}"
        lost = [r for r in rows if not r.get("value")]
        if lost and not any(_discloses(other, lost, raw, claim) for other in claims):
            yield f"hides {len(lost)} rows without a value: {claim}"


def _discloses(other: Any, lost: list[Row], raw: Raw, claim: Any) -> bool:
    """Whether a claim tells that there are rows without a value, or how many have one."""
    if other.table != claim.table:
        return False
    if other.kind == "known":
        return bool(other.where == claim.where)
    if other.kind not in ("missing", "lacking"):
        return False
    covered = [id(r) for r in raw.rows(other.table, other.where)]
    return any(id(r) in covered for r in lost)


def _one(rows: Sequence[Row]) -> Row:
    return rows[0] if len(rows) == 1 else {}


def _value(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del raw
    row = _one(rows) or _one(known)
    return bool(row.get("value")) and same(row["value"], claim.value) and row["status"] == claim.status


def _extreme(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    if not known:
        return False
    end = (max if claim.kind == "highest" else min)(Decimal(r["value"]) for r in known)
    at = {r[claim.field] for r in known if Decimal(r["value"]) == end}
    return same(end, claim.value) and (not claim.codes or at == set(claim.codes))


def _median(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    return bool(known) and _precise(claim.value, median(Decimal(r["value"]) for r in known), known)


def _precise(said: Any, true: Decimal, known: list[Row]) -> bool:
    """A median, or the way to it, rounded to the last decimal of the values that it is made of."""
    places = max(max(0, -int(Decimal(r["value"]).normalize().as_tuple().exponent)) for r in known)
    unit, number = Decimal(1).scaleb(-places), Decimal(str(said))
    return same(number, number.quantize(unit)) and abs(number - true) <= unit / 2


def _lacking(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows
    every = {r["code"] for r in raw.tables[claim.other[0][0]]}
    return bool(set(claim.codes) == every - {r[claim.field] for r in known})


def _missing(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del known, raw
    lost = [r for r in rows if not r["value"] and claim.status in ("", r["status"])]
    return bool(len(lost) == claim.count > 0)


def _grid(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, known
    codes = {r[claim.field] for r in raw.rows(claim.table, claim.where)}
    return bool(claim.count == len(codes) * len(raw.tables[claim.codes[0]]))


def _held_cells(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    return bool(len({tuple(r[name] for name in claim.codes) for r in known}) == claim.count)


def _ends(row: Row, raw: Raw) -> tuple[Decimal, Decimal] | None:
    """The interval of a row: as published, else Wilson's of its base where the sample allows; else None."""
    if row.get("lower") and row.get("upper"):
        return Decimal(row["lower"]), Decimal(row["upper"])
    study = raw.row("studies", row.get("study", ""))
    if study.get("sampling") not in DRAWN or study.get("method_status") != NORMAL:
        return None
    if not row.get("base_n") or row.get("base_status") not in (None, "", NORMAL):
        return None
    n, p, z2 = Decimal(row["base_n"]), Decimal(row["value"]) / 100, Decimal("3.8414")
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = (z2 * (p * (1 - p) / n + z2 / (4 * n * n))).sqrt() / (1 + z2 / n)
    return round(100 * (middle - half), 1), round(100 * (middle + half), 1)


def _overlap(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    """The rows named are the highest and those whose interval reaches one of theirs, two at least."""
    del rows
    ends = {r[claim.field]: span for r in known if (span := _ends(r, raw))}
    highest = max((Decimal(r["value"]) for r in known), default=None)
    tops = {r[claim.field] for r in known if Decimal(r["value"]) == highest}
    if len(claim.codes) < TWO or not (lows := [ends[code][0] for code in tops if code in ends]):
        return False
    return tops | {code for code, (_, high) in ends.items() if high >= min(lows)} == set(claim.codes)


def _ranked_within_intervals(claim: Any, known: list[Row]) -> Iterator[str]:
    """What is said to be the highest has a published interval that reaches one that is not named."""
    ends = [(r[claim.field], Decimal(r["lower"]), Decimal(r["upper"])) for r in known if r.get("lower")]
    named = [low for code, low, _ in ends if code in claim.codes]
    others = [high for code, _, high in ends if code not in claim.codes]
    if claim.kind == "highest" and named and others and max(others) >= min(named):
        yield f"ranks what intervals do not part: {claim}"


def _within(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    whole = _one(raw.rows(claim.table, claim.other))
    return (
        len(rows) == len(known) > 0
        and bool(whole.get("value"))
        and same(whole["value"], sum(Decimal(r["value"]) for r in known))
    )


def _rank(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    values = {r[claim.field]: Decimal(r["value"]) for r in known}
    mine = values.get(claim.codes[0])
    if mine is None or (any(r["status"] == "U" for r in known) and len(set(values.values())) > 1):
        return False
    level = {code for code, value in values.items() if value == mine}
    return level == set(claim.codes) and 1 + sum(value > mine for value in values.values()) == claim.count


def _distance(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    values = {r[claim.field]: Decimal(r["value"]) for r in known}
    mine = values.get(claim.codes[0])
    if mine is None:
        return False
    true = mine - median(values.values())
    return true == 0 if claim.value == 0 else _precise(claim.value, true, known)


def _apart(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, known, raw
    spans = [(int(p.split("-")[0]), int(p.split("-")[-1])) for p in claim.other[0][1]]
    return not any(low <= int(year) <= high for year in claim.codes for low, high in spans)


def _all(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del known, raw
    return {r[claim.field] for r in rows} == set(claim.codes)


CHECKS = {
    "value": _value,
    "highest": _extreme,
    "lowest": _extreme,
    "median": _median,
    "known": lambda claim, rows, known, raw: len(known) == claim.count,  # noqa: ARG005 (one form for all)
    "size": lambda claim, rows, known, raw: len(rows) == claim.count,  # noqa: ARG005
    "missing": _missing,
    "lacking": _lacking,
    "grid": _grid,
    "held": _held_cells,
    "overlap": _overlap,
    "cell": _all,
    "all": _all,
    "none": lambda claim, rows, known, raw: not known,  # noqa: ARG005
    "tested": lambda claim, rows, known, raw: _one(rows).get("significance") == claim.codes[0],  # noqa: ARG005
    "within": _within,
    "rank": _rank,
    "distance": _distance,
    "apart": _apart,
}
