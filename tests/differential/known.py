"""Packages made at random from values that are known: how they are written, and what is wrong, is drawn.

A package is a case of conformance (tests/conformance/case.py), whose rows, lines and faults are known since
it was written from them: no reader is asked what is right.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Any

from tests.conformance.case import Case
from tests.differential.dresses import Dress, dress

ENCODINGS = (
    *[("utf-8", "any")] * 6,
    ("utf-8-sig", "any"),
    ("windows-1252", "latin"),
    ("iso-8859-15", "latin"),
    ("utf-16", "any"),
    ("utf-16-le", "any"),
    ("utf-16-be", "any"),
    ("latin-1", "latin"),
    ("ascii", "ascii"),
)
FORMS = ("csv",) * 8 + ("json", "arrays", "jsonl", "xlsx", "inline", "inline-arrays", "inline-text")
NATIVE = ("integer", "number", "boolean", "list", "object", "array", "year", "string")
LARGEST = 2**63 - 1  # of a whole number that is published
ORDERED = ("integer", "number", "date", "datetime", "year")


@dataclass
class Plan:
    """What is drawn of a table before it is written: its columns as they are in the file, and its rows.

    A row has a pair for each column: the text (or the value as it is) and what it is worth; None is wrong.
    """

    rng: Random
    form: str
    letters: str
    encoding: str
    columns: list[Dress | None] = field(default_factory=list)  # None is a column that is no field
    missing: list[str] = field(default_factory=lambda: [""])
    null: str = ""
    schema: dict[str, Any] = field(default_factory=dict)
    known: bool = True  # frictionless reads such a table


def made(seed: int) -> Case:
    """A case; the same for the same seed."""
    rng = Random(seed)  # noqa: S311 -- data, not secrets
    encoding, letters = rng.choice(ENCODINGS)
    plan = Plan(rng, rng.choice(FORMS), letters, encoding)
    dresses = [dress(rng, f"c{i}", letters) for i in range(rng.randint(1, 5))]
    _schema(plan, dresses)
    rows = [_row(plan) for _ in range(rng.randint(plan.form != "csv", 8))]
    from tests.differential.written import written

    case = written(
        plan, rows, Case("random", str(seed), "-", "same", [d.field for d in dresses], plan.schema)
    )
    faults = [*case.faults, *_judged(plan, case)]
    plan.known &= all(d.known for d in dresses)
    untold = not plan.missing and any(len(row) < len(case.fields) for row in case.rows)  # no text for nothing
    large = any(isinstance(v, int) and abs(v) > LARGEST for row in case.rows for v in row.values())
    return replace(
        case, faults=faults, published=not (large or untold), frictionless="same" if plan.known else "another"
    )


def _schema(plan: Plan, dresses: list[Dress]) -> None:
    """Keys, constraints, missing values, and which columns the file has."""
    rng, schema = plan.rng, plan.schema
    if rng.random() < 0.4:
        plan.missing = rng.choice([["", "nd"], ["n.d.", "-"], ["NULL", ""], []])
        labelled = [{"value": text, "label": f"because of {text}"} for text in plan.missing]
        schema["missingValues"] = labelled if labelled and rng.random() < 0.3 else plan.missing
    dresses[:] = [_constrained(rng, one) for one in dresses]
    keyed = [
        d.field["name"] for d in dresses if d.field.get("type") in ("integer", "string", "number", "date")
    ]
    if keyed and rng.random() < 0.3:
        schema["primaryKey"] = [rng.choice(keyed)]
    columns: list[Dress | None] = list(dresses)
    if plan.form == "csv" and rng.random() < 0.25:
        schema["fieldsMatch"] = match = rng.choice(["exact", "equal", "subset", "superset", "partial"])
        if match != "exact":
            rng.shuffle(columns)
        if match in ("superset", "partial") and len(columns) > 1:
            gone = columns.pop()
            plan.known &= not (gone and gone.field.get("constraints", {}).get("required"))
            if schema.get("primaryKey") == [gone.field["name"] if gone else ""]:
                del schema["primaryKey"]
        if match in ("subset", "partial"):
            columns.insert(rng.randint(0, len(columns)), None)
    plan.columns = columns


def _constrained(rng: Random, one: Dress) -> Dress:
    """The field with a bound and more, now and then; frictionless reads no bound of a number in a dress."""
    kind, found, known = one.field.get("type", "any"), dict[str, Any](), one.known
    if rng.random() < 0.15:
        found["required"] = True
    if rng.random() < 0.1 and kind in ("integer", "string", "date"):
        found["unique"] = True
    bound = None
    if rng.random() < 0.2 and kind in ORDERED:
        bound = one.make(rng)
        numeric = kind == "integer" or (kind == "number" and Decimal(str(float(bound))) == bound)
        typed = numeric and rng.random() < 0.5
        known &= typed or kind not in ("integer", "number")
        told = (int(bound) if kind == "integer" else float(bound)) if typed else one.spell(bound)
        found[rng.choice(["minimum", "maximum", "exclusiveMinimum"])] = told
    if found:
        one.field["constraints"] = found
    return one._replace(known=known, bound=bound)


Cell = tuple[Any, Any, bool]  # what is written, what it is worth, whether it is wrong


def _row(plan: Plan) -> list[Cell]:
    return [_cell(plan, one, number) for number, one in enumerate(plan.columns)]


def _cell(plan: Plan, one: Dress | None, number: int) -> Cell:
    rng = plan.rng
    if one is None:
        return rng.choice(["z", "1", "a b"]), None, False
    native = plan.form not in ("csv", "inline-text")
    chance = rng.random()
    if chance < 0.12 and (plan.missing or native) and not (plan.form == "xlsx" and number == 0):
        absent = native and (not plan.missing or rng.random() < 0.5) and plan.form != "xlsx"
        return (None if absent else rng.choice(plan.missing) if plan.missing else ""), None, False
    if chance < 0.17 and one.wrong:
        text = rng.choice(one.wrong)
        return text, None, text not in plan.missing
    value = one.make(rng)
    text = one.spell(value)
    if native and rng.random() < 0.6 and (typed := _native(plan.form, one, value)) is not None:
        return typed, value, False
    if text in plan.missing:
        return text, None, False
    return text, value, False


def _native(form: str, one: Dress, value: Any) -> Any:
    """The value as JSON or a workbook has it; None where it has none such."""
    kind = one.field.get("type", "any")
    if kind == "number":
        return float(value) if Decimal(str(float(value))) == value else None
    if form == "xlsx":
        if kind in ("date", "datetime") and isinstance(value, dt.date):
            return value
        return value if kind in ("boolean", "year") or (kind == "integer" and abs(value) < 10**14) else None
    return value if kind in NATIVE and kind != "string" else None


def _judged(plan: Plan, case: Case) -> list[str]:
    """The faults of constraints and keys, by the values themselves."""
    found: list[str] = []
    for one in plan.columns:
        if one is None:
            continue
        name, rules = one.field["name"], one.field.get("constraints", {})
        bound = one.bound
        seen: list[Any] = []
        for at, row in zip(case.lines, case.rows, strict=True):
            value, blank = row.get(name), f"blank-row {at}" in case.faults
            wrong = f"type-error {at} {name}" in case.faults
            if value is None:
                found += (
                    [f"constraint-error {at} {name}"]
                    if rules.get("required") and not blank and not wrong
                    else []
                )
                continue
            for rule, holds in _RULES.items():
                if rule in rules and not holds(value, bound):
                    found.append(f"constraint-error {at} {name}")
            if rules.get("unique"):
                found += [f"unique-error {at} {name}"] if value in seen else []
                seen.append(value)
    for name in plan.schema.get("primaryKey", []):
        keys: list[Any] = []
        for at, row in zip(case.lines, case.rows, strict=True):
            value = row.get(name)
            found += [f"primary-key {at} {name}"] if value is None or value in keys else []
            keys.append(value)
    return found


_RULES: dict[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, bound: bool(value >= bound),
    "maximum": lambda value, bound: bool(value <= bound),
    "exclusiveMinimum": lambda value, bound: bool(value > bound),
}


def plain_json(value: Any) -> str:
    """JSON, decimals as they are."""
    return json.dumps(value, ensure_ascii=False, default=float)


def labels_of(columns: Sequence[Dress | None]) -> list[str]:
    """The labels of the columns of a file."""
    return [one.field["name"] if one else "beside" for one in columns]
