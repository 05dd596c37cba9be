"""Beside: where work goes on while other work is done, if there is another process for it.

Such work is a function of a module: it reads, answers, and writes nothing. So whoever is stopped leaves no
more behind than he would alone; and what could not be done there is done here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

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
