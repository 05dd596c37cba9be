"""What `validate` finds: by the checks of a package, and by the audit of a release."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scripts.check.engines.choice import chosen
from scripts.check.package import check
from scripts.commands.spending import budget_of
from scripts.reading.sources import is_release, open_source, open_table

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from scripts.commands.console import Console
    from scripts.derive.whole import Tables
    from scripts.reading.descriptor import Source
    from scripts.reading.issues import Issue, Waived


class Seen:
    """What a run has found so far.

    `told` is which engine read each table, and why; `counts` how many tables, rows and files were checked;
    `held` how many issues a check has found and not yielded yet; `report` that of frictionless, where it is
    asked for (`reported`); `waived` the issues that waivers cover; `prefix` what leads to the package.
    """

    def __init__(self, issues: Sequence[Issue] = (), *, reported: bool = False) -> None:
        self.issues, self.prefix, self.reported = list(issues), "", reported
        self.told: list[tuple[str, str, str]] = []
        self.counts: dict[str, int] = {}
        self.held = 0
        self.report = ""
        self.waived: list[Waived] = []

    def count(self, what: str, number: int) -> None:
        """Take in that so many of something were checked, or found."""
        if what == "found":
            self.held += number
        else:
            self.counts[what] = self.counts.get(what, 0) + number


def frictionless_report(args: argparse.Namespace, seen: Seen, source: Source | None, seconds: float) -> str:
    """The Report of frictionless as JSON, where that is asked for; the source must be open still."""
    if not seen.reported:
        return ""
    from scripts.commands.report import report

    found = report(seen.issues, source, seconds=seconds, limit=args.limit_errors, waived=seen.waived)
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def find(args: argparse.Namespace, console: Console, seen: Seen) -> None:
    """See every issue of the package that the arguments name, and of the release where it is one.

    SourceError where there is no package to check.
    """

    def hear(table: str, engine: str, reason: str) -> None:
        seen.told.append((table, engine, reason))

    engine, started, progress = chosen(args.engine), console.now(), console.progress
    seen.counts.update(tables=0, rows=0, files=0)
    progress("open", 0, 0)
    with _opened(args) as source, _tables(source) as tables:
        seen.prefix = source.where
        house = _is_ours(source) if args.house is None else args.house
        seen.issues.extend(
            check(
                source,
                engine=engine,
                house=house,
                progress=progress,
                told=hear,
                counted=seen.count,
                waived=seen.waived.append,
                tables=tables,
            )
        )
        if tables is not None:
            from scripts.publish.audit import audit
            from scripts.publish.audit.subject import audited

            seen.counts["files"] = 0  # those of the tables are among those of the release
            seen.issues.extend(audit(audited(source, tables, tuple(seen.issues), progress, seen.count)))
        seen.report = frictionless_report(args, seen, source, console.now() - started)


def _opened(args: argparse.Namespace) -> AbstractContextManager[Source]:
    """The package that the arguments name, or the table where they give its schema or its sheet."""
    if args.schema or args.sheet:
        return open_table(
            args.package,
            args.schema,
            sheet=args.sheet,
            allow_loopback=args.allow_loopback,
            budget=budget_of(args),
        )
    return open_source(args.package, allow_loopback=args.allow_loopback, lenient=True, budget=budget_of(args))


def _tables(source: Source) -> AbstractContextManager[Tables | None]:
    """The tables of a release, which are checked and then audited; those of others are read by who asks."""
    from contextlib import nullcontext

    if not is_release(source):
        return nullcontext()
    from scripts.derive.whole import Tables

    return Tables(source.files)


def _is_ours(source: Source) -> bool:
    """True for the package of this checkout and for releases: what is published here, or was."""
    from pathlib import Path

    own = Path(__file__).resolve().parents[2] / "datapackage.json"
    return source.path.resolve() == own or is_release(source)
