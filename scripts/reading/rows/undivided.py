"""What the files of a table have in common that are no text: no line of one goes on in the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.reading.issues.budget import told
from scripts.reading.rows.form import UnsupportedError

if TYPE_CHECKING:
    from scripts.reading.rows.files import Files
    from scripts.reading.rows.form import Form


class Undivided:
    """The files of one table, and how much of them is read."""

    starts = (0,)
    begins = False

    def __init__(self, files: Files, paths: tuple[str, ...], form: Form) -> None:
        self._files, self._paths, self._form = files, paths, form
        self._read = 0

    def _within(self, bound: str, found: int) -> None:
        """Nothing, or UnsupportedError for more than a bound of the budget."""
        if found > getattr(self._files.budget, bound):
            raise UnsupportedError("beyond", **told(self._files.budget, bound))

    def read(self) -> int:
        """How many bytes of the files are read."""
        return self._read
