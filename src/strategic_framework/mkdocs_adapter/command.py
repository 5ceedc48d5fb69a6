"""Starting MkDocs: a build, or a server."""

from __future__ import annotations

import gc
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from strategic_framework.build.staging import Published
from strategic_framework.mkdocs_adapter import settings
from strategic_framework.mkdocs_adapter.local_door import Desk
from strategic_framework.mkdocs_adapter.local_server import temporary_folder
from strategic_framework.mkdocs_adapter.run import RUN
from strategic_framework.model import Framework
from strategic_framework.site import ordinary_pages
from strategic_framework.startup.put_off import put_off

SETTINGS = "mkdocs.yml"


class Result(NamedTuple):
    """What a build published, what it is about, and a line for each kind of document that could not be made."""

    published: Published
    framework: Framework
    missing: list[str]


def build(out: Path | None = None, *, documents: bool = False) -> Result | None:
    """Make and publish the site of the current folder, in `site/` or in `out`. None where its faults have been said.

    With `documents`, the site has its documents too.

    Raises mkdocs.exceptions.Abort, which is a SystemExit, where a fault stopped it.
    """
    _plain_logging()
    own: dict[str, Any] = {"site_dir": str(out.absolute())} if out else {}
    if settings.leave_pages_alone(Path(SETTINGS)) and ordinary_pages.are_complete(Path.cwd()):
        own["plugins"] = []  # no page asks for a call of the macros plugin, which takes as long as thirty pages
    else:
        put_off("requests")  # it would ask the network by it, which no page of ours does
    config = load_config(SETTINGS, strict=True, **own)
    config.plugins.on_startup(command="build", dirty=False)
    RUN.documents = documents
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return Result(RUN.published, RUN.build.site.framework, RUN.missing) if RUN.published else None


def serve(address: str, *, open_browser: bool = False, desk: Desk | None = None) -> None:
    """Show the site of the current folder, and follow every save until somebody ends it. The desk writes proposals."""
    gc.enable()  # a server is there to stay
    RUN.desk = desk
    _plain_logging()
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415 (a build needs no server, nor its watching)

    with temporary_folder(), suppress(KeyboardInterrupt):
        mkdocs_serve(SETTINGS, dev_addr=address, open_in_browser=open_browser, strict=False)


def _plain_logging() -> None:
    """Our own progress, and anybody's warnings and errors, as plain lines. No logger is made quieter: strict counts."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    ours = logging.getLogger("mkdocs.plugins.strategic_framework")
    ours.setLevel(logging.INFO)
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or record.name == ours.name)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.propagate = False
