"""What a descriptor says in each language, a language that it does not speak left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scripts.reading.model.package import Field, Package, Resource

FRENCH, ENGLISH = "fr", "en"


def language(package: Package) -> str:
    """The language of the texts of a package: the first that it names; French for want of one."""
    named = package.extra.get("languages")
    return str(named[0]) if isinstance(named, list) and named else FRENCH


def spoken(described: Package | Resource | Field, name: str, lang: str) -> dict[str, str]:
    """The `title` or `description` by language, where `lang` is that of the package.

    >>> from scripts.reading.model.package import Field
    >>> spoken(Field("n", title="Base", extra={"title_en": "Basis"}), "title", "fr")
    {'fr': 'Base', 'en': 'Basis'}
    """
    told = {ENGLISH: described.extra.get(f"{name}_en"), lang: getattr(described, name)}
    return {code: text for code in dict.fromkeys((lang, ENGLISH)) if (text := str(told[code] or "").strip())}


def filled(told: dict[str, Any]) -> dict[str, Any]:
    """What is not empty.

    >>> filled({"title": "", "version": "1.0.0", "key": [], "live": False})
    {'version': '1.0.0', 'live': False}
    """
    return {name: value for name, value in told.items() if value not in ("", [], {})}
