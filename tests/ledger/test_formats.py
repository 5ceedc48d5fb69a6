"""The formats of the record: what was sealed in one stays as it was, and the next begins with a change that says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from strategic_framework.content import loader
from strategic_framework.ledger import lock, store, verify
from strategic_framework.ledger.from_records import framework_at
from strategic_framework.ledger.records import FORMAT, SITE, Record, Records, digest, format_of, widened
from strategic_framework.ledger.seal import BEGINS
from strategic_framework.ledger.version_text import Texts
from strategic_framework.publication import publishing, receipt
from tests.conftest import EXAMPLE, clone
from tests.ledger import bench
from tests.ledger.bench import because, edit
from tests.ledger.test_verify import forge

LATER = "2026-11-23"
HEAD = "framework/editions/2024-28/edition.yml"
SETTINGS, SOURCES = "framework/framework.yml", "framework/sources.yml"
SOURCE = "sources/plan-2024"

#: What readers know the framework by: file, as it is, as it becomes; the record that then differs, and its field.
IDENTITY = [
    (SETTINGS, "title: The Glen Rowan Plan", "title: Our way", SITE, "title"),
    (SETTINGS, "name: Glen Rowan Council", "name: Glen Rowan District", SITE, "publisher"),
    (SETTINGS, "official: false", "official: true\napproved_by: The clerk", SITE, "official"),
    (SETTINGS, "current_edition: 2024-28", "current_edition: 2020-24", SITE, "current_edition"),
    (HEAD, "label: 2024–28", "label: Plan of 2024", "2024-28", "label"),
    (HEAD, "title: The Glen Rowan Plan 2024-2028", "title: The Plan 2024-2028", "2024-28", "title"),
    (HEAD, "ends: 2028-03", "ends: 2028-04", "2024-28", "due"),
    (HEAD, "published: 2024-04", "published: 2024-05", "2024-28", "published"),
    (HEAD, "source: plan-2024", "source: new", "2024-28", "source"),
    (SOURCES, "author: Rowan Rivers Trust", "author: Somebody else", "sources/poster", "author"),
    (SOURCES, "title: Letter to the Glen", "title: A postcard for the Glen", "sources/letter-2022", "title"),
    (SOURCES, "date: 2022-06-14", "date: 2022-06-15", "sources/letter-2022", "due"),
]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, published in the present format."""
    return bench.published(tmp_path_factory.mktemp("formats"))


@pytest.fixture
def glen(start: Path, tmp_path: Path) -> Path:
    """A copy to work in."""
    return Path(shutil.copytree(start, tmp_path / "glen"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The example, whose ledger is in the first format of the record and stays so here."""
    shutil.copytree(EXAMPLE / "framework", tmp_path / "old" / "framework")
    return tmp_path / "old"


# --- what is sealed of the identity -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "was", "now", "name", "field"), IDENTITY)
def test_what_readers_know_it_by_does_not_change_in_silence(
    glen: Path, file: str, was: str, now: str, name: str, field: str
) -> None:
    """It needs a reason as a wording does; it is sealed with it, and undoing the change gives back what stood."""
    edit(glen, file, was, now)
    waiting = [problem for problem in bench.problems(glen) if problem.code == "unexplained"]
    assert [(problem.place.file, name in problem.what) for problem in waiting] == [(file, True)]
    because(glen, "known", name)
    before = store.read(glen).published
    bench.seal_here(glen, "2026-03-09")
    ledger = store.read(glen)
    assert verify.broken(ledger, thorough=True) == []
    recorded = ledger.changes[-1].records[name]
    assert (recorded.was or {}).get(field) == before[name].get(field)
    assert (recorded.now or {}).get(field) == ledger.published[name].get(field) != before[name].get(field)


def test_the_public_site_is_worked_out_from_what_was_sealed(glen: Path) -> None:
    """The receipt compares with what readers see now: the earlier name, edition in force, approval and author."""
    for file, was, now, *_ in (IDENTITY[index] for index in (1, 2, 3, 4, 10)):
        edit(glen, file, was, now)
    framework = loader.load(glen).framework
    assert framework is not None
    public = framework_at(framework, store.read(glen).published)
    assert (public.settings.publisher.name, public.settings.official) == ("Glen Rowan Council", False)
    assert (public.settings.approved_by, public.current.id, public.current.label) == (None, "2024-28", "2024–28")
    assert public.source["poster"].author == "Rowan Rivers Trust"


def add_to_the_text(root: Path) -> None:
    """Somebody adds a sentence to a stored text."""
    path = root / "framework/sources/plan-2024.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nWe promise a swimming pool.\n", encoding="utf-8")


def add_a_repair(root: Path) -> None:
    """Somebody lets a repair say what the stored text never said."""
    repair = '    - {found: "Walk every", read_as: "We promise a swimming pool. Walk every", why: A line was lost.}\n'
    edit(root, SOURCES, "  slips:\n", repair + "  slips:\n")


@pytest.mark.parametrize("forge_source", [add_to_the_text, add_a_repair])
def test_nobody_adds_a_sentence_to_a_source_and_quotes_it(glen: Path, forge_source: Callable[[Path], None]) -> None:
    """The stored text and what it is read as are both sealed: a quotation from a later addition is refused with it."""
    forge_source(glen)
    edit(glen, bench.RIVERS, "aspirations:\n", "  - text: We promise a swimming pool.\n\naspirations:\n")
    because(glen, "pool", "We promise a swimming pool.")
    [problem] = bench.problems(glen)
    assert (problem.code, problem.place.file) == ("unexplained", SOURCES)
    assert problem.what == f"The stored text of {SOURCE}, to which quotations are held, is changed."
    because(glen, "text", SOURCE)
    assert bench.problems(glen) == []  # with a reason it is open to all


def test_a_new_source_comes_as_an_update_does(glen: Path) -> None:
    """It is sealed without a reason of its own: nothing that was published rests on it."""
    (glen / "framework/sources/leaflet.txt").write_text("Otters are back.\n", encoding="utf-8")
    entry = "- {id: leaflet, title: A leaflet, short: the leaflet, author: A club, kind: leaflet, date: 2026-03, file: "
    path = glen / SOURCES
    path.write_text(path.read_text(encoding="utf-8") + entry + "sources/leaflet.txt}\n", encoding="utf-8")
    assert bench.problems(glen) == []
    assert bench.seal_here(glen, "2026-03-09") == 1
    sealed_source = store.read(glen).published["sources/leaflet"]
    assert (sealed_source["author"], sealed_source["due"]) == ("A club", "2026-03")


def test_line_ends_are_no_other_text(glen: Path) -> None:
    """A stored text that git or an editor wrote with other line ends has the same hash."""
    path = glen / "framework/sources/letter-2022.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert bench.problems(glen) == []


# --- from one format to the next --------------------------------------------------------------------------------------


def test_what_the_record_newly_holds_begins_with_a_change_that_says_so(old: Path) -> None:
    """Nothing sealed before is touched; the change opens no version, decides nothing, and holds only what is new."""
    before = bench.tree(old)
    ledger = store.read(old)
    assert format_of(ledger.published) == 1
    bench.seal_here(old, LATER)
    after = store.read(old)
    [change] = after.changes[len(ledger.changes) :]
    assert (change.title, change.versions, change.kinds, change.decided_by) == (BEGINS, {}, ("recorded",), None)
    assert (change.id, change.previous) == ("chg-0024", ledger.hashes[-1])
    assert format_of(after.published) == FORMAT
    assert {name for name, one in change.records.items() if one.was is not None} == {"2022-25", "2025-28", "alliance"}
    assert {name: text for name, text in bench.tree(old).items() if name in before and name.startswith("changes/")} == {
        name: text for name, text in before.items() if name.startswith("changes/")
    }
    assert verify.broken(after, thorough=True) == []
    assert [one.fingerprint for one in after.versions] == [one.fingerprint for one in ledger.versions]
    assert bench.seal_here(old, LATER) == 0


def test_an_edit_made_at_the_same_time_is_sealed_apart(old: Path) -> None:
    """First the record holds more, then comes the edit with its reason, in the new format."""
    edit(old, "framework/editions/2025-28/edition.yml", "ends: 2028-03", "ends: 2028-04")
    because(old, "later", "2025-28")
    bench.seal_here(old, LATER)
    ledger = store.read(old)
    begun, edited = ledger.changes[-2:]
    assert (begun.kinds, edited.kinds) == (("recorded",), ("amended",))
    assert "due" not in (begun.records["2025-28"].now or {})
    assert verify.broken(ledger, thorough=True) == []
    *_, version = ledger.versions_of("2025-28")
    assert "2025-04 to 2028-04 [dates]" in version.text
    assert "[dates]" not in ledger.versions_of("2025-28")[-2].text


FORGED: list[tuple[str, str, Callable[[list[dict[str, object]]], object]]] = [
    ("another class", "chg-0024 says that it only begins to record more, and it does something else.",
     lambda changes: changes[-1]["records"]["2025-28"].update({"class": "amended"})),  # type: ignore[index]
    ("another name of the class", "chg-0010 calls what it did to act-22 recorded, and it is retired.",
     lambda changes: changes[9]["records"]["act-22"].update({"class": "recorded"})),  # type: ignore[index]
]  # fmt: skip


@pytest.mark.parametrize(("_", "said", "forgery"), FORGED)
def test_beginning_a_format_hides_nothing_else(
    old: Path, _: str, said: str, forgery: Callable[[list[dict[str, object]]], object]
) -> None:
    """The class of newly recorded things cannot carry a rewording past the rules, nor open a version."""
    bench.seal_here(old, LATER)
    forge(old, forgery)
    assert said in [problem.what for problem in verify.broken(store.read(old), thorough=True)]


def test_a_rewording_in_the_change_that_begins_a_format_is_found_out(old: Path) -> None:
    """Forged with every hash worked out again: the change may hold nothing that the record held before."""
    bench.seal_here(old, LATER)

    def reword(changes: list[dict[str, object]]) -> None:
        file = old / "framework" / lock.NAME
        held = lock.parse(file.read_text(encoding="utf-8"))
        words = held.records["act-01"]["text"]
        held.records["act-01"]["text"] = "We will do nothing."
        file.write_text(lock.dump(held), encoding="utf-8")
        records = changes[-1]["records"]
        assert isinstance(records, dict)
        records["act-01"] = {"class": "recorded", "was": {"text": words}, "now": {"text": "We will do nothing."}}
        changes[-1]["result"] = digest(held.records)

    forge(old, reword)
    said = [problem.what for problem in verify.broken(store.read(old), thorough=True)]
    assert said == ["chg-0024 says that it only begins to record more, and it does something else."]


@pytest.mark.parametrize("number", ["3", "0", "two"])
def test_a_format_that_is_not_known_is_called_so(glen: Path, number: str) -> None:
    """Files of a later release, or forged ones, are refused in plain words."""
    file = glen / "framework" / lock.NAME
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"format": "2"', f'"format": "{number}"'), encoding="utf-8")
    told = [problem.what for problem in bench.problems(glen)]
    assert "The published record is in a format that this release does not know." in told
    assert verify.broken(store.read(glen), thorough=True)


# --- the words of a version -------------------------------------------------------------------------------------------

#: Record, field and value: whatever opens a version is in its words.
IN_THE_WORDS: list[tuple[str, str, Record]] = [
    ("2024-28", "the label", {"label": "Another"}),
    ("2024-28", "the period", {"due": "2024-04/2029"}),
    ("2024-28", "the publication", {"published": "2025"}),
    ("2024-28", "how it is known", {"described_as": "as told"}),
    ("2024-28", "the source", {"source": "new"}),
    ("2024-28", "a name of a part", {"labels": {"actions": "We shall"}}),
    ("2024-28", "the diagram", {"text": "Another map."}),
    ("pri-1", "the date", {"due": "2031-01"}),
    ("pri-1", "the title", {"title": "Another"}),
    ("act-02", "retirement", {"retired": True}),
    ("act-02", "the replacement", {"replaced_by": "act-01"}),
    ("act-02", "what it continues", {"continues": "cross-1"}),
    ("act-02", "who else is involved", {"also_involves": [{"body": "trust", "source": "poster", "quote": "We help."}]}),
    ("pri-1", "the order", {"order": ["act-02", "act-01"]}),
]


@pytest.mark.parametrize(("name", "_", "fields"), IN_THE_WORDS)
def test_what_opens_a_version_is_in_its_words(glen: Path, name: str, _: str, fields: Record) -> None:
    """Two versions never have the same text, save for their number: dates, labels and ties are in it."""
    ledger = store.read(glen)
    changed: Records = {**ledger.published, name: {**ledger.published[name], **fields}}
    before, after = (Texts().of("2024-28", 1, ledger.changes[0], side) for side in (ledger.published, changed))
    assert before != after
    older = {one: record for one, record in changed.items() if one != SITE}  # by the first format
    assert "[dates]" not in Texts().of("2024-28", 1, ledger.changes[0], older)


def test_what_an_earlier_format_did_not_hold_is_no_difference(old: Path) -> None:
    """Versions on both sides of the change are compared in what both hold."""
    before = store.read(old).published
    bench.seal_here(old, LATER)
    after = store.read(old).published
    assert before != after
    assert widened(before, after) == after
    assert widened(after, after) is after


def test_the_receipt_says_that_the_record_holds_more(tmp_path: Path) -> None:
    """It is said, with why, before anything is sealed; what is held from then on is not told as if it had come now."""
    root = clone(tmp_path, content=EXAMPLE)
    publication = publishing.prepare(root, LATER)
    assert publication is not None
    data = receipt.receipt(publication, root)
    assert data["sentences"][0] == f"{BEGINS}."
    assert "a hash of its text" in receipt.as_markdown(data)
    shown = receipt.as_plain(data)
    assert "a hash of its text" in shown
    assert "{+" not in shown


def test_a_source_that_cannot_be_read_is_one_problem(glen: Path) -> None:
    """What is wrong in its entry is told, and not that it has gone; what was really deleted is."""
    edit(glen, SOURCES, "  author: Rowan Rivers Trust\n", "")
    assert [problem.code for problem in bench.problems(glen)] == ["missing-key"]


def test_a_stored_text_that_is_missing_is_one_problem(glen: Path) -> None:
    """That its hash is not as sealed follows from it."""
    (glen / "framework/sources/poster.txt").unlink()
    assert [problem.code for problem in bench.problems(glen)] == ["source-file"]


def test_a_source_is_not_deleted(glen: Path) -> None:
    """It was named as the origin of something: its page and its address stay."""
    path = glen / SOURCES
    path.write_text(path.read_text(encoding="utf-8").partition("- id: poster")[0], encoding="utf-8")
    gone = [problem for problem in bench.problems(glen) if problem.code == "vanished"]
    assert [problem.instead for problem in gone] == ["Put it back."]
