"""The content of this repository: it keeps every rule, and what was once published cannot be lost.

It may say anything that the rules allow, on any day: what was first published stands frozen in `tests/frozen`, and
everything since answers to the ledger.
"""

from __future__ import annotations

import pytest

from strategic_framework import checks
from strategic_framework.content import loader
from strategic_framework.content.loader import Loaded
from strategic_framework.ledger import store, verify
from strategic_framework.ledger.records import digest, format_of, records, text_digest, widened
from strategic_framework.ledger.store import Ledger
from strategic_framework.views.site import Site
from tests.conftest import ROOT

pytestmark = pytest.mark.content


@pytest.fixture(scope="module")
def today() -> Loaded:
    """The content of this repository, read."""
    return loader.load(ROOT)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """Everything that was published of it."""
    return store.read(ROOT)


def test_every_rule_is_kept(today: Loaded, ledger: Ledger) -> None:
    """No check finds anything: what is quoted stands in its source, and what was changed has its reason."""
    assert checks.check(today, ledger) == []


def test_the_chain_closes(ledger: Ledger) -> None:
    """Every sealed change is as it was sealed, and undoing them all leads back to the first."""
    assert verify.broken(ledger, thorough=True) == []


def test_the_first_versions_are_what_was_first_published(ledger: Ledger, site: Site) -> None:
    """Version 1 of each document is the frozen one: every identifier, every word, and the fingerprint of its text."""
    versions = {(one.document, one.number): one for one in ledger.versions}
    for frozen in site.ledger.versions:
        version = versions[frozen.document, frozen.number]
        assert version.records == frozen.records
        assert version.change.fingerprints[frozen.document] == text_digest(version.text) == frozen.fingerprint


def test_the_frozen_framework_is_what_its_own_ledger_says(site: Site) -> None:
    """Nobody has touched a word of it since it was frozen; it stays in the first format of the record."""
    assert digest(site.ledger.published) == site.ledger.changes[0].result
    assert format_of(site.ledger.published) == 1
    assert widened(site.ledger.published, records(site.loaded)) == records(site.loaded)


def test_nothing_published_is_gone(today: Loaded, ledger: Ledger, site: Site) -> None:
    """Whatever was published is still there, in force or retired, and so is its address."""
    assert today.framework is not None
    here = records(today)
    assert [name for name in {**site.ledger.published, **ledger.published} if name not in here] == []
    assert set(site.ledger.addresses) - set(ledger.addresses) == set()
