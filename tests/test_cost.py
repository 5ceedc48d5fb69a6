"""What RUNNING.md says that the site costs to serve, held against the built site."""

from __future__ import annotations

import functools
import gzip
import re
from pathlib import Path

from lxml import html

from tests.conftest import ROOT

TEXT = (ROOT / "RUNNING.md").read_text(encoding="utf-8")
#: Fetched when the search is first used, rather than named in the page.
FETCHED = ("search/index.json", "search/records/*.json", "assets/search.js", "assets/search-engine.js")


def stated(row: str, unit: str) -> int:
    """The bytes that a row of the table allows."""
    found = re.search(rf"\| {re.escape(row)}[^|]*\| (\d+) {unit} \|", TEXT)
    assert found, row
    return int(found[1]) * {"kilobytes": 1_000, "megabytes": 1_000_000}[unit]


@functools.cache
def sent(path: Path) -> int:
    """The bytes of a file as a web server sends it."""
    return len(gzip.compress(path.read_bytes(), mtime=0))


def beside(site: Path, page: Path) -> set[Path]:
    """Every file that a browser may fetch to show a page for the first time."""
    document = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    named = document.xpath("//script/@src | //link[contains('stylesheet icon preload', @rel)]/@href | //img/@src")
    found = {(page.parent / str(name).partition("?")[0]).resolve() for name in named}
    used = {path for style in found if style.suffix == ".css" for path in used_by(style)}
    return {path for path in found | used | fetched(site) if path.is_file()}


@functools.cache
def used_by(style: Path) -> set[Path]:
    """Fonts and pictures that a stylesheet names."""
    uses = re.findall(r"url\(\s*[\"']?(?!data:)([^\"')]+)", style.read_text(encoding="utf-8"))
    return {(style.parent / use.partition("#")[0]).resolve() for use in uses}


@functools.cache
def fetched(site: Path) -> set[Path]:
    """What the search fetches when it is first used."""
    return {path for pattern in FETCHED for path in site.glob(pattern)}


def test_a_first_visit(website: Path) -> None:
    """The heaviest page with everything it can fetch is within what is stated."""
    pages = list(website.rglob("index.html"))
    heaviest = max(sent(page) + sum(map(sent, beside(website.resolve(), page))) for page in pages)
    least = sent(website / "assets" / "site.css") + sum(map(sent, (website / "assets" / "fonts").glob("*.woff2")))
    assert least < heaviest <= stated("A first visit", "kilobytes")


def test_a_further_page(website: Path) -> None:
    """The heaviest page of all is within what is stated for each further one."""
    assert max(map(sent, website.rglob("index.html"))) <= stated("Each further page", "kilobytes")


def test_the_whole_site(website: Path) -> None:
    """All files together, uncompressed."""
    assert sum(path.stat().st_size for path in website.rglob("*") if path.is_file()) <= stated(
        "The whole site", "megabytes"
    )


def test_what_follows_from_it() -> None:
    """Each figure derived from the table and the host's limits is what they give."""
    first, more = stated("A first visit", "kilobytes"), stated("Each further page", "kilobytes")
    visit = first + 10 * more
    derived = {
        r"Room for (\d+) sites": 1_000_000_000 // stated("The whole site", "megabytes"),
        r"\| ([\d,]+) first visits a month": 100_000_000_000 // first,
        r"ten more is (\d+) kilobytes": visit // 1_000,
        r"about ([\d,]+) of those": 100_000_000_000 // visit // 1_000 * 1_000,
    }
    found = {pattern: int(re.search(pattern, TEXT)[1].replace(",", "")) for pattern in derived}
    assert found == derived
