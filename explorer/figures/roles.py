"""Which domains lead for each actor, as mayors see them: ranked bars, a panel an actor, one scale."""

from __future__ import annotations

import pandas as pd

from explorer.charts.ranked import lines_of, ranked
from explorer.figures import bases, claims, colours
from explorer.figures.absences import absent
from explorer.figures.absences import keys as absence_keys
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.lookup import labels, order, plain
from explorer.figures.marks import UNCERTAIN, leading, printed, spoken, status_keys
from explorer.figures.provenance import provenance
from explorer.published import Release
from explorer.reader import Reader

TABLE = "actor-roles"


def answers(release: Release) -> list[str]:
    """The answers that have figures, in the order of their table: each is its own scale, never mixed."""
    return order(release, "answers", release.table(TABLE)["answer"])


def actors(release: Release) -> list[str]:
    """The actors that have a figure for any answer, in the order of their table."""
    return order(release, "actors", release.table(TABLE)["actor"])


def roles(release: Release, reader: Reader, *, answer: str) -> Figure:
    """The figures of one answer: for each actor its domains, in the order of `rows_of`."""
    rows = rows_of(release, answer)
    panels = [panel(release, reader, rows, actor, answer) for actor in actors(release)]
    answer_label = labels(release, "answers", reader)[answer]
    said = _sentence(release, reader, rows, answer)
    return Figure(
        name=f"{TABLE}-{answer}",
        title=reader.say("roles.title"),
        sentence=said.words,
        claims=said.claims,
        reading=_reading(release, reader, rows, answer_label),
        panels=tuple(panels),
        table=_table(release, reader, rows, answer_label),
        rows=rows,
        provenance=provenance(release, TABLE, rows, reader),
        legend=_legend(release, reader, rows),
        caveats=(
            reader.say("roles.caveat.leading"),
            reader.say("roles.caveat.answers"),
            *bases.absences(release, TABLE, rows, reader),
        ),
    )


def rows_of(release: Release, answer: str) -> pd.DataFrame:
    """The rows of one answer; of each actor the highest value first, then what is uncertain, then no value.

    An uncertain value has no place among the others: it may be of another domain.
    """
    cells = release.table(TABLE)
    rows = cells[cells["answer"] == answer]
    rank = pd.Series({code: place for place, code in enumerate(actors(release))})
    doubt = (rows["status"] == UNCERTAIN).astype(int) + 2 * rows["value"].isna().astype(int)
    value = (-rows["value"]).mask((rows["status"] == UNCERTAIN).astype(bool))
    keys = rows.assign(_actor=rows["actor"].map(rank), _doubt=doubt, _value=value)
    return rows.loc[keys.sort_values(["_actor", "_doubt", "_value", "domain"]).index].reset_index(drop=True)


def describe(release: Release, reader: Reader, row: pd.Series, answer_label: str) -> str:
    """One figure in a sentence, for a tooltip and for those who hear the chart."""
    return reader.say(
        "roles.describe",
        actor=labels(release, "actors", reader)[row["actor"]],
        domain=labels(release, "domains", reader)[row["domain"]],
        answer=answer_label,
        value=bases.told(release, TABLE, row, reader),
    )


def panel(release: Release, reader: Reader, rows: pd.DataFrame, actor: str, answer: str) -> Panel:
    """The bars of one actor, as high as those of all the `rows`, which are those of `rows_of` the answer."""
    title, colour = labels(release, "actors", reader)[actor], colours.of_actor(release, reader, actor)
    mine = rows[rows["actor"] == actor]
    if mine.empty:
        return Panel({}, reader.say("roles.none", actor=title), title, colour)
    answer_label = labels(release, "answers", reader)[answer]
    domains = labels(release, "domains", reader)
    table = pd.DataFrame(
        {
            "label": [domains[code] for code in mine["domain"]],
            "text": [printed(v, s, reader) for v, s in zip(mine["value"], mine["status"], strict=True)],
            "value": mine["value"].astype("Float64"),
            "certain": [s != UNCERTAIN for s in mine["status"]],
            "description": [describe(release, reader, row, answer_label) for _, row in mine.iterrows()],
        }
    )
    spec = ranked(
        table, colour=colour, lang=reader.lang, palette=reader.palette, lines=_lines(release, reader, rows)
    )
    parts = [
        f"{domain}{reader.say('colon')}{spoken(v, s, release, reader)}"
        for domain, v, s in zip(table["label"], mine["value"], mine["status"], strict=True)
    ]
    alt = reader.say("roles.alt", actor=title, answer=answer_label, parts=reader.say("semicolon").join(parts))
    return Panel(spec, bases.alt(release, TABLE, mine, reader, alt), title, colour)


def _lines(release: Release, reader: Reader, rows: pd.DataFrame) -> int:
    """How many lines the longest name takes."""
    domains = labels(release, "domains", reader)
    names = [domains[code] for code in rows["domain"]]
    values = [printed(v, s, reader) for v, s in zip(rows["value"], rows["status"], strict=True)]
    return lines_of(names, values)


def _sentence(release: Release, reader: Reader, rows: pd.DataFrame, answer: str) -> claims.Said:
    """Each actor's leading domain; with ties all of them. Nothing is compared between actors.

    What is uncertain leads nothing where there are values that are not.
    """
    domains, names = labels(release, "domains", reader), labels(release, "actors", reader)
    answer_label = labels(release, "answers", reader)[answer].lower()
    parts = []
    for actor in actors(release):
        mine = rows[(rows["actor"] == actor) & rows["value"].notna()]
        if mine.empty:
            continue
        sure = mine[mine["status"] != UNCERTAIN]
        of = mine if sure.empty else sure
        top = of[of["value"] == of["value"].max()]
        quoted = [reader.say("roles.domain", domain=domains[code]) for code in top["domain"]]
        words, value = leading(release, reader, top, quoted)
        selected = claims.where(answer=answer, actor=actor)
        aside = len(of) < len(mine)
        if aside:
            selected += claims.where(status=tuple(sorted(of["status"].unique())))
        parts.append(
            claims.Said(
                reader.say(
                    "roles.leading.sure" if aside else "roles.leading",
                    actor=names[actor].lower(),
                    domains=words,
                    value=value,
                ),
                (claims.highest(TABLE, selected, "domain", top["domain"], top["value"].iloc[0]),),
            )
        )
    selected = claims.where(answer=answer)
    lost = absent(release, reader, TABLE, rows, selected, of="figures")
    if not parts:
        nothing = claims.Said(
            reader.say("roles.sentence.none", answer=answer_label), (claims.none(TABLE, selected),)
        )
        return claims.together([nothing, lost])
    found = claims.together(parts, reader.say("semicolon"))
    key = "roles.sentence" if rows["value"].count() > 1 else "roles.sentence.one"
    first = reader.say(key, answer=answer_label, parts=found.words)
    return claims.together([claims.Said(first, found.claims), lost])


def _reading(release: Release, reader: Reader, rows: pd.DataFrame, answer_label: str) -> str:
    """How to read, on the first normal value (else the first value at all)."""
    read = rows[rows["value"].notna()].sort_values("status", kind="stable")
    if read.empty:
        return ""
    row = read.iloc[0]
    return reader.say(
        "roles.reading",
        value=spoken(row["value"], row["status"], release, reader),
        answer=answer_label.lower(),
        actor=labels(release, "actors", reader)[row["actor"]].lower(),
        domain=labels(release, "domains", reader)[row["domain"]],
    )


def _table(release: Release, reader: Reader, rows: pd.DataFrame, answer_label: str) -> pd.DataFrame:
    """The same figures to be read in a table."""
    domains, names = labels(release, "domains", reader), labels(release, "actors", reader)
    return pd.DataFrame(
        {
            reader.say("column.actor"): [names[code] for code in rows["actor"]],
            reader.say("column.domain"): [domains[code] for code in rows["domain"]],
            answer_label: [printed(v, s, reader) for v, s in zip(rows["value"], rows["status"], strict=True)],
            **bases.columns(release, TABLE, rows, reader),
            reader.say("column.note"): [reader.words(row, "note") for row in plain(rows)],
        }
    )


def _legend(release: Release, reader: Reader, rows: pd.DataFrame) -> tuple[Key, ...]:
    keys = [*status_keys(release, rows, reader)]
    if (rows["status"] == UNCERTAIN).any():
        keys = [Key(reader.say("legend.open"), "open", reader.palette.muted), *keys]
    return (*keys, *absence_keys(release, reader, rows))
