"""The source package with the studies that come next, invented: rows entered by hand, nothing else.

tests/next/ holds the rows of the reference tables and of the wave of mayors, as a person would type them; the
figures of companies come from a crosstab (next_crosstab.py). No Python, SQL or schema of the product changes.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import next_crosstab as crosstab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.next_crosstab import Cell, Question

ROOT = Path(__file__).resolve().parent.parent
ENTERED = Path(__file__).parent / "next"
FIGURES = "observations"
STUDY = "trajectoires_entreprises_2026"
BEFORE = "trajectoires_entreprises_2023"
WEST = "trajectoires_grand_ouest_2026"
MAYORS = "trajectoires_institutions_2026"
LAST = "2026"
RATE = "practice_rate"
INTERVAL = "Wilson 95\u202f%"
Row = dict[str, str]

# How each question is coded: the population of the whole, the prefix of its size classes, the dimensions that
# the question fixes, what each option is (a dimension and a code). An option that is not here is not entered.
_YES: dict[str, Row] = {"Oui": {}}
_IMPORTANCE = {
    "Très important": {"answer": "very_important"},
    "Plutôt important": {"answer": "rather_important"},
    "S/T Important": {"answer": "very_important_or_important"},
    "Peu important": {"answer": "little_important"},
    "Pas important": {"answer": "not_important"},
}
_PRIORITY = {
    "Prioritaire": {"answer": "priority"},
    "Secondaire": {"answer": "secondary"},
    "S/T Prioritaire + secondaire": {"answer": "priority_or_secondary"},
    "Pas indispensable": {"answer": "not_needed"},
}
_TYPES = {
    "Mécénat": {"item": "sponsorship"},
    "Pratiques responsables": {"item": "responsible_practices"},
    "Coopération économique": {"item": "economic_cooperation"},
    "Innovation sociale": {"item": "social_innovation"},
}
_COMPANIES = ("companies_10_plus", "companies")
_LEADERS = ("company_leaders", "company_leaders")
_PARTNERS = ("partner_companies", "partner_companies")
_ROLE = {"indicator": "role_priority", "subject": "local_authorities"}
_CODED: dict[int, tuple[tuple[str, str], Row, dict[str, Row]]] = {
    1: (_COMPANIES, {"indicator": RATE}, _YES),
    2: (_LEADERS, {"indicator": "innovation_source"}, _YES),
    3: (_LEADERS, {"indicator": "alliance_need"}, _YES),
    4: (_PARTNERS, {"indicator": "main_partnership_type"}, _TYPES),
    5: (_LEADERS, {"subject": "associations", "domain": "poverty_exclusion"}, _IMPORTANCE),
    6: (_LEADERS, {"subject": "associations", "domain": "employment"}, _IMPORTANCE),
    7: (_LEADERS, {"subject": "companies", "domain": "employment"}, _IMPORTANCE),
    8: (_LEADERS, _ROLE | {"item": "initiate_meetings"}, _PRIORITY),
    9: (_LEADERS, _ROLE | {"item": "lead_dialogue"}, _PRIORITY),
    10: (_LEADERS, _ROLE | {"item": "support_organisations"}, _PRIORITY),
    11: (_LEADERS, _ROLE | {"item": "promote_alliances"}, _PRIORITY),
    12: (_LEADERS, _ROLE | {"item": "public_private_partnerships"}, _PRIORITY),
}
_WITH_INTERVALS = (1, 2, 3)
_WITHHELD = {
    "note": "Retiré par la source\u00a0: moins de 30 réponses.",
    "note_en": "Withheld by the source: fewer than 30 answers.",
}


def with_next_study(folder: Path) -> Path:
    """The folder, with a source package in it: ours, without its history, and the invented studies."""
    shutil.copytree(ROOT / "datapackage", folder / "datapackage", ignore=shutil.ignore_patterns("history"))
    for name in ("datapackage.json", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    for path in sorted(ENTERED.glob("*.csv")):
        enter(folder, path.stem, _rows(path))
    enter(folder, FIGURES, _figures(crosstab.questions()))
    _raise_version(folder)
    return folder


def enter(folder: Path, table: str, rows: Iterable[Row]) -> None:
    """Adds rows to a table, sorted by its key; of a row that is there, sets the cells that are given."""
    path = folder / "datapackage" / f"{table}.csv"
    schema = json.loads((folder / "datapackage" / "schemas" / f"{table}.json").read_text(encoding="utf-8"))
    names = [field["name"] for field in schema["fields"]]
    key = schema.get("primaryKey") or schema["uniqueKeys"][0]
    held = {tuple(row[name] for name in key): row for row in _rows(path)}
    for row in rows:
        whole = held.setdefault(tuple(row.get(name, "") for name in key), dict.fromkeys(names, ""))
        whole.update({name: text for name, text in row.items() if text})
    _write(path, names, [held[name] for name in sorted(held)])


def change(folder: Path, edit: Callable[[list[Row]], Any], table: str = FIGURES) -> None:
    """Edits the rows of a table in place."""
    path = folder / "datapackage" / f"{table}.csv"
    rows = _rows(path)
    edit(rows)
    _write(path, list(rows[0]), rows)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, names: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _raise_version(folder: Path) -> None:
    """The next minor version, with its heading in the changelog, on the day of the version before.

    And the period, which ends with the invented studies: what `next-version` writes.
    """
    path, story = folder / "datapackage.json", folder / "datapackage" / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8")
    version = json.loads(text)["version"]
    major, minor, _ = version.split(".")
    later = f"{major}.{int(minor) + 1}.0"
    text = text.replace(f'"version": "{version}"', f'"version": "{later}"', 1)
    end = json.loads(text)["identity"]["period"]["end"]
    path.write_text(text.replace(f'"end": "{end}"', f'"end": "{LAST}"', 1), encoding="utf-8")
    told = story.read_text(encoding="utf-8")
    head, day = re.search(r"^## \d\S* - (\S+)$", told, re.MULTILINE).group(0, 1)  # type: ignore[union-attr]
    added = (
        f"## {later} - {day}\n\nÉtudes inventées pour les tests. · Studies invented for the tests.\n\n"
        "### Ajouté · Added\n\n- Quatre études inventées. · Four invented studies.\n\n"
    )
    story.write_text(told.replace(head, added + head, 1), encoding="utf-8")


def _figures(asked: list[Question]) -> Iterator[Row]:
    """The rows of the crosstab of 2026, of the same rate in 2023, and of the Grand Ouest."""
    for question in asked:
        yield from _coded(question)
    yield from _earlier(asked[0])
    yield from _west(asked[0])


def _coded(question: Question) -> Iterator[Row]:
    """The rows of one question: its options by the columns of the crosstab."""
    (whole, prefix), fixed, options = _CODED[question.number]
    for label, option in options.items():
        for place, column in enumerate(crosstab.columns()):
            of_size = column in crosstab.SIZES
            yield {
                "study": STUDY,
                "indicator": "role_importance",
                "population": f"{prefix}_{column}" if of_size else whole,
                "territory": "FR" if of_size else column,
                "year": "2026",
                "source": "crosstab_entreprises_2026",
                **fixed,
                **option,
                **_measured(
                    question.options[label][place],
                    question.bases[place],
                    compared=place > 0,
                    bounded=question.number in _WITH_INTERVALS,
                ),
            }


def _measured(cell: Cell, base: int, *, compared: bool, bounded: bool) -> Row:
    """Value, status, base, mark and interval of one cell."""
    row = {"base_n": str(base), "base_status": "A", "significance": cell.mark if compared else ""}
    if cell.value is None:
        return row | {"status": "Q"} | _WITHHELD
    return row | {"value": cell.value, "status": "A"} | (wilson(cell.value, base) if bounded else {})


def wilson(value: str, base: int) -> Row:
    """The columns of Wilson's interval at 95 % of a percentage, to one decimal."""
    z, share = 1.959964, float(value) / 100
    centre = (share + z * z / 2 / base) / (1 + z * z / base)
    half = z * sqrt(share * (1 - share) / base + z * z / 4 / base / base) / (1 + z * z / base)
    lower, upper = max(0.0, 100 * (centre - half)), min(100.0, 100 * (centre + half))
    return {"lower": f"{lower:.1f}", "upper": f"{upper:.1f}", "interval_method": INTERVAL}


def _earlier(question: Question) -> Iterator[Row]:
    """The same rate three years before: a little lower, in the same order; no test was published."""
    for place, column in enumerate(crosstab.columns()):
        if column in crosstab.SIZES:
            continue
        cell, base = question.options["Oui"][place], question.bases[place]
        if cell.value is not None:
            value = Decimal(cell.value) - Decimal("1.5") - Decimal(place % 5) / 5
            cell = crosstab.Cell(str(value), "not_published")
        yield {
            "study": BEFORE,
            "indicator": RATE,
            "population": _COMPANIES[0],
            "territory": column,
            "year": "2023",
            "source": "crosstab_entreprises_2023",
            **_measured(cell, base, compared=place > 0, bounded=True),
        }


def _west(question: Question) -> Iterator[Row]:
    """The rate of 2026 in two parts of the country, each the mean of its regions by their weights."""
    rows = _rows(ENTERED / "territory-members.csv")
    members = {r["region"]: r["territory"] for r in rows if not r["territory"].startswith("region_")}
    parts = {column: members[column[-2:]] for column in crosstab.columns() if column.startswith("region_")}
    for part in dict.fromkeys(parts.values()):
        places = [i for i, column in enumerate(crosstab.columns()) if parts.get(column) == part]
        known = [i for i in places if question.options["Oui"][i].value is not None]
        weight = sum(question.weights[i] for i in known)
        shares = (Decimal(str(question.options["Oui"][i].value)) for i in known)
        total = sum(share * question.weights[i] for share, i in zip(shares, known, strict=True))
        value = str(Decimal(total / weight).quantize(Decimal("0.1"), ROUND_HALF_UP))
        base = sum(question.bases[i] for i in known)
        yield {
            "study": WEST,
            "indicator": RATE,
            "population": _COMPANIES[0],
            "territory": part,
            "year": "2026",
            "source": "report_grand_ouest_2026",
            **_measured(crosstab.Cell(value, "not_published"), base, compared=True, bounded=True),
        }
