"""Beside: where work goes on while other work is done, if there is another process for it.

Such work is a function of a module: it reads, answers, and writes nothing. So whoever is stopped leaves no
more behind than he would alone; and what could not be done there is done here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


class Beside(Protocol):
    """Takes a function and what it is given."""

    def __call__(self, work: Callable[..., Answer], /, *given: Any) -> Callable[[], Answer]:
        """What gives the answer, once, or raises what the work raises."""


def here(work: Callable[..., Answer], /, *given: Any) -> Callable[[], Answer]:
    """Nothing goes on beside: the work is done when its answer is asked for.

    >>> here(max, 1, 2)()
    2
    """
    return partial(work, *given)


class Promise(Generic[Answer]):
    """Work that is done before it is known whether anybody may ask for it; what it raises waits till then."""

    def __init__(self, work: Callable[[], Answer]) -> None:
        self._work = work
        self._kept: Callable[[], Answer] | None = None

    def begin(self) -> None:
        """The work is done."""
        try:
            made = self._work()
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised where it is asked for
            self._kept = partial(_raised, error)
        else:
            self._kept = lambda: made

    def kept(self) -> Answer:
        """What came of it; it is done now where it was not begun."""
        return (self._kept or self._work)()


def _raised(error: Exception) -> NoReturn:
    raise error
