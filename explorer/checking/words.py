"""The words of a sentence against its claims: numbers, comparisons, names, statuses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from explorer.checking import figures
from explorer.checking.raw import Raw, plain, same

NORMAL = "A"
NAMED = 3  # places at one rank that are named; more are counted
LEAST = 3  # letters of a label that is taken out of a text
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
DENIED = r"ne (?:dit|disent) (?:pas )?une évolution"  # what says that there is no comparison
TESTED = {
    "above": ("significativement au-dessus", "significantly above"),
    "below": ("significativement au-dessous", "significantly below"),
    "not_different": ("non différent", "not different"),
}
COMPUTED = ("valeur calculée", "computed value")
MARKS = "*†‡"


def numbers(said: str, bare: str, claims: list[Any], raw: Raw, lang: str) -> list[str]:
    """Numbers that no claim has (labels aside), numbers that a claim has and that are not printed."""
    printed, left = parse(said, lang), parse(bare, lang)
    wanted: list[Decimal] = []
    allowed: list[Decimal] = []
    for claim in claims:
        must, may = _of_claim(claim, raw)
        wanted += must
        allowed += may
    extra = [f"printed without a claim: {n}" for n in left if not held(n, [*wanted, *allowed])]
    return extra + [f"claimed and not printed: {n}" for n in wanted if not held(n, printed)]


def _of_claim(claim: Any, raw: Raw) -> tuple[list[Decimal], list[Decimal]]:
    """The numbers that the claim must print, those that it may print."""
    if claim.kind in figures.KINDS:
        printed = claim.kind != "crossed" and bool(claim.count)  # none is said in a word
        return ([Decimal(claim.count)] if printed else []), []
    years = [code for field, codes in claim.where if field == "year" for code in codes]
    ends = [r.get("year_end", "") for r in raw.rows(claim.table, claim.where)] if years else []
    may = [Decimal(text) for text in {*years, *ends} if text]
    if claim.kind in ("cell", "all"):
        return [Decimal(code) for code in claim.codes if re.fullmatch(r"\d+", code)], may
    silent = claim.kind == "size" and not claim.count  # none is said in a word
    if silent or claim.kind in ("within", "tested", "none", "apart", "lacking", "overlap"):
        return [], may
    if claim.kind == "rank":  # « the highest » says it in a word; ties of many are counted
        return [], [*may, Decimal(claim.count), Decimal(len(claim.codes) - 1)]
    if claim.kind == "distance":
        return ([abs(Decimal(str(claim.value)))] if claim.value else []), may
    number = claim.count if claim.value is None else claim.value
    return ([] if number is None else [Decimal(str(number))]), may


def parse(text: str, lang: str) -> list[Decimal]:
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


def held(number: Decimal, numbers: Iterable[Decimal]) -> bool:
    """Whether a number is among some."""
    return any(same(number, other) for other in numbers)


def signed(claim: Any, said: str, lang: str) -> bool:
    """Whether a distance that is not none is printed with its sign: « +8,5 points »."""
    sign = r"\+" if claim.value > 0 else "-"
    after = [parse(said[match.end() :], lang)[:1] for match in re.finditer(rf"(?<!\w){sign}€?(?=\d)", said)]
    return claim.value == 0 or any(same(number, abs(claim.value)) for found in after for number in found)


def comparisons(bare: str, claims: list[Any], lang: str) -> list[str]:
    """What compares in a text without its labels, and no claim allows."""
    kinds = {claim.kind for claim in claims}
    bare = re.sub(DENIED, " ", bare)
    return [
        f"compares without a claim: {match[0]!r} in {bare!r}"
        for pattern, allowed in COMPARISONS[lang].items()
        for match in re.finditer(pattern, bare)
        if not kinds & allowed
    ]


def names(claim: Any, raw: Raw, lang: str) -> list[str]:
    """The labels that the sentence must have because of the claim; `|` where one of several will do."""
    if claim.kind == "tested":
        own = raw.labels(claim.table, claim.field, claim.codes[0], lang)
        return ["|".join([TESTED[claim.codes[0]][lang == "en"], *own])]
    if claim.kind in ("highest", "lowest", "lacking", "overlap"):
        return [raw.labels(claim.table, claim.field, code, lang)[0] for code in claim.codes]
    if claim.kind == "rank":
        others = claim.codes[1:]
        level = len(raw.rows(claim.table, claim.where)) > len(claim.codes) and len(others) <= NAMED
        return [raw.labels(claim.table, claim.field, c, lang)[0] for c in others] if level else []
    return []


def qualified(claim: Any, said: str, raw: Raw, lang: str) -> bool:
    """Whether what the source prints with a value, « more than », is said with it."""
    if claim.kind not in ("value", "highest", "lowest"):
        return True
    rows = [r for r in raw.rows(claim.table, claim.where) if r["value"] and same(r["value"], claim.value)]
    codes = {r.get("qualifier", "") for r in rows}
    if "" in codes and not claim.codes:  # the number stands as it is in some row, and none is named
        return True
    return all(raw.labels(claim.table, "qualifier", code, lang)[0] in said for code in codes - {""})


def told(claim: Any, claims: list[Any], said: str, raw: Raw, lang: str, *, marked: bool) -> bool:
    """Whether the status of what is claimed is said, where it is not a normal one."""
    if claim.kind not in ("value", "highest", "lowest"):
        return True
    rows = [r for r in raw.rows(claim.table, claim.where) if r["value"] and same(r["value"], claim.value)]
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
    return [plain(row[f"label_{lang}"])]


def without_labels(said: str, raw: Raw) -> str:
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
            plain(row[column])
            for rows in raw.tables.values()
            for row in rows
            for column in columns
            if row.get(column)
        }
        _LABELS[key] = sorted((t for t in texts if len(t) >= LEAST), key=len, reverse=True)
    return _LABELS[key]
