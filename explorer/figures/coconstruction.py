"""Is the territory driven by a dynamic of co-construction? One bar, one answer each."""

from __future__ import annotations

import pandas as pd

from explorer.charts.stacked import single
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
        f"{answers[code]}{reader.say('colon')}{spoken(value, status, release, reader)}"
        for code, value, status in zip(rows["answer"], rows["value"], rows["status"], strict=True)
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
    values = dict(zip(rows["answer"], rows["value"], strict=True))
    total = cells[cells["answer"] == TOTAL]
    return Figure(
        name=TABLE,
        title=reader.say("coconstruction.title"),
        sentence=_sentence(total, values, release, reader),
        reading=reader.say("coconstruction.reading", value=reader.percent(values["yes_rooted"])),
        panels=(
            Panel(
                single(segments, colours=colours, lang=reader.lang, palette=reader.palette),
                reader.say("coconstruction.alt", parts=reader.say("semicolon").join(said)),
            ),
        ),
        table=pd.DataFrame({reader.say("column.answer"): [answers[c] for c in rows["answer"]],
                            reader.say("column.share"): list(segments["text"])}),
        rows=pd.concat([rows, total], ignore_index=True),
        provenance=provenance(release, TABLE, pd.concat([rows, total], ignore_index=True), reader),
        legend=(
            *(Key(f"{text}\u2002{answers[code]}", "solid", colours[code])
              for code, text in zip(ANSWERS, segments["text"], strict=True)),
            *status_keys(release, rows, reader),
        ),
    )  # fmt: skip


def _sentence(total: pd.DataFrame, values: dict[str, float], release: Release, reader: Reader) -> str:
    """The total as a source prints it, where one does; the answers alone else."""
    none = reader.percent(values["not_at_all"])
    if len(total) == 1 and total["value"].notna().all():
        value = spoken(total["value"].iloc[0], total["status"].iloc[0], release, reader)
        return reader.say(
            "coconstruction.sentence", value=value, none=none, emerging=reader.percent(values["emerging"])
        )
    return reader.say("coconstruction.answers", none=none, emerging=reader.percent(values["emerging"]))
