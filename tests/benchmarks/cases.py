"""What is measured, beside what, and what is asked of it (the table of issue 15, as data).

To add one: a Case in CASES. `make` prepares its packages, which is not measured, and gives its programs, of
which one is called "ours"; they run in turn, in the order given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks import generator, programs
from tests.benchmarks.places import Place
from tests.benchmarks.programs import ROOT, Program
from tests.benchmarks.targets import Target

MILLION = 1_000_000
SIZES = {"10k": 10_000, "1m": MILLION, "10m": 10 * MILLION}
AMOUNTS = {"10k": "10,000 rows", "1m": "1 M rows", "10m": "10 M rows"}
NOTHING = Target()


@dataclass(frozen=True)
class Case:
    """Its rows, what is asked at least and hoped for, and its programs.

    Cases of one `series` differ in rows alone. `tenth` is the case of a tenth of its rows: what frictionless
    takes for it, times ten, stands for what it takes for this one. `weighed`: its release is.
    """

    name: str
    label: str
    rows: int
    make: Callable[[Place], list[Program]]
    series: str = ""
    least: Target = NOTHING
    aim: Target = NOTHING
    tenth: str = ""
    weighed: bool = False


def _validating(
    package: Callable[[Place], Path], *, faulty: bool = False
) -> Callable[[Place], list[Program]]:
    """Beside reading and frictionless; of faults, also with a list of all, which frictionless gives."""

    def make(place: Place) -> list[Program]:
        where = package(place)
        ours, theirs = programs.validate(where, faulty=faulty), programs.frictionless(where, faulty=faulty)
        listed = replace(programs.with_option(ours, "--format", "frictionless"), report=())
        return [programs.reading(where), ours, *([listed] if faulty else []), theirs]

    return make


def _facts(size: str, faults: float) -> Case:
    """Twelve fields, clean or with faults."""
    clean = {"1m": Target(1.2, 300, frictionless=30), "10m": Target(7, 600, frictionless=60)}
    aims = {"1m": Target(0.8), "10m": Target(5)}
    kind = f"{faults:.1%} faulty" if faults else "clean"
    asked = not faults or size == "10m"
    ending = "-faulty" if faults else ""
    return Case(
        f"validate-{size}{ending}",
        f"`validate`, {AMOUNTS[size]}, {kind}",
        SIZES[size],
        _validating(lambda place: place.facts(SIZES[size], faults), faulty=bool(faults)),
        series=f"`validate`, {kind}",
        least=clean.get(size, NOTHING) if asked else NOTHING,
        aim=aims.get(size, NOTHING) if asked else NOTHING,
        tenth=f"validate-1m{ending}" if size == "10m" else "",
    )


def _publishing(place: Place, rows: int) -> list[Program]:
    package = place.ours(rows) if rows else ROOT
    return [programs.floor(package, place.folder / "floor"), programs.publish(package, place.dist(rows))]


def _published(size: str) -> Case:
    """Our package and more rows."""
    least = {"1m": Target(40, 900, weight=3), "10m": Target(360, 1536)}
    aims = {"1m": Target(floor=3), "10m": Target(180)}
    return Case(
        f"publish-{size}",
        f"`publish`, {AMOUNTS[size]} more",
        SIZES[size],
        lambda place: _publishing(place, SIZES[size]),
        series="`publish`, rows more",
        least=least.get(size, NOTHING),
        aim=aims.get(size, NOTHING),
        weighed=True,
    )


def _refused(place: Place, version: str) -> list[Program]:
    """A million rows more, in a version that may not have them."""
    package = place.ours(MILLION, version)
    return [programs.nothing(), programs.publish(package, place.folder / "refused", refused=True)]


def _compared(size: str) -> Case:
    """A thousand rows of them are not the same."""

    def make(place: Place) -> list[Program]:
        old, new = place.facts(SIZES[size]), place.changed(SIZES[size])
        return [programs.reading(old, new), programs.diff(old, new)]

    return Case(
        f"diff-{size}",
        f"`diff`, {AMOUNTS[size]} against as many, 1,000 changed",
        SIZES[size],
        make,
        series="`diff`",
        least=Target(8, 1024) if size == "1m" else NOTHING,
        aim=Target(4) if size == "1m" else NOTHING,
    )


def _shown(size: str, *, figure: bool = False) -> Case:
    """One identifier of a release: of a figure, or of a row in the middle of the many."""

    def make(place: Place) -> list[Program]:
        release = place.released(SIZES[size])
        key = "/".join(generator.key(SIZES[size] // 2))
        asked = place.figure(release) if figure else f"facts:{key}"
        return [programs.nothing(), programs.show(release, asked)]

    what = "a figure" if figure else "a row"
    return Case(
        f"show-{size}{'-figure' if figure else ''}",
        f"`show`, {what} of a release with {AMOUNTS[size]} more",
        SIZES[size],
        make,
        series="" if figure else "`show`, a row",
    )


def _started(size: str) -> Case:
    """The explorer's server on a release."""

    def make(place: Place) -> list[Program]:
        release = place.released(SIZES.get(size, 0))
        return [programs.explorer(release, programs.free_port())]

    more = f"our release and {AMOUNTS[size]} more" if size in SIZES else "our release"
    label = f"explorer, until its server answers, {more}"
    return Case(f"start-{size}", label, SIZES.get(size, 0), make)


CASES = (
    Case(
        "validate-tiny",
        "`validate`, 12 tables of 20 rows",
        240,
        lambda place: [programs.nothing(), *_validating(Place.tiny)(place)[1:]],
        least=Target(0.06),
        aim=Target(0.05),
    ),
    Case("validate-ours", "`validate`, our package", 0, _validating(lambda _: ROOT)),
    *(_facts(size, faults) for faults in (0.0, 0.001) for size in SIZES),
    Case(
        "validate-300k-third",
        "`validate`, 300,000 rows, a third faulty",
        300_000,
        _validating(lambda place: place.facts(300_000, 0.33), faulty=True),
    ),
    Case(
        "validate-ours-1m",
        "`validate`, our package, its rules, 1 M rows more",
        MILLION,
        _validating(lambda place: place.ours(MILLION)),
    ),
    Case(
        "publish-ours",
        "`publish`, our package",
        0,
        lambda place: _publishing(place, 0),
        least=Target(3),
        aim=Target(2),
        weighed=True,
    ),
    *(_published(size) for size in SIZES),
    Case(
        "refused-version",
        "`publish`, refused: published already; 1 M rows more",
        MILLION,
        lambda place: _refused(place, place.newest),
    ),
    Case(
        "refused-step",
        "`publish`, refused: too small a step; 1 M rows more",
        MILLION,
        lambda place: _refused(place, place.after_newest),
    ),
    *(_compared(size) for size in SIZES),
    *(_shown(size) for size in SIZES),
    _shown("1m", figure=True),
    Case(
        "rates-100k",
        "`rates`, 100,000 answers to 40 questions, 20 groups",
        100_000,
        lambda place: [programs.nothing(), programs.rates(place.survey(100_000))],
        least=Target(10),
    ),
    *(_started(size) for size in ("ours", "1m", "10m")),
)
