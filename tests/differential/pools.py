"""Cells that engines have been wrong about: for every type, some that are right and many that are nearly so."""

from __future__ import annotations

from typing import Any

INTEGERS = (
    "0 1 -1 +1 42 007 -0 2024 9223372036854775807 9223372036854775808 -9223372036854775809 1_000 1__0 _1 1_ 1.0 1.5 "
    "1e3 0x10 １２ ٣ ² ½ Ⅷ -- +-1 NaN inf 12a a12 €12 12% 1,000 1.000 10000000000000000000000000000000"
).split() + [" 1", "1 ", " 1 ", "\t1", "1\n", "\u00a01", "\u200b1", "1 000", "- 1", "", "-", "x"]
NUMBERS = [
    *INTEGERS,
    *(
        "0.1 .5 5. . +.5 -.5 1.5 1,5 1.50 01.5 0.10 1e5 1E5 1e+5 1e-5 1e 1.e1 .e1 1d 0x1p3 NaN nan sNaN sNaN1 -NaN "
        "Infinity inf -inf INF Inf infinity infinit 100 100.0 100.00000000000000001 99.99999999999999999 1e400 "
        "1e-400 0.1000000000000000055511151231257827 123456789012345.6 123456789012345678 1_0.5 1._5 ５.５ 1.2.3 "
        "1,234.5 1.234,5 $5 5$ 12.5% 1'000 -0.0 -0 00 0.0 1e1_0"
    ).split(),
]
BOOLEANS = "true True TRUE tRUE 1 0 false False FALSE yes no oui non y n t f T F on off 01 1.0 vrai faux".split() + [
    " true",
    "true ",
    "",
]
DATES = (
    "2024-01-01 2024-02-29 2023-02-29 1900-02-29 2000-02-29 2024-1-1 2024-01-1 24-01-01 0001-01-01 0000-01-01 "
    "9999-12-31 10000-01-01 2024-13-01 2024-00-10 2024-04-31 2024-12-32 2024/01/01 01/02/2024 20240101 2024-01 "
    "2024 2024-01-01T00:00:00 epoch infinity ２０２４-01-01 +2024-01-01 -2024-01-01 2024-01-01Z 2024-01-0１"
).split() + [" 2024-01-01", "2024-01-01 ", "2024-01-01\n", "2024- 1- 1", "", "1 janvier 2024", "Jan 1 2024"]
DATETIMES = (
    "2024-01-01T00:00:00 2024-01-01T00:00:00Z 2024-01-01T24:00:00 2024-01-01T24:00:01 2024-01-01T23:59:60 "
    "2024-01-01T12:00:00+02:00 2024-01-01T12:00:00+0200 2024-01-01T12:00:00.5 2024-01-01T12:00:00,5 "
    "2024-01-01T12:00:00.123456789 2024-01-01T12:00 2024-01-01 20240101T120000 2024-02-30T00:00:00 "
    "2024-01-01t00:00:00 0000-01-01T00:00:00 2024-1-1T00:00:00 2024-01-01T1:00:00 2024-01-01T00:00:00+24:00 "
    "2024-W01-1T00:00:00 2024-01-01T00:00:00-00:00"
).split() + ["2024-01-01 00:00:00", " 2024-01-01T00:00:00", "2024-01-01T00:00:00 ", "2024-01-01T00:00:00\n", "", "x"]
TIMES = (
    "00:00:00 23:59:59 24:00:00 23:59:60 12:00 1:00:00 12:00:00Z 12:00:00+02:00 12:00:00.5 12:00:00,25 25:00:00 "
    "12:60:00 120000 12-00-00 １2:00:00 12:00:00.1234567"
).split() + [" 12:00:00", "12:00:00 ", "12:00:00\n", "", "noon"]
YEARS = "2024 0000 9999 1990 2030 1989 2031 20 02024 -202 +202 20_4 ２０２４ 2O24 12345 2024.0".split() + [
    " 202",
    "202 ",
    "2024 ",
    "202\n",
    "",
]
YEARMONTHS = (
    "2024-01 2024-1 2024-12 2024-13 2024-00 24-01 202401 2024-01-01 -2024-01 2024 0-1 99999-1 ２０２４-０１ 2024-1_2 1_0-1"
).split() + [" 2024-01", "2024-01 ", "2024 - 01", "", "x-y"]
STRINGS = [
    *"a b ab abc A é É ß ﬁ e\u0301 01 75056 2A004 P1234 x1 aa aaa 😀 a😀b naïve null None NA N/A - NaN".split(),
    "",
    " ",
    "  a ",
    "a,b",
    'say "x"',
    'a"b',
    "line\nbreak",
    "cr\rlf",
    "crlf\r\nx",
    "a\n",
    "tab\tx",
    "\u00a0",
    "\u2028",
    "\x1f",
    "\x0b",
    "\x85",
    "x" * 130,
    "https://example.org/a?b#c",
    "example.org",
    "mailto:a@example.org",
    "a@example.org",
    "a@b",
    "@",
    "7b4a4e3e-98a1-4f7a-9c6e-0f3d5c2b1a00",
    "7B4A4E3E-98A1-4F7A-9C6E-0F3D5C2B1A00",
    "7b4a4e3e98a14f7a9c6e0f3d5c2b1a00",
    "aGVsbG8=",
    "aGVsbG8",
    "é==",
    "POINT (30 10)",
    "POINT (30)",
]
JSONS = [
    "{}",
    "[]",
    '{"a": 1}',
    "[1, 2]",
    "[1]",
    "1",
    "null",
    "NaN",
    "{",
    "",
    '{"type": "Point", "coordinates": [1, 2]}',
    '{"type": "Point", "coordinates": "x"}',
    '{"type":"Topology","objects":{},"arcs":[]}',
    "[[1]]",
]
POINTS = [
    "1,2",
    "1, 2",
    "181,2",
    "180,90",
    "1,91",
    "1",
    "1,2,3",
    "a,b",
    "",
    "NaN,1",
    "[1,2]",
    "[1.5,2]",
    '{"lon": 1, "lat": 2}',
    '{"lon": 1}',
    "[190,2]",
    " 1 ,2 ",
    "1_0,2",
    "[1]",
]
DURATIONS = "P1Y P1M P1D PT1H P1Y2M3DT4H5M6S P P1W 1Y PT -P1D P1.5Y PT0.5S".split() + ["", " P1D"]
LISTS = ["a,b", "1,2", "1,x", "1;2", "", ",", "a", "true,false", "2024-01-01,2024-01-02", "1.5,2", "é,à"]

# For every type: the cells, and the ways in which a field of that type may be written.
POOLS: dict[str, list[str]] = {
    "integer": INTEGERS,
    "number": NUMBERS,
    "boolean": BOOLEANS,
    "date": DATES,
    "datetime": DATETIMES,
    "time": TIMES,
    "year": YEARS,
    "yearmonth": YEARMONTHS,
    "string": STRINGS,
    "any": STRINGS,
    "object": JSONS,
    "array": JSONS,
    "geojson": JSONS,
    "geopoint": POINTS,
    "duration": DURATIONS,
    "list": LISTS,
}
OPTIONS: dict[str, list[dict[str, Any]]] = {
    "integer": [{}, {}, {"bareNumber": False}, {"groupChar": ","}],
    "number": [
        {},
        {},
        {"decimalChar": ","},
        {"groupChar": ","},
        {"decimalChar": ",", "groupChar": "."},
        {"bareNumber": False},
        {"groupChar": " "},
        {"floatNumber": True},
    ],
    "boolean": [{}, {"trueValues": ["yes", "oui"], "falseValues": ["no", "non"]}, {"trueValues": ["t"]}],
    "date": [{}, {}, {"format": "%d/%m/%Y"}, {"format": "any"}, {"format": "%Y-%m-%d"}],
    "datetime": [{}, {}, {"format": "any"}, {"format": "%Y-%m-%dT%H:%M:%S"}, {"format": "%Y-%m-%dT%H:%M:%S%z"}],
    "time": [{}, {}, {"format": "any"}, {"format": "%H:%M"}, {"format": "%H:%M:%S"}],
    "string": [{}, {}, {}, *({"format": f} for f in ("email", "uri", "uuid", "binary", "wkt"))],
    "geojson": [{}, {"format": "topojson"}],
    "geopoint": [{}, {"format": "array"}, {"format": "object"}],
    "array": [{}, {"arrayItem": {"type": "integer"}}],
    "list": [{}, {"itemType": "integer"}, {"delimiter": ";", "itemType": "number"}, {"itemType": "boolean"}],
}
CONSTRAINTS: dict[str, list[dict[str, Any]]] = {
    "integer": [
        {"minimum": 0},
        {"maximum": 100},
        {"minimum": -1, "maximum": 42},
        {"exclusiveMinimum": 0, "exclusiveMaximum": 42},
        {"minimum": "1"},
        {"enum": [1, 42, 2024]},
        {"enum": ["1", "7"]},
        {"maximum": 10**30},
    ],
    "number": [
        {"minimum": 0, "maximum": 100},
        {"minimum": 0.1},
        {"exclusiveMinimum": 0},
        {"exclusiveMaximum": 100},
        {"enum": [0.1, 1, 1.5]},
        {"maximum": "1.5"},
        {"maximum": 99.99999999999999},
    ],
    "boolean": [{"enum": [True]}, {"enum": ["true"]}],
    "date": [
        {"minimum": "2000-01-01", "maximum": "2024-06-30"},
        {"exclusiveMinimum": "2024-01-01"},
        {"enum": ["2024-01-01"]},
    ],
    "datetime": [{"minimum": "2024-01-01T00:00:00"}, {"enum": ["2024-01-01T00:00:00"]}],
    "time": [{"maximum": "12:00:00"}, {"enum": ["12:00:00"]}],
    "year": [{"minimum": 1990, "maximum": 2030}, {"exclusiveMaximum": 2024}, {"enum": [2024, "1990"]}],
    "yearmonth": [{"minimum": "2024-01"}, {"enum": ["2024-01", "2024-12"]}],
    "string": [
        {"minLength": 2},
        {"maxLength": 3},
        {"minLength": 1, "maxLength": 5},
        {"enum": ["a", "ab", "", "é"]},
        *(
            {"pattern": pattern}
            for pattern in (
                "[a-z]+",
                "a|b",
                "^a",
                "a$",
                "^a$",
                "a|^b$",
                r"\d{2}|2[AB]\d{3}|\d{5}",
                r"\w+",
                r"\W*",
                r"\s*",
                r"[^a]*",
                r"[^\d]*",
                "(?i)ab",
                "(?=a).*",
                r"(a)\1",
                ".*",
                ".+?",
                "[[:alpha:]]+",
                r"\S+",
                "é|[À-ÿ]+",
                "(?s:.)*",
                r"[\w-]+",
                r"a{1,2}b?",
                r"(ab|a)(bc|c)?",
                r"\bab\b",
                r"[\]\-a]+",
                r"a\Z",
                "",
                r"😀|a.b",
                "x{130}",
                r"P\d{4}",
            )
        ),
    ],
    "any": [{"enum": ["a", "b", 1, ""]}],
    "array": [{"minLength": 1}, {"maxLength": 1}, {"enum": [[1]]}],
    "object": [{"minLength": 1}, {"enum": [{}]}],
    "list": [{"minLength": 2}, {"maxLength": 1}],
    "geopoint": [{"enum": ["1,2"]}],
    "duration": [{"enum": ["P1D"]}],
}
MISSING: list[list[Any]] = [[""], ["", "NA"], ["-"], ["", "N/A", "null"], [], [" "], ["", "0"], ["None", ""]]
