"""What a reader's first view costs, compressed as servers send it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

KIB = 1024
#: What a browser fetches to show a page to somebody who comes for the first time, in bytes.
FIRST_VIEW = 60_000
PAGE = "2023-27/act-12/"


def sent(path: Path) -> int:
    """The bytes of a file as they travel: fonts are compressed already, all else by gzip."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))


def shown_with(site: Path, address: str) -> list[Path]:
    """The files of `fetched`, with the fonts that our stylesheet names: a browser fetches each for a page's words."""
    named = re.findall(r"fonts/[\w-]+\.woff2", (site / "assets/site.css").read_text(encoding="utf-8"))
    return sorted({*fetched(site, address), *(site / "assets" / name for name in named)})


def fetched(site: Path, address: str) -> list[Path]:
    """The page, and the styles (those for paper too), scripts and fonts that it names."""
    page = html.document_fromstring((site / address / "index.html").read_bytes())
    needed = "@rel='stylesheet' or @rel='preload' or @rel='icon'"
    names = page.xpath(f"//link[{needed}]/@href | //script/@src")
    base = f"https://x/{address}"
    return [site / address / "index.html", *(site / urlsplit(urljoin(base, str(name))).path[1:] for name in names)]


def test_an_action_is_light(built: Path) -> None:
    """An action's page with its styles, scripts and fonts: no more than 60 kB."""
    assert sum(map(sent, shown_with(built, PAGE))) <= FIRST_VIEW


@pytest.mark.parametrize("address", ["", "2023-27/pri-1/"])
def test_a_first_view_is_light(built: Path, address: str) -> None:
    """The home page or a priority with its styles, scripts and fonts: no more than 60 kB."""
    assert sum(map(sent, shown_with(built, address))) <= FIRST_VIEW


def test_what_we_use_of_material_is_light(built: Path) -> None:
    """What is left of Material's stylesheet: no more than 1 KiB, and nothing else of its assets is published."""
    assert sent(built / "assets/material.css") <= KIB
    assert not (built / "assets/stylesheets").exists()


def test_the_html_of_an_action_is_light(built: Path) -> None:
    """The HTML of an action's page alone: no more than 6 KiB."""
    assert sent(built / PAGE / "index.html") <= 6 * KIB


def test_our_styles_are_light(built: Path) -> None:
    """Our stylesheet: no more than 12 KiB."""
    assert sent(built / "assets/site.css") <= 12 * KIB


@pytest.mark.parametrize("suffix", [".css", ".js", ".woff2"])
def test_the_first_view_does_not_grow_with_the_content(built: Path, built_miniature: Path, suffix: str) -> None:
    """Styles, scripts and fonts weigh the same whether the framework has five actions or thirty-five."""
    small = next((built_miniature / "2024-28").glob("act-*"))
    files = (fetched(built, PAGE), fetched(built_miniature, f"2024-28/{small.name}/"))
    large, little = ([sent(path) for path in found if path.suffix == suffix] for found in files)
    assert large == little
