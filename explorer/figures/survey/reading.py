"""What may be said of what was not found: « not published » is a claim about a whole text.

A source has `read` (whole, or a part of it). What has the status O and was looked for in a text that was read
whole is not published; of all else it is only known that what was read of the source does not have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from explorer.figures.survey.lookup import rows_by_code
from explorer.published import Release
from explorer.reader import Reader

UNREAD = "L"  # CL_OBS_STATUS: it exists, it was not collected
WHOLE = "whole"
PARTS = (WHOLE, "opening", "excerpt")  # sources.read, as far as it has words here


def partly(release: Release, source: Any) -> bool:
    """Whether only a part of the source was read; False where the release does not say."""
    if source is None or pd.isna(source) or "sources" not in release.tables:
        return False
    part = rows_by_code(release, "sources").get(str(source), {}).get("read")
    return part is not None and part != WHOLE


def unread(release: Release, status: Any, *sources: Any) -> bool:
    """Whether what is absent may stand in a part that was not read: by its status, or by any source."""
    return _text(status) == UNREAD or any(partly(release, source) for source in sources)


def base_unread(release: Release, row: Mapping[str, Any], study: Mapping[str, Any]) -> bool:
    """The same of the base of a row: by its own status, else that of its study; by the row's own source."""
    return unread(release, _text(row.get("base_status")) or study.get("n_status"), row.get("source"))


def method_unread(release: Release, row: Mapping[str, Any], study: Mapping[str, Any]) -> bool:
    """The same of the method of the study of a row."""
    return unread(release, study.get("method_status"), study.get("source"), row.get("source"))


def words(source: Mapping[str, Any], reader: Reader) -> str:
    """« lue en entier », « début seulement », « extrait »; nothing where it is not known."""
    part = source.get("read")
    return reader.say(f"source.read.{part}") if part in PARTS else ""


def merged(said: list[str], reader: Reader, *keys: str) -> list[str]:
    """The words, each once; where some are not published and others not read, that once, as it depends.

    `keys`: of what is said where it is not published, where it was not read, where it depends.
    """
    none, lost, either = (reader.say(key) for key in keys)
    found = list(dict.fromkeys(said))
    if either not in found and not (none in found and lost in found):
        return found
    return list(dict.fromkeys(either if one in (none, lost) else one for one in found))


def _text(status: Any) -> str:
    return "" if status is None or pd.isna(status) else str(status)
