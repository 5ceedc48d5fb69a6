"""Measures the search in Chromium: what the first focus costs the page's thread, and how soon a key is answered.

`python benchmarks/search.py 3500` builds a site of that many actions; `--built DIR` takes one that stands. Then the
processor is slowed four times, as on a phone of the middle range. Chromium slows only the page's own thread, so the
last row answers there as well, as where a browser has no other: everything in it is slowed.

Tasks are counted by the time that the thread had, so other work on the machine adds little to them. The reader clicks
and types as a person does: a script that does it for them would be counted as well. Waits are by the clock.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from generate import generate
from measuring import BIN, measured
from playwright.sync_api import Browser, Page, sync_playwright

SLOWED = 4
#: The first key comes so long after the focus (ms), and every further one so long after the one before it.
PAUSE, BETWEEN = 300, 120
#: And so many seconds after the last answer nothing more is at work.
SETTLED = 0.5
#: Every key has its answer.
ANSWERED = "window.answers.length > 0 && window.answers.at(-1) >= window.keys.at(-1)"
TYPED = "share support"
#: Name, how much slower, and whether there is a thread for the search.
READERS = (("as it is", 1, True), ("slowed", SLOWED, True), ("slowed, alone", SLOWED, False))
#: The times from key to answer.
WATCH = """() => {
    window.keys = []; window.answers = [];
    const form = document.querySelector('.sf-search');
    form.addEventListener('input', () => window.keys.push(performance.now()), {capture: true});
    new MutationObserver(() => window.answers.push(performance.now()))
        .observe(form, {attributeFilter: ['data-answered']});
}"""
NO_THREAD = "delete window.Worker; window.Worker = undefined;"


class Round(NamedTuple):
    """What one reader met: ms of the page's thread in the longest task at first focus and while typing, and waits."""

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


@contextmanager
def traced(browser: Browser, page: Page) -> Iterator[list[float]]:
    """The milliseconds that the page's own thread gave to each task meanwhile, the longest first."""
    tasks: list[float] = []
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    yield tasks
    events = json.loads(browser.stop_tracing())["traceEvents"]
    named = [event for event in events if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"]
    own = {(event["pid"], event["tid"]) for event in named}
    times = [event.get("tdur", 0) / 1000 for event in events
             if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in own]  # fmt: skip
    tasks += sorted([0, *times], reverse=True)


def reader(browser: Browser, address: str, slowed: int, *, thread: bool) -> Round:
    """Open a page, enter the search, wait a moment, type."""
    context = browser.new_context()
    page = context.new_page()
    if not thread:
        page.add_init_script(NO_THREAD)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    field = page.get_by_role("combobox")
    field.hover()
    box = field.bounding_box() or {"x": 0, "y": 0}
    page.evaluate(WATCH)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    with traced(browser, page) as focus:
        page.mouse.click(box["x"] + 20, box["y"] + 10)
        time.sleep(PAUSE / 1000)
    with traced(browser, page) as typing:
        for key in TYPED:
            page.keyboard.press("Space" if key == " " else key)
            time.sleep(BETWEEN / 1000)
        page.wait_for_function(ANSWERED)
        time.sleep(SETTLED)
    keys, answers = page.evaluate("[window.keys, window.answers]")
    context.close()
    waits = [min(at for at in answers if at >= key) - key for key in keys]  # a key may be answered with the next one
    return Round(focus[0], typing[0], waits[0], max(waits))


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
        print(f"{browser.version}, load {os.getloadavg()[0]:.0f}, medians of {choice.rounds} readers, ms\n")
        print("| the page's thread | longest task at first focus | longest task while typing "
              "| first key to answer | slowest key to answer |")  # fmt: skip
        print("| --- " * 5 + "|")
        with served(site) as address:
            for name, slowed, thread in READERS:
                rounds = [reader(browser, address, slowed, thread=thread) for _ in range(choice.rounds)]
                cells = [f"{statistics.median(column):.0f}" for column in zip(*rounds, strict=True)]
                print(f"| {name} | {' | '.join(cells)} |")
        browser.close()


if __name__ == "__main__":
    main()
