"""Partnerships by type and by geographic scale: a panel a population, both figures where two pages differ."""

from __future__ import annotations

from collections.abc import Container

import pandas as pd

from explorer.charts.spread import spread
from explorer.figures import bases, claims, colours
from explorer.figures.conflicts import CONFLICT
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.lookup import labels, order, plain, rows_by_code
from explorer.figures.marks import UNCERTAIN, leading, printed, spoken, status_keys
from explorer.figures.provenance import provenance
from explorer.published import Release
from explorer.reader import Reader

TABLE = "partnership-practices"
KINDS = ("type", "scale")


def kinds(release: Release) -> list[str]:
    """The kinds of practices that have a figure."""
    known, used = rows_by_code(release, "practices"), set(release.table(TABLE)["practice"])
    return [kind for kind in KINDS if any(known[code]["kind"] == kind for code in used & set(known))]


def practices(release: Release, reader: Reader, *, kind: str) -> Figure:
    """The shares of one kind, a panel for each study and population."""
    rows = _rows(release, kind)
    groups = _groups(release, rows)
    said = claims.together(_said(release, reader, mine) for mine in groups)
    known = labels(release, "practices", reader)
    notes = dict.fromkeys(
        f"{_name(release, reader, mine)}, {known[row['practice']]}{reader.say('colon')}{note}"
        for mine in groups
        for row in plain(mine)
        if (note := CONFLICT.sub(r"\1", reader.words(row, "note")))
    )
    return Figure(
        name=f"{TABLE}-{kind}",
        title=reader.say(f"practices.title.{kind}"),
        sentence=said.words,
        claims=said.claims,
        reading=_reading(release, reader, groups),
        panels=panels(release, reader, kind=kind),
        table=_table(release, reader, rows),
        rows=rows,
        provenance=provenance(release, TABLE, rows, reader),
        legend=(
            *keys(reader, doubtful=bool((rows["status"] == UNCERTAIN).any())),
            *status_keys(release, rows, reader),
        ),
        caveats=(reader.say("practices.caveat"), *notes, *bases.absences(release, TABLE, rows, reader)),
    )


def panels(
    release: Release, reader: Reader, *, kind: str, whose: Container[str] | None = None
) -> tuple[Panel, ...]:
    """A chart for each study and population; of those of `whose` where it is given."""
    groups = _groups(release, _rows(release, kind))
    used = [mine for mine in groups if whose is None or mine["population"].iloc[0] in whose]
    return tuple(_panel(release, reader, mine) for mine in used)


def _rows(release: Release, kind: str) -> pd.DataFrame:
    """The rows of one kind: by study, population, then the order of the practices."""
    known = rows_by_code(release, "practices")
    cells = release.table(TABLE)
    codes = [code for code, row in known.items() if row["kind"] == kind]
    rows = cells[cells["practice"].isin(codes)]
    keys = rows.assign(_place=rows["practice"].map({code: place for place, code in enumerate(codes)}))
    ordered = keys.sort_values(["year", "study", "population", "_place", "value"], kind="stable").index
    return rows.loc[ordered].reset_index(drop=True)


def _groups(release: Release, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows of each study and population, from the first year to the last."""
    known = order(release, "populations", rows["population"])
    keys = rows[["year", "study", "population"]].drop_duplicates()
    keys = keys.assign(_place=keys["population"].map(known.index)).sort_values(["year", "_place"])
    return [
        rows[(rows["study"] == study) & (rows["population"] == population)]
        for study, population in zip(keys["study"], keys["population"], strict=True)
    ]


def _named(release: Release, reader: Reader, mine: pd.DataFrame) -> claims.Said:
    """« Entreprises partenaires, 2015 »; without a year where they are not all of one."""
    label = labels(release, "populations", reader)[mine["population"].iloc[0]]
    years = list(mine["year"].unique())
    if len(years) > 1 or pd.isna(years[0]):
        return claims.Said(label)
    dated = claims.cell(TABLE, claims.only(mine.iloc[0], "study", "population"), "year", years[0])
    return claims.Said(f"{label}, {years[0]}", (dated,))


def _name(release: Release, reader: Reader, mine: pd.DataFrame) -> str:
    return _named(release, reader, mine).words


def _said(release: Release, reader: Reader, mine: pd.DataFrame) -> claims.Said:
    """The highest share of a population; or that its figures differ from page to page, and nothing more."""
    named = _named(release, reader, mine)
    known = mine[mine["value"].notna()]
    if known.empty:
        return claims.Said("")
    if known["practice"].duplicated().any():
        return claims.Said(reader.say("practices.conflict", population=named.words), named.claims)
    best = known["value"].max()
    top = known[known["value"] == best]
    names = [labels(release, "practices", reader)[code] for code in top["practice"]]
    names_said, value = leading(release, reader, top, names)
    selected = claims.where(
        study=known["study"].iloc[0],
        population=known["population"].iloc[0],
        practice=tuple(known["practice"]),
    )
    claim = claims.highest(TABLE, selected, "practice", top["practice"], best)
    words = reader.say("practices.lead", population=named.words, names=names_said, value=value)
    return claims.Said(words, (*named.claims, claim))


def _panel(release: Release, reader: Reader, mine: pd.DataFrame) -> Panel:
    known = labels(release, "practices", reader)
    title = _name(release, reader, mine)
    codes = list(dict.fromkeys(mine["practice"]))
    rows, points, said = [], [], []
    for row, code in enumerate(codes):
        same = mine[mine["practice"] == code]
        values = [printed(v, s, reader) for v, s in zip(same["value"], same["status"], strict=True)]
        words = [bases.told(release, TABLE, one, reader) for _, one in same.iterrows()]
        rows.append({"row": row, "label": known[code], "text": reader.say("conflicts.or").join(values)})
        told = [spoken(v, s, release, reader) for v, s in zip(same["value"], same["status"], strict=True)]
        said.append(f"{known[code]}{reader.say('colon')}{reader.say('conflicts.or').join(told)}")
        points += [
            {"row": row, "value": float(value), "certain": status != UNCERTAIN,
             "description": f"{title}, {known[code]}{reader.say('colon')}{word}"}
            for value, status, word in zip(same["value"], same["status"], words, strict=True)
            if pd.notna(value)
        ]  # fmt: skip
    colour = colours.of_population(release, reader, str(mine["population"].iloc[0]))
    spec = spread(
        pd.DataFrame(rows), pd.DataFrame(points), colour=colour, lang=reader.lang, palette=reader.palette
    )
    parts = reader.say("semicolon").join(said)
    alt = reader.say("practices.alt", population=title, parts=parts)
    return Panel(spec, bases.alt(release, TABLE, mine, reader, alt), title, colour)


def _reading(release: Release, reader: Reader, groups: list[pd.DataFrame]) -> str:
    """The first share in a sentence."""
    if not groups:
        return ""
    row = groups[0].iloc[0]
    return reader.say(
        "practices.reading",
        population=_name(release, reader, groups[0]),
        practice=labels(release, "practices", reader)[row["practice"]],
        value=spoken(row["value"], row["status"], release, reader),
    )


def keys(reader: Reader, *, doubtful: bool) -> tuple[Key, ...]:
    """What open and tied points mean, where there are such."""
    return (Key(reader.say("practices.legend.open"), "ring", reader.palette.muted),) if doubtful else ()


def _table(release: Release, reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    populations, known = labels(release, "populations", reader), labels(release, "practices", reader)
    studies, sources = labels(release, "studies", reader), rows_by_code(release, "sources")
    return pd.DataFrame(
        [
            {
                reader.say("dynamics.population"): populations[row["population"]],
                reader.say("practices.practice"): known[row["practice"]],
                reader.say("column.share"): printed(
                    pd.NA if row["value"] is None else row["value"], row["status"], reader
                ),
                reader.say("column.base"): bases.noted(release, TABLE, row, reader),
                reader.say("figure.study"): studies[row["study"]],
                reader.say("figure.source"): reader.typeset(
                    str(sources.get(str(row["source"]), {}).get("publisher") or row["source"])
                ),
                reader.say("column.note"): reader.words(row, "note"),
            }
            for row in plain(rows)
        ]
    )
