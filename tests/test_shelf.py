"""The folder of releases: addresses that stay, and lists that say what is there."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scripts.check.package import check
from scripts.publish.shelf import latest, listed, renewed
from scripts.publish.shelf.editions import editions
from scripts.reading import identity
from scripts.reading.model.errors import ReleaseError
from tests import released

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions in a folder, and what follows from them. Read only."""
    dist = tmp_path_factory.mktemp("shelf")
    for version in ("1.9.0", "1.10.0"):
        released.build(dist / version, version=version)
    renewed.renew(dist, "1.10.0")
    return dist


@pytest.fixture
def dist(two: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(two, tmp_path / "dist", copy_function=shutil.copy2))


def test_nothing_is_a_link(two: Path) -> None:
    assert not [path for path in two.rglob("*") if path.is_symlink()]


def test_the_newest_version_is_not_the_last_of_the_alphabet(two: Path) -> None:
    assert released.latest(two) == "1.10.0"
    assert [edition.version for edition in editions(two)] == ["1.10.0", "1.9.0"]


def test_latest_is_a_sound_release(two: Path) -> None:
    """`validate` takes its zips under the names that stay, for they have the bytes of the others."""
    assert released.told(two / "latest") == []


@pytest.mark.parametrize("name", ["tiny.zip", "packages/things.zip"])
def test_a_zip_that_is_another_is_found(name: str, dist: Path) -> None:
    (dist / "latest" / name).write_bytes(b"other")
    assert released.told(dist / "latest") == [f"checksum-error/default {name}"]


def test_a_zip_that_no_version_has_is_too_many(dist: Path) -> None:
    """Whatever list names it."""
    (dist / "latest" / "more.zip").write_bytes(b"")
    (dist / "latest" / "more.zip.sha256").write_text(f"{'0' * 64}  more.zip\n", encoding="utf-8")
    found = released.told(dist / "latest")
    assert found == [f"extra-file/default {name}" for name in ("more.zip", "more.zip.sha256")]


def test_what_is_so_already_is_not_touched(dist: Path) -> None:
    """Copies in place of the release's own files included."""
    before = {path: path.stat().st_mtime_ns for path in dist.rglob("*")}
    renewed.renew(dist, "1.10.0")
    assert {path: path.stat().st_mtime_ns for path in dist.rglob("*")} == before


@pytest.mark.parametrize("by", ["one stroke", "two renames"])
def test_a_damaged_or_an_older_latest_is_made_anew(
    by: str, dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system exchanges two folders at one stroke, and where it does not."""
    if by == "two renames":
        monkeypatch.setattr(latest, "_exchange", lambda _one, _other: False)
    (dist / "latest" / "README.md").write_text("damaged", encoding="utf-8")
    (dist / "latest" / "left.txt").write_text("", encoding="utf-8")
    renewed.renew(dist, "1.10.0")
    assert released.latest(dist) == "1.10.0"
    assert not list(dist.glob(".*"))


def test_a_link_of_an_earlier_time_becomes_a_folder(dist: Path) -> None:
    shutil.rmtree(dist / "latest")
    (dist / "latest").symlink_to("1.9.0")
    renewed.renew(dist, "1.10.0")
    assert released.latest(dist) == "1.10.0"
    assert (dist / "1.9.0" / "datapackage.json").is_file()


def test_the_folder_of_somebody_else_is_left(dist: Path) -> None:
    shutil.rmtree(dist / "latest")
    (dist / "latest").mkdir()
    (dist / "latest" / "theirs.txt").write_text("theirs", encoding="utf-8")
    with pytest.raises(ReleaseError, match="no release"):
        renewed.renew(dist, "1.10.0")
    assert (dist / "latest" / "theirs.txt").read_text(encoding="utf-8") == "theirs"


def test_what_is_no_release_is_no_version(dist: Path) -> None:
    """A folder, a file, a link, a release under another number."""
    (dist / "9.0.0").mkdir()
    (dist / "9.1.0").write_text("", encoding="utf-8")
    (dist / "9.2.0").symlink_to("1.10.0")
    shutil.copytree(dist / "1.9.0", dist / "9.3.0")
    assert [edition.version for edition in editions(dist)] == ["1.10.0", "1.9.0"]


def test_versions_json_says_what_is_there(two: Path) -> None:
    """Every path leads to a file of that size and hash; the newest first, with its names that stay."""
    told = json.loads((two / listed.VERSIONS).read_text(encoding="utf-8"))
    assert [version["version"] for version in told["versions"]] == ["1.10.0", "1.9.0"]
    assert told["latest"]["version"] == "1.10.0"
    for version in (told["latest"], *told["versions"]):
        assert [file["path"].rpartition("/")[2][:4] for file in version["files"]] == ["tiny", "thin"]
        for file in version["files"]:
            assert (two / file["path"]).stat().st_size == file["bytes"]
            assert released.sha256(two / file["path"]) == file["sha256"]
    assert all((two / version["descriptor"]).is_file() for version in told["versions"])


@pytest.mark.parametrize("lang", listed.FEEDS)
def test_a_feed_has_an_entry_a_version(lang: str, two: Path) -> None:
    """Each with an identifier of its own, which does not change, and links that lead somewhere (RFC 4287)."""
    feed = ET.fromstring((two / listed.FEEDS[lang]).read_text(encoding="utf-8"))  # noqa: S314 -- ours
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}"), name
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    for link in feed.iter(f"{ATOM}link"):
        assert (two / str(link.get("href"))).is_file(), link.attrib


def test_an_identifier_of_a_part_is_its_own_and_stays() -> None:
    whole = "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"
    assert len({whole, *(identity.of_part(whole, name) for name in ("one", "two"))}) == 3
    assert identity.of_part(whole, "one") == identity.of_part(whole, "one")


def test_the_published_folder_stands_by_itself(published: Path) -> None:
    """That of the real package: `latest` is as sound as the version, whichever of the two is asked."""
    place = published.parent / "latest"
    assert not list(check(str(place), house=True))
    assert released.latest(published.parent) == published.name


@pytest.mark.parametrize("path", ["index.html", "en/index.html"])
def test_every_link_of_the_page_of_versions_leads_somewhere(path: str, two: Path) -> None:
    """Each version is on it, the newest first; and its twin in the other language."""
    text = (two / path).read_text(encoding="utf-8")
    links = [link for link in re.findall(r'href="([^"#]+)"', text) if "://" not in link]
    assert [link for link in links if not ((two / path).parent / link).resolve().exists()] == []
    assert re.findall(r'<li id="([^"]+)">', text) == ["1.10.0", "1.9.0"]
    assert {"latest/index.html", "index.html"} <= {
        link.removeprefix("../").replace("en/", "") for link in links
    }


def test_a_catalogue_of_no_version_is_taken_away(dist: Path) -> None:
    """What the newest version does not have is not left of an earlier one."""
    (dist / "1.10.0" / "meta" / "harvest.ttl").unlink()
    renewed.renew(dist, "1.10.0")
    assert not (dist / "catalog.ttl").exists()
    assert (dist / "catalog.jsonld").read_bytes() == (dist / "1.10.0/meta/harvest.jsonld").read_bytes()
