"""The redline of a change in Word: accepted it is what was decided, rejected what was there before."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from strategic_framework.content import loader
from strategic_framework.documents import compose
from strategic_framework.documents.parts import Document
from strategic_framework.documents.redline import Decision, Tracked, redline, written
from strategic_framework.documents.word import w
from strategic_framework.language.redline import redline as pieces_of
from strategic_framework.ledger import store
from strategic_framework.ledger.difference import wording
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE

#: What content may hold: the loader refuses control characters, and a wording has no line break.
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=60)
AROUND = Document(
    "chg-1",
    "Change 1",
    "A title",
    "A body",
    "line",
    "2026-01-01",
    "1 January 2026",
    "https://example.org/",
    "",
    "rights",
)


@pytest.fixture(scope="module")
def site() -> Site:
    """The example, read."""
    return Site(loader.load(EXAMPLE), store.read(EXAMPLE))


def paragraphs(data: bytes) -> list[etree._Element]:
    """The paragraphs that hold the framework's words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [
        part
        for part in root.iter(w("p"))
        if part.find(f"{w('pPr')}/{w('pStyle')}[@{w('val')}='Frameworkwords']") is not None
    ]


def read(paragraph: etree._Element, less: str) -> str:
    """The words of a paragraph once Word has accepted (less `del`) or rejected (less `ins`) every change."""
    texts = [each for each in paragraph.iter(w("t"), w("delText")) if next(each.iterancestors(w(less)), None) is None]
    return "".join(each.text or "" for each in texts)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT)
def test_accepted_it_is_what_came_and_rejected_what_was(was: str, now: str) -> None:
    """For any two wordings, character for character."""
    decision = Decision("A committee", "2026-01-01T00:00:00Z", itertools.count(1))
    item = Tracked("Action 1", [], pieces_of(was, now))
    (paragraph,) = paragraphs(written(AROUND, [], [item], decision))
    assert (read(paragraph, "ins"), read(paragraph, "del")) == (was, now)


def test_every_change_of_a_history_reads_both_ways(site: Site) -> None:
    """Of what was reworded in two years, both wordings stand in the file, and each mark says who decided and when."""
    reworded = 0
    for change in site.ledger.changes:
        data = redline(site, change)
        assert redline(site, change) == data
        shown = {(read(part, "ins"), read(part, "del")) for part in paragraphs(data)}
        for record in change.records.values():
            was, now = wording(record.was), wording(record.now)
            if record.was and record.now and was and now and "labels" not in record.now and was != now:
                reworded += 1
                assert (was, now) in shown, change.id
        marks = [mark for part in paragraphs(data) for mark in part.iter(w("ins"), w("del"))]
        assert len({mark.get(w("id")) for mark in marks}) == len(marks)
        if change.decided_by:
            assert {mark.get(w("author")) for mark in marks} <= {change.decided_by}
            assert {str(mark.get(w("date")))[:10] for mark in marks} <= {change.decided}
    assert reworded > 3


def test_what_is_new_came_whole_and_what_is_retired_stays(site: Site) -> None:
    """A new item is one insertion; the words of a retired one are not struck out, because they stay."""
    added = next(
        change for change in site.ledger.changes if any(record.was is None for record in change.records.values())
    )
    assert any(not read(part, "ins") and read(part, "del") for part in paragraphs(redline(site, added)))
    retired = next(change for change in site.ledger.changes
                   if {record.kind for record in change.records.values()} == {"retired"})  # fmt: skip
    assert [mark for part in paragraphs(redline(site, retired)) for mark in part.iter(w("ins"), w("del"))] == []


def test_word_opens_it_with_the_decision_around_the_words(site: Site) -> None:
    """Title, reason, who decided, the notice and the rights; the foot of each page says what it is."""
    change = next(change for change in site.ledger.changes if change.reason and change.decided_by)
    opened = docx.Document(io.BytesIO(redline(site, change)))
    text = "\n".join(part.text for part in opened.paragraphs)
    document = compose.a_change(site, change)
    squeezed = re.sub(r"\s+", " ", text)
    assert all(words in squeezed for words in (str(change.reason), str(change.decided_by), document.notice))
    assert opened.paragraphs[0].style is not None
    assert opened.paragraphs[0].style.name == "Title"
    assert document.foot in opened.sections[0].footer.paragraphs[0].text
    assert opened.core_properties.title == document.title
