"""load.sql: a DuckDB view over each Parquet file, with the words of the dictionary as comments.

A table of figures whose labels are in no file has a view with them, as in SQLite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.derive import labelled
from scripts.reading.sql import columns, comment, literal, quoted, table_name
from scripts.reading.tables import schema_of
from scripts.write.formats.sqlite_sql import labelled_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.package import Field, Resource
    from scripts.write.describe import Release


def render(release: Release) -> Iterator[tuple[str, str]]:
    """The script, where there are tables. Its paths start from the release's folder."""
    package = release.package
    if not package.tables:
        return
    head = [
        comment(f"{package.title} {package.version}"),
        comment("Vues DuckDB sur les fichiers Parquet ; à lancer depuis ce dossier."),
        comment("DuckDB views over the Parquet files; run it from this folder:"),
        comment("  duckdb -init load.sql"),
        comment("  .read load.sql"),
        comment("""  python: duckdb.connect().execute(open("load.sql", encoding="utf-8").read())"""),
    ]
    there = [(r, where) for r in package.tables if (where := _where(r, release))]
    views = [_view(r, where) for r, where in there]
    twins = labelled.twins(package)
    untwinned = [r for r, _ in there if r.extra.get("kind") in labelled.KINDS and r.name not in twins]
    views += [f"{labelled_view(package, r, replace=True)};" for r in untwinned]
    yield "load.sql", "\n".join(head) + "\n\n" + "\n\n".join(views) + "\n"


def _where(resource: Resource, release: Release) -> str:
    """What DuckDB reads the Parquet of a table by; "" where there is none."""
    path = f"parquet/{resource.name}.parquet"
    if path in release.paths:
        return path
    return f"{path}/*.parquet" if release.within(path) else ""


def _view(resource: Resource, where: str) -> str:
    """The view of one table: its keys as remarks, its words as comments that DuckDB keeps."""
    name = quoted(table_name(resource))
    schema = schema_of(resource)
    lines = [comment(_both(resource))]
    if schema.primary_key:
        lines.append(comment(f"  primary key {columns(schema.primary_key)}"))
    for key in schema.foreign_keys:
        target = f"{table_name(key.resource or resource.name)} {columns(key.reference_fields)}"
        lines.append(comment(f"  foreign key {columns(key.fields)} -> {target}"))
    lines.append(f"CREATE OR REPLACE VIEW {name} AS")
    lines.append(f"  SELECT * FROM read_parquet({literal(where)});")
    lines.append(f"COMMENT ON VIEW {name} IS {literal(_both(resource))};")
    lines += [
        f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS {literal(_both(column))};"
        for column in schema.fields
        if _both(column)
    ]
    return "\n".join(lines)


def _both(described: Resource | Field) -> str:
    """The title in both languages, on one line."""
    titles = (described.title, str(described.extra.get("title_en", "")))
    return " ".join(" / ".join(title for title in titles if title).split())
