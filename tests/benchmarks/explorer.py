"""`make bench-explorer`: the explorer beside bare pages of Streamlit, and with a table of many rows more.

All is measured in turn in one run: explorer, bare page, explorer … Cold: from the command that starts a
server to the first chart in a browser that has kept nothing. Again: a page asked for once more, over a raw
websocket, from the request to the end of the script; what was drawn once is kept. First: a page that nobody
has looked at since the server showed its first one. Visitors: what a hundred sessions add to the memory of a
process. Times are medians, ratios those of one run. `--write` puts the table in README.md, between its marks.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from explorer.routes import PAGES
from tests.benchmarks.large import NAME, with_large
from tests.benchmarks.sessions import ROOT, Server, Visitor, serving, spawn
from tests.chromium import find

EXPLORER = ROOT / "explorer/server.py"
README = ROOT / "README.md"
MARKS = ("<!-- made by: make bench-explorer ARGS=--write -->", "<!-- end -->")
LARGE = 60_000  # bytes of a specification that must not be sent twice
MILLION = 1_000_000
CHART = "svg.marks, ul.bars"
ROWS = f"table={NAME}"  # the page of the data, with the rows of the large table
EMPTY = "import streamlit as st\n\nst.title('Empty')\n"
BARE = """\
import altair as alt
import pandas as pd
import streamlit as st

table = pd.DataFrame({"a": list("abcdefgh"), "b": range(8)})
st.title("Bare")
st.altair_chart(alt.Chart(table).mark_bar().encode(x="a", y="b"))
"""


class Line(NamedTuple):
    """A line of the table: what was measured, here and beside; `most`: what neither may exceed."""

    measure: str
    value: float
    unit: str
    most: float
    beside: float = 0.0
    ratio: float = 0.0
    times: float = 0.0

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return (not self.most or self.value <= self.most) and (not self.times or self.ratio <= self.times)

    def __str__(self) -> str:
        """The line in Markdown."""
        value, beside = (
            f"{number:.{DIGITS[self.unit]}f} {self.unit}" for number in (self.value, self.beside)
        )
        most = [f"{self.most:g} {self.unit}"] if self.most else []
        most += [f"{self.times:g} ×"] if self.times else []
        cells = (beside, f"{self.ratio:.2f}") if self.beside else ("", "")
        return f"| {self.measure} | {value} | {' | '.join(cells)} | ≤ {', '.join(most)} |"


DIGITS = {"s": 2, "ms": 0, "MiB": 0, "kB": 0, "MB": 2}


def cold(browser: Browser, script: Path, *options: str) -> float:
    """Seconds from the start of the server to the first chart, in a browser that has kept nothing."""
    context = browser.new_context()
    page = context.new_page()
    begun = time.perf_counter()
    server = spawn(script, *options)
    try:
        while True:
            try:
                page.goto(server.address, wait_until="commit")
                break
            except Exception:  # noqa: BLE001 (not yet: whatever the browser calls it)
                time.sleep(0.01)
        page.locator(CHART).first.wait_for(timeout=60_000)
        return time.perf_counter() - begun
    finally:
        context.close()
        server.process.terminate()
        server.process.wait(timeout=30)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def starts(bare: Path, release: str, large: str, more: str, repeats: int) -> Iterator[Line]:
    """How long it takes to the first chart, beside a bare page, and with the large table beside without."""
    taken: dict[str, list[float]] = {"bare": [], "small": [], "large": []}
    with chromium() as browser:
        for _ in range(repeats):
            taken["bare"].append(cold(browser, bare))
            taken["small"].append(cold(browser, EXPLORER, "--release", release))
            taken["large"].append(cold(browser, EXPLORER, "--release", large))
    none, small, with_more = (median(found) for found in taken.values())
    first = "start to first chart, beside a page with one bare chart"
    yield Line(first, small, "s", 0, none, small / none, 1.2)
    yield Line(f"the same with {more}, beside without", with_more, "s", 0, small, with_more / small, 1.3)


def again(server: Server, empty: Server, times: int) -> dict[str, tuple[float, float]]:
    """Page → median milliseconds of a run of it, and of an empty page beside it."""
    visitor, other = Visitor(server), Visitor(empty)
    found = {}
    for entry in PAGES:
        for _ in range(3):
            visitor.run(entry.address)
            other.run()
        runs = [(visitor.run(entry.address), other.run()) for _ in range(times)]
        if any(run.failed for run, _ in runs):
            raise SystemExit(f"{entry.name}: the page fails")
        mine, theirs = ([run.seconds * 1000 for run in each] for each in zip(*runs, strict=True))
        found[entry.name] = (median(mine), median(theirs))
    visitor.close()
    other.close()
    return found


def firsts(server: Server) -> dict[str, float]:
    """Page → milliseconds of its first run, once the first page is there; of the large table as well."""
    visitor, found = Visitor(server), {}
    visitor.run(PAGES[0].address)
    asked = [(entry.name, entry.address, "") for entry in PAGES[1:]] + [(f"data?{ROWS}", "data", ROWS)]
    for name, page, query in asked:
        run = visitor.run(page, query)
        if run.failed:
            raise SystemExit(f"{name}: the page fails")
        found[name] = run.seconds * 1000
    visitor.close()
    return found


def visitors(server: Server, count: int) -> float:
    """Megabytes that each of `count` sessions adds, pages taken in turn, once every page has been seen."""
    before = server.memory
    sessions = []
    for number in range(count):
        sessions.append(Visitor(server))
        sessions[-1].run(PAGES[number % len(PAGES)].address)
    added = server.memory - before
    for session in sessions:
        session.close()
    return added * 1024**2 / MILLION / count


def specs(server: Server) -> tuple[int, int]:
    """(bytes of the largest specification, how many large ones a session gets twice)."""
    visitor, largest, twice = Visitor(server), 0, 0
    for entry in PAGES:
        first, second = visitor.run(entry.address), visitor.run(entry.address)
        largest = max([largest, *(len(spec.encode()) for spec in first.specs)])
        twice += sum(len(spec.encode()) > LARGE and spec in first.specs for spec in second.specs)
    visitor.close()
    return largest, twice


def table(release: str, large: str, repeats: int, times: int, count: int) -> tuple[str, bool]:
    """The table of everything, and whether every target is met."""
    with tempfile.TemporaryDirectory() as folder:
        empty, bare = Path(folder) / "empty.py", Path(folder) / "bare.py"
        empty.write_text(EMPTY, encoding="utf-8")
        bare.write_text(BARE, encoding="utf-8")
        more = f"{_rows(large) / MILLION:g} M rows more"
        lines = [*starts(bare, release, large, more, repeats)]
        with serving(EXPLORER, "--release", large) as server:
            seen = firsts(server)
            most = server.most
        with serving(empty) as other, serving(EXPLORER, "--release", release) as server:
            runs = again(server, other, times)
            largest, twice = specs(server)
            added = visitors(server, count)
    lines += [
        *_again(runs),
        _slowest(f"the first view of a page with {more}, the slowest of", seen, 2000),
        Line(f"memory with {more} at its most, every page seen", most, "MiB", 500),
        Line(f"memory of each of {count} visitors", added, "MB", 1),
        Line(
            f"charts over {LARGE // 1000} kB sent twice: {twice}; the largest",
            largest / 1000,
            "kB",
            LARGE // 1000,
        ),
    ]
    told = [
        "| measure | explorer | beside | ratio | target |",
        "| --- | --: | --: | --: | --: |",
        *map(str, lines),
    ]
    pages = " · ".join(f"{name} {mine:.0f} ({mine / theirs:.2f})" for name, (mine, theirs) in runs.items())
    first = " · ".join(f"{name} {value:.0f}" for name, value in seen.items())
    told += ["", f"Again, in ms (beside an empty page): {pages}.", "", f"First views, in ms: {first}."]
    return "\n".join(told), all(line.met for line in lines) and twice == 0


def _again(runs: Mapping[str, tuple[float, float]]) -> Iterator[Line]:
    """The median page and the slowest one, each beside the empty page that was asked for between."""
    mine, theirs = median(one for one, _ in runs.values()), median(one for _, one in runs.values())
    yield Line(
        f"a page again, the median of {len(runs)}, beside an empty page",
        mine,
        "ms",
        40,
        theirs,
        mine / theirs,
    )
    name = max(runs, key=lambda page: runs[page][0])
    page, beside = runs[name]
    yield Line(f"a page again, the slowest (`{name}`)", page, "ms", 70, beside, page / beside)
    name = max(runs, key=lambda page: runs[page][0] / runs[page][1])
    page, beside = runs[name]
    yield Line(
        f"a page again, the slowest beside an empty one (`{name}`)", page, "ms", 70, beside, page / beside, 2
    )


def _slowest(measure: str, taken: Mapping[str, float], most: float) -> Line:
    name = max(taken, key=taken.__getitem__)
    return Line(f"{measure} {len(taken)} (`{name}`)", taken[name], "ms", most)


def _rows(large: str) -> int:
    """How many rows the large table has."""
    descriptor = json.loads((Path(large) / "datapackage.json").read_text(encoding="utf-8"))
    return next(int(one["rowCount"]) for one in descriptor["resources"] if one["name"] == NAME)


def written(text: str, made: str) -> str:
    """The text with what was made between the two marks."""
    first, last = map(re.escape, MARKS)
    return re.sub(f"{first}.*?{last}", lambda _: f"{MARKS[0]}\n\n{made}\n\n{MARKS[1]}", text, flags=re.DOTALL)


def main() -> None:
    """Measure and print; exit status 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make bench-explorer")
    parser.add_argument("--release", default="dist/latest")
    parser.add_argument(
        "--large", help="the release with a large table (default: --release, with one made for it)"
    )
    parser.add_argument("--rows", type=int, default=10 * MILLION, help="rows of the table that is made")
    parser.add_argument("--repeats", type=int, default=5, help="cold starts of each")
    parser.add_argument("--times", type=int, default=15, help="runs of each page")
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--write", action="store_true", help="put the table in README.md")
    options = parser.parse_args()
    with ExitStack() as stack:
        large = options.large
        if large is None:
            place = stack.enter_context(tempfile.TemporaryDirectory())
            large = str(with_large(Path(options.release).resolve(), Path(place) / "release", options.rows))
        made, met = table(options.release, large, options.repeats, options.times, options.visitors)
    print(made)
    if options.write:
        README.write_text(written(README.read_text(encoding="utf-8"), made), encoding="utf-8")
    if not met:
        raise SystemExit("a target is missed")


if __name__ == "__main__":
    main()
