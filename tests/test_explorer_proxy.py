"""The explorer behind nginx, as explorer/nginx.conf sets it up: what is closed, what goes through."""

from __future__ import annotations

import base64
import http.client
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from explorer.guarding import CLOSED
from tests.browser.watching import free_port, serving, wait_for

CONF = Path(__file__).parents[1] / "explorer" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

pytestmark = pytest.mark.skipif(not NGINX, reason="no nginx on this machine: apt-get install nginx-light")


@pytest.fixture(scope="module")
def proxy(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The port of an nginx that stands before a running explorer."""
    place, port = tmp_path_factory.mktemp("nginx"), free_port()
    with serving(published) as address:
        site = CONF.read_text(encoding="utf-8")
        for old, new in (
            ("127.0.0.1:8501", urlsplit(address).netloc),
            ("listen 80;", f"listen 127.0.0.1:{port};"),
        ):
            assert old in site
            site = site.replace(old, new)
        temporary = "".join(
            f"{kind}_temp_path {place / kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (place / "nginx.conf").write_text(
            f"daemon off; pid {place / 'pid'}; error_log {place / 'error.log'};\n"
            f"events {{}}\nhttp {{ access_log off;\n{temporary}{site}\n}}\n",
            encoding="utf-8",
        )
        command = [str(NGINX), "-c", str(place / "nginx.conf"), "-p", str(place)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


def get(proxy: str, path: str) -> tuple[int, dict[str, str], bytes]:
    with closing(http.client.HTTPConnection(proxy, timeout=30)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def connected(proxy: str, origin: str) -> int:
    """The status that a page of that origin gets when it connects (RFC 6455, § 4.1)."""
    host, port = proxy.split(":")
    asked = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {proxy}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: streamlit\r\n"
        f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=30) as one:
        one.sendall(asked.encode())
        return int(one.recv(64).split()[1])


def test_a_page_comes_through_with_the_headers_of_the_explorer(proxy: str) -> None:
    """Once each, and nothing of the server's own make."""
    status, headers, body = get(proxy, "/roles")
    assert status == 200
    assert b"<script" in body
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["server"] == "nginx"


@pytest.mark.parametrize("path", [f"/roles{one}" for one in CLOSED] + list(CLOSED))
def test_what_streamlit_leaves_open_is_closed(proxy: str, path: str) -> None:
    assert get(proxy, path)[0] == 404


def test_the_page_that_the_visitor_sees_connects_and_no_other(proxy: str) -> None:
    """Not that of another port of the same machine either."""
    assert connected(proxy, f"http://{proxy}") == 101
    assert connected(proxy, "http://127.0.0.1:1") == 403
    assert connected(proxy, "https://example.org") == 403


def test_a_file_of_the_release_comes_through_whole(proxy: str, published: Path) -> None:
    path = "data/observations.csv"
    assert get(proxy, f"/release/{path}")[2] == (published / path).read_bytes()


def test_a_visitor_who_sends_too_much_is_refused(proxy: str) -> None:
    with closing(http.client.HTTPConnection(proxy, timeout=30)) as connection:
        connection.putrequest("PUT", "/_stcore/upload_file/x/y")
        connection.putheader("Content-Length", str(10**12))
        connection.endheaders()
        assert connection.getresponse().status == 413
