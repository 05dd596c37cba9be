"""Refusals: errors of the program with their line in both languages (`[report.refused_…]`, messages.toml)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from scripts.reading.issues.messages import LANGUAGES, say
from scripts.reading.issues.model import from_error
from scripts.reading.model.errors import ReleaseError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.reading.model.errors import ProjectError


def refused(key: str, kind: type[ProjectError] = ReleaseError, /, **words: object) -> ProjectError:
    r"""The error of that key; a word that differs by language is given as `word_fr` and `word_en`.

    >>> refused("undated", path="CHANGELOG.md", version="2.0.0").said("fr")[:24]
    'CHANGELOG.md\xa0: pas de ti'
    """
    told = {lang: say(f"refused_{key}", lang, **words) for lang in LANGUAGES}
    error = kind(told["en"])
    error.told = told
    return error


def unread(key: str, code: str, path: str = "", /, **words: object) -> SourceError:
    """The error of that key, of a file that cannot be read: with the code of its issue, and its path."""
    told = {lang: say(f"refused_{key}", lang, path=path, **words) for lang in LANGUAGES}
    error = SourceError(told["en"], code=code, path=path)
    error.told = told
    return error


@contextmanager
def in_words() -> Iterator[None]:
    """A SourceError within is raised on with its line in both languages, as a report would have it."""
    try:
        yield
    except SourceError as error:
        if error.told:
            raise
        item = from_error(error)
        told = {lang: item.message(lang) for lang in LANGUAGES}
        if item.where:
            told = {lang: say("placed", lang, where=item.where, told=words) for lang, words in told.items()}
        error.told = told
        raise
