"""The example, an invented council with two years of history: it is checked, proven and built, and it is complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strategic_framework.content import loader
from strategic_framework.language.labels import title_of, within
from strategic_framework.ledger import store
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE, clone, run


@pytest.fixture(scope="module")
def council() -> Site:
    """The example, read with its ledger."""
    return Site(loader.load(EXAMPLE), store.read(EXAMPLE))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the example that may be changed."""
    return clone(tmp_path, content=EXAMPLE)


def words(page: Path) -> str:
    """What a page says, without its marks, in one line."""
    html = re.sub(r"<(script|style)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_example_is_right_and_proven(copy: Path) -> None:
    """Every check passes, the chain closes, and every address answers."""
    checked, proven = run(copy, "framework", "check"), run(copy, "framework", "verify")
    assert (checked.returncode, proven.returncode) == (0, 0), checked.stdout + checked.stderr + proven.stderr
    assert "The chain of 23 changes closes." in proven.stdout


def test_a_word_changed_in_a_sealed_reason_is_found_out(copy: Path) -> None:
    """The proof is of the words: one other word in an old reason breaks the chain."""
    sealed = next((copy / "framework" / "changes").glob("0010-*.yml"))
    sealed.write_text(sealed.read_text(encoding="utf-8").replace("Households", "Neighbours"), encoding="utf-8")
    proven = run(copy, "framework", "verify")
    assert proven.returncode == 1


def test_it_shows_every_class_of_change(council: Site) -> None:
    """Nothing that can happen to a plan is missing from it."""
    kinds = {kind for change in council.ledger.changes for kind in change.kinds}
    assert kinds == {"added", "retired", "restored", "amended", "moved", "cosmetic", "reviewed"}
    assert {update.kind for update in council.framework.updates} == {
        "activity",
        "result",
        "setback",
        "plan",
        "assessment",
    }
    assert [one.id for one in council.ledger.changes if one.corrects] == ["chg-0012"]
    fields = {field for one in council.ledger.changes for record in one.records.values() for field in record.now or {}}
    assert {"text", "title", "labels", "due", "order", "in", "retired", "replaced_by", "continues"} <= fields


def test_two_actions_were_merged_in_one_change(council: Site) -> None:
    """What was retired says what took its place, and the one reason covers both."""
    (merge,) = [one for one in council.ledger.changes_of["act-22"] if one.records["act-22"].kind == "retired"]
    assert merge.records["act-20"].kind == "amended"
    assert council.framework.items["act-22"].replaced_by == "act-20"


def test_every_page_says_that_it_is_fictional(built_example: Path) -> None:
    """Nobody can take a page of it for a real council’s, whichever they come to first."""
    pages = [page for page in built_example.rglob("*.html") if 'http-equiv="refresh"' not in page.read_text("utf-8")]
    silent = [page.relative_to(built_example).as_posix() for page in pages if "Fictional example" not in words(page)]
    assert len(pages) > 100
    assert not silent


def test_what_is_retired_keeps_its_page_and_says_why(built_example: Path) -> None:
    """When, why, by whom, and what took its place; its words and its history stay."""
    page = words(built_example / "2025-28" / "act-22" / "index.html")
    assert "Lend money for insulation at no interest." in page
    assert "Retired 1 December 2025. Households asked" in page
    assert "Decided by Housing Committee, 18 November 2025." in page
    assert "Replaced by Action 11" in page
    assert "31 March 2025" in page  # when it was first published


def test_what_was_restored_is_in_force_with_its_whole_history(built_example: Path) -> None:
    """Retired in May and restored in September: it is not called retired, and both stand in its history."""
    page = words(built_example / "2025-28" / "act-14" / "index.html")
    assert "25 May 2026 Action 5 is retired" in page
    assert "21 September 2026 Action 5 is restored" in page
    assert "Retired 25 May 2026." not in page


def test_a_review_can_be_read_on_the_page_of_what_was_reviewed(built_example: Path) -> None:
    """Somebody looked and nothing changed: the page says when, and is built though the change holds no record."""
    page = words(built_example / "2025-28" / "act-16" / "index.html")
    assert "Last reviewed 6 October 2026." in page


def test_a_translation_older_than_its_english_says_so(built_example: Path) -> None:
    """act-21 was translated before its last amendment, act-16 was not."""
    said = "The English has changed since this was translated."
    assert said in words(built_example / "2025-28" / "act-21" / "index.html")
    assert said not in words(built_example / "2025-28" / "act-16" / "index.html")


def test_an_edition_is_added_by_its_name_and_amendments_are_told_apart(council: Site) -> None:
    """A title says what was done to each: other words for the one, another date for the other."""
    with within(council.framework, ""):
        titles = {one.id: title_of(one) for one in council.ledger.changes}
    assert titles["chg-0004"] == "The 2025–28 edition is added"
    assert titles["chg-0016"] == "Aspiration 5 of 2025–28 is reworded; Priority 3 of 2025–28 has a new date"
    assert titles["chg-0022"] == "The 2025–28 edition has new labels"


def test_the_receipt_of_a_new_edition_is_given_before_it_is_public(copy: Path) -> None:
    """An edition made current in the same step as it is added: the public still reads the one before it."""
    made_current = copy / "framework" / "framework.yml"
    run(copy, "framework", "new-edition", "2028-31", "--yes")
    folder = copy / "framework" / "editions" / "2028-31"
    for file in sorted(folder.glob("*.yml")):
        text = file.read_text(encoding="utf-8").replace("\ntitle: TODO", "\ntitle: The third plan")
        text = text.replace("ends: TODO", "ends: 2031").replace("nav_label: TODO", "nav_label: Boats")
        text = text.replace("What you should notice", "What people will notice")  # as its source has it
        for number in range(text.count("text: TODO")):
            text = text.replace("text: TODO", f"text: {file.stem} {number} is about boats.", 1)
        file.write_text(text, encoding="utf-8")
    reason = ("--reason", "A plan ends.", "--decided-by", "The council", "--decided", "2026-11-20", "--yes")
    explained = run(copy, "framework", "explain", *reason)
    text = made_current.read_text(encoding="utf-8").replace("current_edition: 2025-28", "current_edition: 2028-31")
    made_current.write_text(text, encoding="utf-8")
    told = run(copy, "framework", "preview", "--date", "2026-11-23")
    assert explained.returncode == 0, explained.stderr
    assert "The 2028–31 edition is added." in told.stdout, told.stdout + told.stderr


def part(page: Path, heading: str) -> str:
    """The part of a page under the heading with that address, as it is written."""
    html = page.read_text(encoding="utf-8")
    start = html.index(f'<h2 id="{heading}"')
    end = html.find("<h2 id=", start + 1)
    return html[start:end]


def test_retired_items_stand_at_the_end_of_their_list(built_example: Path) -> None:
    """Under “Retired”, after everything in force, with their words, their anchor, the date and what replaced them."""
    actions = part(built_example / "2025-28" / "pri-6" / "index.html", "actions")
    current, _, gone = actions.partition(">Retired</h3>")
    assert re.findall(r'<li id="(.*?)"', current) == ["act-20", "act-21"]
    assert re.findall(r'<li id="(.*?)"', gone) == ["act-22"]
    assert "Lend money for insulation at no interest." in gone
    assert 'changes/chg-0010/">Retired 1 December 2025</a>, replaced by <a ' in gone
    assert "Three actions: 2 current, 1 retired." in actions


def test_retired_items_of_every_list_are_told_apart(built_example: Path) -> None:
    """The list of all actions and the tracker keep what is retired, at the end, and count it apart."""
    everything = built_example / "2025-28" / "actions" / "index.html"
    assert "3 actions (2 current, 1 retired)" in words(everything)
    assert 'data-all="19 actions (18 current, 1 retired)"' in everything.read_text(encoding="utf-8")
    tracker = (built_example / "2025-28" / "aspirations" / "index.html").read_text(encoding="utf-8")
    current, _, gone = tracker.partition('colspan="5">Retired</th>')
    assert '<tr role="row" id="asp-11"' in gone
    assert "Retired 7 September 2026" in gone
    assert '<tr role="row" id="asp-10"' in current


def test_coverage_counts_what_is_in_force(built_example: Path) -> None:
    """A retired item is neither reported on nor waiting to be."""
    tracker = words(built_example / "2025-28" / "aspirations" / "index.html")
    assert "Reports about 6 of 18 actions and 4 of 7 aspirations, from 7 sources." in tracker
    assert "Latest: Islanders judge" in tracker
    assert "look for reports and do not measure progress" in tracker


def test_the_counts_say_how_many_are_retired(built_example: Path) -> None:
    """At the head of the edition, in what it holds and on the command line."""
    page = words(built_example / "2025-28" / "index.html")
    assert "current actions, 1 retired" in page
    assert "19 actions (18 current, 1 retired) and 8 aspirations (7 current, 1 retired)" in page


def test_with_nothing_retired_no_page_speaks_of_it(built_example: Path) -> None:
    """The first plan has retired nothing: it has no such heading, and plain counts."""
    first = built_example / "2022-25"
    for name in ("index.html", "actions/index.html", "aspirations/index.html", "pri-1/index.html"):
        assert "current, " not in words(first / name), name
        assert ">Retired</h3>" not in (first / name).read_text(encoding="utf-8"), name
    assert "9 actions and 3 aspirations" in words(first / "index.html")


def test_a_change_is_told_in_reading_order_with_the_words_that_stood(built_example: Path) -> None:
    """A new edition reads from its title to its end; what is retired is shown in full, with what replaces it."""
    added = (built_example / "changes" / "chg-0004" / "index.html").read_text(encoding="utf-8")
    told = [name for name in re.findall(r'id="chg-0004-([^"]+)-name"', added) if name in {"2025-28", "pri-4", "act-10"}]
    assert told == ["2025-28", "pri-4", "act-10"]
    merged = words(built_example / "changes" / "chg-0010" / "index.html")
    assert "Replaced by Action 11 of 2025–28. Lend money for insulation at no interest." in merged


def test_of_an_edition_s_labels_only_those_that_changed_are_told(built_example: Path) -> None:
    """One heading was changed: the others do not stand around it."""
    page = words(built_example / "changes" / "chg-0022" / "index.html")
    assert "Before What people will notice After What you should notice" in page
