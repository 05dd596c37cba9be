"""Packages at addresses, and addresses in packages: portals' permalinks, stores, servers that are down."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from scripts.check.package import check
from scripts.commands.cli import main
from scripts.reading.issues import from_error
from scripts.reading.model.errors import SourceError
from scripts.reading.sources import open_source, open_table
from tests.test_carried import TABLE
from tests.test_carried import write as carrying
from tests.tiny import CSV, is_told, package, things, write
from tests.web import certificate, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.tiny import Json

    Server = Callable[..., Any]

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate")
ROWS = b"id\n1\n2\n"
BROKEN = CSV.replace("2.5", "many").encode()  # one type-error


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a certificate that is made for these tests."""
    return certificate(tmp_path_factory.mktemp("keys")).parent


@pytest.fixture
def server(keys: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Serves answers over https that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(keys / "localhost.pem"))

    @contextmanager
    def serve(answers: dict[str, Any], **options: Any) -> Iterator[tuple[str, list[str]]]:
        with served(answers, keys, **options) as found:
            yield found

    return serve


def described(edit: Callable[[Json], object] = lambda _: None) -> bytes:
    """A descriptor."""
    made = package()
    edit(made)
    return json.dumps(made).encode()


def zipped(top: str = "") -> bytes:
    """A zip of a package with a fault, in a folder of its own or not."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(f"{top}datapackage.json", described())
        archive.writestr(f"{top}data/things.csv", BROKEN)
    return stream.getvalue()


def kinds(target: str, **options: Any) -> list[str]:
    """The issues of a target in short; each has all its words."""
    with open_source(target, lenient=True, **options) as source:
        found = sorted(check(source))
    for item in found:
        is_told(item)
    return [f"{item.code}/{item.variant}" for item in found]


ONE = ["type-error/number"]


@pytest.mark.parametrize("missing", [404, 403, 401, 410])
def test_a_store_may_say_anything_of_what_it_has_not(server: Server, missing: int) -> None:
    """SHA256SUMS is asked for, and is no file of the package."""
    with server({"/s3/datapackage.json": described(), "/s3/data/things.csv": BROKEN}, missing=missing) as (
        at,
        asked,
    ):
        assert kinds(f"{at}/s3/datapackage.json") == ONE
        assert kinds(f"{at}/s3") == ONE
    assert "/s3/SHA256SUMS" in asked


def test_a_permalink_is_asked_as_it_is_and_its_content_decides(server: Server) -> None:
    """A descriptor whose files lie beside the final address, a zip, one with a folder at its top."""
    answers = {
        "/r/1": "/files/v2/package.json?token=a",
        "/files/v2/package.json?token=a": described(),
        "/files/v2/data/things.csv": BROKEN,
        "/r/2?format=zip": zipped(),
        "/r/3": zipped("things-main/"),
    }
    with server(answers) as (at, asked):
        assert [kinds(at + path) for path in ("/r/1", "/r/2?format=zip", "/r/3")] == [ONE] * 3
    assert not any("/r/1/" in path for path in asked)


def test_what_is_told_of_a_permalink_has_the_address_of_its_file(server: Server) -> None:
    """The paths are those beside the descriptor's final address."""
    with (
        server(
            {"/r/1": "/v2/package.json", "/v2/package.json": described(), "/v2/data/things.csv": BROKEN}
        ) as (at, _),
        open_source(f"{at}/r/1") as source,
    ):
        assert source.where == f"{at}/v2/"


def test_a_page_is_no_package(server: Server) -> None:
    """Nor is a page that the server shows for whatever it lacks a list of checksums."""
    page = b"<!DOCTYPE html><title>Jeu</title>"
    with server(
        {
            "/jeu": page,
            "/p/datapackage.json": described(),
            "/p/data/things.csv": BROKEN,
            "/p/SHA256SUMS": page,
        }
    ) as (at, _):
        with pytest.raises(SourceError) as caught, open_source(f"{at}/jeu"):
            pass
        assert (from_error(caught.value).code, caught.value.variant) == ("scheme-error", "page")
        assert kinds(f"{at}/p/") == ONE


def test_a_named_file_that_is_not_given_is_its_resource_s_fault(server: Server) -> None:
    """The rest is checked, whether it is the table or its schema."""

    def edit(made: Json) -> None:
        made["resources"] += [
            {**things(made), "name": "closed", "path": "closed.csv"},
            {**things(made), "name": "blind", "path": "data/things.csv", "schema": "closed.json"},
        ]

    answers = {
        "/datapackage.json": described(edit),
        "/data/things.csv": BROKEN,
        "/closed.csv": 403,
        "/closed.json": 401,
    }
    with server(answers) as (at, _):
        found = kinds(f"{at}/datapackage.json")
    assert found.count("scheme-error/forbidden") == 2
    assert "type-error/number" in found
    assert "scheme-error/no-file" not in found


def remote(path: str, **more: Any) -> Callable[[Json], None]:
    """A second resource of that path, beside the one in the folder."""
    return lambda made: made["resources"].append({**things(made), "name": "far", "path": path, **more})


def test_addresses_in_a_package_are_fetched(server: Server, tmp_path: Path) -> None:
    """A table, with a question or without an extension; its schema; its dialect."""
    answers = {
        "/t.csv?download=1": BROKEN,
        "/r/1": "/t.csv?download=1",
        "/s.json": json.dumps(things(package())["schema"]).encode(),
        "/d.json": b'{"delimiter": ","}',
    }
    with server(answers) as (at, _):
        for path in (f"{at}/t.csv?download=1", f"{at}/r/1"):
            folder = write(tmp_path, remote(path, schema=f"{at}/s.json", dialect=f"{at}/d.json"))
            with open_source(str(folder), allow_loopback=True) as source:
                assert source.file(path).read_bytes() == BROKEN
                assert source.file("data/things.csv") == folder / "data/things.csv"
            found = kinds(str(folder), allow_loopback=True)
            assert found == ONE


def test_what_lies_at_addresses_is_published(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table, and a file by the name that it has there; `diff` finds the same in the release."""
    answers = {"/r/1": "/t.csv?download=1", "/t.csv?download=1": ROWS, "/notice.pdf?v=2": b"%PDF-1.4"}
    with server(answers) as (at, _):
        resources = [
            {**TABLE, "name": "far", "path": f"{at}/r/1"},
            {"name": "notice", "path": f"{at}/notice.pdf?v=2"},
        ]
        source = carrying(tmp_path / "source", TABLE, *resources, **{"u.csv": b"id\n1\n"})
        options = ["--allow-loopback", "--lang", "en"]
        assert main(["publish", str(source), "--dist", str(tmp_path / "dist"), *options]) == 0
        assert "its values unchecked: notice" in capsys.readouterr().err
        release = tmp_path / "dist" / "1.0.0"
        assert (release / "data" / "far.csv").read_bytes() == ROWS
        assert (release / "files" / "notice.pdf").read_bytes() == b"%PDF-1.4"
        assert main(["diff", str(source), str(release), *options]) == 0
        assert main(["diff", str(release), str(source), *options]) == 0
        answers |= {"/t.csv?download=1": ROWS + b"3\n", "/notice.pdf?v=2": b"%PDF-1.5"}
        capsys.readouterr()
        assert main(["diff", str(release), str(source), *options, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(change["what"], change["table"]) for change in told["changes"]] == [("file-changed", "notice")]
    assert [(row["table"], row["kind"]) for row in told["rows"]] == [("far", "added")]


@pytest.mark.parametrize(
    "address", ["http://example.org/t.csv", "https://localhost:9/t.csv", "https://10.0.0.1/t.csv"]
)
def test_what_is_not_fetched_is_told_and_the_rest_is_checked(tmp_path: Path, address: str) -> None:
    """Plain http, a machine of this network: neither is asked; neither is a fault."""
    folder = write(tmp_path, remote(address), csv=BROKEN)
    assert kinds(str(folder)) == ["type-error/number", "check-skipped/remote"]


def test_a_server_that_is_down_is_no_fault(tmp_path: Path) -> None:
    """Port 9 of this machine, which is asked where that is allowed."""
    folder = write(tmp_path, remote("https://localhost:9/t.csv"), csv=BROKEN)
    assert kinds(str(folder), allow_loopback=True) == ["type-error/number", "check-skipped/remote"]


def test_a_package_leads_to_no_machine_of_this_network(server: Server, keys: Path) -> None:
    """Neither by a path nor by a redirection; the machine that the user named is the user's to name."""
    with served({"/secret.csv": CSV.encode()}, keys) as (inner, asked):
        answers = {
            "/datapackage.json": described(
                lambda made: made["resources"].extend(
                    [
                        {**things(made), "name": "path", "path": f"{inner}/secret.csv"},
                        {**things(made), "name": "moved", "path": "moved.csv"},
                    ]
                )
            ),
            "/data/things.csv": CSV.encode(),
            "/moved.csv": f"{inner}/secret.csv",
            "/r/1": f"{inner}/secret.csv",
        }
        with server(answers) as (at, _):
            assert kinds(f"{at}/datapackage.json") == ["check-skipped/remote"] * 2
            with pytest.raises(SourceError), open_source(f"{at}/r/1"):
                pass
        assert asked == []


@pytest.mark.parametrize(
    "place", ["/schemas/etalab/essai/latest/schema.json", "/elsewhere/schema-statique.json"]
)
def test_a_table_and_a_schema_of_the_catalogue(server: Server, place: str) -> None:
    """The schema is at the usual address, or at the one that the catalogue lists for its name."""
    listed: dict[str, Any] = {"schemas": [1, {"name": "etalab/essai"}]}
    answers = {
        "/r/1": "/t.csv",
        "/t.csv": BROKEN.replace(b",", b";"),
        place: json.dumps(things(package())["schema"]).encode(),
    }
    with server(answers) as (at, _):
        listed["schemas"].append({"name": "etalab/essai", "schema_url": at + place})
        answers["/schemas/schemas.json"] = json.dumps(listed).encode()
        with open_table(f"{at}/r/1", "etalab/essai", catalogue=at) as source:
            assert sorted(f"{item.code}/{item.variant}" for item in check(source)) == [
                "read-as/default",
                *ONE,
            ]
        with pytest.raises(SourceError) as caught, open_table(f"{at}/r/1", "etalab/rien", catalogue=at):
            pass
    assert (from_error(caught.value).variant, caught.value.path) == ("catalogue", "etalab/rien")
