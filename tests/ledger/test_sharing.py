"""What versions have alike is worked out once, and what comes out is what working it out anew would give."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategic_framework.exports import changes_json
from strategic_framework.ledger import store
from strategic_framework.ledger.difference import differences
from strategic_framework.ledger.records import SITE, Digests, Records, digest, document_of, reading_order
from strategic_framework.ledger.store import Ledger
from strategic_framework.ledger.version_text import Texts
from strategic_framework.model.changes import Change
from strategic_framework.site import pages
from strategic_framework.site.macros import answer
from strategic_framework.site.project import Project
from strategic_framework.views.site import Site
from strategic_framework.views.version_words import Frozen
from tests.conftest import EXAMPLE, ROOT

NAMES = st.sampled_from(["act-01", "act-02", "pri-1", "Cafe\u0301", "Café-2", "2024-28"])
RECORD = st.dictionaries(st.sampled_from(["kind", "text", "title"]), st.text(max_size=8), max_size=3)
EDIT = st.dictionaries(NAMES, RECORD, max_size=3)


@pytest.fixture(scope="module")
def site() -> Site:
    """The example, which has many versions."""
    return Project.read(EXAMPLE, pages_root=ROOT).site


@given(st.lists(EDIT, max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_state_has_the_hash_of_its_records(edits: list[Records]) -> None:
    """However many states came before it, and whatever they shared."""
    digests, state = Digests(), dict[str, object]()
    for edit in edits:
        state = {**state, **edit}
        assert digests.of(state) == digest(state)


def test_neighbouring_states_share_what_they_have_alike(site: Site) -> None:
    """A record that a change did not touch is the same one before and after."""
    for (change, after), (_, before) in zip(site.ledger.states, site.ledger.states[1:], strict=False):
        assert all(after[name] is before[name] for name in after.keys() & before.keys() - change.records.keys())


def test_what_was_touched_is_all_that_differs(site: Site) -> None:
    """Comparing two versions only in what was touched between them finds all that comparing everything finds."""
    compared = 0
    for document in {version.document for version in site.ledger.versions}:
        versions = site.ledger.versions_of(document)
        for was, now in pairwise(versions):
            touched = site.ledger.touched(was.change, now.change)
            few = differences(was.records, now.records, names=touched)
            every = differences(was.records, now.records)
            assert sorted(few, key=lambda one: one.item) == sorted(every, key=lambda one: one.item)
            compared += len(few)
    assert compared


def test_a_part_of_a_version_is_laid_out_once(site: Site) -> None:
    """Versions show the same part where its words are the same, and another where they are not."""
    planned = [page for page in pages.plan(site, ROOT) if page.here.kind == "version" and page.here.edition_id]
    parts = [part for page in planned for part in _parts(page)]
    assert len(planned) > 2
    assert len({id(part) for part in parts}) == len({repr(part) for part in parts}) < len(parts)


def _parts(page: pages.Page) -> list[Frozen]:
    call = next(call for call in page.template.calls if call.name == "version_words")
    section = answer(page.here, call)[0]
    return list(section.body)


def test_the_data_of_versions_gives_every_version_back(site: Site) -> None:
    """Of each version, every item with the words that it had then, and no other."""
    ledger = site.ledger
    files = dict(changes_json.files(site.framework, site.links, ledger))
    for document in json.loads(files[changes_json.VERSIONS])["documents"]:
        for version in ledger.versions_of(document["id"]):
            told = {wording["item"]: (wording["text"], wording["retired"]) for wording in document["words"]
                    if wording["first"] <= version.number <= wording["last"]}  # fmt: skip
            assert told == _words(version.document, version.records)


def _words(document: str, records: Records) -> dict[str, tuple[str, bool]]:
    words = {}
    for name in reading_order(document, records):
        text = records[name].get("title") or records[name].get("text")
        if text and document_of(name, records) == document:
            words[name] = str(text), bool(records[name].get("retired"))
    return words


def test_one_version_is_found_by_its_number(tmp_path: Path) -> None:
    """None before the first publication."""
    assert Ledger(None).versions_of("2024-28") == []
    with pytest.raises(LookupError):
        store.read(tmp_path).version("2024-28", 1)


def test_a_text_is_what_it_would_be_alone(site: Site) -> None:
    """What versions have alike is put into words once, and each says what it says by itself, whichever came before."""
    versions = [*site.ledger.versions, *site.ledger.versions[::-1]]
    assert [version.text for version in versions] == [replace(version, texts=Texts()).text for version in versions]
    assert versions[0].text.count("\n") > 20


def test_another_format_says_more_of_the_same_record() -> None:
    """A record that two formats share is put into words by each of them."""
    texts, change = Texts(), Change.model_construct(id="chg-0001", published="2026-03-02")
    records: Records = {
        "2024-28": {"kind": "edition", "title": "Plan", "order": ["act-01"]},
        "act-01": {"kind": "action", "in": "2024-28", "text": "Act.", "due": "2027"},
    }
    second = {**records, SITE: {"kind": "site", "format": "2"}}
    lines = [texts.of("2024-28", 1, change, state).splitlines()[-1] for state in (records, second, records)]
    assert lines == ["Act. [act-01]", "Act. [act-01] (due 2027)", "Act. [act-01]"]
