"""Chromium for the benchmarks: a site that is served to it, and what its threads had to do."""

from __future__ import annotations

import functools
import json
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PAGE, WORKER = "CrRendererMain", "DedicatedWorker thread"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not program:
        sys.exit("There is no Chromium here.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


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


@dataclass
class Task:
    """What a thread did in one go: when, by the clock of the trace, and the milliseconds that it had for it."""

    thread: str
    begins: float
    ends: float
    had: float


@dataclass
class Trace:
    """The tasks of the page's own thread and of its worker, and when the page set a mark."""

    tasks: list[Task] = field(default_factory=list)
    marks: dict[str, float] = field(default_factory=dict)

    def longest(self) -> float:
        """The milliseconds of the longest task of the page's own thread."""
        return max((task.had for task in self.tasks if task.thread == PAGE), default=0)

    def had(self, first: str, last: str) -> float:
        """The milliseconds that both threads had for what they did from one mark to another."""
        begins, ends = self.marks[first], self.marks[last]
        return sum(task.had for task in self.tasks if task.begins < ends and task.ends > begins)


@contextmanager
def traced(browser: Browser, page: Page) -> Iterator[Trace]:
    """What the page's threads do meanwhile. The time that a thread had counts no other work on the machine."""
    trace = Trace()
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline", "blink.user_timing"])
    yield trace
    events = json.loads(browser.stop_tracing())["traceEvents"]
    names = {(event["pid"], event["tid"]): event["args"]["name"] for event in events if event["name"] == "thread_name"}
    for event in events:
        thread = names.get((event["pid"], event["tid"]), "")
        if event["name"].endswith("RunTask") and thread in (PAGE, WORKER):
            began, took = event["ts"], event.get("dur", 0)
            trace.tasks.append(Task(thread, began, began + took, event.get("tdur", 0) / 1000))
        elif event.get("cat") == "blink.user_timing":
            trace.marks.setdefault(event["name"], event["ts"])
