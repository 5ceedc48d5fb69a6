"""A server on this machine, for as long as a test asks it something."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@contextmanager
def answering(handler: Callable[..., Any]) -> Iterator[str]:
    """The address, which ends with a slash, where a server answers by that handler."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # It looks so often whether it is to end; the half second that it takes by itself is waited for by every test.
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """The files of a folder, and not a word of who asked for them."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def showing(folder: Path, handler: type[Quiet] = Quiet) -> Callable[..., Any]:
    """What answers with the files of that folder."""
    return functools.partial(handler, directory=str(folder))
