"""The role of each actor as those who were asked see it: ranked bars, a panel an actor, one answer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from explorer.charts.ranked import lines_of, ranked
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.survey import bases, colours
from explorer.figures.survey.absences import keys as absence_keys
from explorer.figures.survey.intervals import NOTHING, span_of
from explorer.figures.survey.lookup import labels, order, plain
from explorer.figures.survey.marks import UNCERTAIN, compared, compared_keys, said, shown, status_keys
from explorer.figures.survey.provenance import PERCENT, provenance, publisher, unit_of
from explorer.figures.survey.waves import Wave, of_wave, wave_of
from explorer.figures.themes import earlier, role_words
from explorer.figures.themes.grid import Grid
from explorer.published import Release
from explorer.reader import Reader

TABLE = role_words.TABLE
LEAST = 2  # values that an answer has, to be offered: fewer are a note
ABOUT = ("indicator", "actor", "domain")  # what one bar is of, within a wave and an answer


@lru_cache(maxsize=64)  # every run of a page asks for these three, and for its links
def answers(release: Release, wave: str = "") -> list[str]:
    """The answers of a wave that have figures, in the order of their table: each is its own scale."""
    return order(release, "answers", asked(release, wave)["answer"])


@lru_cache(maxsize=64)
def offered(release: Release, wave: str = "") -> list[str]:
    """The answers that have values enough for a chart; all of them where none has."""
    rows = asked(release, wave)
    counts = rows[rows["value"].notna()].groupby("answer").size()
    known = answers(release, wave)
    return [code for code in known if counts.get(code, 0) >= LEAST] or known


def _few(release: Release, wave: str, answer: str) -> list[str]:
    """The answers that are not offered, and not shown."""
    known = offered(release, wave)
    return [code for code in answers(release, wave) if code not in (*known, answer)]


def actors(release: Release, wave: str = "") -> list[str]:
    """The actors that have a figure for any answer of a wave, in the order of their table."""
    return order(release, "actors", asked(release, wave)["actor"])


@lru_cache(maxsize=64)
def asked(release: Release, wave: str = "") -> pd.DataFrame:
    """The percentages of a wave (the newest where none is named), of the whole country. Not to be changed."""
    rows = of_wave(release, TABLE, wave_of(release, TABLE, wave))
    return rows[[unit_of(release, TABLE, row) == PERCENT for row in plain(rows)]]


def roles(release: Release, reader: Reader, *, answer: str, wave: str = "") -> Figure:
    """The figures of one answer of one wave: for each actor its domains, in the order of `rows_of`."""
    of = wave_of(release, TABLE, wave)
    rows = rows_of(release, answer, wave)
    indicators = order(release, "indicators", rows["indicator"])
    before = [one for code in indicators for one in earlier.joined(release, reader, TABLE, of, code)]
    before = [(one, cells[cells["answer"] == answer]) for one, cells in before]
    words = role_words.sentence(release, reader, of, rows, answer)
    drawn = pd.concat([rows, *(cells for _, cells in before)], ignore_index=True)
    return Figure(
        cut=TABLE,
        name=f"{TABLE}-{of.code}-{answer}".replace(".", "-"),
        title=role_words.title(release, reader, of, actors(release, wave), [answer]),
        sentence=words.words,
        claims=words.claims,
        reading=role_words.reading(release, reader, of, rows),
        panels=tuple(
            panel(release, reader, rows, actor, answer, indicator=indicator, before=before)
            for indicator in indicators
            for actor in actors(release, wave)
        ),
        table=_table(release, reader, rows, answer, before),
        rows=drawn,
        provenance=provenance(release, TABLE, drawn, reader),
        legend=_legend(release, reader, rows, before, drawn),
        facts=(*role_words.universe(release, reader, of, indicators),
               *earlier.told(release, reader, TABLE, of, indicators)),
        caveats=tuple(filter(None, (
            *role_words.notes(release, reader, of, indicators),
            role_words.unpublished(release, reader, rows, len(actors(release, wave))),
            *role_words.few(release, reader, asked(release, wave), _few(release, wave, answer)),
            earlier.parts(release, reader, TABLE, of, asked(release, wave)),
            *bases.absences(release, TABLE, rows, reader),
        ))),
    )  # fmt: skip


def rows_of(release: Release, answer: str, wave: str = "") -> pd.DataFrame:
    """The rows of one answer; of each actor the highest value first, then what is uncertain, then no value.

    An uncertain value has no place among the others: it may be of another domain.
    """
    rows = asked(release, wave)
    rows = rows[rows["answer"] == answer]
    rank = pd.Series({code: place for place, code in enumerate(actors(release, wave))}, dtype="Int64")
    doubt = (rows["status"] == UNCERTAIN).astype(int) + 2 * rows["value"].isna().astype(int)
    value = (-rows["value"]).mask((rows["status"] == UNCERTAIN).astype(bool))
    keys = rows.assign(_actor=rows["actor"].map(rank), _doubt=doubt, _value=value)
    order_by = ["indicator", "_actor", "_doubt", "_value", "domain"]
    return rows.loc[keys.sort_values(order_by).index].reset_index(drop=True)


def describe(release: Release, reader: Reader, row: pd.Series, answer_label: str) -> str:
    """One figure in a sentence, for a tooltip and for those who hear the chart."""
    return reader.say(
        "roles.describe",
        actor=labels(release, "actors", reader).get(row["actor"], row["actor"]),
        domain=role_words.domain(release, reader, row["domain"]),
        answer=answer_label,
        value=bases.told(release, TABLE, row, reader),
    )


def panel(
    release: Release,
    reader: Reader,
    rows: pd.DataFrame,
    actor: str,
    answer: str,
    *,
    indicator: str = "",
    before: list[tuple[Wave, pd.DataFrame]] | None = None,
) -> Panel:
    """The bars of one actor, as high as those of all the `rows`, which are those of `rows_of` the answer.

    `before`: earlier waves whose values stand on the bars.
    """
    title, colour = (
        role_words.panel(release, reader, actor, rows, indicator),
        colours.of_actor(release, reader, actor),
    )
    mine = rows[(rows["actor"] == actor) & (rows["indicator"].eq(indicator) | (indicator == ""))]
    if mine.empty:
        return Panel({}, reader.say("roles.none"), title, colour)
    answer_label = labels(release, "answers", reader).get(answer, answer)
    then = Grid(before[0][1], *ABOUT) if before else None
    spans = [span_of(release, TABLE, row) if row["lower"] is not None else NOTHING for row in plain(mine)]
    table = pd.DataFrame(
        {
            "label": _names(release, reader, mine),
            "text": [_text(release, reader, row) for _, row in mine.iterrows()],
            "value": mine["value"].astype("Float64"),
            "certain": [s != UNCERTAIN for s in mine["status"]],
            "description": [describe(release, reader, row, answer_label) for _, row in mine.iterrows()],
            "lower": pd.array([span.lower for span in spans], dtype="Float64"),
            "upper": pd.array([span.upper for span in spans], dtype="Float64"),
            "before": pd.array(
                [then.value(*_key(row)) if then else None for row in plain(mine)], dtype="Float64"
            ),
        }
    )
    spec = ranked(
        table, colour=colour, lang=reader.lang, palette=reader.palette, lines=_lines(release, reader, rows)
    )
    parts = [
        f"{domain}{reader.say('colon')}{said(row, release, reader)}"
        for domain, (_, row) in zip(table["label"], mine.iterrows(), strict=True)
    ]
    alt = role_words.alt(release, reader, mine, actor, answer_label, parts)
    return Panel(spec, bases.alt(release, TABLE, mine, reader, alt), title, colour)


def _key(row: dict[str, Any]) -> list[str]:
    return [str(row[field] or "") for field in ABOUT]


def _text(release: Release, reader: Reader, row: pd.Series) -> str:
    """The value as printed, with the source's mark of what is above or below the whole."""
    sign = compared(row)
    return shown(row, release, reader) + (f"\u00a0{sign}" if sign else "")


def _names(release: Release, reader: Reader, rows: pd.DataFrame) -> list[str]:
    """The domain of each row; with its source where two sources have one figure each."""
    names = [role_words.domain(release, reader, code) for code in rows["domain"]]
    twice = rows.duplicated(list(ABOUT), keep=False)
    return [
        f"{name}, {reader.say('name.source', source=publisher(release, source, reader))}" if double else name
        for name, double, source in zip(names, twice, rows["source"], strict=True)
    ]


def _lines(release: Release, reader: Reader, rows: pd.DataFrame) -> int:
    """How many lines the longest name takes."""
    return lines_of(
        _names(release, reader, rows), [_text(release, reader, row) for _, row in rows.iterrows()]
    )


def _table(
    release: Release, reader: Reader, rows: pd.DataFrame, answer: str, before: list[tuple[Wave, pd.DataFrame]]
) -> pd.DataFrame:
    """The same figures to be read in a table, each beside its earlier values."""
    names = labels(release, "actors", reader)
    answer_label = labels(release, "answers", reader).get(answer, answer)
    then = {one.years: Grid(cells, *ABOUT) for one, cells in reversed(before)}
    return pd.DataFrame(
        {
            reader.say("column.actor"): [names.get(code, code) for code in rows["actor"]],
            reader.say("column.domain"): _names(release, reader, rows),
            answer_label: [_text(release, reader, row) for _, row in rows.iterrows()],
            **{
                year: [grid.text(release, reader, *_key(row)) for row in plain(rows)]
                for year, grid in then.items()
            },
            **bases.columns(release, TABLE, rows, reader),
            reader.say("column.note"): [reader.words(row, "note") for row in plain(rows)],
        }
    )


def _legend(
    release: Release,
    reader: Reader,
    rows: pd.DataFrame,
    before: list[tuple[Wave, pd.DataFrame]],
    shown: pd.DataFrame,
) -> tuple[Key, ...]:
    keys = [*status_keys(release, shown, reader), *compared_keys(release, reader, rows)]
    if ((rows["status"] == UNCERTAIN) & rows["value"].notna()).any():
        keys = [Key(reader.say("legend.open"), "open", reader.palette.muted), *keys]
    if (rows["lower"].notna() & rows["value"].notna()).any():
        keys.append(Key(reader.say("legend.interval"), "span", reader.palette.ink))
    if any(cells["value"].notna().any() for _, cells in before[:1]):
        keys.append(earlier.key_of(reader, before))
    return (*keys, *absence_keys(release, reader, rows))
