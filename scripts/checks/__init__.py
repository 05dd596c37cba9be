"""What must hold: the checks of a package, in order, and the waivers of what is accepted.

    descriptor.py       the JSON: conventions.py and schemas.py (our rules), profile.py (the official one),
                        metadata.py (frictionless' own); places.py and positions.py say where
    files.py            the files: contents.py looks at their bytes
    rows.py             rows and keys, through an engine, and what frictionless passes over
    coherence.py        the package's own SQL rules over all tables: rules.py reads them
    typable.py          small tables that can surely be typed, without what takes long to import
    gauge.py            about how many rows are read so far
    waivers.py          issues that are known and accepted, each with its reason
    subject.py          what a check is given; what earlier checks found makes later ones impossible

A check takes a Subject and yields Issues; `check` runs them all.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.checks import coherence, descriptor, files, rows
from scripts.checks.subject import Counted, Progress, Subject, quiet, uncounted
from scripts.checks.waivers import Waivers
from scripts.descriptor import Source
from scripts.engines import DEFAULT, NAMES
from scripts.engines.choice import Told, is_known
from scripts.engines.choice import quiet as unheard
from scripts.errors import UsageError
from scripts.issues import Issue, Waived

Check = Callable[[Subject], Iterator[Issue]]

# The checks, in the order in which they run. To add one: a module with a `check` of this type, a line here,
# its words in issues/messages.toml, and a package that shows each fault in tests/broken/.
CHECKS: tuple[Check, ...] = (descriptor.check, files.check, rows.check, coherence.check)

__all__ = ["CHECKS", "Check", "Progress", "check"]


def check(
    package: Source | Path | str,
    *,
    engine: str = DEFAULT,
    progress: Progress = quiet,
    told: Told = unheard,
    counted: Counted = uncounted,
    waived: Callable[[Waived], object] = lambda _waived: None,
) -> Iterator[Issue]:
    """Every issue of a package, check by check, as values; nothing is printed.

    `package` is a descriptor, a folder with a datapackage.json, a zip of one or the https address of any of
    them, or what `scripts.descriptor.load` gives. `engine` is a name of `scripts.engines.NAMES`, or
    `spark:FOLDER`. `progress` is told (what is done, done, total), `told` (table, engine, why not the one
    asked for), `counted` ("tables", "rows" or "files", how many), `waived` every issue that a waiver covers.

    A check that the issues of an earlier one make impossible says so in a `check-skipped` issue. What a
    waiver covers is left out, and a waiver that covers nothing is an issue itself.

    UsageError for an unknown engine, SourceError where there is no package.

    >>> [issue.code for issue in check("tests/broken/type-error")]
    ['type-error']
    """
    if not is_known(engine):
        raise UsageError(f"{engine}: there is no such engine; choose among {', '.join(NAMES)}")
    if isinstance(package, Source):
        yield from _check(package, engine, progress, told, counted, waived)
        return
    from scripts.sources import open_source

    with open_source(str(package)) as source:
        yield from _check(source, engine, progress, told, counted, waived)


def _check(
    source: Source,
    engine: str,
    progress: Progress,
    told: Told,
    counted: Counted,
    waived: Callable[[Waived], object],
) -> Iterator[Issue]:
    subject = Subject(source, engine, progress, told, counted)
    waivers = Waivers(source)
    yield from waivers.faults()
    skipped = False
    for run in CHECKS:
        found = []
        for item in run(subject):
            found.append(item)
            if accepted := waivers.cover(item):
                waived(accepted)
            else:
                yield item
        skipped = skipped or any(item.code == "check-skipped" for item in found)
        subject = subject.after_descriptor(found) if run is descriptor.check else subject.after(found)
    if not skipped:
        yield from waivers.stale()
