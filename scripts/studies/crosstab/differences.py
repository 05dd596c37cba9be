"""What differs between a crosstab and its microdata, and the table of it that an institute is sent."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from scripts.studies.faults import say

VALUE, BASE, WEIGHTED_BASE, MARK, WITHHELD = "value", "base", "weighted", "mark", "withheld"
KINDS = (VALUE, BASE, WEIGHTED_BASE, MARK, WITHHELD)
_HEADER = (
    "cellule",
    "question",
    "réponse",
    "colonne",
    "genre",
    "imprimé",
    "selon les microdonnées",
    "p (seul)",
    "p (Holm)",
    "explication",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that the microdata contradict: what is printed, what they give; of a mark, two probabilities.

    `holm` says that the mark differs too where the probabilities of one break are corrected together.
    """

    address: str
    question: str
    answer: str
    column: str
    kind: str
    printed: str
    found: str
    alone: float | None = None
    among: float | None = None
    holm: bool = False


@dataclass(slots=True)
class Checked:
    """What was compared, by kind, and what differs; `unpaired` are cells that the map pairs with nothing."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    differences: list[Difference] = field(default_factory=list)
    unpaired: int = 0

    def summary(self) -> dict[str, int]:
        """How many were compared and differ, by the words of the sentence that says so."""
        wrong = Counter(one.kind for one in self.differences)
        found = {}
        for name, kinds in (
            ("values", (VALUE,)),
            ("bases", (BASE, WEIGHTED_BASE)),
            ("marks", (MARK,)),
            ("cells", (WITHHELD,)),
        ):
            found[name] = sum(self.counts[kind] for kind in kinds)
            found[f"wrong_{name}"] = sum(wrong[kind] for kind in kinds)
        return found

    def of(self, kind: str) -> list[Difference]:
        """The differences of a kind."""
        return [one for one in self.differences if one.kind == kind]


def table(differences: list[Difference]) -> str:
    """The differences as a file that a French spreadsheet opens: semicolons, decimal commas, a BOM."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    writer.writerows(map(_cells, differences))
    return "\ufeff" + held.getvalue()


def _cells(one: Difference) -> Iterator[str]:
    """A difference in the order of the header."""
    explained = "mark_holm" if one.kind == MARK and one.holm else one.kind
    texts = (
        one.address,
        one.question,
        one.answer,
        one.column,
        say("kind", one.kind, "fr"),
        one.printed,
        one.found,
    )
    chances = (
        "" if chance is None else f"{chance:.4f}".replace(".", ",") for chance in (one.alone, one.among)
    )
    return (_harmless(text) for text in (*texts, *chances, say("check", explained, "fr")))


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; signs alone stay as they are."""
    return f"'{text}" if text[:1] in "=@+-" and len(text) > 1 else text


def number(value: Decimal) -> str:
    """A number as it is printed in French."""
    return format(value, "f").replace(".", ",")


def near(exact: float, printed: Decimal) -> Decimal:
    """A number to one decimal more than what is printed, so that one sees why they differ."""
    digits = max(0, -int(printed.as_tuple().exponent)) + 1
    return Decimal(repr(exact)).quantize(Decimal(1).scaleb(-digits))
