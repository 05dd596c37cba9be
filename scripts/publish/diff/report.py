"""A Difference in words: text for a terminal, Markdown, JSON; in French and in English.

A change has the step that it demands; of the changes of rows each table shows a few, and its true counts.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from scripts.publish.diff import blobs
from scripts.publish.diff import files as written
from scripts.publish.diff.compare import LEVELS
from scripts.publish.diff.rows import ADDED, CHANGED, MOVED, REKEYED, REMOVED, TABLE_ADDED, TABLE_REMOVED
from scripts.reading.model import versions
from scripts.reading.model.versions import Level
from scripts.write.words import LANGUAGES, number, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scripts.publish.diff.compare import Difference
    from scripts.publish.diff.rows import Change
    from scripts.publish.diff.shapes import SchemaChange

SAMPLES = 5
_LONGEST = 60
_DIGITS = 12  # of a digest, as many as tell two files apart
_KINDS = (ADDED, REMOVED, REKEYED, CHANGED, MOVED)
_TOGETHER = ("field-added", "field-appended", "field-removed", "key-appended", "words")  # told in one line
_DEFINES = ("label", "definition", "counts", "question", "breaks", "direction")


def text(difference: Difference, lang: str) -> str:
    """What a terminal shows."""
    return (
        "\n".join(line.replace("**", "").replace("`", "") for line in _lines(difference, lang, ("", "  ")))
        + "\n"
    )


def markdown(difference: Difference, lang: str) -> str:
    """What a page shows."""
    return "\n".join(_lines(difference, lang, ("## ", "- "))) + "\n"


def to_json(difference: Difference, _lang: str) -> str:
    """Everything, for programs: `schema.json`, the least version, and every change of a row as told."""
    told = written.schema(difference)
    least = _least(difference)
    whole = {
        **told,
        "least": least,
        "counts": difference.counts(),
        "rows": [asdict(c) for c in difference.told],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Difference, str], str]] = {
    "text": text,
    "markdown": markdown,
    "json": to_json,
}


def folder(difference: Difference) -> dict[str, str]:
    """The texts of a folder that tells the difference, by name: for programs, and for people."""
    told = {f"summary.{lang}.md": markdown(difference, lang) for lang in LANGUAGES}
    return {**written.write(difference), **told}


def demanding(difference: Difference, lang: str = "en") -> list[str]:
    """The changes that demand the greatest step, one clear line each; those of rows by table."""
    said, level, changes = words(lang, "diff"), difference.level, difference.told
    found = [_schema_line(change, said) for change in difference.schema if change.level == level]
    for table, counts in difference.counts().items():
        kinds = [kind for kind in _KINDS if counts[kind] and LEVELS[kind] == level]
        if kinds:
            first = next(c for c in changes if c.table == table and c.counted in kinds)
            place = f"{first.key} {first.field}".strip()
            told = f"{_counted(counts, kinds, lang)} ({place})" if place else _counted(counts, kinds, lang)
            found.append(f"{table}, {told} [{level.name}]")
    return [line.replace("`", "") for line in found]


def doubts(difference: Difference, lang: str) -> Iterator[str]:
    """What only a person can judge: contents that nobody compared, codes whose definition was edited."""
    said = words(lang, "diff")
    if unseen := [c.table for c in difference.schema if c.what in blobs.JUDGED]:
        yield said["unseen"].format(names=", ".join(f"`{name}`" for name in unseen))
    if doubtful := _defining(difference):
        yield said["judge"].format(fields=", ".join(f"`{name}`" for name in doubtful))


def schema_lines(difference: Difference, lang: str) -> Iterator[tuple[str, str]]:
    """What each change of the descriptor is, and its line without the step; in one order in each language."""
    for what, line in _schema_lines(difference.schema, words(lang, "diff")):
        yield what, line.rpartition(" [")[0]


def _lines(difference: Difference, lang: str, marks: tuple[str, str]) -> Iterator[str]:
    """The report; `marks` begin a heading and an item."""
    said, (heading, item) = words(lang, "diff"), marks
    old, new = (f"{one.name} {one.version}".strip() for one in (difference.old, difference.new))
    if not difference:
        yield said["nothing"].format(old=old, new=new)
        return
    yield f"{heading and '# '}{said['title'].format(old=old, new=new)}"
    yield ""
    least = _least(difference)
    level = said[difference.level.name.lower()]
    yield f"**{said['step'].format(level=level, least=least or '?')}**"
    for doubt in doubts(difference, lang):
        yield from ("", doubt)
    files, shapes = _parted(difference)
    if shapes:
        yield from ("", f"{heading}{said['schemas']}", "")
        yield from (f"{item}{line}" for _, line in _schema_lines(shapes, said))
    if files:
        yield from ("", f"{heading}{said['files']}{said['colon']} {number(len(files), lang)}", "")
        yield from (f"{item}{_schema_line(change, said)}" for change in files)
    if difference.changes:
        yield from ("", f"{heading}{said['rows']}", "")
        yield from _tables(difference, lang, said, item)


def _parted(difference: Difference) -> tuple[list[SchemaChange], list[SchemaChange]]:
    """What is known by a digest alone, and all other changes of the descriptor."""
    told = [change for change in difference.schema if change.what in blobs.KINDS]
    return told, [change for change in difference.schema if change.what not in blobs.KINDS]


def _least(difference: Difference) -> str:
    """The lowest version that the new package may have, "" where the old one has none."""
    if versions.core(difference.old.version) is None:
        return ""
    return versions.least(difference.old.version, difference.level)


def _schema_lines(changes: Iterable[SchemaChange], said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The changes of the schemas, each with its line, most demanding first; alike ones of a table are one."""
    alike: dict[tuple[object, ...], list[SchemaChange]] = {}
    for change in sorted(changes, key=lambda change: -change.level):
        own = () if change.what in _TOGETHER else (change.field, change.property)
        alike.setdefault((change.table, change.what, change.level, *own), []).append(change)
    for mine in alike.values():
        first = mine[0]
        if len(mine) == 1:
            yield first.what, _schema_line(first, said)
            continue
        names = [_named(one) for one in mine]
        place = f"`{first.table}`" if first.table else said["package"]
        told = said[first.what].format(property="").removesuffix(" ()")
        yield first.what, f"{place} {told}{said['colon']} {', '.join(names)} [{first.level.name}]"


def _named(change: SchemaChange) -> str:
    """What changed of a table: its field, and of words which."""
    parts = (change.field, change.property if change.what == "words" else "")
    return ".".join(part for part in parts if part)


def _schema_line(change: SchemaChange, said: Mapping[str, str]) -> str:
    """One change of a schema."""
    place = ".".join(part for part in (change.table, change.field) if part) or said["package"]
    told = said[change.what].format(property=change.property)
    shown = ""
    if change.what in blobs.KINDS:
        digests = [text.removeprefix("sha256:")[:_DIGITS] for text in (change.old, change.new) if text]
        shown = f" ({' → '.join(digests)})" if digests else ""
    elif change.what not in ("words", "fields-moved") and (change.old is not None or change.new is not None):
        shown = f" {_value(change.old, said)} → {_value(change.new, said)}"
    return f"`{place}` {told}{shown} [{change.level.name}]"


def _tables(difference: Difference, lang: str, said: Mapping[str, str], item: str) -> Iterator[str]:
    """For each table, its counts and a few of its changes."""
    changes = difference.told
    for table, counts in difference.counts().items():
        told = _counted(counts, [kind for kind in _KINDS if counts[kind]], lang)
        level = max(LEVELS[kind] for kind in _KINDS if counts[kind])
        yield f"{item}`{table}` · {told} [{level.name}]"
        shown = [c for c in changes if c.table == table and c.kind != MOVED]
        shown.sort(key=lambda change: (-LEVELS[change.counted], change.kind != REKEYED))
        yield from (f"  {item}{_change_line(change, said)}" for change in shown[:SAMPLES])
        if len(shown) > SAMPLES:
            yield f"  {item}{said['more'].format(count=number(len(shown) - SAMPLES, lang))}"


def _counted(counts: Mapping[str, int], kinds: list[str], lang: str) -> str:
    """How many changes of each kind, in words."""
    said = words(lang, "diff")
    return ", ".join(f"{said[kind]}{said['colon']} {number(counts[kind], lang)}" for kind in kinds)


def _change_line(change: Change, said: Mapping[str, str]) -> str:
    """One change of a row, or of all of a table."""
    if change.kind in (TABLE_ADDED, TABLE_REMOVED):
        return said[f"rows_{change.counted}"]
    if change.kind in (ADDED, REMOVED):
        return f"{said[f'row_{change.kind}']} `{change.key}`"
    if change.kind == REKEYED:
        return f"{said['row_rekeyed']} `{change.old}` → `{change.new}`"
    old, new = _apart(" ".join(change.old.split()), " ".join(change.new.split()))
    return f"`{change.key}` {change.field} {_value(old, said)} → {_value(new, said)}"


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two texts, without the words that both begin with where one is long.

    >>> _apart("a " * 40 + "b", "a " * 40 + "c")
    ('…b', '…c')
    """
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    pairs = enumerate(zip(old, new, strict=False))
    shared = next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))
    start = old.rfind(" ", 0, shared + 1) + 1
    return (f"…{old[start:]}", f"…{new[start:]}") if start else (old, new)


def _value(value: object, said: Mapping[str, str]) -> str:
    """A value, on one line, cut where it is long."""
    if value in (None, ""):
        return said["empty"]
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    told = " ".join(told.split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"


def _defining(difference: Difference) -> list[str]:
    """The `table.field` of cells that define a code: only a person can tell whether its meaning changed.

    A field that was not there before defined nothing.
    """
    new = {(one.table, one.field) for one in difference.schema if one.what == "field-appended"}
    found = {
        f"{change.table}.{change.field}"
        for change in difference.told
        if change.kind == CHANGED
        and difference.shapes.get(change.table)
        and difference.shapes[change.table].primary_key == ("code",)
        and change.field.startswith(_DEFINES)
        and (change.table, change.field) not in new
    }
    return sorted(found) if difference.level < Level.MAJOR else []
