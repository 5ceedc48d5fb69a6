"""What one process of MkDocs knows: the build that is under way, and what outlives it while serving.

MkDocs runs `macros.py` as two modules and calls functions without any object of ours, so it is held here, once.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, PluginError
from mkdocs.utils import CountHandler

from strategic_framework.build.files import Stamp
from strategic_framework.build.phases import Build
from strategic_framework.build.staging import Published, in_words
from strategic_framework.mkdocs_adapter.local_door import Desk

if TYPE_CHECKING:
    from strategic_framework.mkdocs_adapter.resident import Resident

log = logging.getLogger("mkdocs.plugins.strategic_framework")
KEPT = "Nothing has been published; the public site is as it was."


class Turns:
    """A lock that nobody gets twice while another waits: whoever makes pages behind gives way to whoever saves."""

    def __init__(self) -> None:
        self._next, self._held = threading.Lock(), threading.Lock()

    def __enter__(self) -> None:
        with self._next:
            self._held.acquire()

    def __exit__(self, *_: object) -> None:
        self._held.release()


@dataclass
class Run:
    """One command of MkDocs, from its start-up to its shutdown.

    While serving, `desk` writes what is saved, if anything may; `alone` is held by whoever saves or builds.
    `collecting` says that garbage was looked for before the build, and is to be after it.
    """

    serving: bool = False
    desk: Desk | None = None
    resident: Resident | None = None
    templates: Stamp = frozenset()
    warnings: CountHandler = field(default_factory=lambda: CountHandler(level=logging.WARNING))
    alone: Turns = field(default_factory=Turns)
    documents: bool = False
    collecting: bool = False
    missing: list[str] = field(default_factory=list)
    begun: Build | None = None
    built: bool = False
    failed: bool = False
    published: Published | None = None

    @property
    def build(self) -> Build:
        """The build under way. `on_config` has begun it, or has refused to go on."""
        if self.begun is None:
            raise PluginError("The framework has not been read.")
        return self.begun


RUN = Run()


def stopped(fault: BaseException) -> Abort:
    """The end of a build, its reason said. The trace is for those who ask for it (`mkdocs build --verbose`)."""
    log.error(f"The build stopped: {in_words(fault)}. {KEPT}")
    log.debug("Where it stopped:", exc_info=fault)
    return Abort("Aborted.")
