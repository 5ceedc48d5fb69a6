"""What earlier builds made, found again by a hash of all that it was made from.

One file holds it: a line with the SHA-256 of the rest, then each entry as key, length and compressed text. It is
replaced in one step and holds what the last good build used, so it neither grows nor mixes. A damaged file, or one
that cannot be read or written, is an empty cache: only time is lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import TypeVar

from strategic_framework.forks import shared

Item = TypeVar("Item")

FOLDER = ".cache"
_FILE = "made"
_PACKAGE = Path(__file__).resolve().parent
#: The packages that turn a view into HTML, or read HTML.
_PARTS = ("jinja2", "markupsafe", "markdown", "lxml")
_KEY, _LENGTH = 32, 4


class Cache:
    """Texts by key. Until a build begins in a folder, it lasts no longer than the process."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._base = b""
        self._kept: dict[bytes, bytes] = {}
        self._used: dict[bytes, bytes] = {}
        self.made = 0

    def begin(self, folder: Path, base: bytes) -> None:
        """A build begins; `base` stands for what all its texts are made from beside their own parts."""
        path = folder / _FILE
        if path != self._path:  # while serving, what the last build kept is still at hand
            self._path, self._kept = path, dict(_entries(_content(path)))
        self._base, self._used, self.made = base, {}, 0

    def key(self, kind: str, *parts: str | bytes) -> bytes:
        """The name of what is made from these parts; the length of each keeps them apart."""
        digest = hashlib.sha256(self._base + kind.encode())
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            digest.update(b"\0%d\0" % len(data) + data)
        return digest.digest()

    def ensure(self, key: bytes, make: Callable[[], str]) -> bytes:
        """The key, once its text is there: kept from an earlier build, or made now."""
        if key not in self._used:
            self._use(key, self._kept.get(key) or pack(make()))
        return key

    def get(self, key: bytes) -> str:
        """The text of a key that is there."""
        return zlib.decompress(self._used[key]).decode()

    def text(self, key: bytes, make: Callable[[], str]) -> str:
        """The text of that key, made only where it is not kept."""
        return self.get(self.ensure(key, make))

    def each(
        self, work: Callable[[Item], tuple[bytes, ...]], items: Sequence[Item], *, fork: bool
    ) -> list[tuple[bytes, ...]]:
        """The keys that `work` ensures for each item. The work may be shared out among the cores."""

        def ensured(part: Sequence[Item]) -> list[list[tuple[bytes, bytes]]]:
            keys = [work(item) for item in part]
            return [[(key, b"" if key in self._kept else self._used[key]) for key in some] for some in keys]

        answers = shared(ensured, items) if fork else ensured(items)
        for key, made in itertools.chain.from_iterable(answers):
            if key not in self._used:
                self._use(key, made or self._kept[key])
        return [tuple(key for key, _ in some) for some in answers]

    def _use(self, key: bytes, packed: bytes) -> None:
        self.made += key not in self._kept
        self._used[key] = packed

    def save(self) -> None:
        """Keep what this build used and nothing else; a folder that cannot be written is left alone."""
        unchanged = self._used.keys() == self._kept.keys()
        self._kept = self._used
        if self._path and not unchanged:
            with contextlib.suppress(OSError):
                _write(self._path, self._kept)


def pack(text: str) -> bytes:
    """A text as the cache keeps it."""
    return zlib.compress(text.encode(), 1)


def _content(path: Path) -> bytes:
    """The entries of a whole file; nothing of a damaged one."""
    try:
        head, _, rest = path.read_bytes().partition(b"\n")
    except OSError:
        return b""
    return rest if head == hashlib.sha256(rest).hexdigest().encode() else b""


def _entries(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(content):
        key, at = content[at : at + _KEY], at + _KEY
        length, at = int.from_bytes(content[at : at + _LENGTH], "big"), at + _LENGTH
        yield key, content[at : at + length]
        at += length


def _write(path: Path, entries: dict[bytes, bytes]) -> None:
    """Beside, then in one step; a kill leaves the old file, and the next build writes over what it left."""
    rest = b"".join(key + len(packed).to_bytes(_LENGTH, "big") + packed for key, packed in entries.items())
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    try:
        beside.write_bytes(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def base(templates: Path) -> bytes:
    """A hash of the engine, of the templates in that folder as they are now, and of the packages both rest on."""
    digest = hashlib.sha256(_engine())
    for path in sorted(templates.rglob("*.html")):
        digest.update(path.relative_to(templates).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


@cache
def _engine() -> bytes:
    """Once for each process: it goes on running the code that it began with, whatever is saved since."""
    digest = hashlib.sha256(" ".join([python_version(), *map(version, _PARTS)]).encode())
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()
