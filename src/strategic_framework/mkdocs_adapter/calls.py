"""For the macros plugin: the calls that stand on ordinary pages of `docs/`."""

from __future__ import annotations

import inspect
import posixpath
import sys
from typing import Any

from strategic_framework.build.phases import Build
from strategic_framework.mkdocs_adapter.run import RUN, log, stopped
from strategic_framework.site import macros
from strategic_framework.views.macro import MACROS


def ask_git_nothing() -> None:
    """The macros plugin, where it is at work, would ask git twelve questions; no page may show the answers."""
    if plugin := sys.modules.get("mkdocs_macros.context"):
        plugin.get_git_info = dict  # type: ignore[attr-defined]


def define_env(env: Any) -> None:
    """Give every documented macro to the pages of `docs/`."""
    for name in MACROS:
        env.macro(_macro(env, name), name)


def _macro(env: Any, name: str) -> Any:
    def call(*args: Any, **kwargs: Any) -> str:
        src_uri = env.page.file.src_uri
        try:
            answer = RUN.build.answers(src_uri).answer(macros.checked(name, args, kwargs))
        except Exception as fault:
            if RUN.serving:
                raise
            log.error(f"docs/{src_uri}: {name} failed.")
            raise SystemExit(stopped(fault).code) from None  # the plugin would answer an Exception with its trace
        return _as_file(answer, src_uri, RUN.build) if name == "link" else answer

    call.__doc__ = inspect.getdoc(MACROS[name].view)
    return call


def _as_file(link: str, src_uri: str, build: Build) -> str:
    """MkDocs checks links between files, so a link to a page is given as the file that makes it."""
    path, hash_, fragment = link.partition("#")
    if not path:
        return link
    clean = posixpath.normpath(posixpath.join("/", build.pages[src_uri].here.address, path)).strip("/")
    address = clean + "/" if clean else ""
    by_address = {page.here.address: file for file, page in build.pages.items()}
    return f"/{by_address[address]}{hash_}{fragment}" if address in by_address else link
