"""show: one figure by its identifier, with all that is needed to quote it or to doubt it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scripts.commands.cli import main
from scripts.commands.show import figure as shown
from scripts.commands.show import reading
from scripts.derive.whole import Tables
from scripts.reading.descriptor import load
from scripts.reading.model.errors import UsageError
from scripts.reading.model.package import Resource
from scripts.write.words import words

ROOT = Path(__file__).resolve().parent.parent
DECK, PHARE = "2015/deck_2018", "observations:phare_associations_2015"
MAP = f"observations:phare_entreprises_2015/practice_rate/companies_10_plus/area_53/-/-/-/-/{DECK}"
PRIORITY = (
    "observations:phare_institutions_2016/role_priority/mayors/FR/-/local_authorities/join_experiments/priority/"
    "2016/deck_2018"
)
FIXED = f"{PHARE}/associations_engaged/associations_unspecified/FR/-/-/-/-/2015/lerameau_phare_associations"
TWELVE = f"{PHARE}/innovation_source/association_leaders/FR/-/-/-/-/{DECK}"
PIONEER = (
    f"observations:pioneer_initiatives_2018/initiative_partners_mobilised/-/-/-/pioneers/emergence/-/{DECK}"
)
UNREAD = "number not read beyond the excerpt"
OCCITANIE, ASSOCIATIONS = "regional-rates:impact_occitanie_2019", "national-rates:phare_associations_2015"


@pytest.fixture(scope="module")
def figures() -> reading.Figures:
    """The figures of the source package."""
    source = load(ROOT)
    return reading.read(source, Tables(source.files))


def _table(figures: reading.Figures, name: str) -> Resource:
    """The table of a figure."""
    return figures.package.resource(name.partition(":")[0])


def said(name: str, lang: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """What the command prints of a figure."""
    assert main(["show", name, "--lang", lang, *more]) == 0
    return capsys.readouterr().out


def test_every_figure_can_be_shown(figures: reading.Figures) -> None:
    """In both languages: its value as the table has it, a status in words, a source, its line."""
    known = figures.names()
    tables = {resource.name for resource, _ in known.values()}
    assert tables == {"observations", "context-values", "context-series"} & tables
    assert {"observations", "context-values"} <= tables
    per_table = {table: [n for n, (r, _) in known.items() if r.name == table][::40] for table in tables}
    for names in per_table.values():
        for name in names:
            resource, place = known[name]
            row = figures.rows(resource.name)[place]
            for lang in ("fr", "en"):
                found = shown.figure(figures, name, lang)
                assert found["value"] == row.get("value")
                if "status" in row:
                    assert found["status"]["code"] == row["status"]
                    assert found["status"]["label"]
                assert found["source"]["label"]


def test_an_uncertain_value_says_so_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Status, doubt, page and territory; the wording that is not known is said to be so."""
    text = said(MAP, "fr", capsys)
    for part in (
        "23\u202f%",
        "U, Faible fiabilité",
        "Bretagne",
        "page 8",
        "aucune seconde source",
        "formulation non lue au-delà de l'extrait",
        "(lue en entier)",
    ):
        assert part in text
    assert "effectif non publié" in text


@pytest.mark.parametrize(
    ("name", "base", "read"),
    [
        (MAP, "number not published", "read whole"),
        (f"{OCCITANIE}/citizens/region_76/alliance_need/lerameau_occitanie", UNREAD, "opening only"),
        # The study's status is O, of the slides; this row comes from a page of which the opening was read.
        (
            f"{ASSOCIATIONS}/associations_employers/practice_rate/lerameau_phare_associations",
            UNREAD,
            "opening",
        ),
        (
            "national-rates:arpea_2009/large_companies/relations_will_develop/graine_arpea_2009",
            UNREAD,
            "excerpt",
        ),
        ("key-figures:rameau_activity_2018/field_experiments/deck_2018", "not applicable", "read whole"),
        (
            "national-rates:rameau_cff_2017/funds_and_foundations/supports_by_gift/rameau_cff_2017",
            "number not published",
            "read whole",
        ),
    ],
)
def test_a_base_is_not_published_only_where_the_source_was_read_whole(
    name: str, base: str, read: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else it was not read beyond the excerpt; the source says how much of it was."""
    text = said(name, "en", capsys)
    assert f"Respondents: {base}" in text
    (source,) = (line for line in text.splitlines() if line.startswith("  Source:"))
    assert read in source.rpartition("(")[2]


def test_a_question_that_is_not_there_says_by_its_status_why(
    figures: reading.Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not published, or not read beyond the excerpt."""
    known = {(row["study"], row["indicator"]): row["question_status"] for row in figures.rows("questions")}
    asked = {
        name: known[row["study"], row["indicator"]]
        for (name, (table, place)) in figures.names().items()
        if (row := figures.rows(table.name)[place]) and table.name == "observations"
    }
    for status, words_of in (("O", "wording not published"), ("L", "wording not read beyond the excerpt")):
        name = next(one for one, found in asked.items() if found == status)
        assert f"Question: {words_of}" in said(name, "en", capsys)


def test_a_question_is_quoted_as_it_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """In French in both languages: it was asked so; a computed value shows its formula."""
    text = said(PRIORITY, "en", capsys)
    assert "Q8 - Selon vous" in text
    assert "95 - 39 = 56" in text
    assert "Estimated value" in text


def test_a_correction_is_told_with_the_figure(capsys: pytest.CaptureFixture[str]) -> None:
    """What the cell said, what it says, and why."""
    assert "Corrected in 1.2.0, population: associations → associations_unspecified." in said(
        FIXED, "en", capsys
    )


def rekeyed(folder: Path) -> Path:
    """A copy of the source package in which two errata of one row, in its key, say what it was called."""
    shutil.copytree(ROOT / "datapackage", folder / "datapackage", ignore=shutil.ignore_patterns("history"))
    shutil.copy(ROOT / "datapackage.json", folder)
    with (folder / "datapackage" / "errata.csv").open("a", encoding="utf-8") as file:
        file.write(f"{PIONEER},item,9.0.0,2026-11-23,emergency,emergence,Mal nommé.,Misnamed.\n")
        file.write(f"{PIONEER},item,8.0.0,2026-11-23,emerging,emergency,Mal nommé.,Misnamed.\n")
    return folder


@pytest.mark.parametrize(("key", "version"), [("emerging", "8.0.0"), ("emergency", "9.0.0")])
def test_an_identifier_that_was_corrected_shows_the_figure(
    tmp_path: Path, key: str, version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Under the one that it has now, and says so in one line, in both languages and as JSON."""
    old, where = PIONEER.replace("/emergence/", f"/{key}/"), ("--package", str(rekeyed(tmp_path / "a")))
    for lang, line in (
        ("fr", f"Identifiant changé dans la version {version}\u202f; l'identifiant demandé était {old}"),
        ("en", f"Identifier changed in version {version}; the one asked for was {old}"),
    ):
        text = said(old, lang, capsys, *where)
        assert text.splitlines()[:2] == [PIONEER, f"  {line}"]
        assert text.replace(f"  {line}\n", "") == said(PIONEER, lang, capsys, *where)
    told = json.loads(said(old, "en", capsys, *where, "--format", "json"))
    assert told["identifier"] == PIONEER
    assert told["rekeyed"] == {"old": old, "version": version}
    assert json.loads(said(PIONEER, "en", capsys, *where, "--format", "json"))["rekeyed"] is None


def test_every_identifier_of_an_earlier_version_shows_its_figure(figures: reading.Figures) -> None:
    """The table `moved` leads from each; none is the identifier of another figure now."""
    known = figures.names()
    moved = figures.rows("moved")
    assert moved
    for row in moved:
        assert row["old"] not in known
        found = shown.figure(figures, row["old"], "en")
        assert (found["identifier"], found["rekeyed"]) == (
            row["new"],
            {"old": row["old"], "version": row["version"]},
        )


def test_every_thing_that_is_told_has_a_name_in_both_languages(figures: reading.Figures) -> None:
    """That of its column, so that a column more needs no word here."""
    for name in (MAP, PRIORITY, PIONEER):
        found, english = shown.figure(figures, name, "en"), reading.titles(_table(figures, name), "en")
        assert english["territory"] == "Territory"
        assert reading.titles(_table(figures, name), "fr")["territory"] == "Territoire"
        assert {"study", "indicator"} <= found.keys() & english.keys()


def test_a_missing_value_is_no_zero(capsys: pytest.CaptureFixture[str]) -> None:
    """It is said to be missing."""
    assert "Value: no value" in said(TWELVE, "en", capsys)
    assert "more than 60" in said(PIONEER, "en", capsys)


def test_other_pages_that_print_it_are_listed(figures: reading.Figures) -> None:
    """As many as `corroborations` has, with what they word otherwise."""
    name = "observations:phare_entreprises_2015/practice_rate/companies_10_plus/FR/-/-/-/-/2015/deck_2018"
    found = shown.figure(figures, name, "fr")["corroborations"]
    assert len(found) == sum(row["observation"] == name for row in figures.rows("corroborations")) == 4
    assert any(other["note"] for other in found)


def test_a_release_gives_the_hash_of_its_file_and_its_date(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As JSON: the line leads to the row, the hash is that of the file there."""
    told: dict[str, Any] = json.loads(
        said(MAP, "en", capsys, "--package", str(published), "--format", "json")
    )
    data = (published / told["file"]["path"]).read_bytes()
    assert told["file"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert "area_53" in data.decode().splitlines()[told["file"]["line"] - 1]
    assert (told["version"], told["date"] is not None) == (published.name, True)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (MAP.replace("area_53", "area_5"), MAP),
        ("regional-rates", "table:key/key"),
        ("nothing:at/all", "addresses"),
    ],
)
def test_an_identifier_that_leads_nowhere_is_one_line(
    figures: reading.Figures, wrong: str, told: str
) -> None:
    """Wrong usage, with what is like it or how it is written."""
    with pytest.raises(UsageError) as refused:
        shown.figure(figures, wrong, "fr")
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_command_says_it_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, exit status 2, nothing on standard output."""
    assert main(["show", "regional-rates"]) == 2
    heard = capsys.readouterr()
    assert (heard.out, heard.err.count("\n")) == ("", 1)


def test_both_languages_have_the_same_words() -> None:
    """Of every line."""
    assert words("fr", "show").keys() == words("en", "show").keys()
