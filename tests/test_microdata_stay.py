"""Microdata never leave: what is planted in them is nowhere in what is made of them, from map to release."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from scripts.publish import release
from scripts.reading.descriptor import load
from tests import next_crosstab
from tests.test_study import SHARED, WHOLE, YES, Talk, base, needs_shared, package  # noqa: F401 -- fixtures

if TYPE_CHECKING:
    from collections.abc import Iterator

VERBATIM, PERSON = "VERBATIM-QUARTZ", "PERSONNE-QUARTZ"


def planted(folder: Path) -> tuple[Path, list[str]]:
    """STUDY.toml beside the invented answers with people, words and weights of their own; these, as texts."""
    rows = list(
        csv.reader((SHARED / "microdata.csv").read_text(encoding="cp1252").splitlines(), delimiter=";")
    )
    head, *people = rows
    at = head.index("POIDS")
    weights = []
    for number, row in enumerate(people):
        row[at] += f"00{number:04}7"  # to the millionth, which no share shows
        weights.append(row[at])
        row += [f"{PERSON}-{number}", f"{VERBATIM} {number}"]
    with (folder / "answers.csv").open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([[*head, "QUI", "DIT"], *people])
    asked = [name for name in head if name.startswith("Q")]
    toml = folder / "STUDY.toml"
    toml.write_text(
        '[microdata]\npath = "answers.csv"\nencoding = "cp1252"\ndelimiter = ";"\ndecimal = ","\n'
        f'weight = "POIDS"\nno_answer = ["99"]\nquestions = {asked}\nbreaks = ["REGION", "TAILLE"]\n'
        '[question.Q4_TYPE]\nfilter = { Q1_PARTENARIAT = ["1"] }\n',
        encoding="utf-8",
    )
    whole = [";".join(row[:6]) for row in people]
    return toml, [VERBATIM, PERSON, *weights, *(text.replace(",", ".") for text in weights), *whole]


def texts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """What a file says, those within it one by one."""
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from texts(f"{name}/{inner}", archive.read(inner))
    elif name.endswith(".parquet"):
        yield name, str(pq.read_table(io.BytesIO(content)).to_pydict()).encode()
    else:
        yield name, content


@needs_shared
def test_what_is_planted_in_microdata_is_nowhere(package: Path, tmp_path: Path) -> None:  # noqa: F811
    """Not in the map, the differences, the package, the release in any format, nor in what is said."""
    apart, made = tmp_path / "apart", tmp_path / "made"
    apart.mkdir()
    made.mkdir()
    toml, secrets = planted(apart)
    talk = Talk(package, WHOLE | YES)
    given = ("--crosstab", next_crosstab.FILE, "--map", made / "m.toml", "--differences", made / "d.csv")
    assert talk.run(*given, "--microdata", toml) == 0
    release.publish(load(package), made / "dist")
    everything = [("said", (talk.told + talk.out.getvalue() + "".join(talk.asked)).encode())]
    for folder in (package, made):
        for file in (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
            everything += texts(str(file), file.read_bytes())
    assert len(everything) > 500
    held = [
        (secret, name) for name, content in everything for secret in secrets if secret.encode() in content
    ]
    assert held == []
    one = (apart / "answers.csv").read_bytes()
    assert all(secret.encode("cp1252") in one for secret in secrets[:3])  # they would be found
