"""What is wrong with a package: values first, words last.

    issue.py        Issue, Severity; `issue()` makes one, `from_error()` one of what could not be opened
    messages.py     the words of a code in a language, from messages.toml (the catalogue of codes)
    explain.py      issues as text, Markdown, JSON

An Issue holds no words: it holds a code and what its words need, and `explain` is asked for a language.
"""

from scripts.issues.explain import FORMATS, explain
from scripts.issues.issue import Issue, Severity, clip, from_error, issue
from scripts.issues.messages import LANGUAGES, codes, one_line

__all__ = [
    "FORMATS",
    "LANGUAGES",
    "Issue",
    "Severity",
    "clip",
    "codes",
    "explain",
    "from_error",
    "issue",
    "one_line",
]
