"""Is the territory driven by a dynamic of co-construction? One bar, one answer each."""

from __future__ import annotations

import pandas as pd

from explorer.charts.stacked import single
from explorer.figures import bases, claims
from explorer.figures.figure import Figure, Key, Panel
from explorer.figures.lookup import labels
from explorer.figures.marks import printed, spoken, status_keys
from explorer.figures.provenance import provenance
from explorer.published import Release
from explorer.reader import Reader

TABLE = "coconstruction-dynamics"
ANSWERS = ("yes_rooted", "yes_growing", "emerging", "not_at_all")
TOTAL = "any_yes"
STUDY = "phare_institutions_2016"


def coconstruction(release: Release, reader: Reader) -> Figure | None:
    """The four answers of the mayors; None where the release does not have them all."""
    cells = release.table(TABLE)
    cells = cells[cells["study"] == STUDY]
    rows = cells[cells["answer"].isin(ANSWERS) & cells["value"].notna()].drop_duplicates("answer")
    if set(rows["answer"]) != set(ANSWERS):
        return None
    rows = rows.set_index("answer").loc[list(ANSWERS)].reset_index()[list(cells.columns)]
    answers = labels(release, "answers", reader)
    colours = dict(zip(ANSWERS, reader.palette.dynamics, strict=True))
    ends = rows["value"].cumsum()
    said = [
        f"{answers[row['answer']]}{reader.say('colon')}{bases.told(release, TABLE, row, reader)}"
        for _, row in rows.iterrows()
    ]
    segments = pd.DataFrame(
        {
            "row": 0,
            "answer": rows["answer"],
            "start": ends - rows["value"],
            "end": ends,
            "text": [printed(v, s, reader) for v, s in zip(rows["value"], rows["status"], strict=True)],
            "description": said,
        }
    )
    total = cells[cells["answer"] == TOTAL]
    sentence = _sentence(total, rows, release, reader)
    alt = reader.say("coconstruction.alt", parts=reader.say("semicolon").join(said))
    return Figure(
        name=TABLE,
        title=reader.say("coconstruction.title"),
        sentence=sentence.words,
        claims=sentence.claims,
        reading=reader.say("coconstruction.reading", value=_spoken(rows, ANSWERS[0], release, reader)),
        panels=(
            Panel(
                single(segments, colours=colours, lang=reader.lang, palette=reader.palette),
                f"{sentence.words} {alt}",
            ),
        ),
        table=pd.DataFrame({reader.say("column.answer"): [answers[c] for c in rows["answer"]],
                            reader.say("column.share"): list(segments["text"]),
                            **bases.columns(release, TABLE, rows, reader)}),
        rows=pd.concat([rows, total], ignore_index=True),
        provenance=provenance(release, TABLE, pd.concat([rows, total], ignore_index=True), reader),
        caveats=bases.absences(release, TABLE, rows, reader),
        legend=(
            *(Key(f"{text}\u2002{answers[code]}", "solid", colours[code])
              for code, text in zip(ANSWERS, segments["text"], strict=True)),
            *status_keys(release, rows, reader),
        ),
    )  # fmt: skip


def _spoken(rows: pd.DataFrame, answer: str, release: Release, reader: Reader) -> str:
    """The value of one answer with its status in words."""
    row = rows[rows["answer"] == answer].iloc[0]
    return spoken(row["value"], row["status"], release, reader)


def _sentence(total: pd.DataFrame, rows: pd.DataFrame, release: Release, reader: Reader) -> claims.Said:
    """The total as a source prints it, where one does and its parts make it; the answers alone else."""
    facts = {"emerging": _spoken(rows, "emerging", release, reader)}
    facts["none"] = _spoken(rows, "not_at_all", release, reader)
    stated = [_claim(row) for _, row in rows[rows["answer"].isin(("emerging", "not_at_all"))].iterrows()]
    yes = rows[rows["answer"] != "not_at_all"]
    whole = total.iloc[0] if len(total) == 1 and total["value"].notna().all() else None
    if whole is None or round(float(yes["value"].sum()) - float(whole["value"]), 6) != 0:
        return claims.Said(reader.say("coconstruction.answers", **facts), tuple(stated))
    value = spoken(whole["value"], whole["status"], release, reader)
    parts = claims.where(study=STUDY, answer=tuple(yes["answer"]))
    inside = claims.within(TABLE, parts, claims.where(study=STUDY, answer=TOTAL))
    return claims.Said(
        reader.say("coconstruction.sentence", value=value, **facts), (_claim(whole), inside, *stated)
    )


def _claim(row: pd.Series) -> claims.Claim:
    """The value of one row of the table."""
    key = claims.only(row, "study", "population", "answer", "source")
    return claims.value(TABLE, key, row["value"], row["status"])
