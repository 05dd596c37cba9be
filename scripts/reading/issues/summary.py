"""What a report says, whatever its form: issues in groups, samples of them, totals, what was checked."""

from __future__ import annotations

from collections import Counter

from scripts.reading.issues.messages import count, many, say, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scripts.reading.issues.model import Issue, Waived

SAMPLES = 3
WIDTH, _NARROW = 108, 40  # characters of a line of text, at the most and at the least
_ACROSS = ("check-skipped", "unlisted-file")  # what is told once for all resources
_FIELDS = 10  # of a kind of fault, told one by one; where there are more, they are told together
_WHOLE = ("missing-cell",)  # what is told once for all fields: a row that ends early lacks many
SHOWN_VALUE = 160
RANKS = ERROR, WARNING, UNCHECKED = "error", "warning", "unchecked"  # the values of Severity, in this order


class Report:
    """Sorted issues and what the words around them need.

    `target` is what was checked as the user named it, `prefix` what to put before a path so that the user's
    terminal finds it, `counts` how many tables, rows and files were checked (empty: nobody
    says), `limit` how many issues of a table are listed for a program (0: all), `width` how many characters
    a line of text may have, `waived` the issues that waivers cover.
    """

    def __init__(  # noqa: PLR0913 -- as many as `explain` has
        self,
        issues: Sequence[Issue],
        *,
        language: str,
        engine: str,
        target: str,
        prefix: str,
        counts: Mapping[str, int],
        limit: int,
        width: int,
        waived: Sequence[Waived] = (),
    ) -> None:
        self.waived = tuple(waived)
        self.issues, self.language, self.engine = tuple(issues), language, engine
        self.target, self.prefix, self.counts, self.limit = target, prefix, counts, limit
        self.width = max(_NARROW, min(width, WIDTH))

    def groups(self) -> list[list[Issue]]:
        """The issues that are told together, errors first."""
        kinds: dict[tuple[str, ...], dict[str, list[Issue]]] = {}
        for item in self.issues:
            of = "" if item.code in _ACROSS else item.resource
            field = "" if item.code in _WHOLE else item.field
            key = (item.severity, item.code, item.variant, of, item.argument("rule"))
            kinds.setdefault(key, {}).setdefault(field, []).append(item)
        found: list[list[Issue]] = []
        for fields in kinds.values():
            groups = list(fields.values())
            found += groups if len(groups) <= _FIELDS else [[item for group in groups for item in group]]
        return found

    def accepted(self) -> list[list[Waived]]:
        """The issues that waivers cover, waiver by waiver."""
        found: dict[tuple[str, int], list[Waived]] = {}
        for one in self.waived:
            found.setdefault((one.path, one.line), []).append(one)
        return list(found.values())

    def listed(self) -> list[Issue]:
        """The faults that a program is told, each table's first ones where there is a limit."""
        faults = [item for item in self.issues if item.severity != UNCHECKED]
        if not self.limit:
            return faults
        seen: Counter[str] = Counter()
        kept = set()
        for place, item in sorted(
            enumerate(faults), key=lambda one: (one[1].severity, one[1].row, one[1].line)
        ):
            seen[item.resource] += 1
            if seen[item.resource] <= self.limit:
                kept.add(place)
        return [item for place, item in enumerate(faults) if place in kept]

    def unchecked(self) -> list[Issue]:
        """What was not checked."""
        return [item for item in self.issues if item.severity == UNCHECKED]

    def say(self, key: str, **words: object) -> str:
        """A text of the report, in its language."""
        return say(key, self.language, **words)

    def checked(self, target: str) -> str:
        """What was checked, and by which engine where that is known."""
        return self.say("checked" if self.engine else "checked_plain", target=target, engine=self.engine)

    def total(self) -> str:
        """The true totals in words; « aucune erreur » is said where there is none, of what was checked."""
        tally = tallied((str(item.severity), item.times) for item in self.issues)
        errors, warnings = (self._many(kind, tally[kind]) for kind in (ERROR, WARNING))
        key = "total" if tally[ERROR] else "rest" if tally[UNCHECKED] else "clean"
        suffix = "_warnings" if tally[WARNING] else ""
        told = self.say(key + suffix, errors=errors, warnings=warnings, counts=self._counted(key))
        if tally[UNCHECKED]:
            told = self.say("incomplete", unchecked=self._many(UNCHECKED, tally[UNCHECKED]), told=told)
        if not self.waived:
            return told
        waivers, found = self._many("waivers", len(self.accepted())), self._many("found", len(self.waived))
        return f"{told} {self.say('waivers', waivers=waivers, found=found)}"

    def place(self, item: Issue) -> str:
        """`file:line field`, openable from where the user stands; the fields of a key are told elsewhere."""
        where = item.where if "," not in item.field else item.where.removesuffix(item.field).strip()
        return visible(f"{self.prefix}{where}" if item.path and "://" not in item.path else where)

    def reason(self, waived: Waived) -> str:
        """Where a waiver stands, and its reason."""
        where = f"{self.prefix}{waived.path}:{waived.line}"
        return visible(self.say("placed", where=where, told=waived.reason))

    def samples_of(self, group: Sequence[Issue]) -> list[tuple[str, str]]:
        """Place and remark of the first issues of a group, one a line of the file where lines are told."""
        lines: dict[object, Issue] = {}
        for item in group:
            lines.setdefault((item.path, item.line) if item.code in _WHOLE else len(lines), item)
            if len(lines) == SAMPLES:
                break
        return [(self.place(item), item.remark(self.language)) for item in map(_short, lines.values())]

    def more(self, group: Sequence[Issue]) -> str:
        """« … et 12 de plus », or nothing."""
        rest = sum(item.times for item in group) - len(self.samples_of(group))
        return self.say("more", count=count(rest, self.language)) if rest > 0 else ""

    def times(self, group: Sequence[Issue]) -> str:
        """« 15 fois », or nothing for a single issue."""
        times = sum(item.times for item in group)
        return self.say("times", count=count(times, self.language)) if times > 1 else ""

    def _counted(self, key: str) -> str:
        """How much was checked, "" where that is not known; `key` is how the total begins."""
        told = {kind: self._many(kind, number) for kind, number in self.counts.items()}
        present = told["present"] if self.counts.get("present") else ""
        return self.say(f"counts_{key}", **told) + present if told else ""

    def _many(self, kind: str, number: int) -> str:
        return many(kind, number, self.language)


def tallied(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    """How many there are of each, added up."""
    found: Counter[str] = Counter()
    for name, times in pairs:
        found[name] += times
    return found


def about(group: Sequence[Issue]) -> tuple[str, str]:
    """The resource and field of a group; "" where it is about several or none."""
    first, last = group[0], group[-1]
    field = first.field if first.code not in _WHOLE or first.field == last.field else ""
    return (first.resource if first.resource == last.resource else "", field)


def _short(item: Issue) -> Issue:
    """The issue with values short enough for a line of a report."""
    from scripts.reading.issues.model import clip

    arguments = tuple((name, clip(value, SHOWN_VALUE)) for name, value in item.arguments)
    return item._replace(value=clip(item.value, SHOWN_VALUE), arguments=arguments)
