"""`python -m scripts rates STUDY.toml --to RATES.csv`: shares, errors, intervals, verdicts from microdata."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading.issues import LANGUAGES

if TYPE_CHECKING:
    import argparse

    from scripts.commands.console import Console

HELP = "rates from microdata: shares, errors, intervals, comparisons with the whole, verdicts"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("rates", help=HELP, description=f"{HELP.capitalize()}.")
    parser.add_argument(
        "study", metavar="STUDY.toml", help="where the microdata are, and what is asked of them"
    )
    parser.add_argument("--to", required=True, metavar="RATES.csv", help="the table that is written")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Write the table and say what it holds. 0; whatever prevents it is raised."""
    from scripts.studies.faults import say
    from scripts.studies.rates import setup, table, tabulate, verdicts

    study = setup.read(Path(args.study))
    found = tabulate.rates(study)
    table.write(found.rows, Path(args.to))
    lang, design = console.language, found.design
    if design.plain and not study.method:
        console.remark(say("rates", "plain", lang))
    if design.lonely:
        console.remark(say("rates", "lonely", lang, count=design.lonely))
    told = Counter(row.verdict for row in found.rows)
    if hidden := sum(row.reason == verdicts.COMPLEMENT for row in found.rows):
        console.remark(say("rates", "complement", lang, count=hidden))
    if study.breaks:
        console.remark(say("rates", "holm", lang))
    words = {name: told[name] for name in (verdicts.PUBLISH, verdicts.REVIEW, verdicts.WITHHOLD)}
    asked = len(study.questions)
    scheme = verdicts.schemes()[study.scheme][lang]
    console.remark(say("rates", "done", lang, questions=asked, rows=len(found.rows), scheme=scheme, **words))
    console.write(f"{args.to}\n")
    return 0
