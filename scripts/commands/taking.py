"""What a workbook or a saved CSV asks to be written, said in words; and what the package would then be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from scripts.check.package import check
from scripts.reading import recognise
from scripts.reading.issues import explain
from scripts.reading.issues.summary import UNCHECKED
from scripts.reading.model.errors import ProjectError
from scripts.reading.saves import is_plain
from scripts.studies.faults import fault, say
from scripts.studies.workbook import saved, tables, told
from scripts.studies.workbook.opening import KIND, opened
from scripts.studies.workbook.tables import canonical
from scripts.studies.workbook.taking import taken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.commands.console import Console
    from scripts.reading.descriptor import Source
    from scripts.reading.issues import Issue
    from scripts.reading.model.package import Package
    from scripts.studies.workbook.changes import Change, Fault
    from scripts.studies.workbook.tables import Table


class Asked(NamedTuple):
    """What a file asks to be written: the tables, each change, what is said of it, what is not understood."""

    tables: Mapping[str, Table]
    changes: Sequence[Change]
    told: Sequence[str]  # the first of each kind
    whole: Sequence[str]
    faults: Sequence[Fault]


def asked_by(path: Path, source: Source, package: Package, console: Console, *, ask: bool) -> Asked:
    """What a file asks for: a workbook by what it is, whatever its name; else a CSV. StudyError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise fault("unread", path=path, note=error.strerror or error) from None
    if recognise.kind(content[: recognise.HEAD]) == KIND:
        return _workbook(path, source, package, console, ask=ask)
    return _csv(path, content, source, package, console)


def _workbook(path: Path, source: Source, package: Package, console: Console, *, ask: bool) -> Asked:
    """What a workbook asks for. StudyError where it is none of this package."""
    lang = console.language
    book = opened(path)
    if book.package != package.name:
        raise fault("other_package", path=path, name=book.package, own=package.name)
    now = tables.read(source, package)

    def ask_code(table: str, label: str, proposed: str) -> str:
        words = {"table": table, "label": label, "code": proposed}
        told_so = say("take", "ask_code" if proposed else "ask_any_code", lang, **words)
        return ((console.ask(told_so) or "") if ask else "") or proposed

    found = taken(book, now, ask_code)
    after = {**now, **found.tables}
    words = told.Words(now, after, lang)
    heads = []
    if book.version != package.version:
        heads.append(say("take", "older", lang, version=book.version, now=package.version))
    heads += [say("take", "moved", lang, table=title) for title in found.moved]
    heads += [say("take", "absent", lang, table=title) for title in found.absent]
    heads += [say("take", "code", lang, table=t, label=label, code=code) for t, label, code in found.codes]
    pair = [[*heads, *words.told(found.changes, whole=whole)] for whole in (False, True)]
    return Asked(found.tables, found.changes, pair[0], pair[1], found.faults)


def _csv(path: Path, content: bytes, source: Source, package: Package, console: Console) -> Asked:
    """What a CSV asks for: what it changes in its table, or in the last commit where it is its table."""
    lang = console.language
    files = {table.name: source.file(table.paths[0]) for table in package.tables if is_plain(table)}
    resource = saved.resource_of(path, content, package, files)

    def codes(name: str) -> set[str]:
        known = package.resource(name)
        return saved.codes_in(known, files[name].read_bytes()) if name in files else set()

    found = saved.mended(resource, content, codes)
    own = files[resource.name].exists() and files[resource.name].samefile(path)
    if not own:
        before = tables.read(source, replace(package, resources=(resource,)))[resource.name]
        saved.restored(found, before)
    elif committed := _committed(path, console):
        before = saved.mended(resource, committed, codes).table
        saved.restored(found, before)
    else:
        before = found.table
    changes = saved.changes(found, before)
    words = told.Words({resource.name: before}, {resource.name: found.table}, lang)
    how = found.save.told(lang) if found.save else ""
    heads = [say("take", "saved", lang, path=path, table=before.title, how=how)] if how else []
    pair = []
    for whole in (False, True):
        doubts = told.faults(found.doubts, lang, whole=whole, first=told.FIRST)
        mended = told.mended(found.mended, lang, whole=whole)
        pair.append([*heads, *mended, *doubts, *words.told(changes, whole=whole)])
    return Asked({resource.name: found.table}, changes, pair[0], pair[1], found.faults)


def _committed(path: Path, console: Console) -> bytes:
    """A file as the last commit has it; nothing where there is none, or no git."""
    try:
        status, content, _ = console.run(["git", "-C", str(path.parent), "show", f"HEAD:./{path.name}"], b"")
    except ProjectError:
        return b""
    return content if status == 0 else b""


def contents(source: Source, asked: Mapping[str, Table]) -> dict[Path, bytes]:
    """The files that are to be written, with what is to be in them; those that have it already are left."""
    made = {source.file(table.resource.paths[0]): canonical(table) for table in asked.values()}
    return {
        path: content for path, content in made.items() if not path.exists() or path.read_bytes() != content
    }


def faults_after(source: Source, asked: Mapping[str, Table], console: Console) -> str:
    """The report on the faults that it would bring to the package, were it written; "" for none."""
    console.progress("rows", 0, 0)
    with TemporaryDirectory(prefix="take-") as folder:
        places = dict(source.places)
        for number, table in enumerate(asked.values()):
            file = Path(folder) / f"{number}.csv"
            file.write_bytes(canonical(table))
            places[table.resource.paths[0]] = file
        after = list(check(replace(source, places=places), house=True))
    if not any(item.severity == "error" for item in after):
        return ""
    before = Counter(map(_about, check(source, house=True)))
    new = []
    for item in after:
        if before[_about(item)]:
            before[_about(item)] -= 1
        elif item.severity != UNCHECKED:
            new.append(item)
    if not any(item.severity == "error" for item in new):
        return ""
    return explain(new, lang=console.language, prefix=source.where)


def _about(item: Issue) -> tuple[str, ...]:
    """What an issue says, wherever it stands."""
    return (item.severity, item.code, item.resource, item.field, item.value, item.argument("rule"))
