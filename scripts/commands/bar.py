"""The bar that shows how far long work is: what is being done, its share, rows and rows a second."""

from __future__ import annotations

from scripts.reading.issues.messages import count, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

DELAY = 1.0  # seconds before it shows
INTERVAL = 0.1  # seconds between two drawings
_WIDTH = 20
_FIGURES = 3  # of an estimate
_SETTLED = 0.5  # seconds before a rate means something
_WIPE = "\r\x1b[K"


class Bar:
    """A bar on a terminal. `now` is the time, `width` the terminal's; it draws when it is told something.

    `draw` may be called at any moment, from any thread, as long as nobody else writes to the terminal.
    """

    def __init__(
        self, stream: TextIO, language: str, now: Callable[[], float], width: Callable[[], int]
    ) -> None:
        self._stream, self._language, self._now, self._width = stream, language, now, width
        self._began: float | None = None
        self._stage = 0.0  # when what is being done was begun
        self._rows = 0  # that were read by then
        self._state = ("", 0, 0, 0)
        self._told = 0.0  # when that was
        self._drawn = 0.0

    def tell(self, doing: str, done: int, total: int, rows: int) -> None:
        """How far the work is; a total of 0 is not known, and rows of 0 are not told."""
        now = self._now()
        if self._began is None:
            self._began = now
        if doing != self._state[0]:
            self._stage, self._rows = now, rows
        self._state, self._told = (doing, done, total, rows), now

    def draw(self) -> None:
        """Draw, where the work has lasted DELAY seconds, and INTERVAL has gone by since it was drawn last."""
        now = self._now()
        if self._began is None or now - self._began < DELAY or now - self._drawn < INTERVAL:
            return
        self._drawn = now  # before it is there: whatever interrupts the drawing must find it to wipe
        self._stream.write(f"{_WIPE}{self.line(now)[: max(self._width() - 1, 0)]}")
        self._stream.flush()

    def line(self, now: float) -> str:
        """What is drawn at that time."""
        doing, done, total, rows = self._state
        seconds = self._told - self._stage
        parts = [self.far()] if total else [self._say(f"doing_{doing}")]
        if rows:
            parts.append(self._say("about_rows", count=self._about(rows)))
            if seconds > _SETTLED and rows > self._rows:
                parts.append(self._say("rate", count=self._about((rows - self._rows) / seconds)))
        else:
            parts.append(self._say("seconds", count=count(round(now - self._stage), self._language)))
        filled = round(min(done / total, 1.0) * _WIDTH) if total else 0
        return f"{'█' * filled}{'░' * (_WIDTH - filled)} {' · '.join(parts)}"

    def far(self) -> str:
        """What is being done, and its share where that is known; "" where nothing was told."""
        doing, done, total, _ = self._state
        if not doing:
            return ""
        if not total:
            return self._say(f"doing_{doing}")
        share = f"{min(done / total, 1.0):.0%}".rstrip("%")
        return self._say("share", share=share, doing=self._say(f"doing_{doing}"))

    def wipe(self) -> None:
        """Take it away, if it is there."""
        if self._drawn:
            self._stream.write(_WIPE)
            self._stream.flush()
            self._drawn = 0.0

    def _about(self, number: float) -> str:
        """A number with the figures that mean something in an estimate."""
        whole = round(number)
        return count(round(whole, min(0, _FIGURES - len(str(whole)))), self._language)

    def _say(self, key: str, **words: object) -> str:
        return say(key, self._language, **words)
