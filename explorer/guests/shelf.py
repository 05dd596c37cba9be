"""The packages that are open in this process: a few, each known only by the secret of who opened it.

Nothing is written to disk. What was opened longest ago goes first, and its page asks to open it again.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict

from explorer.guests.opening import Guest
from explorer.guests.rules import Refused

KEPT = 4  # packages: each is under a hundred megabytes
AT_ONCE = 2  # openings
PATIENCE = 10  # seconds before « come back later »


class Shelf:
    """Keeps the last few packages, and lets few be opened at once."""

    def __init__(self, kept: int = KEPT, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._kept, self._patience = kept, patience
        self._guests: OrderedDict[str, Guest] = OrderedDict()
        self._lock = threading.Lock()
        self._doors = threading.BoundedSemaphore(at_once)

    def put(self, guest: Guest) -> str:
        """Keeps a package. The text that comes back is all that finds it again."""
        secret = secrets.token_urlsafe(24)
        with self._lock:
            self._guests[secret] = guest
            while len(self._guests) > self._kept:
                self._guests.popitem(last=False)
        return secret

    def get(self, secret: str) -> Guest | None:
        """The package of that secret, None where it is no longer kept."""
        with self._lock:
            if secret in self._guests:
                self._guests.move_to_end(secret)
            return self._guests.get(secret)

    def drop(self, secret: str) -> None:
        """Forgets a package."""
        with self._lock:
            self._guests.pop(secret, None)

    def __enter__(self) -> None:
        """A place among those who open. Refused `busy` where none comes free."""
        if not self._doors.acquire(timeout=self._patience):
            raise Refused("busy")

    def __exit__(self, *_: object) -> None:
        """The place is free."""
        self._doors.release()
