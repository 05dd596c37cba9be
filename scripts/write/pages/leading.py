"""The figures that the landing page leads with: of each cut a question, with all that makes it understood.

Cuts that are published as packages of their own come first, in the descriptor's order.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from scripts.derive import addresses, cuts, source
from scripts.derive.figures import UNIT, VALUE
from scripts.reading.columnar.values import table
from scripts.reading.tables import schema_of, to_text
from scripts.write.pages import labels, questions
from scripts.write.words import LANGUAGES, decimal, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.reading.model.package import Resource
    from scripts.write.describe import Release
    from scripts.write.pages.labels import Label, Labels
    from scripts.write.pages.questions import Question

FIGURES, BARS = 3, 3  # at most

_POPULATION, _TERRITORY, _ANSWER = "population", "territory", "answer"
_APART = (questions.STUDY, _POPULATION, _TERRITORY, _ANSWER, questions.YEAR)  # each has a place of its own
_PRINTED = "A"
_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Bar:
    """A value: what it is of and the value as texts by language, its length in percent of the scale.

    `status` says how sure it is where it is not as printed; `base` how many answered, None where unknown.
    """

    label: Label
    value: Label
    share: float
    sure: bool
    status: Label | None
    base: int | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A question with its highest values; `total` is how many are known, `page` leads to the first.

    `what` are the indicator and whatever else all values have in common, `whom` who was asked and where;
    `absent` says why a number of respondents is not there. A source has a title, its publisher, an address
    and a page, as texts.
    """

    table: Resource
    bars: Sequence[Bar]
    total: int
    answer: Label | None
    what: Sequence[Label]
    whom: Sequence[Label]
    study: Label
    years: str
    absent: Sequence[Label]
    sources: Sequence[Mapping[str, str]]
    page: str


def leads(release: Release) -> list[Lead]:
    """Those of a release, in order; none where it has no table of figures, or no cut of it."""
    facts = next((r for r in release.package.tables if r.extra.get("kind") == source.KIND), None)
    if facts is None or source.IDENTIFIER not in schema_of(facts).field_names:
        return []
    made = [r for r in release.package.tables if r.extra.get("kind") == cuts.KIND]
    made.sort(key=lambda cut: "thematic" not in cut.extra)
    return list(islice(_leads(release, facts, made), FIGURES))


def _leads(release: Release, facts: Resource, made: Sequence[Resource]) -> Iterator[Lead]:
    """The question of each cut that has one."""
    for cut in made:
        names = table(release.tables[cut.name], [source.IDENTIFIER]).column(source.IDENTIFIER)
        if found := questions.best(release, facts, names):
            name = found.rows.column(source.IDENTIFIER)[0]
            page = addresses.page(cut.name, names.index(name).as_py(), name.as_py())
            yield _lead(release, facts, cut, found, page)


def _lead(release: Release, facts: Resource, cut: Resource, asked: Question, page: str) -> Lead:
    """All that is said of a question."""
    rows = asked.rows.slice(0, BARS).to_pylist()
    known = labels.of(release, facts, asked.rows)
    first = rows[0]

    def named(name: str, row: Mapping[str, Any] = first) -> Label | None:
        """What a code stands for; the code itself where nothing says."""
        code = to_text(row.get(name))
        return known.get(name, {}).get(code, dict.fromkeys(LANGUAGES, code)) if code else None

    symbols = _symbols(release, facts, first.get(UNIT))
    percent = symbols["fr"] == _PERCENT
    most = 100.0 if percent else max(float(row[VALUE]) for row in rows) or 1.0
    share_of = [name for name in asked.same if name not in _APART]
    return Lead(
        table=cut,
        bars=[
            Bar(
                label=named(asked.along, row) or {},
                value={
                    lang: _value(row[VALUE], symbols, named("qualifier", row), lang) for lang in LANGUAGES
                },
                share=min(100.0, 100 * float(row[VALUE]) / most),
                sure=row.get(questions.STATUS) != questions.DOUBT,
                status=named(questions.STATUS, row) if row.get(questions.STATUS) != _PRINTED else None,
                base=row.get("base_n"),
            )
            for row in rows
        ],
        total=asked.rows.num_rows,
        answer=named(_ANSWER) if percent and _ANSWER in asked.same else None,
        what=[said for name in share_of if (said := named(name))],
        whom=[said for name in (_POPULATION, _TERRITORY) if name in asked.same and (said := named(name))],
        study=named(questions.STUDY) or {},
        years=_years(first),
        absent=_absent(rows, known),
        sources=_sources(release, facts, rows),
        page=page,
    )


def _symbols(release: Release, facts: Resource, unit: Any) -> Label:
    """What stands after a value of a unit, by language: its symbol, which may be none, or its name.

    The name is for want of a column of symbols, and the code for want of a name.
    """
    symbols = {f"symbol_{lang}": lang for lang in LANGUAGES}
    names = {f"label_{lang}": lang for lang in LANGUAGES}
    row = questions.of_codes(release, facts, UNIT, [unit], *symbols, *names).get(unit, {"label_fr": unit})
    told = {lang: to_text(row.get(name)) for name, lang in symbols.items() if name in row}
    return told or {lang: to_text(row.get(name) or row["label_fr"]).lower() for name, lang in names.items()}


def _value(value: float, symbols: Label, qualifier: Label | None, lang: str) -> str:
    """A value as it is read: « environ 54 % »."""
    text, symbol = decimal(to_text(value), lang), symbols[lang]
    space = "" if lang == "en" and symbol == _PERCENT else "\u00a0"
    told = f"{text}{space}{symbol}" if symbol else text
    return f"{labels.said(qualifier, lang)} {told}" if qualifier else told


def _years(row: Mapping[str, Any]) -> str:
    """« 2016 », « 2018–2022 », or nothing."""
    ends = [to_text(row.get(name)) for name in (questions.YEAR, "year_end")]
    return "\u2013".join(dict.fromkeys(filter(None, ends)))


def _absent(rows: Sequence[Mapping[str, Any]], known: Labels) -> list[Label]:
    """Why a number of respondents is not there, each reason once; where none is given, that."""
    unsaid = {lang: words(lang, "page")["base_unsaid"] for lang in LANGUAGES}
    codes = dict.fromkeys(to_text(row.get("base_status")) for row in rows if row.get("base_n") is None)
    return [known.get("base_status", {}).get(code, unsaid) for code in codes]


def _sources(release: Release, facts: Resource, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, str]]:
    """Where the values were read, each source and page once, in the order of the bars."""
    wanted = ("title", "label_fr", "publisher", "address")
    codes = [row.get(questions.SOURCE) for row in rows]
    told = questions.of_codes(release, facts, questions.SOURCE, codes, *wanted)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        code, page = to_text(row.get(questions.SOURCE)), to_text(row.get("page"))
        if code:
            said = {name: to_text(text) for name, text in told.get(code, {}).items()}
            title = said.get("title") or said.get("label_fr") or code
            found[code, page] = {
                "title": title,
                "publisher": said.get("publisher", ""),
                "address": said.get("address", ""),
                "page": page,
            }
    return list(found.values())
