"""What a descriptor says by language, and JSON without what is empty: for catalogues of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.catalogs import about

if TYPE_CHECKING:
    from scripts.reading.model.package import Field, Package, Resource

UNKNOWN = "und"  # the code of a language that nobody has told (ISO 639-2)


def language(package: Package) -> str:
    """The language of a package's texts."""
    return about.language(package) or UNKNOWN


def spoken(described: Package | Resource | Field, name: str, lang: str) -> dict[str, str]:
    """The `title` or `description` by language, where `lang` is that of the package.

    >>> from scripts.reading.model.package import Field
    >>> spoken(Field("n", title="Base", extra={"title_en": "Basis"}), "title", "fr")
    {'fr': 'Base', 'en': 'Basis'}
    """
    return dict(about.texts(described, name, lang))


def filled(told: dict[str, Any]) -> dict[str, Any]:
    """What is not empty.

    >>> filled({"title": "", "version": "1.0.0", "key": [], "live": False})
    {'version': '1.0.0', 'live': False}
    """
    return {name: value for name, value in told.items() if value not in ("", [], {})}
