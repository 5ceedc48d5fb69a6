"""What one process knows while it builds or serves."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.exceptions import Abort, PluginError
from mkdocs.utils import CountHandler

from strategic_framework.build.cache import Cache
from strategic_framework.build.staging import Workshop, in_words
from strategic_framework.build.writer import Output
from strategic_framework.site import pages
from strategic_framework.views.base import Site

log = logging.getLogger("mkdocs.plugins.strategic_framework")
KEPT = "Nothing has been published; the public site is as it was."


@dataclass
class State:
    """A build, or one round of serving. MkDocs runs `macros.py` as two modules, so it lives here, once."""

    serving: bool = False
    site: Site | None = None
    problems: tuple[str, ...] = ()
    pages: dict[str, pages.Page] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    workshop: Workshop | None = None
    aside: Path | None = None
    output: Output = field(default_factory=lambda: Output(Path(), None, Cache()))
    written: list[str] = field(default_factory=list)
    cache: Cache = field(default_factory=Cache)
    components: bytes = b""
    searched: dict[str, bytes] = field(default_factory=dict)
    published: tuple[list[str], str] | None = None
    checked: bool = False
    failed: bool = False
    warnings: CountHandler | None = None


STATE = State()


def site() -> Site:
    """The framework being built. on_config has read it, or has refused to go on."""
    if STATE.site is None:
        raise PluginError("The framework has not been read.")
    return STATE.site


def made() -> list[pages.Page]:
    """The pages made from templates."""
    return [page for page in STATE.pages.values() if page.template.is_template]


def stopped(fault: BaseException) -> Abort:
    """The end of a build, its reason said. The trace is for those who ask for it (`mkdocs build --verbose`)."""
    log.error(f"The build stopped: {in_words(fault)}. {KEPT}")
    log.debug("Where it stopped:", exc_info=fault)
    return Abort("Aborted.")
