"""The page of the data shows any table by pages: held or large, one way; what is asked is in the address."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from explorer.address import href
from explorer.asking import ROWS
from explorer.checking.check import checked
from explorer.checking.command import report
from explorer.figures.studies.rows import page
from explorer.locales import LANGUAGES, exact
from explorer.published import open_release
from explorer.reader import Reader
from explorer.routes import PAGES
from explorer.texts import WORDS
from explorer.views import rows_markup
from tests import explorer_release as made
from tests.test_explorer_pages import go, shown, visit

TABLE = "context-values"
WHOLE = ["domain", "territory", "measured"]  # pages that need all of it
HOLD = ("--hold", "1000")
EACH = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with a table in three Parquet files, large where 1,000 rows are held."""
    folder = made.make_release(tmp_path_factory.mktemp("rows") / "release")
    return made.in_parquet(folder, TABLE, each=800)


def html(address: str = "", table: str = TABLE, lang: str = "fr") -> str:
    """The rows of a table of our release."""
    release, reader = made.opened(), Reader(lang)
    found = page(release, reader, table=table, address=address)
    count = release.tables[table].count or 0
    return rows_markup.rows(found, table, count, reader, lambda said: href("data", lang, table=table, **said))


def links(text: str, words: str) -> list[dict[str, str]]:
    """What the links of those words ask for."""
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', text)
    return [
        dict(parse_qsl(urlsplit(unescape(address)).query))
        for address, said in found
        if words in re.sub("<[^>]+>", "", said)
    ]


@EACH
def test_a_large_table_is_shown_as_one_that_is_held(
    monkeypatch: pytest.MonkeyPatch, large: Path, lang: str
) -> None:
    """The very same page, but for the files that were compared on opening."""
    pages = []
    for options in ((), HOLD):
        app = visit(monkeypatch, "", large, options, lang=lang)
        for name, value in {"table": TABLE, "by": "-value", "page": "2", "has.region": "53"}.items():
            app.query_params[name] = value
        app = go(app, "data")
        assert not app.exception
        assert not app.error
        pages.append(re.search(r'<div class="stays">.*?</nav>', shown(app), re.DOTALL))
    assert pages[0]
    assert pages[1]
    assert pages[0][0] == pages[1][0]
    assert pages[0][0].count("<tr>") == ROWS + 1


@EACH
def test_every_page_opens_beside_a_large_table(
    monkeypatch: pytest.MonkeyPatch, large: Path, lang: str
) -> None:
    """One that needs all of the table says so; the others are as they were."""
    app = visit(monkeypatch, "measured", large, HOLD, lang=lang)
    assert not app.exception
    told = escape(Reader(lang).say("large.body", table=TABLE))
    assert told in shown(app)
    saying = []
    for entry in PAGES:
        app = go(app, entry.address)
        assert not app.exception
        assert not app.error
        assert len(app.title) == 1
        if told in shown(app):
            saying.append(entry.name)
    assert saying == WHOLE


def test_a_damaged_file_is_told_in_place_of_the_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The rest of the page stays: the fields, the file to download."""
    folder = made.in_parquet(made.make_release(tmp_path / "release"), TABLE, each=800)
    file = folder / "parquet" / TABLE / "0001.parquet"
    file.write_bytes(file.read_bytes()[:-9] + b"123456789")
    app = visit(monkeypatch, "", folder, HOLD)
    app.query_params["table"] = TABLE
    app = go(app, "data")
    assert not app.exception
    assert "0001" in app.error[0].value
    assert f"release/data/{TABLE}.csv" in shown(app)
    assert "stays" not in shown(app).split("</style>")[-1]


def test_columns_stand_under_their_labels_and_codes_beside_their_words() -> None:
    text = html(table="observations")
    release = made.opened()
    for field in release.tables["observations"].fields:
        assert f">{field['title']}<" in text.replace("’", "'") or field["title"] in unescape(text).replace(
            "’", "'"
        )
        assert f"<code>{field['name']}</code>" in text or field["title"] == field["name"]
    assert re.search(r"<div>FR<small>France", text)
    assert text.count('scope="col"') == len(release.tables["observations"].fields) + 1


def test_every_link_is_an_address_that_shows_what_it_says() -> None:
    """Sorting keeps the filter and goes to the first page; pages keep both; a chip leaves one out."""
    text = html("has.region=53&by=-value&page=2")
    base = {"table": TABLE, "has.region": "53"}
    assert links(text, "Valeur")[0] == base  # falling now: then no more sorted
    assert links(text, "Indicateur")[0] == base | {"by": "indicator"}
    assert links(text, "Précédente") == [base | {"by": "-value"}]
    assert links(text, "Suivante") == [base | {"by": "-value", "page": "3"}]
    assert {frozenset(one.items()) for one in links(text, "×")} == {
        frozenset({"table": TABLE, "by": "-value"}.items()),
        frozenset(base.items()),
    }
    assert 'aria-sort="descending"' in text


def test_the_form_has_a_control_for_every_field_filled_as_the_address_says() -> None:
    text = html("has.region=53&from.value=10,5&has.note=<b>")
    assert '<option value="53" selected>53 (Bretagne)</option>' in text
    assert 'name="from.value" value="10,5"' in text
    assert 'name="has.note" value="&lt;b&gt;"' in text
    controls = set(re.findall(r'name="(?:has|from|to)\.([^"]+)"', text))
    assert controls == set(made.opened().tables[TABLE].columns)
    action = dict(parse_qsl(urlsplit(unescape(re.findall(r'action="([^"]*)"', text)[0])).query))
    assert action == {"table": TABLE}


@EACH
@pytest.mark.parametrize(
    "address", ["page=99999", "by=nope", "has.nope=1", "has.region=nope", "from.value=nope"]
)
def test_what_cannot_be_asked_is_told_kindly_and_rows_are_shown(address: str, lang: str) -> None:
    text = html(address, lang=lang)
    assert text.count('class="notice"') == 1
    assert "nope" in text or "99" in text
    assert text.count("<tr>") == ROWS + 1


def test_texts_of_a_release_are_shown_and_not_run(tmp_path: Path) -> None:
    folder = made.make_release(tmp_path / "release")
    made.add_table(folder, "odd", [{"<i>a": '<img src=x onerror="x">\n2'}])
    release, reader = open_release(str(folder)), Reader()
    found = page(release, reader, table="odd", address='has.<i>a="><b>')
    text = rows_markup.rows(found, "<odd>", 1, reader, lambda said: href("data", "fr", **said))
    text += rows_markup.rows(page(release, reader, table="odd", address=""), "<odd>", 1, reader, lambda _: "")
    assert not re.search(r"<(?:img|i|b|odd)[ >]", text)
    assert "&lt;img" in text


@pytest.mark.parametrize(
    ("value", "french"),
    [(0.1, "0,1"), (1234567.125, "1\u202f234\u202f567,125"), (-0.5, "\u22120,5"), (3.0, "3"),
     (0.123456789012, "0,123456789012"), (12345, "12\u202f345")],
)  # fmt: skip
def test_a_number_is_shown_with_every_digit(value: float, french: str) -> None:
    assert exact(value, "fr") == french


@EACH
def test_the_check_says_what_it_did_not_read(large: Path, lang: str) -> None:
    """A page that needs all of a large table cannot be made: a fault. What is shown page by page is made."""
    found = checked(str(large), 1000, lang)
    assert (TABLE, 2106) in found.left
    assert {fault.code for fault in found.faults} == {"broken"}
    again = "-labelled"  # the same rows with labels, which this release has not in Parquet
    assert all("LargeTableError" in fault.detail or again in fault.detail for fault in found.faults)
    told = report(found, Reader(lang))
    assert Reader(lang).say("check.left", table=TABLE, rows="2\u202f106" if lang == "fr" else "2,106") in told


def test_every_reason_why_rows_are_not_shown_has_its_words() -> None:
    for code in ("no_parquet", "no_space", "too_heavy", "tampered", "not_a_table"):
        assert f"problem.{code}" in WORDS
