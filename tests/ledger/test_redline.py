"""Redlines are true: without what comes the earlier text, without what goes the later one, for any two texts."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategic_framework.checks.difference_words import describe_field
from strategic_framework.exports import feeds
from strategic_framework.language import redline as engine
from strategic_framework.language.redline import Piece, as_text, redline
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.publication import receipt, receipt_markdown
from strategic_framework.rendering.templates import render
from strategic_framework.views.difference import marked

WORDS = st.lists(st.sampled_from(["the", "river", "a", "path,", "1.5", "£20", " ", "\n", "’s", "é", "<b>", "&", "|"]))
ANY = st.one_of(st.text(max_size=80), WORDS.map(" ".join), WORDS.map("".join))


def side(pieces: list[Piece], without: str) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != without)


@given(ANY, ANY)
@settings(max_examples=400, deadline=None)
def test_a_redline_holds_both_texts(was: str, now: str) -> None:
    """Character for character, and no piece is empty or follows one of its own kind."""
    pieces = redline(was, now)
    assert (side(pieces, "ins"), side(pieces, "del")) == (was, now)
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in itertools.pairwise(pieces))


@given(ANY)
def test_equal_texts_have_no_changes(text: str) -> None:
    """What is equal is said to stay."""
    assert redline(text, text) == ([Piece("same", text)] if text else [])


@given(ANY, ANY)
def test_gone_stands_before_new(was: str, now: str) -> None:
    """In one place what goes stands directly before what comes."""
    kinds = [piece.kind for piece in redline(was, now)]
    assert ("ins", "del") not in list(itertools.pairwise(kinds))


def test_texts_too_long_to_compare_are_still_true() -> None:
    """Above the limit only the ends are compared; both texts are still there."""
    words = [f"w{n}" for n in range(engine.LONGEST)]
    was, now = " ".join(["start", *words, "end"]), " ".join(["start", *words[::-1], "end"])
    pieces = redline(was, now)
    assert (side(pieces, "ins"), side(pieces, "del")) == (was, now)
    assert pieces[0].text.startswith("start")
    assert pieces[-1].text.endswith("end")


def test_a_word_is_struck_out_whole() -> None:
    """Words, and not letters, are what changes."""
    assert as_text(redline("mend the bridge", "mend the bridges")) == "mend the [-bridge-]{+bridges+}"
    assert as_text(redline("it’s 2026-27 now", "it’s 2027-28 now")) == "it’s [-2026-27-]{+2027-28+} now"


#: Two texts → their redline on a terminal: less than half alike by word, both stand whole.
WHOLE = [
    (
        "Share a plan to grow",
        "Train and/or lend to a school",
        "[-Share a plan to grow-]{+Train and/or lend to a school+}",
    ),
    ("one two three four", "one two five six", "one two [-three four-]{+five six+}"),
    (
        "Plant willow",
        "Plant willow along both rivers",
        "Plant willow{+ along both rivers+}",
    ),
    (
        "Plant willow along both rivers",
        "Plant willow",
        "Plant willow[- along both rivers-]",
    ),
    ("Buy a van.", "Sell it!", "[-Buy a van.-]{+Sell it!+}"),
]


@pytest.mark.parametrize(("was", "now", "said"), WHOLE, ids=[was for was, _, _ in WHOLE])
def test_what_has_little_in_common_stands_whole(was: str, now: str, said: str) -> None:
    """Confetti that meets on “a” and “to” cannot be read; what only grows or shrinks always can."""
    assert as_text(redline(was, now)) == said


def test_a_cut_redline_keeps_its_spaces() -> None:
    """Cut down to what stands around a change, the words beside a mark keep the space between them."""
    long = "word " * 30
    pieces = redline(f"{long}peer events to share {long}end", f"{long}peer events and visits to share {long}end")
    assert "peer events {+and visits +}to share" in as_text(pieces, 60)
    now = as_text([piece for piece in pieces if piece.kind != "ins"], 60)
    assert "peer events to share" in now


# --- as HTML ----------------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """What a document says: its tags, and its text by what encloses it; words that are only heard stand apart."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.open: list[str] = []
        self.pieces: list[Piece] = []
        self.heard: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(f"{name}={value}" for name, value in attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "span" in self.open:
            self.heard.append(data)
            return
        kind = "del" if "del" in self.open else "ins" if "ins" in self.open else "same"
        self.pieces.append(Piece(kind, data))  # type: ignore[arg-type]


#: Texts that HTML can carry: no character that every HTML reader must replace.
PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
HOSTILE = st.lists(
    st.sampled_from(["<script>", "</del>", "</p>", "&amp;", "&", "<!--", "]]>", '"', "'", "{{x}}", "{0}", "{", " "])
).map("".join)


@given(PLAIN | HOSTILE, PLAIN | HOSTILE)
@settings(deadline=None)
def test_a_page_says_what_went_and_what_came(was: str, now: str) -> None:
    """Both texts are on the page, each change says “Removed:” or “Added:”, and no text becomes markup."""
    read = Reader(str(render(marked(was, now))).removesuffix("\n"))
    pieces = redline(was, now)
    assert side(read.pieces, "ins") == was
    assert side(read.pieces, "del") == now
    changes = [piece.kind for piece in pieces if piece.kind != "same"]
    said = {"del": "Removed: ", "ins": "Added: "}
    assert [word for word in read.heard if word != ". "] == [said[kind] for kind in changes]
    assert [tag for tag, _ in read.tags if tag != "span"] == ["p", *changes]


def change(was: str, now: str) -> Change:
    digest = "0" * 64
    record = Recorded(**{"class": "amended"}, was={"text": was}, now={"text": now})
    who, why = f"x {' '.join(was.split())}", f"x {now}"
    return Change(id="chg-0002", published="2026-03-02", decided="2026-03-01", decided_by=who, reason=why,
                  records={"act-01": record}, previous=digest, result=digest)  # fmt: skip


def in_markdown(change: Change) -> str:
    """The change as the receipt has it."""
    return "\n".join(receipt_markdown.of_change(receipt.as_data(change)))


@given(PLAIN.map(str.strip) | HOSTILE.map(str.strip), HOSTILE.map(str.strip))
@settings(deadline=None)
def test_a_feed_and_a_receipt_hold_no_markup_of_a_text(was: str, now: str) -> None:
    """A feed’s entry and the summary of a pull request mark what changed, and nothing that a text says is a tag."""
    changes = sorted(piece.kind for piece in redline(was, now) if piece.kind != "same")
    markdown = in_markdown(change(was, now)).replace("<span>$</span>", "$")  # so no formula begins
    for document in (feeds.content(change(was, now)), markdown):
        assert sorted(tag for tag, _ in Reader(document).tags if tag != "p") == changes


@pytest.mark.parametrize("mark", list("\\`*_[]()#!|~@"))
def test_a_receipt_is_data(mark: str) -> None:
    """Whatever means something in Markdown is escaped in a receipt."""
    markdown = in_markdown(change(f"a {mark} b", "a b"))
    line = next(line for line in markdown.splitlines() if line.startswith("- **"))
    assert f"\\{mark}" in line.split("): ", 1)[1]


SHORT = st.lists(st.sampled_from(["peer", "events", "to", "share", "and", "what", "works,", "in", "1.5"]), max_size=60)


@given(SHORT, SHORT, st.data())
@settings(max_examples=300, deadline=None)
def test_was_and_now_of_a_message_keep_their_words_apart(was: list[str], now: list[str], data: st.DataObject) -> None:
    """What a message cuts out of a text is words of it, in their order and whole: no space is lost beside a mark."""
    between = data.draw(st.integers(0, len(was)))
    later = [*was[:between], *now, *was[between + data.draw(st.integers(0, 3)) :]]  # most of the text stays
    told = describe_field("text", " ".join(was), " ".join(later)).replace("[-", "").replace("-]", "")
    before, after = told.replace("{+", "").replace("+}", "").split(" Now: ‘" if " Now: ‘" in told else " Now: ")
    for shown, words in ((before, was), (after, later)):
        cut = re.sub(r"^.*?Was: |[‘’“”]|\.$", "", shown).replace("…", " ").split()
        rest = iter([*words, "nothing"] if words else ["nothing"])
        assert all(word in rest for word in cut), (told, was, later)
