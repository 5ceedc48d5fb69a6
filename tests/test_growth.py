"""One reason for many items: each item's feed and history tell what concerns it, and not the whole change."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import pytest
from markupsafe import Markup

from strategic_framework.content import loader
from strategic_framework.content.links import Links
from strategic_framework.content.mentions import mentions
from strategic_framework.exports import feeds
from strategic_framework.language import labels
from strategic_framework.ledger.from_records import _copy
from strategic_framework.ledger.lock import Lock
from strategic_framework.ledger.records import records
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Action
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.rendering.templates import render_all
from strategic_framework.views.base import Here
from strategic_framework.views.history import history
from strategic_framework.views.site import Site
from tests.conftest import MINIATURE

WORDS = "Mend the bridge at mile {} before the winter, and say in the spring what it has cost."
REASON = "The bridges were counted again."


def site(count: int) -> Site:
    """The miniature with so many actions more, all of them reworded under one reason."""
    loaded = loader.load(MINIATURE)
    assert loaded.framework is not None
    current = loaded.framework.current
    names = [f"act-{100 + number}" for number in range(count)]
    actions = tuple(Action(id=name, text=WORDS.format(name)) for name in names)
    first = _copy(current.priorities[0], actions=actions)
    edition = _copy(current, priorities=(first, *current.priorities[1:]))
    others = tuple(one for one in loaded.framework.editions if one is not current)
    framework = _copy(loaded.framework, editions=(edition, *others), updates=())
    before = WORDS.replace("winter", "autumn")
    reworded = {
        name: Recorded(**{"class": "amended"}, was={"text": before.format(name)}, now={"text": WORDS.format(name)})
        for name in names
    }
    digest = "0" * 64
    changes = (
        Change(id="chg-0001", published="2026-03-02", versions={current.id: 1}, result=digest),
        Change(id="chg-0002", published="2026-03-09", records=reworded, items=tuple(names), previous=digest,
               decided="2026-03-05", decided_by="The council", reason=REASON, result=digest),
    )  # fmt: skip
    ledger = Ledger(Lock(records(replace(loaded, framework=framework)), "chg-0002", digest), changes, (digest, digest))
    return Site(replace(loaded, framework=framework), ledger)


def own_feeds(site: Site) -> dict[str, bytes]:
    """The feed of each item with its address."""
    found = feeds.files(site.framework, mentions(site.framework), site.links, site.ledger)
    return {address: feed for address, feed in found if "/act-1" in address}


def histories(site: Site) -> dict[str, bytes]:
    """The history on the page of each item that was reworded."""
    names = site.ledger.changes[1].records
    pages = (Here(site, site.links.item(name), "action", name, edition_id="2024-28") for name in names)
    return {here.subject: str(render_all(history(here))).encode() for here in pages}


@pytest.mark.parametrize("written", [own_feeds, histories])
def test_many_items_under_one_reason_cost_each_their_own(written: Callable[[Site], dict[str, bytes]]) -> None:
    """Four times the items write about four times the bytes, and not sixteen times."""
    few, many = written(site(20)), written(site(80))
    assert (len(few), len(many)) == (20, 80)
    assert sum(map(len, many.values())) < 4.4 * sum(map(len, few.values()))
    for name, text in many.items():
        own = name.split("/")[-2] if "/" in name else name
        told = text.decode()
        assert REASON in told
        assert f"mile {own}" in told
        assert told.count("before the") <= 2, "it tells of another item"


@pytest.mark.parametrize("written", [own_feeds, histories])
def test_a_change_is_put_into_a_sentence_once(
    written: Callable[[Site], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a change did to its many items is looked through for the first that tells of it, and not for each."""
    looked_at: list[int] = []

    def looked_through(names: list[str], _: Change) -> list[str]:
        looked_at.append(len(names))
        return ["Bridges are mended"]

    monkeypatch.setattr(labels, "_amended", looked_through)
    told = written(site(20)).values()
    assert all(b"Bridges are mended" in page for page in told)
    assert [count for count in looked_at if count] == [20]


def test_a_feed_is_told_of_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The feed of one item of many is made from that one, and holds on to no list of all others."""
    shown: list[int] = []
    entry = feeds._entry

    def counted(links: Links, ledger: Ledger, change: Change, title: str, items: Collection[str]) -> Markup:
        shown.append(len(items))
        return entry(links, ledger, change, title, items)

    monkeypatch.setattr(feeds, "_entry", counted)
    own_feeds(site(20))
    assert sum(shown) <= 4 * 20
