"""Lighthouse on four pages, served with gzip as GitHub Pages serves them. `python -m tests.lighthouse` measures site/.

What it says of accessibility, best practices and search engines follows from the pages, and is tested. What it says of
performance follows from the machine too: it is printed as Markdown, medians of three runs, for benchmarks/RESULTS.md.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

from tests.answering import Quiet, answering, showing
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
_SCRIPT = ROOT / "tests" / "node" / "lighthouse.mjs"
_TEXT = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt")
_ROUNDS = 3


class Gzipped(Quiet):
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


def reports(addresses: list[str], *categories: str) -> list[dict[str, Any]]:
    """What Lighthouse says of each address in these categories, as it writes it."""
    node = needed("node", "nodejs", get="Node 18.19 or later; on Debian: apt-get install nodejs npm")
    chromium = needed(*CHROMIUM, get=GET_CHROMIUM)
    packages = installed("lighthouse").parent
    command = [node, str(_SCRIPT), str(packages), ",".join(categories), *addresses]
    env = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


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
    with answering(showing(ROOT / "site", Gzipped)) as there:
        for name, address in PAGES.items():
            print(_row(name, reports([there + address] * _ROUNDS, *CATEGORIES)))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
