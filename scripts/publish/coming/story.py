"""The entry of the changelog for the version that comes: a line about it, then its changes by section.

What a person wrote there stays. What was made here is known by its form, and made anew.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from scripts.derive import rekeyed
from scripts.derive import source as figures
from scripts.publish.coming import errata
from scripts.publish.diff import report
from scripts.publish.diff.rows import ADDED, CHANGED, MOVED, REKEYED, REMOVED
from scripts.reading import changelog
from scripts.reading.model.errors import SourceError
from scripts.reading.tables import read_cells, schema_of
from scripts.write.words import LANGUAGES, number, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from scripts.publish.coming.step import Coming

# The sections by what they tell, in their order; the heading that is there already may be French alone.
TITLES = {
    ADDED: "Ajouté · Added",
    CHANGED: "Corrigé · Fixed",
    "schema": "Changé · Changed",
    REMOVED: "Retiré · Removed",
}
_SECTION = {ADDED: ADDED, CHANGED: CHANGED, REKEYED: CHANGED, MOVED: "schema", REMOVED: REMOVED}
_SCHEMA = {"table-added": ADDED, "file-added": ADDED, "table-removed": REMOVED, "file-removed": REMOVED}
_STUDY, _STUDIES, _LABEL = "study", "studies", "label_{lang}"


def line(coming: Coming) -> str:
    """What is proposed to be said of the version, in both languages: the studies whose figures are new first.

    What the changelog says of it already, where it does.
    """
    known = changelog.read(coming.source.base)
    if (place := _pending(known, coming)) and (intro := _parts(known[place[1] : place[2]])[0]):
        return intro
    return changelog.BOTH.join(_proposed(coming, lang) for lang in LANGUAGES)


def written(text: str, coming: Coming, day: dt.date, line: str) -> str:
    """The changelog with the entry of this version: the one that is there already, else a new first one."""
    place = _pending(text, coming)
    start = next((at for _, at, _ in changelog.headings(text)), len(text))
    head, body, tail = text[:start], "", text[start:]
    if place:
        head, body, tail = text[: place[0]], text[place[1] : place[2]], text[place[2] :]
    intro, sections = _parts(body)
    for section, lines in _made(coming).items():
        title = TITLES[section]
        known = next((name for name in sections if name.split()[:1] == title.split()[:1]), title)
        held = sections.setdefault(known, [])
        held += [one for one in lines if one not in held]
    ranked = sorted(sections, key=_rank)
    told = [f"## {coming.version} - {day.isoformat()}", line or intro]
    told += ["\n".join((f"### {name}", "", *sections[name])) for name in ranked if any(sections[name])]
    entry = "\n\n".join(part for part in told if part)
    return f"{head.rstrip()}\n\n{entry}\n\n{tail}" if tail else f"{head.rstrip()}\n\n{entry}\n"


def _rank(title: str) -> int:
    """The place of a section among the others; what a person called otherwise comes last."""
    known = [name.split()[0] for name in TITLES.values()]
    return known.index(title.split(maxsplit=1)[0]) if title.split(maxsplit=1)[0] in known else len(known)


def _pending(text: str, coming: Coming) -> tuple[int, int, int] | None:
    """Where the first entry stands, if it is of a version never kept: its heading, its body, its end."""
    (version, start, end), *others = changelog.headings(text) or [(coming.before, 0, 0)]
    after = others[0][1] if others else len(text)
    return None if version in coming.archives else (start, end, after)


def _parts(body: str) -> tuple[str, dict[str, list[str]]]:
    """The words before the sections of an entry, and the lines of each; without those that were made here."""
    intro, *parts = re.split(r"^### +", body, flags=re.MULTILINE)
    sections: dict[str, list[str]] = {}
    for part in parts:
        title, _, rest = part.partition("\n")
        lines = rest.strip("\n").split("\n")
        sections[title.strip()] = [one for one in lines if not _form().fullmatch(one)]
    return intro.strip(), sections


def _form() -> re.Pattern[str]:
    """What every line that `_made` counts looks like."""
    wanted = {"count": r"[\d\s]+", "table": r"[\w-]+", "study": ".+"}
    forms = []
    for key in (name for name in words("fr", "coming") if name.startswith("told_")):
        told = (re.escape(words(lang, "coming")[key]) for lang in LANGUAGES)
        form = f"- {re.escape(changelog.BOTH).join(told)}"
        for name, pattern in wanted.items():
            form = form.replace(re.escape(f"{{{name}}}"), pattern)
        forms.append(form)
    return re.compile("|".join(forms))


def _made(coming: Coming) -> dict[str, list[str]]:
    """Section → its lines: figures by study, rows and cells by table, then what changed of the tables."""
    made: dict[str, list[str]] = {}
    for study, count in _by_study(coming).items():
        names = {f"study_{lang}": _label(coming, study, lang) for lang in LANGUAGES}
        made.setdefault(ADDED, []).append(_line("told_figures", count, figures.TABLE, names))
    facts = {table.name for table in errata.figures(coming.package)}
    for table, counts in coming.found.counts().items():
        if _is_errata(coming, table):
            continue
        for kind, count in counts.items():
            if not count or (kind == ADDED and table == figures.TABLE and _by_study(coming)):
                continue
            edited = kind == CHANGED and table not in facts  # a label that is bettered was not wrong
            key, section = ("told_edited", "schema") if edited else (f"told_{kind}", _SECTION[kind])
            made.setdefault(section, []).append(_line(key, count, table))
    french, english = (report.schema_lines(coming.found, lang) for lang in LANGUAGES)
    for (what, told), (_, also) in zip(french, english, strict=True):
        made.setdefault(_SCHEMA.get(what, "schema"), []).append(f"- {told}{changelog.BOTH}{also}")
    return made


def _line(key: str, count: int, table: str, names: Mapping[str, str] | None = None) -> str:
    """A counted change in both languages."""
    told = []
    for lang in LANGUAGES:
        said = words(lang, "coming")[f"{key}_one" if count == 1 else key]
        study = (names or {}).get(f"study_{lang}", "")
        told.append(said.format(count=number(count, lang), table=table, study=study))
    return f"- {changelog.BOTH.join(told)}"


def _proposed(coming: Coming, lang: str) -> str:
    """The line that is proposed, in a language."""
    said, studies = words(lang, "coming"), _by_study(coming)
    if studies:
        named = [said["study"].format(study=_label(coming, code, lang)) for code in studies]
        total = sum(studies.values())
        key = "line_figures_one" if total == 1 else "line_figures"
        kind = said["line_study" if len(named) == 1 else "line_studies"]
        return said[key].format(studies=f"{kind} {', '.join(named)}", count=number(total, lang))
    if coming.corrections:
        key = "line_corrected_one" if len(coming.corrections) == 1 else "line_corrected"
        tables = dict.fromkeys(one.identifier.partition(":")[0] for one in coming.corrections)
        return said[key].format(count=number(len(coming.corrections), lang), tables=", ".join(tables))
    tables = dict.fromkeys([*coming.found.counts(), *(c.table for c in coming.found.schema if c.table)])
    return said["line_tables"].format(tables=", ".join(tables)) if tables else said["line_words"]


def _by_study(coming: Coming) -> dict[str, int]:
    """The studies that have new figures, and how many each."""
    added = (c for c in coming.found.told if c.kind == ADDED and c.table == figures.TABLE)
    counted = Counter(str(json.loads(change.new).get(_STUDY, "")) for change in added)
    counted.pop("", None)
    return dict(sorted(counted.items()))


def _label(coming: Coming, study: str, lang: str) -> str:
    """The label of a study, its code where it has none."""
    return next((label for code, label in _labels(coming, lang) if code == study and label), study)


def _labels(coming: Coming, lang: str) -> Iterator[tuple[str, str]]:
    """Code and label of every study."""
    field = _LABEL.format(lang=lang)
    for resource in (r for r in coming.package.tables if r.name == _STUDIES):
        names = schema_of(resource).field_names
        if {"code", field} <= {*names}:
            places = names.index("code"), names.index(field)
            try:
                rows = read_cells(coming.source.files, resource)
            except SourceError:
                return
            yield from ((row[places[0]], row[places[1]]) for row in rows)


def _is_errata(coming: Coming, table: str) -> bool:
    """Whether a table tells corrections: its rows follow from what is told of other tables."""
    return any(r.name == table and r.extra.get("kind") == rekeyed.KIND for r in coming.package.tables)
