"""Measures the search in Chromium: what the first focus costs the page's thread, and how soon a key is answered.

`python benchmarks/search.py 3500` builds a site of that many actions; `--built DIR` takes one that stands. Then the
processor is slowed four times, as on a phone of the middle range. Chromium slows only the page's own thread, so the
last row answers there as well, as where a browser has no other: everything in it is slowed.
"""

from __future__ import annotations

import argparse
import functools
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from generate import generate
from measuring import BIN, measured
from playwright.sync_api import Browser, CDPSession, sync_playwright

SLOWED = 4
#: The first key comes so long after the focus (ms), and every further one so long after the one before it.
PAUSE, BETWEEN = 300, 120
TYPED = "share support"
#: Name, how much slower, and whether there is a thread for the search.
READERS = (("as it is", 1, True), ("slowed", SLOWED, True), ("slowed, alone", SLOWED, False))
#: The longest task of the page's own thread since the page stood still, and the times from key to answer.
WATCH = """() => {
    window.tasks = [0]; window.keys = []; window.answers = [];
    new PerformanceObserver(seen => seen.getEntries().forEach(one => window.tasks.push(one.duration)))
        .observe({type: 'longtask'});
    const form = document.querySelector('.sf-search');
    form.addEventListener('input', () => window.keys.push(performance.now()), {capture: true});
    new MutationObserver(() => window.answers.push(performance.now()))
        .observe(form, {attributeFilter: ['data-answered']});
}"""
NO_THREAD = "delete window.Worker; window.Worker = undefined;"


class Round(NamedTuple):
    """What one reader met: ms of the page's thread at first focus, longest task, and from each key to its answer."""

    focus: float
    longest: float
    first: float
    slowest: float


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder, served on this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def spent(tools: CDPSession) -> float:
    """Milliseconds that the page's own thread has worked."""
    found = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"]) * 1000


def reader(browser: Browser, address: str, slowed: int, *, thread: bool) -> Round:
    """Open a page, enter the search, wait a moment, type."""
    context = browser.new_context()
    page = context.new_page()
    if not thread:
        page.add_init_script(NO_THREAD)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.evaluate(WATCH)
    before = spent(tools)
    field = page.get_by_role("combobox")
    field.focus()
    page.wait_for_timeout(PAUSE)
    focus = spent(tools) - before
    field.press_sequentially(TYPED, delay=BETWEEN)
    page.wait_for_selector(f".sf-search[data-answered='{TYPED}']")
    keys, answers, tasks = page.evaluate("[window.keys, window.answers, window.tasks]")
    context.close()
    waits = [min(at for at in answers if at >= key) - key for key in keys]  # a key may be answered with the next one
    return Round(focus, max(tasks), waits[0], max(waits))


def main() -> None:
    """Build, read in turn, and print."""
    asked = argparse.ArgumentParser(description="Measure the search in Chromium.")
    asked.add_argument("actions", type=int, nargs="?", default=3500)
    asked.add_argument("--built", type=Path)
    asked.add_argument("--rounds", type=int, default=3)
    choice = asked.parse_args()
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not chromium:
        sys.exit("There is no Chromium here.")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        site = choice.built
        if not site:
            folder = generate(Path(place), choice.actions)
            measured(folder, BIN / "framework", "build")
            site = folder / "site"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{browser.version}, medians of {choice.rounds} readers, ms\n")
        print("| the page's thread | at first focus | longest task | first key to answer | slowest key to answer |")
        print("| --- " * 5 + "|")
        with served(site) as address:
            for name, slowed, thread in READERS:
                rounds = [reader(browser, address, slowed, thread=thread) for _ in range(choice.rounds)]
                cells = [f"{statistics.median(column):.0f}" for column in zip(*rounds, strict=True)]
                print(f"| {name} | {' | '.join(cells)} |")
        browser.close()


if __name__ == "__main__":
    main()
