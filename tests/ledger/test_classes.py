"""The class of a difference is decided by rule: every kind of edit, and each edit that is two at once."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from strategic_framework.ledger.difference import differences, exchanged, in_question, likeness, replaced, taken_words
from strategic_framework.ledger.folding import fold
from strategic_framework.ledger.records import Records, normal

TABLE: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "classes.yml").read_text("utf-8"))
DIGITS = st.text("0123456789", min_size=1, max_size=6)
START: Records = {
    "2024-28": {"kind": "edition", "title": "The plan", "due": "2024/2028", "labels": {"role": "Our part"},
                "order": ["pri-1", "pri-2"]},
    "pri-1": {"kind": "priority", "in": "2024-28", "title": "Clean rivers", "due": "2028-03",
              "order": ["act-01", "act-02", "act-03"]},
    "pri-2": {"kind": "priority", "in": "2024-28", "title": "Warm homes", "order": ["act-04"]},
    "act-01": {"kind": "action", "in": "pri-1", "text": "Plant willow along the rivers."},
    "act-02": {"kind": "action", "in": "pri-1", "text": "Walk every footpath."},
    "act-03": {"kind": "action", "in": "pri-1", "text": "Mend the eleven bridges.", "retired": True},
    "act-04": {"kind": "action", "in": "pri-2", "text": "Visit every household."},
}  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["name"])
@pytest.mark.parametrize("turned", [False, True], ids=["forth", "back"])
def test_a_texts_class(row: dict[str, str], turned: bool) -> None:
    """The class of an edit of a text, and of the same edit taken back."""
    was, now = (row["now"], row["was"]) if turned else (row["was"], row["now"])
    one = {"act-01": {"kind": "action", "text": was}}
    other = {"act-01": {"kind": "action", "text": now}}
    assert [found.kind for found in differences(one, other)] == [row["class"]]


def test_what_was_sealed_before_keeps_its_class() -> None:
    """The first rules stay as they were: a change says by which its classes were found."""
    sides = ({"act-01": {"kind": "action", "text": words}} for words in ("Ask the US & them", "Ask the us, them"))
    one, other = sides
    assert [found.kind for found in differences(one, other, 1)] == ["cosmetic"]
    assert [found.kind for found in differences(one, other, 2)] == ["amended"]


def text(now: Records) -> None:
    now["act-01"]["text"] = "Plant alder along the rivers."


def comma(now: Records) -> None:
    now["act-01"]["text"] = "Plant willow, along the rivers."


def title(now: Records) -> None:
    now["pri-1"]["title"] = "Cleaner rivers"


def label(now: Records) -> None:
    now["2024-28"]["labels"]["role"] = "Our share"


def label_case(now: Records) -> None:
    now["2024-28"]["labels"]["role"] = "our part"


def label_lost(now: Records) -> None:
    del now["2024-28"]["labels"]


def due(now: Records) -> None:
    now["pri-1"]["due"] = "2027-03"


def due_lost(now: Records) -> None:
    del now["pri-1"]["due"]


def period(now: Records) -> None:
    now["2024-28"]["due"] = "2024/2029"


def order(now: Records) -> None:
    now["pri-1"]["order"] = ["act-02", "act-01", "act-03"]


def order_of_priorities(now: Records) -> None:
    now["2024-28"]["order"] = ["pri-2", "pri-1"]


def moved(now: Records) -> None:
    now["act-02"]["in"] = "pri-2"
    now["pri-1"]["order"], now["pri-2"]["order"] = ["act-01", "act-03"], ["act-02", "act-04"]


def retired(now: Records) -> None:
    now["act-02"]["retired"] = True


def restored(now: Records) -> None:
    del now["act-03"]["retired"]


def added(now: Records) -> None:
    now["act-05"] = {"kind": "action", "in": "pri-2", "text": "Lend a thermometer."}
    now["pri-2"]["order"] = ["act-05", "act-04"]


def deleted(now: Records) -> None:
    del now["act-02"]
    now["pri-1"]["order"] = ["act-01", "act-03"]


def replacement(now: Records) -> None:
    now["act-03"]["replaced_by"] = "act-01"


#: Edits made together → item → class; a new order that only follows from them is not named here.
MADE: list[tuple[tuple[Callable[[Records], None], ...], dict[str, str]]] = [
    ((text,), {"act-01": "amended"}),
    ((comma,), {"act-01": "cosmetic"}),
    ((title,), {"pri-1": "amended"}),
    ((label,), {"2024-28": "amended"}),
    ((label_case,), {"2024-28": "cosmetic"}),
    ((label_lost,), {"2024-28": "amended"}),
    ((due,), {"pri-1": "amended"}),
    ((due_lost,), {"pri-1": "amended"}),
    ((period,), {"2024-28": "amended"}),
    ((order,), {"pri-1": "moved"}),
    ((order_of_priorities,), {"2024-28": "moved"}),
    ((moved,), {"act-02": "moved"}),
    ((retired,), {"act-02": "retired"}),
    ((restored,), {"act-03": "restored"}),
    ((added,), {"act-05": "added"}),
    ((deleted,), {"act-02": "retired"}),
    ((replacement,), {"act-03": "amended"}),
    ((title, order), {"pri-1": "amended"}),
    ((moved, title), {"act-02": "moved", "pri-1": "amended"}),
    ((moved, added), {"act-02": "moved", "act-05": "added"}),
    ((label_case, order_of_priorities), {"2024-28": "moved"}),
    ((text, comma, label), {"act-01": "cosmetic", "2024-28": "amended"}),
    ((restored, replacement), {"act-03": "restored"}),
    ((retired, moved), {"act-02": "retired"}),
    ((order, added, due), {"pri-1": "amended", "act-05": "added"}),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "classes"), MADE, ids=lambda made: "+".join(e.__name__ for e in made)
                         if isinstance(made, tuple) else "")  # fmt: skip
def test_a_records_class(edits: tuple[Callable[[Records], None], ...], classes: dict[str, str]) -> None:
    """The strongest of what an item's fields show; what came, went or moved leaves its neighbours alone."""
    now = deepcopy(START)
    for make in edits:
        make(now)
    found = {one.item: one.kind for one in differences(START, now) if not one.carried}
    assert found == classes


def test_words_that_move_and_change_are_amended() -> None:
    """A move does not hide new words: the item is amended, and says both."""
    now = deepcopy(START)
    moved(now)
    now["act-02"]["text"] = "Walk every second footpath."
    [one] = [one for one in differences(START, now) if one.item == "act-02"]
    assert one.kind == "amended"
    assert one.now == {"in": "pri-2", "text": "Walk every second footpath."}


def test_a_title_tidied_while_an_item_leaves_is_cosmetic() -> None:
    """A new order that follows from a move adds nothing to what else is done to the parent."""
    now = deepcopy(START)
    moved(now)
    now["pri-1"]["title"] = "Clean Rivers"
    assert [one.kind for one in differences(START, now) if one.item == "pri-1"] == ["cosmetic"]


def test_exchanged_words_are_found() -> None:
    """Two identifiers that change texts are both found, and so is a ring of three."""
    now = deepcopy(START)
    texts = [START[name]["text"] for name in ("act-01", "act-02", "act-04")]
    for name, words in zip(("act-02", "act-04", "act-01"), texts, strict=True):
        now[name]["text"] = words
    assert exchanged(START, now) == {"act-02": "act-01", "act-04": "act-02", "act-01": "act-04"}


def test_words_that_another_item_leaves_are_not_exchanged() -> None:
    """An item that takes the words of one that has others now has taken them; only what comes back is an exchange."""
    now = deepcopy(START)
    now["act-02"]["text"] = START["act-01"]["text"]
    now["act-01"]["text"] = "Lend thermometers to schools."
    assert taken_words(START, now) == {"act-02": "act-01"}
    assert exchanged(START, now) == {}
    now["act-01"]["text"], now["act-04"]["text"] = START["act-02"]["text"], START["act-02"]["text"]
    assert exchanged(START, now) == {"act-01": "act-02", "act-02": "act-01"}


@pytest.mark.parametrize(
    ("was", "now", "other"),
    [
        ("Plant willow along both rivers.", "Plant alder along both rivers.", False),
        ("one two three four", "one two five six", False),
        ("one two three four", "one five six seven", True),
        ("Plant willow.", "Buy a van.", True),
    ],
)
def test_less_than_half_is_something_else(was: str, now: str, other: bool) -> None:
    """Half of the words in common is the same item; less is not."""
    [one] = differences({"act-01": {"kind": "action", "text": was}}, {"act-01": {"kind": "action", "text": now}})
    assert replaced(one) is other


#: Edits of `START` → the items of which is asked whether they are the same; of the rest that is replaced it is not.
LEND, BUY = "Lend thermometers to schools.", "Buy a second van for tenants."
QUESTIONS: list[tuple[str, dict[str, dict[str, Any]], set[str], set[str]]] = [
    ("in its place", {"act-02": {"text": LEND}}, {"act-02"}, set()),
    ("a title", {"pri-2": {"title": "Nobody shivers"}}, {"pri-2"}, set()),
    ("two in their places", {"act-01": {"text": BUY}, "act-02": {"text": LEND}}, {"act-01", "act-02"}, set()),
    ("half alike", {"act-02": {"text": "Walk every bridge."}}, set(), set()),
    ("put elsewhere", {"act-02": {"text": LEND}, "pri-1": {"order": ["act-02", "act-01"]}}, set(), {"act-02"}),
    ("moved", {"act-02": {"text": LEND, "in": "pri-2"}, "pri-1": {"order": ["act-01", "act-03"]},
               "pri-2": {"order": ["act-04", "act-02"]}}, set(), {"act-02"}),
    ("another's words", {"act-02": {"text": "Plant willow along the rivers."}, "act-01": {"text": LEND}}, set(),
     {"act-01", "act-02"}),
    ("its words passed on", {"act-02": {"text": LEND}, "act-09": {"kind": "action", "in": "pri-1",
                             "text": "Walk every footpath."}}, set(), {"act-02"}),
    ("a neighbour gone", {"act-02": {"text": LEND}, "pri-1": {"order": ["act-02", "act-03"]}}, {"act-02"}, set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edits", "asked", "refused"), [row[1:] for row in QUESTIONS], ids=[row[0] for row in QUESTIONS]
)
def test_what_is_asked_and_what_is_refused(edits: dict[str, Any], asked: set[str], refused: set[str]) -> None:
    """Wholly new words in the old place are a question; moved, or with words from elsewhere, they are not."""
    now = deepcopy(START)
    for name, fields in edits.items():
        now[name] = {**now.get(name, {}), **fields}
    found = differences(START, now)
    assert in_question(found, START, now) == asked
    assert {one.item for one in found if replaced(one)} - asked == refused


def test_no_rewording_in_its_place_is_refused() -> None:
    """Of three hundred items each second is put in wholly other words: each is asked about, and none is refused."""
    words = "river path bridge home lamp school van willow otter ferry bell glen map stone roof".split()
    was: Records = {"pri-1": {"kind": "priority", "in": "2024-28", "order": [f"act-{n}" for n in range(300)]}}
    for number in range(300):
        text = " ".join(words[(number * step + step) % 15] for step in (1, 2, 4, 7, 11))
        was[f"act-{number}"] = {"kind": "action", "in": "pri-1", "text": f"Item {number}: {text}"}
    now = deepcopy(was)
    for number in range(0, 300, 2):
        now[f"act-{number}"]["text"] = f"We shall look after number {number} with care and report on it"
    found = differences(was, now)
    assert len(found) == 150
    assert in_question(found, was, now) == {one.item for one in found if replaced(one)} == {one.item for one in found}


@given(st.text(max_size=60))
def test_folding_is_stable(words: str) -> None:
    """Case, form and spaces at the ends never count, and a text is wholly like itself."""
    assert fold(normal(words)) == fold(words) == fold(f"  {words}\n")
    assert likeness(words, words) == 1.0


@given(
    st.text(max_size=40), st.text("0123456789", min_size=1, max_size=6), st.text("0123456789", min_size=1, max_size=6)
)
def test_no_digit_ever_folds(words: str, one: str, other: str) -> None:
    """Two texts that differ in their digits alone are never cosmetic."""
    kinds: Any = [f"{words} {digits} {words}" for digits in (one, other)]
    assert (fold(kinds[0]) == fold(kinds[1])) == (one == other)
