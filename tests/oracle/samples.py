"""Samples made from a seed, in every design that STUDY.toml can say, and the public ones that come with R."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path

EXPECTED = Path(__file__).parent / "expected"


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of microdata by the names of its columns; "" for what its design lacks."""

    name: str
    questions: tuple[str, ...]
    breaks: tuple[str, ...]
    weight: str = ""
    strata: str = ""
    cluster: str = ""
    population: str = ""
    no_answer: tuple[str, ...] = ()

    def study(self, folder: Path, extra: str = "") -> Path:
        """The STUDY.toml of its CSV file in a folder, with further lines."""
        words = {
            "weight": self.weight,
            "strata": self.strata,
            "cluster": self.cluster,
            "population_size": self.population,
        }
        lines = [
            "[microdata]",
            f'path = "{self.name}.csv"',
            f"questions = {_listed(self.questions)}",
            f"breaks = {_listed(self.breaks)}",
            f"no_answer = {_listed(self.no_answer)}",
            *(f'{key} = "{value}"' for key, value in words.items() if value),
            extra,
        ]
        path = folder / f"{self.name}.toml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def arguments(self, folder: Path) -> list[str]:
        """What survey.R is given."""
        several = ("|".join(names) for names in (self.questions, self.breaks))
        design = (self.weight, self.strata, self.cluster, self.population)
        return [str(folder / f"{self.name}.csv"), *several, *design, "|".join(self.no_answer)]


def _listed(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


_ASKED = {"questions": ("q1", "q2", "q3"), "breaks": ("region", "size"), "no_answer": ("99",)}
MADE: tuple[Sample, ...] = (
    Sample("plain", **_ASKED),
    Sample("weighted", **_ASKED, weight="w"),
    Sample("stratified", **_ASKED, weight="w", strata="stratum"),
    Sample("finite", **_ASKED, weight="w", strata="stratum", population="rows"),
    Sample("clustered", **_ASKED, weight="w", cluster="school"),
    Sample("nested", **_ASKED, weight="w", strata="stratum", cluster="class", population="classes"),
    Sample("lonely", **_ASKED, weight="w", strata="tiny", cluster="school"),
)
_API = {"questions": ("awards", "sch.wide", "comp.imp"), "breaks": ("stype", "both")}
PUBLIC: tuple[Sample, ...] = (
    Sample("apisrs", **_API, weight="pw", population="fpc"),
    Sample("apistrat", **_API, weight="pw", strata="stype", population="fpc"),
    Sample("apiclus1", **_API, weight="pw", cluster="dnum", population="fpc"),
    Sample("apiclus2", **_API, weight="pw", cluster="dnum", population="fpc"),
    Sample("nhanes", ("HI_CHOL", "race"), ("race", "agecat", "RIAGENDR"), "WTMEC2YR", "SDMVSTRA", "SDMVPSU"),
    Sample("yrbs", ("qn8",), (), "weight", "stratum", "psu"),
    Sample("hospital", ("many",), ("oblevel",), "weighta", "oblevel", "hospno"),
    Sample("election", ("won", "big"), ("big", "won"), "w"),
    Sample("scd", ("lived",), ("ESA", "ambulance"), strata="ESA", cluster="ambulance"),
)


def make(sample: Sample, folder: Path, rows: int = 420) -> None:
    """Writes the CSV file of one of MADE: the same each time, anywhere."""
    chance = random.Random(sample.name)  # noqa: S311 -- a sample, not a secret
    names = ["q1", "q2", "q3", "region", "size", "w", "stratum", "rows", "school", "class", "classes", "tiny"]
    with (folder / f"{sample.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for place in range(rows):
            stratum, school = chance.choice("abcd"), place // 14
            lean = (school * 7919 % 13) / 13 - 0.5
            q1 = chance.choices("012", (0.5 + lean, 0.3, 0.25))[0]
            q2 = chance.choices(("yes", "no", "99", ""), (0.08, 0.9, 0.05, 0.1))[0]
            q3 = "1" if q1 == "0" else chance.choices("12345", (1, 2, 3, 2, 0.1))[0]
            region = chance.choices(("11", "24", "75", "94", ""), (5, 3, 2, 0.15, 0.4))[0]
            size = chance.choices(("small", "large"), (3, 1))[0]
            weight = f"{chance.lognormvariate(0, 0.5):.4f}"
            part = school % 5
            tiny = "one" if school == 0 else f"t{school % 6}"
            known = {"a": 400, "b": 300, "c": 150, "d": 5000}[stratum]
            made = [q1, q2, q3, region, size, weight, stratum, known, school, part, 40, tiny]
            writer.writerow(made)
