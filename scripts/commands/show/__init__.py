"""`python -m scripts show IDENTIFIER`: one figure, with all that is needed to quote it or to doubt it.

    reading.py    the figures of a package, and the words of their codes
    figure.py     a figure by its identifier, or by one that it had in an earlier version
    origin.py     where it was read, who prints it too, what was corrected, the line that has it

A figure is a row of the table of figures or of a table of context.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scripts.commands import spending
from scripts.reading.issues import LANGUAGES

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from scripts.commands.console import Console

FORMATS = ("text", "json")
HELP = "one figure by its identifier: value, status, study, question, source, corrections, file"
_OWN = ("identifier", "value", "unit", "qualifier", "status", "question", "base", "source", "page", "note")
_COLON = {"fr": "\u00a0:", "en": ":"}
NO_BREAK = "\u00a0"
_GAP = {("fr", "%"): "\u202f", ("en", "%"): ""}  # between a value and its unit
_NOT_ASKED = "M"  # the question of an indicator that counts, and asks nobody
_LISTS = ("rekeyed", "corroborations", "errata", "file", "version", "date")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("show", help=HELP, description=f"{HELP.capitalize()}.")
    parser.add_argument("identifier", metavar="IDENTIFIER", help="table:key/key, as in `observations`")
    parser.add_argument(
        "--package",
        default="datapackage.json",
        metavar="PACKAGE",
        help="a package or a release: a descriptor, a folder, a zip or an https address (default: this one)",
    )
    parser.add_argument(
        "--allow-loopback", action="store_true", help="also take http addresses of this machine"
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the words (default: $LANG, else fr)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    spending.register(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print the figure. 0; 2 for an identifier that leads nowhere, with those that are like it."""
    from scripts.commands.show.figure import figure
    from scripts.commands.show.reading import read, titles
    from scripts.derive.whole import Tables
    from scripts.reading.identifiers import parts
    from scripts.reading.issues.refusals import in_words
    from scripts.reading.sources import open_source

    with (
        in_words(),
        open_source(
            args.package, allow_loopback=args.allow_loopback, budget=spending.budget_of(args)
        ) as source,
        Tables(source.files) as tables,
    ):
        figures = read(source, tables)
        found = figure(figures, args.identifier, console.language)
    if args.format == "json":
        console.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        resource = figures.package.resource(parts(found["identifier"])[0])
        named = titles(resource, console.language)
        console.lines(_lines(found, console.language, named))
    return 0


def _lines(found: Mapping[str, Any], lang: str, titles: Mapping[str, str]) -> Iterator[str]:
    """A line for each thing that is known; `titles` are what the columns of the figure are called."""
    from scripts.reading.tables import to_text
    from scripts.write.words import words

    said, colon = words(lang, "show"), _COLON[lang]
    value = said["none"] if found["value"] is None else to_text(found["value"])
    if lang == "fr":
        value = value.replace(".", ",")
    unit = (found["unit"] or {}).get("symbol") if found["value"] is not None else ""
    measured = f"{value}{_GAP.get((lang, unit), NO_BREAK)}{unit}" if unit else value
    shown = " ".join(part for part in (_words(found["qualifier"]), measured) if part)
    yield found["identifier"]
    if became := found["rekeyed"]:
        yield f"  {said['rekeyed'].format(**became)}"
    yield f"  {said['value']}{colon} {shown}"
    if status := found["status"]:
        meant = _words(status)
        if not isinstance(status, str):
            meant = f"{status['code']}, {meant}. {status.get('definition') or ''}".rstrip()
        yield f"  {said['status']}{colon} {meant}"
    for name, thing in found.items():
        if name not in (*_OWN, *_LISTS):
            yield f"  {titles[name]}{colon} {_words(thing)}"
    if question := found["question"]:
        if question["asked"] or (question["status"] or {}).get("code", _NOT_ASKED) != _NOT_ASKED:
            yield f"  {said['question']}{colon} {question['asked'] or _absent(question, 'question', said)}"
        yield f"  {said['counts']}{colon} {question['counts']}"
    if base := found["base"]:
        yield f"  {said['base']}{colon} {base['n'] or _absent(base, 'base', said)}"
    yield from _origin(found, lang, said)


def _absent(thing: Mapping[str, Any], name: str, said: Mapping[str, str]) -> str:
    """Why a question or a base is not there: not published, not read of its source, or not to be had."""
    code = (thing["status"] or {}).get("code")
    return said.get(f"{name}_{code}") or said[f"{name}_none"]


def _origin(found: Mapping[str, Any], lang: str, said: Mapping[str, str]) -> Iterator[str]:
    """Where it was read, who prints it too, what was corrected, where it is now."""
    colon = _COLON[lang]
    if source := found["source"]:
        page = f", {said['page']} {found['page']}" if found["page"] else ""
        read = f" ({said['read_' + source['read']]})" if f"read_{source['read']}" in said else ""
        yield f"  {said['source']}{colon} {_document(source)}{page}{read}"
    if found["note"]:
        yield f"  {said['note']}{colon} {found['note']}"
    for other in found["corroborations"]:
        note = f" ({other['note']})" if other["note"] else ""
        yield f"  {said['corroboration']}{colon} {_document(other)}{note}"
    for erratum in found["errata"]:
        old, new = (erratum[side] or said["empty"] for side in ("old", "new"))
        told = f"{erratum['version']}, {erratum['field']}{colon} {old} → {new}. {erratum['reason']}"
        yield f"  {said['erratum']} {told}"
    yield f"  {said['file']}{colon} {found['file']['path']}, {said['line']} {found['file']['line']}"
    yield f"  SHA-256{colon} {found['file']['sha256']}"
    dated = f" ({found['date']})" if found["date"] else ""
    yield f"  {said['version']}{colon} {found['version']}{dated}"


def _words(thing: Any) -> str:
    """A code's label, or the text itself."""
    return str(thing.get("label") or thing.get("code") or "") if isinstance(thing, dict) else str(thing or "")


def _document(source: Mapping[str, Any]) -> str:
    """A document: title, publisher, address."""
    return ", ".join(str(source[name]) for name in ("label", "publisher", "address") if source.get(name))
