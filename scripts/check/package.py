"""Every check of a package, in order: a check takes a Subject and yields Issues; `check` runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from scripts.check import checks
from scripts.check.beside import Beside, here
from scripts.check.engines import DEFAULT, NAMES
from scripts.check.engines.choice import Told, is_known
from scripts.check.engines.choice import quiet as unheard
from scripts.check.subject import Counted, Progress, Subject, idle, quiet, uncounted
from scripts.check.waivers import Waivers
from scripts.reading.descriptor import Source
from scripts.reading.issues import Issue, Severity, Waived, folded, judged
from scripts.reading.model.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.derive.whole import Tables

Check = Callable[[Subject], Iterator[Issue]]
Checked = Callable[[str, Sequence[Issue]], None]


def check(  # noqa: PLR0913 -- what may be asked, by name
    package: Source | Path | str,
    *,
    engine: str = DEFAULT,
    house: bool = False,
    progress: Progress = quiet,
    told: Told = unheard,
    counted: Counted = uncounted,
    waived: Callable[[Waived], object] = lambda _waived: None,
    checked: Checked = lambda _name, _found: None,
    tables: Tables | None = None,
    beside: Beside = here,
    meanwhile: Callable[[], None] = idle,
) -> Iterator[Issue]:
    """Every issue of a package, check by check, as values; nothing is printed.

    `package` is a descriptor, a folder with a datapackage.json, a zip of one or the https address of any of
    them, or what `scripts.reading.descriptor.load` gives. Without `house` the verdict is the standard's: is
    it a right Data Package? With it, our own rules are asked too: may it be published here?

    `engine` is a name of `scripts.check.engines.NAMES`, or `spark:FOLDER`. `progress` is told (what is done,
    done, total), `told` (table, engine, why not the one asked for), `counted` ("tables", "rows", "files",
    "present" for those that are no tables, how many), `waived` every issue that a waiver covers, `checked`
    each check by its name and all that it found, before the next one runs. `tables` are those of a Source,
    kept for whoever reads them after; `beside` takes work that can go on beside, `meanwhile` is
    called while that is so: of the house, once we find no error in the descriptor ourselves.

    What is not checked is told in a `check-skipped` issue, with the reason. What a
    waiver covers is left out, and a waiver that covers nothing is an issue itself.

    UsageError for an unknown engine, SourceError where there is no package.

    >>> [issue.code for issue in check("tests/broken/type-error")]
    ['type-error']
    """
    if not is_known(engine):
        raise UsageError(f"{engine}: there is no such engine; choose among {', '.join(NAMES)}")
    if isinstance(package, Source):
        subject = Subject(package, engine, progress, told, counted, house, tables=tables)
        subject = replace(subject, beside=beside, meanwhile=meanwhile)
        yield from _check(subject, waived, checked)
        return
    from scripts.reading.sources import open_source

    with open_source(str(package), lenient=True) as source:
        yield from _check(Subject(source, engine, progress, told, counted, house), waived, checked)


def _check(subject: Subject, waived: Callable[[Waived], object], checked: Checked) -> Iterator[Issue]:
    waivers = Waivers(subject.source)
    yield from waivers.faults()
    skipped = False
    for name, _ in checks.CHECKS:
        run: Check = import_module(f"scripts.check.{name}").check
        found = []
        for item in folded(judged(run(subject), house=subject.house), subject.source.budget.issues):
            found.append(item)
            if accepted := waivers.cover(item):
                waived(accepted)
            else:
                yield item
        checked(name, found)
        skipped = skipped or any(item.severity is Severity.UNCHECKED for item in found)
        subject = subject.after(found)
    if not skipped:
        yield from waivers.stale()
