"""The tables of a package with a study's rows in them, and the files replaced together or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.studies.crosstab.plan import DIMENSIONS, SKIP, Plan
from scripts.studies.crosstab.tables import FIGURES, QUESTIONS, Row, Tables
from scripts.studies.faults import fault

if TYPE_CHECKING:
    from scripts.studies.crosstab.rows import Made

_OWN = ("study", "source", "year")  # a figure of another source of the study is not ours to replace


def entered(tables: Tables, made: Made, plan: Plan) -> tuple[dict[Path, str], int]:
    """The texts of the files that change, and how many rows of figures are replaced.

    Rows of the same study, source, year and question give way. A question that has a text keeps it unless the
    map gives another; what the file says fills empty cells.
    """
    new = made.rows()
    gone = _replaced(tables, made)
    kept = [row for row in tables.rows(FIGURES) if id(row) not in gone]
    texts = {
        tables.path(FIGURES): tables.text(FIGURES, [*kept, *new]),
        tables.path(QUESTIONS): _questions(tables, made, plan),
    }
    return {path: text for path, text in texts.items() if path.read_text(encoding="utf-8") != text}, len(gone)


def elsewhere(tables: Tables, made: Made) -> int:
    """How many figures the study has of the same indicators in other sources: they stay."""
    new = {(cell.row["study"], cell.row["indicator"]): cell.row["source"] for cell in made.cells}
    return sum(
        new.get((row["study"], row["indicator"]), row["source"]) != row["source"]
        for row in tables.rows(FIGURES)
    )


def write(texts: Mapping[Path, str]) -> None:
    """Replaces the files. StudyError: one cannot be; all are then as they were."""
    made: list[tuple[Path, Path]] = []
    before = {path: path.read_bytes() for path in texts}
    try:
        for path, text in texts.items():
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", newline="", dir=path.parent, prefix=".study-", delete=False
            ) as file:
                file.write(text)
            Path(file.name).chmod(path.stat().st_mode & 0o777)
            made.append((Path(file.name), path))
        for new, path in made:
            new.replace(path)
    except OSError as error:
        for new, path in made:
            with suppress(OSError):
                new.unlink(missing_ok=True)
                if path.read_bytes() != before[path]:
                    path.write_bytes(before[path])
        raise fault("unwritten", path=next(iter(texts)), note=error.strerror or error) from None


def _replaced(tables: Tables, made: Made) -> set[int]:
    """The rows that give way, by identity."""
    fixed = {
        tuple(sorted({**{name: cell.row[name] for name in _OWN}, **_fixed(cell.question, cell.row)}.items()))
        for cell in made.cells
    }
    keys = {tuple(cell.row.get(name, "") for name in tables.key(FIGURES)) for cell in made.cells}
    gone: set[int] = set()
    for row in tables.rows(FIGURES):
        own = tuple(row[name] for name in tables.key(FIGURES)) in keys
        if own or any(all(row[name] == value for name, value in one) for one in fixed):
            gone.add(id(row))
    return gone


def _fixed(question: Mapping[str, Any], row: Row) -> Row:
    """The dimensions that a question has whatever the answer; its indicator among them."""
    return {
        "indicator": row["indicator"],
        **{
            name: str(question[name])
            for name in DIMENSIONS
            if question.get(name) and question[name] != SKIP and row[name] == question[name]
        },
    }


def _questions(tables: Tables, made: Made, plan: Plan) -> str:
    """The table of questions with those of the study."""
    given = {
        str(entry["indicator"])
        for entry in plan.tables.get("question", [])
        if entry.get("text") and entry.get("indicator")
    }
    rows = [dict(row) for row in tables.rows(QUESTIONS)]
    held = {(row["study"], row["indicator"]): row for row in rows}
    for new in made.questions:
        old = held.get((new["study"], new["indicator"]))
        if old is None:
            rows.append(new)
            continue
        forced = {"question_fr": new["question_fr"]} if new["indicator"] in given else {}
        pairs = [("question_fr",), ("universe_fr", "universe_en"), ("note", "note_en")]
        for names in pairs:
            if not any(old[name] for name in names):
                old.update({name: new.get(name, "") for name in names})
        old.update(forced)
        old["question_status"] = new["question_status"]
    return tables.text(QUESTIONS, rows)
