"""What the crossing and the sheets say is what the cells say: every selection, and random tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.checking.reading import faults, undated
from explorer.figures.claims import Said
from explorer.figures.sheets.availability import availability
from explorer.figures.sheets.charts import by_question
from explorer.figures.sheets.crossing import sentence
from explorer.figures.sheets.part import SHEETS, sheet_part
from explorer.figures.survey.lookup import labels
from explorer.figures.survey.prisms import ALL, actors, domains, matching, places
from explorer.published import Release
from explorer.reader import Reader
from tests import explorer_release as made
from tests.explorer_figures import READERS, values_in
from tests.test_claims import AREAS, COUNTRY, FEW, RAW, ROLES, holding

EACH = pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LARGEST = 60_000  # bytes of a specification
CODES = {"domain": domains, "territory": places, "actor": actors}


def sheets(release: Release, reader: Reader) -> Iterator[tuple[str, str, Any]]:
    """Prism, code and sheet of every domain, territory and actor."""
    for prism, known in CODES.items():
        for code in known(release):
            yield prism, code, SHEETS[prism](release, reader, **{prism: code})


def crossings(release: Release) -> Iterator[dict[str, str]]:
    """Nothing chosen; each code alone; each domain with each actor; some of three."""
    none = dict.fromkeys(CODES, ALL)
    yield none
    for prism, known in CODES.items():
        yield from (none | {prism: code} for code in known(release))
    for domain in domains(release):
        yield from (none | {"domain": domain, "actor": actor} for actor in actors(release))
        yield {"domain": domain, "territory": "area_93_94", "actor": "citizens"}


def said_of(sheet: Any) -> Iterator[Said]:
    """The sentences of a sheet: its own, those of its parts that have figures."""
    yield Said(sheet.sentence, sheet.claims)
    yield from (part.said for part in sheet.sections if part.identifiers)


@cache
def every(reader: Reader) -> tuple[Said, ...]:
    """Every sentence of every sheet, of the crossings, of the table of what some of these have."""
    release = made.opened()
    said = [said for _, _, sheet in sheets(release, reader) for said in said_of(sheet)]
    for place, chosen in enumerate(crossings(release)):
        said.append(sentence(release, reader, **chosen))
        if place % 5 == 0 and (table := availability(release, reader, **chosen)).columns:
            said.append(Said(table.sentence, table.claims))
    return tuple(said)


@EACH
def test_a_sentence_that_gives_figures_gives_the_year_of_each(reader: Reader) -> None:
    """The study's, where the figure has none of its own; without it the check finds that it is missing."""
    dated = [said for said in every(reader) if any(claim.kind == "value" for claim in said.claims)]
    assert dated
    for said in dated:
        assert not undated(said.words, said.claims, RAW, reader.lang), said.words
        for year in YEAR.findall(said.words)[:1]:
            assert undated(said.words.replace(year, ""), said.claims, RAW, reader.lang)


def test_what_all_figures_of_a_sentence_share_is_said_once_and_a_colon_takes_a_small_letter() -> None:
    """« … (Labo, Grand Est). Événements : 82 ; partenariats : 107 », « … (emploi, 2015). Citoyens … »."""
    for code, name, shared in (
        ("area_44", "pioneers", "(Labo des Partenariats d’Alsace, Grand Est). "),
        ("area_52", "priorities", "(emploi\u00a0/ chômage\u00a0/ insertion, 2015). "),
    ):
        sheet = SHEETS["territory"](made.opened(), READERS[0], territory=code)
        (said,) = (part.said.words for part in sheet.sections if part.name == name)
        before, found, after = said.partition(shared)
        assert found, said
        assert "Labo" not in before + after
        assert "mploi" not in after
        assert not re.search(r"\u202f; [A-ZÉ]", after)


@pytest.mark.parametrize("reader", READERS, ids=["fr", "en"])
def test_a_count_says_that_figures_are_of_no_study_where_some_are(reader: Reader) -> None:
    """Else six figures of an initiative would be taken for figures of the one study."""
    for code, words in (("area_44", True), ("area_53", False)):
        said = SHEETS["territory"](made.opened(), reader, territory=code).sentence
        assert (reader.say("cross.studies.outside").strip() in said) == words


def test_a_territory_says_in_its_terms_what_needs_no_agreement() -> None:
    """One region or two, a name in a vowel: one wording for all, and no two brackets in a row."""
    for _, code, sheet in sheets(made.opened(), READERS[0]):
        for _, said in sheet.terms:
            assert not re.search(r"\) \(|\bque (?=[AÎO])|\bde (?=[AÎO][a-zî])", said), (code, said)


def test_a_chart_of_one_domain_says_which_one_where_its_page_does_not() -> None:
    """« Le domaine est la priorité » alone would not say what the bars are of."""
    release, names, charts = made.opened(), labels(made.opened(), "domains", READERS[0]), 0
    for domain in domains(release):
        found = matching(release, domain=domain)
        for told in (True, False):
            for panel in by_question(release, READERS[0], found, told=told):
                assert (names[domain] in panel.title) == (not told), panel.title
                charts += 1
    assert charts


@EACH
def test_the_check_finds_a_figure_that_is_left_out_or_counted_twice(reader: Reader) -> None:
    for said in every(reader)[::9]:
        for place, claim in enumerate(said.claims):
            for other in wrong(claim):
                changed = [*said.claims[:place], other, *said.claims[place + 1 :]]
                assert faults(said.words, changed, RAW, reader.lang), other
        assert faults(f"{said.words} 12345", said.claims, RAW, reader.lang)


def wrong(claim: Any) -> Iterator[Any]:
    """Claims near to a true one, and false."""
    if claim.count is not None:
        yield replace(claim, count=claim.count + 1)
    if claim.value is not None:
        yield replace(claim, value=claim.value + 1)
    if claim.kind in ("figures", "crossed") and claim.codes:
        yield replace(claim, codes=claim.codes[1:])
        yield replace(claim, codes=("actor-roles:nobody", *claim.codes[1:]))
    if claim.kind == "crossed":
        yield replace(claim, where=(("domain", ("nowhere",)),), codes=claim.codes or ("x",))


def test_a_part_of_a_sheet_is_a_view_that_can_be_taken_away() -> None:
    """Its rows are its figures; its sentence, sources and caveats go with it; no two have one name."""
    release, names = made.opened(), []
    with patch("explorer.figures.sheets.part._panels", return_value=()):
        for prism, code, sheet in sheets(release, READERS[0]):
            for part in (part for part in sheet.sections if part.identifiers):
                figure = sheet_part(release, READERS[0], prism=prism, code=code, part=part.name)
                names.append(figure.name)
                assert len(figure.rows) == len(part.identifiers) == len(figure.table)
                assert (figure.sentence, figure.claims) == (part.said.words, part.said.claims)
                assert figure.provenance.citations
                assert part.lead in figure.caveats
    assert len(names) == len(set(names))


def test_the_charts_of_a_part_are_light_and_have_words_that_stand_for_them() -> None:
    """What has no value is drawn as having none; what is drawn is a value of the part, as it is printed."""
    release, reader, illegible = made.opened(), READERS[0], 0
    for prism, code, sheet in sheets(release, reader):
        for part in (part for part in sheet.sections if part.identifiers):
            figure = sheet_part(release, reader, prism=prism, code=code, part=part.name)
            for panel in figure.panels:
                assert len(json.dumps(panel.spec)) < LARGEST
                assert len(panel.alt) > 40
                drawn = [row for row in values_in(panel.spec) if "text" in row and "value" in row]
                empty = [row for row in drawn if row["value"] is None]
                assert not any(re.search(r"\d", row["text"]) for row in empty)
                assert all(re.search(r"\d", row["text"]) for row in drawn if row not in empty)
                illegible += bool(empty)
    assert illegible


@FEW
@given(ROLES, AREAS, COUNTRY, st.sampled_from(READERS))
def test_sheets_and_crossings_say_nothing_false_of_any_table(
    given_roles: list[dict[str, str]],
    areas: list[dict[str, str]],
    country: list[dict[str, str]],
    reader: Reader,
) -> None:
    release, raw = holding(actor_roles=given_roles, regional_rates=areas, national_rates=country)
    code = {"domain": given_roles[0]["domain"], "territory": areas[0]["territory"], "actor": "companies"}
    told = [
        said
        for prism, one in code.items()
        for said in said_of(SHEETS[prism](release, reader, **{prism: one}))
    ]
    table = availability(release, reader, **{**code, "actor": ALL})
    told.append(Said(table.sentence, table.claims))
    told += [sentence(release, reader, **{**code, prism: ALL}) for prism in code]
    for said in told:
        assert said.claims
        assert not faults(said.words, said.claims, raw, reader.lang), said.words


def test_every_colour_of_a_bar_of_several_is_in_the_legend() -> None:
    """Each says the answer that it stands for, on the sheets as on the pages (in each language alike)."""
    release, reader, several = made.opened(), Reader("fr"), 0
    for prism, code, sheet in sheets(release, reader):
        for part in (part for part in sheet.sections if part.identifiers):
            figure = sheet_part(release, reader, prism=prism, code=code, part=part.name)
            drawn = json.dumps([panel.spec for panel in figure.panels])
            used = {colour for colour in reader.palette.answers if f'"{colour}"' in drawn}
            named = {key.colour for key in figure.legend}
            if len(used) > 1:
                several += 1
                assert used <= named, (prism, code, part.name)
    assert several
