"""Partnerships by type and by geographic scale: a panel a population, both figures where two pages differ."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

import pandas as pd

from explorer.address import OWN
from explorer.charts.spread import spread
from explorer.figures import claims
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.survey import bases, colours, marks
from explorer.figures.survey.enumerated import study_named
from explorer.figures.survey.facts import facts
from explorer.figures.survey.intervals import level
from explorer.figures.survey.lookup import labels, order, plain, rows_by_code
from explorer.figures.survey.marks import UNCERTAIN, leading, status_keys
from explorer.figures.survey.provenance import provenance
from explorer.figures.themes.conflicts import CONFLICT
from explorer.published import Release
from explorer.reader import Reader

TABLE = "partnership-practices"
KINDS = ("type", "scale")


def kinds(release: Release) -> list[str]:
    """The kinds of practices that have a figure."""
    known, used = rows_by_code(release, "items"), set(release.table(TABLE)["practice"])
    return [kind for kind in KINDS if any(known[code]["kind"] == kind for code in used & set(known))]


def practices(release: Release, reader: Reader, *, kind: str) -> Figure:
    """The shares of one kind, a panel for each study, population and question; parts of these left out.

    The sentence is of the first panel: the newest study.
    """
    rows = _rows(release, kind)
    groups = _groups(release, rows)
    said = next((one for mine in groups if (one := _said(release, reader, mine)).words), claims.Said(""))
    known = labels(release, "items", reader)
    notes = dict.fromkeys(
        f"{_name(release, reader, mine)}, {known[row['practice']]}{reader.say('colon')}{note}"
        for mine in groups
        for row in plain(mine)
        if (note := CONFLICT.sub(r"\1", reader.words(row, "note")))
    )
    return Figure(
        name=f"{TABLE}-{kind}",
        cut=TABLE,
        title=reader.say(f"practices.title.{kind}"),
        sentence=said.words,
        claims=said.claims,
        reading=_reading(release, reader, groups),
        panels=panels(release, reader, kind=kind),
        table=_table(release, reader, rows),
        rows=rows,
        provenance=provenance(release, TABLE, rows, reader),
        legend=(
            *keys(
                reader,
                doubtful=bool((rows["status"] == UNCERTAIN).any()),
                spanned=bool((rows["lower"].notna() & rows["value"].notna()).any()),
            ),
            *status_keys(release, rows, reader),
        ),
        caveats=(reader.say("practices.caveat"), *notes, *bases.absences(release, TABLE, rows, reader)),
    )


def panels(
    release: Release, reader: Reader, *, kind: str, whose: Container[tuple[str, str]] | None = None
) -> tuple[Panel, ...]:
    """A chart for each study, population and question; of the studies and populations of `whose` if given."""
    groups = _groups(release, _rows(release, kind))
    used = [mine for mine in groups if whose is None or tuple(mine[["study", "population"]].iloc[0]) in whose]
    return tuple(_panel(release, reader, mine) for mine in used)


def _rows(release: Release, kind: str) -> pd.DataFrame:
    """The rows of one kind: by study, population, then the order of the practices."""
    known = rows_by_code(release, "items")
    cells = release.table(TABLE)
    codes = [code for code, row in known.items() if row["kind"] == kind]
    rows = cells[cells["practice"].isin(codes) & cells[OWN].isin(_whole(release))]
    keys = rows.assign(_place=rows["practice"].map({code: place for place, code in enumerate(codes)}))
    ordered = keys.sort_values(["year", "study", "population", "_place", "value"], kind="stable").index
    return rows.loc[ordered].reset_index(drop=True)


def _groups(release: Release, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows of each study, population and question, from the last year to the first."""
    known = order(release, "populations", rows["population"])
    keys = rows[["year", "study", "population", "indicator"]].drop_duplicates()
    keys = keys.assign(_place=keys["population"].map(known.index))
    keys = keys.sort_values(["year", "_place"], ascending=[False, True], kind="stable")
    keys = keys.drop_duplicates(["study", "population", "indicator"])
    return [
        rows[(rows["study"] == study) & (rows["population"] == whom) & (rows["indicator"] == asked)]
        for study, whom, asked in zip(keys["study"], keys["population"], keys["indicator"], strict=True)
    ]


def _named(release: Release, reader: Reader, mine: pd.DataFrame) -> claims.Said:
    """« Entreprises partenaires, PHARE-Entreprises, 2015 », with the question where there are several."""
    row = mine.iloc[0]
    label = labels(release, "populations", reader)[row["population"]]
    study = study_named(release, reader, str(row["study"]))
    if len(set(release.table(TABLE)["indicator"])) > 1:
        label = f"{label}, {reader.small(labels(release, 'indicators', reader)[row['indicator']])}"
    return claims.Said(f"{label}, {study.words}", study.claims)


@lru_cache(maxsize=4)
def _whole(release: Release) -> frozenset[str]:
    """The identifiers of what is of the whole country and of a whole population."""
    return frozenset(fact.identifier for fact in facts(release) if fact.national and not fact.part)


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
    names = [labels(release, "items", reader)[code] for code in top["practice"]]
    names_said, value = leading(release, reader, top, names)
    selected = claims.where(
        study=known["study"].iloc[0],
        population=known["population"].iloc[0],
        indicator=known["indicator"].iloc[0],
        territory=known["territory"].iloc[0],
        practice=tuple(known["practice"]),
    )
    if len(close := level(release, TABLE, known)):
        return _level(release, reader, named, close, selected)
    claim = claims.highest(TABLE, selected, "practice", top["practice"], best)
    key = "practices.lead" if value else "practices.lead.near"  # each with its own value
    words = reader.say(key, population=named.words, names=names_said, value=value)
    return claims.Said(words, (*named.claims, claim))


def _level(
    release: Release, reader: Reader, named: claims.Said, close: pd.DataFrame, selected: claims.Where
) -> claims.Said:
    """The practices that no interval parts, each with its value."""
    known, parts, stated = labels(release, "items", reader), [], []
    for row in plain(close):
        value = marks.said(row, release, reader)
        parts.append(f"{known[row['practice']]}, {value}")
        stated.append(
            claims.value(
                TABLE, selected + claims.only(row, "practice", "source"), row["value"], row["status"]
            )
        )
    words = reader.say("practices.level", population=named.words, parts=reader.say("semicolon").join(parts))
    overlap = claims.overlap(TABLE, selected, "practice", close["practice"])
    return claims.Said(words, (*named.claims, overlap, *stated))


def _panel(release: Release, reader: Reader, mine: pd.DataFrame) -> Panel:
    known = labels(release, "items", reader)
    title = _name(release, reader, mine)
    codes = list(dict.fromkeys(mine["practice"]))
    rows, points, said = [], [], []
    for row, code in enumerate(codes):
        same = mine[mine["practice"] == code]
        values = [marks.shown(one, release, reader) for _, one in same.iterrows()]
        words = [bases.told(release, TABLE, one, reader) for _, one in same.iterrows()]
        rows.append({"row": row, "label": known[code], "text": reader.say("conflicts.or").join(values)})
        told = [marks.said(one, release, reader) for _, one in same.iterrows()]
        said.append(f"{known[code]}{reader.say('colon')}{reader.say('conflicts.or').join(told)}")
        points += [
            {"row": row, "value": float(value), "certain": status != UNCERTAIN,
             "lower": low, "upper": high, "description": f"{title}, {known[code]}{reader.say('colon')}{word}"}
            for value, status, low, high, word in zip(
                same["value"], same["status"], same["lower"], same["upper"], words, strict=True
            )
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
        practice=labels(release, "items", reader)[row["practice"]],
        value=marks.said(row, release, reader),
    )


def keys(reader: Reader, *, doubtful: bool, spanned: bool) -> tuple[Key, ...]:
    """What open and tied points mean, and lines with two ends, where there are such."""
    found = [Key(reader.say("practices.legend.open"), "ring", reader.palette.muted)] if doubtful else []
    return (*found, *([Key(reader.say("legend.interval"), "span", reader.palette.ink)] if spanned else []))


def _table(release: Release, reader: Reader, rows: pd.DataFrame) -> pd.DataFrame:
    populations, known = labels(release, "populations", reader), labels(release, "items", reader)
    studies, sources = labels(release, "studies", reader), rows_by_code(release, "sources")
    return pd.DataFrame(
        [
            {
                reader.say("dynamics.population"): populations[row["population"]],
                reader.say("practices.practice"): known[row["practice"]],
                reader.say("column.share"): marks.shown(row, release, reader),
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
