"""Commands as they are typed, and what a run of one costs."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MEASURE = Path(__file__).with_name("measure.py")
HERE = Path(sys.executable).parent  # `python` and `frictionless` are those of this environment
SPARK = ROOT / ".venv-spark/bin"  # PySpark has an environment of its own, which `make spark` sets up
# What a machine like this one sets and a shell does not: modules are compiled once, and output is buffered.
UNUSUAL = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}

UNITS = {"seconds": "s", "mebibytes": "MiB"}


@dataclass(frozen=True)
class Program:
    """A command, word for word; how it must end; a folder that is empty before each run of it.

    `until` is the address with whose first answer the time of a server ends. `report` are the words that have
    it print the Report of frictionless; None: it prints none.
    """

    name: str
    words: tuple[str, ...]
    status: int = 0
    fresh: Path | None = None
    until: str = ""
    report: tuple[str, ...] | None = None
    home: Path = HERE

    def typed(self, folder: Path) -> str:
        """The command as a line; packages are named from that folder on, and the checkout is a dot."""
        line = shlex.join(self.words).replace(f"{folder}/", "")
        return line.replace(f"{ROOT}/", "").replace(str(ROOT), ".")


@dataclass(frozen=True)
class Limits:
    """What a run may take before it is ended: seconds, and MiB."""

    seconds: float = 1800
    mebibytes: float = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**2 * 0.75


@dataclass(frozen=True)
class Run:
    """What a run cost: seconds, those of processors, MiB; "" or how it failed; what it printed."""

    seconds: float
    cpu: float
    memory: float
    failed: str
    out: Path

    @property
    def parts(self) -> dict[str, float]:
        """The seconds of its parts, where it prints them."""
        return dict(json.loads(self.out.read_text(encoding="utf-8")))


def run(program: Program, limits: Limits, out: Path, more: tuple[str, ...] = ()) -> Run:
    """A run of a program, with more words after its own. SystemExit where there is no such program."""
    if program.fresh:
        shutil.rmtree(program.fresh, ignore_errors=True)
        program.fresh.mkdir(parents=True)
    options = ["--seconds", str(limits.seconds), "--mebibytes", str(limits.mebibytes)]
    options += ["--until", program.until] if program.until else []
    environment = {name: value for name, value in os.environ.items() if name not in UNUSUAL}
    done = subprocess.run(
        [sys.executable, "-S", MEASURE, out, *options, "--", *program.words, *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=environment | {"PATH": f"{program.home}{os.pathsep}{os.environ['PATH']}"},
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{shlex.join(program.words)}: {done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    failed = ""
    if found["stopped"]:
        failed = f"over {getattr(limits, found['stopped']):,.0f} {UNITS[found['stopped']]}"
    elif found["status"] != program.status:
        failed = f"exit status {found['status']}"
        print(f"{shlex.join(program.words)}: {failed}\n{done.stderr[-2000:]}", file=sys.stderr)
    return Run(found["seconds"], found["cpu"], found["memory"], failed, out)


def validate(package: Path, *, faulty: bool = False) -> Program:
    """`python -m scripts validate`."""
    words = ("python", "-m", "scripts", "validate", str(package))
    return Program("ours", words, status=int(faulty), report=("--format", "frictionless"))


def with_option(program: Program, *option: str) -> Program:
    """The same `validate` with an option; on Spark it is started by Spark's own command, on two cores."""
    words, name = (*program.words, *option), " ".join(option)
    if option == ("--engine", "spark"):
        on_spark = ("spark-submit", "--master", "local[2]", "scripts/__main__.py", *words[3:])
        return replace(program, name=name, words=on_spark, home=SPARK)
    return replace(program, name=name, words=words)


def frictionless(package: Path, *, faulty: bool = False) -> Program:
    """`frictionless validate`, which tells every error, in the form that costs it least."""
    words = ("frictionless", "validate", "--limit-errors", "0", "--json", str(package / "datapackage.json"))
    return Program("frictionless", words, status=int(faulty), report=())


def publish(package: Path, dist: Path, *, refused: bool = False) -> Program:
    """`python -m scripts publish`, where nothing was published before."""
    words = ("python", "-m", "scripts", "publish", str(package), "--dist", str(dist))
    return Program("ours", words, status=int(refused), fresh=dist)


def diff(old: Path, new: Path) -> Program:
    """`python -m scripts diff`, of two that are not the same."""
    return Program("ours", ("python", "-m", "scripts", "diff", str(old), str(new)), status=1)


def show(release: Path, identifier: str) -> Program:
    """`python -m scripts show`."""
    words = ("python", "-m", "scripts", "show", identifier, "--package", str(release))
    return Program("ours", words)


def rates(study: Path) -> Program:
    """`python -m scripts rates`."""
    words = ("python", "-m", "scripts", "rates", str(study), "--to", str(study.with_name("RATES.csv")))
    return Program("ours", words)


def explorer(release: Path, port: int) -> Program:
    """The explorer's server, until it says that it is well."""
    server = ("--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true")
    words = (
        "python",
        "-m",
        "streamlit",
        "run",
        "explorer/server.py",
        *server,
        "--",
        "--release",
        str(release),
    )
    return Program("ours", words, until=f"http://127.0.0.1:{port}/_stcore/health")


def free_port() -> int:
    """One on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def reading(*packages: Path) -> Program:
    """What reading alone costs."""
    return Program("reading", ("python", "-m", "tests.benchmarks.floors", "reading", *map(str, packages)))


def floor(package: Path, to: Path) -> Program:
    """What writing alone costs."""
    words = ("python", "-m", "tests.benchmarks.floors", "publishing", str(package), str(to))
    return Program("floor", words, fresh=to)


def nothing() -> Program:
    """What Python costs that does nothing."""
    return Program("python", ("python", "-c", "pass"))
