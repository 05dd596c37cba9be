"""A PDF whose objects stand in one order: the writer of the PDF numbers and lists some of them at random.

The objects keep their contents. They are numbered as one meets them from the root, the entries of each list
of resources read by name, and the table of places is made anew (PDF 1.7, ISO 32000-1, 7.5).
"""

from __future__ import annotations

import re
from itertools import pairwise

REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
# A list of resources: lines « /name N 0 R » and nothing else between << and >>.
RESOURCES = re.compile(rb"<<\n((?: +/\w+ \d+ 0 R\n)+)( *>>)")


def steady(content: bytes) -> bytes:
    """The same document, its objects in the order of their first mention; as it is where that cannot be."""
    objects = _objects(content)
    trailer = content[content.rindex(b"trailer") :]
    found = [int(n) for n in REFERENCE.findall(trailer)]
    if not objects or not set(found) <= set(objects):
        return content
    order: list[int] = []
    while found:
        number = found.pop(0)
        if number in objects and number not in order:
            order.append(number)
            found = [int(n) for n in REFERENCE.findall(_head(objects[number])[0])] + found
    numbers = {old: new for new, old in enumerate(order, 1)}
    made, places = bytearray(content[: content.index(b"obj")].rpartition(b"\n")[0].rpartition(b"\n")[0]), []
    made += b"\n\n"
    for old in order:
        places.append(len(made))
        head, stream = _head(objects[old])
        made += b"%d 0 obj\n" % numbers[old] + _renumbered(head, numbers) + stream
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(order) + 1)
    made += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    end = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % start, _renumbered(trailer, numbers))
    return bytes(made + re.sub(rb"/Size \d+", b"/Size %d" % (len(order) + 1), end))


def _objects(content: bytes) -> dict[int, bytes]:
    """Number → what stands after « N 0 obj », by the table at the end; empty where there is no such table."""
    table = re.search(rb"startxref\s+(\d+)", content)
    if not table:
        return {}
    start = int(table[1])
    lines = content[start:].split(b"\n")
    if lines[0] != b"xref":
        return {}
    used = [(int(line[:10]), n) for n, line in enumerate(lines[2:]) if line.rstrip().endswith(b" n")]
    ends = [*sorted(used), (start, 0)]
    return {n: content[at:end].partition(b"obj\n")[2] for (at, n), (end, _) in pairwise(ends)}


def _head(body: bytes) -> tuple[bytes, bytes]:
    """The dictionary of an object, its resources by name; and its stream, which is left alone."""
    head, mark, stream = body.partition(b"stream\n")
    by_name = RESOURCES.sub(
        lambda found: b"<<\n" + b"".join(sorted(found[1].splitlines(keepends=True))) + found[2], head
    )
    return by_name, mark + stream


def _renumbered(text: bytes, numbers: dict[int, int]) -> bytes:
    return REFERENCE.sub(lambda found: b"%d 0 R" % numbers.get(int(found[1]), 0), text)
