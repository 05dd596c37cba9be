"""What was understood of a crosstab: blocks of a question each, their columns, lines, bases, footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from scripts.studies.crosstab.cells import Figure
from scripts.studies.crosstab.labels import plain
from scripts.studies.crosstab.legend import Legend

RAW, WEIGHTED, BASE, ANSWER, CHECK = "raw", "weighted", "base", "answer", "check"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its headings from the top, and the letter by which marks name it.

    `marks` is the place of the column that has its marks (-1: none); `base` a base printed in the heading;
    `group` the break and the code of a group, where they are known beforehand.
    """

    place: int
    path: tuple[str, ...]
    notes: tuple[str, ...] = ()
    letter: str = ""
    marks: int = -1
    base: Decimal | None = None
    group: str = ""

    @property
    def label(self) -> str:
        """Its headings in one."""
        return " > ".join(self.path)


@dataclass(frozen=True, slots=True)
class Read:
    """A cell of figures, where it is, and its colours."""

    figure: Figure
    address: str
    colours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures: what it is (an answer, a base, a sum that only checks), its cells by column place."""

    label: str
    kind: str
    cells: Mapping[int, Read]
    notes: tuple[str, ...] = ()
    code: str = ""


@dataclass(slots=True)
class Block:
    """A question on a sheet: its text, its lines, its columns; `footnotes` are texts by their mark.

    `question` is the column of microdata, where it is known beforehand; `universe` what the sheet says of who
    was asked.
    """

    sheet: str
    number: int
    title: str
    columns: tuple[Column, ...]
    lines: list[Line]
    notes: tuple[str, ...] = ()
    footnotes: Mapping[str, str] = field(default_factory=dict)
    universe: str = ""
    question: str = ""

    @property
    def answers(self) -> list[Line]:
        """The lines that may be entered."""
        return [line for line in self.lines if line.kind == ANSWER]

    def bases(self, kind: str) -> Line | None:
        """The line of a kind of base, if there is one."""
        return next((line for line in self.lines if line.kind == kind), None)


@dataclass(slots=True)
class Crosstab:
    """All that was read.

    `unread` has addresses and what is there, `remarks` what people should know: a text's name and words.
    """

    blocks: list[Block]
    legend: Legend
    unread: list[tuple[str, str]]
    remarks: list[tuple[str, Mapping[str, object]]]

    def titles(self) -> list[str]:
        """Each question once, in the order of the file."""
        return list({plain(block.title): block.title for block in self.blocks}.values())

    def of(self, title: str) -> list[Block]:
        """The blocks of a question: one, or one a sheet."""
        return [block for block in self.blocks if plain(block.title) == plain(title)]
