"""`make oracle`: R's `survey` on public samples and on ours, beside our rates; simulations; an attacker.

python -m tests.oracle              compare, simulate, attack
python -m tests.oracle --remember   also keep what R says of the samples made here, for where there is no R
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.oracle import attack, compare, samples, simulate


def main(arguments: list[str]) -> int:
    """Prints one line a sample and a proof; 1 where anything parts, 2 where there is no R with `survey`."""
    if not shutil.which("Rscript"):
        print("No R here: on Debian, apt-get install r-cran-survey", file=sys.stderr)
        return 2
    wrong = total = 0
    with tempfile.TemporaryDirectory(prefix="oracle-") as made:
        folder = Path(made)
        try:
            command = ["Rscript", str(Path(compare.__file__).with_name("sets.R")), str(folder)]
            subprocess.run(command, check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as error:
            print(error.stderr, "\nIs r-cran-survey installed?", file=sys.stderr)
            return 2
        for sample in samples.MADE:
            samples.make(sample, folder)
        for sample in (*samples.MADE, *samples.PUBLIC):
            told = compare.run(sample.arguments(folder))
            if "--remember" in arguments and sample in samples.MADE:
                samples.EXPECTED.mkdir(exist_ok=True)
                (samples.EXPECTED / f"{sample.name}.tsv").write_text(told, encoding="utf-8")
            mine = compare.ours(sample.study(folder, compare.LOGIT))
            said = list(compare.compared(mine, compare.theirs(told)))
            parted = [one for one in said if not one.agrees]
            total, wrong = total + len(said), wrong + len(parted)
            print(
                f"{sample.name:12} {len(said):6} numbers, {len(parted)} differ by more than {compare.CLOSE}"
            )
            for one in parted[:5]:
                print(f"    {one.where}: {one.ours} here, {one.theirs} in R")
    print(f"{total} numbers of R's survey compared, {wrong} differ")
    return int(bool(wrong) | simulate.main() | attack.main())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
