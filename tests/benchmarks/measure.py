"""`python measure.py OUT [--until ADDRESS] [--seconds S] [--mebibytes M] -- COMMAND…`: what a command costs.

Runs the command as a shell would, its output in the file OUT, and prints as JSON: `seconds` from its start to
its end, `cpu` (its seconds and its children's, on all processors), `memory` (MiB resident at its most: the
greatest of its processes as the kernel counts it, or what they held together, looked at again and again),
`status`, and `stopped`: "seconds" or "mebibytes" where it went past what it was given, and was ended.

A server never ends: `--until` has its time end with the first answer of that address, and ends it.

It is a process of its own, and a small one: the kernel counts what a process held before it became another
program, so that no command can seem smaller than what starts it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

EVERY = 0.05  # seconds from one look to the next
PAGE = os.sysconf("SC_PAGE_SIZE")
UNIT = 1024 if sys.platform == "linux" else 1024**2  # of ru_maxrss in a MiB


def family(process: int) -> list[int]:
    """A process and all that it started, where the kernel tells (Linux)."""
    found = [process]
    for one in found:
        with suppress(OSError):
            for thread in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{thread}/children") as children:
                    found += map(int, children.read().split())
    return found


def resident(process: int) -> float:
    """MiB that a process and all that it started hold now."""
    pages = 0
    for one in family(process):
        with suppress(OSError), open(f"/proc/{one}/statm") as said:
            pages += int(said.read().split()[1])
    return pages * PAGE / 1024**2


def answers(address: str) -> bool:
    """Whether http://HOST:PORT/PATH says 200."""
    host, _, path = address.removeprefix("http://").partition("/")
    name, _, port = host.partition(":")
    with suppress(OSError), socket.create_connection((name, int(port)), timeout=5) as asked:
        asked.sendall(f"GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        return b" 200 " in asked.recv(64)
    return False


class Watch(threading.Thread):
    """Looks at a process until it ends, and ends it where it went too far, or has answered."""

    def __init__(self, process: int, until: str, seconds: float, mebibytes: float) -> None:
        super().__init__(daemon=True)
        self.process, self.until, self.limits = process, until, (seconds, mebibytes)
        self.begun, self.most, self.stopped, self.answered = time.monotonic(), 0.0, "", 0.0

    def run(self) -> None:
        """Until it is ended."""
        while not self.stopped:
            passed = time.monotonic() - self.begun
            self.most = max(self.most, resident(self.process))
            if self.until and answers(self.until):
                self.answered = time.monotonic() - self.begun
                return self.end(signal.SIGTERM)
            if passed > self.limits[0]:
                self.stopped = "seconds"
            elif self.most > self.limits[1]:
                self.stopped = "mebibytes"
            time.sleep(EVERY / 5 if self.until else EVERY)
        return self.end(signal.SIGKILL)

    def end(self, how: signal.Signals) -> None:
        """Ends the process and all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process, how)


def measured(command: list[str], out: str, until: str, seconds: float, mebibytes: float) -> dict[str, object]:
    """What it costs. KeyboardInterrupt ends the command too."""
    with open(out, "wb") as stream:
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=stream, start_new_session=True)
        watch = Watch(process.pid, until, seconds, mebibytes)
        watch.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            watch.end(signal.SIGKILL)
            raise
        took = time.monotonic() - begun
    return {
        "seconds": watch.answered or took,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": max(used.ru_maxrss / UNIT, watch.most),
        "status": 0 if watch.answered else os.waitstatus_to_exitcode(status),
        "stopped": watch.stopped,
    }


def main(words: list[str]) -> None:
    """Measures, and prints."""
    cut = words.index("--")
    asked = dict(zip(words[1:cut:2], words[2:cut:2], strict=True))
    limits = (float(asked.get(name, "inf")) for name in ("--seconds", "--mebibytes"))
    print(json.dumps(measured(words[cut + 1 :], words[0], asked.get("--until", ""), *limits)))


if __name__ == "__main__":
    main(sys.argv[1:])
