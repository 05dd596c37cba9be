"""Who a package says it is: its `id`, its `contributors`, and the property `identity` (`reading.identity`).

A package with figures of its own (a table of kind `fact`) says all of it: null is « not known », and passes;
what is left out may have been forgotten, and does not. Any other package may say nothing; what it says in
`identity` is held to the same forms, since every catalogue repeats it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from scripts.check import stated
from scripts.check.places import Places, objects
from scripts.check.positions import Pointer
from scripts.derive.source import KIND
from scripts.reading import changelog
from scripts.reading.authorities import FREQUENCIES, THEMES
from scripts.reading.identity import PROPERTY
from scripts.reading.issues import Issue
from scripts.reading.model.errors import ReleaseError

Finding = tuple[Pointer, Issue]
Test = Callable[[Any], str]  # the wording of what is wrong with a value, "" where nothing is

_CODE = "identity-error"
_OWED = ("publisher", "creator")  # roles that somebody has; who has one has an `identifier`


def identity(descriptor: dict[str, Any], places: Places) -> Iterator[Finding]:
    """What is wrong with who a package says it is, and what it owes and leaves out."""
    owed = any(resource.get("kind") == KIND for _, resource in objects(descriptor.get("resources")))
    told = descriptor.get(PROPERTY)
    if not owed and PROPERTY not in descriptor:
        return
    say = _Sayer(places)
    yield from say.judged(("id",), descriptor.get("id"), stated.id_)
    yield from _people(descriptor.get("contributors"), say, owed=owed)
    if owed:
        yield from say.missing((), descriptor, ("id", "contributors", PROPERTY))
    if not isinstance(told, dict):
        if PROPERTY in descriptor:
            yield say.wrong((PROPERTY,), told, "object")
        return
    at: Pointer = (PROPERTY,)
    if owed:
        yield from say.missing(at, told, tuple(_KNOWN))
    for name in told:
        if name not in _KNOWN:
            near = "".join(difflib.get_close_matches(name, _KNOWN, 1))
            yield say.wrong((*at, name), "", "near" if near else "unknown", near=near)
    for name, rule in _KNOWN.items():
        if told.get(name) is not None:
            yield from rule((*at, name), told[name], say)


class _Sayer:
    """Makes the findings of this module."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def wrong(self, at: Pointer, value: Any, variant: str, **words: Any) -> Finding:
        """One finding, at its place."""
        return at, self.places.issue(_CODE, variant, at, value=value, **words)

    def judged(self, at: Pointer, value: Any, test: Test) -> Iterator[Finding]:
        """What a test finds of a value that is there."""
        if value is not None and (variant := test(value)):
            yield self.wrong(at, value, variant)

    def missing(self, at: Pointer, holder: dict[str, Any], names: tuple[str, ...]) -> Iterator[Finding]:
        """The properties that are not there at all."""
        for name in names:
            if name not in holder:
                yield self.wrong((*at, name), "", "missing")


def _people(told: Any, say: _Sayer, *, owed: bool) -> Iterator[Finding]:
    """Somebody publishes, somebody made it, and their identifiers are right or said to be unknown."""
    people = list(objects(told, ("contributors",)))
    for role in _OWED if owed and isinstance(told, list) else ():
        if not any(role in _roles(one) for _, one in people):
            yield say.wrong(("contributors",), "", "nobody", role=role)
    for at, one in people:
        if owed and set(_OWED) & set(_roles(one)):
            yield from say.missing(at, one, ("identifier",))
        yield from say.judged((*at, "identifier"), one.get("identifier"), stated.identifier)
        yield from say.judged((*at, "email"), one.get("email"), stated.email)


def _roles(contributor: dict[str, Any]) -> list[Any]:
    roles = contributor.get("roles")
    return roles if isinstance(roles, list) else []


def _of(test: Test) -> Callable[[Pointer, Any, _Sayer], Iterator[Finding]]:
    """The rule of one value."""
    return lambda at, value, say: say.judged(at, value, test)


def _parts(at: Pointer, value: Any, say: _Sayer, tests: dict[str, Test]) -> Iterator[Finding]:
    """What is wrong with an object that has all these properties, each null or passing its test."""
    if not isinstance(value, dict):
        yield say.wrong(at, value, "object")
        return
    yield from say.missing(at, value, tuple(tests))
    for name, test in tests.items():
        yield from say.judged((*at, name), value.get(name), test)


def _contact(at: Pointer, value: Any, say: _Sayer) -> Iterator[Finding]:
    """Somebody who can be written to: a name, and an e-mail address or a page."""
    found = [*_parts(at, value, say, {"title": stated.text, "email": stated.email, "path": stated.page})]
    yield from found
    if not found and (value["title"] is None or value["email"] is value["path"] is None):
        yield say.wrong(at, value, "unreachable")


def _period(at: Pointer, value: Any, say: _Sayer) -> Iterator[Finding]:
    """A start and an end, in their order."""
    found = [*_parts(at, value, say, {"start": stated.date, "end": stated.date})]
    yield from found
    if found:
        return
    if None in value.values():
        yield say.wrong(at, value, "half")
    elif stated.last(value["end"]) < stated.first(value["start"]):
        yield say.wrong((*at, "end"), value["end"], "order", start=value["start"])


def _territory(at: Pointer, value: Any, say: _Sayer) -> Iterator[Finding]:
    """A place with a name in both languages, the address of its code, and boxes around it."""
    own: dict[str, Test] = {"title": stated.text, "title_en": stated.text, "uri": stated.uri}
    yield from _parts(at, value, say, {**own, "boxes": _list})
    boxes = value.get("boxes") if isinstance(value, dict) else None
    for number, box in enumerate(boxes if isinstance(boxes, list) else []):
        yield from say.judged((*at, "boxes", number), box, stated.box)


def _list(value: Any) -> str:
    return "" if isinstance(value, list) else "list"


def _frequency(at: Pointer, value: Any, say: _Sayer) -> Iterator[Finding]:
    """A code of the authority table."""
    if value not in FREQUENCIES:
        yield say.wrong(at, value, "frequency", near=_near(value, FREQUENCIES))


def _themes(at: Pointer, value: Any, say: _Sayer) -> Iterator[Finding]:
    """Codes of the authority table."""
    yield from say.judged(at, value, _list)
    for number, code in enumerate(value if isinstance(value, list) else []):
        if code not in THEMES:
            yield say.wrong((*at, number), code, "theme", near=_near(code, THEMES))


def _near(value: Any, codes: tuple[str, ...]) -> str:
    """The codes that are spelled nearly so; all of a short list where none is."""
    near = difflib.get_close_matches(str(value).upper(), codes, 3, 0.5)
    return ", ".join(near or codes[-13:])


def _next_update(at: Pointer, value: Any, say: _Sayer) -> Iterator[Finding]:
    """A day that is still to come when the version is published."""
    yield from say.judged(at, value, stated.day)
    if not stated.day(value) and (issued := _issued(say.places)) and value < issued:
        yield say.wrong(at, value, "past", issued=issued)


def _issued(places: Places) -> str:
    """The day of the version: of a release as it says, else as the changelog does; "" where neither does."""
    if isinstance(created := places.value(("created",)), str):
        return created[:10]
    with suppress(ReleaseError):
        version = str(places.value(("version",)))
        return changelog.date_of(changelog.read(places.base), version).isoformat()
    return ""


# What `identity` holds, and who judges it. To add a property: a line here and in `reading.identity`, its
# words in issues/messages.toml, and a mutant in tests/mutation/descriptors.py.
_KNOWN: dict[str, Callable[[Pointer, Any, _Sayer], Iterator[Finding]]] = {
    "base": _of(stated.base),
    "explorer": _of(stated.page),
    "contact": _contact,
    "period": _period,
    "territory": _territory,
    "frequency": _frequency,
    "nextUpdate": _next_update,
    "themes": _themes,
}
