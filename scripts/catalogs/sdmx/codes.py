"""Identifiers that SDMX takes, and the code lists of the tables that figures point at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.reading.columnar.values import is_large
from scripts.reading.tables import schema_of, to_text
from scripts.write import data
from scripts.write.words import LANGUAGES, said, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release

NONE = "_Z"  # « not applicable » in every code list of SDMX

_LABELS = {"fr": ("label_fr", "title", "name_fr", "name"), "en": ("label_en", "name_en")}
_TOLD = {"fr": ("definition_fr",), "en": ("definition_en",)}


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its identifier, its names and descriptions by language, the identifier of that above it."""

    id: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Codelist:
    """Codes with a name; `ids` has the identifier of each of our own codes."""

    id: str
    names: Mapping[str, str]
    codes: tuple[Code, ...]
    ids: Mapping[str, str]


def legal(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """An identifier of SDMX for each name: itself where it is one, no two alike, none of those taken.

    >>> legal(["a", "a b", "a_b", "é", "_Z"], ["_Z"])
    {'a': 'a', 'a b': 'a_b_2', 'a_b': 'a_b', 'é': '_', '_Z': '_Z_2'}
    """
    wanted = list(dict.fromkeys(names))
    used = set(taken)
    kept = {name for name in wanted if re.fullmatch(r"[A-Za-z0-9_@$-]+", name) and name not in used}
    used |= kept
    found: dict[str, str] = {}
    for name in wanted:
        made = plain = name if name in kept else re.sub(r"[^A-Za-z0-9_@$-]", "_", name) or "_"
        number = 1
        while name not in kept and made in used:
            number += 1
            made = f"{plain}_{number}"
        used.add(made)
        found[name] = made
    return found


def component(name: str) -> str:
    """The identifier of a column, which begins with a letter.

    >>> component("base_n"), component("2nd year")
    ('BASE_N', 'X2ND_YEAR')
    """
    made = re.sub(r"[^A-Z0-9_]", "_", name.upper())
    return made if made[:1].isalpha() else f"X{made}"


def of_table(release: Release, target: Resource, key: str) -> Codelist | None:
    """The code list that the rows of a table are, by its column `key`; None of one too large to list."""
    values = release.tables[target.name]
    if is_large(values):
        return None
    rows = data.every(values)
    ids = legal((to_text(row[key]) for row in rows), [NONE])
    above = next((k.fields[0] for k in schema_of(target).foreign_keys if _is_above(target, k, key)), "")
    codes = [
        Code(
            ids[to_text(row[key])],
            _first(row, _LABELS) or {"fr": to_text(row[key])},
            _first(row, _TOLD),
            ids.get(to_text(row[above]), "") if above else "",
        )
        for row in rows
    ]
    names = {lang: text for lang in LANGUAGES if (text := said(target, "title", lang) or target.name)}
    return Codelist(f"CL_{component(target.name)}", names, (*codes, _none()), {**ids, "": NONE})


def of_values(field: str, names: Mapping[str, str], values: Iterable[str]) -> Codelist:
    """The code list of a column that points at no table: the texts that it has."""
    ids = legal(sorted(filter(None, set(values))), [NONE])
    codes = [Code(made, {"fr": text}, {}) for text, made in ids.items()]
    return Codelist(f"CL_{component(field)}", names, (*codes, _none()), {**ids, "": NONE})


def _is_above(target: Resource, key: Any, own: str) -> bool:
    """True for a key of one column that leads to the key of the same table."""
    return key.resource in ("", target.name) and len(key.fields) == 1 and key.reference_fields == (own,)


def _none() -> Code:
    """The code for a dimension that a figure lacks."""
    return Code(NONE, {lang: words(lang, "sdmx")["none"] for lang in LANGUAGES}, {})


def _first(row: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The first text that a row has in each language among these columns."""
    return {
        lang: text
        for lang, columns in names.items()
        if (text := next((to_text(row[name]) for name in columns if row.get(name)), ""))
    }
