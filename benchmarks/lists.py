"""Measures choices in a long list in Chromium: the longest task of the page's thread for each thing that a reader does.

`python benchmarks/lists.py 3500` builds a site of that many actions; `--built DIR` takes one that stands, and `--page`
says where its list is. `--keep` keeps the figures, and puts them into RESULTS. Times are those that the thread had, in
ms: a quarter of the speed makes four times as much of them.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import chart
from browsing import chromium, served, traced
from measuring import machine
from playwright.sync_api import Browser, Page
from search import built

#: As wide and high as a phone.
WINDOW = (390, 844)
#: After so many seconds all is drawn, however long the list.
SETTLED = 2
#: What is done, in its order.
DONE = ("the first focus, which fetches the rows", "a priority chosen", "the choice cleared", "a word typed",
        "more rows")  # fmt: skip


def reader(browser: Browser, address: str, settled: float) -> list[float]:
    """The longest task for each of what is done, in its order; nothing in the place of what the list has not."""
    context = browser.new_context(viewport={"width": WINDOW[0], "height": WINDOW[1]})
    page = context.new_page()
    longest = partial(longest_task, browser, page, settled)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    words, clear = page.locator("input[name=words]"), page.get_by_role("button", name="Clear", exact=True)
    more, priority = page.get_by_role("button", name="Show more"), page.locator("select[name=priority]")
    first = priority.locator("option").nth(1).get_attribute("value")
    words.hover()
    taken = [
        longest(words.click),
        longest(lambda: priority.select_option(first)),
        longest(clear.click),
        longest(lambda: words.press_sequentially("harbour", delay=50)),
    ]
    words.fill("")
    time.sleep(settled)
    taken += [longest(more.click)] if more.is_visible() else []
    context.close()
    return taken


def longest_task(browser: Browser, page: Page, settled: float, action: Callable[[], object]) -> float:
    """The longest task of the page's thread from something done until all is drawn."""
    with traced(browser, page) as trace:
        action()
        time.sleep(settled)
    return trace.longest()


def main() -> None:
    """Build, choose in turn, and print."""
    asked = argparse.ArgumentParser(description="Measure choices in a long list in Chromium.")
    asked.add_argument("sizes", type=int, nargs="*", default=[3500])
    asked.add_argument("--built", type=Path)
    asked.add_argument("--page", default="2023-27/actions/")
    asked.add_argument("--settled", type=float, default=SETTLED, help="seconds after which all is drawn")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--keep", action="store_true", help="keep the figures, and put them into RESULTS")
    choice = asked.parse_args()
    columns = []
    for size in choice.sizes:
        with tempfile.TemporaryDirectory() as place:
            site = choice.built or built(Path(place), size)
            with chromium() as browser, served(site) as address:
                rounds = [reader(browser, address + choice.page, choice.settled) for _ in range(choice.rounds)]
        columns.append([f"{statistics.median(taken):.0f}" for taken in zip(*rounds, strict=True)])
    heads = ["longest task", *(f"{size:,} actions" for size in choice.sizes)]
    day = datetime.now(UTC).strftime("%-d %B %Y")
    said = f"A choice in a long list, {day}: {machine()}; medians of {choice.rounds} readers, ms."
    rows = [[what, *cells] for what, *cells in zip(DONE, *columns, strict=False)]
    chart.tell("lists", {"said": said, "heads": heads, "rows": rows}, keep=choice.keep)


if __name__ == "__main__":
    main()
