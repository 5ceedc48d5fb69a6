"""Content health counts what is thin, and nothing is counted that was not looked at."""

from __future__ import annotations

import re
from pathlib import Path

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.views import health
from strategic_framework.views.base import Here
from strategic_framework.views.site import Site
from strategic_framework.views.summary import Summary
from tests.conftest import ROOT, clone

EXAMPLE = ROOT / "examples" / "inverskerry"


def rows(folder: Path) -> dict[str, str]:
    """What is counted → the count, as the page says it."""
    view = health.health(Here(Site(loader.load(folder), store.read(folder)), "about/content-health/"))
    assert isinstance(view, Summary)
    return {row.term: row.parts[0].text for row in view.rows}


def with_period(tmp_path: Path, months: int, as_at: str) -> Path:
    """A copy of the example that asks for a review so often, as at that day."""
    tmp_path.mkdir(exist_ok=True)
    settings = clone(tmp_path, content=EXAMPLE) / "framework" / "framework.yml"
    text = re.sub(r"as_at: .*", f"as_at: {as_at}", settings.read_text("utf-8"))
    settings.write_text(f"{text}review_months: {months}\n", encoding="utf-8")
    return tmp_path


def test_without_a_period_nothing_is_past_it() -> None:
    """Reviews are counted; what is past its review is counted only where the settings say how often to look."""
    counted = rows(EXAMPLE)
    assert "Actions and aspirations with no review recorded" in counted
    assert not [term for term in counted if "past" in term]


def test_past_review(tmp_path: Path) -> None:
    """With a period every item is past it once it is long over, and none on the day when all were last looked at."""
    long_after = rows(with_period(tmp_path, 12, "2036-01-01"))
    of = long_after["Actions and aspirations past their review of 12 months"]
    assert len(set(of.split(" of "))) == 1
    before = rows(with_period(tmp_path / "again", 120, "2026-11-09"))
    assert before["Actions and aspirations past their review of 120 months"].startswith("0 of ")


def test_a_review_counts_as_a_look(tmp_path: Path) -> None:
    """The day last looked at is that of the review, where one is the last thing that happened."""
    ledger = store.read(EXAMPLE)
    reviewed = [(name, change) for change in ledger.changes if change.reviewed for name in change.items]
    assert reviewed
    for name, change in reviewed:
        if ledger.changes_of[name][-1] is change:
            assert ledger.last_looked_at(name) == (change.decided or change.published)
    assert ledger.last_looked_at("no-such-item") == ""


def test_months() -> None:
    """A month is whole when its day has come."""
    assert health._months("2026-01-31", "2026-02-28") == 0
    assert health._months("2026-01-15", "2026-02-15") == 1
    assert health._months("2025-03-01", "2026-03-01") == 12
