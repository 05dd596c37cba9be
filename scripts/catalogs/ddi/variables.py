"""A variable of a study: an indicator, its question as printed, to whom, the answers that figures count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.catalogs.ddi.xml import add, both, each, status, titled
from scripts.derive.figures import INDICATOR
from scripts.reading.tables import schema_of, to_text

if TYPE_CHECKING:
    from scripts.catalogs.ddi.studies import Studies
    from scripts.catalogs.ddi.xml import Element

_QUESTION = "question"


def describe(parent: Element, found: Studies, of: tuple[str, str], place: int) -> None:
    """One more variable: that of a study and an indicator."""
    _, indicator = of
    row = found.led_to(found.figures, INDICATOR, indicator)
    asked = found.questions.get(of, {})
    told = add(parent, "var", ID=f"V{place}", name=indicator)
    if unit := to_text(row.get("unit")):
        told.set("measUnit", unit)
    each(told, "labl", both(row, "label"))
    if question := both(asked, _QUESTION):
        each(add(told, "qstn"), "qstnLit", question)
    each(told, "universe", both(asked, "universe"))
    each(told, "txt", both(row, "counts"))
    for answer in found.seen.get(of, {}).get("answer", ()):
        category = add(told, "catgry")
        add(category, "catValu", answer)
        each(category, "labl", both(found.led_to(found.figures, "answer", answer), "label"))
    each(told, "notes", both(asked, "note"))
    if found.asked and f"{_QUESTION}_status" in schema_of(found.asked).field_names:
        code = asked.get(f"{_QUESTION}_status")
        label = both(found.led_to(found.asked.name, f"{_QUESTION}_status", code), "label")
        why = status(asked, _QUESTION, label)
        each(told, "notes", titled(schema_of(found.asked).field(f"{_QUESTION}_fr"), why), subject=_QUESTION)
