"""Questions about a study's map, one at a time on a terminal, with numbered proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.studies.faults import say, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.commands.console import Console
    from scripts.studies.crosstab.plan import Open, Plan


def settle(console: Console, plan: Plan, opens: Callable[[], list[Open]]) -> list[Open]:
    """What is still open once a person has answered all they want; all of it where nobody is there.

    Each answer may settle others, so that what is open is found anew.
    """
    left: set[tuple[str | int, ...]] = set()
    while True:
        found = opens()
        one = next((one for one in found if one.place not in left), None)
        value = None if one is None else _answer(console, one)
        if one is None or value is None:
            return found
        if value == "":
            left.add(one.place)
        else:
            plan.put(one.place, value)


def sentence(one: Open, lang: str) -> str:
    """The question."""
    return say("ask", one.ask, lang, **one.words)


def _answer(console: Console, one: Open) -> Any:
    """What is chosen or typed; "" for « later », None where nobody answers."""
    lang = console.language
    lines = [sentence(one, lang)]
    for number, (value, label) in enumerate(one.proposals, 1):
        if not label and isinstance(value, str) and value in words()["choice"]:
            label = say("choice", value, lang)  # noqa: PLW2901 -- what a proposal without a label means
        lines.append(f"  {number}) {_shown(value)}" + (f" : {label}" if label else ""))
    told = "\n".join([*lines, say("ask", "how" if one.proposals else "how_text", lang)])
    while True:
        given = console.ask(told)
        if not given:
            return given
        if given.isdecimal() and 0 < int(given) <= len(one.proposals):
            return one.proposals[int(given) - 1][0]
        if one.free and (value := _typed(one, given)) is not None:
            return value
        known = [value for value, _ in one.proposals if value == given]
        if known:
            return known[0]
        told = say("ask", "again", lang, given=given) + "\n" + say("ask", "how", lang)


def _typed(one: Open, given: str) -> Any:
    """What was typed as a value: of an answer « answer:code », « item:code », « skip », else None."""
    if one.ask != "answer":
        return given
    if given == "skip":
        return {"is": "skip"}
    kind, colon, code = given.partition(":")
    return {kind: code} if colon and code and kind in {"answer", "item", "indicator"} else None


def _shown(value: Any) -> str:
    return ", ".join(f"{key}:{one}" for key, one in value.items()) if isinstance(value, dict) else str(value)
