"""Lighthouse on four pages, served with gzip as GitHub Pages serves them. `python -m tests.lighthouse` measures site/.

What it says of accessibility, best practices and search engines follows from the pages, and is tested. What it says of
performance follows from the machine too: it is printed as Markdown, medians of three runs, for benchmarks/RESULTS.md.
"""

from __future__ import annotations

import functools
import gzip
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from tests.conftest import ROOT
from tests.tools import CHROMIUM, GET_CHROMIUM, installed, needed

#: Kind of page → an address of it on the real site.
PAGES = {
    "home": "",
    "priority": "2023-27/pri-2/",
    "action": "2023-27/act-15/",
    "tracker": "2023-27/aspirations/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-sync"
_TEXT = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt")
_ROUNDS = 3


class _Gzipped(SimpleHTTPRequestHandler):
    """Texts compressed and kept for ten minutes, as GitHub Pages sends them."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _TEXT or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        for name, value in (
            ("Content-Type", f"{self.guess_type(path)}; charset=utf-8"), ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(body))), ("Cache-Control", "max-age=600"),
        ):  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of that folder on this machine, while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Gzipped, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def report(address: str) -> dict[str, Any]:
    """What Lighthouse says of the page at that address, as it writes it."""
    node = needed("node", "nodejs", get="Node 18.19 or later; on Debian: apt-get install nodejs npm")
    chromium = needed(*CHROMIUM, get=GET_CHROMIUM)
    program = installed("lighthouse/cli/index.js")
    with tempfile.TemporaryDirectory() as scratch:
        answer = Path(scratch) / "said.json"
        command = [node, str(program), address, "--quiet", "--no-enable-error-reporting", f"--chrome-flags={_FLAGS}",
                   f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={answer}"]  # fmt: skip
        done = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert answer.is_file(), done.stderr[-2000:]
        loaded: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return loaded


def score(said: dict[str, Any], category: str) -> int:
    """The score of a category, out of 100."""
    return round(said["categories"][category]["score"] * 100)


def short_of(said: dict[str, Any], category: str) -> list[str]:
    """The audits that take something from the score of that category."""
    counted = [one["id"] for one in said["categories"][category]["auditRefs"] if one["weight"]]
    return [name for name in counted if said["audits"][name]["score"] not in {None, 1}]


def _row(name: str, reports: list[dict[str, Any]]) -> str:
    scores = [f"{statistics.median(score(one, category) for one in reports):.0f}" for category in CATEGORIES]
    audits = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
    measured = [statistics.median(one["audits"][audit]["numericValue"] for one in reports) for audit in audits]
    paint, largest, blocked, shift = measured
    values = [*scores, f"{paint / 1000:.2f}", f"{largest / 1000:.2f}", f"{blocked:.0f}", f"{shift:.3f}"]
    return f"| {' | '.join([name, *values])} |"


def main() -> None:
    """Measure `site/` and print the table."""
    heads = ["page", *CATEGORIES, "first paint, s", "largest paint, s", "blocked, ms", "layout shift"]
    print(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}")
    with served(ROOT / "site") as there:
        for name, address in PAGES.items():
            print(_row(name, [report(there + address) for _ in range(_ROUNDS)]))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
