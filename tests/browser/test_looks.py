"""`make looks`: what may be asked of it, and that what it writes is the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from explorer import routes
from tests.browser import looks
from tests.browser.addresses import name


def test_every_page_has_its_picture_in_every_look(published: Path) -> None:
    """Two themes and two languages at three widths; no two pictures have one name."""
    shots = looks.asked(["--release", str(published)]).shots
    assert {name(shot.address) for shot in shots} >= {page.name for page in routes.PAGES}
    assert len(shots) == len(looks.every(published)) * 3 * 2 * 2
    assert len({shot.file for shot in shots}) == len(shots)


def test_a_page_is_asked_for_with_all_its_views_or_by_one_address(published: Path) -> None:
    """A word is a page; what has a question mark is an address."""
    one = ["--width", "390", "--theme", "dark", "--lang", "en", "--release", str(published)]
    assert len(looks.asked(["territories", *one]).shots) > 1
    (shot,) = looks.asked(["territories?view=tiles", *one]).shots
    assert shot == ("territories?view=tiles", (390, "dark", "en"))
    assert shot.file == "territories-view-tiles-390-dark-en.png"
    assert looks.asked(["home", *one]).shots[0].file == "home-390-dark-en.png"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["bof"], "bof: no such page; expected one of home, cross"),
        (["--width", "wide"], "invalid int value: 'wide'"),
        (["--width", "12"], "--width 12: expected pixels from 320 to 2560"),
        (["--theme", "red"], "invalid choice: 'red'"),
        (["--release", "nowhere"], "--release nowhere: no release there"),
        (["--to", __file__], "a file; expected a folder"),
    ],
)
def test_a_bad_argument_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], published: Path, asked: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        looks.asked(["--release", str(published), *asked])
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in told
    assert told.count("\n") == 1


@pytest.mark.browser
def test_a_picture_is_as_long_as_its_page(chromium: Browser, server: str, tmp_path: Path) -> None:
    """At the width that was asked for, down to the foot."""
    shot = looks.Shot("accessibility", looks.Look(640, "dark", "en"))
    ((picture, fault),) = looks.taken(chromium, server, [shot], tmp_path)
    assert fault == ""
    head = picture.read_bytes()[16:24]  # PNG: width and height in pixels
    assert int.from_bytes(head[:4]) == 640
    assert int.from_bytes(head[4:]) > looks.SCREEN
