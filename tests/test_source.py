"""Files as editors write them: what is read, what is refused, and that nothing an editor can write is ever raised."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from strategic_framework.content import source
from strategic_framework.content.problems import Problem, as_text
from strategic_framework.content.source import Mapping, Scalar, Sequence
from strategic_framework.content.source.characters import hidden_in

NAME = "framework/editions/2023-27/2-transform.yml"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@dataclass(frozen=True)
class Fault:
    """What an editor wrote, and the one problem that it gives."""

    name: str
    written: str | bytes
    code: str
    line: int
    column: int
    says: str

    @property
    def data(self) -> bytes:
        return self.written if isinstance(self.written, bytes) else self.written.encode()


FAULTS = [
    # characters
    Fault("tab in front", "a:\n\tb: c\n", "tab", 2, 1, "begins with a tab"),
    Fault("tab behind a key", "a:\tb\n", "tab", 1, 3, "a tab in this line"),
    Fault("tab inside a folded text", "a: >-\n  b\n\tc\n", "tab", 3, 1, "begins with a tab"),
    Fault("tab under a bar", "a: |\n\tb\n", "tab", 2, 1, "begins with a tab"),
    Fault("tab alone on its line", "a: b\n\t\nc: d\n", "tab", 2, 1, "begins with a tab"),
    Fault("no-break space in front", "a:\n\u00a0 b: c\n", "odd-space", 2, 1, "U+00A0, NO-BREAK SPACE"),
    Fault("no-break space in text", "a: Digital\u00a0Office\n", "odd-space", 1, 11, "U+00A0, NO-BREAK SPACE"),
    Fault("thin space", "a: 10\u2009km\n", "odd-space", 1, 6, "U+2009, THIN SPACE"),
    Fault("two in a line", "a: b\u00a0c\u00a0d\n", "odd-space", 1, 5, "in this line 2 times"),
    Fault("zero-width space", "a: b\u200bc\n", "hidden-character", 1, 5, "U+200B, ZERO WIDTH SPACE"),
    Fault("soft hyphen", "a: trans\u00adform\n", "hidden-character", 1, 9, "U+00AD, SOFT HYPHEN"),
    Fault("reversed text", "a: \u202eb\n", "hidden-character", 1, 4, "U+202E, RIGHT-TO-LEFT OVERRIDE"),
    Fault("second byte-order mark", "a: \ufeffb\n", "hidden-character", 1, 4, "U+FEFF"),
    Fault("joiner outside an emoji", "a: b\u200dc\n", "hidden-character", 1, 5, "U+200D, ZERO WIDTH JOINER"),
    Fault("tags without a flag", "a: b\U000e0067\n", "hidden-character", 1, 5, "U+E0067"),
    Fault("words hidden in tags", "a: \U0001f3f4\U000e0061\U000e007f\n", "hidden-character", 1, 5, "U+E0061"),
    Fault("behind a byte-order mark", "\ufeffa: b\u200bc\n", "hidden-character", 1, 5, "U+200B"),
    Fault("line separator", "a: b\u2028c\n", "odd-line-break", 1, 5, "U+2028, LINE SEPARATOR"),
    Fault("paragraph separator", "a: b\u2029c\n", "odd-line-break", 1, 5, "U+2029, PARAGRAPH SEPARATOR"),
    Fault("next line", "a: b\u0085c\n", "odd-line-break", 1, 5, "U+0085, NEXT LINE"),
    Fault("bell", "a: b\x07\n", "control-character", 1, 5, "U+0007, BELL"),
    Fault("escape", "a: b\nc: \x1b[31m\n", "control-character", 2, 4, "U+001B, ESCAPE"),
    Fault("lost letter", "a: caf\ufffd\n", "lost-character", 1, 7, "U+FFFD, REPLACEMENT CHARACTER"),
    Fault("private bullet", "a: \uf0b7 b\n", "lost-character", 1, 4, "U+F0B7"),
    Fault("carriage return by a code", 'a: "b\\rc"\n', "control-character", 1, 4, "U+000D, CARRIAGE RETURN"),
    Fault("hidden by a code", 'a: "b\\u200bc"\n', "hidden-character", 1, 4, "U+200B, ZERO WIDTH SPACE"),
    # the file
    Fault("not UTF-8", b"a: b\nc: caf\x92\n", "not-utf-8", 2, 7, "byte 11 of the file (0x92)"),
    Fault("not UTF-8 behind a mark", b"\xef\xbb\xbfa: \xff\n", "not-utf-8", 1, 4, "byte 6 of the file (0xFF)"),
    Fault("UTF-16", "a: b\n".encode("utf-16"), "not-utf-8", 0, 0, "UTF-16"),
    Fault("UTF-16 without mark", "a: b\n".encode("utf-16-le"), "not-utf-8", 0, 0, "UTF-16"),
    Fault("UTF-32", "a: b\n".encode("utf-32"), "not-utf-8", 0, 0, "UTF-32"),
    Fault("too large", b"#" * (1024 * 1024 + 1), "too-large", 1, 1, "1,048,576 bytes"),
    Fault("empty", b"", "empty-file", 1, 1, "nothing in this file"),
    Fault("comments only", "# nothing yet\n", "empty-file", 1, 1, "nothing in this file"),
    Fault("dashes only", "---\n", "empty-file", 1, 1, "nothing in this file"),
    Fault("a text alone", "hello\n", "no-keys", 1, 1, "no keys"),
    Fault("two documents", "a: b\n---\nc: d\n", "second-document", 2, 1, "second document"),
    Fault("directive", "%YAML 1.1\n---\na: b\n", "directive", 1, 1, "begins with “%”"),
    Fault("a conflict", "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n", "conflict", 2, 1, "two versions"),
    Fault("too deep", "[" * 30, "too-deep", 1, 21, "More than 20"),
    # what YAML could do and these files do not need
    Fault("anchor", "a: &b c\n", "anchor", 1, 4, "begin with “&”"),
    Fault("alias", "a: *b\n", "alias", 1, 4, "begin with “*”"),
    Fault("star for a list", "a:\n* b\n", "alias", 2, 1, "begin with “*”"),
    Fault("merge key", "a:\n  <<: {b: c}\n", "merge-key", 2, 3, "copy keys"),
    Fault("tag", "a: !!binary b\n", "explicit-tag", 1, 4, "begin with “!”"),
    Fault("exclamation", "a: !important\n", "explicit-tag", 1, 4, "begin with “!”"),
    Fault("complex key", "? a\n: b\n", "complex-key", 1, 3, "not one word"),
    Fault("list as key", "? [a]\n: b\n", "complex-key", 1, 3, "not one word"),
    Fault("key over two lines", "?\n  a\n: b\n", "complex-key", 2, 3, "not one word"),
    # keys
    Fault("same key twice", "a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1, "twice: on line 1 and line 3"),
    Fault("entry without dash", "- t: x\n  t: y\n", "duplicate-key", 2, 3, "twice: on line 1 and line 2"),
    Fault("twice in one line", "{a: 1, a: 2}\n", "duplicate-key", 1, 8, "twice on line 1"),
    Fault("no key", "a: b\n: c\n", "empty-key", 2, 1, "no key"),
    Fault("no colon", "a\n  b: c\n", "missing-colon", 1, 1, "After “a” there is no colon"),
    Fault("no colon at the end", "a: b\nc\n", "missing-colon", 2, 1, "no key with a colon"),
    Fault("text not further in", "a: >-\nThe text\nb: c\n", "missing-colon", 2, 1, "no key with a colon"),
    Fault("text in braces", "a: {TBC}\n", "missing-colon", 1, 5, "between braces"),
    Fault("no space after colon", "a:b\nc: d\n", "missing-space", 1, 2, "After this colon"),
    Fault("no space in an entry", "- a: b\n  text:The\n", "missing-space", 2, 7, "After this colon"),
    Fault("no space after dash", "- a\n-b\n", "missing-space", 2, 1, "After this dash"),
    Fault("no space after any dash", "a:\n  -b\n  -c\n", "missing-space", 2, 3, "After this dash"),
    # texts
    Fault("colon in a sentence", "t: aspirations of: the report\n", "colon-in-text", 1, 18, "stands a colon"),
    Fault("sentence become key", "- Work with: partners\n", "colon-in-text", 1, 3, "“Work with” is taken for a key"),
    Fault("title become key", "t:\n  The Review: a report\n", "colon-in-text", 2, 3, "“The Review” is taken for a key"),
    Fault("lost behind #", "text: Priority #1 is\n", "text-cut-short", 1, 16, "“#1 is” would be lost"),
    Fault("all of it lost", "text: #1 priority\n", "text-cut-short", 1, 7, "“#1 priority” would be lost"),
    Fault("entry lost", "- #1 priority\n", "text-cut-short", 1, 3, "“#1 priority” would be lost"),
    Fault("lost behind two spaces", "a: b  #1 c\n", "text-cut-short", 1, 7, "“#1 c” would be lost"),
    Fault("one space before comment", "official: false # yet\n", "text-cut-short", 1, 17, "two spaces"),
    Fault("lost in the second line", "a: b\n  c #1\n  d\n", "text-cut-short", 2, 5, "“#1” would be lost"),
    Fault("comment between", "a: b\n  # c\n  d\n", "comment-in-text", 3, 3, "ends the text"),
    Fault("per cent", "a: %b\n", "first-character", 1, 4, "begin with “%”"),
    Fault("at", "a: @b\n", "first-character", 1, 4, "begin with “@”"),
    Fault("backtick", "a: `b`\n", "first-character", 1, 4, "begin with “`”"),
    Fault("list on the key's line", "a: - b\n", "first-character", 1, 4, "begin with “-” and a space"),
    Fault("bracket alone", "a: ]\n", "first-character", 1, 4, "“]” stands where"),
    Fault("unclosed quote", "a: 'b\nc: d\n", "unclosed-quote", 1, 4, "never closed"),
    Fault("apostrophe in quotes", "a: 'the council's plan'\n", "text-after-quote", 1, 17, "ends the text"),
    Fault("text after quote", 'a: "Agile" ways\n', "text-after-quote", 1, 12, "ends the text"),
    Fault("backslash", 'a: "C:\\dir"\n', "backslash", 1, 7, "a backslash"),
    Fault("unclosed bracket", "a: [b, c\nd: e\n", "unclosed-bracket", 1, 4, "[ that opens here"),
    Fault("bracket at the end", "a: b\nc: [d,\n", "unclosed-bracket", 2, 4, "[ that opens here"),
    Fault("text after bracket", "a: [b] c\n", "text-after-bracket", 1, 8, "after the closing ]"),
    Fault("text after arrow", "a: > 50 days\n", "text-after-arrow", 1, 4, "“>” that begins"),
    Fault("curly marks around", "a: “Work with partners”\n", "curly-quotes", 1, 4, "would be published"),
    Fault("single curly marks", "a: [b, ‘the council’s plan’]\n", "curly-quotes", 1, 8, "would be published"),
    Fault("second line further in", "a: >-\n  b\n    c\n  d\n", "further-in", 3, 3, "further in"),
    # lines
    Fault("too far in", "a: 1\n b: 2\n", "indentation", 2, 2, "begins 1 space in"),
    Fault("between two depths", "a:\n  - b\n - c\n", "indentation", 3, 2, "begins 1 space in"),
    Fault("too far out", "  a: b\nc: d\n", "indentation", 2, 1, "at the left edge"),
    Fault("list behind keys", "a: b\n- c\n", "indentation", 2, 1, "does not stand in line"),
]


def parse(written: str | bytes) -> source.File:
    return source.parse(written if isinstance(written, bytes) else written.encode(), NAME)


def read_back(written: str | bytes) -> Any:
    """The plain data of something that is read without a problem."""
    file = parse(written)
    assert file.problems == ()
    assert file.root is not None
    return source.plain(file.root)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both of PyYAML's parsers: one of them may be all that a computer has."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr("strategic_framework.content.source.tree.LOADER", getattr(yaml, request.param))
    return str(request.param)


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_named_once_at_its_place(fault: Fault) -> None:
    """Each fault gives one problem, with its code, its line and column, and words that say what is wrong."""
    (problem,) = parse(fault.data).problems
    assert (problem.code, *problem.place) == (fault.code, NAME, fault.line, fault.column)
    assert fault.says in f"{problem.what} {problem.instead}"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_problem_shows_the_line_as_it_was_written(fault: Fault) -> None:
    """The line of a problem is the editor's own, with whatever cannot be seen still in it; a huge one is cut."""
    (problem,) = parse(fault.data).problems
    lines = fault.data.decode("utf-8-sig", "replace").split("\n")
    line = lines[fault.line - 1] if fault.line else ""
    assert problem.line_text == line[:200] if fault.code == "too-large" else problem.line_text == line


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_messages_are_short_and_free_of_jargon(fault: Fault) -> None:
    """No sentence has more than 25 words, and none has a word that only programmers know."""
    for problem in parse(fault.data).problems:
        words = f"{problem.what} {problem.why} {problem.instead}"
        assert not re.search(r"\b(YAML|mapping|scalar|sequence|alias|anchor|pars\w+|token|indent\w*|string)\b", words)
        assert max(len(sentence.split()) for sentence in re.split(r"[.:](?: |$)", words)) <= 25


#: Codes that need a file, or very many faults, or something that nobody has thought of.
OTHERS = {"symbolic-link", "unreadable", "too-many", "syntax"}


READ: list[tuple[str, str, Any]] = [
    ("byte-order mark", "\ufeffa: b\n", {"a": "b"}),
    ("Windows line ends", "a: b\r\nc: >-\r\n  d\r\n  e\r\n", {"a": "b", "c": "d e"}),
    ("no last line end", "a: b", {"a": "b"}),
    ("NO is Norway", "a: NO\n", {"a": "NO"}),
    ("yes is a word", "a: [yes, off, true]\n", {"a": ["yes", "off", "true"]}),
    ("2.10 is not 2.1", "a: 2.10\n", {"a": "2.10"}),
    ("0755 is not 493", "a: 0755\n", {"a": "0755"}),
    ("12:30 is not 750", "a: 12:30\n", {"a": "12:30"}),
    ("a date is as written", "a: 2027-03\n", {"a": "2027-03"}),
    ("nothing", "a:\nb: null\nc: ~\nd: ''\ne: 'null'\n", {"a": None, "b": None, "c": None, "d": "", "e": "null"}),
    ("flag of Scotland", f"a: {SCOTLAND}\n", {"a": SCOTLAND}),
    ("joined emoji", "a: \U0001f469\u200d\U0001f393 \u2764\ufe0f\n", {"a": "\U0001f469\u200d\U0001f393 \u2764\ufe0f"}),
    ("accents and dashes", "a: Seòmar – ‘x’ £5\n", {"a": "Seòmar – ‘x’ £5"}),
    ("comment on its own line", "# one\na: b\n  # two\nc: d\n", {"a": "b", "c": "d"}),
    ("comment after a key", "a: # why\n  b: c\n", {"a": {"b": "c"}}),
    ("comment after a quoted text", "a: 'b' # why\n", {"a": "b"}),
    ("comment after two spaces", "official: false  # until approved\n", {"official": "false"}),
    ("comment after an arrow", "a: >- # why\n  b\n", {"a": "b"}),
    ("comment after a list", "a: [b, c] # why\n", {"a": ["b", "c"]}),
    ("# inside a word", "a: C# and x#y\n", {"a": "C# and x#y"}),
    ("# in a folded text", "a: >-\n  Priority #1\n  # is\n", {"a": "Priority #1 # is"}),
    ("# in quotation marks", "a: 'Priority #1 is'\n", {"a": "Priority #1 is"}),
    ("colon in a folded text", "a: >-\n  of: the report\n", {"a": "of: the report"}),
    ("colon in an address", "a: https://example.org/#x\n", {"a": "https://example.org/#x"}),
    ("list not further in", "a:\n- b\n- c\n", {"a": ["b", "c"]}),
    ("short lists", "a: [b, c]\nd: {e: f}\n", {"a": ["b", "c"], "d": {"e": "f"}}),
    ("one document with dashes", "---\na: b\n...\n", {"a": "b"}),
    ("minus", "a: -5\n", {"a": "-5"}),
    ("the codes of a repair", 'found: "\\u00a0"\n', {"found": "\u00a0"}),
    ("line breaks by code", 'found: "a\\n\\nb"\n', {"found": "a\n\nb"}),
    ("as deep as allowed", "[" * 20 + "]" * 20, json.loads("[" * 20 + "]" * 20)),
]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("written", "meant"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_what_is_written_is_what_is_read(written: str, meant: Any) -> None:
    """Every text stays as it was typed: only nothing, `null` and `~` are nothing."""
    assert read_back(written) == meant


def test_every_node_knows_its_place() -> None:
    """Lines and columns count from 1, in characters, whatever the line ends and the letters before."""
    root = parse("\ufeffé: [a, 'b\U0001f600']\r\nlist:\r\n  - text: >-\r\n      c\r\n").root
    assert isinstance(root, Mapping)
    short, long = root.get("é"), root.get("list")
    assert isinstance(short, Sequence)
    assert isinstance(long, Sequence)
    assert [(node.place.line, node.place.column) for node in short.entries] == [(1, 5), (1, 8)]
    (entry,) = long.entries
    assert entry.place == (NAME, 3, 5)
    assert isinstance(entry, Mapping)
    key, value = entry.entries[0]
    assert key == Scalar("text", entry.place, True, 4)
    assert value == Scalar("c", entry.place._replace(column=11), False, 2)
    assert root.get("nothing") is None


def test_one_run_tells_everything() -> None:
    """Characters, keys and the one mistake that stops the parser are reported together, in the order of the file."""
    file = parse("a: b\u200bc\nd: e\nd: f\ng: h #1\ni: j: k\nl: \u00a0m\n")
    assert [(problem.place.line, problem.code) for problem in file.problems] == [
        (1, "hidden-character"), (3, "duplicate-key"), (4, "text-cut-short"), (5, "colon-in-text"), (6, "odd-space"),
    ]  # fmt: skip
    assert file.root is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a: b\u00a0c\u200bd\n\u00a0\n", {"a": "b cd"}),
        ("a:\n\u00a0 b: c\n", {"a": {"b": "c"}}),
        ("a: 1\na: 2\nb: 3\n", {"a": "1", "b": "3"}),
        ("- Work with: partners\n- c\n", ["Work with: partners", "c"]),
        ("a: &x b\n", {"a": "b"}),
    ],
)
def test_with_a_fault_that_is_certain_the_rest_is_read_on(written: str, meant: Any) -> None:
    """Where it is certain what was meant, the tree is that, so that other rules can speak in the same run."""
    file = parse(written)
    assert file.problems
    assert file.root is not None
    assert source.plain(file.root) == meant


def test_many_faults_are_not_all_listed() -> None:
    """A file of another kind does not fill the screen: a hundred problems, and that there are more."""
    file = parse("a: \x01\n" * 5000)
    assert len(file.problems) == 101
    assert file.problems[0].code == "too-many"


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    """Ten lists of ten aliases each cost nothing: no alias is ever followed."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    file = parse("\n".join(lines))
    assert file.root is None
    assert {problem.code for problem in file.problems} == {"anchor", "alias"}


def test_a_bomb_prints_a_short_message() -> None:
    """Whatever a file of a hundred thousand faults holds, a screen or two are printed."""
    for bomb in (
        "- &a b\n" * 50_000,
        "a: *b\n" * 10_000,
        "x\u200b\n" * 90_000,
        "[" * 90_000,
        f"{'k' * 90_000}: 1\n" * 2,
    ):
        assert len(as_text(parse(bomb).problems)) < 5_000


def test_read_takes_a_file(tmp_path: Path) -> None:
    """A file is read under the name that its places use, and its own lines can be asked for."""
    (tmp_path / "a.yml").write_bytes(b"a: b\r\nc: d\r\n")
    file = source.read(tmp_path / "a.yml", NAME)
    assert (file.name, file.problems, file.line(2), file.line(9)) == (NAME, (), "c: d", "")


def unread(path: Path) -> Problem:
    file = source.read(path, NAME)
    assert file.root is None
    (problem,) = file.problems
    assert problem.place == (NAME, 0, 0)
    return problem


def test_a_link_to_a_file_is_refused(tmp_path: Path) -> None:
    """What is published stands in the folder itself: a symbolic link is refused, wherever it leads."""
    (tmp_path / "secret").write_text("a: b\n")
    (tmp_path / "link.yml").symlink_to(tmp_path / "secret")
    (tmp_path / "lost.yml").symlink_to(tmp_path / "nowhere")
    assert unread(tmp_path / "link.yml").code == "symbolic-link"
    assert unread(tmp_path / "lost.yml").code == "symbolic-link"


def test_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    """A folder, nothing at all, a pipe or an impossible name is reported, never raised, and never waited for."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "none.yml", tmp_path / "pipe", Path("a\0b"), Path("x" * 5000)):
        assert unread(path).code == "unreadable"


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the system says when a file is opened is passed on as a problem."""
    (tmp_path / "a.yml").write_text("a: b\n")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in unread(tmp_path / "a.yml").what


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    """Of a file over the limit only as much is read as shows that it is over it."""
    with (tmp_path / "a.yml").open("wb") as stream:
        stream.truncate(1024**3)
    (problem,) = source.read(tmp_path / "a.yml", NAME).problems
    assert (problem.code, problem.place) == ("too-large", (NAME, 1, 1))


VALID = (
    "id: pri-1\ntitle: We will keep the rivers clean\ndue: 2028-03  # month\ncontext:\n  - id: ctx-1\n    text: >-\n"
    "      Three floods in five years: ‘worn’ away #1\n    principles: [a, 'b']\n  - {id: ctx-2, text: \"c\"}\n"
)


PASTED = ["", ": ", "- ", " #", "<<: ", "\n---\n", *"\t\n\r:-#&*!|>'\"%@`?{}[],\\~\u00a0\u200b\u2028\x00"]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A valid file in which a few stretches were taken out, doubled or replaced."""
    text = VALID
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        stop = draw(st.integers(start, min(start + 12, len(text))))
        pasted = draw(st.sampled_from([*PASTED, text[start:stop] * 2]))
        text = text[:start] + pasted + text[stop:]
    return text.encode()


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode()), mutated()))
def test_nothing_is_raised_and_nothing_is_lost(data: bytes) -> None:
    """Any bytes give a root or a problem; every problem has a place in the file and words."""
    file = source.parse(data, NAME)
    assert file.root is not None or file.problems
    lines = len(re.split("\r\n|\n|\r", file.text))
    for problem in file.problems:
        assert problem.what
        assert problem.code in OTHERS or problem.code in {fault.code for fault in FAULTS}
        assert 0 <= problem.place.line <= lines
        assert problem.place.column <= len(problem.line_text) + 1
    assert list(file.problems) == sorted(set(file.problems))
    if file.root is not None:
        source.plain(file.root)


@given(mutated())
def test_both_parsers_agree(data: bytes) -> None:
    """The parser of libyaml and PyYAML's own give the same data wherever neither finds a problem."""
    with pytest.MonkeyPatch.context() as patch:
        files = []
        for parser in (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader):
            patch.setattr("strategic_framework.content.source.tree.LOADER", parser)
            files.append(source.parse(data, NAME))
    first, second = (source.plain(file.root) if file.root else None for file in files)
    assert first == second or any(file.problems for file in files)


WORDS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("\n :#-'\"")).filter(
    lambda text: hidden_in(text)[0] is None
)
KEYS = st.text("abcdefgh_", min_size=1, max_size=8)


def structures(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists and groups of keys with such leaves in them."""
    nested = st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
    )
    return nested.filter(lambda data: isinstance(data, list | dict))


@given(structures(WORDS), st.sampled_from("'\""))
def test_what_is_dumped_is_read_back(data: Any, quote: str) -> None:
    """Any structure that PyYAML writes with its texts in quotation marks comes back as it was."""
    assert read_back(yaml.safe_dump(data, default_style=quote, allow_unicode=True, sort_keys=False)) == data


@given(structures(WORDS | st.none()))
def test_json_is_read_back(data: Any) -> None:
    """JSON is YAML in short form: what it holds of texts and nothing comes back as it was."""
    assert read_back(json.dumps(data, ensure_ascii=False, indent=1)) == data
