"""The page of a preview: every figure that changes, old beside new, on a page that shows it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from explorer import routes
from explorer.address import href
from explorer.figures.numbers.changes import Changes, changes
from explorer.locales import LANGUAGES
from explorer.published import Release, open_release
from explorer.reader import Reader
from explorer.stores import ReleaseError
from scripts.publish import history
from scripts.publish.coming import listed, step
from tests import explorer_release as made
from tests.next_study import ROOT, change, with_next_study
from tests.test_explorer_pages import go, shown, visit
from tests.test_next_version import LAST, corrected, identifier


class Made:
    """A preview of our package with the invented studies, one figure corrected and one removed."""

    def __init__(self, folder: Path) -> None:
        package = with_next_study(folder / "package")
        shutil.copytree(ROOT / history.PATH, package / history.PATH)
        self.corrected = corrected(package, "24", place=3)
        gone: list[dict[str, str]] = []
        change(package, lambda rows: gone.append(rows.pop(2)))
        self.removed = identifier(gone[0])
        coming = step.coming(str(package))
        shutil.copyfile(coming.archives[coming.before], folder / "before.zip")
        self.file = folder / "changes.json"
        self.file.write_text(listed.text(coming, "before.zip"), encoding="utf-8")
        self.listed = {one["identifier"]: one["kind"] for one in listed.figures(coming)}
        self.folder = made.make_release(folder / "release", source=package)
        self.release: Release = open_release(str(self.folder))

    def told(self, lang: str = "fr") -> Changes:
        """What its page shows."""
        return changes(self.release, Reader(lang), file=str(self.file))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("preview"))


def test_every_figure_of_the_list_is_told_once(preview: Made) -> None:
    """Those added, the one changed, the one removed: as many as are listed, each on one page."""
    told = preview.told()
    lines = [line for page in told.pages for line in page.lines]
    assert Counter(line.kind for line in lines) == Counter(preview.listed.values()) == dict(told.counts)
    assert [line.identifier for line in lines if line.identifier] == list(
        dict.fromkeys(line.identifier for line in lines if line.identifier)
    )
    assert {line.identifier for line in lines} - {""} == {
        name for name, kind in preview.listed.items() if kind != "removed"
    }


@pytest.mark.parametrize(("lang", "words"), [("fr", ("46 %", "24 %")), ("en", ("46%", "24%"))])
def test_a_figure_that_changes_stands_old_beside_new(
    preview: Made, lang: str, words: tuple[str, str]
) -> None:
    """In words, with its status; what is published and changes comes before what is added."""
    told = preview.told(lang)
    line = next(one for page in told.pages for one in page.lines if one.identifier == preview.corrected)
    assert (line.before.replace("\u00a0", " "), line.after.replace("\u00a0", " ")) == words
    assert line.what
    assert line.status
    assert [page.published for page in told.pages] == sorted(
        (page.published for page in told.pages), reverse=True
    )


def test_a_figure_that_is_gone_says_what_it_was(preview: Made) -> None:
    """It leads to no number, and its page opens all the same."""
    (line,) = (one for page in preview.told().pages for one in page.lines if one.kind == "removed")
    assert (line.identifier, line.after) == ("", "retiré")
    assert line.before.replace("\u00a0", " ").startswith("66 %")


@pytest.mark.parametrize("place", range(6))
def test_the_link_of_a_page_leads_to_a_view_that_shows_its_figures(
    monkeypatch: pytest.MonkeyPatch, preview: Made, place: int
) -> None:
    """Page by page, with the choices of its address: each figure has its number there."""
    pages = [page for page in preview.told().pages if any(line.identifier for line in page.lines)]
    for page in pages[place::6]:
        codes = dict(page.codes)
        app = go(visit(monkeypatch, "", preview.folder, **codes), page.page)
        assert not app.exception
        assert 'class="notice"' not in shown(app), (page.page, codes)
        text = unescape(shown(app))
        hidden = [
            x.identifier
            for x in page.lines
            if x.identifier and href("figure", "fr", id=x.identifier) not in text
        ]
        assert hidden == [], (page.page, codes)


def test_a_sheet_that_shows_them_too_is_counted(preview: Made) -> None:
    """As many as it shows, and each sheet once; what is told under its own name is not told again."""
    also = preview.told().also
    assert also
    assert len({(page.page, page.codes) for page, _ in also}) == len(also)
    assert all(page.page in ("domain", "territory", "actor", "study") and count > 0 for page, count in also)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_that_nobody_has_published_it(
    monkeypatch: pytest.MonkeyPatch, preview: Made, lang: str
) -> None:
    """On every page, with the way to the list; the foot gives no date of publication."""
    options = ("--changes", str(preview.file))
    reader = Reader(lang)
    for page in ("changes", "roles"):
        app = visit(monkeypatch, page, preview.folder, options, lang=lang)
        assert not app.exception
        assert len(app.title) == 1
        text = shown(app)
        assert reader.say("changes.banner", version=preview.release.version) in text
        assert (f'href="{href("changes", lang)}"' in text) is (page == "roles")
        assert (
            reader.say("foot.preview", version=preview.release.version, count=preview.release.checked) in text
        )


def test_the_list_opens_in_both_languages_with_a_link_for_each_page(
    monkeypatch: pytest.MonkeyPatch, preview: Made
) -> None:
    """A fold a page, its link at its choices; what changes elsewhere is told after it."""
    for lang in LANGUAGES:
        told = preview.told(lang)
        app = visit(monkeypatch, "changes", preview.folder, ("--changes", str(preview.file)), lang=lang)
        text = unescape(shown(app))
        assert len(re.findall(r'<details class="facts changes"', text)) == len(told.pages)
        for page in told.pages:
            assert f'href="{href(page.page, lang, **dict(page.codes))}"' in text
        for name, _, _ in told.tables:
            assert f'href="{href("data", lang, table=name)}"' in text


def test_where_a_release_is_shown_there_is_no_such_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor a word of it."""
    app = visit(monkeypatch, "")
    assert "changes" not in {info["url_pathname"] for info in (app._registered_pages or {}).values()}
    assert 'class="unpublished"' not in shown(app)
    assert routes.PREVIEW not in routes.PAGES


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"version": "1.0.0"}'])
def test_a_file_that_is_no_list_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str) -> None:
    """In words, in place of the page."""
    file = tmp_path / "changes.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match="unread_changes"):
        changes(open_release(str(made.release_folder())), Reader(), file=str(file))
    app = visit(monkeypatch, "", None, ("--changes", str(file)))
    assert not app.exception
    assert "make preview" in " ".join(error.value for error in app.error)


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    """And nothing else: no title over nothing."""
    shutil.copyfile(history.archives(ROOT)[LAST], tmp_path / "before.zip")
    file = tmp_path / "changes.json"
    version = step.coming(str(ROOT))
    file.write_text(listed.text(version, "before.zip"), encoding="utf-8")
    told = changes(open_release(str(made.release_folder())), Reader(), file=str(file))
    if not version.found:
        assert (told.counts, told.pages, told.also, told.tables) == ((), (), (), ())
