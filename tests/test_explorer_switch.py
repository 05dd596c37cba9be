"""The explorer on a release that is being replaced shows one whole release, never a mixture of two."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from streamlit.testing.v1 import AppTest

from explorer.published import Release, open_release
from explorer.stores import Folder
from scripts.publish.shelf import latest
from scripts.publish.shelf.editions import editions
from tests import released

ROOT = Path(__file__).resolve().parent.parent
OTHER = "code,size,count,kind,made,sold,note\nd,1,,,,,\n"


class Dist:
    """Two versions, and the folder that people follow."""

    def __init__(self, place: Path) -> None:
        self.place, self.latest = place, place / "latest"
        for version, csv in (("1.0.0", ""), ("1.1.0", OTHER)):
            released.build(place / version, version=version, csv=csv)
        self.editions = {edition.version: edition for edition in editions(place)}
        self.point("1.0.0")

    def point(self, version: str) -> None:
        """The folder is that version, as `publish` makes it."""
        latest.renew(self.place, self.editions[version])

    def shows(self, release: Release) -> str:
        """The version that a release is, every file and cell of it."""
        whole = open_release(str(self.latest.with_name(release.version)))
        assert release.descriptor == whole.descriptor
        if isinstance(release.store, Folder):
            assert release.files == whole.files
        for name, table in whole.tables.items():
            assert release.tables[name].cells.equals(table.cells)
        return release.version


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Dist:
    return Dist(tmp_path_factory.mktemp("dist"))


@pytest.mark.parametrize("before", range(1, 6))
def test_a_folder_that_is_replaced_while_it_is_read(
    before: int, dist: Dist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file was the last before: what was opened is shown, downloads included."""
    dist.point("1.0.0")
    reads = 0
    true = Folder.read

    def read(store: Folder, path: str) -> bytes:
        nonlocal reads
        reads += 1
        if reads == before:
            dist.point("1.1.0")
        return true(store, path)

    with monkeypatch.context() as watched:
        watched.setattr(Folder, "read", read)
        release = open_release(str(dist.latest))
    dist.point("1.1.0")
    assert dist.shows(release) == "1.0.0"
    for file in release.files:
        assert b"".join(release.pieces(file)) == (dist.latest.with_name("1.0.0") / file.path).read_bytes()
    assert dist.shows(open_release(str(dist.latest))) == "1.1.0"


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder that is replaced before the nth request."""

    dist: ClassVar[Dist]
    left: ClassVar[int] = 0

    def do_GET(self) -> None:
        """The file of the release that is there by now."""
        type(self).left -= 1
        if type(self).left == 0:
            self.dist.point("1.1.0")
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(dist: Dist) -> Iterator[str]:
    """The releases on a web server of this machine."""
    Handler.dist = dist
    handler = partial(Handler, directory=str(dist.latest.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/latest/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("before", range(1, 6))
def test_an_address_that_gives_another_release_while_it_is_read(
    before: int, dist: Dist, address: str
) -> None:
    """Files of two releases never pass for one: it is read once more."""
    dist.point("1.0.0")
    Handler.left = before
    release = open_release(address, allow_loopback=True)
    # The fourth file, the second table, is the same in both.
    assert dist.shows(release) == ("1.1.0" if before < 4 else "1.0.0")


def test_the_application_follows_the_folder(dist: Dist, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of before is one release's, the next run the other's; no page fails."""
    monkeypatch.setattr(sys, "argv", ["explorer/app.py", "--release", str(dist.latest)])
    dist.point("1.0.0")
    app = AppTest.from_file(str(ROOT / "explorer" / "app.py"), default_timeout=60)
    for version, other in (("1.0.0", "1.1.0"), ("1.1.0", "1.0.0")):
        app.run()
        assert not app.exception
        shown = "\n".join(str(block.value) for block in (*app.markdown, *app.get("html"), *app.caption))
        assert version in shown
        assert other not in shown
        dist.point("1.1.0")
