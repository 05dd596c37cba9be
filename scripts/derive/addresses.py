"""The derived table `addresses`: where every figure of a release is, and the static page that shows it.

A figure is a row of a cut of the table of figures, or of a table of context. Its identifier is the same in
every version; its line is that of the version's own CSV. `page` leads to the row in `figures/<table>.html`
(write/catalogs/figures.py). A table of context of more than CITED_ROWS rows has no rows here: the identifier
of each follows from its key, and the description of `addresses` says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from scripts.reading import descriptor, identifiers, tables
from scripts.reading.issues.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.reading.model.package import Package, Resource
    from scripts.reading.tables import Row, Texts

KINDS = ("cut", "context")
FOLDER = "figures"
# Rows of a table of measures that are cited one by one, and rows of a page: beyond, a rule says it for all.
CITED_ROWS = 5_000

_SHAPE = Path(__file__).with_name("addresses.json")
_RULED = {
    "fr": "{told} L'identifiant d'une ligne des grandes tables suit de sa clé : {rules}.",
    "en": "{told} The identifier of a row of the large tables follows from its key: {rules}.",
}
_BREAK = re.compile(r"\r\n|\r|\n")


def of_figures(package: Package) -> list[Resource]:
    """The tables whose rows are figures. ReleaseError for one without a primary key."""
    found = [r for r in package.tables if r.extra.get("kind") in KINDS]
    for resource in found:
        if not tables.schema_of(resource).row_key:
            raise refused("unaddressed", table=resource.name)
    return found


def is_cited(resource: Resource, rows: int) -> bool:
    """True for a table each row of which has an address of its own: survey figures, and small tables."""
    return resource.extra.get("kind") == KINDS[0] or rows <= CITED_ROWS


def page(table: str, name: str) -> str:
    """The address of the row with that identifier in the page of a table, from the folder of the release.

    The identifier is the fragment as it stands: a browser looks for it so before it decodes it.

    >>> page("rates", "observations:phare_2016/area%2093")
    'figures/rates.html#observations:phare_2016/area%2093'
    """
    return f"{FOLDER}/{table}.html#{name}"


def build(package: Package, cells: Mapping[str, Texts]) -> tuple[Resource, pa.Table]:
    """The resource `addresses` and its table, by identifier; `cells` has the texts by resource name."""
    resource = descriptor.to_resource(descriptor.read_json(_SHAPE, shown=_SHAPE.name))
    rows: list[dict[str, Any]] = []
    ruled: list[str] = []
    for figures in of_figures(package):
        texts = cells[figures.name]
        if not is_cited(figures, len(texts)):
            key = "/".join(f"<{name}>" for name in tables.schema_of(figures).row_key)
            ruled.append(f"{figures.name}:{key}")
            continue
        for name, line in zip(identifiers.of_rows(figures, texts), lines(texts), strict=True):
            rows.append(
                {
                    "identifier": name,
                    "table": figures.name,
                    "path": f"data/{figures.name}.csv",
                    "line": line,
                    "page": page(figures.name, name),
                }
            )
    rows.sort(key=lambda row: str(row["identifier"]))
    if ruled:
        resource = replace(
            resource,
            description=_RULED["fr"].format(told=resource.description, rules=", ".join(ruled)),
            extra={
                **resource.extra,
                "description_en": _RULED["en"].format(
                    told=resource.extra["description_en"], rules=", ".join(ruled)
                ),
            },
        )
    return resource, pa.Table.from_pylist(rows, schema=tables.arrow_schema(resource))


def lines(rows: Iterable[Row]) -> list[int]:
    r"""The line of a CSV file with a header where each row begins, as an editor counts.

    >>> lines([("a",), ("two\nlines",), ("c",)])
    [2, 3, 5]
    """
    found, line = [], 2
    for row in rows:
        found.append(line)
        line += 1 + sum(len(_BREAK.findall(cell)) for cell in row)
    return found
