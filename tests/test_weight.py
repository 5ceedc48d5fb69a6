"""What a reader's first view costs, compressed as servers send it."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

KIB = 1024
PAGE = "2023-27/act-12/"


def sent(path: Path) -> int:
    """The bytes of a file as they travel: fonts are compressed already, all else by gzip."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))


def fetched(site: Path, address: str) -> list[Path]:
    """The page, and the styles, scripts and fonts that it names."""
    page = html.document_fromstring((site / address / "index.html").read_bytes())
    # What stands for paper alone is fetched after everything else, and no screen waits for it.
    needed = "(@rel='stylesheet' and not(@media='print')) or @rel='preload' or @rel='icon'"
    names = page.xpath(f"//link[{needed}]/@href | //script/@src")
    base = f"https://x/{address}"
    return [site / address / "index.html", *(site / urlsplit(urljoin(base, str(name))).path[1:] for name in names)]


def test_an_action_is_light(built: Path) -> None:
    """An action's page with its styles, scripts and fonts: no more than 100 KiB."""
    assert sum(map(sent, fetched(built, PAGE))) <= 100 * KIB


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
