"""A server of Streamlit and visitors of it over raw websockets: what a run costs, what it sends."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds
ACKNOWLEDGE = getattr(socket, "TCP_QUICKACK", None)


@dataclass
class Run:
    """One run of a page: seconds from the request to the end of the script, bytes received, its charts."""

    seconds: float = 0.0
    received: int = 0
    specs: list[str] = field(default_factory=list)
    failed: bool = False


class Server:
    """A running Streamlit."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port
        self.address = f"http://127.0.0.1:{port}/"

    @property
    def memory(self) -> float:
        """Resident memory, in MiB."""
        said = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, text=True, check=True
        )
        return int(said.stdout) / 1024

    @property
    def most(self) -> float:
        """Resident memory at its most so far, in MiB; what it is now where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/status")
        told = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.is_file() else None
        return int(told[1]) / 1024 if told else self.memory


def spawn(script: Path, *options: str) -> Server:
    """A server that has been started and has not answered yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--", *options]
    quiet = subprocess.DEVNULL
    return Server(subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet), port)


@contextmanager
def serving(script: Path, *options: str) -> Iterator[Server]:
    """A server that answers, until the block ends."""
    server = spawn(script, *options)
    try:
        wait(server)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=30)


def wait(server: Server) -> None:
    """Returns when the server answers."""
    deadline = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(server.address + "_stcore/health", timeout=5):  # noqa: S310 (its own address)
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise SystemExit("the server did not answer")


class Visitor:
    """A session: it remembers large messages as a browser does, and says so when it asks for a run.

    What comes is acknowledged at once (on Linux): no server waits for that, and what is measured is work.
    """

    def __init__(self, server: Server) -> None:
        self._socket = connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream", max_size=None, compression=None
        )
        self._known: set[str] = set()

    def run(self, page: str = "", query: str = "") -> Run:
        """One run of the page of that name, to its end."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.cached_message_hashes.extend(self._known)
        message.rerun_script.context_info.timezone = "Europe/Paris"
        done = Run()
        begun = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            if ACKNOWLEDGE is not None:  # the system forgets it after each message
                self._socket.socket.setsockopt(socket.IPPROTO_TCP, ACKNOWLEDGE, 1)
            received = self._socket.recv(timeout=PATIENCE)
            done.received += len(received)
            answer = ForwardMsg()
            answer.ParseFromString(received if isinstance(received, bytes) else received.encode())
            kind = answer.WhichOneof("type")
            if kind == "script_finished":
                done.seconds = time.perf_counter() - begun
                return done
            if answer.metadata.cacheable:
                self._known.add(answer.hash)
            if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                element = answer.delta.new_element
                done.failed |= element.WhichOneof("type") == "exception"
                if element.WhichOneof("type") == "vega_lite_chart":
                    done.specs.append(element.vega_lite_chart.spec)

    def close(self) -> None:
        """Leaves."""
        self._socket.close()
