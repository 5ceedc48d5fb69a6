"""Problems as a person, GitHub and a program see them."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategic_framework.content import by_hand
from strategic_framework.content.problems import ALIKE, WIDEST, Problem, as_github, as_json, as_text, suggestion
from strategic_framework.model import Place
from tests.ledger import bench

FILE = "framework/editions/2023-27/2-transform.yml"
TWICE = Problem(
    Place(FILE, 9, 5),
    "duplicate-key",
    "The key “text” appears twice: on line 4 and line 9.",
    "Only one of them would be read.",
    "Keep one of the two.",
    "    text: Work with partners",
    4,
)


def at(line_text: str, column: int, length: int = 1) -> list[str]:
    """The excerpt and the caret below it, without the margin."""
    problem = replace(TWICE, place=Place(FILE, 9, column), line_text=line_text, length=length)
    excerpt, caret = as_text([problem]).splitlines()[1:3]
    assert excerpt.startswith("     9 | ")
    assert caret.startswith("       | ")
    return [excerpt[9:], caret[9:]]


def width(text: str) -> int:
    """Columns on a terminal: two for wide characters, none for combining ones and for the inside of an emoji."""
    seen = (char for char in text if unicodedata.category(char) not in {"Mn", "Me", "Cf"})
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in seen)


def test_a_problem_is_shown_whole() -> None:
    """Place and code, the line with its number and a caret, what, why, what to type, and a count."""
    assert as_text([TWICE]) == (
        "framework/editions/2023-27/2-transform.yml:9:5  duplicate-key\n"
        "     9 |     text: Work with partners\n"
        "       |     ^^^^\n"
        "  The key “text” appears twice: on line 4 and line 9.\n"
        "  Only one of them would be read.\n"
        "  Instead: Keep one of the two.\n"
        "\n"
        "1 problem in 1 file. Nothing has been published.\n"
    )


def test_no_problem_is_no_text() -> None:
    """Where nothing is wrong nothing is said: the friendly line belongs to the command."""
    assert (as_text([]), as_github([]), json.loads(as_json([]))) == ("", "", [])


def test_problems_are_counted_and_sorted() -> None:
    """Problems come by file, line, column and code whatever order they were found in, and files are counted once."""
    found = ((10, "z"), (9, "z"), (9, "b"))
    others = [replace(TWICE, place=Place("a.yml", line, 2), code=code) for line, code in found]
    heads = [line for line in as_text([TWICE, *others]).splitlines() if ".yml" in line and "|" not in line]
    assert heads == ["a.yml:9:2  b", "a.yml:9:2  z", "a.yml:10:2  z", f"{FILE}:9:5  duplicate-key"]
    assert as_text([TWICE, *others]).endswith("\n4 problems in 2 files. Nothing has been published.\n")


def test_many_problems_of_one_cause_are_grouped() -> None:
    """The first are shown whole, the places of the others are listed, all are counted; JSON and GitHub get each."""
    many = [
        replace(TWICE, place=Place(FILE, line, 5), what=f"The key “k{line}” appears twice.") for line in range(1, 31)
    ]
    other = replace(TWICE, place=Place("z.yml", 1, 1), code="tab", what="A tab.")
    text = as_text([*many, other])
    assert text.count("appears twice") == ALIKE
    assert f"25 more problems of the kind duplicate-key, as above:\n  {FILE}, lines 6, 7, 8, " in text
    assert ", 25 and 5 more\n" in text
    assert "z.yml:1:1  tab" in text
    assert text.endswith("31 problems in 2 files. Nothing has been published.\n")
    assert len(as_github(many).splitlines()) == len(json.loads(as_json(many))) == len(many)


def test_problems_are_alike_whatever_words_they_quote() -> None:
    """Four hundred and ninety edits that nobody explained, and as many addresses that are lost, are two groups."""
    edits = [f"The wording of act-{n} is changed. Was: {'one ' * n}. Now: {'two ' * n}." for n in range(1, 491)]
    lost = [f"/{chr(97 + n % 26) * (n // 26 + 1)}/ was published and would not answer any more." for n in range(490)]
    codes = {"unexplained": edits, "lost-address": lost}
    text = as_text([replace(TWICE, place=Place(FILE, n, 1), code=code, what=what)
                    for code, told in codes.items() for n, what in enumerate(told, 1)])  # fmt: skip
    assert [text.count(f"485 more problems of the kind {code}") for code in codes] == [1, 1]
    assert len(text.splitlines()) < 80


def test_a_message_stays_short_whatever_it_quotes() -> None:
    """What a file holds is quoted up to a hundred characters, in every form."""
    bomb = replace(TWICE, what=f"“{'x' * 50_000}” is not known.", line_text="x" * 50_000)
    for form in (as_text([bomb]), as_github([bomb])):
        assert len(form) < 700
    assert len(json.loads(as_json([bomb]))[0]["what"]) < 150


def test_a_whole_file_has_no_excerpt() -> None:
    """Line 0 is the whole file, column 0 the whole line: numbers that mean nothing are not shown."""
    whole = Problem(Place("a.yml", 0, 0), "empty-file", "There is nothing in this file.")
    assert as_text([whole]).startswith("a.yml  empty-file\n  There is nothing in this file.\n\n1 problem")
    line = replace(whole, place=Place("a.yml", 3, 0), line_text="b: c")
    assert as_text([line]).startswith("a.yml:3  empty-file\n     3 | b: c\n  There")


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "caret"),
    [
        ("a: b", 4, 1, "a: b", "   ^"),
        ("a: b", 5, 1, "a: b", "    ^"),
        ("a: b", 99, 1, "a: b", "    ^"),
        ("a: b", 1, 99, "a: b", "^^^^"),
        ("\ta: b", 1, 1, "→a: b", "^"),
        ("\ta: b", 2, 1, "→a: b", " ^"),
        ("漢字: b", 3, 1, "漢字: b", "    ^"),
        ("漢字: b", 2, 1, "漢字: b", "  ^^"),
        ("e\u0301: b", 4, 1, "e\u0301: b", "  ^"),
        ("a\x00b", 3, 1, "a␀b", "  ^"),
        ("a\x1b[31mb", 2, 1, "a␛[31mb", " ^"),
        ("a\x7fb", 2, 1, "a␡b", " ^"),
        ("a\u200bb", 2, 1, "a<U+200B>b", " ^^^^^^^^"),
        ("\u00a0a: b", 2, 1, "<U+00A0>a: b", "        ^"),
        ("a\u202eb", 3, 1, "a<U+202E>b", "         ^"),
        ("a: \U0001f3f4\U000e0067\U000e007f b", 8, 1, "a: \U0001f3f4\U000e0067\U000e007f b", "      ^"),
        ("a\U000e0067b", 2, 1, "a<U+E0067>b", " ^^^^^^^^^"),
        ("a\u200db", 3, 1, "a<U+200D>b", "         ^"),
    ],
)
def test_the_caret_stands_under_the_fault(line: str, column: int, length: int, shown: str, caret: str) -> None:
    """Tabs, wide, combining and invisible characters leave the caret where the fault is."""
    assert at(line, column, length) == [shown, caret]


@pytest.mark.parametrize("column", [1, 2, 60, 99, 100, 101, 500, 990, 1000, 1001])
def test_a_long_line_is_cut_around_the_caret(column: int) -> None:
    """At most a hundred columns are shown, with … for what is cut, and the fault is among them."""
    line = "".join(chr(0x61 + n % 26) for n in range(1000))
    shown, caret = at(line, column)
    assert len(shown) <= WIDEST
    assert shown.startswith("…") or shown[0] == line[0]
    assert shown.endswith("…") or shown[-1] == line[-1]
    if column <= len(line):
        assert shown[caret.index("^")] == line[column - 1]
    else:
        assert caret.index("^") == len(shown)


def test_a_long_caret_ends_with_the_excerpt() -> None:
    """A fault that goes on beyond the cut is marked as far as the line is shown."""
    shown, caret = at("x" * 1000, 500, 400)
    assert shown.endswith("…")
    assert len(caret) == len(shown) - 1


def test_nothing_reaches_the_terminal_unseen() -> None:
    """Words of a file that are repeated in a message cannot command the terminal or forge another line."""
    forged = replace(TWICE, place=Place("a\n\x1b[2J.yml", 1, 1), what="“\x1b[31m\nb\u202e” is wrong.", instead="\x07")
    for text in (as_text([forged]), as_github([forged])):
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert len(as_github([forged]).splitlines()) == 1


@given(st.text(st.characters(exclude_categories=())), st.integers(-2, 300), st.integers(-2, 300))
def test_any_line_can_be_shown(line: str, column: int, length: int) -> None:
    """Whatever the line and wherever the caret, the excerpt fits and all three forms can be written as UTF-8."""
    problem = replace(TWICE, place=Place("a.yml", 1, column), line_text=line, what=line, length=length)
    for form in (as_text, as_github, as_json):
        form([problem]).encode()
    excerpt = [text for text in as_text([problem]).splitlines() if text.startswith("     1 | ")]
    assert all(width(text[9:]) <= WIDEST for text in excerpt)


def test_github_gets_one_command_a_problem() -> None:
    """File, line, column and code are properties; what, why and instead are the message, on lines of their own."""
    assert as_github([TWICE]) == (
        f"::error file={FILE},line=9,col=5,title=duplicate-key::The key “text” appears twice: on line 4 and line 9.%0A"
        "Only one of them would be read.%0AInstead: Keep one of the two."
        f"%0AOn GitHub: under Files changed, open the menu of {FILE}, choose Edit file, and go to line 9.\n"
    )


def test_who_has_no_terminal_is_told_which_file_to_write() -> None:
    """Where a command is named, the file that does the same is written out; what a person must decide is left open."""
    lost = Problem(Place(FILE, 0, 0), "unexplained", "It is new.", "", 'Type .venv/bin/framework explain "A new one" .')
    assert as_github([lost]).split("%0A")[2:] == [
        "Without a terminal: in this branch choose Add file, Create new file. "
        "Call it framework/changes/pending/explain-a-new-one.yml and complete:",
        'items: ["A new one"]', "decided: YYYY-MM-DD", "decided_by:", "reason: >-\n",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("instead", "expected"),
    [
        ("Type framework explain act-12 --same-item.", [("explain-act-12", "items: [act-12]\nsame_item: true\n")]),
        ("Type framework explain framework.yml and say why.", [("explain-framework-yml", "items: [framework.yml]\n")]),
        ("First restore it: bin/framework restore act-12.", [("restore-act-12", "changes:\n  - restore: act-12\n")]),
        ("Retire it (framework retire act-1) or framework retire act-1.", [("retire-act-1", "  - retire: act-1\n")]),
        ("Put it back, or say why: framework explain.", []),
    ],
)
def test_a_command_is_a_file_too(instead: str, expected: list[tuple[str, str]]) -> None:
    """Each command of a message once; a verb that names nothing gives no file."""
    new = list(by_hand.files(instead))
    assert [file.name for file in new] == [f"framework/changes/pending/{name}.yml" for name, _ in expected]
    assert all(text in file.text for file, (_, text) in zip(new, expected, strict=True))


def test_a_file_that_nobody_completed_is_refused(tmp_path: Path) -> None:
    """Neither a reason nor a proposal passes as it is handed out; completed, it says why."""
    root = bench.published(tmp_path)
    bench.edit(root, bench.RIVERS, "plant willow", "plant alder")
    [new] = by_hand.files("framework explain act-01")
    (root / new.name).parent.mkdir(parents=True)
    (root / new.name).write_text(new.text, encoding="utf-8")
    assert {problem.place.file for problem in bench.problems(root)} >= {new.name}
    text = new.text.replace("YYYY-MM-DD", bench.DAY).replace("decided_by:", "decided_by: The council")
    (root / new.name).write_text(f"{text.rstrip()}\n  Alder lasts.\n", encoding="utf-8")
    assert bench.problems(root) == []


def test_github_escapes_what_it_would_read() -> None:
    """%, CR and LF are escaped everywhere, colons and commas in properties only, as GitHub's toolkit does."""
    odd = Problem(Place("a,b:c%.yml", 0, 0), "too-large", "100% of: a, b")
    assert as_github([odd]) == "::error file=a%2Cb%3Ac%25.yml,title=too-large::100%25 of: a, b\n"


def test_json_is_a_sorted_list_of_objects() -> None:
    """Each object has the place in three parts and every other field; nothing but ASCII is written."""
    first = Problem(Place("a.yml", 0, 0), "empty-file", "There is nothing in this file.")
    text = as_json([TWICE, first])
    assert text.isascii()
    assert [row["file"] for row in json.loads(text)] == ["a.yml", FILE]
    assert json.loads(text)[1] == {
        "file": FILE,
        "line": 9,
        "column": 5,
        "code": "duplicate-key",
        "what": "The key “text” appears twice: on line 4 and line 9.",
        "why": "Only one of them would be read.",
        "instead": "Keep one of the two.",
        "line_text": "    text: Work with partners",
        "length": 4,
    }


@pytest.mark.parametrize(
    ("word", "meant"),
    [("tittle", "title"), ("Title", "title"), ("nav-label", "nav_label"), ("title", None), ("zebra", None), ("", None)],
)
def test_a_slip_of_the_keyboard_is_recognised(word: str, meant: str | None) -> None:
    """The nearest known word is suggested, capitals aside; a known word and a strange one get no suggestion."""
    assert suggestion(word, ["text", "title", "nav_label"]) == meant


def test_a_suggestion_takes_any_collection_and_any_word() -> None:
    """Known words may come as a dict or a generator, or not at all; a text in place of a word costs nothing."""
    assert suggestion("bodys.yml", {"bodies.yml": 1}) == "bodies.yml"
    assert suggestion("a", iter([])) is None
    assert suggestion("title " * 100_000, ["title"]) is None
