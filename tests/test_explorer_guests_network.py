"""Packages by address: only public machines are asked, each hop is checked, size and time are bounded."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from explorer.guests.network import fetch, parse, resolve
from explorer.guests.opening import open_guest
from explorer.guests.rules import Budget, Refused, Rules
from explorer.guests.sources import from_address
from scripts.reading.hosts import is_public
from tests.guests.museum import package, wrapped
from tests.guests.normal import NORMAL

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """A server of this machine: path → answer. `asked` are the paths that were asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.host = f"127.0.0.1:{self.server_port}"

    def files(self, files: dict[str, bytes], folder: str = "/") -> str:
        """Serves the files below a folder, whose address comes back."""
        for name, content in files.items():
            self.answers[folder + name] = said(content)
        return f"http://{self.host}{folder}"


class Handler(BaseHTTPRequestHandler):
    """Answers as the test said."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append(self.path)
        answer = server.answers.get(self.path)
        try:
            (answer or status(404))(self)
        except OSError:
            return  # the explorer hung up
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
        """Nothing."""


def said(content: bytes, code: int = 200, **headers: str) -> Answer:
    """The content under these headers."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content_Length": str(len(content)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def status(code: int) -> Answer:
    return said(b"no", code)


def moved(address: str) -> Answer:
    """A redirection."""
    return said(b"", 302, Location=address)


def bytes_of(*parts: bytes, pause: float = 0.0, times: int = 1) -> Answer:
    """Bytes as they are, with a pause before each."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(times):
            for part in parts:
                handler.wfile.write(part)
                handler.wfile.flush()
                time.sleep(pause)

    return answer


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield http
        http.shutdown()
        thread.join()


def rules(server: Server, **limits: float) -> Rules:
    """The operator allows this server, and no other that is private."""
    return Rules(hosts=frozenset({server.host}), **{"seconds": 5.0, **limits})  # type: ignore[arg-type]


def outcome(address: str, rules: Rules, resolver: Callable[[str, int], list[str]] = resolve) -> str:
    """« opened », or the code of the refusal."""
    budget = Budget(rules)
    try:
        open_guest(from_address(address, budget, resolver), budget)
    except Refused as met:
        return met.code
    return "opened"


PRIVATE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "localhost",
    "[::1]", "[::]", "0.0.0.0",  # noqa: S104 (nothing is bound there)
    "0", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "10.0.0.1",
    "172.16.0.1", "192.168.1.1", "169.254.169.254", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
    "[ff02::1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[2001:db8::1]", "[fec0::1]", "127.0.0.1.",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "１２７.0.0.1", "⑫7.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_a_machine_that_is_not_public_is_not_asked_however_it_is_spelt(host: str) -> None:
    assert outcome(f"https://{host}/datapackage.json", Rules(seconds=3)) in (
        "private_address",
        "unknown_host",
    )


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///etc/passwd", "insecure_address"), ("ftp://example.org/", "insecure_address"),
        ("http://example.org/", "insecure_address"), ("gopher://127.0.0.1:25/x", "insecure_address"),
        ("data:text/json,{}", "insecure_address"), ("//example.org/", "insecure_address"),
        ("/etc/passwd", "insecure_address"), ("", "insecure_address"), ("javascript:alert(1)", "insecure_address"),
        ("https://", "not_an_address"), ("https://user:word@example.org/", "not_an_address"),
        ("https://example.org:22/", "other_port"), ("https://example.org:99999/", "not_an_address"),
        ("https://[::1", "not_an_address"), ("https://exa mple.org/", "not_an_address"),
        ("https://example.org/\r\nHost: x", "not_an_address"), ("https://example.org\\@127.0.0.1/", "not_an_address"),
        ("https://" + "a" * 300 + "/", "not_an_address"), ("https://example.org/" + "a" * 3_000, "not_an_address"),
        ("https://example.org/\0", "not_an_address"), ("https://%31%32%37.0.0.1/", "unknown_host"),
    ],
)  # fmt: skip
def test_an_address_that_is_none_or_asks_for_something_else_is_refused(address: str, code: str) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError(host, port)

    assert outcome(address, Rules(seconds=3), nowhere) == code


def test_public_addresses_are_public() -> None:
    assert all(map(is_public, ("8.8.8.8", "2606:4700::1111", "193.51.224.1")))
    assert parse("https://Exemple.FR/é?a=1", frozenset()).address == "https://exemple.fr/%C3%A9?a=1"


def test_a_package_is_opened_by_its_descriptor_its_folder_and_its_zip(server: Server) -> None:
    folder = server.files(NORMAL["rivers"](), "/rivers/")
    server.files(wrapped(NORMAL["rivers"]()), "/")
    for address in (folder, folder + "datapackage.json", f"http://{server.host}/package.zip"):
        assert outcome(address, rules(server)) == "opened"


def test_a_name_is_resolved_once_and_what_was_looked_at_is_what_is_asked(server: Server) -> None:
    """A second answer of the resolver, private where the first was allowed, would change nothing."""
    server.files(package(), "/once/")
    answers = [["127.0.0.1"]]
    named = Rules(hosts=frozenset({f"data.example:{server.server_port}"}), seconds=5)
    budget = Budget(named)
    address = f"http://data.example:{server.server_port}/once/datapackage.json"
    content, final = fetch(address, budget, limit=99_999, resolver=lambda *_: answers.pop())
    assert json.loads(content)["name"] == "p"
    assert final == address
    assert answers == []


@pytest.mark.parametrize("found", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["2606:4700::1111", "::1"]])
def test_one_private_address_among_a_name_s_is_enough_to_refuse(found: list[str]) -> None:
    assert outcome("https://data.example/", Rules(), lambda *_: found) == "private_address"


def test_a_resolver_that_never_answers_is_left(server: Server) -> None:
    def asleep(host: str, port: int) -> list[str]:
        time.sleep(2)
        return [host]

    assert outcome("https://data.example/", Rules(seconds=0.2), asleep) == "too_slow"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///etc/passwd", "insecure_address"), ("http://127.0.0.1:9/", "insecure_address"),
        ("https://127.0.0.1/", "private_address"), ("http://169.254.169.254/latest/", "insecure_address"),
        ("https://169.254.169.254/latest/", "private_address"), ("https://[::ffff:10.0.0.1]/", "private_address"),
        ("https://2130706433/", "private_address"), ("//localhost/", "insecure_address"),
    ],
)  # fmt: skip
def test_each_redirection_is_checked_like_an_address(server: Server, address: str, code: str) -> None:
    server.answers["/go.json"] = moved(address)
    assert outcome(f"http://{server.host}/go.json", rules(server)) == code


def test_redirections_are_few_and_followed_where_they_are_allowed(server: Server) -> None:
    server.files(package(), "/there/")
    server.answers["/here.json"] = moved("/there/datapackage.json")
    server.answers["/loop.json"] = moved("/loop.json")
    assert outcome(f"http://{server.host}/here.json", rules(server)) == "opened"
    assert outcome(f"http://{server.host}/loop.json", rules(server)) == "too_many_redirects"
    assert server.asked.count("/loop.json") == 4


def test_a_path_of_a_descriptor_is_checked_like_an_address(server: Server) -> None:
    for number, (path, code) in enumerate(
        {"https://127.0.0.1/t.csv": "private_address", "http://169.254.169.254/": "elsewhere",
         "file:///etc/passwd": "elsewhere", "../up.csv": "unsafe_path", "//evil.example/t.csv": "unsafe_path",
         "https://10.0.0.1/": "private_address"}.items()
    ):  # fmt: skip
        address = server.files(package(path=path), f"/path-{number}/")
        assert outcome(address, rules(server)) == code


HEAD = b"HTTP/1.1 200 OK\r\n"
HOSTILE: dict[str, tuple[str, Answer, str]] = {
    "drip": ("headers that come letter by letter, for ever", bytes_of(b"X", pause=0.02, times=200), "too_slow"),
    "drip-body": ("a body that comes letter by letter",
                  bytes_of(HEAD + b"\r\n", *[b"x"] * 200, pause=0.02), "too_slow"),
    "silence": ("a connection and not a word", bytes_of(b"", pause=3), "too_slow"),
    "endless": ("a body without an end", bytes_of(HEAD + b"\r\n", *[b"x" * 1_000_000] * 20), "too_large"),
    "endless-chunks": ("chunks without an end",
                       bytes_of(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"fffff\r\n" + b"x" * 0xFFFFF + b"\r\n"] * 9),
                       "too_large"),
    "short": ("less than was announced", bytes_of(HEAD + b"Content-Length: 999\r\n\r\n{}"), "no_answer"),
    "noise": ("no HTTP at all", bytes_of(b"\x00\x01\x02SSH-2.0-x\r\n\r\n"), "no_answer"),
    "headers": ("a header of a megabyte", bytes_of(HEAD + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n"), "no_answer"),
    "many-headers": ("thousands of headers", bytes_of(HEAD + b"X: y\r\n" * 5_000 + b"\r\n"), "no_answer"),
    "bomb": ("gzip that was not asked for, and unfolds to a hundred megabytes",
             said(gzip.compress(b" " * 100_000_000, 9), Content_Encoding="gzip"), "too_large|bomb"),
    "half-gzip": ("half a gzip", said(gzip.compress(b"{}" * 999)[:20], Content_Encoding="gzip"), "damaged"),
    "odd-coding": ("a coding that nobody asked for", said(b"x", Content_Encoding="br"), "no_answer"),
    "gone": ("nothing there", status(404), "missing_file"),
    "broken": ("a server that fails", status(500), "no_answer"),
    "html": ("a page for people", said(b"<!doctype html><script>x</script>"), "not_json"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_is_left_in_time_with_one_sentence(server: Server, name: str) -> None:
    tries, answer, code = HOSTILE[name]
    server.answers[f"/{name}.json"] = answer
    started = time.monotonic()
    seconds = 0.4 if code == "too_slow" else 5.0
    assert outcome(f"http://{server.host}/{name}.json", rules(server, seconds=seconds)) in code.split("|"), (
        tries
    )
    assert time.monotonic() - started < 8


def test_an_address_is_not_opened_where_the_operator_wants_none() -> None:
    assert outcome("https://example.org/", Rules(addresses=False)) == "no_addresses"


def test_a_closed_port_is_no_answer() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    assert outcome(f"http://{host}/", Rules(hosts=frozenset({host}), seconds=3)) == "no_answer"
