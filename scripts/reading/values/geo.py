"""Points and shapes: what a cell of type geopoint or geojson is worth."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from scripts.reading.values.base import Options, Reader

_EAST, _NORTH = 180, 90  # degrees
_LEAST = 2  # numbers of a position
# How deep the positions of a geometry are nested (RFC 7946, section 3.1).
_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_RING = 4  # positions of a ring at least, the first and the last the same


class Point(NamedTuple):
    """A longitude and a latitude."""

    lon: Any
    lat: Any


def geopoint(options: Options) -> Reader:
    """The reader of points: `lon, lat`, an array or an object of them."""
    form = options.get("format", "default")

    def read(cell: Any) -> Any:
        try:
            if not isinstance(cell, str):
                lon, lat = (cell["lon"], cell["lat"]) if isinstance(cell, dict) else cell
            elif form == "default":
                lon, lat = (part.strip() for part in cell.split(","))
            elif form == "array":
                lon, lat = json.loads(cell, parse_float=Decimal)
            else:
                found = json.loads(cell, parse_float=Decimal)
                if len(found) != len(Point._fields):
                    return None
                lon, lat = found["lon"], found["lat"]
            point = Point(Decimal(lon), Decimal(lat)) if isinstance(cell, str) else Point(lon, lat)
            right = abs(point.lon) <= _EAST and abs(point.lat) <= _NORTH
        except (ArithmeticError, ValueError, TypeError, KeyError, RecursionError):
            return None
        return point if right else None

    return read


def geojson(options: Options) -> Reader:
    """The reader of GeoJSON (RFC 7946), or of TopoJSON: of their shape, not of what it may mean."""
    fits = _is_topology if options.get("format", "default") == "topojson" else _is_geojson

    def read(cell: Any) -> Any:
        try:
            found = json.loads(cell) if isinstance(cell, str) else cell
            return found if isinstance(found, dict) and fits(found) else None
        except (ValueError, RecursionError):
            return None

    return read


def _is_topology(found: dict[str, Any]) -> bool:
    """True for a topology with its objects and arcs, each a list of positions (TopoJSON 1.0, section 2.1)."""
    arcs = found.get("arcs")
    return (
        found.get("type") == "Topology"
        and isinstance(found.get("objects"), dict)
        and isinstance(arcs, list)
        and all(_nested(arc, 1, _any) for arc in arcs)
    )


def _is_geojson(found: Any) -> bool:
    if not isinstance(found, dict):
        return False
    if found.get("type") == "FeatureCollection":
        features = found.get("features")
        return isinstance(features, list) and all(_is_feature(one) for one in features)
    return _is_feature(found) if found.get("type") == "Feature" else _is_geometry(found)


def _is_feature(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.get("type") == "Feature"
        and "geometry" in found
        and isinstance(found.get("properties", False), dict | None)
        and (found["geometry"] is None or _is_geometry(found["geometry"]))
    )


def _is_geometry(found: Any) -> bool:
    if not isinstance(found, dict):
        return False
    if found.get("type") == "GeometryCollection":
        inner = found.get("geometries")
        return isinstance(inner, list) and all(map(_is_geometry, inner))
    depth = _DEPTHS.get(found.get("type", ""))
    return depth is not None and _nested(found.get("coordinates"), depth, _SHAPES.get(found["type"], _any))


def _nested(value: Any, depth: int, fits: Callable[[list[Any]], bool]) -> bool:
    """True for positions nested so deep, of which every list of positions is as it should be."""
    if not isinstance(value, list):
        return False
    if depth == 0:
        return len(value) >= _LEAST and all(
            isinstance(one, int | float) and not isinstance(one, bool) for one in value
        )
    return (depth > 1 or fits(value)) and all(_nested(one, depth - 1, fits) for one in value)


def _any(_positions: list[Any]) -> bool:
    return True


_SHAPES: dict[str, Callable[[list[Any]], bool]] = {
    "LineString": lambda positions: len(positions) >= _LEAST,
    "MultiLineString": lambda positions: len(positions) >= _LEAST,
    "Polygon": lambda positions: len(positions) >= _RING,
    "MultiPolygon": lambda positions: len(positions) >= _RING,
}
