"""The desk's rules in the browser are the ledger's: the same tables and texts are put to both."""

from __future__ import annotations

import functools
import json
import subprocess
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

import pytest
import rjsmin
import yaml

from strategic_framework.language.strings import current
from strategic_framework.ledger import yaml_writer
from strategic_framework.ledger.difference import differences, likeness
from strategic_framework.ledger.folding import fold
from strategic_framework.ledger.records import Data
from strategic_framework.rendering import templates
from tests.tools import needed

PARTS = Path(str(templates.THEME)) / "suggest"
TABLES = Path(__file__).parent / "ledger"
CLASSES: list[dict[str, str]] = yaml.safe_load((TABLES / "classes.yml").read_text("utf-8"))
#: Cherokee folds to capitals, which no script of a browser does; what is not assigned yet is known to the newer alone.
CHEROKEE = range(0x13A0, 0x1400)


#: The parts of the desk's script that know no page, as readers get them.
RULES = ("folding", "pasting", "proposal", "state", "kinds", "additions", "measures", "problems", "preview", "doors")


#: A program that reads the rules, and then a question on each line; each is answered with the rules as they begin.
_ANSWERING = """
const lines = require('readline').createInterface({input: process.stdin});
let rules;
const answer = ({expression, given}) => {
    try { return {value: new Function('given', `${rules}\\nreturn (${expression});`)(given)}; }
    catch (fault) { return {fault: fault.stack}; }
};
lines.on('line', (line) => {
    if (rules === undefined) rules = JSON.parse(line);
    else process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\\n');
});
"""


@functools.cache
def _answering(*, measured: bool) -> subprocess.Popen[str]:
    """Node with the desk's rules, started once; it ends when nobody can ask any more."""
    names = [name for name in RULES if measured or name != "measures"]
    program = needed("node", get="Node 18.19 or later; on Debian: apt-get install nodejs")
    rules = rjsmin.jsmin(current().in_script("\n".join((PARTS / f"{name}.js").read_text("utf-8") for name in names)))
    started = subprocess.Popen([program, "-e", _ANSWERING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdin
    print(json.dumps(rules), file=started.stdin)
    return started


def node(expression: str, given: object, *, measured: bool = True) -> Any:
    """What the desk's rules answer: an expression over `given`, worked out by node; those of a plan with measures."""
    asked = _answering(measured=measured)
    assert asked.stdin
    assert asked.stdout
    print(json.dumps({"expression": expression, "given": given}), file=asked.stdin, flush=True)
    told = json.loads(asked.stdout.readline())
    assert "fault" not in told, told["fault"]
    return told["value"]


def test_each_question_meets_the_rules_as_they_begin() -> None:
    """A fault in one is told, and what one changes the next does not see."""
    with pytest.raises(AssertionError, match="no rule of ours"):
        node("(() => { throw new Error('no rule of ours'); })()", [])
    assert node("((fold = () => 'changed') => fold('A'))()", []) == "changed"
    assert node("(() => { const before = fold(given); fold = () => 'changed'; return before; })()", "A") == fold("A")
    assert node("fold(given)", "A") == fold("A")


def test_the_class_of_an_edit_is_the_same_in_the_browser() -> None:
    """Every row of the ledger's own table, forth and back."""
    pairs = [(row["was"], row["now"]) for row in CLASSES]
    pairs += [(now, was) for was, now in pairs]
    found = node("given.map(([was, now]) => classOf(was, now))", pairs)
    assert found == [row["class"] for row in CLASSES] * 2
    for (was, now), kind in zip(pairs, found, strict=True):
        one, other = ({"act-01": {"kind": "action", "text": words}} for words in (was, now))
        assert [difference.kind for difference in differences(one, other)] == [kind]


def texts() -> list[str]:
    """Every sign up to a limit alone, between letters, beside a figure and doubled; and the table's texts, joined."""
    codes = [code for code in (*range(0x20, 0x3000), *range(0xFB00, 0xFB07)) if code not in CHEROKEE]
    letters = [letter for letter in map(chr, codes) if unicodedata.category(letter) != "Cn"]
    joined = [f"{one['was']} {other['now']}" for one in CLASSES for other in CLASSES[::7]]
    return [
        *(form.format(letter) for letter in letters for form in ("{0}", "a{0}b", "3{0} 4", "{0}5", "{0}{0} ({0}2)")),
        *joined,
    ]


def test_what_is_folded_away_is_the_same_in_the_browser() -> None:
    """Letter by letter."""
    given = texts()
    found = node("given.map((text) => fold(text))", given)
    differ = [
        (text, mine, theirs)
        for text, mine, theirs in zip(given, map(fold, given), found, strict=True)
        if mine != theirs
    ]
    assert differ == []


def test_how_alike_two_wordings_are_is_the_same_in_the_browser() -> None:
    """The measure by which an item may be another one."""
    pairs = [(one["was"], other["now"]) for one in CLASSES for other in CLASSES[::5]]
    found = node("given.map(([was, now]) => alike(was, now))", pairs)
    assert found == [pytest.approx(likeness(was, now)) for was, now in pairs]


SENTENCE = (
    "We will work with councils and their partners to improve the health, quality of life and opportunities of all."
)
#: Texts at every edge of the house style: short and long, plain and quoted, at the ends of lines.
TEXTS = [
    "Mend the pier.", "Mend the pier: at once", "Mend the pier:", "No", "y", "2026-11-20", "a #b", "a# b", "- a",
    "“Mend” it", "'Mend' it", 'a "b" c',
    "ends in a space ", "two\nlines", "café", "ends: #", "a, b", "[a]", "x [a], {b}", "\\",
    SENTENCE, f"{SENTENCE} {SENTENCE}", f"- {SENTENCE}", f"“{SENTENCE}”", f"{SENTENCE}  {SENTENCE[:20]}"[:60],
    "x" * 61, f"{'x' * 95} {'y' * 95} {'z' * 95}", *(f"{'w' * size} {SENTENCE}" for size in range(1, 95, 3)),
    *(SENTENCE[:size].strip() for size in range(50, 75)), "𝒜 " * 50 + "end", "£20 a year", "act-14", "true",
    "~", "null",
]  # fmt: skip


@pytest.mark.parametrize("key", ["to", "reason"])
def test_a_file_has_the_same_bytes_as_the_commands_write(key: str) -> None:
    """Whatever is typed, at the depth of a reason and at that of a change."""
    given: list[dict[str, Data]] = [
        proposal(text) if key == "to" else {"decided": "2026-11-20", "reason": text} for text in TEXTS
    ]
    found = node("given.map(written)", given)
    assert [(text, mine) for text, mine in zip(TEXTS, found, strict=True)] == [
        (text, yaml_writer.dump(data)) for text, data in zip(TEXTS, given, strict=True)
    ]


def proposal(text: str) -> dict[str, Data]:
    """A proposal of several changes with that text in it."""
    return {
        "decided": "2026-11-20",
        "changes": [
            {"reword": "act-14", "from": SENTENCE, "to": text},
            {"merge": ["act-06", "act-18"], "into": "act-18", "text": text},
            {"split": "act-15", "into": [text, SENTENCE]},
            {"retire": "act-12"},
        ],
        "same_item": True,
    }


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent / "proposals").glob("*.yml")), ids=lambda path: path.stem
)
def test_each_kind_of_proposal_has_the_bytes_of_its_example(path: Path) -> None:
    """The files that the commands' own writer is held to."""
    text = path.read_text("utf-8")
    assert node("written(given)", yaml.load(text, yaml.BaseLoader)) == text  # noqa: S506 - every value a text


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ([{"reword": "act-02", "from": "A", "to": "B"}], "reword-act-02"),
        ([{"add": "action", "under": "pri-1", "text": "A"}, {"retire": "act-07"}], "add-action-and-more"),
        ([{"merge": ["act-06", "act-18"], "into": "act-18"}], "merge-act-06"),
        ([{"current_edition": "2027-31"}], "current-edition-2027-31"),
        ([{"reword": f"bodies/{'long-' * 20}"}], f"reword-bodies-{'long-' * 9}l"),
    ],
)
def test_a_file_is_called_after_its_first_change(changes: list[dict[str, Data]], name: str) -> None:
    """Its kind and what it names, and whether there is more; at most 60 signs. Then the checksum of its bytes."""
    content = "reason: Naïve ☂.\n"
    given = {"changes": changes, "content": content}
    assert node("fileName(given.changes, given.content)", given) == f"{name}-{crc32(content.encode()):08x}.yml"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", ""), ("2026-11-20", "2026-11-20"), ("2026-3-5", "2026-03-05"), ("20/11/2026", "2026-11-20"),
        ("5.3.2026", "2026-03-05"), ("2026-02-30", None), ("20/13/2026", None), ("soon", None), ("2026", None),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(typed: str, day: str | None) -> None:
    """Year, month, day, or the British order; no day that there is none of."""
    assert node("dayOf(given)", typed) == day


@pytest.mark.parametrize(
    ("pasted", "like", "text", "mended", "doubts"),
    [
        ("Mend the pier.", "", "Mend the pier.", [], []),
        ("Mend\u00a0the  pier. ", "", "Mend the pier.", ["spaces"], []),
        ("Mend the in\u00adfra\u00adstructure\u200b.", "", "Mend the infrastructure.", ["hidden"], []),
        ("•\tMend the pier.", "", "Mend the pier.", ["bullets"], []),
        ("\uf0b7 Mend the pier\r\n\uf0b7 and the quay.", "", "Mend the pier and the quay.", ["bullets", "breaks"], []),
        ("– Mend the pier", "", "Mend the pier", ["bullets"], []),
        ("-3 degrees, and 2 - 1", "", "-3 degrees, and 2 - 1", [], []),
        ("Mend the “old” council’s pier", 'the "new" one', 'Mend the "old" council\'s pier', ["straight"], []),
        ('Mend the "old" council\'s pier', "the council’s", "Mend the “old” council’s pier", ["curly"], []),
        ("Mend the “old” council's pier", "the pier", "Mend the “old” council's pier", [], ["quotes"]),
        ("Mend the \ufffd pier", "", "Mend the \ufffd pier", [], ["lost"]),
        ("cafe\u0301", "", "caf\u00e9", [], []),
    ],
)
def test_what_a_word_processor_brings(pasted: str, like: str, text: str, mended: list[str], doubts: list[str]) -> None:
    """It is put right where only one thing can be meant, and pointed out where a person must decide."""
    assert node("tidy(...given)", [pasted, like]) == {"text": text, "mended": mended, "doubts": doubts}


def test_what_is_tidied_can_be_published() -> None:
    """No sign that the check of the files refuses is left in the words, but one that is pointed out."""
    letters = [
        chr(code) for code in (*range(0x80, 0x3100), *range(0xE000, 0x10000)) if code not in range(0xD800, 0xE000)
    ]
    given = [f"a{letter}b" for letter in letters if unicodedata.category(letter) != "Cn"]
    refused = []
    for pasted, tidied in zip(given, node("given.map((text) => tidy(text))", given), strict=True):
        try:
            yaml_writer.dump({"to": tidied["text"]})
        except ValueError:
            refused += [ascii(pasted)] if not tidied["doubts"] else []
    assert refused == []


NAME = "framework/changes/pending/reword-act-14.yml"


@pytest.mark.parametrize(
    ("forge", "page", "address"),
    [
        (
            "github",
            "https://github.com/a/b/new/main",
            f"?filename={quote(NAME, safe='')}&value=x%3A%20%C3%A9%0A&message=Say%20it",
        ),
        (
            "gitea",
            "https://codeberg.org/a/b/_new/main",
            "/framework/changes/pending?filename=reword-act-14.yml&value=x%3A%20%C3%A9%0A",
        ),
        ("gitlab", "https://gitlab.com/a/b/-/new/main", "/framework/changes/pending?file_name=reword-act-14.yml"),
    ],
)
def test_the_new_file_page_of_each_forge(forge: str, page: str, address: str) -> None:
    """Name and content in the address; too long for one, or on GitLab, the name alone, and the content is copied."""
    whole, long = node(
        "given.map((all) => newFile(...all))", [[forge, page, NAME, text, "Say it"] for text in ("x: é\n", "x" * 9000)]
    )
    assert whole == {"address": page + address, "isWhole": forge != "gitlab"}
    assert (long["isWhole"], len(long["address"]) < 300) == (False, True)


def test_a_letter_holds_the_proposal_while_it_can() -> None:
    """Lines end as RFC 6068 has them; what is too long for an address is to be attached."""
    short, long = node(
        "given.map((text) => letter('mailto:a@b.example', 'A & b', text, 'Attach it.'))", ["x: y\nz: 1\n", "x" * 3000]
    )
    assert short == {
        "address": "mailto:a@b.example?subject=A%20%26%20b&body=x%3A%20y%0D%0Az%3A%201%0D%0A",
        "isWhole": True,
    }
    assert long == {"address": "mailto:a@b.example?subject=A%20%26%20b&body=Attach%20it.", "isWhole": False}
