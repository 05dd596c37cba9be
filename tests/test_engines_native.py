"""The kernel and its automata: they accept no more than Python does, and lose no row between blocks."""

from __future__ import annotations

import random
import re
import unicodedata
import warnings
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.check.engines import ENGINES
from scripts.check.engines.automata import automaton
from scripts.check.engines.kernel import BLOCK, LIBRARY, kernel, plain_lines
from scripts.check.engines.patterns import rust
from scripts.reading.descriptor import load, to_package
from tests.benchmarks import generator
from tests.differential.compare import outcome, write

if TYPE_CHECKING:
    from pathlib import Path

ATOMS = [r"\d", r"\w", r"\s", r"\W", r"\D", r"\S", ".", "[ab]", "[^a]", r"[^\d]", r"[^\s]", "[À-ÿ]", "[^a-é]"]
TEXTS = st.text(alphabet="ab1é\n -À😀_\x1c\u2028", max_size=5)
PATTERNS = st.recursive(
    st.sampled_from([*ATOMS, "a", "é", "😀", "^", "$", r"\A", r"\Z"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        st.tuples(inner, inner).map("|".join),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,2}", "*?", "{2}"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
    ),
    max_leaves=6,
)


@given(pattern=PATTERNS, texts=st.lists(TEXTS, min_size=5, max_size=10))
@settings(deadline=None, max_examples=300)
def test_an_expression_of_rust_accepts_what_python_matches_or_less(pattern: str, texts: list[str]) -> None:
    """The same, of what Polars is given."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        match = re.compile(f"^{pattern}$").match
    made = rust(pattern)
    if made is not None:
        accepted = pl.Series(texts, dtype=pl.String).str.contains(made.text).to_list()
        assert [text for text, yes in zip(texts, accepted, strict=True) if yes and not match(text)] == []


@given(pattern=PATTERNS, texts=st.lists(TEXTS, min_size=5, max_size=10))
@settings(deadline=None, max_examples=300)
def test_an_automaton_accepts_what_python_matches_or_less(pattern: str, texts: list[str]) -> None:
    """Whatever the pattern; and all of it where the pattern says nothing of Unicode's classes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        match = re.compile(f"^{pattern}$").match
    made = automaton(pattern)
    if made is None:
        return
    exact = not re.search(r"\\[a-zA-Z]", pattern)
    for text in texts:
        accepted, matched = made.accept(text), match(text) is not None
        assert matched or not accepted
        assert accepted or not matched or not exact or text.endswith("\n")


@pytest.mark.parametrize("pattern", ["(?i)a", r"(a)\1", "(?=a)", r"\bx", "(?>a)", "a++", "x{2000}", "("])
def test_patterns_that_are_no_automata(pattern: str) -> None:
    """What means more than a set of texts, or would be too large, is left to Python."""
    assert automaton(pattern) is None


@pytest.mark.skipif(not LIBRARY.exists(), reason="the kernel was not built")
def test_the_kernel_that_was_built_is_the_one_expected() -> None:
    """A library that is there is used."""
    assert kernel() is not None


@pytest.mark.skipif(kernel() is None, reason="the kernel was not built")
def test_blocks(tmp_path: Path) -> None:
    """Rows, lines, duplicates and line breaks in quotes are right in files of several blocks."""
    folder = generator.write(tmp_path, 48_000, faults=0.01)
    table = folder / "facts.csv"
    lines = table.read_bytes().splitlines(keepends=True)
    random.Random(0).shuffle(lines[1:])  # noqa: S311 -- data, not secrets
    table.write_bytes(b"".join([*lines, lines[1], lines[-1]]))
    assert table.stat().st_size > 2 * BLOCK
    source = load(folder)
    told: list[tuple[str, str, str]] = []
    first, other = (
        sorted(
            ENGINES[engine](
                source, to_package(source.descriptor), lambda _: None, lambda *words: told.append(words), ()
            )
        )
        for engine in ("stdlib", "native")
    )
    assert first == other
    assert ("facts", "native", "") in told


@pytest.mark.parametrize("width", [63, 64, 65, 130])
def test_wide_tables(width: int, tmp_path: Path) -> None:
    """Faults are found in every column, however many there are."""
    fields = [{"name": f"c{number}", "type": "integer"} for number in range(width)]
    right, rows = ["1"] * width, [",".join(field["name"] for field in fields)]
    for column in range(width):
        rows += [",".join(right), ",".join([*right[:column], "x", *right[column + 1 :]])]
    rows += [",".join(["x"] * width), ",".join([""] * width), ",".join(right[1:]), ""]
    content = "\n".join(rows).encode()
    folder = write(
        tmp_path, [{"name": "t", "path": "t.csv", "schema": {"fields": fields}}], {"t.csv": content}
    )
    assert outcome(folder, "native") == outcome(folder, "frictionless")


@pytest.mark.skipif(kernel() is None, reason="the kernel was not built")
def test_what_is_taken_for_composed_is() -> None:
    """No character that the kernel passes is a mark, is written otherwise in NFC, or ends a composition."""
    whole = (unicodedata.decomposition(chr(code)).split() for code in range(0x110000))
    ends = {int(parts[-1], 16) for parts in whole if len(parts) > 1 and not parts[0].startswith("<")}
    texts = (chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF)
    passed = [text for text in texts if plain_lines(text.encode()) is not None]
    assert len(passed) > 20_000
    for text in passed:
        assert unicodedata.combining(text) == 0
        assert unicodedata.is_normalized("NFC", text)
        assert ord(text) not in ends


@given(
    text=st.lists(
        st.sampled_from(
            [b"a", b",", b'"', b"\n", "é".encode(), "œ’«".encode(), "😀".encode(), "Ж語".encode()]
        )
        | st.sampled_from(
            [b"\r", b"\0", b"\xff", b"\xe2\x80", "\u0301".encode(), "\u2000".encode(), b"\xed\xa0\x80"]
        )
        | st.binary(max_size=2),
        max_size=12,
    ),
    times=st.sampled_from([1, 1, 40]),
)
@settings(deadline=None, max_examples=500)
def test_a_text_that_is_plain(text: list[bytes], times: int) -> None:
    """It is UTF-8 in NFC, without NUL or carriage return, and has the lines and quotes that are told."""
    content = b"".join(text * times)
    found = plain_lines(content)
    if found is not None:
        assert unicodedata.is_normalized("NFC", content.decode())
        assert not {b"\0"[0], b"\r"[0]} & set(content)
        assert found == (content.count(b"\n"), content.count(b'"'))
