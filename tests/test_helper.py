"""Work beside: done by another process where there is one, and whatever befalls that, done."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scripts.check.beside import Answer, Beside, Promise, here
from scripts.check.package import check
from scripts.commands import helper
from scripts.derive.whole import Tables
from scripts.publish import ahead, release
from scripts.reading import descriptor, processors
from scripts.reading.sources import open_source
from scripts.write import content
from tests.test_publish import SMALL, state

ROOT = Path(__file__).parent.parent

start = partial(subprocess.Popen, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    """A helper, however many processors there are."""
    monkeypatch.setattr(processors, "count", lambda: 2)
    with helper.opened(start) as opened:
        yield opened


def where(made: content.Content) -> int:
    """The process in which all that a release has ahead is made."""
    ahead.made(made)
    return os.getpid()


def test_another_process_does_the_work_in_order(beside: Beside) -> None:
    """Answers may be asked for in any order."""
    first, second, other = beside(pow, 2, 5), beside(pow, 2, 6), beside(os.getpid)
    assert other() != os.getpid()
    assert (second(), first()) == (64, 32)


def test_what_goes_wrong_there_goes_wrong_here(beside: Beside) -> None:
    """The error is that of the work, met by who asks; and what follows is done."""
    wrong, right = beside(int, "x"), beside(int, "1")
    with pytest.raises(ValueError, match="'x'"):
        wrong()
    assert right() == 1


def test_what_cannot_be_sent_is_done_here(beside: Beside) -> None:
    """A function without a name, an answer that has none."""
    assert beside(lambda: 3)() == 3
    assert beside(iter, (4,))().__next__() == 4


def test_a_helper_that_is_killed_is_not_missed(beside: Beside) -> None:
    """Before an answer, and before the next work; more than a pipe holds."""
    answer = beside(pow, 2, 5)
    os.kill(beside(os.getpid)(), signal.SIGKILL)
    lost = [beside(len, b"x" * 10_000_000) for _ in range(3)]
    assert (answer(), [one() for one in lost]) == (32, [10_000_000] * 3)


def test_much_work_and_long_answers_never_wait_for_each_other(beside: Beside) -> None:
    """Nobody reads an answer yet, and all work is sent."""
    answers = [beside(bytes.upper, b"x" * 1_000_000) for _ in range(8)]
    assert {answer() for answer in answers} == {b"X" * 1_000_000}


def test_all_is_done_here_on_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """And where no process can be made."""

    def refused(_command: Sequence[str]) -> subprocess.Popen[bytes]:
        raise BlockingIOError

    for count in (1, 2):
        monkeypatch.setattr(processors, "count", lambda count=count: count)
        with helper.opened(refused) as opened:
            assert opened is here


def test_what_a_release_has_ahead_is_made_there(beside: Beside) -> None:
    """All of what a package is can be sent."""
    source = descriptor.load(SMALL)
    with Tables(source.files) as tables:
        made = content.of(source, dt.date(2026, 12, 1), tables)
    assert beside(where, ahead.sent(made))() != os.getpid()


def test_a_release_is_the_same_with_and_without(beside: Beside, tmp_path: Path) -> None:
    """To the byte."""
    with open_source(str(SMALL)) as source:
        alone, helped = (
            release.publish(source, tmp_path / name, beside=who)
            for name, who in (("alone", here), ("helped", beside))
        )
    assert state(alone) == state(helped)


def test_what_is_done_before_it_is_asked_for_fails_when_it_is() -> None:
    """Once, however often it is asked for; and it is done then where nobody began it."""
    done: list[int] = []
    wrong, right, later = Promise(lambda: int("x")), Promise(lambda: done.append(1)), Promise(lambda: 3)
    wrong.begin()
    right.begin()
    assert done == [1]
    right.kept()
    assert (done, later.kept()) == ([1], 3)
    with pytest.raises(ValueError, match="'x'"):
        wrong.kept()


@pytest.mark.parametrize(("package", "times"), [(SMALL, 1), (ROOT / "tests" / "broken" / "field-error", 0)])
def test_nothing_is_done_meanwhile_of_a_descriptor_that_is_wrong(package: Path, times: int) -> None:
    """Else once, before frictionless has answered."""
    done: list[str] = []

    def asked(work: Callable[..., Answer], /, *given: Any) -> Callable[[], Answer]:
        def answer() -> Answer:
            done.append("answered")
            return work(*given)

        return answer

    with open_source(str(package), lenient=True) as source:
        list(check(source, house=True, beside=asked, meanwhile=lambda: done.append("meanwhile")))
    assert done == [*["meanwhile"] * times, "answered"]


_PARENT = """
import os, subprocess, sys, time
from functools import partial
from scripts.commands import helper
from scripts.reading import processors
processors.count = lambda: 2
with helper.opened(partial(subprocess.Popen, stdin=subprocess.PIPE, stdout=subprocess.PIPE)) as beside:
    print(beside(os.getpid)(), flush=True)
    beside(time.sleep, 600)
    time.sleep(600)
"""


def test_a_helper_ends_with_who_started_it() -> None:
    """Killed without a word, in the midst of work."""
    with subprocess.Popen([sys.executable, "-c", _PARENT], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        number = int(parent.stdout.readline())
        parent.kill()
    for _ in range(200):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("it lives on")
