"""Every feed of every site holds what RFC 4287 asks for, and says truly where it and its pages are."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

from strategic_framework.content.links import Links
from strategic_framework.exports import feeds
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change, Recorded
from tests import atom

_FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:example.org,2026-11-23:changes</id><title>T</title>
<updated>2026-11-23T00:00:00Z</updated><author><name>N</name></author>
<link rel="self" href="https://example.org/feed.xml"/>
<entry><id>tag:example.org,2026-11-23:chg-0001</id><title>One</title><updated>2026-11-23T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="https://example.org/chg-0001/"/>
<content type="html">&lt;p&gt;</content></entry>
</feed>"""

_ENTRY = _FEED[_FEED.index('<link rel="alternate"') : _FEED.index("</entry>")]

#: What is broken in the feed above: (was, now, a part of what is then said).
_BROKEN = [
    ("</feed>", "", "not well formed"),
    ("2005/Atom", "2006/Atom", "the root is"),
    ("<author><name>N</name></author>", "", "feed holds 0 author"),
    ("<name>N</name>", "", "author holds 0 name"),
    ("<title>One</title>", "<title> </title>", "title is empty"),
    ("<title>One</title>", "<title>One</title><title>Two</title>", "entry holds 2 title"),
    ("<title>One</title>", "<title>One</title><progress>5</progress>", "entry may not hold progress"),
    ("<updated>2026-11-23T00:00:00Z</updated><author>", "<updated>23 November</updated><author>", "updated is 23"),
    ("23T00:00:00Z</updated><author>", "22T00:00:00Z</updated><author>", "not as new"),
    ("23:chg-0001</id>", "23:changes</id>", "stands 2 times"),
    ("<id>tag:example.org,2026-11-23:changes", "<id>changes", "is no IRI"),
    ('href="https://example.org/chg-0001/"', 'href="chg-0001/"', "has no address"),
    ('rel="self"', 'rel="via"', "does not say where it is"),
    ('<content type="html">&lt;p&gt;</content>', '<content type="html"><p/></content>', "holds elements"),
    (_ENTRY, "", "no alternate link"),
]  # fmt: skip


def test_a_feed_that_is_right_has_no_fault() -> None:
    """The feed that the cases break is valid."""
    assert atom.faults(_FEED.encode()) == []


@pytest.mark.parametrize(("was", "now", "said"), _BROKEN, ids=[said for _, _, said in _BROKEN])
def test_a_broken_feed_is_found(was: str, now: str, said: str) -> None:
    """Each thing that RFC 4287 asks for is missed when it is gone."""
    assert was in _FEED
    assert any(said in fault for fault in atom.faults(_FEED.replace(was, now, 1).encode()))


@pytest.mark.parametrize("name", ["built", "built_example"])
def test_every_feed_is_valid(request: pytest.FixtureRequest, name: str) -> None:
    """No feed has a fault; each says its own address, and its links lead to pages of the site."""
    site: Path = request.getfixturevalue(name)
    feeds = sorted(site.rglob("feed.xml"))
    assert feeds
    assert {str(path): found for path in feeds if (found := atom.faults(path.read_bytes()))} == {}
    for path in feeds:
        for link in etree.parse(path).getroot().iter("{http://www.w3.org/2005/Atom}link"):
            there = site / urlsplit(str(link.get("href"))).path.lstrip("/")
            assert there == path if link.get("rel") == "self" else (there / "index.html").is_file(), link.get("href")


def test_an_items_feed_holds_what_concerns_it(framework: Framework) -> None:
    """One reason for many items is told in each one's feed by that item alone, and in the site's feed by all."""
    names = [f"act-{number:02}" for number in range(1, 41)]
    record: dict[str, Any] = {"class": "amended", "was": {"text": "Plant willow."}, "now": {"text": "Plant alder."}}
    digest, records = "0" * 64, {name: Recorded(**record) for name in names}
    change = Change(
        id="chg-0002", published="2026-03-02", reason="Why.", records=records, previous=digest, result=digest
    )
    entries = feeds._Entries(Links(framework), Ledger(None, (change,), (digest,)))
    whole, own = entries.entry(change), entries.entry(change, {"act-07"})
    assert whole.count("Plant") == 40
    assert own.count("Plant") == 1
    assert "Action 7" in own
    assert "Why." in own
