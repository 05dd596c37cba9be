"""Tables that are plainly right: every cell is written in the plainest form of its type, within its bounds.

A table of them that this proves has its values by column, for the keys of other tables to be looked up in.
"""

from __future__ import annotations

import csv
import io
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from scripts.check.plain.small import Small

    Value = str | int | float
    Values = Mapping[str, Sequence[Value | None]]

# A number of so many digits is the same number as a float, and no other such number is; so are its bounds.
_DIGITS = 15
_FORMS = {
    "integer": "-?[0-9]{1,15}",
    "number": r"-?[0-9]{1,9}(\.[0-9]{1,6})?",
    "year": "[1-9][0-9]{3}",
    "boolean": "true|false",
    "date": "[12][0-9]{3}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
    "|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)",
}
_WORTH: Mapping[str, Callable[[str], Value]] = {"integer": int, "number": float, "year": int}
_AS_WRITTEN = ("string", "any")
_FIXED = r"\\[^0-9]|\{[0-9]+\}"


def passes(package: Small) -> bool:
    """True where every cell is plainly right, and every key leads somewhere."""
    tables = {}
    for resource in package.resources:
        found = values(resource, package.texts[resource["name"]])
        if found is None:
            return False
        tables[resource["name"]] = resource["schema"], found
        package.rows += len(next(iter(found.values())))
    return all(refer(schema, own, tables) for schema, own in tables.values())


def values(resource: Mapping[str, Any], text: str) -> Values | None:
    """The values of a table by field, in the order of the rows, None for none; or None where it is not plain.

    The resource is one whose description is plain.
    """
    schema, dialect = resource["schema"], resource.get("dialect", {})
    delimiter, quote = dialect.get("delimiter", ","), dialect.get("quoteChar", '"')
    if not dialect.get("header", True) or not dialect.get("doubleQuote", True) or delimiter == quote:
        return None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=True)
    try:
        labels, *rows = reader
    except (csv.Error, ValueError):
        return None
    fields = schema["fields"]
    if labels != [field["name"] for field in fields] or labels != [label.strip() for label in labels]:
        return None
    several = reader.line_num > len(rows) + 1  # lines of one record, which may have swallowed some
    if several or any(len(row) != len(fields) for row in rows):
        return None
    missing = frozenset(schema.get("missingValues", ("",)))
    found: dict[str, Sequence[Value | None]] = {}
    for field, cells in zip(fields, zip(*rows, strict=True) if rows else [()] * len(fields), strict=True):
        column = _column(field, cells, missing)
        if column is None:
            return None
        found[field["name"]] = column
    blank = any(row.count(None) == len(fields) for row in zip(*found.values(), strict=True))
    return None if blank or not _is_keyed(schema.get("primaryKey", []), found) else found


def refer(
    schema: Mapping[str, Any], own: Values, tables: Mapping[str, tuple[Mapping[str, Any], Values]]
) -> bool:
    """True where every foreign key of a table leads somewhere; `tables` are all, schema and values."""
    for key in schema.get("foreignKeys", []):
        target, names = key["reference"]["resource"], key["reference"]["fields"]
        if target not in tables:
            return False
        theirs, held = tables[target]
        if _types(schema, key["fields"]) != _types(theirs, names):
            return False
        known = set(zip(*(held[name] for name in names), strict=True))
        for row in zip(*(own[name] for name in key["fields"]), strict=True):
            if row not in known and row.count(None) < len(row):
                return False
    return True


def _types(schema: Mapping[str, Any], names: Sequence[str]) -> list[str] | None:
    """The types of some fields; None where there is no such field."""
    types = {field["name"]: field["type"] for field in schema["fields"]}
    return [types[name] for name in names] if types.keys() >= set(names) else None


def _is_keyed(names: Sequence[str], found: Values) -> bool:
    """True where no two rows have the same values in these fields, and none lacks one."""
    rows = list(zip(*(found[name] for name in names), strict=True))
    return len(set(rows)) == len(rows) and not any(None in row for row in rows)


def _column(
    field: Mapping[str, Any], cells: Sequence[str], missing: frozenset[str]
) -> list[Value | None] | None:
    """The values of a column; None where one is not plainly right."""
    kind, rules = field["type"], field.get("constraints", {})
    form, worth = _FORMS.get(kind), _WORTH.get(kind, str)
    texts = {cell for cell in cells if cell not in missing}
    if form is None and kind not in _AS_WRITTEN:
        return None
    if form is not None and not all(map(re.compile(form).fullmatch, texts)):
        return None
    known = {text: worth(text) for text in texts}
    if not _is_bounded(kind, rules, known.values()):
        return None
    found = [known.get(cell) for cell in cells]
    if rules.get("required") and None in found:
        return None
    if rules.get("unique") and len(set(known.values())) != len(found) - found.count(None):
        return None
    return found


def _is_bounded(kind: str, rules: Mapping[str, Any], held: Any) -> bool:
    """True where the constraints of a field let all these values pass."""
    for name, limit in rules.items():
        if name in ("minimum", "maximum"):
            if kind not in _WORTH and kind != "date":
                return False
            if isinstance(limit, float) and (len(repr(limit)) > _DIGITS or "e" in repr(limit)):
                return False
            passes = all(value >= limit if name == "minimum" else value <= limit for value in held)
        elif name == "pattern":
            passes = _is_swift(limit) and all(map(re.compile(f"^{limit}$").match, held))
        elif name == "enum":
            passes = set(limit).issuperset(held)
        elif name in ("minLength", "maxLength"):
            passes = all(
                len(value) >= limit if name == "minLength" else len(value) <= limit for value in held
            )
        else:
            passes = name in ("required", "unique")
        if not passes:
            return False
    return True


def _is_swift(pattern: str) -> bool:
    r"""True where a match surely takes no time to speak of: there is nothing that goes back and forth.

    >>> _is_swift(r"\d{2}-[a-z]+"), _is_swift("(a+)+"), _is_swift("(a?){9}"), _is_swift("a|b")
    (True, False, False, True)
    """
    rest = re.sub(_FIXED, "", pattern)
    repeats = sum(map(rest.count, "*+?{"))
    if repeats > 1 or "\\" in rest:
        return False
    return not ("(" in rest or "|" in rest) or (not repeats and "{" not in pattern)
