"""The cards of the field as views: how many there are in a sentence, their source, what is taken away."""

from __future__ import annotations

import pandas as pd

from explorer.figures import claims
from explorer.figures.figure import Figure, Provenance
from explorer.figures.survey.counted import amount
from explorer.figures.survey.facts import PIONEERS
from explorer.figures.survey.provenance import citations
from explorer.figures.themes.field import FIGURES, Card, impacts, needs, pioneers, profiles
from explorer.published import Release
from explorer.reader import Reader

PROFILES = "mayor-profiles"


def pioneers_view(release: Release, reader: Reader, *, place: str, since: str) -> Figure:
    """The initiatives of a region and a year (empty: all), and how many figures they give of themselves."""
    chosen = {name: code for name, code in (("region", place), ("since", since)) if code}
    cells = release.table(PIONEERS)
    for column, code in chosen.items():
        cells = cells[cells[column].astype("string") == code]
    words = [amount(reader, "pioneers.count", len(cells))]
    stated = [claims.size(PIONEERS, claims.where(**chosen), len(cells))]
    if FIGURES in release.tables and len(cells):
        codes = tuple(cells["code"])
        count = int(release.table(FIGURES)["pioneer"].isin(codes).sum())
        words.append(amount(reader, "cross.figures", count))
        stated.append(claims.size(FIGURES, claims.where(pioneer=codes), count))
    said = claims.Said(f"{', '.join(words)}.", tuple(stated))
    shown = pioneers(release, reader, place=place, since=since)
    caveats = (reader.say("pioneers.caveat"),)
    return _view(release, reader, PIONEERS, cells, shown, said, caveats)


def profiles_view(release: Release, reader: Reader) -> Figure:
    """The profiles of mayors."""
    cells = release.table(PROFILES)
    shown, said = profiles(release, reader), _sized(reader, PROFILES, cells)
    return _view(release, reader, PROFILES, cells, shown, said, (reader.say("profiles.caveat"),))


def groups_view(release: Release, reader: Reader, *, table: str) -> Figure:
    """The impacts, or the needs."""
    groups = {"impacts": impacts, "needs": needs}[table](release, reader)
    cells = release.table(table)
    shown = [card for group in groups for card in group.cards]
    return _view(release, reader, table, cells, shown, _sized(reader, table, cells))


def _sized(reader: Reader, table: str, cells: pd.DataFrame) -> claims.Said:
    """How many the table has."""
    words = f"{amount(reader, f'{table}.count', len(cells))}."
    return claims.Said(words, (claims.size(table, (), len(cells)),))


def _view(
    release: Release,
    reader: Reader,
    table: str,
    cells: pd.DataFrame,
    shown: list[Card],
    said: claims.Said,
    caveats: tuple[str, ...] = (),
) -> Figure:
    rows = cells.reset_index(drop=True)
    head = reader.words(release.tables[table].properties, "title") or table
    return Figure(
        name=table,
        cut=table,
        title=head,
        sentence=said.words,
        claims=said.claims,
        reading="",
        panels=(),
        table=pd.DataFrame({head: [card.title for card in shown], "": [card.text for card in shown]}),
        rows=rows,
        provenance=Provenance(citations=citations(release, rows, reader)),
        caveats=caveats,
    )
