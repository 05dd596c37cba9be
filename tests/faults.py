"""A nursery of publishes that meet with misfortune: `python -m tests.faults`, orders on its input.

It imports everything once and forks a child for each order, a line of JSON: `source` and `dist`, and at which
step (`at`; 0: none) what happens (`fault`): `kill` (SIGKILL), `stop` (SIGSTOP), or the name of an errno that
the system gives from then on; `limit` is the largest file that it lets be written. A step is whatever touches
the file system below `dist`, as Python's audit events tell it (PEP 578). The answer, a line of JSON, has the
child's `pid` at once for `stop`, else its exit `code`, what it `said` and the number of `steps`.

The checks of the package are left out: they write nothing.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import scripts.publish.audit
import scripts.write.formats  # noqa: F401 -- so that no child has to import it
from scripts.publish import release
from scripts.reading.model.errors import ReleaseError
from scripts.reading.sources import open_source

EVENTS = frozenset(
    {
        "open",
        "os.chmod",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.utime",
        "shutil.rmtree",
        "sqlite3.connect",
    }
)
_HARDEST = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
_FOR_WRITING = os.O_ACCMODE | os.O_CREAT


def misfortune(order: dict[str, Any], steps: list[str]) -> None:
    """Make the fault of the order happen in this process; `steps` takes in every step."""
    dist = os.path.realpath(order["dist"])

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in EVENTS:
            return
        named = [os.fsdecode(a) for a in arguments if isinstance(a, str | bytes | os.PathLike)]
        if not any(str(Path(name).absolute()).startswith(dist) for name in named):
            return
        steps.append(event)
        if not order.get("at") or len(steps) < order["at"]:
            return
        fault = order["fault"]
        if fault in ("kill", "stop"):
            if len(steps) == order["at"]:
                os.kill(os.getpid(), signal.SIGKILL if fault == "kill" else signal.SIGSTOP)
        elif event not in ("os.remove", "os.rmdir", "shutil.rmtree") and _writes(event, arguments):
            raise OSError(getattr(errno, fault), os.strerror(getattr(errno, fault)), named[0])

    sys.addaudithook(hook)
    if order.get("limit"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], _HARDEST))


def _writes(event: str, arguments: tuple[Any, ...]) -> bool:
    """True for a step that a full or read-only disk refuses."""
    if event != "open":
        return True
    flags = arguments[2] if isinstance(arguments[2], int) else 0
    return bool(flags & _FOR_WRITING)


def publish(order: dict[str, Any]) -> tuple[int, str, int]:
    """Exit code, words and number of steps of one publish, in this process."""
    steps: list[str] = []
    release.check = lambda *_arguments, **_options: iter(())
    misfortune(order, steps)
    try:
        with open_source(order["source"]) as source:
            release.publish(source, Path(order["dist"]))
    except ReleaseError as error:
        return 1, str(error), len(steps)
    except BaseException as error:  # noqa: BLE001 -- whatever else is a traceback, and the test's to judge
        return 70, repr(error), len(steps)
    return 0, "", len(steps)


def child(order: dict[str, Any], answer: Path) -> int:
    """The child's process id; its answer is in a file of its own, if it lives to write one."""
    pid = os.fork()
    if not pid:
        code, said, steps = publish(order)
        resource.setrlimit(resource.RLIMIT_FSIZE, (_HARDEST, _HARDEST))
        answer.write_text(json.dumps({"said": said, "steps": steps}), encoding="utf-8")
        os._exit(code)
    return pid


def main() -> None:
    """Fork a child for each order, and tell how it ended."""
    with tempfile.TemporaryDirectory() as place:
        for number, line in enumerate(sys.stdin):
            order = json.loads(line)
            if "wait" in order:
                pid, answer = order["wait"], Path(order["answer"])
            else:
                answer = Path(place) / str(number)
                pid = child(order, answer)
            if order.get("fault") == "stop":
                os.waitpid(pid, os.WUNTRACED)
                result: dict[str, Any] = {"pid": pid, "answer": str(answer)}
            else:
                _, status = os.waitpid(pid, 0)
                told = json.loads(answer.read_text(encoding="utf-8")) if answer.is_file() else {}
                result = {"code": os.waitstatus_to_exitcode(status), **told}
            sys.stdout.write(json.dumps(result) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
