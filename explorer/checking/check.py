"""Makes every view of a release in both languages, and reads again what each says.

A fault is a view that cannot be made, a sentence without claims, or what reading.py finds wrong with one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from explorer.checking import raw
from explorer.checking.raw import Raw
from explorer.checking.reading import faults, undated
from explorer.checking.view import Told, View
from explorer.checking.views import every
from explorer.locales import LANGUAGES
from explorer.published import HELD, Release, open_release
from explorer.reader import Reader

MODES = {"fr": "light", "en": "dark"}  # both looks are drawn, each in one language


@dataclass(frozen=True)
class Fault:
    """What is wrong with a view: its address, a key of words (`check.fault.<code>`), what it is about."""

    address: str
    code: str
    detail: str
    words: str = ""


@dataclass(frozen=True)
class Summary:
    """How many views were made, sentences and claims read, and the faults.

    `left`: the tables whose rows were not read, being too large, and how many rows each has.
    """

    views: int = 0
    sentences: int = 0
    claims: int = 0
    faults: tuple[Fault, ...] = ()
    left: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Summary) -> Summary:
        """Both together."""
        return Summary(
            self.views + other.views,
            self.sentences + other.sentences,
            self.claims + other.claims,
            self.faults + other.faults,
            tuple(dict.fromkeys(self.left + other.left)),
        )


def check(target: str, held: int = HELD) -> Summary:
    """All views of the release at `target` (folder, zip or https address), in both languages at once.

    `held`: rows of a table that is held, and read again, at most. ReleaseError where it cannot be opened.
    """
    open_release(target, held=held)  # what cannot be opened is told at once, and whole
    with ProcessPoolExecutor(len(LANGUAGES), mp_context=get_context("spawn")) as pool:
        return sum(pool.map(partial(checked, target, held), LANGUAGES), Summary())


def checked(target: str, held: int, lang: str) -> Summary:
    """The same in one language."""
    release = open_release(target, held=held)
    reader = Reader(lang, MODES[lang])
    left = tuple((table.name, table.count or 0) for table in release.large)
    return of_views(every(release, reader), cells(release), lang) + Summary(left=left)


def cells(release: Release) -> Raw:
    """The raw cells of an opened release, from its own files; those of large tables are left."""
    return raw.of(release.store.read, {table.name for table in release.large})


def of_views(views: Iterable[View], known: Raw, lang: str) -> Summary:
    """The summary of some views, each made here."""
    return sum((_view(view, known, lang) for view in views), Summary())


def _view(view: View, known: Raw, lang: str) -> Summary:
    try:
        told = list(view.says(view.make()))
    except Exception as error:  # noqa: BLE001 (whatever stops a page is a fault of it, and is told)
        detail = f"{type(error).__name__}: {error}"
        return Summary(1, faults=(Fault(view.address, "broken", detail),))
    found = [fault for one in told for fault in _told(view.address, one, known, lang)]
    return Summary(1, len(told), sum(len(one.claims) for one in told), tuple(found))


def _told(address: str, one: Told, known: Raw, lang: str) -> Iterator[Fault]:
    """What is wrong with one sentence."""
    if not one.claims:
        yield Fault(address, "unclaimed", "", one.words)
    found = faults(one.words, one.claims, known, lang, marked=one.marked)
    found += undated(one.words, one.claims, known, lang) if one.dated else []
    for fault in found:
        code, _, detail = fault.partition(": ")
        yield Fault(address, CODES.get(code, "other"), detail if code in CODES else fault, one.words)


# How a fault of reading.py begins → the key of its words.
CODES = {
    "false": "false",
    "printed without a claim": "printed",
    "claimed and not printed": "absent",
    "compares without a claim": "compares",
    "not named": "unnamed",
    "status not told": "status",
    "sign not told": "sign",
    "year not told": "year",
}
