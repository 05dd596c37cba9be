"""A small https server of this machine with the shapes that portals and stores have."""

from __future__ import annotations

import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# An address (with its question, if it must have one) → its content, where to go, or a status.
Answers = dict[str, "bytes | str | int"]


def certificate(folder: Path) -> Path:
    """A self-signed certificate of localhost, with its key."""
    made = folder / "localhost.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(folder / "key.pem"), "-out", str(made)),
        ],
        check=True,
        capture_output=True,
    )
    return made


@contextmanager
def served(
    answers: Mapping[str, bytes | str | int], folder: Path, *, missing: int = 404
) -> Iterator[tuple[str, list[str]]]:
    """The server's address and the list of what it is asked, for as long as the context lasts."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        """Gives what is there: bytes, a redirection (a text), or a status."""

        def do_GET(self) -> None:
            asked.append(self.path)
            answer = answers.get(self.path, missing)
            self.send_response(
                200 if isinstance(answer, bytes) else 302 if isinstance(answer, str) else answer
            )
            if isinstance(answer, str):
                self.send_header("Location", answer)
            content = answer if isinstance(answer, bytes) else b""
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "localhost.pem", folder / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"https://localhost:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
