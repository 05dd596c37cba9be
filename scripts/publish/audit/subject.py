"""Audited: a release under check, and what the checks of its package found before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scripts.check.subject import UNREADABLE, Counted, Progress, quiet, uncounted
from scripts.reading.descriptor import to_package
from scripts.reading.model.errors import SourceError
from scripts.reading.model.package import Package
from scripts.reading.sources import BUILD
from scripts.write import apart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.derive.whole import Tables
    from scripts.reading.columnar.values import Table
    from scripts.reading.descriptor import Source
    from scripts.reading.issues import Issue


@dataclass(frozen=True, eq=False)
class Audited:
    """A release: its descriptor on disk, its tables, and the issues that the checks of its package found."""

    source: Source
    read: Tables
    found: tuple[Issue, ...] = ()
    progress: Progress = quiet
    counted: Counted = uncounted

    @property
    def base(self) -> Path:
        """Its folder."""
        return self.source.base

    @cached_property
    def complete(self) -> bool:
        """True where it says itself what it was built from: then no format may be missing."""
        return (self.base / BUILD).is_file()

    @cached_property
    def apart(self) -> frozenset[str]:
        """The files that it need not have: those that are in no zip, where the zip of everything is away."""
        descriptor = self.source.descriptor
        whole = f"{descriptor.get('name', '')}-{descriptor.get('version', '')}.zip"
        return frozenset() if (self.base / whole).exists() else apart.read(self.base)

    @cached_property
    def package(self) -> Package:
        """The model."""
        return to_package(self.source.descriptor)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables of the CSV files that can be read, by resource name."""
        unread = {item.resource for item in self.found if item.code in UNREADABLE}
        read: dict[str, Table] = {}
        for resource in self.package.tables:
            if resource.name in unread or not self.has(resource.paths):
                continue
            try:
                read[resource.name] = self.read.table(resource)
            except SourceError:
                continue  # the checks of the package have said why
        return read

    def has(self, paths: Iterable[str]) -> bool:
        """True where all these are files of the release, not links that lead out of it."""
        return all(map(self.source.has, paths))


def audited(
    source: Source, tables: Tables, found: Iterable[Issue], progress: Progress, counted: Counted
) -> Audited:
    """The release at that source, after the checks of its package, which have read its tables."""
    return Audited(source, tables, tuple(found), progress, counted)
