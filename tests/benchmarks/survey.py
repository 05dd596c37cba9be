"""Microdata of any size: respondents in strata and clusters, with weights; questions, and groups."""

from __future__ import annotations

import random
from pathlib import Path

ANSWERS, GROUPS, STRATA = 5, 20, 50


def write(folder: Path, rows: int, questions: int = 40) -> Path:
    """The CSV file and its STUDY.toml; the latter's path. The same each time."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(rows)  # noqa: S311 -- a sample, not a secret
    names = [f"q{number}" for number in range(questions)]
    odds = [[chance.random() + 0.1 for _ in range(ANSWERS)] for _ in names]
    with (folder / "answers.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(["w", "stratum", "cluster", "grp", *names]) + "\n")
        for place in range(rows):
            said = [str(chance.choices("12345", weights)[0]) for weights in odds]
            stratum, cluster = place % STRATA, place // 10
            design = [f"{chance.lognormvariate(0, 0.4):.5f}", str(stratum), str(cluster)]
            file.write(",".join([*design, f"g{chance.randrange(GROUPS)}", *said]) + "\n")
    listed = ", ".join(f'"{name}"' for name in names)
    toml = folder / "STUDY.toml"
    toml.write_text(
        '[microdata]\npath = "answers.csv"\nweight = "w"\nstrata = "stratum"\ncluster = "cluster"\n'
        f'questions = [{listed}]\nbreaks = ["grp"]\n',
        encoding="utf-8",
    )
    return toml
