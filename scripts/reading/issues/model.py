"""Issue: one fault found in a package, as a frozen value; Severity: how much it weighs, in two verdicts.

« Is it a right Data Package? » is the verdict of the standard, and every issue is made with its severity
there; « may it be published here? » is the house's, which `judged` gives. The catalogue has both.

An Issue holds where the fault is and the arguments of its words, never the words themselves: those are
made by `messages` in the language asked for, when somebody wants to read them.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.reading.issues import messages
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VALUE_LIMIT = 500


class Severity(StrEnum):
    """How much an issue weighs.

    An error is a fault, a warning is worth a look. What was not checked is neither: nobody knows whether it
    is right. `none` is what a verdict has no word against: it is left out of the report.
    """

    ERROR = "error"
    WARNING = "warning"
    UNCHECKED = "unchecked"
    NONE = "none"


class Issue(NamedTuple):
    """A fault, where it is, and what its words need.

    `path` is relative to the descriptor's folder; `line` is the physical line in that file (the first one of
    a record) and `row` the record's number (the header is 1); 0 means that the fault has none. `variant`
    chooses among the wordings of one code; `arguments` fill them. `times` is 1, or how many it stands for:
    itself and those of its kind that came after it and were not kept.

    >>> found = issue("nul-byte", path="a.csv", line=3)
    >>> found.where
    'a.csv:3'
    """

    severity: Severity
    code: str
    resource: str = ""
    path: str = ""
    line: int = 0
    row: int = 0
    field: str = ""
    value: str = ""
    variant: str = messages.DEFAULT
    arguments: tuple[tuple[str, str], ...] = ()
    times: int = 1

    @property
    def where(self) -> str:
        """`file:line field`, as far as it is known."""
        place = f"{self.path or self.resource}:{self.line}" if self.line else self.path or self.resource
        return f"{place} {self.field}".strip()

    @property
    def keeps_out(self) -> bool:
        """True for what is not published: an error, and what was left unread since it is beyond a bound."""
        unread = self.code == "check-skipped" and self.variant in ("beyond", "slow")
        return unread or self.severity is Severity.ERROR

    def title(self, language: str) -> str:
        """What kind of fault it is; a coherence rule has a title of its own."""
        own = self.argument(f"title_{language}")
        return messages.visible(own) if own else messages.title(self.code, language)

    def message(self, language: str) -> str:
        """What was found, and what was expected."""
        return messages.message(self.code, self.variant, language, self._words())

    def remark(self, language: str) -> str:
        """The message, without what stands in the title already."""
        return messages.remark(self.code, self.variant, language, self._words())

    def hint(self, language: str) -> str:
        """How to mend it."""
        return messages.hint(self.code, self.variant, language, self._words())

    def argument(self, name: str) -> str:
        """The argument of that name, "" where there is none."""
        return dict(self.arguments).get(name, "")

    def _words(self) -> dict[str, str]:
        own = {"resource": self.resource, "path": self.path, "line": str(self.line), "row": str(self.row)}
        return {**own, "field": self.field, "value": self.value, **dict(self.arguments)}


class Waived(NamedTuple):
    """An issue that is accepted, the reason, and where that is said."""

    issue: Issue
    reason: str
    path: str
    line: int


def issue(code: str, variant: str = messages.DEFAULT, **details: Any) -> Issue:
    """The Issue of that code, with the severity that the catalogue gives it unless told otherwise.

    A detail that Issue does not name becomes an argument of its words.

    >>> issue("constraint-error", "minimum", path="a.csv", line=2, expected=0).argument("expected")
    '0'
    """
    variant = variant if messages.knows(code, variant) else messages.DEFAULT
    severity = Severity(details.pop("severity", None) or messages.severity(code, variant))
    own = {name: details.pop(name) for name in _DETAILS if name in details}
    return Issue(
        severity=severity,
        code=code,
        resource=str(own.get("resource", "")),
        path=str(own.get("path", "")),
        line=int(str(own.get("line", 0))),
        row=int(str(own.get("row", 0))),
        field=str(own.get("field", "")),
        value=clip(_text(own.get("value", ""))),
        variant=variant,
        arguments=tuple(sorted((name, clip(_text(value))) for name, value in details.items())),
    )


class Fold:
    """Keeps of each kind in a resource `most`, the last ones, one a field, standing for those that follow.

    >>> fold, found = Fold(2), [issue("nul-byte", line=line) for line in range(5)]
    >>> kept = [*filter(fold.passes, found), *fold.rest()]
    >>> [(item.line, item.times) for item in kept]
    [(0, 1), (1, 4)]
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._seen: dict[tuple[str, ...], int] = {}
        self._last: dict[tuple[str, ...], Issue] = {}

    def passes(self, item: Issue) -> bool:
        """True for an issue to go on with now; what is held back comes with `rest`."""
        rule = item.argument("rule") if item.code == "coherence" else ""
        kind: tuple[str, ...] = (item.severity, item.code, item.variant, item.resource, rule)
        seen = self._seen[kind] = self._seen.get(kind, 0) + 1
        if seen < self._most:
            return True
        kind = (*kind, item.field)
        last = self._last.get(kind)
        self._last[kind] = last._replace(times=last.times + item.times) if last else item
        return False

    def rest(self) -> list[Issue]:
        """Of each kind of which there are as many as are kept, one for all the others, field by field."""
        return list(self._last.values())


def folded(found: Iterable[Issue], most: int) -> Iterator[Issue]:
    """The issues, of each kind in a resource no more than `most`; their `times` add up to all of them."""
    fold = Fold(most)
    yield from filter(fold.passes, found)
    yield from fold.rest()


def judged(found: Iterable[Issue], *, house: bool) -> Iterator[Issue]:
    """The issues as one of the two verdicts has them, without those that it has no word against.

    >>> made = issue("version-error")
    >>> [[str(i.severity) for i in judged([made], house=house)] for house in (False, True)]
    [['warning'], ['error']]
    """
    for item in found:
        wanted = messages.house(item.code, item.variant) if house else ""
        made = item._replace(severity=Severity(wanted)) if wanted else item
        if made.severity is not Severity.NONE:
            yield made


def _text(value: object) -> str:
    """A detail as text: what is neither a text nor a number is shown as JSON."""
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


_DETAILS = ("resource", "path", "line", "row", "field", "value")


def from_error(error: SourceError) -> Issue:
    """The Issue of something that could not be read as a Data Package at all."""
    details: dict[str, object] = {"note": str(error), **error.arguments}
    variant = error.variant or (
        "unreadable" if messages.knows(error.code, "unreadable") else messages.DEFAULT
    )
    return issue(error.code, variant, path=error.path, line=error.line, **details)


def clip(value: str, limit: int = VALUE_LIMIT) -> str:
    """The value, cut with « … » where it is longer than the limit."""
    return value if len(value) <= limit else f"{value[: limit - 1]}…"
