"""`make attack`: each attack through each command, and what it took; the table of README's « Bounds »."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attack.packages import ATTACKS

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "tests" / "quality" / "attack.json"
SECONDS, MEGABYTES = 120, 1_000
_COMMANDS = {
    "validate": ["validate", "{}"],
    "diff": ["diff", "{}", "{}"],
    "show": ["show", "x:y", "--package", "{}"],
    "publish": ["publish", "{}", "--dist", "dist"],
}


def tried(command: list[str], folder: Path) -> dict[str, float]:
    """The seconds of processor, the megabytes, and 1 for a run that ended in words, in time, in memory."""
    program = [sys.executable, "-m", "scripts", *command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    with (folder / "told").open("wb") as told:
        process = subprocess.Popen(program, cwd=folder, stdout=told, stderr=told, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = (folder / "told").read_bytes()
    whole = process.returncode in (0, 1, 2, 3) and said.strip() and b"Traceback" not in said
    memory = used.ru_maxrss / 1024
    survived = bool(whole) and time.monotonic() - began < SECONDS and memory < MEGABYTES
    return {
        "seconds": round(used.ru_utime + used.ru_stime, 1),
        "MB": round(memory),
        "survived": int(survived),
    }


def main() -> int:
    """Print tried and survived by kind, and keep them; 1 where one was not survived."""
    found = {}
    for attack in ATTACKS:
        with TemporaryDirectory(prefix="attack-") as folder:
            made = Path(folder)
            target = str(attack.write(made / "target" if attack.bound not in ("ratio", "files") else made))
            runs = {
                name: tried([part.replace("{}", target) for part in command], made)
                for name, command in _COMMANDS.items()
            }
        found[attack.kind] = {"bound": attack.bound, "runs": runs}
        survived = sum(int(run["survived"]) for run in runs.values())
        worst = max(run["seconds"] for run in runs.values()), max(run["MB"] for run in runs.values())
        sys.stdout.write(
            f"{attack.kind}: {len(runs)} tried, {survived} survived; {worst[0]} s, {worst[1]} MB\n"
        )
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return int(any(not run["survived"] for one in found.values() for run in one["runs"].values()))


if __name__ == "__main__":
    sys.exit(main())
