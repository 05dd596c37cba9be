"""The words of every issue, from `messages.toml`: what is wrong, what was found, how to mend it.

The file is the catalogue: a code is known when it has a section there. Its texts are written with ordinary
spaces and apostrophes; `typeset` puts in the no-break spaces of French typography, in one place.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

DEFAULT = "default"
LANGUAGES = ("fr", "en")
# Controls, formats such as a change of writing direction, surrogates, private use, line separators.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")

FILE = Path(__file__).with_name("messages.toml")


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
    """`error` unless the catalogue says otherwise of the wording or of the code."""
    entry = _catalogue()[code]
    return str(entry[variant].get("severity", entry.get("severity", "error")))


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


def say(key: str, language: str, **words: object) -> str:
    """A text of the report itself (section `[report]` of texts beside the codes)."""
    return _fill(_file()["report"][key][language], language, {k: str(v) for k, v in words.items()})


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


def visible(text: str) -> str:
    r"""The text on one line, with what a terminal would act upon shown as an escape.

    >>> visible("a\x1b[2J\nb")
    'a\\x1b[2J\\nb'
    """
    return "".join(
        c.encode("unicode_escape").decode("ascii") if unicodedata.category(c) in _UNSEEN else c for c in text
    )


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
def _file() -> dict[str, Any]:
    """The file, parsed; or as it was parsed before, kept as Python keeps the modules that it has compiled."""
    status = FILE.stat()
    stamp = (status.st_mtime_ns, status.st_size)
    kept = FILE.parent / "__pycache__" / f"{FILE.stem}.{sys.implementation.cache_tag}"
    try:
        stamped, parsed = marshal.loads(kept.read_bytes())  # noqa: S302 -- trusted as compiled modules are
        if stamped == stamp:
            return dict(parsed)
    except (OSError, ValueError, EOFError, TypeError):
        pass
    import tomllib

    parsed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    if sys.dont_write_bytecode:
        return parsed
    with suppress(OSError):
        kept.parent.mkdir(exist_ok=True)
        written = kept.with_name(f"{kept.name}.{os.getpid()}")
        written.write_bytes(marshal.dumps((stamp, parsed)))
        written.replace(kept)
    return parsed


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    return dict(_file()["codes"])
