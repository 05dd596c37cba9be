"""The shapes under the map: rings of coordinates from TopoJSON, hatching inside them, places for labels.

Pure geometry in degrees (longitude, latitude). The outlines and where they come from: `explorer/geometry/`.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "geometry"
Point = tuple[float, float]
Ring = list[Point]
FLATTEN = math.cos(
    math.radians(46.5)
)  # a degree of longitude in degrees of latitude, in the middle of France


@cache
def topology() -> dict[str, Any]:
    """The TopoJSON of the regions, ids and `properties.code` are INSEE codes."""
    parsed: dict[str, Any] = json.loads((FOLDER / "regions-2016.topojson").read_text(encoding="utf-8"))
    return parsed


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """INSEE code → column and row of the region's tile."""
    parsed = json.loads((FOLDER / "tiles.json").read_text(encoding="utf-8"))
    return {code: (place[0], place[1]) for code, place in parsed["tiles"].items()}


@cache
def rings(code: str) -> list[Ring]:
    """The rings of a region, islands and holes alike (even-odd)."""
    shape = next(g for g in topology()["objects"]["regions"]["geometries"] if g["id"] == code)
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [_ring(arcs) for polygon in polygons for arcs in polygon]


def _ring(indexes: list[int]) -> Ring:
    """The arcs end to end; a negative index is the arc ~i backwards (TopoJSON 2.1.4)."""
    points: Ring = []
    for index in indexes:
        arc = _arcs()[index] if index >= 0 else _arcs()[~index][::-1]
        points += arc[1:] if points else arc
    return points


@cache
def _arcs() -> list[Ring]:
    """The arcs in degrees: steps on a grid, added up and scaled (TopoJSON 2.1.3)."""
    (sx, sy), (tx, ty) = topology()["transform"]["scale"], topology()["transform"]["translate"]
    arcs = []
    for steps in topology()["arcs"]:
        x = y = 0
        arc: Ring = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def middle(code: str) -> Point:
    """The centroid of the region's largest ring: where its label stands."""

    def area(ring: Ring) -> float:
        return (
            sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2
        )

    ring = max(rings(code), key=lambda r: abs(area(r)))
    x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return x / (6 * area(ring)), y / (6 * area(ring))


@cache
def hatching(code: str, gap: float = 0.16) -> list[list[Point]]:
    """Segments at 45° that fill the region, `gap` degrees of latitude apart: a scan line, even-odd."""
    edges = [
        ((ax * FLATTEN, ay), (bx * FLATTEN, by))
        for ring in rings(code)
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)
    ]
    sums = [x + y for edge in edges for x, y in edge]
    first, last = math.ceil(min(sums) / gap), math.floor(max(sums) / gap)
    segments = []
    for index in range(first, last + 1):
        level = index * gap + 1e-9  # never exactly on a vertex
        cuts = []
        for (ax, ay), (bx, by) in edges:
            a, b = ax + ay - level, bx + by - level
            if (a > 0) != (b > 0):
                part = a / (a - b)
                cuts.append((ax + part * (bx - ax), ay + part * (by - ay)))
        cuts.sort()
        for start, end in zip(cuts[::2], cuts[1::2], strict=True):
            segments.append([(start[0] / FLATTEN, start[1]), (end[0] / FLATTEN, end[1])])
    return segments
