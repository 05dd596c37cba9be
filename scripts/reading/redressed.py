"""Cells that were no texts, written as their fields say that texts are: what a CSV of them needs."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from scripts.reading.exact.judges import options_of
from scripts.reading.values.base import Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.reading.model.package import Field
    from scripts.reading.values.base import Options

    Row = tuple[str, ...]


def redressed(rows: list[Row], fields: Sequence[Field]) -> list[Row]:
    """The rows with the cells of a workbook, of JSON or of Parquet in the forms of their fields.

    Numbers, days and truth values stay in the standard's default form, which whoever publishes gives to all.
    """
    spellings = {i: (_SPELLINGS[c.type], options_of(c)) for i, c in enumerate(fields) if c.type in _SPELLINGS}
    if not spellings or not any(isinstance(cell, Plain) for row in rows for cell in row):
        return rows
    return [tuple([_spelled(cell, spellings.get(place)) for place, cell in enumerate(row)]) for row in rows]


def _spelled(cell: str, spelling: tuple[Callable[[str, Options], str], Options] | None) -> str:
    """A cell in its field's form; as it is where it has none, or is none of its type."""
    if spelling is None or not isinstance(cell, Plain):
        return cell
    try:
        return Plain(spelling[0](cell, spelling[1]))
    except (ValueError, TypeError, KeyError):
        return cell


def _datetime(text: str, options: Options) -> str:
    return _moment(dt.datetime.fromisoformat(text), options)


def _time(text: str, options: Options) -> str:
    return _moment(dt.time.fromisoformat(text), options)


def _moment(value: dt.datetime | dt.time, options: Options) -> str:
    form = options["format"]
    return value.strftime(form) if "%" in form else value.isoformat()


def _list(text: str, options: Options) -> str:
    """The items with the separator between them; ValueError where it is in one of them."""
    delimiter = options.get("delimiter", ",")
    items = [one if isinstance(one, str) else json.dumps(one) for one in json.loads(text)]
    if any(delimiter in one for one in items):
        raise ValueError(text)
    return str(delimiter.join(items))


def _geopoint(text: str, options: Options) -> str:
    found: Any = json.loads(text)
    lon, lat = (found["lon"], found["lat"]) if isinstance(found, dict) else found
    forms = {"array": json.dumps([lon, lat]), "object": json.dumps({"lon": lon, "lat": lat})}
    return forms.get(options["format"], f"{lon}, {lat}")


_SPELLINGS = {"datetime": _datetime, "geopoint": _geopoint, "list": _list, "time": _time}
