"""`make compat`: publish, open the release in every tool, compare, write the results and README's table.

python -m tests.compat [KEY ...]    with keys of recipes: those only, and nothing is written
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.compat import members, report, run, source
from tests.compat.compare import compare
from tests.dist import newest
from tests.generated import COMPAT, README, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.reading.model.package import Package
    from scripts.write.pages.howto import Recipe
    from tests.compat.source import Table


def results(recipes: Sequence[Recipe], release: Path, most: int | None = None) -> dict[str, Any]:
    """What every recipe reads of a release, judged; those whose tool is not here say so.

    With `most`, of its tables of so many rows at most.
    """
    package, expected = source.tables(run.ROOT, most)
    return {
        "package": package.name,
        "version": package.version,
        "tables": len(expected),
        "cells": sum(len(table.rows) * len(table.columns) for table in expected.values()),
        "tools": report.in_order(_judged(recipes, package, expected, release)),
    }


def _judged(
    recipes: Sequence[Recipe], package: Package, expected: Mapping[str, Table], release: Path
) -> list[dict[str, Any]]:
    """Recipe by recipe."""
    absent = {recipe.key: said for recipe in recipes if (said := members.missing(recipe))}
    answers = run.read([recipe for recipe in recipes if recipe.key not in absent], package, release)
    found = []
    for recipe in recipes:
        answer = answers.get(recipe.key, {})
        said = absent.get(recipe.key) or answer.get("error", "")
        held = {table.name for table in run.held(recipe, package)}
        asked = {name: table for name, table in expected.items() if name in held}
        verdict = None if said else compare(asked, answer["tables"], members.lax(recipe))
        found.append(report.result(recipe, "" if said else members.version(recipe), verdict, said))
    return found


def main(keys: Sequence[str]) -> int:
    """1 where a recipe that the pages advise misreads, or could not be run though its tool is here."""
    chosen = [recipe for recipe in members.ALL if not keys or recipe.key in keys]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "scripts", "publish", "--dist", folder, "--lang", "en"]
        subprocess.run(command, cwd=run.ROOT, check=True)
        found = results(chosen, newest(Path(folder)))
    for item in found["tools"]:
        wrong = item.get("said") or ", ".join(f"{check} {count}" for check, count in item["wrong"].items())
        tool = f"{item['tool']:18} {item['version']:9} {item['format']:8} {item['key']:22}"
        print(tool, wrong or "as the source")
    if not keys:
        COMPAT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        write(README)
    right = sum(not item.get("wrong") for item in found["tools"] if "said" not in item)
    print(f"{right} of {len(found['tools'])} read each of {found['cells']:,} cells as the source has it")
    absent = {recipe.key for recipe in chosen if members.missing(recipe)}
    return int(
        any(
            not i["remedy"] and (i.get("wrong") or "said" in i)
            for i in found["tools"]
            if i["key"] not in absent
        )
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
