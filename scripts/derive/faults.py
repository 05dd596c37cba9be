"""What keeps a table from being derived: an error for whoever publishes, an issue for whoever validates."""

from __future__ import annotations

import json

from scripts.reading.issues import LANGUAGES, messages
from scripts.reading.model.errors import ReleaseError

Pointer = tuple[str | int, ...]


class DerivingError(ReleaseError):
    """A table cannot be derived.

    `code` and `variant` choose the words of its issue, `words` fill them; `at` is the way to what is wrong in
    the descriptor, empty where it is wrong in the table of figures.
    """

    def __init__(self, code: str, variant: str, *, at: Pointer = (), **words: object) -> None:
        self.code, self.variant, self.at = code, variant, at
        self.words = {name: _text(value) for name, value in words.items()}
        told = {lang: messages.message(code, variant, lang, self.words) for lang in LANGUAGES}
        super().__init__(told["en"], told)


def _text(value: object) -> str:
    """A text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
