"""`make bench-explorer`: the explorer against bare pages of Streamlit, measured in turn in the same run.

Cold: from the command that starts a server to the first chart that a browser with nothing kept has drawn.
Again: a page asked for once more, over a raw websocket, from the request to the end of the script; what was
drawn once is kept. Visitors: what a hundred sessions add to the memory of one process. Medians; ratios are of
medians of one run. `--write` puts the table in README.md, between its two marks.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from explorer.routes import PAGES
from tests.benchmarks.sessions import ROOT, Server, Visitor, serving, spawn
from tests.chromium import find

EXPLORER = ROOT / "explorer/server.py"
README = ROOT / "README.md"
MARKS = ("<!-- made by: make bench-explorer ARGS=--write -->", "<!-- end -->")
LARGE = 60_000  # bytes of a specification that must not be sent twice
TARGETS = {"cold": 1.2, "again": 1.5, "megabytes": 1.0, "twice": 0.0}
EMPTY = "import streamlit as st\n\nst.title('Empty')\n"
BARE = """\
import altair as alt
import pandas as pd
import streamlit as st

table = pd.DataFrame({"a": list("abcdefgh"), "b": range(8)})
st.title("Bare")
st.altair_chart(alt.Chart(table).mark_bar().encode(x="a", y="b"))
"""


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
        page.locator("svg.marks").first.wait_for(timeout=60_000)
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


def again(server: Server, empty: Server, times: int) -> dict[str, tuple[float, float]]:
    """Page → median seconds of a run of it, and of an empty page beside it."""
    visitor, other = Visitor(server), Visitor(empty)
    found = {}
    for entry in PAGES:
        for _ in range(3):
            visitor.run(entry.address)
            other.run()
        runs = [(visitor.run(entry.address), other.run()) for _ in range(times)]
        if any(run.failed for run, _ in runs):
            raise SystemExit(f"{entry.name}: the page fails")
        found[entry.name] = (median(r.seconds for r, _ in runs), median(r.seconds for _, r in runs))
    visitor.close()
    other.close()
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
    return added / count


def specs(server: Server) -> tuple[int, int]:
    """(bytes of the largest specification, how many large ones a session gets twice)."""
    visitor, largest, twice = Visitor(server), 0, 0
    for entry in PAGES:
        first, second = visitor.run(entry.address), visitor.run(entry.address)
        largest = max([largest, *(len(spec.encode()) for spec in first.specs)])
        twice += sum(len(spec.encode()) > LARGE and spec in first.specs for spec in second.specs)
    visitor.close()
    return largest, twice


def table(release: str, repeats: int, times: int, count: int) -> tuple[str, bool]:
    """The table of everything, and whether every target is met."""
    with tempfile.TemporaryDirectory() as folder:
        empty, bare = Path(folder) / "empty.py", Path(folder) / "bare.py"
        empty.write_text(EMPTY, encoding="utf-8")
        bare.write_text(BARE, encoding="utf-8")
        ours: list[float] = []
        theirs: list[float] = []
        with chromium() as browser:
            for _ in range(repeats):
                theirs.append(cold(browser, bare))
                ours.append(cold(browser, EXPLORER, "--release", release))
        with serving(empty) as other, serving(EXPLORER, "--release", release) as server:
            runs = again(server, other, times)
            largest, twice = specs(server)
            megabytes = visitors(server, count)
    slowest = max(runs, key=lambda name: runs[name][0] / runs[name][1])
    every = median(page / beside for page, beside in runs.values())
    page, beside = runs[slowest]
    start, start_bare = median(ours), median(theirs)
    first = "start to first chart, against a page with one bare chart"
    last = f"a page again, the slowest of {len(runs)} (`{slowest}`), against an empty page"
    rows = [
        (first, f"{start:.2f} s", f"{start_bare:.2f} s", start / start_bare, TARGETS["cold"]),
        (last, f"{page * 1000:.0f} ms", f"{beside * 1000:.0f} ms", page / beside, TARGETS["again"]),
    ]
    lines = ["| measure | explorer | beside | ratio | target |", "| --- | --: | --: | --: | --: |"]
    lines += [
        f"| {name} | {one} | {other} | {ratio:.2f} | ≤ {most} |" for name, one, other, ratio, most in rows
    ]
    large = f"the largest specification of a chart; those over {LARGE // 1000} kB sent twice"
    lines += [
        f"| a page again, the median of {len(runs)} | | | {every:.2f} | |",
        f"| memory of each of {count} visitors | {megabytes:.2f} MB | | | < 1 MB |",
        f"| {large} | {largest / 1000:.0f} kB; {twice} | | | 0 |",
    ]
    met = all(ratio <= most for *_, ratio, most in rows) and megabytes < TARGETS["megabytes"] and twice == 0
    detail = " · ".join(f"{name} {one / other:.2f}" for name, (one, other) in runs.items())
    return "\n".join([*lines, "", f"Again, by page: {detail}."]), met


def written(text: str, made: str) -> str:
    """The text with what was made between the two marks."""
    first, last = map(re.escape, MARKS)
    return re.sub(f"{first}.*?{last}", lambda _: f"{MARKS[0]}\n\n{made}\n\n{MARKS[1]}", text, flags=re.DOTALL)


def main() -> None:
    """Measure and print; exit status 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make bench-explorer")
    parser.add_argument("--release", default="dist/latest")
    parser.add_argument("--repeats", type=int, default=5, help="cold starts of each")
    parser.add_argument("--times", type=int, default=15, help="runs of each page")
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--write", action="store_true", help="put the table in README.md")
    options = parser.parse_args()
    made, met = table(options.release, options.repeats, options.times, options.visitors)
    print(made)
    if options.write:
        README.write_text(written(README.read_text(encoding="utf-8"), made), encoding="utf-8")
    if not met:
        raise SystemExit("a target is missed")


if __name__ == "__main__":
    main()
