"""Console: what a command may know of the world around it, and how it speaks to the user.

Only `cli` makes one from the real streams, clock and environment; a test makes its own.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TextIO

DELAY = 1.0  # seconds before a progress bar shows
INTERVAL = 0.1  # seconds between two drawings
_WIDTH = 24


def _no_program(command: Sequence[str], _given: bytes) -> tuple[int, bytes, str]:
    """Nothing is run where nobody says how."""
    return 127, b"", f"{command[0]}: not available"


class Console:
    """Where reports and remarks go, the language to speak, the time, and how to run a program."""

    def __init__(
        self,
        *,
        out: TextIO,
        err: TextIO,
        language: str,
        now: Callable[[], float],
        run: Callable[[Sequence[str], bytes], tuple[int, bytes, str]] = _no_program,
    ) -> None:
        self.out, self.err, self.language, self.now, self.run = out, err, language, now, run
        self._started: float | None = None
        self._drawn = 0.0

    def write(self, text: str) -> None:
        """A report, as it is, on standard output."""
        self.clear()
        self.out.write(text)
        self.out.flush()

    def remark(self, text: str) -> None:
        """One line about the work, on standard error."""
        self.clear()
        self.err.write(f"{text}\n")
        self.err.flush()

    def progress(self, doing: str, done: int, total: int) -> None:
        """A bar on standard error, only on a terminal, only once the work has lasted DELAY seconds."""
        if not self.err.isatty():
            return
        now = self.now()
        if self._started is None:
            self._started = now
        if now - self._started < DELAY or now - self._drawn < INTERVAL:
            return
        share = min(done / total, 1.0) if total else 0.0
        filled = round(share * _WIDTH)
        self._drawn = now  # before the bar is there: whatever interrupts the drawing must find it to wipe
        self.err.write(f"\r\x1b[K{'█' * filled}{'░' * (_WIDTH - filled)} {share:4.0%} {doing}")
        self.err.flush()

    def clear(self) -> None:
        """Wipe the bar away, if there is one."""
        if self._drawn:
            self.err.write("\r\x1b[K")
            self.err.flush()
            self._drawn = 0.0
