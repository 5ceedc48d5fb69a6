"""Where words come from: repairs are made in order, and lines are those of the text as stored."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from strategic_framework.content.provenance import claims, stored
from strategic_framework.model import Framework, Repair, Source


def source(*repairs: tuple[str, str]) -> Source:
    """A source with these repairs, each `found` and `read_as`."""
    made = tuple(Repair(found=found, read_as=read_as, why="A test.") for found, read_as in repairs)
    return Source(
        id="a", title="A", short="a", author="A", kind="test", date="2024", file="sources/a.txt", repairs=made
    )


def test_repairs_are_made_in_their_order() -> None:
    """A repair sees what those before it have made, and counts what it finds then."""
    made = stored(source(("\u00a0", " "), ("a b", "ab")), "a\u00a0b\u00a0a\u00a0b")
    assert (made.text, made.counts) == ("ab ab", (3, 2))


def test_a_line_is_that_of_the_stored_text() -> None:
    """Line breaks that a repair takes out or puts in do not change the number of any line."""
    text = "one\ntwo\nbroken\nin two\nlast"
    mended = stored(source(("broken\nin", "broken in"), ("one", "o\nn\ne")), text)
    assert [mended.line_of(words) for words in ("n\ne", "two", "broken in two", "last")] == [1, 2, 3, 5]
    assert mended.line_of("not there") is None


def test_long_wording_is_found_wherever_it_begins() -> None:
    """A wording is found at the beginning of a word, in the middle of one, and after a mark."""
    words = "the words of a wording that is longer than the key of the index"
    for before in ("", "• ", "(", "some-"):
        assert stored(source(), f"x\n{before}{words}").find(words) == 2 + len(before)
        assert stored(source(), f"x\n{before}{words[:-1]}").find(words) == -1


@given(st.text("ab\n ", max_size=60), st.text("ab\n ", min_size=1, max_size=3), st.text("ab\n ", max_size=3))
def test_lines_stay_in_order_and_in_the_text(text: str, found: str, read_as: str) -> None:
    """Whatever is repaired, each stored line begins in the repaired text, not before the line above it."""
    made = stored(source((found, read_as)), text)
    assert len(made.starts) == text.count("\n") + 1
    assert list(made.starts) == sorted(made.starts)
    assert all(0 <= start <= len(made.text) for start in made.starts)


@given(st.text("abc ", max_size=30), st.text("abc ", max_size=12))
def test_agreement_is_the_longest_beginning_that_is_there(text: str, wording: str) -> None:
    """As much of the wording as the text holds, and not one character more."""
    start, length = stored(source(), text).agreement(wording)
    assert text[start : start + length] == wording[:length]
    assert length == len(wording) or wording[: length + 1] not in text


def test_every_wording_of_the_framework_is_claimed(framework: Framework) -> None:
    """No item, priority or quotation goes unproved: each stands among the claims, unless it is new here."""
    claimed = {claim.answers for claim in claims(framework)}
    assert {name for name in framework.items if framework.source_of(name) != "new"} <= claimed
    assert set(framework.priorities) <= claimed
