"""Every domain × actor: what was published, and what was not."""

from __future__ import annotations

import textwrap

import pandas as pd

from explorer.charts.matrix import matrix as draw
from explorer.figures import claims
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.survey import bases
from explorer.figures.survey.absences import absent
from explorer.figures.survey.absences import keys as absence_keys
from explorer.figures.survey.lookup import labels, order, rows_by_code
from explorer.figures.survey.marks import UNCERTAIN, status_keys
from explorer.figures.survey.provenance import provenance
from explorer.figures.survey.waves import wave_of
from explorer.figures.themes import role_words
from explorer.figures.themes.grid import Grid
from explorer.figures.themes.role_words import TABLE
from explorer.figures.themes.roles import actors, rows_of
from explorer.published import Release
from explorer.reader import Reader
from explorer.theme import step

WRAP, LINES = 20, 2  # characters and lines of a row's label
TEN = 10  # points of a class, and classes


def matrix(release: Release, reader: Reader, *, answer: str, wave: str = "", indicator: str = "") -> Figure:
    """All domains of the release by the actors of a wave, for one answer to one question (the first)."""
    of, rows = wave_of(release, TABLE, wave), rows_of(release, answer, wave)
    asked = indicator or next(iter(order(release, "indicators", rows["indicator"])), "")
    rows = rows[rows["indicator"] == asked].reset_index(drop=True)
    answer_label = labels(release, "answers", reader).get(answer, answer)
    columns = {code: labels(release, "actors", reader).get(code, code) for code in actors(release, wave)}
    cells = _cells(release, reader, rows, columns, answer_label)
    read = rows[rows["value"].notna() & rows["domain"].notna()]
    filled = len(read[["domain", "actor"]].drop_duplicates())
    domains = labels(release, "domains", reader)
    spec = draw(cells, columns=columns, lang=reader.lang, palette=reader.palette)
    alt = reader.say(
        "matrix.alt", answer=answer_label, domains=len(domains), actors=len(columns), count=filled
    )
    selected = role_words.selected(of, rows, indicator=asked, answer=answer)
    wide = role_words.selected(of, rows)
    size = len(domains) * len(columns)
    count = claims.Said(
        reader.say("matrix.sentence", answer=reader.small(answer_label), count=filled, cells=size),
        (
            claims.held(TABLE, selected, ("domain", "actor"), filled),
            claims.grid(TABLE, wide, "actor", "domains", size),
        ),
    )
    said = claims.together([count, absent(release, reader, TABLE, rows, selected, of="figures")])
    whole = role_words.title(release, reader, of, list(columns), [answer])
    return Figure(
        cut=TABLE,
        name=f"{TABLE}-matrix-{of.code}-{answer}".replace(".", "-"),
        title=reader.say("matrix.title", title=whole),
        sentence=said.words,
        claims=said.claims,
        reading=reader.say("matrix.reading"),
        panels=(Panel(spec, bases.alt(release, TABLE, rows, reader, f"{said.words} {alt}")),),
        table=_table(cells, domains, columns, reader).assign(**_bases(release, rows, reader)),
        rows=rows,
        provenance=provenance(release, TABLE, rows, reader),
        legend=_legend(release, reader, rows, bare=filled + rows["value"].isna().sum() < size),
        facts=role_words.universe(release, reader, of, [asked]),
        caveats=(
            *role_words.notes(release, reader, of, [asked]),
            _families(release, reader),
            *bases.absences(release, TABLE, rows, reader),
        ),
    )


def _cells(
    release: Release, reader: Reader, rows: pd.DataFrame, columns: dict[str, str], answer_label: str
) -> pd.DataFrame:
    """One row a cell of the matrix; a cell with no row in the release has no value and says so.

    Where sources differ the cell has both values and the colour of neither.
    """
    found = Grid(rows, "domain", "actor")
    cells = []
    for place, (domain, label) in enumerate(labels(release, "domains", reader).items()):
        for actor, actor_label in columns.items():
            mine = found.rows(domain, actor)
            said = [
                reader.say(
                    "roles.describe", actor=actor_label, domain=label, answer=answer_label,
                    value=bases.told(release, TABLE, row, reader) if row else reader.say("value.none"),
                )
                for row in mine or [{}]
            ]  # fmt: skip
            cells.append(
                {
                    "row": place,
                    "lines": _fold(label),
                    "column": actor,
                    "value": found.value(domain, actor),
                    "certain": all(row["status"] != UNCERTAIN for row in mine),
                    "unreadable": bool(mine) and found.value(domain, actor) is None,
                    "text": found.text(release, reader, domain, actor),
                    "description": reader.say("semicolon").join(said),
                }
            )
    return pd.DataFrame(cells).astype({"value": "Float64"})


def _bases(release: Release, rows: pd.DataFrame, reader: Reader) -> dict[str, list[str]]:
    """The base of each domain's figures; nothing where it has none."""
    found = [
        bases.distinct(release, TABLE, rows[rows["domain"] == domain], reader)
        for domain in labels(release, "domains", reader)
    ]
    return {reader.say("column.base"): found}


def _fold(label: str) -> str:
    """The label in at most two lines, as even as they can be."""
    widths = range(WRAP if len(label) <= WRAP else len(label) // LINES, max(WRAP, len(label)) + 1)
    words = label.replace(" /", "\u00a0/")  # a stroke ends a line, it does not start one
    wrapped = (textwrap.wrap(words, width, break_long_words=False) for width in widths)
    return "\n".join(next(lines for lines in wrapped if len(lines) <= LINES))


def _table(
    cells: pd.DataFrame, domains: dict[str, str], columns: dict[str, str], reader: Reader
) -> pd.DataFrame:
    wide = cells.pivot_table(index="row", columns="column", values="text", aggfunc="first")[list(columns)]
    table = wide.rename(columns=columns).reset_index(drop=True)
    table.columns.name = None
    table.insert(0, reader.say("column.domain"), list(domains.values()))
    return table


def _legend(release: Release, reader: Reader, rows: pd.DataFrame, *, bare: bool) -> tuple[Key, ...]:
    """The classes that are in use, hatching where a cell is `bare` (not published), reasons, marks."""
    palette = reader.palette
    known = rows["value"].dropna()
    used = sorted({min(int(value // TEN), TEN - 1) for value in known})
    whole = all(float(value).is_integer() for value in known)
    keys = [Key(_class(reader, low * TEN, whole=whole), "solid", step(low * TEN, palette)) for low in used]
    if (rows["status"] == UNCERTAIN).any():
        keys.append(Key(reader.say("legend.open"), "open", palette.ink))
    if bare:
        keys.append(Key(reader.say("legend.unpublished"), "hatch", palette.hatch))
    return (*keys, *absence_keys(release, reader, rows, "track"), *status_keys(release, rows, reader))


def _families(release: Release, reader: Reader) -> str:
    """The domains are in the order of the source; said once."""
    families = rows_by_code(release, "families")
    names = [reader.say("quoted", words=reader.words(row, "label").lower()) for row in families.values()]
    return reader.say("matrix.order", families=reader.listing(names))


def _class(reader: Reader, low: int, *, whole: bool) -> str:
    """« 50 à 59 % » where all values are whole, else « 50 à moins de 60 % »; the last has both its ends."""
    if low + TEN == 100:  # noqa: PLR2004 (percent)
        return reader.say("legend.class", low=low, high=reader.percent(100))
    if whole:
        return reader.say("legend.class", low=low, high=reader.percent(low + TEN - 1))
    return reader.say("territories.legend.class", low=low, high=reader.percent(low + TEN))
