"""Labels: told apart where two rows have the same, found again however they were typed, made into codes."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_LONGEST = 40  # characters of a code
_NEAR = 0.75
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})


class UnreadError(ValueError):
    """A cell that cannot be understood: the name of its wording, and the words that fill it."""

    def __init__(self, name: str, /, **words: object) -> None:
        super().__init__(name)
        self.name, self.words = name, words


def same(text: str) -> str:
    r"""What two labels have in common that people take for one: spaces, case and apostrophes aside.

    >>> same(" Zone\xa0d’étude ") == same("zone d'étude")
    True
    """
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split()).casefold()


def folded(text: str) -> str:
    """The same, accents and marks aside.

    >>> folded("Île-de-France"), folded("Ile de france")
    ('ile de france', 'ile de france')
    """
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9%€+<>=]+", " ", letters).split())


def slug(label: str) -> str:
    """A code that says what the label says, in ASCII; "" where it has no letter and no digit.

    >>> slug("L’Œuvre : 1er pas !"), slug("Les alliances innovantes au service du développement")
    ('l_oeuvre_1er_pas', 'les_alliances_innovantes_au_service_du')
    """
    words = re.findall(r"[a-z0-9]+", folded(label))
    made = ""
    for word in words:
        longer = f"{made}_{word}" if made else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        made = longer
    return made


def code_for(label: str, taken: Collection[str]) -> str:
    """A code made from a label that no other row has.

    >>> code_for("En ligne", {"en_ligne"})
    'en_ligne_2'
    """
    made, number = slug(label) or "code", 1
    found = made
    while found in taken:
        number += 1
        found = f"{made}_{number}"
    return found


def told_apart(rows: Sequence[tuple[str, str]], beside: Sequence[Sequence[str]]) -> dict[str, str]:
    """The label of each code, no two of them alike.

    `rows` are codes with their labels, `beside` has, for each column that may tell rows apart, its words. Of
    rows with one label, the first column that tells all of them apart is put in brackets; else their codes.

    >>> told_apart([("a", "Sud"), ("b", "Sud"), ("c", "Est")], [["Région", "Zone", "Zone"]])
    {'a': 'Sud (Région)', 'b': 'Sud (Zone)', 'c': 'Est'}
    """
    groups: dict[str, list[int]] = {}
    for place, (code, label) in enumerate(rows):
        groups.setdefault(same(label or code), []).append(place)
    made: dict[str, str] = {}
    for group in groups.values():
        words = [""] * len(group)
        if len(group) > 1:
            columns = ([column[place] for place in group] for column in beside)
            own = [rows[place][0] for place in group]
            words = next((c for c in columns if all(c) and len(set(map(same, c))) == len(group)), own)
        for place, word in zip(group, words, strict=True):
            code, label = rows[place]
            made[code] = f"{label or code} ({word})" if word else label or code
    taken: dict[str, str] = {}
    for code, _ in rows:  # a label may be what another became
        if taken.setdefault(same(made[code]), code) != code:
            made[code] = f"{made[code]} ({code})"
    return {code: made[code] for code, _ in rows}


class Choices:
    """The labels that people choose among, each of a code; `more` are labels that mean one of them too."""

    def __init__(self, labels: Mapping[str, str], more: Iterable[tuple[str, str]] = ()) -> None:
        self.labels = dict(labels)
        self._same: dict[str, set[str]] = {}
        self._folded: dict[str, set[str]] = {}
        self._own = {same(label): code for code, label in self.labels.items()}
        for code, label in [*self.labels.items(), *more]:
            self._same.setdefault(same(label), set()).add(code)
            self._folded.setdefault(folded(label), set()).add(code)

    def label(self, code: str) -> str:
        """What people see of a code: itself where it has no label."""
        return self.labels.get(code, code)

    def code(self, text: str, old: str = "") -> str:
        """The code that a text means. UnreadError for none, and for several.

        `old` is the code that the cell had: a label that several rows have still means that one.
        """
        if (found := self._own.get(same(text))) is not None:
            return found
        if text.strip() in self.labels:
            return text.strip()
        codes = self._same.get(same(text)) or self._folded.get(folded(text), set())
        if len(codes) > 1 and old in codes:
            return old
        if len(codes) > 1:
            raise UnreadError("several", value=text, known=self._few(sorted(codes)))
        if not codes:
            raise UnreadError(*self._unknown(text), value=text, known=self.near(text))
        return next(iter(codes))

    def near(self, text: str) -> str:
        """The labels that are most like a text, « … » each; "" for none."""
        found = get_close_matches(folded(text), list(self._folded), n=3, cutoff=_NEAR)
        return self._few([code for one in found for code in sorted(self._folded[one])])

    def _unknown(self, text: str) -> tuple[str]:
        """The wording for a label that nobody has: with those that are like it, or without."""
        return ("near",) if self.near(text) else ("unknown",)

    def _few(self, codes: Sequence[str]) -> str:
        return ", ".join(f"« {self.label(code)} »" for code in codes[:3])
