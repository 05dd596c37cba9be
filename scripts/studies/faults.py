"""What keeps a study from being read, in one line: where, what was found, what was expected, how to mend it.

The lines are in words.toml. Of microdata they say columns and line numbers, never what a respondent said.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from scripts.reading.issues.messages import LANGUAGES, typeset
from scripts.reading.model.errors import ProjectError


class StudyError(ProjectError):
    """A study's file that cannot be read, or whose rows cannot be written."""


@cache
def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """The texts of words.toml: by section, by name, by language."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def say(section: str, name: str, language: str, /, **values: object) -> str:
    r"""A text in a language, with these values in it.

    >>> say("fault", "microdata", "fr", path="s.toml")[:8]
    's.toml\xa0:'
    """
    return typeset(words()[section][name][language], language).format(**values)


def fault(name: str, /, **values: object) -> StudyError:
    """The error of that name, in both languages."""
    told = {language: say("fault", name, language, **values) for language in LANGUAGES}
    return StudyError(told["en"], told)
