"""`python -m scripts study CODE`: an institute's crosstab, its microdata, or both, entered as figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading.issues import LANGUAGES

if TYPE_CHECKING:
    import argparse

    from scripts.commands.console import Console
    from scripts.studies.crosstab.differences import Checked
    from scripts.studies.crosstab.match import Matches
    from scripts.studies.crosstab.model import Crosstab
    from scripts.studies.crosstab.plan import Plan
    from scripts.studies.crosstab.rated import Rated
    from scripts.studies.crosstab.rows import Made, Maker
    from scripts.studies.crosstab.tables import Tables
    from scripts.studies.rates.setup import Setup

HELP = "enter a study: an institute's crosstab, microdata, or both, as rows of figures"
STATUS = (
    "exit status: 0 written, or there already; 1 something is to be settled first, and nothing is written "
    "but the map; 2 wrong usage"
)
OPEN, DONE = 1, 0


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("study", help=HELP, description=f"{HELP.capitalize()}.", epilog=STATUS)
    parser.add_argument("code", metavar="CODE", help="the study, as in studies.csv")
    parser.add_argument(
        "descriptor",
        nargs="?",
        default="datapackage.json",
        metavar="DESCRIPTOR",
        help="the package that is written in: a descriptor or its folder (default: datapackage.json)",
    )
    parser.add_argument("--crosstab", metavar="FILE.xlsx", help="what the institute sent (.xlsx, .xls, .ods)")
    parser.add_argument(
        "--map", required=True, metavar="MAP.toml", help="what its labels are; made where it is not there"
    )
    parser.add_argument(
        "--microdata", metavar="STUDY.toml", help="where the microdata are: each checks the other"
    )
    parser.add_argument(
        "--differences", metavar="DIFF.csv", help="write what differs there, to send to the institute"
    )
    parser.add_argument("--agree", action="store_true", help="write without asking")
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    parser.set_defaults(run=run)


@dataclass(slots=True)
class _Work:
    """What a run has at hand."""

    plan: Plan
    of: Crosstab
    matches: Matches
    setup: Setup | None
    rated: Rated | None


def run(args: argparse.Namespace, console: Console) -> int:
    """Understand, show, ask, write. What the status says is told in STATUS; what prevents it is raised."""
    from scripts.reading.model.errors import UsageError
    from scripts.studies.crosstab import missing, plan, tables
    from scripts.studies.faults import fault, say

    if not args.crosstab and not args.microdata:
        told = fault("nothing_given")
        raise UsageError(str(told), told.told)
    lang = console.language
    held = tables.Tables(args.descriptor)
    study = missing.study(held, args.code)
    if not study:
        console.remark(say("missing", "studies", lang, code=args.code))
        return OPEN
    work = _understood(args, plan.read(Path(args.map)), held, study)
    if not _settled(args, work, console) or not _there(work, console):
        return OPEN
    maker, made = _made(work, crosstab=bool(args.crosstab))
    for one, other in made.clashes:
        console.remark(say("study", "clash", lang, one=one, other=other))
    if made.clashes:
        console.remark(say("study", "clashes", lang, count=len(made.clashes)))
        return OPEN
    _show(args, work, maker, made, console)
    return _written(args, work, made, console)


def _understood(args: argparse.Namespace, plan: Plan, tables: Tables, study: dict[str, str]) -> _Work:
    """What was sent, read. StudyError."""
    from scripts.studies.crosstab import reading
    from scripts.studies.crosstab.legend import Legend
    from scripts.studies.crosstab.match import Matches
    from scripts.studies.crosstab.model import Crosstab
    from scripts.studies.faults import fault

    matches = Matches(tables, study)
    work = _Work(plan, Crosstab([], Legend(), [], []), matches, None, None)
    if args.microdata:
        from scripts.studies.crosstab.rated import Rated, crosstab, wanted
        from scripts.studies.rates import setup

        work.setup = setup.read(Path(args.microdata))
        work.rated = Rated.of(wanted(work.setup, plan), alone=not args.crosstab)
        work.of = crosstab(work.rated, int(study["rounding"]) if study["rounding"] else None)
    if args.crosstab:
        work.of = reading.read(Path(args.crosstab), hidden=bool(plan.get(("study", "hidden"))))
        if not work.of.blocks:
            raise fault("nothing_read", path=args.crosstab)
    return work


def _settled(args: argparse.Namespace, work: _Work, console: Console) -> bool:
    """True where the map is complete; else what is open is listed, and waits in the map."""
    from scripts.commands.asking import sentence, settle
    from scripts.studies.crosstab import plan_text, propose
    from scripts.studies.crosstab.pairs import Pairs
    from scripts.studies.faults import say

    lang, path = console.language, Path(args.map)
    pairs = Pairs(work.rated.rows.values(), work.plan) if work.rated else None
    opens = settle(console, work.plan, lambda: propose.complete(work.plan, work.of, work.matches, pairs))
    for label in propose.unused(work.plan, work.of):
        console.remark(say("study", "unused", lang, label=label))
    if opens:
        plan_text.write(path, work.plan, opens)
        for one in opens:
            console.remark(f"  {sentence(one, lang)}")
        console.remark(say("study", "open", lang, path=path, count=len(opens)))
        return False
    if work.plan.changed:
        plan_text.write(path, work.plan)
        console.remark(say("study", "kept", lang, path=path))
    return True


def _there(work: _Work, console: Console) -> bool:
    """True where every row that the figures name is there; else a sentence for each that is not."""
    from scripts.studies.crosstab import missing
    from scripts.studies.faults import say

    lacking = missing.sentences(work.plan, work.of, work.matches, console.language)
    for sentence in lacking:
        console.remark(sentence)
    if lacking:
        console.remark(say("study", "missing", console.language, count=len(lacking)))
    return not lacking


def _made(work: _Work, *, crosstab: bool) -> tuple[Maker, Made]:
    """The rows; rates are those of the answers that the map counts together, too."""
    from scripts.studies.crosstab import missing
    from scripts.studies.crosstab.rows import Maker

    if work.rated is not None and work.setup is not None and crosstab:
        from scripts.studies.crosstab.rated import Rated, wanted

        if (setup := wanted(work.setup, work.plan)) != work.rated.setup:
            work.rated = Rated.of(setup)
    source = missing.source(work.plan, work.matches.study)
    maker = Maker(work.plan, work.of, work.matches, work.matches.tables.codes("sources")[source], work.rated)
    return maker, maker.made()


def _show(args: argparse.Namespace, work: _Work, maker: Maker, made: Made, console: Console) -> None:
    """What was understood, and what the microdata say of it."""
    from scripts.studies.crosstab import shown
    from scripts.studies.faults import say

    lang = console.language
    console.write(shown.text(maker, made, lang))
    if work.rated is None or work.setup is None:
        return
    from scripts.studies.rates import verdicts

    reasons = {
        say("note", name, "fr", scheme=verdicts.schemes()[work.setup.scheme]["fr"])
        for name in ("unreliable", "confidential", "complement")
    }
    if hidden := sum(row.get("note", "") in reasons for row in made.rows()):
        console.remark(
            say("study", "withheld", lang, count=hidden, scheme=verdicts.schemes()[work.setup.scheme][lang])
        )
    if args.crosstab:
        from scripts.studies.crosstab.check import Check

        _told(args, Check(maker, work.rated).checked(), console)


def _told(args: argparse.Namespace, checked: Checked, console: Console) -> None:
    """The differences in a sentence, and as a file where one is asked for. StudyError."""
    from scripts.studies.crosstab import differences
    from scripts.studies.faults import fault, say

    lang, wrong = console.language, checked.of(differences.MARK)
    console.remark(say("study", "compared", lang, **checked.summary()))
    if wrong:
        still = sum(one.holm for one in wrong)
        console.remark(say("study", "holm", lang, count=len(wrong), still=still))
    if checked.unpaired:
        console.remark(say("study", "unpaired", lang, count=checked.unpaired))
    if args.differences:
        path = Path(args.differences)
        try:
            path.write_bytes(differences.table(checked.differences).encode())
        except OSError as error:
            raise fault("unwritten", path=path, note=error.strerror or error) from None
        console.remark(say("study", "differences", lang, path=path))


def _written(args: argparse.Namespace, work: _Work, made: Made, console: Console) -> int:
    """Asks, proves that the package stays right, and writes. DONE or OPEN."""
    from scripts.commands.staging import faults
    from scripts.studies.crosstab import enter
    from scripts.studies.faults import say

    lang, tables = console.language, work.matches.tables
    texts, replaced = enter.entered(tables, made, work.plan)
    if not texts:
        console.remark(say("study", "same", lang))
        return DONE
    if others := enter.elsewhere(tables, made):
        console.remark(say("study", "other_source", lang, count=others))
    if not args.agree and not console.agrees(say("ask", "agree", lang)):
        console.remark(say("study", "not_agreed", lang))
        return OPEN
    if wrong := faults(tables.descriptor, texts, lang):
        console.remark(say("study", "invalid", lang))
        console.remark(wrong.rstrip("\n"))
        return OPEN
    enter.write(texts)
    console.remark(
        say("study", "done", lang, rows=len(made.rows()), replaced=replaced, questions=len(made.questions))
    )
    for path in texts:
        console.write(f"{path}\n")
    return DONE
