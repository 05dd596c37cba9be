"""MAP.toml as it is written: what is known, and what is open as lines to fill in."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scripts.studies.crosstab.plan import LISTS, TABLES, Open, Plan
from scripts.studies.faults import fault

_BARE = re.compile(r"[A-Za-z0-9_]+")
_HEAD = """\
# Ce que chaque libellé du fichier de l'institut est. Gardé d'une vague à l'autre.
# Une ligne « # ? clé = "proposition" » attend une réponse : la corriger, et ôter « # ? ».
# What each label of the institute's file is. A line “# ? key = ...” awaits an answer: mend it, remove “# ? ”.
"""


def write(path: Path, plan: Plan, opens: Sequence[Open] = ()) -> None:
    """The file, whole or not at all; open points as lines to fill in. StudyError."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=".map-", delete=False
        ) as file:
            file.write(text(plan, opens))
        made = Path(file.name)
        made.chmod(0o644)
        made.replace(path)
    except OSError as error:
        raise fault("unwritten", path=path, note=error.strerror or error) from None


def text(plan: Plan, opens: Sequence[Open] = ()) -> str:
    """The map as TOML."""
    asked = {one.place: one for one in opens}
    parts = [_HEAD]
    for name, keys in TABLES.items():
        held = plan.tables.get(name, {})
        wanted = [
            *keys,
            *(k for k in held if k not in keys),
            *(str(p[1]) for p in asked if p[0] == name and p[1] not in held),
        ]
        lines = list(_pairs((name,), held, dict.fromkeys(wanted), asked))
        if lines:
            parts.append(f"[{name}]\n" + "".join(lines))
    for name, keys in LISTS.items():
        for number, entry in enumerate(plan.tables.get(name, [])):
            lines = list(_pairs((name, number), entry, [key for key in keys if key != "answers"], asked))
            parts.append(f"[[{name}]]\n" + "".join(lines))
            if name == "question":
                place = (name, number, "answers")
                held = entry.get("answers", {})
                wanted = [*held, *(str(p[3]) for p in asked if p[:3] == place and p[3] not in held)]
                lines = list(_pairs(place, held, dict.fromkeys(wanted), asked))
                parts[-1] += "[question.answers]\n" + "".join(lines) if lines else ""
    return "\n".join(parts)


def _pairs(
    place: tuple[str | int, ...],
    held: Mapping[str, Any],
    keys: Any,
    asked: Mapping[tuple[str | int, ...], Open],
) -> Iterator[str]:
    """Lines of a table: what is known, and what is asked."""
    for key in keys:
        inner = [one for one in asked if one[: len(place) + 1] == (*place, key) and len(one) > len(place) + 1]
        if key in held and inner and isinstance(held[key], dict):  # to which a line may be added
            yield from (f"{_key(key)}.{_key(str(own))} = {_value(one)}\n" for own, one in held[key].items())
        elif key in held:
            yield f"{_key(key)} = {_value(held[key])}\n"
        for where in (one for one in asked if one[: len(place) + 1] == (*place, key)):
            if key in held and len(where) == len(place) + 1:
                continue
            proposals = asked[where].proposals
            shown = _key(key) if len(where) == len(place) + 1 else f"{_key(key)}.{_key(str(where[-1]))}"
            yield f"# ? {shown} = {_value(proposals[0][0] if proposals else '')}"
            rest = ", ".join(
                f"{value if isinstance(value, str) else _value(value)} ({told})"
                for value, told in proposals[:4]
            )
            yield f"  # {_printable(rest)}\n" if rest else "\n"


def _printable(text: str) -> str:
    """A comment that stays on its line."""
    return "".join(character if character.isprintable() else " " for character in text)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)


def _value(value: Any) -> str:
    """A value of TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        if not value:
            return "{}"
        return "{ " + ", ".join(f"{_key(str(key))} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, int | float):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
