"""What a build wrote, and whether it stands in the folder as it was written: then nobody has to read it again."""

from __future__ import annotations

from collections.abc import Mapping

from strategic_framework.build.staging import tidy
from strategic_framework.build.writer import Writer, Written


class Standing:
    """The files of one build, whose folder is looked at once, when nobody is at work in it any more."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        #: Name → status and hash, of what was written and not looked at yet.
        self._written: dict[str, tuple[int, str]] = {}
        self._hashes: dict[str, str | None] = {}

    def take_in(self, files: Mapping[str, Written]) -> None:
        """Know what was just written, less what could be touched before the clock of the system takes its next step."""
        now = self._writer.time()
        self._written |= {name: (file.status, file.sha256) for name, file in files.items() if file.time < now}

    def look(self) -> None:
        """See what stands in the folder now. Raises OSError where something is no ordinary file."""
        for name, status in tidy(self._writer.folder).items():
            known, sha256 = self._written.pop(name, (None, None))
            self._hashes[name] = sha256 if status == known else None

    def is_there(self, name: str) -> bool:
        """Whether a file was seen."""
        return name in self._hashes

    def is_as_written(self, name: str) -> bool:
        """Whether nobody touched a file since this build wrote it."""
        return self._hashes.get(name) is not None

    def write(self, name: str, data: bytes) -> None:
        """Write one file more."""
        self._hashes[name] = self._writer.write(name, data).sha256

    @property
    def hashes(self) -> dict[str, str | None]:
        """The SHA-256 of every file that was seen, whoever wrote it, or None where it has to be read."""
        if not self._hashes:
            self.look()
        return self._hashes
