"""A value of a sheet ↔ the text of a CSV, by the kind of its column.

What comes back was typed by people, and saved by Excel, LibreOffice or Google Sheets: a number may be a text
with a comma and no-break spaces, a day a text, a label may have other spaces or another case.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.reading.tables import to_text
from scripts.studies.workbook.labels import Choices, UnreadError, same
from scripts.studies.workbook.values import by_pattern, day, matches, number, padded, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scripts.reading.model.package import Field

# The kinds of columns: a label of another table, a word of a list, yes or no, and what is typed.
KEY, WORD, YES, NUMBER, INTEGER, YEAR, DATE, TEXT = (
    "key",
    "word",
    "yes",
    "number",
    "integer",
    "year",
    "date",
    "text",
)
CHOSEN = (KEY, WORD, YES)
_KINDS = {"number": NUMBER, "integer": INTEGER, "year": YEAR, "date": DATE, "boolean": YES}
YES_NO = {"true": "Oui", "false": "Non"}
_TRUTHS = {"oui": "true", "vrai": "true", "true": "true", "yes": "true", "1": "true"} | {
    "non": "false",
    "faux": "false",
    "false": "false",
    "no": "false",
    "0": "false",
}
_ERROR = re.compile(r"#(N/A|N/D|[A-ZÀ-Ü0-9/]+[!?])")
FIRST_DAY = dt.date(1900, 3, 1)  # Excel counts a day that never was before it
_EXACT = 2**53
_DIGITS = ".15g"  # what a spreadsheet shows of a number: 0,1 + 0,2 is 0,3


@dataclass(frozen=True, slots=True)
class Column:
    """A field as a column of a sheet: its kind, what is chosen in it, whether people see it.

    `table` is the one whose labels are chosen ("" for none).
    """

    field: Field
    kind: str
    choices: Choices | None = None
    table: str = ""
    hidden: bool = False

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.field.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.field.title or self.field.name

    def shown(self, text: str) -> Any:
        """What a sheet shows of the text of a CSV: a label, a number, a day, a text; None for no value."""
        if not text:
            return None
        if self.choices is not None:
            return self.choices.label(text)
        try:
            return _SHOWN.get(self.kind, str)(text)
        except (ValueError, ArithmeticError):
            return text

    def text(self, value: Any, old: str = "") -> str:
        """The text of a CSV that a value of a sheet means; `old` is the one it had. UnreadError."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return ""
        if isinstance(value, str) and _ERROR.fullmatch(value.strip()):
            raise UnreadError("error", value=value.strip())
        if self.choices is not None:
            return chosen(self, value, old)
        return _READ[self.kind](self.field, value)


def kind_of(field: Field) -> str:
    """The kind of a field that refers to no table."""
    if "enum" in field.constraints or field.categories:
        return WORD
    return _KINDS.get(field.type, TEXT)


def words_of(field: Field) -> dict[str, str]:
    """The values of a list with what people read: their labels where they have any."""
    if field.type == "boolean":
        return YES_NO
    labels = {to_text(one.value): one.label for one in field.categories}
    values = map(to_text, field.constraints.get("enum", ()) or labels)
    return {value: labels.get(value) or value for value in values}


def chosen(column: Column, value: Any, old: str) -> str:
    """The code that was chosen, or typed. UnreadError."""
    choices = column.choices or Choices({})
    text = _plain(value)
    if column.kind == YES and (found := _TRUTHS.get(same(text))):
        return found
    if (
        isinstance(value, float | int)
        and text not in choices.labels
        and (code := padded(text, choices.labels))
    ):
        return code
    return choices.code(text, old)


def _plain(value: Any) -> str:
    """A value as the text that people see; a number without a useless `.0`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else to_text(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    text = unicodedata.normalize("NFC", str(value))
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(field: Field, value: Any) -> str:
    """A text; of a number that lost its zeros, the one that the pattern surely means."""
    text = _plain(value)
    if isinstance(value, str):
        return text
    pattern = field.constraints.get("pattern")
    if isinstance(value, float | int) and isinstance(pattern, str) and not matches(pattern, text):
        return by_pattern(text, pattern) or text
    return text


def _number(_field: Field, value: Any) -> str:
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
        raise UnreadError("number", value=_plain(value))
    if isinstance(value, int | float):
        return to_text(float(format(value, _DIGITS)))
    return number(value)


def _integer(field: Field, value: Any) -> str:
    try:
        return whole(_number(field, value))
    except UnreadError:
        raise UnreadError("integer", value=_plain(value)) from None


def _year(_field: Field, value: Any) -> str:
    text = _plain(value)
    if not re.fullmatch(r"-?\d{4,}", text) or isinstance(value, dt.date):
        raise UnreadError("year", value=text)
    return text


def _date(_field: Field, value: Any) -> str:
    if isinstance(value, dt.date):
        return (value.date() if isinstance(value, dt.datetime) else value).isoformat()
    if not isinstance(value, str):
        raise UnreadError("date", value=_plain(value))
    return day(value)


def _day_shown(text: str) -> Any:
    found = dt.date.fromisoformat(text)
    return found if found >= FIRST_DAY else text


_SHOWN: Mapping[str, Callable[[str], Any]] = {
    NUMBER: float,
    INTEGER: int,
    YEAR: int,
    DATE: _day_shown,
}
_READ: Mapping[str, Callable[[Field, Any], str]] = {
    NUMBER: _number,
    INTEGER: _integer,
    YEAR: _year,
    DATE: _date,
    TEXT: _text,
}
