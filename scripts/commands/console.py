"""Console: what a command may know of the world around it, and how it speaks to the user.

Only `cli` makes one from the real streams, clock and environment; a test makes its own. All that goes to a
person passes here, and what a terminal would act upon is escaped here: a cell, a name of a file or a message
of another program cannot move the cursor, turn the direction of a line, or add one. A pipe gets the same,
since most end in a terminal; JSON keeps its meaning, in which the escapes are its own.
"""

from __future__ import annotations

from scripts.reading.issues.messages import inert, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from typing import TextIO

    from scripts.check.beside import Beside
    from scripts.commands.bar import Bar

    # Calls something at intervals of so many seconds, whatever else happens, until what it returns is called.
    Every = Callable[[float, Callable[[], None]], Callable[[], None]]


YES = frozenset(("o", "oui", "y", "yes"))


def _nobody(_question: str) -> str | None:
    """Nobody answers where nobody says how."""
    return None


def _no_program(command: Sequence[str], _given: bytes) -> tuple[int, bytes, str]:
    """Nothing is run where nobody says how."""
    return 127, b"", f"{command[0]}: not available"


def _no_day() -> dt.date:
    """There is no day where nobody says which."""
    raise NotImplementedError


def _alone() -> AbstractContextManager[Beside]:
    """No work goes on beside where nobody says how."""
    from contextlib import nullcontext

    from scripts.check.beside import here

    return nullcontext(here)


class Console:
    """Where reports and remarks go, the language, the time, how to run a program and how to ask a person.

    `every` keeps the bar moving while the work tells nothing, `width` is the terminal's. `ask` shows a
    question and gives the line that is typed, None where nobody can type one; `today` is the day; `beside`
    opens what does work beside.
    """

    def __init__(  # noqa: PLR0913 -- all of the world, by name
        self,
        *,
        out: TextIO,
        err: TextIO,
        language: str,
        now: Callable[[], float],
        run: Callable[[Sequence[str], bytes], tuple[int, bytes, str]] = _no_program,
        every: Every | None = None,
        width: Callable[[], int] = lambda: 80,
        ask: Callable[[str], str | None] = _nobody,
        today: Callable[[], dt.date] = _no_day,
        beside: Callable[[], AbstractContextManager[Beside]] = _alone,
    ) -> None:
        self.out, self.err, self.language, self.now, self.run = out, err, language, now, run
        self._every, self.width = every, width
        self._ask, self.today, self.beside = ask, today, beside
        self._bar: Bar | None = None
        self._stop: Callable[[], None] | None = None

    def write(self, text: str) -> None:
        """A report on standard output; line breaks are its own."""
        self.clear()
        self.out.write(inert(text))
        self.out.flush()

    def lines(self, lines: Iterable[str]) -> None:
        """A report on standard output, whose lines are of data: a line break within one is escaped too."""
        self.write("".join(f"{visible(line)}\n" for line in lines))

    def remark(self, text: str) -> None:
        """One line about the work, on standard error."""
        self.clear()
        self.err.write(f"{inert(text)}\n")
        self.err.flush()

    def ask(self, question: str) -> str | None:
        """What a person types after a question, "" for nothing, None where nobody is there."""
        self.clear()
        given = self._ask(inert(question))
        return None if given is None else given.strip()

    def agrees(self, question: str) -> bool:
        """True where somebody is there, and says yes."""
        return (self.ask(question) or "").casefold() in YES

    def progress(self, doing: str, done: int, total: int, rows: int = 0) -> None:
        """A bar on standard error, only on a terminal, once the work has lasted a while (bar.py).

        `doing` is one of the texts `doing_…` of messages.toml.
        """
        if self._bar is None:
            from scripts.commands.bar import Bar

            self._bar = Bar(self.err, self.language, self.now, self.width)
        self._bar.tell(doing, done, total, rows)
        if not self.err.isatty():
            return
        if self._every is None:
            self._bar.draw()
        elif self._stop is None:
            from scripts.commands.bar import INTERVAL

            self._stop = self._every(INTERVAL, self._bar.draw)

    def far(self) -> str:
        """How far the work was told to be, in words; "" where nothing was told."""
        return self._bar.far() if self._bar else ""

    def clear(self) -> None:
        """Wipe the bar away, if there is one."""
        if self._stop:
            self._stop()
            self._stop = None
        if self._bar:
            self._bar.wipe()
