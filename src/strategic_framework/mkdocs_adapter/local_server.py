"""What the local server answers: its own names, reading alone, and pages under the policy that built pages have."""

from __future__ import annotations

import fcntl
import ipaddress
import os
import shutil
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from strategic_framework.content.links import LOCAL_DESK
from strategic_framework.mkdocs_adapter.local_door import PLACE, SLOWEST, LocalDoor
from strategic_framework.rendering import csp

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler  # a build imports this module, and no server

#: A WSGI application (PEP 3333).
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_METHODS = ("GET", "HEAD")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_EVERYWHERE = {"", "0.0.0.0", "::"}  # noqa: S104 (asked about, not listened to)
_FOLDER = "framework-serve-"


def is_local(host: str) -> bool:
    """Whether a server that listens there is reached from this computer alone."""
    return host.strip("[]").lower() in _LOOPBACK


def guarded(application: Application, host: str, door: LocalDoor | None = None) -> Application:
    """The application, asked only by one of the server's own names, only to read, and only for paths that can be.

    What is asked for at the `door` is answered there, and the pages that lead to it are given its tokens.
    """

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not _is_own(environ.get("HTTP_HOST", ""), host):  # a name that somebody else lets lead here (DNS rebinding)
            return refuse(start, HTTPStatus.MISDIRECTED_REQUEST)
        if door and environ["PATH_INFO"].startswith(LOCAL_DESK):
            return door(environ, start)
        if environ["REQUEST_METHOD"] not in _METHODS:
            return refuse(start, HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", ", ".join(_METHODS)))
        if "\0" in environ["PATH_INFO"]:  # no file can be called that
            return refuse(start, HTTPStatus.NOT_FOUND)
        return _with_policy(application, environ, start, door)

    return answer


def _is_own(asked: str, host: str) -> bool:
    """Whether the Host that is asked for, with or without a port, is a name of a server that was started on `host`."""
    name = asked.rpartition(":")[0] if asked.rpartition(":")[2].isdigit() else asked
    name = name.strip("[]").lower()
    if name in _LOOPBACK or name == host.lower():
        return name != ""
    return host in _EVERYWHERE and (_is_address(name) or name == socket.gethostname().lower())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def refuse(start: Callable[..., Any], status: HTTPStatus, *headers: tuple[str, str]) -> Iterable[bytes]:
    """An answer that says no more than its status."""
    text = f"{status.value} {status.phrase}"
    start(text, [("Content-Type", "text/plain; charset=utf-8"), *headers])
    return [f"{text}\n".encode()]


def _with_policy(
    application: Application, environ: dict[str, Any], start: Callable[..., Any], door: LocalDoor | None
) -> Iterable[bytes]:
    """The answer; of a page with its policy as a header, in which the script of live reload is named by its hash."""
    begun: list[Any] = []
    body = application(environ, lambda *answer: begun.extend(answer))
    status, headers = begun[:2]
    headers = [*headers, ("X-Content-Type-Options", "nosniff")]
    if dict(headers).get("Content-Type", "").startswith("text/html"):
        page = b"".join(body)
        close(body)
        if door and PLACE in page and environ["REQUEST_METHOD"] == "GET":
            page = page.replace(PLACE, PLACE[:-1] + f'{door.token()}"'.encode(), 1)
            kept = [header for header in headers if header[0] != "Content-Length"]
            headers = [*kept, ("Content-Length", str(len(page))), ("Cache-Control", "no-store")]
        policy = f"{csp.policy(page.decode('utf-8', 'replace'))};frame-ancestors 'none'"
        headers, body = [*headers, ("Content-Security-Policy", policy)], [page]
    start(status, headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        close(body)
        return []
    return body


def close(body: Iterable[bytes]) -> None:
    """Nobody reads the rest of an answer."""
    if hasattr(body, "close"):
        body.close()


def in_time(handler: type[BaseHTTPRequestHandler]) -> type[BaseHTTPRequestHandler]:
    """That handler, which ends a connection whose request does not come in time, however slowly it drips."""

    class InTime(handler):  # type: ignore[misc, valid-type]
        timeout = SLOWEST

        def handle(self) -> None:
            self.late = threading.Timer(SLOWEST, self._end)
            self.late.daemon = True
            self.late.start()
            with suppress(TimeoutError, ConnectionError):
                super().handle()
            self.late.cancel()

        def parse_request(self) -> bool:
            is_whole: bool = super().parse_request()
            self.late.cancel()
            return is_whole

        def _end(self) -> None:
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)

    return InTime


@contextmanager
def temporary_folder() -> Iterator[None]:
    """Every temporary folder goes into one of ours, which is removed at the end. What a killed server left goes first.

    Each server holds the lock of its folder, so a folder whose lock is free is nobody's.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError), _locked(left):
            shutil.rmtree(left)
    before, folder = tempfile.tempdir, tempfile.mkdtemp(prefix=_FOLDER)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C ends it
    try:
        with _locked(Path(folder)):
            tempfile.tempdir = folder
            yield
    finally:
        tempfile.tempdir = before
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """That folder, held. Raises OSError where somebody else holds it, or owns it."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(held)
