"""Measures the search in Chromium: what the first focus costs the page's thread, and how soon a key is answered.

`python benchmarks/search.py 3500` builds a site of that many actions; `--built DIR` takes one that stands; `--keep`
keeps the figures, and puts them into RESULTS. Then the processor is slowed four times, as on a phone of the middle
range. Chromium slows only the page's own thread, so the last row answers there as well, as where a browser has no
other: everything in it is slowed.

Tasks are counted by the time that their thread had, so other work on the machine adds little to them; waits are by the
clock. “Both threads” is what the page and its worker had to do from the worst key to the drawn answer: four times as
much is what it takes a processor of a quarter of the speed. The reader clicks and types as a person does: a script
that does it for them would be counted as well.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import chart
from browsing import chromium, served, traced
from generate import generate
from measuring import BIN, machine, measured
from playwright.sync_api import Browser

SLOWED = 4
#: The first key comes so long after the focus (ms), and every further one so long after the one before it.
PAUSE, BETWEEN = 300, 250
#: And so many seconds after the last answer nothing more is at work.
SETTLED = 0.5
#: Every key has its answer.
ANSWERED = "window.answers.length > 0 && window.answers.at(-1) >= window.keys.at(-1)"
TYPED = "share support"
#: Name, how much slower, and whether there is a thread for the search.
READERS = (("as it is", 1, True), ("slowed", SLOWED, True), ("slowed, alone", SLOWED, False))
HEADS = ["the page's thread", "longest task at first focus", "longest task while typing", "first key to answer",
         "slowest key to answer", "both threads for the worst key"]  # fmt: skip
#: The times from key to answer, with a mark for each key, and one for each answer once it is drawn.
WATCH = """() => {
    window.keys = []; window.answers = [];
    const form = document.querySelector('.sf-search');
    const drawn = (typed) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => performance.mark(`drawn ${typed}`);
        channel.port2.postMessage('');
    });
    form.addEventListener('input', (event) => {
        window.keys.push(performance.now());
        performance.mark(`key ${event.target.value.trim()}`);
    }, {capture: true});
    new MutationObserver(() => { window.answers.push(performance.now()); drawn(form.dataset.answered); })
        .observe(form, {attributeFilter: ['data-answered']});
}"""
NO_THREAD = "delete window.Worker; window.Worker = undefined;"


class Round(NamedTuple):
    """What one reader met, in ms: longest tasks of the page's thread, waits, and what the worst key took of both."""

    focus: float
    longest: float
    first: float
    slowest: float
    both: float


def reader(browser: Browser, address: str, words: str, slowed: int, *, thread: bool) -> Round:
    """Open a page, enter the search, wait a moment, type the words."""
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
        for key in words:
            page.keyboard.press("Space" if key == " " else key)
            time.sleep(BETWEEN / 1000)
        page.wait_for_function(ANSWERED)
        time.sleep(SETTLED)
    keys, answers = page.evaluate("[window.keys, window.answers]")
    context.close()
    waits = [min(at for at in answers if at >= key) - key for key in keys]  # a key may be answered with the next one
    typed = {words[:end].strip() for end in range(1, len(words) + 1)}
    both = [typing.had(f"key {text}", f"drawn {text}") for text in typed if f"drawn {text}" in typing.marks]
    return Round(focus.longest(), typing.longest(), waits[0], max(waits), max(both))


def main() -> None:
    """Build, read in turn, and print."""
    asked = argparse.ArgumentParser(description="Measure the search in Chromium.")
    asked.add_argument("actions", type=int, nargs="?", default=3500)
    asked.add_argument("--built", type=Path)
    asked.add_argument("--typed", default=TYPED, help="the words that are searched for")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--keep", action="store_true", help="keep the figures, and put them into RESULTS")
    choice = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        site = choice.built or built(Path(place), choice.actions)
        with chromium() as browser, served(site) as address:
            rows = [row(name, [reader(browser, address, choice.typed, slowed, thread=thread)
                               for _ in range(choice.rounds)])
                    for name, slowed, thread in READERS]  # fmt: skip
    day = datetime.now(UTC).strftime("%-d %B %Y")
    said = f"Search at {choice.actions:,} actions, {day}: {machine()}; medians of {choice.rounds} readers, ms."
    chart.tell("search", {"said": said, "heads": HEADS, "rows": rows}, keep=choice.keep)


def built(place: Path, actions: int) -> Path:
    """The site of a framework of that many actions."""
    folder = generate(place, actions)
    measured(folder, BIN / "framework", "build")
    return folder / "site"


def row(name: str, rounds: list[Round]) -> list[str]:
    """The medians of one kind of reader."""
    return [name, *(f"{statistics.median(column):.0f}" for column in zip(*rounds, strict=True))]


if __name__ == "__main__":
    main()
