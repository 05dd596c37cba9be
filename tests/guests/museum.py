"""The museum of hostile packages: each exhibit is made here, with one line that says what it tries.

An exhibit is files as a visitor sends them (one .zip, or a descriptor and what it names). `code` is the
refusal that meets it; "" where it opens and must be harmless; "closed:…" where one of its tables stays shut.
"""

from __future__ import annotations

import gzip
import io
import json
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.guests.normal import Files

SCRIPT = "<script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"
LINK = "[x](javascript:window.hacked=1) ![y](https://example.org/y.png) $x$ :smile: `code`"
GOOD = {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}
CELLS = b"a,b\n1,x\n2,y\n"


class Exhibit(NamedTuple):
    """What it tries, how it is made, what meets it."""

    tries: str
    make: Callable[[], Files]
    code: str = ""


def package(
    cells: bytes = CELLS, *, schema: Any = GOOD, top: dict[str, Any] | None = None, **more: Any
) -> Files:
    """A package of one table t.csv; `more` are properties of the resource, `top` those of the package."""
    resource = {"name": "t", "path": "t.csv", "schema": schema, **more}
    return raw(json.dumps({"name": "p", "resources": [resource], **(top or {})}).encode(), cells)


def packed(content: bytes) -> Files:
    """A package whose table is a gzip file."""
    return {**package(path="t.csv.gz"), "t.csv.gz": content}


def raw(descriptor: bytes, cells: bytes = CELLS) -> Files:
    """A descriptor that is bytes."""
    return {"datapackage.json": descriptor, "t.csv": cells}


def field(**properties: Any) -> dict[str, Any]:
    """A schema of one field `a`."""
    return {"fields": [{"name": "a", "type": "string", **properties}]}


def column(*cells: str) -> bytes:
    """The cells of that field."""
    return "\n".join(["a", *cells, ""]).encode()


def path(path: Any) -> Callable[[], Files]:
    """A package whose table is elsewhere."""
    return lambda: package(path=path)


def wrapped(files: Files, change: Callable[[zipfile.ZipFile], None] | None = None) -> Files:
    """The files in a zip, after `change`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if change:
            change(archive)
    return {"package.zip": out.getvalue()}


def entry(name: str, content: bytes = b"x", kind: int = stat.S_IFREG) -> Callable[[], Files]:
    """A zip with one more entry."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o644) << 16

    def add(archive: zipfile.ZipFile) -> None:
        archive.writestr(info, content)

    return lambda: wrapped(package(), add)


def patched(change: Callable[[bytearray], None]) -> Callable[[], Files]:
    """A zip whose bytes were changed after it was made."""

    def make() -> Files:
        content = bytearray(wrapped(package())["package.zip"])
        change(content)
        return {"package.zip": bytes(content)}

    return make


def _flag(content: bytearray) -> None:
    """Every entry says that it is encrypted."""
    for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = content.find(sign)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(sign, place + 1)


def _overlap(content: bytearray) -> None:
    """The second entry of the directory points at the bytes of the first."""
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 1)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]


def _lie(content: bytearray) -> None:
    """The table claims to be ten bytes long, whatever it holds."""
    place = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, place + 24, 10)


def _announce(content: bytearray) -> None:
    """The end of the zip announces 65535 entries."""
    struct.pack_into("<H", content, content.rfind(b"PK\x05\x06") + 10, 65_535)


def _spoil(content: bytearray) -> None:
    """One byte of the packed descriptor is another."""
    content[60] ^= 0xFF


def _many(archive: zipfile.ZipFile) -> None:
    for number in range(1_200):
        archive.writestr(f"{number}", b"")


def _twice(name: str) -> Callable[[], Files]:
    def add(archive: zipfile.ZipFile) -> None:
        with warnings.catch_warnings(action="ignore"):
            archive.writestr(name, b"a,b\n9,z\n")

    return lambda: wrapped(package(), add)


def _lzma() -> Files:
    return wrapped(package(), lambda archive: archive.writestr("z", b"x" * 99, zipfile.ZIP_LZMA))


def _nul_entry() -> Files:
    made = wrapped(package() | {"tAcsv": b"x"})["package.zip"]
    return {"package.zip": made.replace(b"tAcsv", b"t\0csv")}


def _nested() -> Files:
    inner = wrapped(package())["package.zip"]
    return {**package(path="inner.zip"), "inner.zip": inner}


def _named(name: str) -> Files:
    """Every place of a descriptor where a text can stand has this one."""
    fields = [
        {"name": name, "title": name, "description": name, "categories": [{"value": "x", "label": name}]},
        {"name": "n", "type": name, "constraints": {"enum": [name], "pattern": name, "minimum": name}},
    ]
    rows = [{name: "x" if n % 2 else name, "n": name} for n in range(12)]
    resource = {"name": name, "title": name, "description": name, "data": rows, "schema": {
        "fields": fields, "primaryKey": [name], "missingValues": [{"value": "q", "label": name}],
        "foreignKeys": [{"fields": ["n"], "reference": {"resource": name, "fields": ["n"]}}]}}  # fmt: skip
    bad = {"name": name + "2", "path": name, "format": name}
    licence = {"name": name, "title": name, "path": "javascript:window.hacked=1"}
    top = {"name": name, "title": name, "description": name, "version": name, "licenses": [licence],
           "homepage": "javascript:window.hacked=1", "sources": [{"title": name, "path": name}]}  # fmt: skip
    return raw(json.dumps({**top, "resources": [resource, bad]}).encode())


def _wide(count: int) -> Files:
    schema = {"fields": [{"name": f"f{number}"} for number in range(count)]}
    return package(",".join(f"f{number}" for number in range(count)).encode() + b"\n", schema=schema)


def _far_numbers() -> Files:
    cells = column(
        *(f"{sign}1.7e308" for sign in ("", "-") * 6), "1e-300", "1e999", "NaN", "INF", "9" * 5_000
    )
    return package(cells, schema=field(type="number"))


def _odd_days() -> Files:
    days = ("0001-01-01", "9999-12-31", "2024-02-30", "20240101", "٢٠٢٤-٠١-٠١", "0001-01-01", "2024-1-1") * 3
    return package(column(*days), schema=field(type="date"))


def _odd_keys() -> Files:
    schema = {**GOOD, "primaryKey": {"a": 1}, "uniqueKeys": "a", "missingValues": {"x": 1},
              "foreignKeys": [{"fields": 3}, {"fields": ["a"], "reference": {"fields": "zz", "resource": "t"}},
                              {"fields": ["q"], "reference": {"fields": ["a"], "resource": ""}}, 7]}  # fmt: skip
    return package(schema=schema)


def _odd_rules() -> Files:
    rules = {"minimum": [], "maximum": {}, "exclusiveMinimum": "x", "enum": 3, "minLength": "9", "pattern": 5,
             "required": "yes", "unique": 1, "maxLength": -1}  # fmt: skip
    return package(column("1", "2"), schema=field(type="integer", constraints=rules))


def _schema_file(content: bytes) -> Callable[[], Files]:
    return lambda: {**package(schema="s.json"), "s.json": content}


LETTERS = column(*(["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"] * 50))
DEEP = b"[" * 100_000 + b"]" * 100_000

MUSEUM: dict[str, Exhibit] = {
    # The descriptor
    "deep-json": Exhibit("a hundred thousand brackets overflow the parser's stack",
                         lambda: raw(b'{"resources": ' + DEEP + b"}"), "too_deep"),
    "endless-string": Exhibit("a string of quotes that never ends makes a scanner start over at each of them",
                              lambda: raw(b'{"resources": "' + b'\\"' * 400_000), "not_json"),
    "huge-integer": Exhibit("a number of a million digits takes quadratic time to read",
                            lambda: raw(b'{"resources": [' + b"9" * 1_000_000 + b"]}"), "not_json"),
    "json-nan": Exhibit("NaN is no JSON, and breaks those who copy it", lambda: raw(b'{"resources": [NaN]}'), "not_json"),
    "twice-named": Exhibit("an object gives a name twice: two readers see two packages",
                           lambda: raw(b'{"resources": [], "resources": [{"data": []}]}'), "duplicate_name"),
    "utf16-descriptor": Exhibit("UTF-16 where UTF-8 is due", lambda: raw('{"resources": []}'.encode("utf-16")), "not_utf8"),
    "broken-utf8": Exhibit("bytes that no UTF-8 has", lambda: raw(b'{"title": "\xff\xfe", "resources": []}'), "not_utf8"),
    "empty-descriptor": Exhibit("a descriptor without one byte", lambda: raw(b""), "not_json"),
    "list-descriptor": Exhibit("a list where an object is due", lambda: raw(b"[]"), "not_a_package"),
    "no-resources": Exhibit("resources that are a text", lambda: raw(b'{"resources": "t.csv"}'), "not_a_package"),
    "odd-resources": Exhibit("resources that are no objects", lambda: raw(b'{"resources": [1, "x", null, []]}'), "no_tables"),
    "huge-descriptor": Exhibit("a descriptor of many megabytes",
                               lambda: raw(b'{"x": "' + b"x" * 3_000_000 + b'", "resources": []}'), "too_large"),
    "many-resources": Exhibit("ten thousand resources, each to be opened",
                              lambda: raw(json.dumps({"resources": [{"path": "t.csv"}] * 10_000}).encode()), "too_many_tables"),
    "many-fields": Exhibit("a table of two thousand fields", lambda: _wide(2_000), "too_many_fields"),
    "many-columns": Exhibit("a file of two thousand columns that no schema describes",
                            lambda: package(b"a" + b",a" * 2_000 + b"\n", schema=None), "too_many_fields"),
    "same-fields": Exhibit("two fields of one name", lambda: package(schema={"fields": [{"name": "a"}, {"name": "a"}]}),
                           "duplicate_field"),
    "nameless-fields": Exhibit("fields that are no objects, or have no name",
                               lambda: package(schema={"fields": [{"type": "string"}, 3, None]}), "other_columns"),
    "same-tables": Exhibit("two tables of one name hide each other",
                           lambda: raw(json.dumps({"resources": [{"name": "t", "path": "t.csv"}] * 2}).encode()),
                           "closed:duplicate_table"),
    "lone-surrogate": Exhibit("half a character, which no UTF-8 can carry to the browser",
                              lambda: package(top={"title": "\ud800 title", "description": "\udfff"})),
    "control-names": Exhibit("NUL, bells and marks that turn the direction of a name",
                             lambda: _named("evil\0\x07\u202egpj.exe\u2066")),
    "script-everywhere": Exhibit("HTML with a script in every text of the descriptor", lambda: _named(SCRIPT)),
    "markdown-everywhere": Exhibit("Markdown links, pictures, formulas and icons in every text", lambda: _named(LINK)),
    "expressions-everywhere": Exhibit("names that read as expressions of Vega or as templates",
                                      lambda: _named("datum['a'].b[0]; {signal: 1} {{7*7}} ${7*7} {x} %s")),
    "odd-titles": Exhibit("titles that are numbers, lists and nulls",
                          lambda: package(top={"title": 3, "description": [1], "licenses": [3, None, {"title": {}}],
                                               "version": {"a": []}, "name": None})),
    "odd-keys": Exhibit("keys that are no keys", _odd_keys),
    "odd-rules": Exhibit("constraints of the wrong types", _odd_rules),
    "self-schema": Exhibit("a schema that is the name of itself", _schema_file(b'"s.json"'), "no_fields"),
    "ref-schema": Exhibit("a schema whose $ref leads back to it, and to a file",
                          _schema_file(b'{"$ref": "#", "allOf": [{"$ref": "file:///etc/passwd"}]}'), "no_fields"),
    "deep-schema": Exhibit("a schema file of a hundred thousand brackets", _schema_file(DEEP), "too_deep"),
    "file-schema": Exhibit("a schema in a file of the server", lambda: package(schema="file:///etc/passwd"), "elsewhere"),
    "metadata-schema": Exhibit("a schema at the address where clouds keep their keys",
                               lambda: package(schema="http://169.254.169.254/latest/meta-data/"), "elsewhere"),
    # Paths
    "parent-path": Exhibit("a path that climbs out", path("../../../../etc/passwd"), "unsafe_path"),
    "hidden-parent-path": Exhibit("a path that climbs out half way", path("data/../../secret.csv"), "unsafe_path"),
    "absolute-path": Exhibit("a path from the root", path("/etc/passwd"), "unsafe_path"),
    "home-path": Exhibit("a path from the home of the server", path("~/.ssh/id_rsa"), "unsafe_path"),
    "windows-path": Exhibit("a path of Windows", path("..\\..\\secret.csv"), "unsafe_path"),
    "drive-path": Exhibit("a path that begins with a drive", path("C:secret.csv"), "unsafe_path"),
    "nul-path": Exhibit("a path with a NUL, which C takes for its end", path("t.csv\0.csv"), "missing_file"),
    "file-path": Exhibit("a file: address", path("file:///etc/passwd"), "elsewhere"),
    "remote-path": Exhibit("files that a visitor sent make the server fetch another", path("https://example.org/t.csv"), "elsewhere"),
    "odd-path": Exhibit("a path that is an object", path({"$ref": "t.csv"}), "unsafe_path"),
    "many-paths": Exhibit("one table in ten thousand files", path(["t.csv"] * 10_000), "missing_file"),
    "missing-path": Exhibit("a file that is not there", path("gone.csv"), "missing_file"),
    # Zips
    "zip-bomb": Exhibit("a megabyte of zeros a kilobyte", lambda: wrapped(package(b"a,b\n" + b"0" * 30_000_000)), "bomb"),
    "zip-overlap": Exhibit("two entries share their bytes, as in bombs that nest nothing", patched(_overlap), "bomb"),
    "zip-many": Exhibit("more entries than any package has", lambda: wrapped(package(), _many), "too_many_entries"),
    "zip-announces": Exhibit("an end that announces 65535 entries", patched(_announce), "too_many_entries"),
    "zip-parent": Exhibit("an entry that climbs out when it is unpacked", entry("../../evil.csv"), "unsafe_path"),
    "zip-absolute": Exhibit("an entry from the root", entry("/etc/cron.d/evil"), "unsafe_path"),
    "zip-link": Exhibit("a symbolic link to the passwords", entry("link.csv", b"/etc/passwd", stat.S_IFLNK), "special_entry"),
    "zip-pipe": Exhibit("a named pipe, which never ends", entry("pipe.csv", b"", stat.S_IFIFO), "special_entry"),
    "zip-locked": Exhibit("entries under a password", patched(_flag), "encrypted"),
    "zip-twice": Exhibit("two entries of one name", _twice("t.csv"), "duplicate_entry"),
    "zip-twice-folded": Exhibit("two entries whose names differ by capitals", _twice("T.CSV"), "duplicate_entry"),
    "zip-lzma": Exhibit("a packing whose dictionary fills the memory", _lzma, "odd_packing"),
    "zip-cut": Exhibit("half a zip", lambda: {"package.zip": wrapped(package())["package.zip"][:120]}, "damaged"),
    "zip-spoilt": Exhibit("a byte that was changed", patched(_spoil), "damaged"),
    "zip-lies": Exhibit("an entry that claims to be smaller than it is", patched(_lie), "damaged"),
    "zip-nul-name": Exhibit("an entry whose name ends at a NUL for some and not for others", _nul_entry, "unsafe_path"),
    "zip-not": Exhibit("two letters that announce a zip, and no zip", lambda: {"package.zip": b"PK" + b"\0" * 99}, "damaged"),
    "zip-empty": Exhibit("a zip without a descriptor", lambda: wrapped({"a.csv": b"a\n"}), "no_descriptor"),
    "zip-nested": Exhibit("a table that is a zip in its turn", _nested, "other_columns"),
    # Cells
    "gzip-bomb": Exhibit("thirty megabytes of zeros in a small gzip file",
                         lambda: packed(gzip.compress(b"0" * 30_000_000, mtime=0)), "bomb"),
    "gzip-cut": Exhibit("half a gzip file", lambda: packed(gzip.compress(CELLS * 99, mtime=0)[:40]), "damaged"),
    "gzip-unsaid": Exhibit("a gzip file that calls itself a CSV", lambda: package(gzip.compress(CELLS, mtime=0)), "unread"),
    "many-rows": Exhibit("more rows than are read: the page says so, and draws nothing",
                         lambda: package(b"a,b\n" + b"1,x\n" * 60_000)),
    "many-cells": Exhibit("more cells than the memory of a visit",
                          lambda: package(b"a,b" + b",c" * 98 + b"\n" + (b"1" + b"," * 99 + b"\n") * 6_000)),
    "huge-cell": Exhibit("one cell of a million letters", lambda: package(b'a,b\n1,"' + b"x" * 1_000_000 + b'"\n'), "long_row"),
    "open-quote": Exhibit("a quote that never closes swallows the file", lambda: package(b'a,b\n1,"x\n' + CELLS * 9_000), "long_row"),
    "ragged": Exhibit("rows that are too short and too long", lambda: package(b"a,b\n1\n1,2,3\n,,,,\n1,2\n")),
    "nul-cells": Exhibit("NUL and escape sequences in cells", lambda: package(b"a,b\n1,x\0y\n2,\x1b[31mred\n")),
    "broken-cells": Exhibit("bytes that no UTF-8 has, in cells", lambda: package(b"a,b\n1,caf\xe9\n2,\xc0\xaf\n"), "unread"),
    "utf16-cells": Exhibit("UTF-16 that calls itself UTF-8", lambda: package("a,b\n1,x\n".encode("utf-16"))),
    "codec-cells": Exhibit("an encoding that is a codec of another kind", lambda: package(encoding="zlib_codec"), "unread"),
    "odd-dialect": Exhibit("a delimiter that is a line end", lambda: package(dialect={"delimiter": "\n"}), "unread"),
    "long-delimiter": Exhibit("a delimiter of many signs", lambda: package(dialect={"delimiter": "ab", "quoteChar": 3}), "unread"),
    "redos": Exhibit("a pattern that takes longer than the sun burns",
                     lambda: package(LETTERS, schema=field(constraints={"pattern": "(a+)+$"}))),
    "redos-around": Exhibit("a pattern that looks around, which linear engines do not",
                            lambda: package(LETTERS, schema=field(constraints={"pattern": r"(?=(a+))\1(a|aa)+$"}))),
    "redos-nested": Exhibit("a pattern that unfolds to a billion states",
                            lambda: package(LETTERS, schema=field(constraints={"pattern": "((a{999}){999}){999}"}))),
    "long-pattern": Exhibit("a pattern of a million letters",
                            lambda: package(LETTERS, schema=field(constraints={"pattern": "a|" * 500_000}))),
    "odd-pattern": Exhibit("a pattern that is none", lambda: package(LETTERS, schema=field(constraints={"pattern": "(["}))),
    "date-pattern": Exhibit("a date format of a thousand directives",
                            lambda: package(column("2024-01-01"), schema=field(type="date", format="%Y" * 1_000))),
    "formulas": Exhibit("cells and names that spreadsheets run",
                        lambda: package(b"a,b\n1,=cmd|' /C calc'!A0\n2,@SUM(1+9)\n3,+1+2\n4,-2+3\n5,\t=1\n",
                                        schema={"fields": [{"name": "a"}, {"name": "b", "title": "=1+1"}]})),
    "far-numbers": Exhibit("numbers too far apart for any scale, and none", _far_numbers),
    "odd-days": Exhibit("days that are no days, and eight thousand years between two", _odd_days),
    "mixed-ends": Exhibit("line ends of three systems in one file", lambda: package(b"\xef\xbb\xbfa,b\r\n1,x\r2,y\n3,z")),
    "empty-file": Exhibit("a table without one byte", lambda: package(b"")),
    "header-only": Exhibit("a table without one row", lambda: package(b"a,b\n")),
    "blank-lines": Exhibit("nothing but line ends", lambda: package(b"\n" * 100_000)),
    "other-columns": Exhibit("a file of another table", lambda: package(b"x,y\n1,2\n"), "other_columns"),
    "deep-cells": Exhibit("cells of JSON that overflow the parser's stack",
                          lambda: package(b"a\n" + b"[" * 15_000 + b"\n", schema=field(type="array"))),
    "deep-data": Exhibit("inline data that is no table", lambda: package(data={"a": [[[1]]]}), "unread"),
    "json-rows": Exhibit("a JSON table whose rows are of many kinds",
                         lambda: {**package(path="t.json"), "t.json": b'[{"a": 1}, 2, "x", null]'}, "unread"),
}  # fmt: skip
