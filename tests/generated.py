"""The parts of README that commands write, each between two markers: `<!-- name -->` and `<!-- /name -->`.

`make quality` counts the tests and writes these parts anew from the results that are committed, which other
commands leave in tests/quality; the tests hold README to them.
To add one: a function that gives its text, and a line in PARTS.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.reading import descriptor
from scripts.reading.issues import budget
from scripts.reading.issues.messages import say
from scripts.write import shown
from scripts.write.pages import howto
from tests.compat import report
from tests.whole import content_of

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
RESULTS = ROOT / "tests" / "quality"
COMPAT = ROOT / "scripts" / "write" / "pages" / "compat.json"  # the landing page reads it
LOADING = ("pandas-parquet", "pandas-csv", "readr", "duckdb-load")


def loading() -> str:
    """The code that loads the data, word for word the recipes that `make compat` runs."""
    made = content_of(descriptor.load(ROOT), dt.date(2000, 1, 1))
    tables = shown.choose(made.package, made.tables)
    fences = {"python": "python", "r": "r"}
    parts = []
    for key in LOADING:
        recipe = howto.recipe(key)
        code = recipe.code(made.package, [recipe.table(tables)])
        parts += [f"**{recipe.tool}, {recipe.format}**", "", f"```{fences[recipe.language]}", code, "```", ""]
    return "\n".join(parts).rstrip("\n")


def compat() -> str:
    """Which tool reads what."""
    return report.markdown(json.loads(COMPAT.read_text(encoding="utf-8")))


def quality() -> str:
    """What the commands found last, one line each."""
    lines = ["| command | found |", "| --- | --- |"]
    for name, said in FOUND.items():
        path = COMPAT if name == "compat" else RESULTS / f"{name}.json"
        if path.is_file():
            lines.append(f"| `make {name}` | {said(json.loads(path.read_text(encoding='utf-8')))} |")
    return "\n".join([*lines, "", _passed_over()])


def bounds() -> str:
    """What a command takes in of what others made, by default."""
    lines = ["| `--budget` | default | of |", "| --- | --: | --- |"]
    for name in budget.names():
        value = budget.amount(name, getattr(budget.DEFAULT, name), "en")
        lines.append(f"| `{name}` | {value} | {say(f'bound_{name}', 'en')} |")
    return "\n".join(lines)


def attacked() -> str:
    """What `make attack` tried last, and what survived."""
    lines = [
        "| attack | meets | tried | survived | processor | memory |",
        "| --- | --- | --: | --: | --: | --: |",
    ]
    for kind, one in json.loads((RESULTS / "attack.json").read_text(encoding="utf-8")).items():
        runs = one["runs"].values()
        seconds, memory = (max(run[name] for run in runs) for name in ("seconds", "MB"))
        survived = sum(run["survived"] for run in runs)
        lines.append(f"| {kind} | `{one['bound']}` | {len(runs)} | {survived} | {seconds} s | {memory} MB |")
    return "\n".join(lines)


def _passed_over() -> str:
    """By promise, the mutants that plain frictionless lets pass."""
    found = json.loads((RESULTS / "mutants.json").read_text(encoding="utf-8"))["promises"]
    passed = {name: count["mutants"] - count["frictionless"] for name, count in found.items()}
    listed = (f"{name} ({number} of {found[name]['mutants']})" for name, number in passed.items() if number)
    return f"What plain `frictionless validate` lets pass, by promise: {', '.join(listed)}."


def _tests(found: dict[str, Any]) -> str:
    return f"{found['tests']:,} tests in {found['files']} files"


def _mutants(found: dict[str, Any]) -> str:
    missed = found["mutants"] - found["frictionless"]
    return (
        f"{found['killed']:,} of {found['mutants']:,} corrupted copies refused, with the right code at the "
        f"right place; plain `frictionless validate` lets {missed:,} of them pass. Of a release, "
        f"{found['release']['killed']:,} of {found['release']['mutants']:,} changed files are told"
    )


def _reproduce(found: dict[str, Any]) -> str:
    differences = sum(found["differences"].values())
    return (
        f"{found['builds']} builds of {found['files']} files, here, under another time zone and locale, "
        f"and from the archive of the source: {differences} differ"
    )


def _compat(found: dict[str, Any]) -> str:
    run = [item for item in found["tools"] if "said" not in item]
    advised = [item for item in run if not item["remedy"]]
    right = sum(not item["wrong"] for item in advised)
    tools = len({item["tool"] for item in run})
    return (
        f"{right} of {len(advised)} ways to load the data, in {tools} tools, read each of {found['cells']:,} "
        f"cells as the source has it; {len(run) - len(advised)} hasty ways do not, each has its remedy"
    )


# By command: what its results say. To add one: a function here, and its results as <command>.json in RESULTS.
FOUND: dict[str, Callable[[dict[str, Any]], str]] = {
    "test": _tests,
    "mutants": _mutants,
    "reproduce": _reproduce,
    "compat": _compat,
}
PARTS: dict[str, Callable[[], str]] = {
    "loading": loading,
    "compat": compat,
    "quality": quality,
    "bounds": bounds,
    "attack": attacked,
}


def renewed(text: str) -> str:
    """A document with its generated parts as they should be."""
    for name, part in PARTS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        if not pattern.search(text):
            raise ValueError(f"README.md has no place for {name}: <!-- {name} --> and <!-- /{name} -->")
        text = pattern.sub(lambda found, part=part: f"{found[1]}\n{part()}\n\n{found[2]}", text)
    return text


def write(path: Path) -> None:
    """Write the document anew."""
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


def count() -> None:
    """Count the tests, as pytest collects them."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    files = re.findall(r"^(\S+): (\d+)$", done.stdout, re.MULTILINE)
    found = {"tests": sum(int(number) for _, number in files), "files": len(files)}
    (RESULTS / "test.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    count()
    write(README)
