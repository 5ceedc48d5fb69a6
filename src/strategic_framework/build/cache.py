"""What earlier builds made, found again by a hash of all that it was made from.

One file holds it: a line with the SHA-256 of the rest, then each entry as key, length and text. It is replaced in one
step and holds what the last good build used, so it neither grows nor mixes. A damaged file, or one that cannot be read
or written, is an empty cache: only time is lost.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import TypeVar

import orjson

from strategic_framework.build.parallel import shared

Item = TypeVar("Item")
Result = TypeVar("Result")

FOLDER = ".cache"
_FILE = "made"
_PACKAGE = Path(__file__).resolve().parents[1]
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

    def kept(self, key: bytes) -> str | None:
        """The text of that key that an earlier build kept."""
        found = self._kept.get(key)
        return None if found is None else found.decode()

    def put(self, key: bytes, text: str) -> None:
        """The text of that key, for this build to use and the next one to find."""
        self._use(key, text.encode())

    def ensure(self, key: bytes, make: Callable[[], str]) -> bytes:
        """The key, once its text is there: kept from an earlier build, or made now."""
        if key not in self._used:
            kept = self._kept.get(key)
            self._use(key, make().encode() if kept is None else kept)
        return key

    def get(self, key: bytes) -> str:
        """The text of a key that is there."""
        return self._used[key].decode()

    def text(self, key: bytes, make: Callable[[], str]) -> str:
        """The text of that key, made only where it is not kept."""
        return self.get(self.ensure(key, make))

    def each(
        self, work: Callable[[Item], Result], items: Sequence[Item], *, fork: bool, workers: int | None = None
    ) -> list[Result]:
        """What `work` gives for each item. The work may be shared out among the cores; the texts end up here."""

        def done(part: Sequence[Item]) -> list[tuple[list[Result], dict[bytes, bytes | None]]]:
            before = set(self._used)
            results = [work(item) for item in part]
            texts = {key: text for key, text in self._used.items() if key not in before}
            return [(results, {key: None if self._kept.get(key) == text else text for key, text in texts.items()})]

        answers = shared(done, items, workers) if fork else done(items)
        for _, texts in answers:
            for key, text in texts.items():
                if key not in self._used:
                    self._use(key, self._kept[key] if text is None else text)
        return [result for results, _ in answers for result in results]

    def _use(self, key: bytes, text: bytes) -> None:
        self.made += self._kept.get(key) != text
        self._used[key] = text

    def save(self) -> None:
        """Keep what this build used and nothing else; a folder that cannot be written is left alone."""
        unchanged = self._used == self._kept
        self._kept = self._used
        if self._path and not unchanged:
            with contextlib.suppress(OSError):
                _write(self._path, self._kept)


def written(data: object) -> bytes:
    """Plain data as bytes, for a key: texts, numbers, mappings, lists, and views of them (each a tuple)."""
    return orjson.dumps(data, default=tuple)


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
    rest = b"".join(key + len(text).to_bytes(_LENGTH, "big") + text for key, text in entries.items())
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
