"""The 405 points of data.europa.eu (Metadata Quality Assessment), five groups of items for a data set.

Source: <https://data.europa.eu/mqa/methodology>. The same data in several formats are taken for one thing:
the points of files are those of the file that has the most. What it answers when it is asked is not known
here unless somebody asks; whether it passes the shapes of DCAT-AP is asked by this project's tests, and here
only whether a mandatory property is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from scripts.publish.score import mqa_lists
from scripts.publish.score.item import EDITION, ONLINE, PUBLISHER, TESTS, Item, Scored
from scripts.publish.score.reading import Seen, last
from scripts.reading.authorities import ADDRESS, THEMES, uri

if TYPE_CHECKING:
    from scripts.publish.score.graph import Node

PORTAL = "mqa"
FIND, ACCESS, INTEROPERATE, REUSE, CONTEXT = "findable", "accessible", "interoperable", "reusable", "context"
_IANA = "https://www.iana.org/assignments/media-types/"


class Verdict(NamedTuple):
    """Whether the points are given, None where nobody knows; and else why, who can give them, a quotation."""

    given: bool | None
    why: str = "lost"
    who: str = EDITION
    note: str = ""


_NO_FILE = Verdict(given=False, why="no-file")


class Question(NamedTuple):
    """What is asked, of the data set or of a file, and the points for a yes."""

    group: str
    key: str
    points: int
    asked: Callable[[Seen, Node], Verdict]
    of_file: bool = False


def scored(seen: Seen) -> Scored:
    """Its items for a data set, the file with the most points standing for all."""
    whole = {q.key: q.asked(seen, seen.dataset) for q in QUESTIONS if not q.of_file}
    ranked = [{q.key: q.asked(seen, one) for q in QUESTIONS if q.of_file} for one in seen.files]
    best = max(ranked, key=_points, default={})
    found = {**whole, **best}
    return Scored(PORTAL, tuple(_item(q, found.get(q.key, _NO_FILE)) for q in QUESTIONS))


def _points(verdicts: dict[str, Verdict]) -> int:
    return sum(q.points for q in QUESTIONS if q.key in verdicts and verdicts[q.key].given)


def _item(question: Question, verdict: Verdict) -> Item:
    got = None if verdict.given is None else question.points * verdict.given
    why, who = (verdict.why, verdict.who) if not verdict.given else ("lost", EDITION)
    return Item(question.key, question.points, got, why, who, verdict.note, question.group)


def _has(name: str, who: str = EDITION) -> Callable[[Seen, Node], Verdict]:
    """Whether a property is there."""
    return lambda _, node: Verdict(bool(node.values(name)), who=who)


def _themes(_: Seen, node: Node) -> Verdict:
    known = [uri("data-theme", code) for code in THEMES]
    return Verdict(any(one in known for one in node.addresses("dcat:theme")), who=PUBLISHER)


def _answers(name: str) -> Callable[[Seen, Node], Verdict]:
    """Whether the address that a property has answers."""

    def asked(seen: Seen, node: Node) -> Verdict:
        addresses = node.addresses(name)
        if not addresses:
            return Verdict(given=False)
        said, why = seen.answer(addresses[0])
        if said is None and why not in ("no-base", "offline"):
            return Verdict(None, "silent", ONLINE, f"{addresses[0]} ({why})")
        if said is None:
            return Verdict(None, why, PUBLISHER if why == "no-base" else ONLINE)
        return Verdict(said, "dead", PUBLISHER, addresses[0])

    return asked


def _listed(_: Seen, node: Node) -> Verdict:
    """The format and the media type are codes of their tables: the points are given for both."""
    formats = [last(one) for one in node.addresses("dct:format") if one.startswith(f"{ADDRESS}file-type/")]
    media = [one for one in node.addresses("dcat:mediaType") if one.startswith(_IANA)]
    return Verdict(any(one in mqa_lists.FILE_TYPES for one in formats) and bool(media))


def _format_in(codes: frozenset[str]) -> Callable[[Seen, Node], Verdict]:
    return lambda _, node: Verdict(any(last(one) in codes for one in node.addresses("dct:format")))


def _licence_listed(_: Seen, node: Node) -> Verdict:
    told = node.addresses("dct:license")
    note = told[0] if told else ""
    return Verdict(any(map(mqa_lists.is_licence, told)), "other" if told else "lost", PUBLISHER, note)


def _rights_listed(_: Seen, node: Node) -> Verdict:
    known = [uri("access-right", code) for code in mqa_lists.ACCESS_RIGHTS]
    return Verdict(any(one in known for one in node.addresses("dct:accessRights")))


def _conforms(_: Seen, node: Node) -> Verdict:
    """No mandatory property is missing; what else the shapes ask is not asked here."""
    lacks = [name for name in ("dct:title", "dct:description") if not node.literals(name)]
    lacks += ["dcat:accessURL"] if any(not one.values("dcat:accessURL") for one in _all_files(node)) else []
    if lacks:
        return Verdict(given=False, why="lacking", note=", ".join(lacks))
    return Verdict(None, "shapes", TESTS)


def _all_files(node: Node) -> list[Node]:
    return node.nodes("dcat:distribution")


# What is asked, in the order of the methodology. To add one: a line here, its words in words.toml, and in
# tests/test_score.py what takes its points away.
QUESTIONS = (
    Question(FIND, "keyword", 30, _has("dcat:keyword", PUBLISHER)),
    Question(FIND, "theme", 30, _themes),
    Question(FIND, "spatial", 20, _has("dct:spatial", PUBLISHER)),
    Question(FIND, "temporal", 20, _has("dct:temporal", PUBLISHER)),
    Question(ACCESS, "access-answers", 50, _answers("dcat:accessURL"), of_file=True),
    Question(ACCESS, "download", 20, _has("dcat:downloadURL"), of_file=True),
    Question(ACCESS, "download-answers", 30, _answers("dcat:downloadURL"), of_file=True),
    Question(INTEROPERATE, "format", 20, _has("dct:format"), of_file=True),
    Question(INTEROPERATE, "media", 10, _has("dcat:mediaType"), of_file=True),
    Question(INTEROPERATE, "listed", 10, _listed, of_file=True),
    Question(INTEROPERATE, "open", 20, _format_in(mqa_lists.NON_PROPRIETARY), of_file=True),
    Question(INTEROPERATE, "machine", 20, _format_in(mqa_lists.MACHINE_READABLE), of_file=True),
    Question(INTEROPERATE, "conforms", 30, _conforms),
    Question(REUSE, "licence", 20, _has("dct:license", PUBLISHER), of_file=True),
    Question(REUSE, "licence-listed", 10, _licence_listed, of_file=True),
    Question(REUSE, "access", 10, _has("dct:accessRights")),
    Question(REUSE, "access-listed", 5, _rights_listed),
    Question(REUSE, "contact", 20, _has("dcat:contactPoint", PUBLISHER)),
    Question(REUSE, "publisher", 10, _has("dct:publisher", PUBLISHER)),
    Question(CONTEXT, "rights", 5, _has("dct:rights"), of_file=True),
    Question(CONTEXT, "size", 5, _has("dcat:byteSize"), of_file=True),
    Question(CONTEXT, "issued", 5, _has("dct:issued")),
    Question(CONTEXT, "modified", 5, _has("dct:modified")),
)

# What a total is called, from so many points on.
RATINGS = ((351, "excellent"), (221, "good"), (121, "sufficient"), (0, "bad"))


def rating(points: int) -> str:
    """What so many points are called.

    >>> [rating(points) for points in (351, 350, 121, 120)]
    ['excellent', 'good', 'sufficient', 'bad']
    """
    return next(name for least, name in RATINGS if points >= least)
