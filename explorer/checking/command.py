"""`python -m explorer check RELEASE`: 0 where every view can be made and every sentence holds, 1 else."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence

from explorer.checking.check import Fault, Summary, check
from explorer.locales import LANGUAGES, number
from explorer.published import HELD
from explorer.reader import Reader
from explorer.stores import ReleaseError
from scripts.reading.issues.messages import inert

WIDEST = 240  # letters of what a fault quotes


def main(argv: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """The exit code; the report is printed."""
    parser = argparse.ArgumentParser(prog="python -m explorer", description="The explorer of a release.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    words = "make every view of a release in both languages, and read every sentence again"
    command = commands.add_parser("check", help=words, description=f"{words.capitalize()}.")
    command.add_argument("release", metavar="RELEASE", help="folder, zip or https address of a release")
    command.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    words = "rows of a table that is read again, at most (default: %(default)s)"
    command.add_argument("--hold", metavar="ROWS", type=int, default=HELD, help=words)
    options = parser.parse_args(argv)
    reader = Reader(options.lang or _language(environment))
    try:
        found = check(options.release, options.hold)
    except ReleaseError as error:
        sys.stderr.write(f"{inert(reader.say(f'problem.{error.code}', **error.facts))}\n")
        return 1
    sys.stdout.write(inert(report(found, reader)))
    return 1 if found.faults else 0


def report(found: Summary, reader: Reader) -> str:
    """One line a fault, one a table whose rows were not read again, then how much was made and read."""
    lines = [line(fault, reader) for fault in found.faults]
    faults = bool(lines)
    for name, rows in found.left:
        lines.append(reader.say("check.left", table=name, rows=number(rows, reader.lang)))
    counts = {name: number(getattr(found, name), reader.lang) for name in ("views", "sentences", "claims")}
    said = reader.say("check.faults", count=number(len(found.faults), reader.lang))
    lines.append(reader.say("check.summary", **counts, faults=said if faults else reader.say("check.none")))
    return "\n".join(lines) + "\n"


def line(fault: Fault, reader: Reader) -> str:
    """« roles?answer=… : affirmation fausse : … « la phrase » »."""
    colon = reader.say("colon")
    parts = [fault.address, reader.say(f"check.fault.{fault.code}"), _short(fault.detail)]
    quoted = f" \u2014 {reader.say('quoted', words=_short(fault.words))}" if fault.words else ""
    return colon.join(part for part in parts if part) + quoted


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= WIDEST else f"{told[:WIDEST]}…"


def _language(environment: Mapping[str, str]) -> str:
    """The language of the environment where there are texts in it, French otherwise."""
    said = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    return said[:2] if said[:2] in LANGUAGES else LANGUAGES[0]
