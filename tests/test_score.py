"""What portals will say of a release: a point stands on a property of its catalogue, and goes with it."""

from __future__ import annotations

import copy
import datetime as dt
import functools
import json
import shutil
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from scripts.commands import cli
from scripts.publish.score import datagouv, graph, mqa, told, whole
from scripts.publish.score.reading import PATH, Seen, address_of, datasets
from scripts.reading import identity
from scripts.reading.descriptor import load, to_package
from scripts.reading.issues import LANGUAGES
from scripts.reading.model.errors import ReleaseError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.publish.score.item import Item

Json = dict[str, Any]
DAY = dt.date(2026, 12, 1)
WIDTH = 80


@pytest.fixture(scope="module")
def catalogue(published: Path) -> Json:
    """The harvester's catalogue of our release. Copy it to change it."""
    found: Json = json.loads((published / PATH).read_text(encoding="utf-8"))
    return found


def items(catalogue: Json, *, said: bool | None = None, day: dt.date = DAY) -> dict[str, Item]:
    """The items of both portals, `portal/key`; `said` is what every address answers, None where not asked."""
    nodes = [node for node in graph.nodes(catalogue) if node.is_a("dcat:Dataset")]
    dataset = next(node for node in nodes if not node.values("dct:isPartOf"))
    addresses = [a for file in dataset.nodes("dcat:distribution") for a in (address_of(file),)]
    seen = Seen(dataset, day, {} if said is None else dict.fromkeys(addresses, (said, "")))
    scored = [portal(seen) for portal in whole.PORTALS]
    return {f"{one.portal}/{item.key}": item for one in scored for item in one.items}


def without(*names: str, files: bool = False) -> Callable[[Json, list[Json]], None]:
    """Properties that the data set, or every file, no longer has."""

    def edit(dataset: Json, distributions: list[Json]) -> None:
        for holder in distributions if files else [dataset]:
            for name in names:
                holder.pop(name, None)

    return edit


def having(name: str, value: Any, *, files: bool = False) -> Callable[[Json, list[Json]], None]:
    """A property that has another value."""

    def edit(dataset: Json, distributions: list[Json]) -> None:
        for holder in distributions if files else [dataset]:
            holder[name] = [value]

    return edit


def both(*edits: Callable[[Json, list[Json]], None]) -> Callable[[Json, list[Json]], None]:
    """Several edits."""

    def edit(dataset: Json, distributions: list[Json]) -> None:
        for one in edits:
            one(dataset, distributions)

    return edit


def changed(catalogue: Json, edit: Callable[[Json, list[Json]], object]) -> Json:
    """A copy of a catalogue in which the data set of the whole, or its files, are others."""
    made = copy.deepcopy(catalogue)
    sets = [node for node in made["@graph"] if "dcat:Dataset" in node["@type"]]
    dataset = next(node for node in sets if "dct:isPartOf" not in node)
    named = {one["@id"] for one in dataset["dcat:distribution"]}
    edit(dataset, [node for node in made["@graph"] if node["@id"] in named])
    return made


def eu(table: str, code: str) -> Json:
    """A code of a table of the EU."""
    return {"@id": f"http://publications.europa.eu/resource/authority/{table}/{code}"}


PARQUET = {"@id": "https://www.iana.org/assignments/media-types/application/vnd.apache.parquet"}
NOWHERE = {"@id": "https://example.org/my-own-licence"}
NAMED = {"@id": "https://example.org/a-place-without-a-shape"}
PERIOD = {"@id": "https://example.org/period"}
SHORT = {"@value": "Des chiffres.", "@language": "fr"}
NO_LICENCE = both(without("dct:license"), without("dct:license", files=True))

# What takes the points of an item away, and of which others with it.
TAKEN: tuple[tuple[str, Callable[[Json, list[Json]], None], set[str]], ...] = (
    ("datagouv/licence", NO_LICENCE, {"mqa/licence", "mqa/licence-listed"}),
    (
        "datagouv/licence",
        both(having("dct:license", NOWHERE), having("dct:license", NOWHERE, files=True)),
        {"mqa/licence-listed"},
    ),
    ("datagouv/temporal", without("dct:temporal"), {"mqa/temporal"}),
    ("datagouv/temporal", having("dct:temporal", PERIOD), set()),
    ("datagouv/spatial", without("dct:spatial"), {"mqa/spatial"}),
    ("datagouv/spatial", having("dct:spatial", NAMED), set()),
    ("datagouv/frequency", without("dct:accrualPeriodicity"), {"datagouv/respected"}),
    (
        "datagouv/frequency",
        having("dct:accrualPeriodicity", eu("frequency", "UNKNOWN")),
        {"datagouv/respected"},
    ),
    (
        "datagouv/frequency",
        having("dct:accrualPeriodicity", eu("frequency", "YEARLY")),
        {"datagouv/respected"},
    ),
    ("datagouv/description", having("dct:description", SHORT), set()),
    (
        "datagouv/format",
        having("dct:format", eu("file-type", "XLSX"), files=True),
        {"mqa/open"},
    ),
    (
        "datagouv/format",
        without("dct:format", files=True),
        {"mqa/format", "mqa/listed", "mqa/open", "mqa/machine"},
    ),
    ("datagouv/documented", without("dct:description", files=True), set()),
    ("mqa/keyword", without("dcat:keyword"), set()),
    ("mqa/theme", without("dcat:theme"), set()),
    ("mqa/theme", having("dcat:theme", eu("data-theme", "SOCIETY")), set()),
    ("mqa/download", without("dcat:downloadURL", files=True), {"mqa/download-answers"}),
    ("mqa/access-answers", without("dcat:accessURL", files=True), {"mqa/conforms"}),
    ("mqa/media", without("dcat:mediaType", files=True), {"mqa/listed"}),
    ("mqa/listed", having("dct:format", {"@value": "CSV"}, files=True), set()),
    ("mqa/machine", having("dct:format", eu("file-type", "PAPER"), files=True), {"mqa/listed", "mqa/open"}),
    ("mqa/conforms", without("dct:description"), {"datagouv/description"}),
    ("mqa/conforms", without("dct:title"), set()),
    ("mqa/access", without("dct:accessRights"), {"mqa/access-listed"}),
    ("mqa/access-listed", having("dct:accessRights", {"@id": "https://example.org/open"}), set()),
    ("mqa/publisher", without("dct:publisher"), set()),
    ("mqa/rights", without("dct:rights", files=True), set()),
    ("mqa/size", without("dcat:byteSize", files=True), set()),
    ("mqa/issued", without("dct:issued"), set()),
    ("mqa/modified", without("dct:modified"), set()),
)


@pytest.mark.parametrize(
    ("key", "edit", "others"), TAKEN, ids=[f"{n}-{one[0]}" for n, one in enumerate(TAKEN)]
)
def test_a_point_goes_with_the_property_that_it_stands_on(
    key: str, edit: Callable[[Json, list[Json]], None], others: set[str], catalogue: Json
) -> None:
    """And no other point than those of the same property: nothing is given for being ours."""
    before, after = items(catalogue), items(changed(catalogue, edit))
    assert after[key].got == 0
    assert before[key].got != 0
    assert {name for name in before if before[name].got != after[name].got} == {key, *others}


def test_every_item_has_what_takes_its_points_away(catalogue: Json) -> None:
    """Those that are lost already, or that an answer or a day decides, have a test of their own below."""
    apart = {"datagouv/respected", "datagouv/alive", "mqa/download-answers", "mqa/contact"}
    told_of = {name for key, _, others in TAKEN for name in (key, *others)}
    assert told_of | apart == set(items(catalogue))


def test_links_are_not_known_where_nobody_asks_and_count_where_somebody_does(catalogue: Json) -> None:
    """Unknown, got, lost: three things."""
    for key, points in (("datagouv/alive", 1), ("mqa/access-answers", 50), ("mqa/download-answers", 30)):
        assert items(catalogue)[key].got is None
        assert items(catalogue, said=True)[key].got == points
        assert items(catalogue, said=False)[key].got == 0


def test_one_dead_link_is_enough_for_a_portal(catalogue: Json) -> None:
    """data.gouv.fr wants every file; data.europa.eu the best one."""
    sets = [node for node in graph.nodes(catalogue) if node.is_a("dcat:Dataset")]
    addresses = [address_of(file) for file in sets[0].nodes("dcat:distribution")]
    seen = Seen(sets[0], DAY, {a: (n > 0, "") for n, a in enumerate(addresses)})
    by_key = {item.key: item for one in (datagouv.scored(seen), mqa.scored(seen)) for item in one.items}
    assert (by_key["alive"].got, by_key["access-answers"].got) == (0, 50)


def test_a_contact_gives_its_points(catalogue: Json) -> None:
    """They are lost today because only the publisher can give one."""
    given = changed(catalogue, having("dcat:contactPoint", {"@type": ["vcard:Kind"]}))
    assert (items(catalogue)["mqa/contact"].got, items(given)["mqa/contact"].got) == (0, 20)


def test_a_frequency_is_kept_until_a_day_after_it_is_due(catalogue: Json) -> None:
    """A year after the last version, and a day that is forgiven; where nothing is promised, always."""
    annual = changed(catalogue, having("dct:accrualPeriodicity", eu("frequency", "ANNUAL")))
    modified = next(
        dt.date.fromisoformat(one.text)
        for node in graph.nodes(catalogue)
        if node.is_a("dcat:Dataset")
        for one in node.literals("dct:modified")
    )
    for days, got in ((0, 1), (366, 1), (367, 0)):
        assert items(annual, day=modified + dt.timedelta(days))["datagouv/respected"].got == got
    assert items(catalogue, day=modified + dt.timedelta(3650))["datagouv/respected"].got == 1


def test_the_portals_give_nine_and_405_points(catalogue: Json) -> None:
    """As they say themselves."""
    found = items(catalogue)
    sums = {p: sum(i.possible for key, i in found.items() if key.startswith(p)) for p in ("datagouv", "mqa")}
    assert sums == {"datagouv": 9, "mqa": 405}


def test_our_release_has_every_point_but_those_that_only_its_publisher_can_give(published: Path) -> None:
    """Or that its tests ask; so have its parts."""
    package = to_package(load(published).descriptor)
    found = whole.of(package, published, DAY)
    missing = [item for one in found.scored for item in one.items if not item.whole]
    assert {item.who for item in missing} <= {"publisher", "tests"}
    assert {item.key for item in missing if item.who == "publisher"} == {
        "alive",
        "access-answers",
        "download-answers",
        "contact",
    }
    assert {(scored.got, scored.unknown) for _, scored in found.parts} == {(8, 1)}
    assert found.unsaid == identity.unsaid(package) != ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_told_in_eighty_columns_and_every_word_is_there(lang: str, published: Path) -> None:
    """Each item by name, with its points; each that lacks some with what to do, and who can."""
    found = whole.of(to_package(load(published).descriptor), published, DAY)
    lines = told.text(found, lang).splitlines()
    assert max(map(len, lines)) <= WIDTH
    for scored in found.scored:
        for item in scored.items:
            assert any(told.say(lang, "item", scored.portal, item.key) in line for line in lines)
    page = told.markdown(found, lang)
    for scored in found.scored:
        for item in (one for one in scored.items if not one.whole):
            assert told.todo(scored, item, lang) in page
    assert "{" not in page


def test_every_reason_has_its_words() -> None:
    """For each item and each reason that its module can give, in both languages."""
    known = told._texts()["item"]  # the texts themselves
    for portal in known.values():
        for words in portal.values():
            reasons = {name[:-3] for name in words if name.endswith(("_fr", "_en"))}
            assert "lost" in reasons
            assert {f"{reason}_{lang}" for reason in reasons for lang in LANGUAGES} | set(LANGUAGES) == set(
                words
            )


def run(*args: str | Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit status and the output of the command."""
    status = cli.main(["score", *map(str, args)])
    return status, capsys.readouterr().out


def test_the_exit_status_says_whether_there_are_enough(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Points of which nobody knows are not counted as got."""
    for least, status in ((0, 0), (8, 0), (9, 1)):
        assert run(published, "--on", "2026-12-01", "--at-least", str(least), capsys=capsys)[0] == status


def test_a_folder_a_descriptor_and_a_zip_have_the_same_score(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is one release."""
    package = to_package(load(published).descriptor)
    places = (published, published / "datapackage.json", published / f"{package.name}-{package.version}.zip")
    told_of = {run(place, "--on", "2026-12-01", "--format", "json", capsys=capsys) for place in places}
    assert len(told_of) == 1
    ((status, text),) = told_of
    assert (status, json.loads(text)["portals"][0]["got"]) == (0, 8)


def test_a_package_without_a_catalogue_has_no_score(tmp_path: Path) -> None:
    """It says so, and does not give none of nine."""
    with pytest.raises(ReleaseError, match=PATH.replace(".", r"\.")):
        datasets(tmp_path)
    (tmp_path / "meta").mkdir()
    for text in ("{", '{"@context": "https://example.org/context.jsonld"}', '{"@context": {}, "@graph": []}'):
        (tmp_path / PATH).write_text(text, encoding="utf-8")
        with pytest.raises(SourceError):
            datasets(tmp_path)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def web(folder: Path) -> Iterator[str]:
    """The address of a server of this machine that has the files of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_a_release_on_the_web_has_nine_points_of_nine(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once its address is given and every file answers there; one that is gone is named."""
    shutil.copytree(published.parent, tmp_path / "dist", symlinks=True)
    release = tmp_path / "dist" / published.name
    path = release / PATH
    with web(tmp_path / "dist") as address:
        text = path.read_text(encoding="utf-8").replace('"./', f'"{address}')
        path.write_text(text, encoding="utf-8")
        asked = (release, "--online", "--allow-loopback", "--format", "json", "--at-least", "9")
        status, told_of = run(*asked, capsys=capsys)
        portals = json.loads(told_of)["portals"]
        assert (status, portals[0]["got"], portals[0]["unknown"]) == (0, 9, 0)
        assert portals[1]["unknown"] == 30
        gone = next((tmp_path / "dist" / "latest" / "data").glob("*.csv"))
        gone.unlink()
        status, told_of = run(*asked, capsys=capsys)
        (lost,) = [item for item in json.loads(told_of)["portals"][0]["items"] if item["got"] == 0]
        assert (status, lost["item"]) == (1, "alive")
        assert gone.name in lost["todo"]
    status, told_of = run(*asked, capsys=capsys)
    (silent,) = [item for item in json.loads(told_of)["portals"][0]["items"] if item["got"] is None]
    assert (status, silent["item"]) == (1, "alive")
