"""The local door: where the page of suggestions saves a proposal, while the site is served on this computer alone.

Whoever asks must be a page of this very server: its name is one of this computer's own, the origin is the server
itself, and each change spends a token that only its page was given. Every answer is JSON.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol

import orjson

from strategic_framework.content.links import LOCAL_DESK
from strategic_framework.ledger.journal import BusyError

#: What stands in the page in the place of a token until the page is asked for.
PLACE = b'data-token=""'
#: The most that a request may hold, in bytes; and how long it may take to come, in seconds.
LARGEST = 128 * 1024
LARGEST_DOCUMENT = 2 * 1024 * 1024
SLOWEST = 10.0
#: So many pages that were given a token may stand open; of more, the oldest has to be loaded again.
_OPEN = 200
_WITHOUT = "sentences-without/"
_LOOPBACK = ("127.", "::1", "::ffff:127.")


class Desk(Protocol):
    """What decides what is written (`publication.local_desk`)."""

    def waiting(self) -> object:
        """Every proposal that waits."""

    def receipt(self) -> object:
        """What publishing would do."""

    def sentences(self, without: str) -> object:
        """What the form knows, less a proposal."""

    def save(self, text: str, replaces: str = "", document: str = "") -> Any:
        """Write a proposal, and the text of the document that it adds."""

    def complete(self, name: str, decided: str, decided_by: str, reason: str) -> Any:
        """Say who decided a suggestion."""

    def delete(self, name: str) -> Any:
        """Take a proposal away."""


class _Way(NamedTuple):
    """What a request may say, key by key, and what it asks for; the keys from `optional` on may be left out."""

    keys: tuple[str, ...]
    optional: int
    ask: Callable[..., Any]
    largest: int = LARGEST


class Refused(Exception):  # noqa: N818 - the request is at fault
    """A request that is not answered, with its status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class LocalDoor:
    """A WSGI application for the addresses below `LOCAL_DESK`. `alone` is held while it works: a build holds it too."""

    def __init__(self, desk: Desk, alone: AbstractContextManager[object]) -> None:
        self._desk, self._alone = desk, alone
        self._tokens, self._lock = dict[str, None](), threading.Lock()
        self._shown: Mapping[str, Callable[[], object]] = {"proposals": desk.waiting, "receipt": desk.receipt}
        self._ways = {
            "proposals": _Way(("text", "replaces"), 1, desk.save),
            "decisions": _Way(("name", "decided", "decided_by", "reason"), 4, desk.complete),
            "documents": _Way(("text", "document"), 2, desk.save, LARGEST_DOCUMENT),
            "deletions": _Way(("name",), 1, desk.delete),
        }

    def token(self) -> str:
        """A token for one change."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens[token] = None
            while len(self._tokens) > _OPEN:
                del self._tokens[next(iter(self._tokens))]
        return token

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        try:
            status, data = self._answer(environ)
        except Refused as refused:
            status, data = refused.status, {"refused": refused.status.phrase}
        except BusyError as fault:
            status, data = HTTPStatus.CONFLICT, {"refused": str(fault), "token": self.token()}
        except (OSError, ValueError) as fault:
            said = getattr(fault, "strerror", None) or str(fault)
            status, data = HTTPStatus.INTERNAL_SERVER_ERROR, {"refused": said, "token": self.token()}
        body = orjson.dumps(data)
        start(f"{status.value} {status.phrase}", [
            ("Content-Type", "application/json"), ("Content-Length", str(len(body))), ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ])  # fmt: skip
        return [body]

    def _answer(self, environ: dict[str, Any]) -> tuple[HTTPStatus, object]:
        name, method = environ["PATH_INFO"].removeprefix(LOCAL_DESK), environ["REQUEST_METHOD"]
        _refuse_strangers(environ)
        if method == "GET" and name in self._shown:
            with self._alone:
                return HTTPStatus.OK, self._shown[name]()
        if method == "GET" and name.startswith(_WITHOUT):
            with self._alone:
                return HTTPStatus.OK, self._desk.sentences(name.removeprefix(_WITHOUT))
        if name not in self._ways or method != "POST":
            is_known = name in self._ways or name in self._shown
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED if is_known else HTTPStatus.NOT_FOUND)
        way = self._ways[name]
        values = _values(environ, way, self._spend)
        with self._alone:
            answer = way.ask(**values)
        status = HTTPStatus.OK if answer.done else HTTPStatus.UNPROCESSABLE_ENTITY
        return status, {"answer": answer, "token": self.token()}

    def _spend(self, token: str) -> None:
        """A token is good once, whatever comes of it."""
        with self._lock:
            if token not in self._tokens:
                raise Refused(HTTPStatus.FORBIDDEN)
            del self._tokens[token]


def _refuse_strangers(environ: dict[str, Any]) -> None:
    """Refuse whoever is not a page of this server, asking from this computer.

    A browser names the origin of every POST, and of no GET within one site; where it says who asks, it must be us.
    """
    own = f"http://{environ.get('HTTP_HOST', '')}"
    origin = environ.get("HTTP_ORIGIN", own if environ["REQUEST_METHOD"] == "GET" else "")
    site = environ.get("HTTP_SEC_FETCH_SITE", "same-origin")
    if origin != own or site != "same-origin" or not environ.get("REMOTE_ADDR", "").startswith(_LOOPBACK):
        raise Refused(HTTPStatus.FORBIDDEN)


def _values(environ: dict[str, Any], way: _Way, spend: Callable[[str], None]) -> dict[str, str]:
    """What a request says, each value a text. The token is spent as soon as the body is there."""
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    length = environ.get("CONTENT_LENGTH") or ""
    if "HTTP_TRANSFER_ENCODING" in environ or not (length.isascii() and length.isdigit()):
        raise Refused(HTTPStatus.LENGTH_REQUIRED)
    if len(length) > 9 or int(length) > way.largest:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body = _body(environ["wsgi.input"], int(length))  # unread, it would cut the answer short
    spend(environ.get("HTTP_X_DESK_TOKEN", ""))
    try:
        values = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    needed = set(way.keys[: way.optional])
    if not isinstance(values, dict) or not needed <= set(values) <= set(way.keys):
        raise Refused(HTTPStatus.BAD_REQUEST)
    if not all(isinstance(value, str) for value in values.values()):
        raise Refused(HTTPStatus.BAD_REQUEST)
    return values


def _body(stream: Any, length: int) -> bytes:
    """So many bytes, if they come in time."""
    parts, until = [], time.monotonic() + SLOWEST
    while length > 0:
        try:
            part = stream.read1(length)
        except TimeoutError:
            part = b""
        if not part or time.monotonic() > until:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT)
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
