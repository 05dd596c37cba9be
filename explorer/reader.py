"""Who reads: the language and the mode (light or dark). What is shown depends on nothing else about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from explorer import locales
from explorer.texts import WORDS
from explorer.theme import PALETTES, Palette


@dataclass(frozen=True)
class Reader:
    """The words, numbers and colours for one reader."""

    lang: str = "fr"
    mode: str = "light"

    @property
    def palette(self) -> Palette:
        """The colours of the mode."""
        return PALETTES[self.mode]

    def say(self, key: str, **facts: Any) -> str:
        """The words of the interface under `key`, with its facts put in. KeyError for an unknown key."""
        return self.typeset(WORDS[key][locales.LANGUAGES.index(self.lang)].format(**facts))

    def typeset(self, text: str) -> str:
        """The text with the language's spaces and apostrophes."""
        return locales.typeset(text, self.lang)

    def percent(self, value: float) -> str:
        """A percentage as the language prints it."""
        return locales.percent(float(value), self.lang)

    def listing(self, parts: list[str]) -> str:
        """« a, b and c »."""
        return locales.listing(parts, self.lang)

    def words(self, properties: Mapping[str, Any], stem: str) -> str:
        """A text that the release has in both languages: `label_fr`, `label_en`; `title`, `title_en`.

        The other language's text where this one is absent, empty where both are.
        """
        french = properties.get(f"{stem}_fr", properties.get(stem))
        english = properties.get(f"{stem}_en")
        first, second = (french, english) if self.lang == "fr" else (english, french)
        found = next((text for text in (first, second) if isinstance(text, str) and text), "")
        return self.typeset(found)

    def quantity(self, value: Any, unit: Mapping[str, Any]) -> str:
        """A value with the symbol of its unit; empty where there is no value."""
        symbol = self.words(unit, "symbol")
        return "" if pd.isna(value) else locales.quantity(float(value), symbol, self.lang)
