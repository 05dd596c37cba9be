"""Rows that are known, written in a form that is drawn: the files, where each row is, what is wrong there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from tests.conformance.case import Case
from tests.differential.known import Cell, Plan, labels_of, plain_json

Rows = Sequence[list[Cell]]


def written(plan: Plan, rows: Rows, case: Case) -> Case:
    """The case with its files, its rows, their lines and the faults of its cells."""
    if plan.form in ("csv", "inline-text"):
        return _delimited(plan, rows, case)
    labels = labels_of(plan.columns)
    values = [[cell[0] for cell in row] for row in rows]
    if plan.form == "xlsx":
        sheet = [labels, *values]
        files: dict[str, Any] = {"t.xlsx": {"sheets": {"Feuil1": sheet}}}
        return _told(plan, rows, replace(case, files=files), [str(n) for n in range(2, len(rows) + 2)])
    keyed = plan.form in ("json", "inline") or (plan.form == "jsonl" and plan.rng.random() < 0.5)
    items: list[Any] = [dict(zip(labels, row, strict=True)) for row in values] if keyed else [labels, *values]
    if plan.form.startswith("inline"):
        case = replace(case, resource={"data": [_null(item) for item in items]})
        return _told(plan, rows, case, [str(n) for n in range(2, len(rows) + 2)])
    plan.known = False
    texts = [plain_json(item) for item in items]
    if plan.form == "jsonl":
        files, first = (
            {"t.jsonl": {"text": "".join(f"{text}\n" for text in texts), "encoding": plan.encoding}},
            1,
        )
    else:
        files, first = {"t.json": {"text": "[\n" + ",\n".join(texts) + "\n]", "encoding": plan.encoding}}, 2
    case = replace(case, files=files, resource={"encoding": plan.encoding})
    return _told(plan, rows, case, [str(n + first + (not keyed)) for n in range(len(rows))])


def _null(item: Any) -> Any:
    pairs = item.items() if isinstance(item, dict) else enumerate(item)
    made = {key: {"null": True} if value is None else value for key, value in pairs}
    return made if isinstance(item, dict) else list(made.values())


def _told(plan: Plan, rows: Rows, case: Case, lines: list[str]) -> Case:
    """The case with its rows, the lines of these and the faults of cells."""
    values, faults = [], list(case.faults)
    for at, row in zip(lines, rows, strict=True):
        told = [
            (one.field["name"], value, wrong)
            for one, (_, value, wrong) in zip(plan.columns, row, strict=False)
            if one is not None
        ]
        values.append({name: value for name, value, _ in told if value is not None})
        beside = any(
            one is None and cell[0] not in ("", None) for one, cell in zip(plan.columns, row, strict=False)
        )
        extra = len(row) - len(plan.columns)
        if not any(wrong for *_, wrong in told) and not values[-1] and not beside:
            faults.append(f"blank-row {at}")
            continue
        faults += [f"type-error {at} {name}" for name, _, wrong in told if wrong]
        faults += [f"extra-cell {at}"] * extra
        faults += [f"missing-cell {at} {name}" for name in labels_of(plan.columns)[len(row) :]]
    return replace(case, rows=values, lines=list(lines), faults=faults)


# --- delimited text ----------------------------------------------------------------------------------------


class Writer:
    """Writes records in a dialect, and counts lines and records."""

    def __init__(self, rng: Random, dialect: dict[str, Any], ending: str) -> None:
        self.rng, self.ending = rng, ending
        self.delimiter, self.quote = dialect.get("delimiter", ","), dialect.get("quoteChar", '"')
        self.escape = dialect.get("escapeChar", "")
        self.doubled = dialect.get("doubleQuote", True)
        self.spaced = dialect.get("skipInitialSpace", False)
        self.mark = dialect.get("commentChar", "")
        self.text, self.line = "", 1

    def record(self, cells: Sequence[str]) -> int:
        """The line at which a record of these cells was written."""
        gap = self.delimiter + " " * (self.spaced and self.rng.random() < 0.5)
        return self.raw(gap.join(map(self._cell, cells)))

    def raw(self, text: str) -> int:
        """The line at which a text was written."""
        at = self.line
        self.text += text + self.ending
        self.line += text.count("\n") + 1
        return at

    def _cell(self, cell: str) -> str:
        needs = any(mark in cell for mark in (self.delimiter, self.quote, "\n", "\r", self.mark or "\n"))
        needs |= self.spaced and cell.startswith(" ")
        cell = cell.replace(self.escape, self.escape * 2) if self.escape else cell
        if not needs and self.rng.random() < 0.8:
            return cell
        inside = cell.replace(self.quote, (self.quote if self.doubled else self.escape) + self.quote)
        return f"{self.quote}{inside}{self.quote}"


def _dialect(plan: Plan) -> dict[str, Any]:
    rng = plan.rng
    found: dict[str, Any] = {}
    if rng.random() < 0.5:
        found["delimiter"] = rng.choice([";", "\t", "|", ","])
    if rng.random() < 0.15:
        found["quoteChar"] = "'"
    if rng.random() < 0.15:
        found |= {"escapeChar": "\\", "doubleQuote": False}
    elif rng.random() < 0.1:
        found["nullSequence"] = plan.null = "\\N"
        plan.known = False
    if rng.random() < 0.15:
        found["skipInitialSpace"] = True
    kind = rng.random()
    if kind < 0.15:
        found["commentChar"] = rng.choice("#%")
    elif kind < 0.25 and not plan.schema.get("fieldsMatch"):
        found["header"] = False
    elif kind < 0.4:
        found["headerRows"] = [rng.choice([2, 3])]
    return found


def _delimited(plan: Plan, rows: Rows, case: Case) -> Case:
    """Text in a dialect, in one file or in parts."""
    rng, dialect = plan.rng, _dialect(plan)
    ending = rng.choice(["\n", "\n", "\r\n"])
    alone = plan.form == "inline-text" or rng.random() < 0.75
    cuts = [] if alone else sorted(rng.randint(0, len(rows)) for _ in range(rng.randint(1, 2)))
    chunks = [rows[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)], strict=True) if a < b] or [rows]
    alone_in_row = len(plan.columns) == 1  # without a header, « [1] » alone may well be a JSON file
    if not rows or alone_in_row:
        dialect.pop("header", None)
    headed = rng.choice(["all", "none", "some"])
    packing = "" if plan.form == "inline-text" else rng.choice(["", "", "", "gz", "bz2", "xz"])
    files: dict[str, Any] = {}
    lines: list[str] = []
    kept: list[list[Cell]] = []
    for part, chunk in enumerate(chunks):
        name = f"t{part or ''}.csv{packing and '.'}{packing}"
        writer = Writer(rng, dialect, ending)
        told = not part or alone_in_row or headed == "all" or (headed == "some" and rng.random() < 0.5)
        before = _head(writer, plan, dialect, headed=told)
        records = 0
        for row in chunk:
            if writer.mark and rng.random() < 0.1:
                _comment(writer, plan)
                records += 1
            cells = _ragged(plan, row)
            at = writer.record([_text(plan, cell) for cell in cells]) if cells else writer.raw("")
            records += 1
            lines.append(f"{name}:{at}" if plan.form == "csv" else str(before + records))
            kept.append(cells)
        cut = writer.text.removesuffix(ending)
        text = cut if rng.random() < 0.2 and cut and not cut.endswith("\n") else writer.text
        files[name] = {"text": text, "encoding": plan.encoding, **({"pack": packing} if packing else {})}
    if len(files) > 1:
        whole = (
            headed == "all"
            and dialect.keys().isdisjoint({"commentChar", "headerRows"})
            and "header" not in dialect
        )
        plan.known &= (
            whole
            and not plan.encoding.startswith("utf-16")
            and all(f["text"].endswith(ending) for f in files.values())
        )
        plan.known &= plan.encoding != "utf-8-sig"
    case = replace(case, dialect=dialect)
    if plan.form == "inline-text":
        plan.known = False
        case = replace(case, resource={"data": next(iter(files.values()))["text"], "format": "csv"})
    else:
        case = replace(case, files=files, resource={"encoding": plan.encoding})
    return _told(plan, kept, case, lines)


def _text(plan: Plan, cell: Cell) -> str:
    """A cell; one that has no value is now and then the null sequence."""
    written, value, wrong = cell
    absent = plan.null and value is None and not wrong and written in plan.missing
    return plan.null if absent and plan.rng.random() < 0.5 else str(written)


def _head(writer: Writer, plan: Plan, dialect: dict[str, Any], *, headed: bool) -> int:
    """How many records stand above the rows: notes, comments, the header."""
    records = 0
    if not headed:
        return 0
    for number in range(1, dialect.get("headerRows", [1])[-1]):
        writer.raw(plan.rng.choice([f"Note {number}", f"Note {number}{writer.delimiter}x"]))
        records += 1
    while writer.mark and plan.rng.random() < 0.6:
        _comment(writer, plan)
        records += 1
        plan.known = False  # frictionless may take the header for a row, by how many rows there are
    if dialect.get("header", True):
        writer.record(labels_of(plan.columns))
        records += 1
    return records


def _comment(writer: Writer, plan: Plan) -> None:
    """A line that is left out, whatever stands in it."""
    odd = plan.rng.random() < 0.3
    plan.known &= not odd
    writer.raw(f"{writer.mark} note{writer.delimiter + writer.quote + 'x' if odd else ''}")


def _ragged(plan: Plan, row: list[Cell]) -> list[Cell]:
    """The row, now and then with its last cell left out, or with one more; or with none at all."""
    chance = plan.rng.random()
    if chance < 0.03 and len(row) > 1:
        return row[:-1]
    if chance < 0.05:
        return [*row, ("beyond", None, False)]
    if chance < 0.07:
        return []
    return row
