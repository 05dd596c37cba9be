"""From a source package to a release: check → write → describe → render → checksums, then one rename.

The same source gives the same bytes, whenever, wherever and by whomever it is published: what depends on a
moment is the date of the version in the changelog, and that is an argument.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from scripts.catalogs import CATALOGS
from scripts.check.beside import Promise, here
from scripts.check.engines import DEFAULT
from scripts.check.engines.choice import Told
from scripts.check.engines.choice import quiet as unheard
from scripts.check.package import check
from scripts.derive import period
from scripts.derive.faults import DerivingError
from scripts.derive.whole import ALONE, Tables, about
from scripts.publish import ahead, history, staging, thematic
from scripts.publish.shelf import editions, latest, renewed
from scripts.reading import changelog
from scripts.reading.descriptor import to_package
from scripts.reading.issues import Severity
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import ReleaseError, SourceError
from scripts.write import apart, content, describe
from scripts.write.describe import Part, Release
from scripts.write.formats import FORMATS, WRITERS, csv, files
from scripts.write.formats import zip as archive
from scripts.write.pages import PAGES, PART_PAGES, rendering

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scripts.check.beside import Beside
    from scripts.check.subject import Progress
    from scripts.derive.whole import Keeper
    from scripts.reading.descriptor import Source
    from scripts.reading.issues import Issue, Waived
    from scripts.write.content import Content
    from scripts.write.pages import Page

SUMS = "SHA256SUMS"
PACKAGES = "packages"
HELD = [form.write for form in FORMATS]  # what they write, the CSV files hold too


class _Made(NamedTuple):
    """What is published, what is told of the version that was kept before it, and what is made ahead."""

    content: Content
    changes: dict[str, str]
    coming: Callable[[], ahead.Ahead]


def publish(  # noqa: PLR0913 -- what may be asked, by name
    source: Source,
    dist: Path,
    *,
    issued: dt.date | None = None,
    engine: str = DEFAULT,
    keeper: Keeper = ALONE,
    report: Callable[[Sequence[Issue], Sequence[Waived]], None] = lambda _issues, _waived: None,
    progress: Progress = lambda _doing, _done, _total, _rows=0, /: None,
    told: Told = unheard,
    sign: Callable[[Path, str, dt.date], bool] | None = None,
    vet: Callable[[Path], None] = lambda _folder: None,
    beside: Beside = here,
) -> Path:
    """The folder of the release, `dist/<version>`; `dist/latest` then has the highest version.

    `issued` dates it; without it, the changelog's heading of that version does. `engine` checks rows and
    keys, `keeper` keeps large tables. `report` gets the issues that the checks found and those that waivers
    cover, where there are any: warnings pass, errors stop (ReleaseError). `told` hears which engine checked a
    table, and why. `sign` gets the folder, the name of the package and the date, once the release is there.
    `vet` gets the folder of a new release, whole, before it enters: what it raises keeps it out, and `latest`
    where it was. ReleaseExists where that version is published already with other content; ReleaseError for
    whatever else prevents it. What can be known of that before the heavy work is told before; that there is
    no changelog or no version, after the checks. `beside` takes work that can go on beside.
    """
    version = str(source.descriptor.get("version", ""))
    asked = partial(check, source, engine=engine, house=True, progress=progress, told=told, beside=beside)
    try:
        text = changelog.read(source.base)
        if not version:
            editions.precedence(version)
    except ReleaseError:
        _check(asked, report)
        raise
    day = issued or changelog.date_of(text, version)
    with Tables(source.files, about(to_package(source.descriptor)), keeper=keeper) as tables:
        early: list[_Made] = []
        promise = Promise(lambda: list(_promised(source, dist, day, tables, beside)))

        def described(check: str, found: Sequence[Issue]) -> None:
            """Refuse, as soon as the descriptor is known to be right, what can be refused before the rows."""
            if check == "descriptor" and all(item.severity is not Severity.ERROR for item in found):
                early.extend(promise.kept())

        if errors := _check(partial(asked, checked=described, meanwhile=promise.begin), report, tables):
            raise refused("errors", path=source.path, count=errors)
        editions.precedence(version)
        try:
            made = early[0] if early else _made(source, content.of(source, day, tables), beside)
            with staging.locked(dist), staging.staged(dist, version) as folder:
                build(made.content, folder, text, progress, made.changes, coming=made.coming)
                if not (dist / version).exists():
                    vet(folder)
                target = staging.enter(folder, dist, version, day)
                renewed.renew(dist, version)
                if sign is not None and sign(target, str(source.descriptor["name"]), day):
                    renewed.renew(dist, version)
                return target
        except OSError as error:
            raise refused("unwritten", path=dist, note=error) from error


def _made(source: Source, made: Content, beside: Beside) -> _Made:
    """All of it, of what is published; ReleaseError for a stated period that is not that of the figures."""
    if found := period.contradicted(made.package, made.tables):
        raise refused("period", path=source.path.name, told=found[0], years=found[1])
    coming = ahead.begun(made, beside)
    return _Made(made, history.told(source.base, made), coming)


def _promised(source: Source, dist: Path, day: dt.date, tables: Tables, beside: Beside) -> Iterator[_Made]:
    """What would be published, as `_made`; nothing where it cannot be read so far: the checks say why.

    ReleaseError for too small a step, ReleaseExists for a version that was published with other content: as
    the source files tell it, then the descriptions, then the rows.
    """
    beside(ahead.ready)
    staging.alike(dist, source)
    latest.ours(dist)
    try:
        history.foreseen(source.base, to_package(source.descriptor))
        made = content.of(source, day, tables)
    except (DerivingError, SourceError, ValueError, ArithmeticError):
        return
    yield _made(source, made, beside)


def _check(
    asked: Callable[..., Iterator[Issue]],
    report: Callable[[Sequence[Issue], Sequence[Waived]], None],
    tables: Tables | None = None,
) -> int:
    """How many errors there are, once all that was found is reported; `more` is what `check` is told."""
    waived: list[Waived] = []
    issues = list(asked(waived=waived.append, tables=tables))
    if issues or waived:
        report(issues, waived)
    return sum(issue.times for issue in issues if issue.keeps_out)


def build(
    made: Content,
    folder: Path,
    story: str,
    progress: Progress = lambda _doing, _done, _total, _rows=0, /: None,
    told: Mapping[str, str] | None = None,
    *,
    coming: Callable[[], ahead.Ahead] | None = None,
    packed: int = apart.LARGE,
) -> Release:
    """A release, whole, in an empty folder; what is in it.

    `story` is the changelog of the data, `told` the files that tell what has changed, by path; of what the
    CSV files hold already, `packed` is how many bytes of a file at most enter the zip of everything. `coming`
    gives what is made ahead, which is made now where nobody has begun it.
    """
    name = f"{made.package.name}-{made.package.version}.zip"
    writers = [write for write in WRITERS if write not in ahead.FORMS]
    writers = writers if made.package.tables else [files.write]  # no table, no format of tables
    steps = len(writers) + 3
    paths: list[str] = []
    again: list[str] = []
    for done, write in enumerate(writers):
        progress("write", done, steps)
        paths += (written := write(made, folder))
        again += [path for path in written if write in HELD and not path.endswith(describe.DESCRIPTOR)]
    progress("describe", len(writers), steps)
    parts, more = _parts(made, folder)
    paths += more
    paths += [describe.write_text(folder, path, text) for path, text in (told or {}).items()]
    hashes = {name: made.content_hash(table) for name, table in made.tables.items()}
    early = (coming or ahead.begun(made, here))()
    for path, held in early.files.items():
        (folder / path).write_bytes(held)
    rendering.learn(early.code)
    paths += early.files
    left = apart.large(folder, [*again, *early.files], packed)
    paths += [describe.write_text(folder, apart.PATH, apart.text(left))] if left else []
    package = describe.measured(made.package, folder, made.tables)
    paths.append(describe.write_descriptor(package, folder))
    progress("render", len(writers) + 1, steps)
    release = Release(
        package=package,
        issued=made.issued,
        files=describe.files_of(folder, paths),
        tables=made.tables,
        changelog=story,
        parts=parts,
        whole=name,
        apart=left,
        sources=made.sources,
        hashes=hashes,
    )
    pages = [describe.write_text(folder, path, text) for path, text in early.pages.items()]
    pages += _render((*CATALOGS, *PAGES), release, folder)
    progress("checksums", len(writers) + 2, steps)
    listed = sorted([*release.files, *describe.files_of(folder, pages)], key=lambda file: file.path)
    paths += [*pages, describe.write_text(folder, SUMS, _sums(listed))]
    archive.pack(folder, set(paths).difference(left), folder / name, made.issued)
    describe.write_text(folder, f"{name}.sha256", _sums([describe.file_of(folder, name)]))
    return release


def _parts(made: Content, folder: Path) -> tuple[tuple[Part, ...], list[str]]:
    """The thematic packages, each as a folder and as a zip; and the paths written."""
    parts: list[Part] = []
    written: list[str] = []
    for name, part in thematic.parts(made):
        place = f"{PACKAGES}/{name}"
        home = folder / place
        paths = [*csv.write(part, home), *files.write(part, home)]
        package = describe.measured(part.package, home, part.tables)
        paths.append(describe.write_descriptor(package, home))
        known = describe.files_of(home, paths)
        paths += _render(PART_PAGES, Release(package, part.issued, known, part.tables), home)
        packed = f"{place}-{package.version}.zip"
        archive.pack(home, paths, folder / packed, part.issued)
        written += [*(f"{place}/{path}" for path in paths), packed]
        parts.append(Part(name, package, describe.file_of(folder, packed)))
    return tuple(parts), written


def _render(pages: Iterable[Page], release: Release, folder: Path) -> list[str]:
    """The paths of some pages, each rendered once and then written."""
    return [describe.write_text(folder, path, text) for page in pages for path, text in page(release)]


def _sums(files: Iterable[describe.File]) -> str:
    """The lines that `sha256sum --check` reads."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in files)
