"""`make mutants`: break every promise, ask `validate` and plain frictionless who notices, keep the count.

python -m tests.mutation [PROMISE ...]    with promises: those only, and nothing is kept
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import generated
from tests.dist import newest
from tests.mutation import derived, judge, release, rules, work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.mutation.mutant import Mutant

RESULTS = generated.RESULTS / "mutants.json"
RULES = "coherence"
# The first mutant of these is also put through the command line, whole package and all.
BY_COMMAND = ("type", "required", "foreign-key", "encoding", "coherence")


def verdicts(promises: Sequence[str]) -> Iterator[tuple[Mutant, bool, bool]]:
    """Each mutant with its verdict: the quick ones on all cores, then the derived and those of rules."""
    chosen = [n for n, mutant in enumerate(work.quick()) if not promises or mutant.promise in promises]
    # Fresh processes: what the engines' threads hold would be copied by a fork.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        found = zip(chosen, pool.map(work.numbered, chosen, chunksize=16), strict=True)
        for done, (number, (ours, theirs)) in enumerate(found, start=1):
            yield work.quick()[number], ours, theirs
            if done % 200 == 0:
                print(f"{done} of {len(chosen)}", file=sys.stderr, flush=True)
    for mutant in derived.mutants(work.bench()):
        if not promises or mutant.promise in promises:
            yield mutant, *work.verdict(mutant)
    if not promises or RULES in promises:
        for mutant in rules.mutants(work.bench()):
            yield mutant, *work.verdict(mutant)


def by_command(mutant: Mutant) -> bool:
    """True where `python -m scripts validate` says it too, of the whole package."""
    whole = judge.whole(mutant)
    with tempfile.TemporaryDirectory() as folder:
        written = judge.written(work.bench(), whole, Path(folder) / "mutant")
        command = [sys.executable, "-m", "scripts", "validate", str(written), "--house", "--format", "json"]
        done = subprocess.run(command, cwd=work.ROOT, capture_output=True, text=True, check=False)
        listed = json.loads(done.stdout)["issues"]
        return done.returncode == 1 and any(item["code"] == mutant.expected.code for item in listed)


def of_release() -> tuple[Counter[str], list[release.Broken]]:
    """How many mutants of a release there are, and how many are killed; and the survivors."""
    count: Counter[str] = Counter()
    lost = []
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "scripts", "publish", "--dist", folder, "--lang", "en"]
        subprocess.run(command, cwd=work.ROOT, check=True, capture_output=True)
        copy = release.Copy(newest(Path(folder)), Path(folder) / "copy")
        for broken in release.mutants(copy):
            killed = copy.killed(broken)
            count.update(mutants=1, killed=int(killed))
            lost += [] if killed else [broken]
    return count, lost


def main(promises: Sequence[str]) -> int:
    """1 where a mutant survives."""
    counts: dict[str, Counter[str]] = {}
    firsts: dict[str, Mutant] = {}
    survivors: list[Any] = []
    for mutant, ours, theirs in verdicts(promises):
        count = counts.setdefault(mutant.promise, Counter())
        count.update(mutants=1, killed=int(ours), frictionless=int(theirs))
        firsts.setdefault(mutant.promise, mutant)
        survivors += [] if ours else [mutant]
    said = [firsts[promise] for promise in BY_COMMAND if promise in firsts]
    survivors += [mutant for mutant in said if not by_command(mutant)]
    for promise, count in counts.items():
        ours = f"{count['killed']:5} of {count['mutants']:5}"
        print(f"{promise:22} {ours}   frictionless {count['frictionless']:5}")
    for mutant in survivors:
        print(f"SURVIVES {mutant.name}: {mutant.expected}")
    total: Counter[str] = sum(counts.values(), Counter())
    print(f"killed {total['killed']} of {total['mutants']}; plain frictionless {total['frictionless']}")
    if not promises:
        published, lost = of_release()
        for broken in lost:
            print(f"SURVIVES {broken.name}")
        print(f"of a release: killed {published['killed']} of {published['mutants']}")
        survivors += lost
        kept: dict[str, Any] = {**total, "release": published, "promises": counts}
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        generated.write(generated.README)
    return int(bool(survivors))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
