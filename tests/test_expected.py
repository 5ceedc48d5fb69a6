"""The miniature site against what it is expected to say, page by page, as words and links.

A page is parsed before it is compared, so that only what a reader meets matters. To accept a difference:
`ACCEPT=1 .venv/bin/pytest tests/test_expected.py`, and read the change in the commit.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import MINIATURE

EXPECTED = MINIATURE / "_expected"
_BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "th", "td", "caption", "blockquote", "title", "desc"}

#: One page of each kind: its address, and the name of its file in `_expected`.
PAGES = {
    "": "home",
    "2024-28/": "edition",
    "2024-28/pri-1/": "priority",
    "2024-28/act-01/": "action",
    "2024-28/asp-01/": "aspiration",
    "2024-28/asp-02/": "aspiration-near",
    "2024-28/actions/": "actions",
    "2024-28/aspirations/": "tracker",
    "2020-24/": "described-edition",
    "named/": "named",
    "alliance/": "alliance",
    "editions/compare/": "comparison",
    "timeline/": "timeline",
    "updates/upd-0001/": "update",
    "updates/upd-0002/": "update-told",
    "updates/": "reports",
    "sources/plan-2024/": "source",
    "sources/warm-glen/": "web-page",
    "about/sources/": "sources",
    "glossary/": "glossary",
    "bodies/housing-association/": "body",
}


def outline(path: Path) -> str:
    """The matter of a page as lines: each block's element and words, and where its links lead."""
    tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    lines = []
    for block in tree.iterfind(".//main//*"):
        if isinstance(block.tag, str) and block.tag in _BLOCKS and not _holds_blocks(block):
            words = " ".join(block.text_content().split())
            ways = " ".join(f"<{link.get('href')}>" for link in block.iterfind(".//a"))
            lines.append(f"{block.tag:10} {words} {ways}".rstrip())
    return "\n".join(lines) + "\n"


def _holds_blocks(block: html.HtmlElement) -> bool:
    return any(child.tag in _BLOCKS for child in block.iterdescendants())


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_what_is_expected(built_miniature: Path, address: str) -> None:
    """The words and links of one page of each kind are those that were accepted."""
    found = outline(built_miniature / address / "index.html")
    path = EXPECTED / f"{PAGES[address]}.txt"
    if os.environ.get("ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")
