"""For the macros plugin: the calls that stand on ordinary pages of `docs/`."""

from __future__ import annotations

import hashlib
import inspect
import posixpath
from typing import Any

from mkdocs_macros import context as plugin

from strategic_framework.build.cache import written
from strategic_framework.mkdocs_adapter.state import STATE, log, stopped
from strategic_framework.rendering import markdown
from strategic_framework.site import macros
from strategic_framework.views.base import Here
from strategic_framework.views.macro import MACROS

#: The macros plugin asks git twelve questions at every build. No page may show the answers: a page calls only macros.
plugin.get_git_info = dict


def define_env(env: Any) -> None:
    """Give every documented macro to the pages of `docs/`."""
    for name in MACROS:
        env.macro(_macro(env, name), name)


def _macro(env: Any, name: str) -> Any:
    def call(*args: Any, **kwargs: Any) -> str:
        src_uri = env.page.file.src_uri
        here = STATE.pages[src_uri].here
        try:
            shown = macros.answer(here, macros.checked(name, args, kwargs))
        except Exception as fault:
            if STATE.serving:
                raise
            log.error(f"docs/{src_uri}: {name} failed.")
            raise SystemExit(stopped(fault).code) from None  # the plugin would answer an Exception with its trace
        if isinstance(shown, str):
            return _for_markdown(shown, here) if name == "link" else markdown.literal(shown)
        key = hashlib.sha256(f"{src_uri} {name} {args} {kwargs}".encode()).hexdigest()[:16]
        STATE.results[key] = STATE.cache.text(STATE.cache.key("call", written(shown)), lambda: macros.laid_out(shown))
        return markdown.mark(MACROS[name].shape, key)

    call.__doc__ = inspect.getdoc(MACROS[name].view)
    return call


def _for_markdown(way: str, here: Here) -> str:
    """MkDocs checks links between files, so a link to a page is given as the file that makes it."""
    path, hash_, fragment = way.partition("#")
    if not path:
        return way
    clean = posixpath.normpath(posixpath.join("/", here.address, path)).strip("/")
    address = clean + "/" if clean else ""
    by_address = {page.here.address: src_uri for src_uri, page in STATE.pages.items()}
    return f"/{by_address[address]}{hash_}{fragment}" if address in by_address else way
