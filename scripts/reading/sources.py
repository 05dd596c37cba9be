"""Opening what the user names: a descriptor, a folder with one, a zip of one, or their address; or one table.

What comes from an address, and what is unpacked, goes into a temporary folder that is gone afterwards.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading import recognise
from scripts.reading.descriptor import NAME, load
from scripts.reading.issues.budget import DEFAULT, Budget
from scripts.reading.model.errors import SourceError
from scripts.reading.unzip import top, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.descriptor import Source
    from scripts.reading.reach import Reach
    from scripts.reading.web import Web

SUMS = "SHA256SUMS"
BUILD = "build.json"
_SMALL = ("bom", "read-as")  # what is told of a source that is whole


class _Desk:
    """What one opening needs: a temporary folder, made when it is first asked for, and the web."""

    def __init__(
        self, stack: ExitStack, named: tuple[str, ...], budget: Budget, *, allow_loopback: bool
    ) -> None:
        self._stack, self._named, self._loopback = stack, named, allow_loopback
        self.budget = budget
        self._web: Web | None = None

    def folder(self) -> Path:
        """A new folder, gone at the end."""
        import shutil
        from tempfile import mkdtemp

        made = mkdtemp(prefix="datapackage-")
        self._stack.callback(shutil.rmtree, made, ignore_errors=True)
        return Path(made)

    def web(self) -> Web:
        """The web, whose bounds are those of all that is fetched."""
        if self._web is None:
            from scripts.reading.web import Web

            bounds = self.budget.files, self.budget.unpacked
            self._web = Web(*bounds, named=self._named, allow_loopback=self._loopback)
        return self._web

    def brought(self, address: str) -> tuple[Path, str]:
        """The file at an address that the user gave, and the address that it came from in the end."""
        from scripts.reading.reach import name_at

        part = self.folder() / "part"
        final = self.web().bring(address, part)
        return part.rename(part.parent / name_at(final, otherwise=name_at(address))), final


@contextmanager
def open_source(
    target: str, *, allow_loopback: bool = False, lenient: bool = False, budget: Budget = DEFAULT
) -> Iterator[Source]:
    """The Source at `target`, for as long as the context lasts. SourceError where there is none.

    https addresses are downloaded; `allow_loopback` takes http addresses of this machine too. A file that the
    descriptor names and that cannot be had is a SourceError as well, unless `lenient`: then `told` has it. So
    is a table without a package, which is the Source of that table then.
    """
    with ExitStack() as stack:
        desk = _Desk(stack, (target,), budget, allow_loopback=allow_loopback)
        source = _opened(target, desk, lenient=lenient)
        for error in source.told:
            if not lenient and error.code not in _SMALL:
                raise error
        yield source


@contextmanager
def open_table(
    target: str,
    schema: str = "",
    *,
    sheet: str = "",
    allow_loopback: bool = False,
    catalogue: str = "",
    budget: Budget = DEFAULT,
) -> Iterator[Source]:
    """The Source of the one table at `target`, with a schema, for as long as the context lasts. SourceError.

    `schema` is a path, an https address or a name of the catalogue of schemas; "" for none. `sheet` is the
    one of a workbook.
    """
    from scripts.reading.single import CATALOGUE, schema_at, table

    catalogue = catalogue or CATALOGUE
    with ExitStack() as stack:
        desk = _Desk(stack, (target, schema, catalogue), budget, allow_loopback=allow_loopback)
        final = ""
        if "://" in target:
            path, final = desk.brought(target)
        else:
            path = Path(target)
            _reached(path, target)
            if not path.is_file():
                variant = "not-a-file" if path.exists() else "no-file"
                raise SourceError(
                    f"{target}: no such file", code="scheme-error", path=target, variant=variant
                )
        known = catalogue, path.parent, budget
        given = schema_at(schema, lambda at: desk.brought(at)[0], *known) if schema else None
        source = table(path, desk.folder(), given=given, sheet=sheet, budget=budget)
        yield replace(source, where=_folder(final) if final else _way(path.parent))


def _opened(target: str, desk: _Desk, *, lenient: bool) -> Source:
    """The Source at a path or an address."""
    base = where = ""
    if "://" in target:
        from scripts.reading.fetch import fetch

        path, base, final = fetch(target, desk.folder(), desk.web())
        where = _folder(final)
    else:
        path = Path(target)
        _reached(path, target)
        where = _way(path if path.is_dir() else path.parent)
    if is_zip(path):
        folder = desk.folder()
        unpack(path, target, folder, desk.budget)
        path = top(folder, target)
        where = _way(Path(target) / path.relative_to(folder)) if "://" not in target else f"{target}/"
    elif is_table(path):
        if not lenient:
            raise SourceError(f"{target}: a table, not a package", path=target, variant="table")
        from scripts.reading.single import table

        return replace(table(path, desk.folder(), budget=desk.budget), where=where)
    return replace(_loaded(path, target, desk, base), where=where)


def _way(folder: Path) -> str:
    """What leads from the working folder to a folder, so that a `file:line` can be opened from there."""
    shown = os.path.normpath(folder)
    return "" if shown == "." else f"{shown}{os.sep}"


def _folder(address: str) -> str:
    """The address without its last part and without its question."""
    return f"{address.partition('?')[0].rpartition('/')[0]}/"


def _loaded(path: Path, shown: str, desk: _Desk, base: str) -> Source:
    """The Source of a descriptor, with what it names at addresses brought here."""
    made: list[Reach] = []

    def bring(named: str) -> Path | None:
        """The file of a path that is an address, or that lies beside one."""
        if not base and "://" not in named:
            return None
        if not made:
            from scripts.reading.reach import Reach

            folder = path if path.is_dir() else path.parent
            made.append(Reach(folder if base else desk.folder(), desk.web, base))
        made[0].bring(named)
        return made[0].places.get(named)

    return load(path, shown=shown, bring=bring, budget=desk.budget)


def _reached(path: Path, shown: str) -> None:
    """Nothing, or SourceError where the system will not even say whether the path is there."""
    try:
        path.exists()
    except (OSError, ValueError) as error:
        note = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{shown}: {note}", code="scheme-error", path=shown, note=note) from None


def is_zip(path: Path) -> bool:
    """True for a file that is called a zip, or that begins like one and is no table."""
    return path.is_file() and not is_table(path) and (path.suffix.lower() == ".zip" or _kind(path) == "zip")


def is_table(path: Path) -> bool:
    """True for a file that is called a table, or is one by its content, and is no descriptor."""
    from scripts.reading.single import FORMATS, format_of

    if path.name == NAME or not path.is_file():
        return False
    kind = _kind(path)
    called = format_of(path.name)
    if called in ("", "json"):
        return kind in FORMATS and kind != "json"
    return kind != "json" or called == "jsonl"


def _kind(path: Path) -> str:
    """What a file is, "" where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return recognise.kind(stream.read(recognise.HEAD))
    except OSError:
        return ""


def is_release(source: Source) -> bool:
    """True for a package that was published: it has its checksums or says how it was built."""
    there = any((source.base / name).is_file() for name in (SUMS, BUILD))
    return there and source.path.name == NAME
