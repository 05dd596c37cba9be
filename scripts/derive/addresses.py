"""The derived table `addresses`: where every figure of a release is, and the static page that shows it.

A figure is a row of a cut of the table of figures, or of a table of context. Its identifier is the same in
every version; its line is that of the version's own CSV. `page` leads to the row in `figures/<table>.html`
(write/pages/figures.py). A table of context of more than CITED_ROWS rows has no rows here: the identifier
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
# The most rows that a page lists, so that a browser opens it at once. Of more figures of surveys, which one
# cites one by one, there are more pages; of more measures there is a page about the table: the address of a
# row follows from its key, and is listed nowhere.
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


def is_listed(resource: Resource, rows: int) -> bool:
    """True where each row of a table of figures, of so many rows, is listed on a page at an address."""
    return rows <= CITED_ROWS or resource.extra.get("kind") == "cut"


def page_of(table: str, place: int) -> str:
    """The page that lists the row at that place of a table, from the folder of the release.

    « ~ » is in no name of a table, so that no page of one is that of another.

    >>> page_of("rates", 0), page_of("rates", CITED_ROWS)
    ('figures/rates.html', 'figures/rates~2.html')
    """
    before = place // CITED_ROWS
    return f"{FOLDER}/{table}~{before + 1}.html" if before else f"{FOLDER}/{table}.html"


def page(table: str, place: int, name: str) -> str:
    """The address of the row at that place, with that identifier, in the pages of a table.

    The identifier is the fragment as it stands: a browser looks for it so before it decodes it.

    >>> page("rates", 12, "observations:phare_2016/area%2093")
    'figures/rates.html#observations:phare_2016/area%2093'
    """
    return f"{page_of(table, place)}#{name}"


def build(package: Package, cells: Mapping[str, Texts]) -> tuple[Resource, pa.Table]:
    """The resource `addresses` and its table, by identifier; `cells` has the texts by resource name."""
    resource = descriptor.to_resource(descriptor.read_json(_SHAPE, shown=_SHAPE.name))
    rows: list[dict[str, Any]] = []
    ruled: list[str] = []
    for figures in of_figures(package):
        texts = cells[figures.name]
        if not is_listed(figures, len(texts)):
            key = "/".join(f"<{name}>" for name in tables.schema_of(figures).row_key)
            ruled.append(f"{figures.name}:{key}")
            continue
        found = zip(identifiers.of_rows(figures, texts), lines(texts), strict=True)
        for place, (name, line) in enumerate(found):
            rows.append(
                {
                    "identifier": name,
                    "table": figures.name,
                    "path": f"data/{figures.name}.csv",
                    "line": line,
                    "page": page(figures.name, place, name),
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
