"""What Lighthouse says of the home page, a priority, an action and the tracker; never how fast they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.answering import answering, showing
from tests.lighthouse import PAGES, Gzipped, reports, score, short_of


@pytest.mark.every
def test_nothing_is_left_to_mend(built: Path) -> None:
    """Accessibility and best practices have 100; search engines miss nothing but leave to list it."""
    with answering(showing(built, Gzipped)) as there:
        addresses = [there + address for address in PAGES.values()]
        answers = dict(zip(PAGES, reports(addresses, "accessibility", "best-practices", "seo"), strict=True))
    for category in ("accessibility", "best-practices"):
        assert {name: short_of(said, category) for name, said in answers.items()} == {name: [] for name in PAGES}
        assert {name: score(said, category) for name, said in answers.items()} == dict.fromkeys(PAGES, 100)
    refused = {name: ["is-crawlable"] for name in PAGES}  # `noindex` until someone has approved the site
    assert {name: short_of(said, "seo") for name, said in answers.items()} == refused
