"""What is tidied while a version stands is told of that version, with its day and the words from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from strategic_framework.ledger.corrections import corrections
from strategic_framework.ledger.records import Records
from strategic_framework.model.changes import Change, Recorded

RECORDS: Records = {
    "2022-25": {"kind": "edition", "title": "The first plan"},
    "2025-28": {"kind": "edition", "title": "The second plan"},
    "pri-1": {"kind": "priority", "in": "2022-25", "title": "Bridges"},
    "act-01": {"kind": "action", "in": "pri-1", "text": "Mend both bridges."},
    "act-02": {"kind": "action", "in": "2025-28", "text": "Mend the pier."},
    "upd-0001": {"kind": "update", "title": "A bridge is mended"},
}
FIRST = {"2022-25": 1, "2025-28": 1}


def change(number: int, versions: dict[str, int], **classes: str) -> Change:
    """A change that left other words; an item whose class begins with `=` was only explained again."""
    records = {
        name.replace("_", "-"): Recorded(
            **{"class": kind.lstrip("=")},
            was={} if kind[0] == "=" else {"text": "Mend it"},
            now={} if kind[0] == "=" else {"text": "Mend it."},
        )
        for name, kind in classes.items()
    }
    return Change(
        id=f"chg-{number:04d}", published=f"2026-01-0{number}", versions=versions, records=records, result="0" * 64,
        previous="0" * 64,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([change(2, {}, act_01="cosmetic")], ["2022-25/1 chg-0002 act-01"], id="one correction"),
        pytest.param(
            [change(2, {}, act_01="cosmetic", act_02="cosmetic", pri_1="cosmetic")],
            ["2022-25/1 chg-0002 act-01 pri-1", "2025-28/1 chg-0002 act-02"],
            id="two documents",
        ),
        pytest.param(
            [change(2, {"2022-25": 2}, act_01="amended"), change(3, {}, act_01="cosmetic")],
            ["2022-25/2 chg-0003 act-01"],
            id="of the version that stood",
        ),
        pytest.param(
            [change(2, {"2022-25": 2}, act_01="amended", pri_1="cosmetic", act_02="cosmetic")],
            ["2025-28/1 chg-0002 act-02"],
            id="what comes with a version is part of its words",
        ),
        pytest.param([change(2, {}, upd_0001="cosmetic")], [], id="an update stands in no version"),
        pytest.param([change(2, {}, act_01="=cosmetic")], [], id="a further reason corrects nothing"),
    ],
)  # fmt: skip
def test_a_correction_is_of_the_version_that_stood(changes: list[Change], expected: list[str]) -> None:
    """Each document's corrections, by the version that could be read that day."""
    found = corrections(RECORDS, [change(1, FIRST), *changes])
    assert [f"{one.document}/{one.number} {one.change.id} {' '.join(one.names)}" for one in found] == expected


def words(page: Path) -> str:
    """The words of a page's main part."""
    main = html.fromstring(page.read_bytes()).xpath("//main")[0]
    return " ".join(main.text_content().split())


def test_readers_see_the_words_of_a_day(built_example: Path) -> None:
    """The page of days lists a correction, with the whole words that could be read from that day on."""
    shown = words(built_example / "as-at" / "index.html")
    at = shown.index("14 April 2025 2025–28, version 1, with 2 corrections of punctuation")
    role = (
        "We inspect homes, lend money for repairs and plan where new homes may stand so that each is near a crossing."
    )
    assert role in shown[at:]
    assert "/changes/chg-0005/" in (built_example / "as-at" / "index.html").read_text("utf-8")


def test_a_version_says_what_was_tidied_since(built_example: Path) -> None:
    """A version tells how many corrections it had, on which days, and how the words stood then; others say nothing."""
    versions = built_example / "2025-28" / "versions"
    shown = words(versions / "1" / "index.html")
    assert "with 2 corrections of punctuation since (14 April 2025)" in shown
    assert "From 14 April 2025." in shown
    assert "with 2 corrections of punctuation since (14 April 2025)" in words(versions / "index.html")
    assert "orrection" not in words(versions / "2" / "index.html")
