"""What the sentences say is what the cells say: every view, both languages, and random tables."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.cells import read_cells
from explorer.checking import raw as cells
from explorer.checking.raw import Raw
from explorer.checking.reading import faults
from explorer.figures.official.measured import measured
from explorer.figures.themes.coconstruction import coconstruction
from explorer.figures.themes.matrix import matrix
from explorer.figures.themes.practices import kinds, practices
from explorer.figures.themes.priorities import SORTS, priorities
from explorer.figures.themes.roles import answers, roles
from explorer.figures.themes.territories import indicators as rates
from explorer.figures.themes.territories import populations, territories
from explorer.published import Release
from explorer.reader import Reader
from tests import explorer_release as made
from tests.explorer_figures import READERS, every

RAW = cells.read(made.release_folder())


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_the_check_finds_what_is_false(reader: Reader) -> None:
    """A claim that is off by one, that names another, that is left out, or a number that is changed."""
    for lang, figure in ((r.lang, f) for r, f in every() if r is reader):
        for place, claim in enumerate(figure.claims):
            for other in wrong(claim):
                changed = [*figure.claims[:place], other, *figure.claims[place + 1 :]]
                assert faults(figure.sentence, changed, RAW, lang), other
        assert faults(f"{figure.sentence} 12345", figure.claims, RAW, lang)
        if any(character.isdigit() for character in figure.sentence):
            assert faults(figure.sentence, (), RAW, lang)
        assert faults(
            figure.sentence + (" En hausse." if lang == "fr" else " Rising."), figure.claims, RAW, lang
        )


def wrong(claim: Any) -> Iterator[Any]:
    """Claims near to a true one, and false."""
    if claim.value is not None:
        yield replace(claim, value=claim.value + 1)
    if claim.count is not None:
        yield replace(claim, count=claim.count + 1)
    if claim.kind == "highest" and len(claim.codes) > 1:
        yield replace(claim, codes=claim.codes[:1])
    if claim.kind == "value":
        yield replace(claim, status="E" if claim.status != "E" else "A")
    if claim.kind == "tested":
        yield replace(claim, codes=("above",) if claim.codes != ("above",) else ("below",))
    if claim.kind == "cell":
        yield replace(claim, codes=("1789",))
    yield replace(claim, kind="nonsense")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "Le taux le plus élevé est en Bretagne."),
        ("fr", "Bretagne est significativement au-dessus de l'ensemble."),
        ("fr", "Le taux progresse."),
        ("en", "Brittany has the highest rate."),
        ("en", "Higher than the median."),
        ("en", "The rate fell."),
    ],
)
def test_a_comparison_without_its_claim_is_a_fault(lang: str, words: str) -> None:
    assert faults(words, (), RAW, lang)


# ---- random tables: the same figures on cells that nobody chose

DIMENSIONS = (
    "study",
    "indicator",
    "population",
    "territory",
    "domain",
    "subject",
    "actor",
    "item",
    "role",
    "answer",
)
VALUES = st.sampled_from(["", "0", "5", "5", "12.5", "40", "40", "100"])
WITH, WITHOUT = ("A", "A", "A", "E", "U", "P"), ("O", "O", "L", "M", "Q")
LONG = os.environ.get("EXAMPLES")  # `make fuzz-sentences` takes many, and others each time
FEW = settings(
    max_examples=int(LONG or 10),
    derandomize=not LONG,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@st.composite
def cells_of(
    draw: st.DrawFn, table: str, keys: list[dict[str, str]], *, least: int = 1
) -> list[dict[str, str]]:
    """Some of the keys, `least` or more, each with a value or the status of one that is missing.

    All with an interval, wide or narrow, or with a base alone, of which one may be worked out, or with none.
    """
    width = draw(st.sampled_from([None, 0, 2, 15])) if "lower" in RAW.tables[table][0] else None
    kept = draw(st.lists(st.sampled_from(range(len(keys))), min_size=least, unique=True))
    empty = dict.fromkeys(RAW.tables[table][0], "")
    rows = []
    for place in sorted(kept):
        value = draw(VALUES)
        status = draw(st.sampled_from(WITH if value else WITHOUT))
        ends = {}
        if value and width is not None:
            low, high = max(0.0, float(value) - width), min(100.0, float(value) + width)
            ends = {"lower": str(low), "upper": str(high), "interval_method": "Wilson"} if width else {}
            ends |= {"base_n": "400", "base_status": "" if width else "A"}
        rows.append(empty | keys[place] | {"value": value, "status": status} | ends)
    return rows


def holding(**tables: list[dict[str, str]]) -> tuple[Release, Raw]:
    """The release with other rows in some tables (`_` for `-`), and the same as texts."""
    release, changed = made.opened(), {}
    tables = {
        name: [_identified(row, place) for place, row in enumerate(rows)] for name, rows in tables.items()
    }
    for name, rows in ((name.replace("_", "-"), rows) for name, rows in tables.items()):
        table = release.tables[name]
        file = io.StringIO()
        writer = csv.DictWriter(file, list(RAW.tables[name][0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        cells = read_cells(file.getvalue().encode(), {"name": name, "schema": table.schema}, path=name)
        changed[name] = replace(table, held=cells)
    return replace(release, tables={**release.tables, **changed}), RAW.with_tables(**tables)


def _identified(row: dict[str, str], place: int) -> dict[str, str]:
    """The row with an identifier of its own, where its table has such a column; its source comes last."""
    if row.get("identifier") != "":
        return row
    key = (row.get(name) or "-" for name in (*DIMENSIONS, "year"))
    return row | {
        "identifier": f"observations:{'/'.join(key)}/{place if row.get('source') is None else row['source']}"
    }


def crossed(table: str, **codes: list[str]) -> list[dict[str, str]]:
    """Every combination of the codes, with the study, source and page of the table's first row."""
    first = RAW.tables[table][0]
    names = ("study", "source", "page", "unit", "year", "indicator", "population", "territory", "subject")
    rows = [{name: first[name] for name in names if name in first}]
    for field, options in codes.items():
        rows = [row | {field: code} for row in rows for code in options]
    return rows


def codes(table: str) -> list[str]:
    return [row["code"] for row in RAW.tables[table]]


ROLES = cells_of(
    "actor-roles",
    crossed(
        "actor-roles", actor=["citizens", "companies"], domain=codes("domains")[:5], answer=["very_important"]
    ),
)
RATES = cells_of(
    "collectivity-priorities",
    crossed(
        "collectivity-priorities",
        role=[row["code"] for row in RAW.tables["items"] if row["kind"] == "role"],
        answer=["priority", "secondary", "not_needed", "priority_or_secondary"],
    ),
)
AREAS = cells_of(
    "regional-rates",
    [
        row | {"study": "phare_entreprises_2015", "significance": test, "base_status": "O"}
        for row, test in zip(
            crossed(
                "regional-rates",
                territory=[c for c in codes("territories") if c.startswith("area_")],
                indicator=["practice_rate"],
                population=["companies_10_plus"],
            ),
            codes("significances") * 9,
            strict=False,
        )
    ],
)
COUNTRY = cells_of(
    "national-rates",
    [
        row | {"study": study, "year": "2015", "unit": "percent"}
        for row in crossed("national-rates", indicator=["practice_rate"], population=["companies_10_plus"])
        for study in ("phare_entreprises_2015", "phare", "phare_associations_2015")
    ],
)
MAYORS = cells_of(
    "coconstruction-dynamics",
    crossed(
        "coconstruction-dynamics",
        answer=[row["code"] for row in RAW.tables["answers"] if row["scale"] == "dynamics"],
    ),
    least=5,
)
FIRST = RAW.tables["context-values"][0]
OFFICIAL = cells_of(
    "context-values",
    [
        row | {"absence": ""}
        for row in crossed("context-values", indicator=[FIRST["indicator"]], region=codes("regions"))
    ],
)


PRACTICES = cells_of(
    "partnership-practices",
    crossed(
        "partnership-practices",
        practice=[row["code"] for row in RAW.tables["items"] if row["kind"] == "type"],
    ),
)


@contextmanager
def undrawn(*charts: str) -> Iterator[None]:
    """Charts are left out: they are slow to make, and what is said does not depend on them."""
    with ExitStack() as stack:
        for chart in charts:
            stack.enter_context(patch(f"explorer.figures.{chart}", return_value={}))
        yield


def hold(reader: Reader, raw: Raw, *figures: Any) -> None:
    for figure in figures:
        assert figure.claims
        assert not faults(figure.sentence, figure.claims, raw, reader.lang), figure.sentence


@FEW
@given(ROLES, st.sampled_from(READERS))
def test_the_roles_say_nothing_false_of_any_table(rows: list[dict[str, str]], reader: Reader) -> None:
    release, raw = holding(actor_roles=rows)
    for answer in answers(release):
        with undrawn("themes.roles.ranked", "themes.matrix.draw"):
            hold(reader, raw, roles(release, reader, answer=answer), matrix(release, reader, answer=answer))


@pytest.mark.parametrize("sampling", ["random", "quota", "purposive", "census", ""])
def test_both_readings_work_out_an_interval_in_the_same_studies(sampling: str) -> None:
    """Two values that bases do not part are ranked where the sample allows no interval, and nowhere else."""
    keys = crossed("actor-roles", actor=["companies"], domain=codes("domains")[:3], answer=["very_important"])
    rows = [
        dict.fromkeys(RAW.tables["actor-roles"][0], "")
        | key
        | {"value": value, "status": "A", "base_n": "400", "base_status": "A"}
        for key, value in zip(keys, ("40", "39", "10"), strict=True)
    ]
    studies = [
        row | {"sampling": sampling, "method_status": "A"} if row["code"] == rows[0]["study"] else row
        for row in RAW.tables["studies"]
    ]
    release, raw = holding(actor_roles=rows, studies=studies)
    for reader in READERS:
        figure = roles(release, reader, answer="very_important")
        hold(reader, raw, figure)
        kinds = {claim.kind for claim in figure.claims}
        assert ("overlap" in kinds) == (sampling in ("random", "quota"))
        assert ("highest" in kinds) == (sampling not in ("random", "quota"))


@FEW
@given(RATES, st.sampled_from(READERS), st.sampled_from(SORTS))
def test_the_priorities_say_nothing_false_of_any_table(
    rows: list[dict[str, str]], reader: Reader, sort: str
) -> None:
    release, raw = holding(collectivity_priorities=rows)
    with undrawn("themes.priorities.stacked"):
        hold(reader, raw, priorities(release, reader, sort=sort))


@FEW
@given(AREAS, COUNTRY, st.sampled_from(READERS))
def test_the_territories_say_nothing_false_of_any_table(
    rows: list[dict[str, str]], country: list[dict[str, str]], reader: Reader
) -> None:
    release, raw = holding(regional_rates=rows, national_rates=country)
    for indicator in rates(release):
        for population in populations(release, indicator):
            asked = {"indicator": indicator, "population": population}
            hold(reader, raw, territories(release, reader, **asked, view="table"))


@FEW
@given(PRACTICES, st.sampled_from(READERS))
def test_the_practices_say_nothing_false_of_any_table(rows: list[dict[str, str]], reader: Reader) -> None:
    release, raw = holding(partnership_practices=rows)
    with undrawn("themes.practices.spread"):
        for kind in kinds(release):
            figure = practices(release, reader, kind=kind)
            assert not faults(figure.sentence, figure.claims, raw, reader.lang), figure.sentence


@FEW
@given(MAYORS, st.sampled_from(READERS))
def test_the_dynamics_say_nothing_false_of_any_table(rows: list[dict[str, str]], reader: Reader) -> None:
    release, raw = holding(coconstruction_dynamics=rows)
    if figure := coconstruction(release, reader):
        hold(reader, raw, figure)


@FEW
@given(OFFICIAL, st.sampled_from(READERS), st.sampled_from(["dots", "map"]))
def test_official_statistics_say_nothing_false_of_any_table(
    rows: list[dict[str, str]], reader: Reader, view: str
) -> None:
    release, raw = holding(context_values=rows)
    asked = {"indicator": rows[0]["indicator"], "period": rows[0]["year"]}
    with undrawn("official.measured.dots", "official.measured.regions"):
        hold(reader, raw, measured(release, reader, **asked, view=view))
