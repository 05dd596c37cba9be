"""Cuts of the table of figures: ready-to-read tables that the descriptor declares, and nobody edits.

The package's property `cuts` is a list; each entry has the words of a resource (`name`, `title`, `title_en`,
`description`, `description_en`, `thematic`) and

    where     {path: [texts]}: the rows whose path (`deriving.paths`) reads as one of the texts
    columns   ["field", {"name": "path"}]: the columns, in order, each a path of the table of figures
    order     [columns]: what the rows are sorted by; by default all the columns, in order

After these columns follow the identifier of the figure, its primary key, and for each column that is a code
its label in French and in English and, where a link table says what it is made of, those codes (the INSEE
codes of a study area's regions).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from scripts.deriving import figures
from scripts.deriving.paths import Path, Paths, key_of
from scripts.errors import ReleaseError
from scripts.model import Field, ForeignKey, Resource, Schema
from scripts.tables import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.model import Package
    from scripts.tables import Row

PROPERTY = "cuts"
KIND = "cut"
LINK = "link"
_ENDS = ("near", "far")  # the two keys of a link table
LABELS = {"fr": "label_fr", "en": "label_en"}
_NEEDED = ("name", "title", "title_en", "description", "description_en", "where", "columns")
_KNOWN = (*_NEEDED, "order", "thematic")
_IN = {"fr": ("{title}, en français", "{title}, in French"), "en": ("{title}, en anglais", "{title}")}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a cut: its field, how it is read, and the key that it is."""

    field: Field
    path: Path


def build(package: Package, cells: Mapping[str, Sequence[Row]]) -> list[tuple[Resource, list[Row]]]:
    """Each cut that the package declares, and its rows; `package` has the published table of figures.

    ReleaseError where a declaration names what is not there, or its order does not sort the rows.
    """
    entries = declared(package)
    if not entries:
        return []
    table = package.resource(figures.TABLE)
    paths = Paths(package, cells)
    return [_cut(package, table, paths, cells, entry) for entry in entries]


def declared(package: Package) -> Sequence[Any]:
    """What the package declares as cuts, as it came."""
    found = package.extra.get(PROPERTY, ())
    return found if isinstance(found, list | tuple) else (found,)


def _cut(
    package: Package,
    table: Resource,
    paths: Paths,
    cells: Mapping[str, Sequence[Row]],
    entry: Mapping[str, Any],
) -> tuple[Resource, list[Row]]:
    """One cut."""
    name = _checked(package, entry)
    rows = _chosen(table, paths, cells[table.name], name, entry["where"])
    columns = [_column(table, paths, one) for one in entry["columns"]]
    names = [column.field.name for column in columns]
    lost = [column for column in entry.get("order", names) if column not in names]
    if lost:
        raise ReleaseError(
            f"{PROPERTY}: {name}: the order names « {lost[0]} », which is no column of the cut"
        )
    columns.append(_Column(schema_of(table).field(figures.IDENTIFIER), paths.find(table, figures.IDENTIFIER)))
    for column in columns[:-1]:
        columns += _labels(package, paths, column)
        columns += _members(package, cells, column)
    places = [names.index(column) for column in entry.get("order", names)]
    made = [tuple(column.path.read(row) for column in columns) for row in rows]
    made.sort(key=lambda row: ([row[place] for place in places], row[len(names)]))
    keys = tuple(
        ForeignKey((c.field.name,), c.path.target.resource, c.path.target.reference_fields)
        for c in columns[: len(names)]
        if c.path.target
    )
    words = {key: entry[key] for key in ("title_en", "description_en", "thematic") if key in entry}
    return (
        Resource(
            name=name,
            title=entry["title"],
            description=entry["description"],
            schema=Schema(
                fields=tuple(column.field for column in columns),
                primary_key=(figures.IDENTIFIER,),
                foreign_keys=keys,
                extra=schema_of(table).extra,
            ),
            extra={
                "type": "table",
                **words,
                "kind": KIND,
                "observation": _shared(table, rows, columns, paths),
            },
        ),
        made,
    )


def _checked(package: Package, entry: Any) -> str:
    """The name of a cut. ReleaseError where its declaration lacks something or has something unknown."""
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise ReleaseError(f"{PROPERTY}: an entry is an object with a name: {entry!r}"[:200])
    name = str(entry["name"])
    if missing := [key for key in _NEEDED if not entry.get(key)]:
        raise ReleaseError(f"{PROPERTY}: {name}: « {missing[0]} » is missing")
    if unknown := [key for key in entry if key not in _KNOWN]:
        raise ReleaseError(
            f"{PROPERTY}: {name}: unknown property « {unknown[0]} » (known: {', '.join(_KNOWN)})"
        )
    if any(resource.name == name for resource in package.resources):
        raise ReleaseError(f"{PROPERTY}: {name}: a resource has that name already")
    return name


def _chosen(
    table: Resource, paths: Paths, rows: Sequence[Row], name: str, where: Mapping[str, Sequence[str]]
) -> list[Row]:
    """The rows that a cut keeps."""
    tests = []
    for path, texts in where.items():
        if not isinstance(texts, list):
            raise ReleaseError(f"{PROPERTY}: {name}: where: « {path} » takes a list of texts")
        tests.append((paths.find(table, path).read, frozenset(texts)))
    return [row for row in rows if all(read(row) in texts for read, texts in tests)]


def _column(table: Resource, paths: Paths, one: Any) -> _Column:
    """A column by its declaration: a field, or a name and a path."""
    name, path = next(iter(one.items())) if isinstance(one, dict) else (one, one)
    found = paths.find(table, path)
    loose = {k: v for k, v in found.field.constraints.items() if k != "unique"}
    return _Column(replace(found.field, name=name, constraints=loose), found)


def _labels(package: Package, paths: Paths, column: _Column) -> Iterator[_Column]:
    """The labels of a column that is a code, in both languages."""
    key = column.path.target
    if key is None:
        return
    target = package.resource(key.resource)
    index = paths.index(target, key.reference_fields[0])
    for lang, name in LABELS.items():
        if name in schema_of(target).field_names:
            label = paths.find(target, name)
            texts = {code: label.read(row) for code, row in index.items()}
            yield _Column(_told(column.field, label.field, lang), _looked_up(column, texts, label.field))


def _looked_up(column: _Column, texts: Mapping[str, str], field: Field) -> Path:
    """The way from a row of figures to the text that stands for its code in a column."""
    read = column.path.read
    return Path(lambda row: texts.get(read(row), ""), field, None)


def _told(code: Field, label: Field, lang: str) -> Field:
    """The field of a label, named for its code: `domain_label_fr`."""
    french, english = _IN[lang]
    title_en = str(code.extra.get("title_en", code.title))
    return Field(
        name=f"{code.name}_{LABELS[lang]}",
        type="string",
        title=french.format(title=code.title),
        description=label.description,
        extra={
            "title_en": english.format(title=title_en),
            "description_en": str(label.extra.get("description_en", "")),
        },
    )


def _members(package: Package, cells: Mapping[str, Sequence[Row]], column: _Column) -> Iterator[_Column]:
    """The codes that a column's code is made of, joined by spaces, where a link table of two keys says so."""
    key = column.path.target
    for resource in package.tables if key else ():
        schema = schema_of(resource)
        ends = [k for k in schema.foreign_keys if len(k.fields) == 1]
        if resource.extra.get("kind") != LINK or not len(schema.fields) == len(ends) == len(_ENDS):
            continue
        near = next((k for k in ends if key and k.resource == key.resource), None)
        far = next((k for k in ends if k is not near), None)
        if near is None or far is None:
            continue
        one, other = (schema.field_names.index(k.fields[0]) for k in (near, far))
        made: dict[str, list[str]] = {}
        for row in cells[resource.name]:
            made.setdefault(row[one], []).append(row[other])
        joined = {code: " ".join(sorted(codes)) for code, codes in made.items()}
        field = Field(
            name=f"{column.field.name}_{far.resource}",
            type="string",
            title=resource.title,
            description=resource.description,
            extra={name: str(resource.extra.get(name, "")) for name in ("title_en", "description_en")},
        )
        yield _Column(field, _looked_up(column, joined, field))


def _shared(table: Resource, rows: Sequence[Row], columns: Sequence[_Column], paths: Paths) -> dict[str, str]:
    """What all rows of a cut have in common and none of its columns says: codes only."""
    said = {id(column.path.field) for column in columns}
    found = {}
    for field in schema_of(table).fields:
        if key_of(table, field.name) is None or id(field) in said:
            continue
        texts = {paths.find(table, field.name).read(row) for row in rows}
        if len(texts) == 1 and (text := texts.pop()):
            found[field.name] = text
    return found
