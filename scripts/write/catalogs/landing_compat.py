"""The part of the landing page that says which tools read the data whole: the results of `make compat`.

They lie beside this module as `compat.json`, written by that command; a release of another package has none.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.write.catalogs import howto
from scripts.write.catalogs.html import Html, element, join
from scripts.write.words import number, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.write.describe import Release

_RESULTS = Path(__file__).with_name("compat.json")
_CHECKS = ("rows", "types", "zeros", "accents", "decimals", "empty", "cells")
# Of several misreadings, the one that says most.
_TELLING = ("rows", "zeros", "accents", "empty", "decimals", "cells", "types")


@functools.cache
def results() -> Mapping[str, Any]:
    """What `make compat` found last; nothing where it never ran."""
    found: dict[str, Any] = json.loads(_RESULTS.read_text(encoding="utf-8")) if _RESULTS.is_file() else {}
    return found


def tried(release: Release, lang: str) -> Html:
    """The table of tools, with the code of each; nothing for a package that was not tried."""
    found = results()
    if found.get("package") != release.package.name:
        return Html("")
    text = words(lang, "compat")
    lede = text["lede"].format(
        version=found["version"], tables=found["tables"], cells=number(found["cells"], lang)
    )
    heads = (text["tool"], text["file"], *(text[check] for check in _CHECKS), text["misread"])
    run = [item for item in found["tools"] if "said" not in item]
    codes = {
        item["key"]: code for item in run if not item["remedy"] and (code := _code(item, release)) is not None
    }
    return join(
        element("h3", text["heading"], class_="group"),
        element("p", lede),
        element("p", text["sideways"], class_="sideways"),
        element(
            "div",
            element(
                "table",
                element("caption", element("span", text["caption"])),
                element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
                element("tbody", *(_row(item, found["tools"], text, lang) for item in run)),
                class_="codes compat",
            ),
            class_="scroll",
            tabindex="0",
            role="region",
            aria_label=text["caption"],
        ),
        element("p", text["not_run"]),
        element("h3", text["codes"], class_="group"),
        *codes.values(),
    )


def _code(item: Mapping[str, Any], release: Release) -> Html | None:
    """The code of a recipe that no card shows, folded; None where there is none, or a card has it."""
    try:
        recipe = howto.recipe(item["key"])
    except KeyError:
        return None
    if recipe.shown or not recipe.language or not recipe.applies(release):
        return None
    return element(
        "details",
        element("summary", f"{recipe.tool}, {recipe.format}"),
        element("pre", element("code", howto.code_for(recipe, release))),
        class_="code",
    )


def _row(item: Mapping[str, Any], every: list[Mapping[str, Any]], text: Mapping[str, str], lang: str) -> Html:
    """One tool and format: a mark a check, and the first misreading with what to use instead."""
    tool = f"{item['tool']} {item['version']}"
    note: list[str] = []
    if wrong := item["wrong"]:
        note.append(element("code", next(item["first"][c] for c in _TELLING if c in item["first"])))
        other = next((o for o in every if o["key"] == item["remedy"]), None)
        if other:
            note.append(". " + text["instead"].format(tool=other["tool"], format=other["format"]))
    marks = (
        element("td", f"✗ {number(wrong[check], lang)}", class_="wrong")
        if check in wrong
        else element("td", "✓", class_="right")
        for check in _CHECKS
    )
    return element(
        "tr",
        element(
            "th", tool, element("span", text["plain"], class_="note") if item["remedy"] else "", scope="row"
        ),
        element("td", item["format"]),
        *marks,
        element("td", *note),
    )
