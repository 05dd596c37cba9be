"""Packages of others: normal ones open whole, hostile ones meet one clear sentence or are shown harmless."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explorer.figures.packages import tables as guest_tables
from explorer.figures.packages.quick import Quick, quick
from explorer.guests.opening import Guest, open_guest
from explorer.guests.rules import Budget, Refused, Rules
from explorer.guests.shelf import Shelf
from explorer.guests.sources import from_folder, from_uploads
from explorer.locales import LANGUAGES
from explorer.reader import Reader
from explorer.texts import WORDS
from explorer.views import opening
from tests import explorer_release
from tests.guests.museum import GOOD, MUSEUM, Exhibit, package
from tests.guests.normal import NORMAL, Files
from tests.vega_lite import faults

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 10  # seconds: far above what any exhibit takes, far below a hang
RAW = re.compile(r"<\s*(script|img|iframe|svg|object|embed|a\s[^>]*javascript)", re.IGNORECASE)


def opened(files: Files, **limits: Any) -> Guest:
    """The package, opened as a visitor's files are."""
    budget = Budget(Rules(**limits))
    return open_guest(from_uploads(files, budget), budget)


def page(lang: str = "fr") -> None:
    """What Streamlit runs: the package that the test left here, laid out."""
    import streamlit as st

    from explorer.reader import Reader
    from explorer.views import guest

    guest.show(st.session_state["shown"], Reader(st.session_state["lang"]))


@cache
def stage() -> AppTest:
    """One visit for all packages: each is shown in its turn."""
    return AppTest.from_function(page, default_timeout=60)


def laid_out(guest: Guest, lang: str) -> AppTest:
    """The page of an opened package."""
    app = stage()
    app.session_state["shown"], app.session_state["lang"] = guest, lang
    return app.run()


def drawn(chart: Quick) -> list[dict[str, Any]]:
    """The rows of a chart, of its first layer or of all of them."""
    spec = chart.panel.spec
    assert faults(spec) == ()
    values: list[dict[str, Any]] = spec.get("data", spec["layer"][0].get("data"))["values"]
    return values


def texts(app: AppTest) -> str:
    """All HTML of the page."""
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("name", MUSEUM)
def test_an_exhibit_is_met_by_its_sentence_or_shown_harmless(name: str) -> None:
    """No traceback, no hang, no file of the server, nothing that a browser would run."""
    exhibit: Exhibit = MUSEUM[name]
    lang = LANGUAGES[len(name) % 2]
    started = time.monotonic()
    refused = None
    try:
        guest = opened(exhibit.make())
    except Refused as met:
        refused = met
    if exhibit.code and not exhibit.code.startswith("closed:"):
        assert refused is not None
        assert refused.code == exhibit.code
        said = Reader(lang).say(f"refused.{refused.code}", **refused.words(lang))
        assert len(said) < 600
        assert "root:" not in said
        assert not re.search(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\u202a-\u202e]", said)
    else:
        assert refused is None
        app = laid_out(guest, lang)
        assert not app.exception
        assert not RAW.search(texts(app))
        assert "root:" not in texts(app)
        closed = [shut.code for _, shut in guest.closed]
        assert not exhibit.code or exhibit.code.removeprefix("closed:") in closed
        for table in guest.tables:
            assert_harmless(guest_tables.spreadsheet(table, "en"))
    assert time.monotonic() - started < PATIENCE


def assert_harmless(content: bytes) -> None:
    """No cell is a formula to a spreadsheet."""
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        for cell in row:
            assert not re.match(r"\s*[=@\t\r]|\s*[+-](?![\d.,\s]*%?$)", cell), cell


def test_the_museum_is_large_and_every_exhibit_says_what_it_tries() -> None:
    assert len(MUSEUM) >= 60
    assert all(len(exhibit.tries) > 9 for exhibit in MUSEUM.values())


def test_every_refusal_has_its_words_and_none_is_idle() -> None:
    """Both ways: no code without a sentence, no sentence without a code."""
    folder = Path(__file__).parents[1] / "explorer"
    source = "".join(
        p.read_text(encoding="utf-8") for part in ("guests", "views") for p in (folder / part).glob("*.py")
    )
    raised = set(re.findall(r'Refused\(\s*"(\w+)"', source)) | {"elsewhere", "no_answer", "missing_file"}
    assert {key.removeprefix("refused.") for key in WORDS if key.startswith("refused.")} - {"title"} == raised


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NORMAL)
def test_a_package_of_another_observatory_opens_whole(name: str, lang: str) -> None:
    guest = opened(NORMAL[name]())
    app = laid_out(guest, lang)
    assert not app.exception
    assert guest.descriptor.version == (2 if name in ("rivers", "compressed") else 1)
    assert guest.faults == {"faulty": 19}.get(name, 0)
    for chart in app.get("vega_lite_chart"):
        assert len(chart.proto.alt) > 20
        assert chart.proto.theme == ""


def test_types_dialects_and_encodings_of_a_french_package_are_read_as_described() -> None:
    (table,) = opened(NORMAL["markets"]()).tables
    assert table.texts["ville"][0] == "Saint-Étienne n° 0"
    assert table.typed["surface"][1] == 157.1
    assert str(table.typed["ouvert"][1]) == "2024-06-02"
    assert table.texts["code"][0] == "000"


def test_parts_inline_data_and_gzip_are_tables_like_others() -> None:
    assert len(opened(NORMAL["parts"]()).tables[0].texts) == 3
    assert [refused.code for _, refused in opened(NORMAL["parts"]()).closed] == ["unread"]
    objects, lists = opened(NORMAL["inline"]()).tables
    assert list(objects.typed["ok"][:2]) == [False, True]
    assert len(lists.texts) == 27
    assert list(opened(NORMAL["compressed"]()).tables[0].texts["code"]) == ["01", "02"]


def test_every_departure_from_a_schema_is_told_with_its_line() -> None:
    """In the words, and at the lines, of `validate`."""
    (table,) = opened(NORMAL["faulty"]()).tables
    told = {(fault.code, fault.samples[0].variant, fault.column): fault for fault in table.faults}
    assert told["type-error", "integer", "id"].samples[0].line == 5
    assert told["constraint-error", "enum", "kind"].count == 2
    assert told["foreign-key", "default", "parent"].samples[0].value == "9"
    variants = {variant for code, variant, _ in told if code == "constraint-error"}
    assert variants >= {"required", "minimum", "maximum", "pattern", "minLength", "maxLength"}
    codes = {code for code, _, _ in told}
    assert {"incorrect-label", "missing-cell", "unique-error", "primary-key"} <= codes


def test_what_was_not_checked_is_told_and_nothing_is_said_to_be_right() -> None:
    """Of a table without schema, of one that was cut, of a key to a table that is not open."""
    for name, files in {
        "no schema": package(schema=None),
        "cut": package(b"a,b\n" + b"1,x\n" * 60_000),
    }.items():
        guest = opened(files)
        assert guest.incomplete, name
        assert "rien à redire." not in texts(laid_out(guest, "fr")), name
    assert not opened(package()).incomplete


def test_files_of_one_name_are_not_taken_for_one_another() -> None:
    """2023's figures are not shown as 2024's: browsers send no folders."""
    resources = [{"name": f"y{y}", "path": f"{y}/t.csv", "schema": GOOD} for y in (2023, 2024)]
    described = json.dumps({"name": "p", "resources": resources}).encode()
    with pytest.raises(Refused, match="ambiguous_name"):
        opened({"datapackage.json": described, "t.csv": b"a,b\n1,x\n"})


def test_a_table_and_its_schema_are_a_package() -> None:
    """As `validate TABLE --schema SCHEMA`: the separator and the encoding are recognised."""
    schema = json.dumps(
        {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]}
    ).encode()
    (table,) = opened({"t.csv": "a;b\n1;é\nx;y\n".encode("cp1252"), "schema.json": schema}).tables
    assert list(table.texts["b"]) == ["é", "y"]
    assert [(fault.code, fault.count) for fault in table.faults] == [("type-error", 1)]
    (alone,) = opened({"t.csv": b"a,b\n1,x\n"}).tables
    assert [item.variant for item in alone.issues] == ["no-schema"]


def test_small_tables_are_open_whole_beside_a_large_one() -> None:
    """Whatever their order: the large one is cut."""
    large = b"a,b\n" + b"1,x\n" * 40_000
    resources = [{"name": n, "path": f"{n}.csv", "schema": GOOD} for n in ("large", "small")]
    described = json.dumps({"name": "p", "resources": resources}).encode()
    guest = opened(
        {"datapackage.json": described, "large.csv": large, "small.csv": b"a,b\n1,x\n"}, cells=20_000
    )
    assert [(table.name, len(table.texts), table.cut) for table in guest.tables] == [
        ("large", 9_999, True),
        ("small", 1, False),
    ]


def test_a_french_excel_reads_the_csv_of_a_table() -> None:
    """Semicolons, decimal commas, a byte order mark; in English commas and points."""
    schema = {"fields": [{"name": "a", "type": "number"}, {"name": "b", "type": "string"}]}
    (table,) = opened(package(b"a,b\n1.5,2.5\n", schema=schema)).tables
    assert guest_tables.spreadsheet(table, "fr") == "\ufeffa;b\n1,5;2.5\n".encode()
    assert guest_tables.spreadsheet(table, "en") == "\ufeffa,b\n1.5,2.5\n".encode()


@pytest.mark.parametrize(
    ("package_name", "table", "charts"),
    [
        ("markets", 0, {"Type de marché": "forain", "Surface (m²)": "120", "Nombre d’étals": "44"}),
        ("rivers", 1, {"Level (m)": "2019", "Station": "S1"}),
        ("inline", 1, {"day": "2025", "seen": "26"}),
    ],
)
def test_charts_follow_the_types_of_fields(package_name: str, table: int, charts: dict[str, str]) -> None:
    """Bars for categories, a histogram for numbers, a line for dates; no identifier, no free text."""
    made = quick(opened(NORMAL[package_name]()).tables[table], Reader("en"))
    assert {chart.title for chart in made} == set(charts)
    for chart in made:
        assert charts[chart.title] in chart.sentence


def test_a_line_breaks_where_a_value_is_missing_and_counts_start_from_zero() -> None:
    level, station = quick(opened(NORMAL["rivers"]()).tables[1], Reader("en"))
    line, _points = level.panel.spec["layer"]
    pieces = {row["piece"] for row in drawn(level)}
    assert pieces == {"0", "1"}
    assert line["encoding"]["detail"]["field"] == "piece"
    assert "2007" not in {row["when"][:4] for row in drawn(level)}
    bar = station.panel.spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert bar[0] == 0
    assert sum(row["count"] for row in drawn(station)) == 20


def test_counts_of_a_chart_add_up_to_the_rows_that_have_a_value() -> None:
    for name in ("markets", "inline"):
        for table in opened(NORMAL[name]()).tables:
            for chart in quick(table, Reader("en")):
                counted = [row.get("count", row.get("value")) for row in drawn(chart)]
                assert sum(counted) == len(table.texts)


def test_a_value_of_the_list_that_no_row_has_is_shown_as_none() -> None:
    kinds = quick(opened(NORMAL["markets"]()).tables[0], Reader("fr"))[0]
    assert ("couvert", "0") in set(kinds.table.itertuples(index=False, name=None))


def test_a_table_that_was_cut_has_no_chart_and_says_so() -> None:
    guest = opened(package(b"a,b\n" + b"1,x\n" * 40), rows=20)
    app = laid_out(guest, "fr")
    assert guest.tables[0].cut
    assert not app.get("vega_lite_chart")
    assert "20\u00a0premières lignes" in texts(app)


def test_time_is_bounded_for_network_and_checks_together() -> None:
    with pytest.raises(Refused) as met:
        opened(NORMAL["markets"](), seconds=0.0)
    assert met.value.code == "too_slow"


def test_only_folders_that_the_operator_allows_are_read(tmp_path: Path) -> None:
    """Neither another folder, nor a link, a pipe or a device in an allowed one."""
    allowed, other = tmp_path / "allowed", tmp_path / "other"
    for folder in (allowed / "good", other):
        folder.mkdir(parents=True)
        for name, content in package().items():
            (folder / name).write_bytes(content)
    rules = Rules(folders=(allowed,))

    def outcome(path: str | Path, rules: Rules = rules) -> str:
        budget = Budget(rules)
        try:
            open_guest(from_folder(str(path), budget), budget)
        except Refused as met:
            return met.code
        return "opened"

    assert outcome(allowed / "good") == outcome(allowed / "good/datapackage.json") == "opened"
    assert outcome(allowed / "good", Rules()) == "folder_not_allowed"
    for path in (other, allowed / "../other", "/etc", "", "a\0b", "~root"):
        assert outcome(path) in ("folder_not_allowed", "no_descriptor")
    (allowed / "link").symlink_to(other)
    assert outcome(allowed / "link") == "folder_not_allowed"
    for spoilt in ("secret", "pipe", "device"):
        folder = allowed / spoilt
        folder.mkdir()
        (folder / "datapackage.json").write_bytes(package()["datapackage.json"])
    (allowed / "secret/t.csv").symlink_to(other / "t.csv")
    os.mkfifo(allowed / "pipe/t.csv")
    (allowed / "device/t.csv").symlink_to("/dev/zero")
    assert outcome(allowed / "secret") == "unsafe_path"
    assert outcome(allowed / "pipe") == "missing_file"
    assert outcome(allowed / "device") == "unsafe_path"


def test_the_shelf_keeps_few_packages_and_gives_them_to_who_opened_them() -> None:
    guest = opened(NORMAL["inline"]())
    shelf = Shelf(kept=2, at_once=1, patience=0.01)
    first, second = shelf.put(guest), shelf.put(guest)
    assert len({first, second}) == 2
    assert shelf.get("guess") is None
    assert shelf.get(first) is guest
    third = shelf.put(guest)
    assert (shelf.get(first), shelf.get(second), shelf.get(third)) == (guest, None, guest)
    shelf.drop(first)
    assert shelf.get(first) is None
    with shelf, pytest.raises(Refused, match="busy"), shelf:
        pass
    with shelf:
        pass


def visited(monkeypatch: pytest.MonkeyPatch, *options: str, **address: str) -> AppTest:
    """The page of the explorer itself, under the operator's options."""
    monkeypatch.setattr(
        sys, "argv", ["app.py", "--release", str(explorer_release.release_folder()), *options]
    )
    app = AppTest.from_file(str(ROOT / "explorer/app.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    pages = app._registered_pages or {}
    app._page_hash = next(key for key, info in pages.items() if info["url_pathname"] == "open")
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_folder_that_the_operator_allows_is_opened_by_the_button_and_closed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    for name, content in NORMAL["rivers"]().items():
        (tmp_path / name).write_bytes(content)
    app = visited(monkeypatch, "--allow-folder", str(tmp_path), way="folder", lang=lang)
    app.text_input(key="open-folder-text").set_value(str(tmp_path))
    app.button[0].click().run()
    assert not app.exception
    assert "River levels" in texts(app)
    app.selectbox(key="choice-resource").set_value("levels").run()
    assert len(app.get("vega_lite_chart")) == 2
    app.button[-1].click().run()
    assert "River levels" not in texts(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_in_a_link_is_written_in_and_not_asked(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    """A link alone makes the server ask nothing of anyone; the button does, and says why not."""
    app = visited(monkeypatch, package="https://127.0.0.1/datapackage.json", lang=lang)
    assert app.text_input(key="open-address-text").value == "https://127.0.0.1/datapackage.json"
    assert "refused" not in app.session_state
    assert 'role="alert"' not in texts(app)
    app.button[0].click().run()
    assert not app.exception
    assert {"fr": "n’est pas publique", "en": "not public"}[lang] in texts(app)


def test_a_server_without_addresses_offers_files_only(monkeypatch: pytest.MonkeyPatch) -> None:
    app = visited(monkeypatch, "--no-addresses", way="folder")
    assert not app.text_input
    assert len(app.get("file_uploader")) == 1


def test_what_nobody_foresaw_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    app = visited(monkeypatch)
    monkeypatch.setattr(opening, "open_guest", broken)
    monkeypatch.setattr(opening, "from_address", broken)
    app.button[0].click().run()
    assert not app.exception
    assert "n’a pas pu être lu" in texts(app)
