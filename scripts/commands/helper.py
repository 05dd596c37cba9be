"""A second process of the command line, which works beside the first (check/beside.py).

It is started before anything large is loaded, and knows nothing but what it is sent: a function by its name,
and what that is given. Answers come in the order of the work. It says nothing, writes nothing, and ends with
whoever started it, even in the midst of work: then nobody waits for the answer.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import sys
import threading
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from scripts.check.beside import here
from scripts.reading import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scripts.check.beside import Answer, Beside

_MAIN = Path(__file__).parents[1] / "__main__.py"

_LOST = (OSError, EOFError, ValueError, pickle.UnpicklingError)


def _read_only(held: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A mapping that the model holds; its type has no name that pickle knows."""
    return MappingProxyType(held)


copyreg.pickle(MappingProxyType, lambda held: (_read_only, (dict(held),)))


@contextmanager
def opened(start: Callable[[Sequence[str]], Any]) -> Iterator[Beside]:
    """A helper, gone at the end; this process, where there is no processor for another, or it cannot start.

    `start` gives a Popen of a command, with pipes to it and from it.
    """
    started = None
    if processors.count() > 1:
        with suppress(OSError):
            started = start([sys.executable, str(_MAIN), "helper"])
    if started is None:
        yield here
        return
    try:
        yield Helper(started.stdin, started.stdout)
    finally:
        started.kill()  # it has nothing to put away
        with suppress(OSError), started:
            pass


class Helper:
    """A Beside whose work is written to one stream, and whose answers are read from another."""

    def __init__(self, work: BinaryIO, answers: BinaryIO) -> None:
        self._work, self._answers = work, answers
        self._asked = 0
        self._told: list[bytes] = []

    def __call__(self, work: Callable[..., Answer], /, *given: Any) -> Callable[[], Answer]:
        """What gives the answer; the work goes on from now."""
        try:
            asked = pickle.dumps((work, given), pickle.HIGHEST_PROTOCOL)
            pickle.dump(asked, self._work, pickle.HIGHEST_PROTOCOL)
            self._work.flush()
        except Exception:  # noqa: BLE001 -- what cannot be sent, or nobody takes, is done here
            return partial(work, *given)
        self._asked += 1
        return partial(self._answer, self._asked, work, given)

    def _answer(self, number: int, work: Callable[..., Answer], given: tuple[Any, ...]) -> Answer:
        """The answer to work by its number, from 1 on."""
        with suppress(*_LOST):
            while len(self._told) < number:
                self._told.append(pickle.load(self._answers))  # noqa: S301 -- our own words
        if len(self._told) < number:  # it was stopped
            return work(*given)
        done: tuple[bool, Any] = pickle.loads(self._told[number - 1])  # noqa: S301 -- our own words
        self._told[number - 1] = b""
        return done[1] if done[0] else work(*given)


def serve() -> None:
    """Does what standard input asks, until it ends."""
    work, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    for stream in (0, 1):  # whatever reads gets no work, whatever prints is no answer
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    asked: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_take, args=(work, asked), daemon=True).start()
    with suppress(BrokenPipeError):
        while True:
            pickle.dump(_done(asked.get()), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def _take(work: BinaryIO, asked: SimpleQueue[bytes]) -> None:
    """Takes work at once, so that who sends it need not wait; the end of it is the end of the process."""
    with suppress(*_LOST):
        while True:
            asked.put(pickle.load(work))  # noqa: S301 -- our own words
    os._exit(0)


def _done(asked: bytes) -> bytes:
    """Whether some work was done, and its answer. What went wrong is met again by who asked."""
    try:
        work, given = pickle.loads(asked)  # noqa: S301 -- our own words
        return pickle.dumps((True, work(*given)), pickle.HIGHEST_PROTOCOL)
    except BaseException:  # noqa: BLE001 -- whatever it is
        return pickle.dumps((False, None))
