"""What microdata add to a figure: interval, p-value, effective base; or that it is withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from scripts.studies.crosstab.cells import Figure
from scripts.studies.crosstab.legend import Legend
from scripts.studies.crosstab.model import ANSWER, RAW, WEIGHTED, Block, Column, Crosstab, Line, Read
from scripts.studies.crosstab.pairs import JOIN, percentage
from scripts.studies.crosstab.plan import SKIP, Plan
from scripts.studies.crosstab.tables import Row as Texts
from scripts.studies.faults import say
from scripts.studies.rates import tabulate, verdicts
from scripts.studies.rates.rows import MEAN, Row
from scripts.studies.rates.setup import Setup

_NAMES = {"korn-graubard": "Korn-Graubard", "wilson": "Wilson", "logit": "Logit", "t": "Student"}
_P_DIGITS = 6
_CONFIDENTIAL, _NOT_FOR_PUBLICATION = "C", "N"


def wanted(setup: Setup, plan: Plan) -> Setup:
    """The setup, with the answers that the map counts together."""
    together: dict[str, dict[str, tuple[str, ...]]] = {}
    for entry in plan.tables.get("question", []):
        codes = [str(told.get("code", "")) for told in entry.get("answers", {}).values()]
        for code in codes:
            if JOIN in code:
                together.setdefault(str(entry.get("question")), {})[code] = tuple(code.split(JOIN))
    asked = tuple(
        replace(one, groups={**one.groups, **together.get(one.name, {})}) for one in setup.questions
    )
    return replace(setup, questions=asked)


@dataclass(slots=True)
class Rated:
    """The rates of a study by question, answer, break and group. `alone` says that no crosstab was given."""

    setup: Setup
    rows: dict[tuple[str, str, str, str], Row] = field(default_factory=dict)
    alone: bool = False
    lonely: int = 0

    @classmethod
    def of(cls, setup: Setup, *, alone: bool = False) -> Rated:
        """The rates of a setup. StudyError."""
        found = tabulate.rates(setup)
        rows = {(row.question, row.answer, row.break_, row.group): row for row in found.rows}
        return cls(setup, rows, alone, found.design.lonely)

    def row(self, question: Mapping[str, Any], answer: Mapping[str, str], group: str) -> Row | None:
        """The rate of an answer of a question in a group, as the map names them; None where it names none."""
        name, code = str(question.get("question", SKIP)), answer.get("code", SKIP)
        if SKIP in {name, code, group}:
            return None
        cut, _, part = group.partition("=")
        return self.rows.get((name, code, cut, part))

    def completed(
        self,
        row: Texts,
        question: Mapping[str, Any],
        answer: Mapping[str, str],
        group: str,
        rounding: int | None,
    ) -> Texts:
        """What changes of a row of figures."""
        rate = self.row(question, answer, group)
        if rate is None or not row.get("value"):
            return {}
        if rate.verdict == verdicts.WITHHOLD:
            return self._withheld(row, rate)
        made: Texts = {}
        scale = 1 if rate.statistic == MEAN else 100
        if rate.lower is not None and rate.upper is not None:
            low = _rounded(rate.lower * scale, rounding)
            high = _rounded(rate.upper * scale, rounding)
            value = Decimal(row["value"])
            if low <= value <= high:
                made = {
                    "lower": format(low, "f"),
                    "upper": format(high, "f"),
                    "interval_method": self.method(rate),
                }
        if rate.n_effective is not None:
            made["base_effective"] = format(_rounded(rate.n_effective, rounding), "f")
        chance = rate.p_holm if self.alone else rate.p_value
        if chance is not None:
            made["p_value"] = format(_rounded(chance, _P_DIGITS).normalize(), "f")
        if self.alone:
            made["significance"] = (rate.significance or "not_published") if group else ""
        return made

    def method(self, rate: Row) -> str:
        """The name and the level of an interval."""
        return f"{_NAMES.get(rate.method, rate.method)} {self.setup.level * 100:g}\u202f%"

    def _withheld(self, row: Texts, rate: Row) -> Texts:
        """A row whose value the scheme of verdicts withholds."""
        reasons = rate.reason.split()
        scheme = verdicts.schemes()[self.setup.scheme]
        name = (
            "confidential"
            if verdicts.CONFIDENTIAL in reasons
            else "complement"
            if verdicts.COMPLEMENT in reasons
            else "unreliable"
        )
        told = {lang: say("note", name, lang, scheme=scheme[lang]) for lang in ("fr", "en")}
        kind = {"confidential": _CONFIDENTIAL, "complement": _NOT_FOR_PUBLICATION}.get(name, "")
        mark = "not_published" if row.get("significance") else ""
        return {
            "value": "",
            "status": "Q",
            "confidentiality": kind,
            "significance": mark,
            "note": told["fr"],
            "note_en": told["en"],
        }


def crosstab(rated: Rated, digits: int | None) -> Crosstab:
    """The crosstab that microdata make: each question by everybody and by the groups of each break."""
    blocks = []
    by: dict[str, list[Row]] = {}
    for row in rated.rows.values():
        by.setdefault(row.question, []).append(row)
    for question, rows in by.items():
        places = {
            name: place for place, name in enumerate(dict.fromkeys((row.break_, row.group) for row in rows))
        }
        heads = {(row.break_, row.group): row for row in rows}
        columns = tuple(_column(place, heads[name]) for name, place in places.items())
        lines = [
            Line("n", RAW, {places[name]: _read(Decimal(row.n), row) for name, row in heads.items()}),
            Line(
                "Σ",
                WEIGHTED,
                {places[name]: _read(_rounded(row.weighted_base, 1), row) for name, row in heads.items()},
            ),
        ]
        for answer in dict.fromkeys(row.answer for row in rows):
            held = [row for row in rows if row.answer == answer]
            cells = {}
            for row in held:
                share = percentage(row)
                value = None if share is None else _rounded(share, digits)
                cells[places[row.break_, row.group]] = _read(value, row)
            lines.append(Line(held[0].answer_label or answer, ANSWER, cells, code=answer))
        blocks.append(Block("", 0, rows[0].question_label or question, columns, lines, question=question))
    return Crosstab(blocks, Legend(against="whole", tested=True, signs={"": "none"}), [], [])


def _column(place: int, row: Row) -> Column:
    if not row.break_:
        return Column(place, ("Ensemble",))
    return Column(
        place,
        (row.break_label or row.break_, row.group_label or row.group),
        group=f"{row.break_}={row.group}",
    )


def _read(value: Decimal | None, row: Row) -> Read:
    return Read(Figure(value), "/".join(filter(None, (row.question, row.answer, row.break_, row.group))))


def _rounded(value: float, digits: int | None) -> Decimal:
    """A number to so many decimals; to as many as it has where nobody says how many."""
    exact = Decimal(repr(float(value)))
    return exact if digits is None else exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
