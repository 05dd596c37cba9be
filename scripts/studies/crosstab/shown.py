"""What was understood, as a table for people to agree to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scripts.studies.crosstab import notes, propose
from scripts.studies.crosstab.model import CHECK, RAW, WEIGHTED, Crosstab
from scripts.studies.crosstab.plan import DIMENSIONS, SKIP, WHOLE, Plan
from scripts.studies.crosstab.seen import used
from scripts.studies.faults import say

if TYPE_CHECKING:
    from scripts.studies.crosstab.rows import Cell, Made, Maker

_WIDE = 46
_MOST = 500


def text(maker: Maker, made: Made, lang: str) -> str:
    """The table of questions, what answers, columns, signs and notes are, what was not understood."""
    plan, of = maker.plan, maker.of
    parts = [
        say("shown", "title", lang, study=maker.study["code"], source=maker.source["code"], year=maker.year),
        _table(_questions(maker, made, lang)),
        _section("answers", lang, _answers(plan, of, lang)),
        _section("columns", lang, _columns(maker, lang)),
        _section("signs", lang, _signs(plan, of, lang)),
        _section("notes", lang, _notes(plan, of, lang)),
        _section(
            "remarks",
            lang,
            list(dict.fromkeys(say("read", name, lang, **words) for name, words in of.remarks)),
        ),
        _section("unread", lang, _unread(of, lang)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(name: str, lang: str, lines: Sequence[str]) -> str:
    return "\n".join([say("shown", name, lang), *(f"  {line}" for line in lines)]) if lines else ""


def _questions(maker: Maker, made: Made, lang: str) -> Iterator[list[str]]:
    """A row a question: what it measures, of whom, its bases, how many values, withheld cells and marks."""
    yield [
        say("shown", name, lang)
        for name in ("question", "measure", "whom", "raw", "weighted", "values", "withheld", "marks")
    ]
    for title in maker.of.titles():
        entry = maker.plan.entry("question", title)
        if entry.get("is") == SKIP:
            yield [_short(title), say("shown", "skipped", lang), *[""] * 6]
            continue
        cells = [cell for cell in made.cells if cell.question is entry]
        told = Counter(_state(cell) for cell in cells)
        measure = ", ".join(str(entry[name]) for name in DIMENSIONS if entry.get(name)) or "…"
        marks = sum(cell.row.get("significance") in {"above", "below"} for cell in cells)
        bases = [_base(maker, title, kind) for kind in (RAW, WEIGHTED)]
        yield [
            _short(title),
            measure,
            str(entry.get("population", "")),
            *bases,
            str(told["value"]),
            str(told["withheld"]),
            str(marks),
        ]


def _state(cell: Cell) -> str:
    return "value" if cell.row.get("value") else "withheld"


def _base(maker: Maker, title: str, kind: str) -> str:
    """The base of everybody, as printed."""
    for block in maker.of.of(title):
        line = propose.base_line(maker.plan, block, kind)
        for column in block.columns:
            read = line.cells.get(column.place) if line else None
            if read is not None and read.figure.value is not None and maker.column(column).get("is") == WHOLE:
                return format(read.figure.value, "f").replace(".", ",")
    return "–"


def _answers(plan: Plan, of: Crosstab, lang: str) -> list[str]:
    """What each answer is, questions that have the same ones together."""
    found: dict[str, list[str]] = {}
    for title in of.titles():
        entry = plan.entry("question", title)
        if entry.get("is") == SKIP:
            continue
        lines = {line.label for block in of.of(title) for line in block.answers}
        told = " ; ".join(
            f"{name} → {_meaning(one, lang)}"
            for name, one in entry.get("answers", {}).items()
            if name in lines
        )
        checks = {line.label for block in of.of(title) for line in block.lines if line.kind == CHECK}
        told += "".join(f" ; {name} → {say('shown', 'check', lang)}" for name in sorted(checks))
        found.setdefault(told, []).append(_short(title, 24))
    return [f"{', '.join(titles)} : {told}" for told, titles in found.items()]


def _meaning(told: dict[str, Any], lang: str) -> str:
    if told.get("is") == SKIP:
        return say("shown", "skipped", lang)
    return ", ".join(str(told[name]) for name in DIMENSIONS if told.get(name)) or say("shown", "figure", lang)


def _columns(maker: Maker, lang: str) -> list[str]:
    """What each column is."""
    found = []
    for label in dict.fromkeys(column.label for block in maker.of.blocks for column in block.columns):
        entry = maker.plan.entry("column", label)
        parts = entry.get("population")
        if entry.get("is"):
            told = say("shown", "whole" if entry["is"] == WHOLE else "skipped", lang)
        else:
            told = str(
                entry.get("territory")
                or ", ".join(dict.fromkeys(map(str, parts.values() if isinstance(parts, dict) else ())))
            )
        found.append(f"{label} → {told}" + (f" ({entry['group']})" if entry.get("group") else ""))
    return found


def _signs(plan: Plan, of: Crosstab, lang: str) -> list[str]:
    """What signs, marks, colours and bases mean."""
    counts: Counter[str] = Counter()
    for _, _, _, read in used(of):
        counts.update([read.figure.mark, *(f"#{colour}" for colour in read.colours)])
        if read.figure.value is None:
            counts[f" {read.figure.sign}"] += 1
    told = [
        (f" {sign}", sign or say("shown", "empty", lang), meaning)
        for sign, meaning in plan.tables.get("signs", {}).items()
    ]
    told += [(mark, mark, meaning) for mark, meaning in plan.tables.get("marks", {}).items()]
    lines = [
        f"« {name} » → {say('choice', meaning, lang)} ({counts[key]})"
        for key, name, meaning in told
        if counts[key]
    ]
    test = plan.tables.get("test", {})
    if test.get("against"):
        level = f", {float(test['level']) * 100:g} %" if test.get("level") else ""
        lines.append(say("shown", "test", lang) + " " + say("against", test["against"], lang) + level)
    lines += [
        f"« {name} » → {say('choice', kind, lang)}" for name, kind in plan.tables.get("bases", {}).items()
    ]
    return lines


def _notes(plan: Plan, of: Crosstab, lang: str) -> list[str]:
    """What footnotes are notes of, and marks that no footnote explains."""
    lines = [
        f"{say('to', plan.entry('note', text).get('to', to), lang)} : {text}"
        for text, to in notes.referred(of).items()
    ]
    return lines + [
        say("shown", "unexplained", lang, mark=mark, title=_short(title))
        for mark, title in notes.unexplained(of)
    ]


def _unread(of: Crosstab, lang: str) -> list[str]:
    """Cells that were not understood, by their address."""
    lines = [
        f"{address} : {say('read', 'formula', lang) if text == 'formula' else f'« {_short(text)} »'}"
        for address, text in of.unread[:_MOST]
    ]
    more = len(of.unread) - _MOST
    return [*lines, *([say("shown", "more", lang, count=more)] if more > 0 else [])]


def _short(text: str, wide: int = _WIDE) -> str:
    return text if len(text) <= wide else f"{text[: wide - 1].rstrip()}…"


def _table(rows: Iterator[list[str]]) -> str:
    """Columns of texts side by side."""
    held = list(rows)
    wide = [max(len(row[place]) for row in held) for place in range(len(held[0]))]
    lines = ["  ".join(cell.ljust(wide[place]) for place, cell in enumerate(row)).rstrip() for row in held]
    return "\n".join([lines[0], "  ".join("─" * one for one in wide), *lines[1:]])
