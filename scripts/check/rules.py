"""Coherence rules: SQL files in `rules/` beside the tables, each a query that returns the wrong rows.

A file begins with SQL comments that say what it is about:

    -- title_fr: Le total est la somme de ses parties
    -- title_en: The total is the sum of its parts
    -- table: collectivity-priorities       (a resource, or observations)
    -- severity: warning                    (optional; an error otherwise)
    -- field: value                         (optional: the field that the issues are about)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scripts.check.waivers import table_folders
from scripts.reading.descriptor import is_inside, read_text
from scripts.reading.issues import Issue, Severity, issue
from scripts.reading.issues.budget import told
from scripts.reading.issues.messages import typeset
from scripts.reading.model.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scripts.reading.descriptor import Source

FOLDER = "rules"
_COMMENT = re.compile(r"--\s*([a-z_]+)\s*:\s*(.*?)\s*")
_SEVERITIES = (Severity.ERROR, Severity.WARNING)
_REQUIRED = ("title_fr", "title_en", "table")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where it is, what it says of itself, and its query."""

    path: str
    title_fr: str
    title_en: str
    table: str
    severity: Severity
    field: str
    sql: str


def read_rules(source: Source, tables: Collection[str]) -> tuple[list[Rule], list[Issue]]:
    """The rules of a package by path, and what is wrong with those that cannot be used."""
    rules: list[Rule] = []
    faults: list[Issue] = []
    for folder in table_folders(source):
        for file in sorted((source.base / folder / FOLDER).glob("*.sql")):
            path = str(PurePosixPath(folder) / FOLDER / file.name)
            if not is_inside(source.base, path):
                faults.append(issue("unsafe-path", "link", path=path, value=path))
                continue
            try:
                text = read_text(file, shown=path, budget=source.budget)
            except SourceError as error:
                faults.append(issue("rule-error", path=path, note=error))
                continue
            header = _header(text)
            found = _header_faults(header, path, tables)
            faults += found
            if not found and len(rules) == source.budget.rules:
                return rules, [
                    *faults,
                    issue("check-skipped", "beyond", path=path, **told(source.budget, "rules")),
                ]
            if not found:
                rules.append(_rule(path, header, text))
    return rules, faults


def _rule(path: str, header: Mapping[str, str], sql: str) -> Rule:
    return Rule(
        path=path,
        title_fr=typeset(header["title_fr"], "fr"),
        title_en=typeset(header["title_en"], "en"),
        table=header["table"],
        severity=Severity(header.get("severity", "error")),
        field=header.get("field", ""),
        sql=sql,
    )


def _header(text: str) -> dict[str, str]:
    """The `-- name: value` comments at the start of a file."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("--"):
            break
        if match := _COMMENT.fullmatch(line):
            found.setdefault(match[1], match[2])
    return found


def _header_faults(header: Mapping[str, str], path: str, tables: Collection[str]) -> list[Issue]:
    """What a rule does not say of itself, or says wrong."""
    faults = [
        issue("rule-error", "header", path=path, line=1, property=name)
        for name in _REQUIRED
        if not header.get(name)
    ]
    if header.get("table") and header["table"] not in tables:
        faults.append(issue("rule-error", "table", path=path, line=1, value=header["table"]))
    if header.get("severity", "error") not in _SEVERITIES:
        faults.append(issue("rule-error", "unknown-severity", path=path, line=1, value=header["severity"]))
    return faults
