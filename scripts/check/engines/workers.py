"""The kernel's scan in as many threads as there are processors (it holds no lock of Python's)."""

from __future__ import annotations

import ctypes as c
import threading
from typing import TYPE_CHECKING

from scripts.check.engines.kernel import BLOCK
from scripts.check.engines.scanned import TOO_MANY, UnsureError
from scripts.reading import processors

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.check.engines.plan import Plan

_MOST = 16
_NO_MEMORY, _STOPPED = -2, -4
_REASONS = {
    -1: "a quote within a cell, or what is no UTF-8 or no line",
    -3: "a file that cannot be read",
    -5: TOO_MANY,
}


def scanned(library: c.CDLL, plan: Plan, size: int, progress: Callable[[int], None]) -> None:
    """Scan a file of so many bytes, from where the plan says; `progress` is told the bytes taken."""
    team = _Team(library, plan)
    count = min(processors.count(), _MOST, -(-size // BLOCK))
    others = [threading.Thread(target=team.work, args=(lambda _bytes: None,)) for _ in range(count - 1)]
    for thread in others:
        thread.start()
    try:
        team.work(progress)
    finally:
        for thread in others:
            thread.join()
    if _NO_MEMORY in team.faults:
        raise MemoryError
    if team.faults:
        raise UnsureError(_REASONS.get(team.faults[0], "the kernel gave up"))


class _Team:
    """Workers that take blocks in turn; a fault stops them all."""

    def __init__(self, library: c.CDLL, plan: Plan) -> None:
        self._library, self._plan = library, plan
        self._lock = threading.Lock()
        self.faults: list[int] = []

    def work(self, tell: Callable[[int], None]) -> None:
        """Take blocks until there are none."""
        worker = self._library.worker_new(self._plan.address)
        left = 1 if worker else _NO_MEMORY
        try:
            while left > 0 and not self.faults:
                left = self._next(worker, tell)
            if left < 0:
                self.faults.append(left)
        except BaseException:
            self.faults.append(_STOPPED)
            raise
        finally:
            self._library.worker_free(worker)

    def _next(self, worker: int, tell: Callable[[int], None]) -> int:
        """1 after a block, 0 where there was none, what is less for a fault."""
        with self._lock:
            taken = self._library.block_next(self._plan.address, worker)
            at = self._plan.job.next
        if taken <= 0:
            return int(taken)
        tell(at)
        return int(self._library.block_scan(self._plan.address, worker)) or 1
