"""`python -m scripts publish [DESCRIPTOR]`: a release of a package, checked first, in `dist/<version>/`."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.check.engines.choice import DEFAULT, NAMES, SPARK, chosen, described
from scripts.commands import spending
from scripts.reading.issues import LANGUAGES, explain
from scripts.reading.issues.refusals import refused
from scripts.reading.model.errors import ReleaseError, UsageError

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Sequence

    from scripts.check.beside import Beside
    from scripts.commands.console import Console
    from scripts.reading.issues import Issue, Waived

HELP = "check a package, then publish a release of it"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand and its options."""
    parser = subparsers.add_parser("publish", help=HELP, description=HELP.capitalize() + ".")
    parser.add_argument(
        "descriptor",
        nargs="?",
        default="datapackage.json",
        metavar="DESCRIPTOR",
        help="a descriptor, a folder with a datapackage.json, or a zip of one (default: datapackage.json)",
    )
    parser.add_argument(
        "--dist", default="dist", metavar="FOLDER", help="where releases are put (default: dist)"
    )
    parser.add_argument(
        "--sign",
        metavar="KEY",
        help="an OpenSSH key (or its .pub, where ssh-agent has it) that signs SHA256SUMS; also later",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="also keep what is published in datapackage/history/, for the next version to be compared with",
    )
    parser.add_argument(
        "--check-with",
        metavar="COMMAND",
        help="run this on the folder of a new release before it enters FOLDER; where it fails, nothing does",
    )
    parser.add_argument(
        "--allow-loopback", action="store_true", help="also take http addresses of this machine"
    )
    parser.add_argument(
        "--engine",
        default=DEFAULT,
        help=f"what checks rows and keys: {', '.join(NAMES)}, {SPARK}:FOLDER; with {SPARK}, a cluster also "
        f"writes the Parquet of large tables and takes their content hashes (default: {DEFAULT})",
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="language of the report (default: $LANG, else fr)")
    spending.register(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, console: Console) -> int:
    """Print what was found, what was published and, last, where it is. 0; whatever prevents it is raised."""
    from scripts.check import metadata

    home = _home(args.descriptor) if args.keep else None
    if args.sign and not Path(args.sign).is_file():
        raise refused("no_key", UsageError, key=args.sign)
    engine = chosen(args.engine)
    with console.beside() as beside:
        beside(metadata.ready)  # while we import what follows
        return _published(args, console, home, engine, beside)


def _published(
    args: argparse.Namespace, console: Console, home: Path | None, engine: str, beside: Beside
) -> int:
    """The same, of what can be asked; `home` is where what is published is kept."""
    from scripts.publish import history, release, signature
    from scripts.publish.cluster.keeper import keeping
    from scripts.reading.issues.refusals import in_words
    from scripts.reading.sources import open_source
    from scripts.write.words import words

    def report(issues: Sequence[Issue], waived: Sequence[Waived]) -> None:
        told = explain(issues, lang=console.language, target=args.descriptor, waived=waived)
        console.remark(told.rstrip("\n"))

    def sign(folder: Path, signer: str, issued: dt.date) -> bool:
        return signature.sign(folder, signer, Path(args.sign), issued, console.run)

    def vet(folder: Path) -> None:
        if args.check_with:
            _vet(args.check_with, folder, console)

    dist, heard = Path(args.dist), list[tuple[str, str, str]]()
    with (
        in_words(),
        open_source(
            args.descriptor, allow_loopback=args.allow_loopback, budget=spending.budget_of(args)
        ) as source,
        keeping(engine) as (checking, keeper),
    ):
        version = str(source.descriptor.get("version", ""))
        known = bool(version) and (dist / version).exists()
        folder = release.publish(
            source,
            dist,
            engine=checking,
            keeper=keeper,
            report=report,
            progress=console.progress,
            told=lambda *words: heard.append(words),
            sign=sign if args.sign else None,
            vet=vet,
            beside=beside,
        )
        kept = history.keep(folder, home) if home else None
    if engine != DEFAULT:
        console.remark(described(engine, heard))
    said = words(console.language, "publish")["again" if known else "done"]
    console.remark(said.format(**_summary(folder, console.language)))
    if carried := _carried(folder):
        console.remark(words(console.language, "publish")["carried"].format(names=", ".join(carried)))
    if kept:
        console.remark(words(console.language, "publish")["kept"].format(path=kept))
    if not known and (lacking := _lacking(folder, console.language)):
        console.remark(words(console.language, "publish")["unsaid"].format(names=lacking, folder=folder))
    console.write(f"{folder}\n")
    return 0


def _lacking(folder: Path, lang: str) -> str:
    """What only the publisher of a release can give, and has not, in words; "" for nothing."""
    from scripts.reading import identity
    from scripts.reading.descriptor import load, to_package
    from scripts.write.words import words

    unsaid = identity.unsaid(to_package(load(folder).descriptor))
    return ", ".join(words(lang, "unsaid")[key] for key in unsaid)


def _vet(command: str, folder: Path, console: Console) -> None:
    """Runs a command on a release, and repeats what it says. ReleaseError where it does not end well."""
    from scripts.write.words import words

    said = words(console.language, "publish")
    console.remark(said["checking"].format(command=command))
    status, told, complaint = console.run([*shlex.split(command), str(folder)], b"")
    for text in (told.decode("utf-8", "replace"), complaint):
        if text.strip():
            console.remark(text.rstrip("\n"))
    if status:
        raise ReleaseError(said["refused"].format(command=command, status=status))


def _home(target: str) -> Path:
    """The folder of the package, to keep its archive in. UsageError for a zip, which keeps none."""
    from scripts.reading.sources import is_zip

    path = Path(target)
    if is_zip(path):
        raise refused("keep_zip", UsageError, target=target)
    return path if path.is_dir() else path.parent


def _carried(folder: Path) -> list[str]:
    """The resources of a release that are no tables."""
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    return [resource["name"] for resource in resources if "rowCount" not in resource]


def _summary(folder: Path, lang: str) -> dict[str, str]:
    """What a release holds, in words, from its descriptor and its files."""
    from scripts.publish.staging import paths_in
    from scripts.write.words import number, size

    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = descriptor["resources"]
    paths = paths_in(folder)
    return {
        "version": folder.name,
        "tables": number(sum("rowCount" in resource for resource in resources), lang),
        "rows": number(sum(resource.get("rowCount", 0) for resource in resources), lang),
        "files": number(len(paths), lang),
        "size": size(sum((folder / path).stat().st_size for path in paths), lang),
    }
