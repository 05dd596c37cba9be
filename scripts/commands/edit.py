"""`python -m scripts edit [DESCRIPTOR]`: the workbook that people fill."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.reading.issues import LANGUAGES

if TYPE_CHECKING:
    import argparse

    from scripts.commands.console import Console

HELP = "the tables as a workbook to fill: labels to choose, one sheet a kind of thing"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("edit", help=HELP, description=f"{HELP.capitalize()}.")
    parser.add_argument(
        "package",
        nargs="?",
        default="datapackage.json",
        metavar="DESCRIPTOR",
        help="a descriptor, or a folder with a datapackage.json (default: datapackage.json)",
    )
    parser.add_argument(
        "--to",
        metavar="FILE.xlsx",
        help="the workbook that is written, never over another (default: the name of the package's folder, "
        "then « -saisie.xlsx », in that folder)",
    )
    parser.add_argument(
        "--tables",
        nargs="+",
        metavar="TABLE",
        help="these tables only (default: those that people edit; not what is measured elsewhere)",
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of remarks (default: $LANG, else fr)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Write the workbook and say where. 0; whatever prevents it is raised."""
    from scripts.reading.descriptor import to_package
    from scripts.reading.issues.refusals import in_words
    from scripts.reading.sources import open_source
    from scripts.studies.faults import fault, say
    from scripts.studies.workbook import tables, writing

    with in_words(), open_source(args.package) as source:
        tables.lies_in(source, args.package)
        package, base = to_package(source.descriptor), source.base
        known = tables.read(source, package)
    for name in args.tables or ():
        if name not in known:
            raise fault("edited", name=name, known=", ".join(known))
    asked = args.tables or tables.edited(known)
    names = [name for name in asked if tables.is_small(known[name])]
    path = Path(args.to) if args.to else base / f"{base.resolve().name}-saisie.xlsx"
    if path.exists():
        raise fault("there", path=path)
    content = writing.workbook(package, known, names)
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise fault("unwritten", path=path, note=error.strerror or error) from None
    if other := [table.title or table.name for table in package.tables if table.name not in known]:
        console.remark(say("edit", "other", console.language, titles=", ".join(other)))
    if large := [known[name].title for name in asked if name not in names]:
        console.remark(say("edit", "large", console.language, titles=", ".join(large)))
    rows = sum(len(known[name].rows) for name in names)
    console.remark(say("edit", "done", console.language, sheets=len(names), rows=rows, path=path))
    console.write(f"{path}\n")
    return 0
