"""A zip that someone sent: all its entries are looked at before one byte is unpacked."""

from __future__ import annotations

import io
import stat
import struct
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

from explorer.guests.network import BLOCK, gather
from explorer.guests.rules import MEGABYTE, Budget, Refused
from explorer.stores import DAMAGE, DESCRIPTOR, ReleaseError, safe

END = b"PK\x05\x06"  # the record at the end of a zip: how many entries, how long their directory
END_SIZE, LONGEST_COMMENT = 22, 65_535
ENTRY = 1_000  # bytes of directory that an entry may take: a name, and little else
LOCAL = 30  # bytes before the name of an entry, at its place in the zip
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Archive:
    """The files of a zip below the folder that holds its descriptor."""

    name: str
    files: zipfile.ZipFile
    root: str

    def read(self, path: str, budget: Budget, limit: int, *, cut: bool = False) -> bytes:
        """The bytes of a file, no more than the zip announced. Refused where there is none such."""
        try:
            with self.files.open(self.root + path) as member:
                return gather(iter(lambda: member.read(BLOCK), b""), path, budget, limit, cut=cut)
        except KeyError:
            raise Refused("missing_file", path=path) from None
        except DAMAGE:
            raise Refused("damaged", path=path) from None


def open_archive(name: str, content: bytes, budget: Budget) -> Archive:
    """The zip, if none of its entries is a trap. Refused with what was found."""
    _look_at_end(name, content, budget)
    try:
        files = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE:
        raise Refused("damaged", path=name) from None
    seen: set[str] = set()
    entries = files.infolist()
    for entry in entries:
        _look_at(entry, budget)
        key = unicodedata.normalize("NFC", entry.filename).casefold()
        if key in seen:
            raise Refused("duplicate_entry", path=entry.filename)
        seen.add(key)
    total = sum(entry.file_size for entry in entries)
    if total > budget.rules.total_bytes:
        raise Refused("too_large", path=name, limit=budget.rules.total_bytes // MEGABYTE)
    _look_for_overlaps(entries, name)
    found = [e.filename for e in entries if PurePosixPath(e.filename).name == DESCRIPTOR and not e.is_dir()]
    if not found:
        raise Refused("no_descriptor", target=name)
    return Archive(name, files, min(found, key=lambda path: path.count("/")).removesuffix(DESCRIPTOR))


def _look_at_end(name: str, content: bytes, budget: Budget) -> None:
    """How long the directory is, before it is read: a small zip can announce millions of entries."""
    place = content.rfind(END, -(END_SIZE + LONGEST_COMMENT))
    if place < 0 or len(content) < place + END_SIZE:
        raise Refused("damaged", path=name)
    (count,) = struct.unpack_from("<H", content, place + 10)
    (length,) = struct.unpack_from("<I", content, place + 12)
    if count > budget.rules.entries or length > budget.rules.entries * ENTRY:
        raise Refused("too_many_entries", path=name, limit=budget.rules.entries)


def _look_at(entry: zipfile.ZipInfo, budget: Budget) -> None:
    """Refused where an entry is a link, locked, packed in another way, out of the zip, or a bomb."""
    path = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused("special_entry", path=path)
    if entry.flag_bits & 0x1:
        raise Refused("encrypted", path=path)
    if entry.compress_type not in METHODS:
        raise Refused("odd_packing", path=path)
    if entry.orig_filename != path and "\0" in entry.orig_filename:
        raise Refused("unsafe_path", path=entry.orig_filename)
    try:
        safe(path)
    except ReleaseError:
        raise Refused("unsafe_path", path=path) from None
    if entry.file_size > MEGABYTE and entry.file_size > budget.rules.ratio * max(entry.compress_size, 1):
        raise Refused("bomb", path=path)


def _look_for_overlaps(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refused where two entries share bytes: one block of data posing as many files."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise Refused("bomb", path=name)
        end = entry.header_offset + LOCAL + entry.compress_size
