"""`python -m scripts next-version`: number what changed since the last version kept, in all places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.commands.console import YES
from scripts.reading.issues import LANGUAGES
from scripts.reading.issues.messages import typeset
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import UsageError

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from scripts.commands.console import Console
    from scripts.publish.coming.errata import Cell, Correction, Reasons
    from scripts.publish.coming.step import Coming

HELP = "number what changed since the last version kept: descriptor, changelog, citation, errata"
WRITTEN, STOPPED = 0, 1
NO, SAME = ("non", "n", "no", ""), "="
_SHOWN = 40  # letters of a cell that a question quotes


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("next-version", help=HELP, description=f"{HELP.capitalize()}.")
    parser.add_argument(
        "descriptor",
        nargs="?",
        default="datapackage.json",
        metavar="DESCRIPTOR",
        help="a descriptor, or a folder with a datapackage.json (default: datapackage.json)",
    )
    parser.add_argument(
        "--line",
        default="",
        metavar="TEXT",
        help="what the version is: « a sentence in French · in English »",
    )
    parser.add_argument(
        "--reason",
        default="",
        metavar="TEXT",
        help="why published cells are corrected, in the same form; otherwise each reason is asked for",
    )
    parser.add_argument("--agree", action="store_true", help="write what is proposed without asking")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Say what is proposed, ask, write. 0: all is written, or nothing is to be; 1: nothing was written."""
    from scripts.publish.coming import places, step, story
    from scripts.reading.issues.refusals import in_words
    from scripts.write.words import date, words

    said = words(console.language, "coming")
    line, reason = (_both(text) if text else () for text in (args.line, args.reason))
    with in_words():
        coming = step.coming(args.descriptor)
    day = console.today()
    when = {"version": coming.version, "day": date(day, console.language), "before": coming.before}
    if not coming.found:
        console.remark(said["nothing"].format(**when))
        if coming.prepared:
            console.remark(said["ahead"].format(written=coming.written, **when))
        return WRITTEN
    _propose(coming, day, console)
    corrected = _corrected(coming, reason, console, agree=args.agree)
    if corrected is None:
        console.remark(said["stopped"])
        return STOPPED
    told = " · ".join(line) or story.line(coming)
    new = places.texts(coming, day, told, corrected)
    if not new:
        console.remark(said["ready"].format(**when))
        return WRITTEN
    console.remark(f"{said['entry']}\n\n{_entry(new, coming)}\n")
    names = ", ".join(_name(path, coming) for path in new)
    console.remark(said["places"].format(places=names))
    if not args.agree:
        told = _agreed(told, console)
        new = places.texts(coming, day, told, corrected) if told else {}
    if not new:
        console.remark(said["stopped"])
        return STOPPED
    places.write(new)
    console.remark(said["done"].format(places=names, **when))
    console.remark(said["after"])
    console.write(f"{coming.version}\n")
    return WRITTEN


def _propose(coming: Coming, day: dt.date, console: Console) -> None:
    """Say from which version to which, what demands the step, what only a person can judge."""
    from scripts.publish.diff import report
    from scripts.write.words import date, number, words

    lang = console.language
    said, steps = words(lang, "coming"), words(lang, "diff")
    if coming.prepared:
        console.remark(said["prepared"].format(written=coming.written))
    when = {"version": coming.version, "before": coming.before, "day": date(day, lang)}
    console.remark(said["title"].format(level=steps[coming.level.name.lower()], **when))
    console.remark(said["why"])
    for line in report.demanding(coming.found, lang):
        console.remark(f"  {line}")
    for doubt in report.doubts(coming.found, lang):
        console.remark(doubt.replace("`", ""))
    if coming.corrections:
        console.remark(said["corrected"].format(count=number(len(coming.corrections), lang)))
    if others := coming.others:
        console.remark(said["others"].format(cells=", ".join(others)))


def _corrected(
    coming: Coming, given: Reasons | tuple[()], console: Console, *, agree: bool
) -> dict[Cell, Correction] | None:
    """Every correction with its reason, row by row, asked for where nobody gave it; None without one."""
    from dataclasses import replace

    from scripts.write.words import words

    found: dict[Cell, Correction] = {}
    asked: dict[str, Reasons] = {}
    said, last = words(console.language, "coming"), given
    for one in coming.corrections:
        reasons = one.reasons or given or asked.get(one.identifier, ())
        if not reasons and not agree:
            mine = [c for c in coming.corrections if c.identifier == one.identifier and not c.reasons]
            cells = ", ".join(
                said["cell"].format(field=c.field, old=c.old[:_SHOWN], new=c.new[:_SHOWN]) for c in mine
            )
            answer = _asked(console, said["reason"].format(identifier=one.identifier, fields=cells))
            reasons = last if answer == SAME else _translated(answer, console)
        if not reasons:
            return None
        last = asked[one.identifier] = reasons
        found[one.cell] = replace(one, reasons=reasons)
    return found


def _agreed(told: str, console: Console) -> str:
    """The line that was agreed to, in both languages; "" where none was."""
    from scripts.write.words import words

    answer = _asked(console, words(console.language, "coming")["line"])
    if answer.lower() in YES:
        return told
    return " · ".join(_translated(answer, console)) if answer.lower() not in NO else ""


def _translated(answer: str, console: Console) -> Reasons | tuple[()]:
    """An answer in both languages, the English asked for where it is not there; nothing where one lacks."""
    from scripts.write.words import words

    if answer.lower() in NO:
        return ()
    if "·" in answer:
        return _both(answer)
    english = _asked(console, words(console.language, "coming")["english"])
    return _both(f"{answer}·{english}") if english else ()


def _both(text: str) -> Reasons:
    """The two halves of a text that is in French, then in English. UsageError where one is missing."""
    french, _, english = (part.strip() for part in text.partition("·"))
    if not (french and english):
        raise refused("line", UsageError, text=text)
    # The files of a package are written with plain apostrophes.
    return typeset(french, "fr").replace("’", "'"), english


def _entry(new: Mapping[Path, str], coming: Coming) -> str:
    """What the changelog will say of the version."""
    from scripts.reading import changelog

    text = new.get(coming.source.base / changelog.PATH) or changelog.read(coming.source.base)
    found = changelog.headings(text)
    places = [start for version, start, _ in found if version == coming.version]
    start = places[0]
    end = next((at for _, at, _ in found if at > start), len(text))
    return text[start:end].strip()


def _name(path: Path, coming: Coming) -> str:
    """A file by its path in the package."""
    return path.relative_to(coming.source.base).as_posix()


def _asked(console: Console, question: str) -> str:
    """What is answered on a line of its own; "" where nobody is there."""
    return console.ask(f"{question}\n> ") or ""
