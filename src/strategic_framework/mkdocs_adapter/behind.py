"""What nobody asked for while serving: made a second after the last save, by a process of its own.

Whoever saves ends that process and waits for nothing. It writes into a folder of its own, from which the server takes
what still holds. Pages that MkDocs makes, and whatever the process did not come to, the server makes bit by bit.
"""

from __future__ import annotations

import itertools
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from strategic_framework.build.apart import Apart
from strategic_framework.build.phases import Build
from strategic_framework.build.writer import NumberedWriter
from strategic_framework.language.labels import set_numbering
from strategic_framework.language.strings import set_words
from strategic_framework.mkdocs_adapter.run import log
from strategic_framework.model import Framework
from strategic_framework.views.site import FileFacts

if TYPE_CHECKING:
    from strategic_framework.mkdocs_adapter.resident import Resident

#: So many seconds after a round the rest is made, where nothing was saved meanwhile.
IDLE = 1.0


class _Written(NamedTuple):
    """A file that a process wrote under a number; of data also the work that wrote it, and what pages tell of it."""

    name: str
    number: int = 0
    family: int | None = None
    facts: FileFacts | None = None


#: After it no file of data is missing.
_DATA_STAND = _Written("")


class Behind:
    """The rest of what a resident shows."""

    def __init__(self, resident: Resident) -> None:
        self._resident = resident
        self._timer = threading.Timer(0, lambda: None)
        self._apart: Apart[Any] | None = None

    def after_round(self, faults: Callable[[], str]) -> None:
        """Make the rest once nothing is saved any more, then tell the faults of all that stands, if there are any."""
        self._timer.cancel()

        def make() -> None:
            with suppress(OSError):  # the server may be ending, and its folder be gone
                if self.make():
                    self._tell(faults)

        self._timer = threading.Timer(IDLE, make)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """What is not made yet is out of date."""
        self._timer.cancel()
        if self._apart:
            self._apart.give_up()

    def make(self) -> bool:
        """Make the rest; whether nothing was saved meanwhile."""
        build = self._resident.build
        beside = build.writer.folder.parent if build else None  # on one disk a file is moved, whole
        with tempfile.TemporaryDirectory(dir=beside, ignore_cleanup_errors=True) as aside:
            self._make_apart(Path(aside))
        return self._resident.make_rest()

    def _make_apart(self, aside: Path) -> None:
        resident = self._resident
        with resident.alone:
            build = resident.build
            if build is None:
                return
            apart = self._apart = Apart(partial(self._rest, build, aside))
        for written in apart.results():
            with resident.alone:
                if resident.build is build:
                    self._take_in(build, written, aside)

    def _take_in(self, build: Build, written: _Written, aside: Path) -> None:
        resident = self._resident
        if written == _DATA_STAND:
            resident.know_data(build)
        elif written.name not in resident.made:
            build.writer.take(aside / str(written.number), written.name)
            if written.family is not None:
                build.family_of[written.name] = written.family
            if written.facts:
                build.site.file_facts[written.name] = written.facts
            resident.made.add(written.name)

    def _rest(self, build: Build, aside: Path) -> Iterator[_Written]:
        """In a process of its own: the data, then our own pages. What fails is left to the server."""
        resident = self._resident
        speak_of(build.site.framework)
        build.writer = writer = NumberedWriter(aside)
        resident.show(build)
        for name in itertools.chain.from_iterable(resident.data):
            resident.note(build, name)
            yield _Written(name, writer.written - 1, build.family_of[name], build.site.file_facts.get(name))
        yield _DATA_STAND
        for name, page in resident.pages.items():
            if build.writes(page) and name not in resident.made:
                with suppress(Exception, SystemExit):
                    resident.make_page(page)
                    yield _Written(name, writer.written - 1)

    def _tell(self, faults: Callable[[], str]) -> None:
        resident = self._resident
        with resident.alone:
            build = resident.build
            if build is None:
                return
            apart = self._apart = Apart(lambda: [faults()])
        for said in [*apart.results()] or ([faults()] if resident.build is build else []):
            if said:
                log.error(said)


def speak_of(framework: Framework) -> None:
    """From here on items are called by its numbers and words: whoever saves has read another framework meanwhile."""
    set_numbering(framework)
    set_words(framework.settings.words)
