"""The words of every issue, from `messages.toml`: what is wrong, what was found, how to mend it.

The file is the catalogue: a code is known when it has a section there. Its texts are written with ordinary
spaces and apostrophes; `typeset` puts in the no-break spaces of French typography, in one place.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from contextlib import suppress
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

DEFAULT = "default"
LANGUAGES = ("fr", "en")
# Controls, formats such as a change of writing direction, surrogates, private use, line separators.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")

_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}

FILE = f"{os.path.dirname(__file__)}/messages.toml"


def codes() -> tuple[str, ...]:
    """Every issue code, in the catalogue's order."""
    return tuple(_catalogue())


def variants(code: str) -> tuple[str, ...]:
    """The wordings of a code, beyond its title."""
    return tuple(key for key, entry in _catalogue()[code].items() if isinstance(entry, dict))


def knows(code: str, variant: str) -> bool:
    """True where the catalogue has that wording. KeyError for an unknown code."""
    return variant in _catalogue()[code]


def severity(code: str, variant: str) -> str:
    """By the standard: `error` unless the catalogue says otherwise of the wording or of the code."""
    entry = _catalogue()[code]
    return str(entry[variant].get("severity", entry.get("severity", "error")))


def house(code: str, variant: str) -> str:
    """By our own rules; "" where the catalogue says nothing else than by the standard."""
    entry = _catalogue()[code]
    inner = entry[variant]
    return str(inner.get("house") or ("" if "severity" in inner else entry.get("house", "")))


def title(code: str, language: str) -> str:
    """What kind of fault a code is."""
    return typeset(str(_catalogue()[code][language]), language)


def message(code: str, variant: str, language: str, words: Mapping[str, str]) -> str:
    """What was found and what was expected."""
    return _fill(_catalogue()[code][variant][language], language, words)


def remark(code: str, variant: str, language: str, words: Mapping[str, str]) -> str:
    """The message as it reads below the title: shorter where the catalogue has `below_fr`, `below_en`."""
    entry = _catalogue()[code][variant]
    return _fill(entry.get(f"below_{language}") or entry[language], language, words)


def hint(code: str, variant: str, language: str, words: Mapping[str, str]) -> str:
    """How to mend it: the wording's own hint, else the one of the code's first wording that has one."""
    entry = _catalogue()[code]
    key = f"hint_{language}"
    return _fill(entry[variant].get(key) or entry[key], language, words)


def say(key: str, language: str, /, **words: object) -> str:
    """A text of the report itself (section `[report]` of texts beside the codes)."""
    return _fill(_report()[key][language], language, {k: str(v) for k, v in words.items()})


def typeset(text: str, language: str) -> str:
    r"""The text with typographic apostrophes and, in French, no-break spaces before : ; ? ! % and in « ».

    >>> typeset("Qu'est-ce ? « 12 % » : oui", "fr")
    'Qu’est-ce\u202f? «\xa012\xa0%\xa0»\xa0: oui'
    """
    text = text.replace("'", "’")
    if language != "fr":
        return text
    text = re.sub(r" (?=[;?!])", "\u202f", text)
    text = re.sub(r" (?=[:%»])", "\u00a0", text)
    return text.replace("« ", "«\u00a0")


def count(number: int, language: str) -> str:
    r"""A whole number with its thousands apart.

    >>> count(21910, "fr"), count(21910, "en")
    ('21\u202f910', '21,910')
    """
    return f"{number:,}".replace(",", "\u202f" if language == "fr" else ",")


def many(kind: str, number: int, language: str) -> str:
    r"""So many of something, in words.

    >>> many("tables", 1, "en"), many("rows", 21910, "en"), many("files", 0, "en"), many("files", 0, "fr")
    ('1 table', '21,910 rows', '0 files', '0 fichier')
    """
    plural = number > 1 or (language == "en" and number == 0)
    return say(f"{'many' if plural else 'one'}_{kind}", language, count=count(number, language))


def visible(text: str) -> str:
    r"""The text on one line, with what a terminal would act upon shown as an escape.

    >>> visible("a\x1b[2J\nb")
    'a\\u001b[2J\\nb'
    """
    return text if text.isprintable() and text.isascii() else _escaped(text, "")


def inert(text: str) -> str:
    r"""The same of a text of several lines, whose line breaks are its own. JSON means the same after it.

    >>> inert("a\x1b[2J\nb\u202ec")
    'a\\u001b[2J\nb\\u202ec'
    """
    return text if text.isascii() and text.replace("\n", "").isprintable() else _escaped(text, "\n")


def _escaped(text: str, kept: str) -> str:
    """The text with an escape of JSON for what is not to be seen, but for what is `kept`."""
    from unicodedata import category

    return "".join(
        _unit(character) if category(character) in _UNSEEN and character not in kept else character
        for character in text
    )


def _unit(character: str) -> str:
    r"""A character as JSON escapes it, beyond the basic plane in two halves.

    >>> _unit("\x1b"), _unit("\U000e0001")
    ('\\u001b', '\\udb40\\udc01')
    """
    if character in _SHORT:
        return _SHORT[character]
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def one_line(text: str) -> str:
    """A foreign message on one line, without its final mark."""
    return re.sub(r"\s+", " ", text).strip().rstrip(".!")


class _Words(dict[str, str]):
    """Words by name; one that nobody gave is a dash, never a traceback in the middle of a report."""

    def __missing__(self, name: str) -> str:
        return "—"


def _fill(template: str, language: str, words: Mapping[str, str]) -> str:
    """The template with its words: `{name}` is `name`, else `name_<language>`; values stay as they are."""
    shown: dict[str, str] = _Words()
    for name, value in words.items():
        stem, _, suffix = name.rpartition("_")
        if stem and suffix in LANGUAGES:
            if suffix == language:
                shown[stem] = visible(value)
        else:
            shown[name] = visible(value)
    return typeset(template, language).format_map(shown)


@cache
def _report() -> dict[str, Any]:
    """The texts of the report itself."""
    return dict(_parts(1)[0])


@cache
def _catalogue() -> dict[str, Any]:
    """The codes with their words."""
    return dict(_parts(2)[1])


def _parts(wanted: int) -> list[dict[str, Any]]:
    """The first parts of the file: the report's texts, the codes.

    They are kept parsed, one after the other, where Python keeps the modules that it has compiled.
    """
    status = os.stat(FILE)
    stamp = (status.st_mtime_ns, status.st_size)
    folder, name = os.path.split(FILE)
    kept = f"{folder}/__pycache__/{name.removesuffix('.toml')}.{sys.implementation.cache_tag}"
    try:
        with open(kept, "rb") as stream:
            if marshal.load(stream) == stamp:  # noqa: S302 -- trusted as compiled modules are
                return [dict(marshal.load(stream)) for _ in range(wanted)]  # noqa: S302 -- as above
    except (OSError, ValueError, EOFError, TypeError):
        pass
    import tomllib

    with open(FILE, "rb") as stream:
        content = tomllib.load(stream)
    parts = [content["report"], content["codes"]]
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            os.makedirs(os.path.dirname(kept), exist_ok=True)
            written = f"{kept}.{os.getpid()}"
            with open(written, "wb") as stream:
                for part in (stamp, *parts):
                    marshal.dump(part, stream)
            os.replace(written, kept)
    return parts
