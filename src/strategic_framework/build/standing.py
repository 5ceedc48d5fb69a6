"""What a build wrote, and whether it stands in the folder as it was written: then nobody has to read it again."""

from __future__ import annotations

from collections.abc import Mapping

from strategic_framework.build.staging import tidy
from strategic_framework.build.writer import Writer, Written


class Standing:
    """The files of one build, whose folder is looked at once, when nobody is at work in it any more."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._written: dict[str, Written] = {}
        self._now: dict[str, int] = {}

    def take_in(self, files: Mapping[str, Written]) -> None:
        """Know what was just written, less what could be touched before the clock of the system takes its next step."""
        now = self._writer.time()
        self._written |= {name: written for name, written in files.items() if written.time < now}

    def look(self) -> None:
        """See what stands in the folder now. Raises OSError where something is no ordinary file."""
        self._now = tidy(self._writer.folder)

    @property
    def names(self) -> list[str]:
        """Every file that was seen, whoever wrote it."""
        return [*self._now]

    def is_there(self, name: str) -> bool:
        """Whether a file was seen."""
        return name in self._now

    def is_as_written(self, name: str) -> bool:
        """Whether nobody touched a file since this build wrote it."""
        return name in self._written and self._written[name].status == self._now.get(name)

    def write(self, name: str, data: bytes) -> None:
        """Write one file more."""
        self._written[name] = written = self._writer.write(name, data)
        self._now[name] = written.status

    def hashes(self) -> dict[str, str | None]:
        """The SHA-256 of every file, or None where it has to be read."""
        if not self._now:
            self.look()
        return {name: self._written[name].sha256 if self.is_as_written(name) else None for name in self._now}
