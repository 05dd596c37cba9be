"""What a label is, by its words: a base, a subtotal, the whole, a size, a footnote; and without its dress."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache

_NOTE = r"\(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\w)\*{1,3}(?=$)"
_TAIL = re.compile(rf"\s*(?P<note>{_NOTE})\s*$")
_FOOTNOTE = re.compile(
    r"^(?P<mark>\(\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}(?=\s*[\w:=]))\s*[:.–-]?\s*(?P<text>.+)$", re.DOTALL
)
_ABOUT = re.compile(
    r"^(?:en %|(?:unité|terrain|lecture|sources?|champ|légende|nota bene|n\.?\s?b\.?|notes?(?: de lecture)?"
    r"|remarque|résultats|attention|méthodologie|échantillon)\s*[:.]"
    r"|ensemble des résultats\b|résultats redressés"
    r"|\(?(?:plusieurs|une seule|deux|trois) réponses?\b"
    r"|\(?réponses? (?:unique|multiple|spontanée|assistée|possible)"
    r"|\(?question (?:ouverte|fermée|à choix)\b|total supérieur à 100\b)"
    r"|^[«\"“(]?\s*[-–—+*↑↓▲▼][^:=\w]{0,12}[:=]|significativ",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^\W*(?:q|qu|question)\s?\.?\s?\d+|\?\s*(?:\(\d+\)\s*)*$", re.IGNORECASE)
_BASE = re.compile(
    r"^(?:base|effectifs?|n|nb|nombre|eff|interviews?|repondants?|echantillon|unweighted|weighted|sample)\b"
)
_EVERYBODY = re.compile(
    r"(?:base|echantillon)(?:$| (?:totale?|ensemble|tous|toutes|des?|d|les|aux|a ceux|n)\b(?! donnees))"
)
_WEIGHTED = re.compile(r"\b(?:redress\w*|(?<!non )ponder\w*|weighted|corrigee?|calee?)\b")
_RAW = re.compile(
    r"\b(?:bruts?|brute|non ponder\w*|non redress\w*|reelle?|unweighted|interviews?|repondants?|reponses)\b"
)
_SUBTOTAL = re.compile(r"^(?:s\W?t|ss?\W?total|sous total|total|st)\b\s*(.*)$")
WHOLE = frozenset(
    (
        "ensemble",
        "total",
        "total ensemble",
        "ensemble total",
        "tous",
        "france",
        "france entiere",
        "france metropolitaine",
        "total general",
    )
)
COUNTS = frozenset(("n", "eff", "effectif", "effectifs", "nb", "nombre", "effectif brut", "count"))
SHARES = frozenset(("%", "en %", "% col", "% colonne", "% vertical", "pct", "% v", "part", "pourcentage"))
OTHER_SHARES = frozenset(("% ligne", "% lig", "% horizontal", "% h", "% total"))
MARKED = frozenset(
    ("sig", "signif", "significativite", "test", "diff", "ecart", "+/", "+/-", "evol", "chi2", "tests")
)
SILENT = frozenset(
    ("nsp", "ne sait pas", "ne se prononce pas", "sans reponse", "nr", "non reponse", "nsp nr", "refus", "sr")
)
YES, NO = (
    frozenset(("oui", "st oui", "total oui", "s t oui", "sous total oui")),
    frozenset(("non", "st non", "total non", "s t non", "sous total non")),
)
_STOP = frozenset((
    "de", "des", "du", "la", "le", "les", "l", "d", "un", "une", "et", "en", "au", "aux", "a", "pour", "dans",
    "par", "sur", "ou", "the", "of", "and", "to", "in",
))  # fmt: skip


@cache
def plain(text: str) -> str:
    """A label without accents, case, dashes, quotes and doubled spaces.

    >>> plain("Provence–Alpes-Côte d’Azur"), plain("S/T Important")
    ('provence alpes cote d azur', 's t important')
    """
    lower = text.replace("œ", "oe").replace("Œ", "oe").casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9%+<>=&]+", " ", bare).split())


@cache
def words(text: str) -> frozenset[str]:
    """The words that tell a label from another; a plural's « s » tells nothing."""
    return frozenset(w.rstrip("s") if len(w) > 3 else w for w in plain(text).split() if w not in _STOP)  # noqa: PLR2004


@cache
def likeness(one: str, other: str) -> float:
    """How alike two labels are, from 0 to 1: for the order of proposals, never to decide."""
    a, b = words(one), words(other)
    shared = len(a & b) / max(1, min(len(a), len(b)))
    return (shared * 2 + SequenceMatcher(None, plain(one)[:200], plain(other)[:200]).ratio()) / 3


def without_notes(text: str) -> tuple[str, tuple[str, ...]]:
    """A label without the footnotes that it refers to, and these.

    >>> without_notes("Q1. Avez-vous ? (1) (2)")
    ('Q1. Avez-vous ?', ('(1)', '(2)'))
    """
    notes: list[str] = []
    while found := _TAIL.search(text):
        if not text[: found.start()].strip():
            break
        notes.insert(0, found["note"])
        text = text[: found.start()]
    return text.strip(), tuple(notes)


def footnote(text: str) -> tuple[str, str] | None:
    """The mark and the text of a footnote, None where it is none."""
    found = _FOOTNOTE.match(text)
    if found is None or is_question(text):
        return None
    return found["mark"], found["text"].strip()


def is_about(text: str) -> bool:
    """True for a line about the whole: unit, fieldwork, how to read, a legend."""
    return bool(_ABOUT.search(text.strip())) and not is_question(text)


def is_question(text: str) -> bool:
    """True for what can only be a question: it has a number, or asks."""
    return bool(_ASKED.search(text.strip()))


def base(text: str) -> str:
    """« raw » or « weighted » for a base, « base » where it does not say which, "" for no base.

    >>> base("Base brute (effectif)"), base("Base redressée"), base("Base non pondérée")
    ('raw', 'weighted', 'raw')
    >>> base("n="), base("Base : ensemble"), base("Basées ici"), base("Base de données"), base("N'a rien")
    ('raw', 'base', '', '', '')
    """
    name = plain(text).replace("=", " ").strip()
    if not _BASE.match(name):
        return ""
    unweighted = bool(re.search(r"\bnon (?:ponder|redress)|unweighted", name))
    if _WEIGHTED.search(name) and not unweighted:
        return "weighted"
    if unweighted or _RAW.search(name) or name in {"n", "nb", "effectif", "effectifs", "eff"}:
        return "raw"
    if _EVERYBODY.match(name):
        return "base"
    return "raw" if "effectif" in name else ""


def subtotal(text: str) -> str | None:
    """What a subtotal is of, None where the label is none.

    >>> subtotal("S/T Important"), subtotal("Total oui"), subtotal("Total"), subtotal("Stable")
    ('important', 'oui', '', None)
    """
    found = _SUBTOTAL.match(plain(text))
    return found[1] if found else None


def is_whole(text: str) -> bool:
    """True for the column of everybody."""
    name = plain(text)
    return name in WHOLE or name.startswith("ensemble des ")


@cache
def size(text: str) -> tuple[int | None, int | None] | None:
    """The bounds of a size class, both counted in; None where the label has none, or not surely.

    >>> size("10 à 49 sal."), size("1 000 sal. et +"), size("Entreprises d'au moins 1 000 salariés")
    ((10, 49), (1000, None), (1000, None))
    >>> size("moins de 10 salariés"), size("50-249"), size("plus de 1 000"), size("Bretagne")
    ((None, 9), (50, 249), (1001, None), None)
    """
    bare = re.sub(r"(?<=\d)[ \u00a0\u202f.](?=\d{3}\b)", "", text).casefold()
    numbers = [int(number) for number in re.findall(r"\d+", bare)]
    if len(numbers) == 2 and re.search(r"\d\s*(?:-|–|/|à|a|et)\s*(?:moins de\s*)?\d|entre", bare):  # noqa: PLR2004
        low, high = numbers
        return (low, high - 1 if "moins de" in bare else high) if low < high else None
    if len(numbers) != 1:
        return None
    if re.search(
        r"au moins|\bet (?:plus|\+)|\d[^\d]*(?:ou|et)\s+(?:plus|\+)|\d\s*\+|[≥]|ou plus|minimum", bare
    ):
        return numbers[0], None
    if re.search(r"moins de|<|inférieur", bare):
        return None, numbers[0] - 1
    return (numbers[0] + 1, None) if re.search(r"plus de|>|supérieur|^\s*\+", bare) else None
