"""The method page: what is not published or was not read is said so, errata are told, citations are read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from explorer.figures.studies import citing, dictionary, method
from explorer.figures.survey import errata, reading
from explorer.figures.survey.lookup import plain
from explorer.locales import LANGUAGES, day, folded, number
from explorer.published import open_release
from explorer.reader import Reader
from explorer.views import errata_markup
from tests import explorer_release as made

EACH = pytest.mark.parametrize("reader", [Reader("fr"), Reader("en")], ids=lambda reader: reader.lang)


@EACH
def test_every_study_says_who_how_and_how_many_or_why_it_is_not_known(reader: Reader) -> None:
    """« Not published » is said of no study whose source was not read whole."""
    table = method.studies(made.opened(), reader)
    rows = {reader.words(row, "label"): row for row in plain(made.opened().table("studies"))}
    assert len(table) == len(rows)
    missing, lost = reader.say("method.unpublished"), reader.say("method.unread")
    sources = {row["code"]: row["read"] for row in plain(made.opened().table("sources"))}
    for _, told in table.iterrows():
        label = max((x for x in rows if told[reader.say("figure.study")].startswith(x)), key=len)
        for stem in ("institute", "method", "n"):
            said = told[reader.say(f"method.{stem}")]
            status = rows[label][f"{stem}_status"]
            assert (said == missing) == (status == "O")
            assert (said == lost) == (status == "L")
            assert (said == reader.say("value.not_applicable")) == (status == "M")
        assert missing not in set(told) or sources[rows[label]["source"]] == reading.WHOLE
    assert {missing, lost} <= set(table[reader.say("method.n")])


@EACH
def test_the_changelog_is_told_in_the_language_of_the_page(reader: Reader) -> None:
    """Of « words · the same in English », one; what is not said twice is told as it is."""
    text = (
        "# Title\n\n## 1.1.0 - 2026-11-23\n\n- C'est `a · b` ajouté. · It is\n  added.\n- One · two · three\n"
    )
    told = method.changelog(text, reader)
    date = day("2026-11-23", reader.lang)
    assert told.startswith(f"### 1.1.0, {date}")
    assert "Title" not in told
    assert "One\u00a0· two\u00a0· three" in told
    plain_text = "## x\n\n- Un. · One.\n"
    assert (
        method.changelog("\n" + plain_text, reader)
        == f"### x\n\n- {'Un.' if reader.lang == 'fr' else 'One.'}"
    )


@EACH
def test_what_the_changelog_says_in_french_alone_is_on_no_page(reader: Reader) -> None:
    """Its preamble tells who writes it how; the rest is said in both languages."""
    text = (made.ROOT / "datapackage" / "CHANGELOG.md").read_text(encoding="utf-8")
    told = method.changelog(text, reader)
    assert told.startswith("### ")
    assert "Keep a Changelog" not in told
    assert reader.lang == "fr" or not re.search(r"\b(?:une|des|les|qui)\b", told)


def test_a_period_is_told_by_its_ends_and_an_undated_study_says_so() -> None:
    table = method.studies(made.opened(), Reader("fr"))
    told = set(table[Reader("fr").say("method.fieldwork")])
    assert "mai 2016\u00a0\u2013 juin 2016" in told
    assert not any(re.search(r"\d{4}-\d{2}", dates) for dates in told)


@EACH
def test_every_indicator_says_its_question_or_why_it_has_none(reader: Reader) -> None:
    """First those that a source prints, then the unpublished, the unread, then what nobody was asked."""
    parts, known = method.questions(made.opened(), reader), made.opened().table("questions")
    assert list(parts) == ["printed", "unpublished", "unread", "counted"]
    assert sum(map(len, parts.values())) == len(known)
    assert len(parts["printed"]) == int(known["question_fr"].notna().sum())
    silent = known[known["question_fr"].isna()]
    for part, status in (("counted", "M"), ("unpublished", "O"), ("unread", "L")):
        assert len(parts[part]) == int((silent["question_status"] == status).sum())
    assert all("«\u00a0" in said for said in parts["printed"][reader.say("figure.question")])
    for part in parts.values():
        for _, mine in part.groupby(reader.say("figure.study")):
            names = list(mine[reader.say("method.indicator")])
            assert names == sorted(names, key=folded)


@EACH
def test_every_status_in_use_is_told_as_the_pages_show_it_and_counted(reader: Reader) -> None:
    """Surveys and measures apart; signs and words are those of the legends and tables."""
    release = made.opened()
    told = dictionary.statuses(release, reader).set_index(reader.say("data.code"))
    for kind, heading in dictionary.KINDS.items():
        rows = [row for name, row in release.tables.items() if row.properties.get("kind") == kind]
        borne = Counter(
            str(one) for table in rows if "status" in table.cells for one in table.cells["status"].dropna()
        )
        assert {c: n for c, n in told[reader.say(heading)].items() if n != "0"} == {
            code: number(count, reader.lang) for code, count in borne.items()
        }
    shown = told[reader.say("data.mark")]
    assert {code: words[0] for code, words in shown.items() if words[0] in "*†‡"} == {
        "E": "*",
        "U": "†",
        "P": "‡",
    }
    assert reader.say("computed") in shown["E"]
    assert reader.say("value.unreadable") in shown["O"]
    assert reader.say("measured.absence") in shown["O"]
    assert reader.say("measured.absence") in shown["L"]


@EACH
def test_every_source_of_what_is_measured_is_named(reader: Reader) -> None:
    table = method.measured_sources(made.opened(), reader)
    assert len(table) == len(made.opened().table("context-sources"))
    assert all(table[reader.say("data.producer")])
    assert list(table[reader.say("data.producer")]) == sorted(table[reader.say("data.producer")], key=folded)


@EACH
def test_every_erratum_is_told_before_and_after(reader: Reader) -> None:
    """Each once, under its reason; fields by their titles, codes by their labels."""
    known, told = made.opened().table("errata"), errata.reasons(made.opened(), reader)
    cells = pd.concat([one.cells for one in told])
    assert len(cells) == len(known)
    assert all(one.words for one in told)
    for column in ("method.old", "method.new"):
        assert all(cells[reader.say(column)])
    assert set(cells[reader.say("method.row")]) == set(known["identifier"])
    assert not set(cells[reader.say("method.cell")]) & set(known["field"])
    assert not set(cells[reader.say("method.old")]) & set(made.opened().table("populations")["code"])


@EACH
def test_errata_are_one_line_a_version_and_reason(reader: Reader) -> None:
    """The last version first; in it what figures say before notes and labels; the cells of a value first."""
    known = made.opened().table("errata")
    told = errata.reasons(made.opened(), reader)
    assert len(told) == len(known.drop_duplicates(["version", "reason_fr"])) < len(known) / 3
    versions = list(dict.fromkeys(one.version for one in told))
    assert versions == sorted(versions, reverse=True)
    for version in versions:
        wording = [one.wording for one in told if one.version == version]
        assert wording == sorted(wording)
    html = errata_markup.reasons(told, reader)
    assert html.count("<details") == html.count("<summary") == len(told)
    assert html.count("<tr ") == len(known) + len(told)  # each table has its heads: whole, and folded
    notes = [
        errata.worded({"field": field})
        for field in ("note", "note_en", "label_fr", "caveats_en", "question_fr", "value")
    ]
    assert notes == [True, True, True, True, False, False]


def test_a_release_without_errata_has_none_to_tell(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    made.drop_table(folder, "errata")
    release = open_release(str(folder))
    assert errata.reasons(release, Reader()) == []
    assert errata.errata(release, Reader(), "studies:phare_entreprises_2015") == ()


@EACH
def test_how_much_of_a_source_was_read_is_said_beside_it(reader: Reader) -> None:
    """In words; of a release that does not say it, nothing."""
    rows = plain(made.opened().table("sources"))
    said = {row["read"]: reading.words(row, reader) for row in rows}
    assert set(said) == set(reading.PARTS)
    assert len(set(said.values())) == len(said)
    assert reading.words({}, reader) == ""
    assert not reading.partly(made.opened(), "deck_2018")
    assert not reading.partly(made.opened(), None)


@EACH
def test_a_citation_names_the_author_the_version_the_date_and_the_licence(reader: Reader) -> None:
    """What the Licence Ouverte asks for: the source and the date of update."""
    release = made.opened()
    said = citing.text(release, reader)
    for part in (release.version, day(release.issued, reader.lang), "Licence Ouverte"):
        assert part in said
    assert said.startswith("Observatoire des partenariats, édition ouverte\u00a0: l’équipe du projet.")


@EACH
def test_bibtex_is_one_entry_with_balanced_braces(reader: Reader) -> None:
    entry = citing.bibtex(made.opened(), reader)
    assert entry.startswith("@dataset{observatoire-des-partenariats-")
    assert entry.count("{") == entry.count("}")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", entry, re.MULTILINE))
    assert fields["date"] == made.opened().issued
    assert {"author", "title", "version", "year"} <= set(fields)


@pytest.mark.parametrize("hostile", ["50 % & {co_op} $x$ #1 ~ ^ \\input{x}", "}, url={x"])
def test_what_latex_would_run_is_printed_in_bibtex(hostile: str) -> None:
    shown = re.sub(r"\\(?:text\w+\{\}|[&%$#_{}])", "", citing.latex(hostile))
    assert not set(shown) & set("&%$#_{}~^\\")


@EACH
def test_ris_is_one_record_of_lines_with_tags(reader: Reader) -> None:
    lines = citing.ris(made.opened(), reader).split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_freshness_tells_the_release_the_last_study_and_the_last_source(lang: str) -> None:
    told = dict(method.freshness(made.opened(), Reader(lang)))
    years = made.opened().table("studies")[["year", "year_end"]].max().max()
    assert str(int(years)) in told[Reader(lang).say("method.fresh.study")]
    assert len(told) == 3


def test_a_month_is_said_in_words() -> None:
    assert (day("2024-11", "fr"), day("2024-11", "en"), day("2024", "fr")) == (
        "novembre 2024",
        "November 2024",
        "2024",
    )
