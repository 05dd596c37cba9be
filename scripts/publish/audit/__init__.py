"""What must hold of a release beyond what holds of any package: every file of it, and all formats alike.

    subject.py          Audited: a release under check, with the tables that its CSV files hold
    sums.py             SHA256SUMS: every file has its checksum, none is missing, none is unlisted
    build.py            build.json: the rows and the content hash of each table
    formats.py          Parquet, XLSX, SQLite: the values of the CSV files, cell by cell, null by null;
                        cells.py compares; parquet.py asks after their descriptor
    parts.py            thematic packages: cut from the whole, and sound by themselves
    archives.py         zips: the bytes of the folder

A release is recognised by its SHA256SUMS or its build.json. It comes from anywhere: nothing is written,
links are not followed, and no file is unpacked further than what it should hold.
"""

from collections.abc import Callable, Iterator

from scripts.publish.audit import archives, build, formats, parts, sums
from scripts.publish.audit.subject import Audited
from scripts.reading.issues import Issue

Audit = Callable[[Audited], Iterator[Issue]]

# In the order in which they run. To add one: a module with a `check` of this type, a line here, its words in
# issues/messages.toml, and a release that shows each fault in tests/test_audit.py.
AUDITS: tuple[Audit, ...] = (sums.check, build.check, formats.check, parts.check, archives.check)


def audit(release: Audited) -> Iterator[Issue]:
    """Every issue of a release that the checks of its package do not see."""
    for done, run in enumerate(AUDITS):
        release.progress("release", done, len(AUDITS))
        yield from run(release)
