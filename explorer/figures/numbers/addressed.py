"""The address of every number of a figure, with what it is in words: shown on request under its table."""

from __future__ import annotations

from dataclasses import replace

from explorer.address import identify, numbered
from explorer.figures.figure import Figure
from explorer.figures.official.context import VALUES, printed
from explorer.figures.survey.fact_words import Said, in_words, label
from explorer.figures.survey.facts import by_identifier, fact_tables
from explorer.figures.survey.lookup import plain
from explorer.published import Release
from explorer.reader import Reader


def addressed(release: Release, reader: Reader, figure: Figure) -> Figure:
    """The figure with the address of each of its rows; unchanged where these are no figures of one table."""
    table = figure.cut
    if table not in numbered(release) or (table != VALUES and table not in fact_tables(release)):
        return figure
    names = identify(release, table, figure.rows)
    if table == VALUES:
        words = [_measured(release, reader, row) for row in plain(figure.rows)]
    else:
        known = by_identifier(release)
        words = [_line(in_words(release, reader, known[name]), reader) for name in names]
    return replace(figure, addresses=tuple(dict.fromkeys(zip(names, words, strict=True))))


def _line(said: Said, reader: Reader) -> str:
    """« 37 % : Entreprises d'au moins 10 salariés, France »."""
    what = ", ".join(part for part in (said.domain, *said.about, said.whom, said.where) if part)
    return f"{said.value}{reader.say('colon')}{what}"


def _measured(release: Release, reader: Reader, row: dict[str, object]) -> str:
    """« 7,1 % : Bretagne »."""
    value = row.get("value")
    said = (
        reader.say("measured.absence")
        if value is None
        else printed(release, reader, str(row["indicator"]), float(str(value)), str(row["status"]))
    )
    return f"{said}{reader.say('colon')}{label(release, 'regions', str(row['region']), reader)}"
