"""Stray quotes: what seems to swallow lines is told alike by every engine, in a table of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.check.engines.choice import SMALL
from scripts.check.engines.kernel import kernel
from scripts.check.engines.parquet import stored
from scripts.check.package import check
from scripts.reading.descriptor import load, to_package
from scripts.reading.exact.table import table_of
from tests.tiny import write

if TYPE_CHECKING:
    from pathlib import Path

LINES = "".join(f"a{number},{number},red\n" for number in range(2000))
STRAY = 'b{0},1,"red\nc{0},2,red\nd{0},3,red"\n'
PROSE = 'p{0},1,"some red, some blue\nand green, or so"\n'


@pytest.mark.parametrize("engine", ["stdlib", "native", "polars", "auto"])
@pytest.mark.parametrize("header", ["code,size,kind\n", '\ufeff"code",size,"ki""nd"\n'])
def test_stray_quotes_are_told_by_every_engine(tmp_path: Path, engine: str, header: str) -> None:
    """At the line where the first one opens; a text of several lines is none of them."""
    rows = LINES.replace("red\n", f"red{' ' * 500}\n") if engine == "auto" else LINES
    text = f"{header}{rows}{PROSE.format(0)}{STRAY.format(0)}{rows.replace('a', 'e')}{STRAY.format(1)}"
    label = "kind" if header.startswith("code") else 'ki"nd'
    write(tmp_path, lambda d: d["resources"][0]["schema"]["fields"][2].update(name=label), csv=text)
    assert engine != "auto" or len(text) > SMALL
    ways: list[str] = []
    found = list(check(tmp_path, engine=engine, told=lambda _table, way, _why: ways.append(way)))
    assert [item.line for item in found if item.code == "quoted-lines"] == [2004, 4007]
    assert {item.code for item in found} <= {"quoted-lines", "bom"}
    if kernel() is not None and label == "kind":
        assert ways == ["native" if engine == "auto" else engine]


def test_stray_quotes_keep_a_cluster_out(tmp_path: Path) -> None:
    """The exact reading tells them, and quotes that never close."""
    for number, stray in enumerate((PROSE.format(0), STRAY.format(0), 'x,1,"red\n')):
        folder = write(tmp_path / str(number), csv=f"code,size,kind\n{LINES}{stray}")
        source = load(folder)
        package = to_package(source.descriptor)
        table = table_of(package.tables[0], package)
        assert stored(source.files, table, tmp_path / str(number) / "parquet", keep=False).stray is (
            number > 0
        )
