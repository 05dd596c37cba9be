"""A second reading of what the explorer's sentences claim, against the raw cells of a release.

Nothing of explorer/ is imported here, nor pandas: rows are texts as the CSV files have them, arithmetic is
`decimal`, medians are `statistics`. `faults` gives one line for each claim that does not hold, each number
that is printed without a claim or claimed without being printed, each comparison that nothing allows, each
status that is not told.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from tests import claims_facts

Row = Mapping[str, str]
NORMAL = "A"
# A superlative holds within one question put to one population by one study, in one unit.
SAME = ("study", "population", "indicator", "answer", "year", "unit")
SURVEYED_PLACES = ("territory", "region")  # no survey here publishes what a ranking of places would need
# What compares → the kinds of claims that allow it.
COMPARISONS = {
    "fr": {
        r"\bplus (?:fort|élev|haut|grand|bas|faible|petit)|\ben tête\b|\bpremi(?:er|ère)\b|"
        r"\bderni(?:er|ère)\b|\bmeilleur|\bpire\b|\brecord\b": {"highest", "lowest", "rank"},
        r"\b(?:de plus|de moins|plus|moins) que\b|\bégale à la médiane|\bécart à la médiane": {"distance"},
        r"significativement|non différent": {"tested"},
        r"\bsupérieur|\binférieur|\bau-dessus|\bau-dessous|\bdépass": {"tested"},
        r"\bhausse|\bbaiss|\bprogress|\brecul|\baugment|\bdiminu|\bévolu|\bcroît": set(),
        r"\by compris\b": {"within"},
        r"\bà égalité\b|\bmême valeur\b": {"highest", "lowest", "rank"},
        r"\bmédiane\b": {"median"},
    },
    "en": {
        r"\bhighest\b|\blowest\b|\blargest\b|\bsmallest\b|\bleading\b|\bmost\b|\bleast\b|\bbest\b|\bworst\b|"
        r"\bfirst\b": {"highest", "lowest", "rank"},
        r"\b(?:more|less|fewer|higher|lower) than\b|\bequal to the median|\bdifference from the median": {
            "distance"
        },
        r"significantly|not different": {"tested"},
        r"\babove\b|\bbelow\b|\bexceed": {"tested"},
        r"\bris(?:es|ing|en)\b|\brose\b|\bfall(?:s|ing|en)?\b|\bfell\b|\bincreas|\bdecreas|\bgrow|\bgrew\b|"
        r"\btrend\b": set(),
        r"\bincluding\b": {"within"},
        r"\blevel\b|\bsame value\b": {"highest", "lowest", "rank"},
        r"\bmedian\b": {"median"},
    },
}
# What says that a base is not published, that it was not read; both where it depends on the figure.
UNPUBLISHED = {
    "fr": r"base non publiée|effectif (?:de la zone )?non publié|réponses à la question n'est pas publié",
    "en": r"base not published|respondents (?:in the area )?not published|to the question is not published",
}
UNREAD = {
    "fr": r"(?:base|effectif)[^.;]* non lue? au-delà de l'extrait|à la question[^.;]*pas été lu au-delà",
    "en": r"(?:base|respondents)[^.;]* not read beyond the excerpt|to the question[^.;]* was not read beyond",
}
DENIED = r"ne (?:dit|disent) (?:pas )?une évolution"  # what says that there is no comparison
TESTED = {
    "above": ("significativement au-dessus", "significantly above"),
    "below": ("significativement au-dessous", "significantly below"),
    "not_different": ("non différent", "not different"),
}
COMPUTED = ("valeur calculée", "computed value")
MARKS = "*†‡"


@dataclass(frozen=True, eq=False)
class Raw:
    """The tables of a release as texts; which table the codes of a column are in; the key of each table.

    `kinds`: what a table is (fact, reference); `constants`: what the descriptor says of all rows of one.
    """

    tables: Mapping[str, Sequence[Row]]
    references: Mapping[tuple[str, str], str]
    keys: Mapping[str, Sequence[str]]
    kinds: Mapping[str, str]
    constants: Mapping[str, Mapping[str, Any]]
    figures: dict[str, Any] = field(default_factory=dict)
    _found: dict[tuple[str, Any], list[Row]] = field(default_factory=dict)

    def with_tables(self, **changed: Sequence[Row]) -> Raw:
        """The same with other rows in some tables (`_` for `-`)."""
        tables = {**self.tables, **{name.replace("_", "-"): rows for name, rows in changed.items()}}
        return Raw(tables, self.references, self.keys, self.kinds, self.constants)

    def rows(self, table: str, where: Iterable[tuple[str, Sequence[str]]]) -> list[Row]:
        """The rows that a selection takes."""
        key = (table, tuple(where))
        if key not in self._found:
            rows: Iterable[Row] = self.tables[table]
            for name, codes in key[1]:
                rows = [row for row in rows if row.get(name) in codes]
            self._found[key] = list(rows)
        return self._found[key]

    def labels(self, table: str, column: str, code: str, lang: str) -> list[str]:
        """The words for a code: its label in the language, or the code where there is no reference."""
        reference = self.references.get((table, column))
        if reference is None:
            return [code]
        row = next(r for r in self.tables[reference] if r["code"] == code)
        return [_plain(row.get(f"label_{lang}") or row["label_fr"])]


def read(folder: Path) -> Raw:
    """The raw cells of a release in a folder."""
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables, references, keys, kinds, constants = {}, {}, {}, {}, {}
    for resource in descriptor["resources"]:
        name, key = resource["name"], resource["schema"].get("primaryKey", [])
        keys[name] = [key] if isinstance(key, str) else key
        kinds[name], constants[name] = resource.get("kind", ""), resource.get("observation") or {}
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
        for key in resource["schema"].get("foreignKeys", ()):
            if len(key["fields"]) == 1:
                references[name, key["fields"][0]] = key["reference"]["resource"]
    return Raw(tables, references, keys, kinds, constants)


def faults(words: str, claims: Iterable[Any], raw: Raw, lang: str, *, marked: bool = False) -> list[str]:
    """What is wrong with a sentence. `marked`: a status may be told by its mark instead of its words."""
    claims = list(claims)
    said = _plain(words)
    bare = _without_labels(said, raw)
    found = [fault for claim in claims for fault in _fault(claim, claims, raw)]
    found += _numbers(said, bare, claims, raw, lang)
    found += _comparisons(bare, claims, lang)
    found += [f"sign not told: {c}" for c in claims if c.kind == "distance" and not _signed(c, said, lang)]
    found += [
        f"not named: {name}"
        for claim in claims
        for name in _names(claim, raw, lang)
        if not any(other in said for other in name.split("|"))
    ]
    found += [
        f"status not told: {claim}"
        for claim in claims
        if not _told(claim, claims, said, raw, lang, marked=marked)
    ]
    return found


def undated(words: str, claims: Iterable[Any], raw: Raw, lang: str) -> list[str]:
    """The survey figures of a sentence whose year, their own or their study's, it does not print."""
    printed = _parse(_plain(words), lang)
    found = []
    for claim in (claim for claim in claims if claim.kind in ("value", "none")):
        for row in raw.rows(claim.table, claim.where):
            study = next((one for one in raw.tables["studies"] if one["code"] == row.get("study")), {})
            own = row if row.get("year") else study
            years = [own[name] for name in ("year", "year_end") if own.get(name)]
            found += [
                f"year not told: {year}, {claim}" for year in years if not _held(Decimal(year), printed)
            ]
    return found


def overclaimed(words: str, rows: Iterable[Row], raw: Raw, lang: str) -> list[str]:
    """What a text says of the bases of rows that its sources do not allow.

    « Not published » is a claim about a whole text: some row is from a source that was read whole, and has no
    status L, of its own or of its study. « Not read » is true of some row as well.
    """
    said = _plain(words)
    parts = {row["code"]: row.get("read", "whole") for row in raw.tables["sources"]}
    studies = {row["code"]: row for row in raw.tables["studies"]}
    lost = [
        parts.get(row["source"]) != "whole"
        or (row.get("base_status") or studies.get(row["study"], {}).get("n_status")) == "L"
        for row in rows
    ]
    found = []
    if re.search(UNPUBLISHED[lang], said) and all(lost):
        found.append(f"not published, of no source that was read whole: {words}")
    if re.search(UNREAD[lang], said) and not any(lost):
        found.append(f"not read, of sources that were read whole: {words}")
    return found


# ---- one claim against the cells


def _fault(claim: Any, claims: list[Any], raw: Raw) -> Iterator[str]:
    if claim.kind in claims_facts.KINDS:
        if not claims_facts.holds(claim, raw):
            yield f"false: {claim}"
        return
    rows = raw.rows(claim.table, claim.where)
    known = [r for r in rows if r.get("value")]
    if claim.kind not in CHECKS:
        yield f"no such kind of claim: {claim}"
        return
    if not CHECKS[claim.kind](claim, rows, known, raw):
        yield f"false: {claim}"
    if claim.kind in ("highest", "lowest", "median", "rank", "distance"):
        mixed = [c for c in SAME if c != claim.field and len({r[c] for r in known if c in r}) > 1]
        if mixed:
            yield f"compares what differs in {mixed}: {claim}"
        if known and "study" in known[0] and claim.field in SURVEYED_PLACES:
            yield f"ranks places of a survey: {claim}"
        doubtful = any(r["status"] == "U" for r in known) and len({r["value"] for r in known}) > 1
        if (
            doubtful
            and claim.codes
            and claim.field in SURVEYED_PLACES
            and claim.kind in ("highest", "lowest")
        ):
            yield f"ranks places by values of low reliability: {claim}"
        lost = [r for r in rows if not r.get("value")]
        if lost and not any(_discloses(other, lost, raw, claim) for other in claims):
            yield f"hides {len(lost)} rows without a value: {claim}"


def _discloses(other: Any, lost: list[Row], raw: Raw, claim: Any) -> bool:
    """Whether a claim tells that there are rows without a value, or how many have one."""
    if other.table != claim.table:
        return False
    if other.kind == "known":
        return bool(other.where == claim.where)
    if other.kind not in ("missing", "lacking"):
        return False
    covered = [id(r) for r in raw.rows(other.table, other.where)]
    return any(id(r) in covered for r in lost)


def _one(rows: Sequence[Row]) -> Row:
    return rows[0] if len(rows) == 1 else {}


def _value(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del raw
    row = _one(rows) or _one(known)
    return bool(row.get("value")) and _same(row["value"], claim.value) and row["status"] == claim.status


def _extreme(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    if not known:
        return False
    end = (max if claim.kind == "highest" else min)(Decimal(r["value"]) for r in known)
    at = {r[claim.field] for r in known if Decimal(r["value"]) == end}
    return _same(end, claim.value) and (not claim.codes or at == set(claim.codes))


def _median(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    return bool(known) and _precise(claim.value, median(Decimal(r["value"]) for r in known), known)


def _precise(said: Any, true: Decimal, known: list[Row]) -> bool:
    """A median, or the way to it, rounded to the last decimal of the values that it is made of."""
    places = max(max(0, -int(Decimal(r["value"]).normalize().as_tuple().exponent)) for r in known)
    unit, number = Decimal(1).scaleb(-places), Decimal(str(said))
    return _same(number, number.quantize(unit)) and abs(number - true) <= unit / 2


def _lacking(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows
    every = {r["code"] for r in raw.tables[claim.other[0][0]]}
    return set(claim.codes) == every - {r[claim.field] for r in known}


def _missing(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del known, raw
    lost = [r for r in rows if not r["value"] and claim.status in ("", r["status"])]
    return len(lost) == claim.count > 0


def _grid(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, known
    codes = {r[claim.field] for r in raw.tables[claim.table]}
    return bool(claim.count == len(codes) * len(raw.tables[claim.codes[0]]))


def _within(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    whole = _one(raw.rows(claim.table, claim.other))
    return (
        len(rows) == len(known) > 0
        and bool(whole.get("value"))
        and _same(whole["value"], sum(Decimal(r["value"]) for r in known))
    )


def _rank(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    values = {r[claim.field]: Decimal(r["value"]) for r in known}
    mine = values.get(claim.codes[0])
    if mine is None or (any(r["status"] == "U" for r in known) and len(set(values.values())) > 1):
        return False
    level = {code for code, value in values.items() if value == mine}
    return level == set(claim.codes) and 1 + sum(value > mine for value in values.values()) == claim.count


def _distance(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, raw
    values = {r[claim.field]: Decimal(r["value"]) for r in known}
    mine = values.get(claim.codes[0])
    if mine is None:
        return False
    true = mine - median(values.values())
    return true == 0 if claim.value == 0 else _precise(claim.value, true, known)


def _apart(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del rows, known, raw
    spans = [(int(p.split("-")[0]), int(p.split("-")[-1])) for p in claim.other[0][1]]
    return not any(low <= int(year) <= high for year in claim.codes for low, high in spans)


def _all(claim: Any, rows: list[Row], known: list[Row], raw: Raw) -> bool:
    del known, raw
    return {r[claim.field] for r in rows} == set(claim.codes)


CHECKS = {
    "value": _value,
    "highest": _extreme,
    "lowest": _extreme,
    "median": _median,
    "known": lambda claim, rows, known, raw: len(known) == claim.count,  # noqa: ARG005 (one form for all)
    "size": lambda claim, rows, known, raw: len(rows) == claim.count,  # noqa: ARG005
    "missing": _missing,
    "lacking": _lacking,
    "grid": _grid,
    "cell": _all,
    "all": _all,
    "none": lambda claim, rows, known, raw: not known,  # noqa: ARG005
    "tested": lambda claim, rows, known, raw: _one(rows).get("significance") == claim.codes[0],  # noqa: ARG005
    "within": _within,
    "rank": _rank,
    "distance": _distance,
    "apart": _apart,
}


# ---- the words against the claims


def _numbers(said: str, bare: str, claims: list[Any], raw: Raw, lang: str) -> list[str]:
    """Numbers that no claim has (labels aside), numbers that a claim has and that are not printed."""
    printed, left = _parse(said, lang), _parse(bare, lang)
    wanted: list[Decimal] = []
    allowed: list[Decimal] = []
    for claim in claims:
        must, may = _of_claim(claim, raw)
        wanted += must
        allowed += may
    extra = [f"printed without a claim: {n}" for n in left if not _held(n, [*wanted, *allowed])]
    return extra + [f"claimed and not printed: {n}" for n in wanted if not _held(n, printed)]


def _of_claim(claim: Any, raw: Raw) -> tuple[list[Decimal], list[Decimal]]:
    """The numbers that the claim must print, those that it may print."""
    if claim.kind in claims_facts.KINDS:
        printed = claim.kind != "crossed" and bool(claim.count)  # none is said in a word
        return ([Decimal(claim.count)] if printed else []), []
    years = [code for field, codes in claim.where if field == "year" for code in codes]
    ends = [r.get("year_end", "") for r in raw.rows(claim.table, claim.where)] if years else []
    may = [Decimal(text) for text in {*years, *ends} if text]
    if claim.kind in ("cell", "all"):
        return [Decimal(code) for code in claim.codes if re.fullmatch(r"\d+", code)], may
    silent = claim.kind == "size" and not claim.count  # none is said in a word
    if silent or claim.kind in ("within", "tested", "none", "apart", "lacking"):
        return [], may
    if claim.kind == "rank":  # « the highest » says it in a word; ties of many are counted
        return [], [*may, Decimal(claim.count), Decimal(len(claim.codes) - 1)]
    if claim.kind == "distance":
        return ([abs(Decimal(str(claim.value)))] if claim.value else []), may
    number = claim.count if claim.value is None else claim.value
    return ([] if number is None else [Decimal(str(number))]), may


def _parse(text: str, lang: str) -> list[Decimal]:
    """The numbers of a text, as its language prints them."""
    point, group = (",", "\u202f") if lang == "fr" else (".", ",")
    pattern = (
        rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?|\d+(?:{re.escape(point)}\d+)?"
    )
    found = []
    for match in re.finditer(rf"({pattern})( millions?\b)?", text):
        number = Decimal(match[1].replace(group, "").replace(point, "."))
        found.append(number * 1_000_000 if match[2] else number)
    return found


def _held(number: Decimal, numbers: Iterable[Decimal]) -> bool:
    return any(_same(number, other) for other in numbers)


def _signed(claim: Any, said: str, lang: str) -> bool:
    """Whether a distance that is not none is printed with its sign: « +8,5 points »."""
    sign = r"\+" if claim.value > 0 else "-"
    after = [_parse(said[match.end() :], lang)[:1] for match in re.finditer(rf"(?<!\w){sign}€?(?=\d)", said)]
    return claim.value == 0 or any(_same(number, abs(claim.value)) for found in after for number in found)


def _comparisons(bare: str, claims: list[Any], lang: str) -> list[str]:
    kinds = {claim.kind for claim in claims}
    bare = re.sub(DENIED, " ", bare)
    return [
        f"compares without a claim: {match[0]!r} in {bare!r}"
        for pattern, allowed in COMPARISONS[lang].items()
        for match in re.finditer(pattern, bare)
        if not kinds & allowed
    ]


def _names(claim: Any, raw: Raw, lang: str) -> list[str]:
    """The labels that the sentence must have because of the claim; `|` where one of several will do."""
    if claim.kind == "tested":
        own = raw.labels(claim.table, claim.field, claim.codes[0], lang)
        return ["|".join([TESTED[claim.codes[0]][lang == "en"], *own])]
    if claim.kind in ("highest", "lowest", "lacking"):
        return [raw.labels(claim.table, claim.field, code, lang)[0] for code in claim.codes]
    if claim.kind == "rank":
        others = claim.codes[1:]
        level = len(raw.rows(claim.table, claim.where)) > len(claim.codes) and len(others) <= 3
        return [raw.labels(claim.table, claim.field, c, lang)[0] for c in others] if level else []
    return []


def _told(claim: Any, claims: list[Any], said: str, raw: Raw, lang: str, *, marked: bool) -> bool:
    """Whether the status of what is claimed is said, where it is not a normal one."""
    if claim.kind not in ("value", "highest", "lowest"):
        return True
    rows = [r for r in raw.rows(claim.table, claim.where) if r["value"] and _same(r["value"], claim.value)]
    statuses = {r["status"] for r in rows}
    if not statuses or (NORMAL in statuses and not claim.codes):
        return True
    counted = {
        code
        for other in claims
        if other.kind == "known"
        for field, codes in other.where
        if field == "status"
        for code in codes
    }
    return all(
        status == NORMAL
        or status in counted
        or any(words in said for words in _status_words(status, raw, lang))
        or (marked and any(mark in said for mark in MARKS))
        for status in statuses
    )


def _status_words(status: str, raw: Raw, lang: str) -> list[str]:
    if status == "E":
        return [COMPUTED[lang == "en"]]
    row = next(r for r in raw.tables["statuses"] if r["code"] == status)
    return [_plain(row[f"label_{lang}"])]


def _without_labels(said: str, raw: Raw) -> str:
    """The text without the labels and symbols of the release, whose numbers and words are not claims."""
    for label in _labels(raw):
        if label in said:
            said = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", " ", said)  # « sur 10 » is not in « sur 105 »
    return said


_LABELS: dict[int, list[str]] = {}


def _labels(raw: Raw) -> list[str]:
    """Every label, symbol and reason of the release, longest first."""
    key = id(raw.references)
    if key not in _LABELS:
        stems = ("label", "symbol", "direction_reason")
        columns = ["producer", *(f"{stem}_{lang}" for stem in stems for lang in ("fr", "en"))]
        texts = {
            _plain(row[column])
            for rows in raw.tables.values()
            for row in rows
            for column in columns
            if row.get(column)
        }
        _LABELS[key] = sorted((t for t in texts if len(t) > 2), key=len, reverse=True)
    return _LABELS[key]


def _plain(text: str) -> str:
    """One spelling of spaces, apostrophes and capitals, so that texts can be looked for in one another."""
    text = text.replace("\u2019", "'").replace("\u2011", "-").replace("\u2212", "-").replace("\u2060", "")
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "\u202f", text)
    text = re.sub(r"[ \u00a0]|\u202f(?!\d{3}\b)", " ", text)
    return re.sub(r" (?=[;:])", "", text).casefold()  # French has a space there, English none


def _same(one: Any, other: Any) -> bool:
    """Equal to the sixth decimal, the last that a page prints."""
    return abs(Decimal(str(one)) - Decimal(str(other))) < Decimal("0.0000005")
