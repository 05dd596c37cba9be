"""What each reader gives otherwise than a case says: a line for each difference, none where all agree."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.conformance import consumers
from tests.conformance.consumers import ENGINES, SIZES, Seen, alike, as_drawn, as_published, as_released, said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conformance.case import Case

# What publish and the explorer are not asked for the values of: rows with these are not published, ever.
NOT_PUBLISHED = frozenset(
    """blank-label blank-row delimiter duplicate-label extra-cell extra-label header-row incorrect-label
    missing-cell missing-label type-error""".split()  # noqa: SIM905 -- shorter
)
_FAULT = re.compile(r"(?P<code>\S+)(?: (?:(?P<path>\S+):)?(?P<line>\d+))?(?: (?P<field>.+))?")


def expected(case: Case, told: list[str], *, of_rows: bool = False) -> Counter[str]:
    """The faults that a case names, in the words of consumers.py."""
    first = case.descriptor["resources"][-1].get("path", "")
    first = first[0] if isinstance(first, list) else first
    found = [match for match in map(_FAULT.fullmatch, told) if match]
    assert len(found) == len(told)
    return Counter(
        said(m["code"], (m["path"] or first, int(m["line"] or 0)), m["field"] or "")
        for m in found
        if m["code"] in consumers.OF_ROWS or not of_rows
    )


def values(case: Case, seen: Seen, same: Callable[[str, Any, Any], bool]) -> list[str]:
    """Where the rows of a reader are others than those of the case."""
    if case.unread:
        return [f"{len(seen.rows)} rows of what cannot be read"] if seen.rows and not seen.faults else []
    if seen.rows is None:
        return ["no rows"]
    if len(seen.rows) != len(case.rows):
        return [f"{len(seen.rows)} rows: {seen.rows}"]
    return [
        f"row {number}, {field['name']}: {found.get(field['name'])!r} for {row.get(field['name'])!r}"
        for number, (row, found) in enumerate(zip(case.rows, seen.rows, strict=True), start=1)
        for field in case.fields
        if not same(field.get("type", "any"), row.get(field["name"]), found.get(field["name"]))
    ]


def plainly(_kind: str, value: Any, found: Any) -> bool:
    """True for the same value."""
    return value is found if value is None or found is None else alike(value, found)


def told(wanted: Counter[str], seen: Counter[str] | None) -> list[str]:
    """Faults that are not told (-), and those told beside (+)."""
    seen = seen or Counter()
    return [f"- {one}" for one in (wanted - seen).elements()] + [
        f"+ {one}" for one in (seen - wanted).elements()
    ]


def by_reader(case: Case, folder: Path) -> list[str]:
    """What the reader itself gives otherwise."""
    seen = consumers.reader(folder)
    wrong = values(case, seen, plainly)
    if not case.unread:
        wrong += [] if seen.places == case.places else [f"lines {seen.places}"]
        own = [fault for fault in case.faults if " u.csv:" not in fault]
        wrong += told(expected(case, own, of_rows=True), seen.faults)
    return wrong


def by_validate(case: Case, folder: Path) -> list[str]:
    """What `validate` tells otherwise, by any engine."""
    wanted, warned = expected(case, case.faults), expected(case, case.warnings)
    found = {engine: consumers.validate(folder, engine) for engine in ENGINES}
    return [
        f"{engine}: {line}"
        for engine, seen in found.items()
        for line in (*told(wanted, seen.faults), *told(warned, seen.warned))
    ]


def by_publish(case: Case, folder: Path, small: int) -> list[str]:
    """What publish reads otherwise, of what can be published."""
    if {fault.split()[0] for fault in case.faults} & NOT_PUBLISHED:
        return []
    seen = consumers.publish(folder, small)
    if not case.published:
        return [] if seen.rows is None or case.theme == "random" else ["it is published"]
    return values(case, seen, as_published)


def by_release(case: Case, folder: Path, small: int) -> list[str]:
    """What is otherwise in the tables of a release that is made of it, its keys and bounds among it."""
    codes = Counter(fault.split()[0] for fault in case.faults)
    if codes.keys() & NOT_PUBLISHED or case.unread or not case.published:
        return []
    seen = consumers.released(folder, folder.parent / f"{folder.name}-release{small}", small)
    if seen.rows is None:
        return [f"no release: {seen.faults}"]
    del codes["foreign-key"]  # of other tables too
    found = Counter(fault.split()[0] for fault in (seen.faults or Counter()).elements())
    del found["foreign-key"]
    named = "fieldsMatch" in case.schema  # a release has a column for each field, and no other
    return values(case, seen, as_released) + ([] if named else told(codes, found))


def by_explorer(case: Case) -> list[str]:
    """What the explorer opens otherwise."""
    seen = consumers.explorer(case.content)
    if not case.opened:
        return [] if seen.rows is None else ["it is opened"]
    labelled = any(fault.split()[0].endswith("-label") for fault in case.faults)
    wrong = [] if labelled else values(case, seen, as_drawn)  # it has columns under the names of their labels
    if case.unread and seen.rows:
        codes = {fault.split()[0] for fault in case.faults}
        wrong += [] if codes & {one.split()[0] for one in seen.faults or ()} else ["not told"]
    if not case.unread and seen.places is not None:
        lines = [line for _, line in seen.places]
        wrong += [] if lines == [line for _, line in case.places] else [f"lines {lines}"]
        wrong += told(expected(case, case.faults, of_rows=True), seen.faults)
    return wrong


def by_frictionless(case: Case, folder: Path) -> list[str]:
    """What frictionless gives otherwise, or that it does not, where a reason is told why it would."""
    seen = consumers.frictionless(folder)
    codes = Counter(fault.split()[0] for fault in case.faults)
    wrong = values(case, seen, plainly) + told(codes, seen.faults)
    if case.frictionless == "same":
        return wrong
    return [] if wrong else [f"it is the same, and no departure: {case.frictionless}"]


def by_all(case: Case, folder: Path) -> dict[str, list[str]]:
    """The readers that give something otherwise, and what."""
    wrong = {
        "reader": by_reader(case, folder),
        "validate": by_validate(case, folder),
        **{f"publish {size}": by_publish(case, folder, size) for size in SIZES},
        **{f"release {size}": by_release(case, folder, size) for size in SIZES},
        "explorer": by_explorer(case),
        "frictionless": by_frictionless(case, folder),
    }
    return {who: lines for who, lines in wrong.items() if lines}
