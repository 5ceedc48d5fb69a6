"""One kind of problem, shown three ways: to a person, as annotations on GitHub, and as JSON.

The person is an editor who has never seen a program: the text shows the editor's own line with a caret under the
fault, what is wrong, why it matters and what to type instead.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from itertools import accumulate

from strategic_framework.content.by_hand import steps
from strategic_framework.model import Place

#: The widest excerpt of a line, in columns of a terminal, cuts included.
WIDEST = 100

#: How many problems that are alike are shown whole; of the others the places are listed, this many lines at most.
ALIKE = 5
_LINES = 20

_LONG_QUOTE = re.compile(r"“([^”]{100})[^”]+”")
_OWN_WORDS = re.compile(r"“[^”]*”|‘[^’]*’|\S*\d\S*|(?<!\S)/\S*| Was: .*", re.DOTALL)
_CUT = "…"
_FLAG = "\U0001f3f4"


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong at a place; problems sort by file, line, column and code.

    `place.file` is relative to the folder that the command runs in. Lines and columns count from 1; line 0 is the
    whole file and column 0 the whole line. `line_text` is the editor's own line, `length` the width of the caret
    in characters.
    """

    place: Place
    code: str
    what: str
    why: str = ""
    instead: str = ""
    line_text: str = ""
    length: int = 1

    def __post_init__(self) -> None:
        """Whatever a message quotes of a file, it stays short."""
        for name in ("what", "why", "instead"):
            object.__setattr__(self, name, _LONG_QUOTE.sub(r"“\1…”", getattr(self, name)))

    @property
    def cause(self) -> tuple[str, str]:
        """What problems have alike that come of one cause: the code, and what is wrong but for names and numbers."""
        return self.code, _OWN_WORDS.sub("", self.what)

    @property
    def known(self) -> tuple[str, str, str]:
        """What stays of a problem when lines are put in above it."""
        return self.place.file, self.code, self.what


def as_text(problems: Iterable[Problem]) -> str:
    """Every problem with its excerpt, then how many there are; no text at all where there are none.

    Of many that are alike the first are shown whole, and then the places of the others.
    """
    ordered = sorted(problems)
    if not ordered:
        return ""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in ordered:
        alike.setdefault(problem.cause, []).append(problem)
    hidden = {id(problem) for group in alike.values() for problem in group[ALIKE:]}
    shown = [_whole(problem) for problem in ordered if id(problem) not in hidden]
    others = [_others(group[ALIKE:]) for group in alike.values() if len(group) > ALIKE]
    return "\n\n".join([*shown, *others, _count(ordered)]) + "\n"


def in_a_line(problem: Problem) -> str:
    """What is wrong, why it matters and what to do, where somebody knows what it is about."""
    return _visible(" ".join(filter(None, (problem.what, problem.why, problem.instead))))


def _others(problems: list[Problem]) -> str:
    """Where the rest of a group stands, file by file."""
    files: dict[str, list[int]] = {}
    for problem in problems:
        files.setdefault(problem.place.file, []).append(problem.place.line)
    head = f"{_several(len(problems), 'more problem')} of the kind {problems[0].code}, as above:"
    return "\n".join([head, *(f"  {_visible(file)}{_lines(lines)}" for file, lines in files.items())])


def _lines(lines: list[int]) -> str:
    numbers = [str(line) for line in dict.fromkeys(lines) if line > 0]
    if not numbers:
        return ""
    more = f" and {len(numbers) - _LINES:,} more" if len(numbers) > _LINES else ""
    return f", line{'' if len(numbers) == 1 else 's'} {', '.join(numbers[:_LINES])}{more}"


def _whole(problem: Problem) -> str:
    lines = [f"{_where(problem.place)}  {problem.code}", *_excerpt(problem), f"  {_visible(problem.what)}"]
    if problem.why:
        lines.append(f"  {_visible(problem.why)}")
    if problem.instead:
        lines.append(f"  Instead: {_visible(problem.instead)}")
    return "\n".join(lines)


def _where(place: Place) -> str:
    """As editors and terminals make it a link: `file:line:column`, less the parts that are 0."""
    numbers = [f":{number}" for number in (place.line, place.column) if number > 0] if place.line > 0 else []
    return _visible(place.file) + "".join(numbers)


def _count(problems: list[Problem]) -> str:
    files = _several(len({problem.place.file for problem in problems}), "file")
    return f"{_several(len(problems), 'problem')} in {files}. Nothing has been published."


def _several(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _excerpt(problem: Problem) -> list[str]:
    """The editor's line with its number and a caret below, both cut around the caret where the line is long."""
    line, column = problem.place.line, problem.place.column
    if line <= 0 or not problem.line_text.strip(" \r\n"):
        return []
    text = problem.line_text.rstrip("\r\n")
    first = min(max(column - 1, 0), len(text))
    skipped = max(first - 2 * WIDEST, 0)  # a line may be a million characters long
    cells = _cells(text[skipped : first + 2 * WIDEST])
    last = min(first - skipped + max(problem.length, 1), len(cells))
    shown, pad, width = _cut(cells, first - skipped, last)
    margin = " " * len(f"{line:>6}")
    caret = [f"{margin} | {' ' * pad}{'^' * width}"] if column > 0 else []
    return [f"{line:>6} | {shown}".rstrip(), *caret]


def _cut(cells: list[tuple[str, int]], first: int, last: int) -> tuple[str, int, int]:
    """The cells that fit around `first`, how far in the caret stands, and how wide it is."""
    ends = [0, *accumulate(width for _, width in cells)]
    start, stop = 0, len(cells)
    if ends[-1] > WIDEST:
        while start < first and ends[first] - ends[start] > WIDEST // 3 and ends[-1] - ends[start] > WIDEST - 1:
            start += 1
        while ends[stop] - ends[start] > WIDEST - (start > 0) - (stop < len(cells)):
            stop -= 1
    before, after = _CUT if start else "", _CUT if stop < len(cells) else ""
    shown = before + "".join(text for text, _ in cells[start:stop]) + after
    until = ends[max(min(last, stop), first)]
    return shown, len(before) + ends[first] - ends[start], max(until - ends[first], 1)


def _cells(line: str) -> list[tuple[str, int]]:
    """Each character as it is shown, with the columns that it takes."""
    return [_cell(char, before) for char, before in zip(line, " " + line, strict=False)]


def _cell(char: str, before: str) -> tuple[str, int]:
    """A character as shown: what cannot be seen is spelt out, what belongs to an emoji is left alone."""
    category = unicodedata.category(char)
    if char == "\t":
        return "→", 1
    if ord(char) < 0x20 or char == "\x7f":
        return chr(0x2421 if char == "\x7f" else 0x2400 + ord(char)), 1
    if _in_emoji(char, before) or category in {"Mn", "Me"}:
        return char, 0
    if (category[0] == "C" and category != "Cn") or (category[0] == "Z" and char != " "):
        shown = f"<U+{ord(char):04X}>"
        return shown, len(shown)
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _in_emoji(char: str, before: str) -> bool:
    """The joiner between two emoji, and the tag characters behind a flag, are part of a picture."""
    if "\U000e0020" <= char <= "\U000e007f":
        return before == _FLAG or "\U000e0020" <= before <= "\U000e007e"
    return char == "\u200d" and (before == "\ufe0f" or unicodedata.category(before) in {"So", "Sk"})


def _visible(text: str) -> str:
    """Text of ours or of a file with nothing in it that a terminal would obey."""
    return "".join(shown for shown, _ in _cells(text))


def as_github(problems: Iterable[Problem]) -> str:
    """One workflow command a problem, which GitHub shows beside the line of a pull request.

    It says how to mend it in GitHub's own editor too: who reads it there may never have seen a terminal.
    """
    return "".join(f"{_command(problem)}\n" for problem in sorted(problems))


def _command(problem: Problem) -> str:
    """`::error file=…,line=…,col=…,title=…::message`, escaped as GitHub's own toolkit escapes it."""
    line, column = problem.place.line, problem.place.column
    fields = {"file": _visible(problem.place.file), "line": line, "col": column, "title": problem.code}
    if line <= 0 or column <= 0:
        del fields["col"]
    if line <= 0:
        del fields["line"]
    parts = [problem.what, problem.why, f"Instead: {problem.instead}" if problem.instead else ""]
    mending = steps(problem.place.file, line, problem.instead)
    message = _escaped("\n".join(_visible(part) for part in (*filter(None, parts), *mending)))
    return f"::error {','.join(f'{key}={_field(value)}' for key, value in fields.items())}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(value: object) -> str:
    return _escaped(str(value)).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Iterable[Problem]) -> str:
    """A sorted list of objects: file, line, column, then the fields of `Problem`; plain ASCII, ends with a newline."""
    rows = []
    for problem in sorted(problems):
        fields = asdict(problem)
        del fields["place"]
        rows.append({**problem.place._asdict(), **fields})
    return json.dumps(rows, indent=2) + "\n"


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; None where nothing is near, or where the word is itself known."""
    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    if len(word) > WIDEST:  # nobody mistypes a hundred letters, and the comparison is quadratic
        return None
    near = get_close_matches(word.casefold(), by_folded, n=1)
    meant = by_folded[near[0]] if near else None
    return meant if meant != word else None
