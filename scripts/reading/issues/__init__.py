"""What is wrong with a package: values first, words last.

    model.py        Issue, Severity; `issue()` makes one, `from_error()` one of what could not be opened;
                    `judged()` gives them the severities of one of the two verdicts
    messages.py     the words of a code in a language, from messages.toml (the catalogue of codes)
    summary.py      what a report says: groups, samples, totals
    reports.py      `explain()`: issues as text, Markdown, JSON

An Issue holds no words: it holds a code and what its words need, and `explain` is asked for a language.

Each of these modules is imported when something of it is first asked for (PEP 562): where nothing is wrong,
a report needs no Issue.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from scripts.reading.issues.messages import LANGUAGES, codes, one_line
    from scripts.reading.issues.model import (
        Fold,
        Issue,
        Severity,
        Waived,
        clip,
        folded,
        from_error,
        issue,
        judged,
    )
    from scripts.reading.issues.reports import FORMATS, explain

_HOMES = {
    "messages": ("LANGUAGES", "codes", "one_line"),
    "model": ("Fold", "Issue", "Severity", "Waived", "clip", "folded", "from_error", "issue", "judged"),
    "reports": ("FORMATS", "explain"),
}

__all__ = [
    "FORMATS",
    "LANGUAGES",
    "Fold",
    "Issue",
    "Severity",
    "Waived",
    "clip",
    "codes",
    "explain",
    "folded",
    "from_error",
    "issue",
    "judged",
    "one_line",
]


def __getattr__(name: str) -> Any:
    """What another module has under that name."""
    for home, names in _HOMES.items():
        if name in names:
            return globals().setdefault(name, getattr(import_module(f"{__name__}.{home}"), name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
