"""A score in words: as text for a terminal, as Markdown, as JSON."""

from __future__ import annotations

import functools
import json
import textwrap
import tomllib
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.publish.score.mqa import PORTAL as MQA
from scripts.publish.score.mqa import rating
from scripts.reading.issues.messages import typeset
from scripts.write.words import date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scripts.publish.score.item import Item, Score, Scored

_TEXTS = Path(__file__).with_name("words.toml")
_POINTS = 9  # letters of « 100 / 100 »
WIDTH = 80


@functools.cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_TEXTS.read_text(encoding="utf-8"))


def say(lang: str, *way: str, suffix: str = "", **words: object) -> str:
    """The text at the end of a way, in a language."""
    found: Any = _texts()
    for step in way:
        found = found[step]
    shown = {name: str(value) for name, value in words.items()}
    return typeset(str(found[f"{suffix}{lang}"]), lang).format_map(shown)


def text(score: Score, lang: str, width: int = WIDTH) -> str:
    """The score for a terminal so many columns wide."""
    return "\n".join(_text(score, lang, width)) + "\n"


def _text(score: Score, lang: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(_title(score, lang), width)
    yield ""
    yield say(lang, "report", "legend")
    for scored in score.scored:
        yield ""
        head = f"{say(lang, 'portal', scored.portal)}{_colon(lang)} {_total(scored, lang)}"
        yield from textwrap.wrap(head, width, subsequent_indent=" " * 4)
        for group, items in _groups(scored):
            if group:
                yield f"  {say(lang, 'group', group)}"
            for item in items:
                name, points = say(lang, "item", scored.portal, item.key), _points(item)
                yield f"  {_mark(item)} {name:{width - _POINTS - 5}} {points:>{_POINTS}}"
                if not item.whole:
                    told = f"→ {todo(scored, item, lang)}"
                    yield from textwrap.wrap(
                        told, width - 2, initial_indent=" " * 6, subsequent_indent=" " * 8
                    )
    yield from _rest(score, lang, lambda line: textwrap.wrap(line, width, subsequent_indent="    "))


def _rest(score: Score, lang: str, laid: Callable[[str], list[str]]) -> Iterator[str]:
    """What follows the portals: the parts, and what only the publisher can give."""
    if score.parts:
        yield ""
        portal = say(lang, "portal", score.parts[0][1].portal)
        yield from laid(f"{say(lang, 'report', 'parts', portal=portal)}{_colon(lang)}")
        for title, scored in score.parts:
            lost = [say(lang, "item", scored.portal, i.key) for i in scored.items if i.got == 0]
            line = f"  - {title[lang]}{_colon(lang)} {_total(scored, lang)}"
            yield from laid(
                f"{line} ({say(lang, 'report', 'without', items=', '.join(lost))})" if lost else line
            )
    if score.unsaid:
        yield ""
        yield from laid(f"{say(lang, 'report', 'unsaid')}{_colon(lang)}")
        for key in score.unsaid:
            yield from laid(f"  - {say(lang, 'unsaid', key)}")


def markdown(score: Score, lang: str) -> str:
    """The score as Markdown: a table a portal, what to do in its last column."""
    heads = [say(lang, "report", name) for name in ("item", "points", "todo")]
    lines = [_title(score, lang)]
    for scored in score.scored:
        lines += ["", f"### {say(lang, 'portal', scored.portal)}{_colon(lang)} {_total(scored, lang)}", ""]
        lines += [f"| {' | '.join(heads)} |", "| --- | ---: | --- |"]
        for item in scored.items:
            told = "" if item.whole else todo(scored, item, lang)
            name = say(lang, "item", scored.portal, item.key)
            lines.append(f"| {_mark(item)} {name} | {_points(item)} | {told} |")
    return "\n".join([*lines, *_rest(score, lang, lambda line: [line.strip()])]) + "\n"


def as_json(score: Score, lang: str) -> str:
    """The score for programs: points by portal and item, null where nobody knows; words in a language."""
    found = {
        "title": score.title[lang],
        "version": score.version,
        "on": score.day.isoformat(),
        "portals": [_portal(scored, lang) for scored in score.scored],
        "parts": [{"title": title[lang], **_sums(scored)} for title, scored in score.parts],
        "unsaid": list(score.unsaid),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _portal(scored: Scored, lang: str) -> dict[str, Any]:
    return {
        "portal": scored.portal,
        **_sums(scored),
        "items": [
            {
                "item": item.key,
                "group": item.group or None,
                "title": say(lang, "item", scored.portal, item.key),
                "got": item.got,
                "possible": item.possible,
                "todo": None if item.whole else todo(scored, item, lang),
                "who": None if item.whole else item.who,
            }
            for item in scored.items
        ],
    }


def _sums(scored: Scored) -> dict[str, int]:
    return {"got": scored.got, "possible": scored.possible, "unknown": scored.unknown}


def todo(scored: Scored, item: Item, lang: str) -> str:
    """What to do for the points of an item, and who can."""
    told = say(lang, "item", scored.portal, item.key, suffix=f"{item.why}_", note=item.note)
    return f"{told} ({say(lang, 'who', item.who)})"


def _title(score: Score, lang: str) -> str:
    words = {"title": score.title[lang], "version": score.version, "day": date(score.day, lang)}
    return say(lang, "report", "title", **words)


def _total(scored: Scored, lang: str) -> str:
    """« 8 sur 9, 1 à savoir »; where a total has a name, the names of the least and of the most."""
    told = [say(lang, "report", "total", got=scored.got, possible=scored.possible)]
    if scored.unknown:
        key = "unknown_one" if scored.unknown == 1 else "unknown"
        told.append(say(lang, "report", key, unknown=scored.unknown))
    if scored.portal == MQA:
        names = [say(lang, "rating", rating(n)) for n in (scored.got, scored.got + scored.unknown)]
        same = names[0] == names[1]
        told.append(names[0] if same else say(lang, "report", "could", least=names[0], most=names[1]))
    return ", ".join(told)


def _points(item: Item) -> str:
    return f"{'?' if item.got is None else item.got} / {item.possible}"


def _mark(item: Item) -> str:
    return "?" if item.got is None else "✓" if item.whole else "✗"


def _groups(scored: Scored) -> list[tuple[str, list[Item]]]:
    return [(group, list(items)) for group, items in groupby(scored.items, key=lambda item: item.group)]


def _colon(lang: str) -> str:
    return "\u00a0:" if lang == "fr" else ":"


FORMATS: dict[str, Callable[[Score, str], str]] = {"text": text, "json": as_json, "markdown": markdown}
