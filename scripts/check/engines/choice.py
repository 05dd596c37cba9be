"""Which engine checks a table, and why: by what it can, then by size."""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.reading.exact.table import Table
    from scripts.reading.model.package import Resource
    from scripts.reading.rows.files import Files

# Told which engine checked a table (resource, engine), and why not a faster one ("" where it is the fastest).
Told = Callable[[str, str, str], None]

# The engines, the default first; their modules are in ways.py.
SPARK = "spark"  # or `spark:FOLDER`: where the Parquet stands that its workers read
NAMES = ("auto", "native", "polars", "stdlib", SPARK, "frictionless")
DEFAULT = NAMES[0]

TINY = 150_000  # bytes: below, Python has read the table before the kernel has its rules
SMALL = 1_500_000  # bytes: below, Python has read it before Polars is imported


def quiet(_resource: str, _engine: str, _reason: str) -> None:
    """A Told that nobody listens to."""


def is_known(engine: str) -> bool:
    """True for a name, and for `spark` with a folder.

    >>> is_known("spark:/shared/parquet"), is_known("auto"), is_known("auto:x"), is_known("spark:")
    (True, True, False, False)
    """
    name, colon, folder = engine.partition(":")
    return name in NAMES and (not colon or (name == SPARK and bool(folder)))


def chosen(engine: str) -> str:
    """The engine asked for. UsageError where there is none of that name."""
    if not is_known(engine):
        from scripts.reading.issues.refusals import refused
        from scripts.reading.model.errors import UsageError

        raise refused("engine", UsageError, engine=engine, known=", ".join([*NAMES, f"{SPARK}:FOLDER"]))
    return engine


def described(engine: str, told: Iterable[tuple[str, str, str]]) -> str:
    """The engine asked for, then those that ran; where a table was left to frictionless, which and why.

    Where a cluster was asked for, why it did not read a table is told too.

    >>> described("auto", [("a", "stdlib", "900 bytes"), ("b", "polars", "")])
    'auto (polars, stdlib)'
    >>> described("polars", [("a", "frictionless", "arrayItem"), ("b", "polars", "")])
    'polars (polars; frictionless: a, arrayItem)'
    >>> described("spark", [("a", "stdlib", "900 bytes"), ("b", "spark", "")])
    'spark (spark, stdlib; not spark: a, 900 bytes)'
    """
    told = list(told)
    ran = ", ".join(sorted({name for _, name, _ in told if name != "frictionless"}))
    left = [f"frictionless: {table}, {why}" for table, name, why in told if name == "frictionless" and why]
    if engine.partition(":")[0] == SPARK:
        whys = dict.fromkeys(why for _, name, why in told if name not in (SPARK, "frictionless") and why)
        for why in whys:
            tables = ", ".join(table for table, name, said in told if said == why and name != "frictionless")
            left.append(f"not spark: {tables}, {why}")
    parts = "; ".join([*([ran] if ran else []), *left])
    return f"{engine} ({parts})" if parts and parts != engine else engine


def is_tiny(files: Files, resource: Resource) -> bool:
    """True where nothing pays but to read the table at once."""
    return _size(files, resource) < TINY


def is_large(files: Files, resource: Resource) -> bool:
    """True where it pays to import Polars, and it is there."""
    if _size(files, resource) < SMALL:
        return False
    from importlib.util import find_spec

    return find_spec("polars") is not None


def _size(files: Files, resource: Resource) -> int:
    return sum(map(files.size, resource.paths))


def reason_against(way: str, table: Table) -> str:
    """Why `native` or `polars` cannot be sure to read a table as Python does; "" where it can."""
    from scripts.reading.rows.form import DELIMITED

    if way == SPARK:  # parquet.py reads as Python does, or is Python
        if table.dialect.null_sequence is not None:
            return "a null sequence"
        return "" if table.form.kind == DELIMITED else f"not delimited text: {table.form.kind}"
    dialect, form = table.dialect, table.form
    marks = f"{dialect.delimiter}{dialect.quote_char}"
    reasons = {
        f"not delimited text: {form.kind}": form.kind != DELIMITED,
        "several files, or a packed one": len(table.resource.paths) != 1 or bool(form.compression),
        f"encoding {form.encoding}": form.encoding != "utf-8-sig",
        "the header is not the first row": dialect.header and tuple(dialect.header_rows) != (1,),
        "a null sequence, or lines that end otherwise": dialect.null_sequence is not None
        or dialect.line_terminator.strip("\r\n") != "",
        "comments": bool(dialect.comment_char or dialect.comment_rows),
        "escapes, or spaces after separators": bool(dialect.escape_char or dialect.skip_initial_space),
        "a separator that is not ASCII, or is the quote": not marks.isascii() or len(set(marks)) == 1,
    }
    if way == "polars":
        reasons["one column: a blank line and an empty cell look the same"] = len(table.columns) == 1
    return next((reason for reason, holds in reasons.items() if holds), "")
