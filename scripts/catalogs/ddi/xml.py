"""Elements of XML with texts by language, and texts of rows that name both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from scripts.reading.tables import to_text
from scripts.write.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.reading.model.package import Field

Element = ET.Element

LANG = "xml:lang"
_NONE = "M"  # the status of what has no meaning there
_AS_PRINTED = "A"


def add(parent: Element, name: str, text: str = "", lang: str = "", /, **attributes: str) -> Element:
    """A new element at the end of another."""
    made = ET.SubElement(parent, name, {**({LANG: lang} if lang else {}), **attributes})
    made.text = text or None
    return made


def each(parent: Element, name: str, texts: Mapping[str, str], /, **attributes: str) -> None:
    """An element a language, those that have a text."""
    for lang, text in texts.items():
        if text:
            add(parent, name, text, lang, **attributes)


def both(row: Mapping[str, Any], name: str) -> dict[str, str]:
    """The text of a row by language: of its columns `<name>_fr`, else `<name>`, and `<name>_en`.

    >>> both({"note": "Formule", "note_en": "Formula"}, "note")
    {'fr': 'Formule', 'en': 'Formula'}
    """
    told = {"fr": row.get(f"{name}_fr") or row.get(name), "en": row.get(f"{name}_en")}
    return {lang: to_text(text) for lang, text in told.items() if text}


def status(row: Mapping[str, Any], name: str, label: Mapping[str, str]) -> dict[str, str]:
    """Why a column `<name>` has no text, or that it is uncertain, by its column `<name>_status`.

    Nothing where it has what the source prints; `label` is that of the status.
    """
    code = row.get(f"{name}_status")
    if not code or (code == _AS_PRINTED and both(row, name)):
        return {}
    if code == _NONE:
        return {lang: words(lang, "sdmx")["none"] for lang in LANGUAGES}
    return {lang: words(lang, "figures").get(code) or label.get(lang, code) for lang in LANGUAGES}


def titled(field: Field, texts: Mapping[str, str]) -> dict[str, str]:
    """Texts after the title of their column."""
    titles = {"fr": field.title, "en": str(field.extra.get("title_en") or field.title)}
    marks = {"fr": "\u00a0:", "en": ":"}
    return {
        lang: f"{titles.get(lang) or field.name}{marks.get(lang, ':')} {text}" for lang, text in texts.items()
    }


def coded(field: Field, value: Any) -> dict[str, str]:
    """A text in French; of a code its label, and no English, which nobody has written."""
    text = to_text(value)
    label = next((one.label for one in field.categories if to_text(one.value) == text), "")
    return {"fr": label or text} if text else {}


def written(root: Element) -> str:
    """The document."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
