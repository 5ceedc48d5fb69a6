"""What Lighthouse says of the home page, a priority, an action and the tracker; never how fast they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lighthouse import PAGES, report, score, served, short_of


@pytest.mark.every
def test_nothing_is_left_to_mend(built: Path) -> None:
    """Accessibility and best practices have 100; search engines miss nothing but leave to list it."""
    with served(built) as there:
        reports = {name: report(there + address) for name, address in PAGES.items()}
    for category in ("accessibility", "best-practices"):
        assert {name: short_of(said, category) for name, said in reports.items()} == {name: [] for name in PAGES}
        assert {name: score(said, category) for name, said in reports.items()} == dict.fromkeys(PAGES, 100)
    refused = {name: ["is-crawlable"] for name in PAGES}  # `noindex` until someone has approved the site
    assert {name: short_of(said, "seo") for name, said in reports.items()} == refused
