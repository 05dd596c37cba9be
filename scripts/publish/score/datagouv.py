"""The nine points of data.gouv.fr, as udata 17 gives them to a data set that it has harvested.

Read in the source of udata (github.com/opendatateam/udata: `Dataset.compute_quality`, `dataset_from_rdf`). On
two points we are stricter: a licence that it does not recognise gives its point there (« not specified » is a
licence too), and so do addresses that nobody has asked; here the first is lost, the second not known.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from scripts.publish.score.graph import full
from scripts.publish.score.item import EDITION, ONLINE, PUBLISHER, Item, Scored
from scripts.publish.score.reading import Seen, address_of, day, last, text
from scripts.reading.authorities import FREQUENCIES, uri

if TYPE_CHECKING:
    from scripts.publish.score.graph import Node

PORTAL = "datagouv"
LENGTH = 100  # a description has more letters than that
CLOSED = ("pdf", "doc", "docx", "word", "xls", "excel", "xlsx")
LATE = dt.timedelta(days=1)  # what is forgiven
# Days after which a data set of a frequency is late; of the others nothing is expected.
DAYS = {
    **dict.fromkeys(
        ("1MIN", "5MIN", "10MIN", "15MIN", "30MIN", "HOURLY", "BIHOURLY", "TRIHOURLY", "12HRS"), 0
    ),
    **dict.fromkeys(("CONT", "DAILY", "DAILY_2", "DAILY_3"), 1),
    **dict.fromkeys(("WEEKLY", "WEEKLY_2", "WEEKLY_3", "WEEKLY_5"), 7),
    "BIWEEKLY": 14,
    "BIMONTHLY": 62,
    "QUARTERLY": 93,
    **dict.fromkeys(("MONTHLY", "MONTHLY_2", "MONTHLY_3"), 31),
    **dict.fromkeys(("ANNUAL", "ANNUAL_2", "ANNUAL_3"), 365),
    "BIENNIAL": 730,
    "TRIENNIAL": 1095,
    "QUADRENNIAL": 1460,
    "QUINQUENNIAL": 1825,
    "DECENNIAL": 3650,
    "BIDECENNIAL": 7300,
    "TRIDECENNIAL": 10950,
}
# The addresses by which it knows open licences, without their scheme.
LICENCES = (
    "www.etalab.gouv.fr/licence-ouverte-open-licence",
    "www.etalab.gouv.fr/wp-content/uploads/2014/05/licence_ouverte.pdf",
    "opendatacommons.org/licenses/odbl/summary",
    "opendatacommons.org/licenses/by/summary",
    "opendatacommons.org/licenses/pddl/summary",
    "creativecommons.org/licenses/by/4.0",
    "creativecommons.org/licenses/by-sa/4.0",
    "creativecommons.org/publicdomain/zero/1.0",
)
_SHAPES = ("gsp:wktLiteral", "gsp:geoJSONLiteral")
_WKT = re.compile(r"(MULTI)?POLYGON\s*\(\(.*\)\)", re.IGNORECASE | re.DOTALL)


def scored(seen: Seen) -> Scored:
    """Its nine items for a data set."""
    return Scored(PORTAL, tuple(item(seen) for item in ITEMS))


def licence(seen: Seen) -> Item:
    """A licence that it knows, of the data set or of a file."""
    told = [a for node in (seen.dataset, *seen.files) for a in node.addresses("dct:license")]
    known = any(one in licence for one in map(_bare, told) if one for licence in LICENCES)
    return _point("licence", "other" if told else "lost", PUBLISHER, told[0] if told else "", given=known)


def _bare(address: str) -> str:
    """An address without its scheme and its last slash; "" for none."""
    return re.sub(r"^https?://", "", address.strip().lower()).rstrip("/") if "://" in address else ""


def temporal(seen: Seen) -> Item:
    """A period with a date; one that has an address is looked up there, and lost where nothing is."""
    periods = [one for one in seen.dataset.nodes("dct:temporal") if not one.address]
    dated = any(day(one, ("dcat:startDate", "dcat:endDate")) for one in periods)
    return _point("temporal", who=PUBLISHER, given=dated)


def spatial(seen: Seen) -> Item:
    """A territory with a shape: the address of a country alone is passed over."""
    kinds = [one for node in seen.dataset.nodes("dct:spatial") for one in _shapes(node)]
    named = bool(seen.dataset.values("dct:spatial"))
    return _point("spatial", "named" if named else "lost", PUBLISHER, given=any(kinds))


def _shapes(node: Node) -> list[bool]:
    """Whether each shape of a place is one that it takes."""
    found = [one for name in node.said for one in node.literals(name)]
    known = [one for one in found if one.kind in map(full, _SHAPES)]
    return [bool(_WKT.fullmatch(one.text.strip())) or _is_json(one.text) for one in known]


def _is_json(told: str) -> bool:
    with suppress(ValueError, AttributeError):
        return json.loads(told).get("type") in ("Polygon", "MultiPolygon")
    return False


def frequency(seen: Seen) -> Item:
    """A frequency that it knows, and not « unknown »."""
    return _point("frequency", who=PUBLISHER, given=_frequency(seen) not in ("", "UNKNOWN"))


def _frequency(seen: Seen) -> str:
    """The code of its frequency in the EU's table; "" for none."""
    told = seen.dataset.addresses("dct:accrualPeriodicity")
    code = last(told[0]) if told else ""
    return code if code in FREQUENCIES and told[0] == uri("frequency", code) else ""


def respected(seen: Seen) -> Item:
    """No later than its frequency promises, on that day; without a frequency there is no promise to keep."""
    code = _frequency(seen)
    if code in ("", "UNKNOWN"):
        return _point("respected", "unpromised", PUBLISHER, given=False)
    updated = _updated(seen)
    if code not in DAYS or updated is None:
        return _point("respected", given=True)
    due = updated + dt.timedelta(days=DAYS[code])
    return _point("respected", "late", PUBLISHER, due.isoformat(), given=due + LATE >= seen.day)


def _updated(seen: Seen) -> dt.date | None:
    """The day of its last update: a date that is still to come is dropped."""
    days = [day(node, ("dct:modified",)) for node in (seen.dataset, *seen.files)]
    known = [one if one and one <= seen.day else None for one in days]
    return known[0] or max(filter(None, known), default=None)


def description(seen: Seen) -> Item:
    """A description of more than LENGTH letters, in French where there are several."""
    told = text(seen.dataset, "dct:description") or text(seen.dataset, "dct:abstract")
    return _point("description", who=PUBLISHER, note=str(LENGTH), given=len(told.strip()) > LENGTH)


def open_format(seen: Seen) -> Item:
    """A file in a format that is said, and open."""
    found = {_format(one) for one in seen.files}
    return _point("format", given=bool(found - {"", *CLOSED}))


def _format(distribution: Node) -> str:
    """The format of a file as it has it; "" for none."""
    told = distribution.addresses("dct:format")
    return last(told[0]).lower() if told else ""


def alive(seen: Seen) -> Item:
    """Every file answers; of those that nobody has asked, nobody knows."""
    answers = [(address_of(one), seen.answer(address_of(one))) for one in seen.files]
    dead = [address for address, (said, _) in answers if said is False]
    if dead or not answers:
        why, who = ("dead", PUBLISHER) if dead else ("lost", EDITION)
        return _point("alive", why, who, _some(dead), given=False)
    unknown = [(address, why) for address, (said, why) in answers if said is None]
    if not unknown:
        return _point("alive", given=True)
    address, why = unknown[0]
    who = PUBLISHER if why == "no-base" else ONLINE
    known = why if why in ("no-base", "offline") else "silent"
    return Item("alive", 1, None, known, who, f"{address} ({why})" if known == "silent" else "")


def _some(addresses: list[str]) -> str:
    """The first of some addresses, and how many there are more."""
    return addresses[0] + (f" (+ {len(addresses) - 1})" if len(addresses) > 1 else "") if addresses else ""


def documented(seen: Seen) -> Item:
    """A file that is described."""
    return _point("documented", given=any(text(one, "dct:description").strip() for one in seen.files))


def _point(key: str, why: str = "lost", who: str = EDITION, note: str = "", *, given: bool) -> Item:
    return Item(key, 1, int(given), why, who, note)


# What gives a point, in the portal's order. To add one: a function here, a line, its words in words.toml, and
# in tests/test_score.py what takes the point away.
ITEMS: tuple[Callable[[Seen], Item], ...] = (
    licence,
    temporal,
    spatial,
    frequency,
    respected,
    description,
    open_format,
    alive,
    documented,
)
