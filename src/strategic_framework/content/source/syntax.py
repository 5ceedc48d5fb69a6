"""What the YAML parser refuses, in an editor's words.

The parser says where it stopped and names its own parts; the cause is found again in the line itself, so that the
same fault reads the same whichever of PyYAML's two parsers (libyaml's or its own) met it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from strategic_framework.content.problems import Problem
from strategic_framework.content.source.characters import Mark, Text
from strategic_framework.model.frozen import frozen

QUOTE = "Put the whole text in quotation marks, or begin it on the next line after >-"

#: First character → code and name of what YAML would take the text for.
SPECIAL = {
    "&": ("anchor", "a mark that other places can repeat"),
    "*": ("alias", "a repetition of something marked elsewhere"),
    "!": ("explicit-tag", "an instruction to the computer"),
}

_KEY = re.compile(r"\s*(?:- +)*[\w<.-]+$")
_TIGHT = re.compile(r"(\s*(?:- +)*[\w-]+):(?!//)\S")
_WORD = re.compile(r"\s*(?:- +)*[\w-]+\s*$")


@frozen
class Stop:
    """Where the parser stopped and where what it was reading began (from 0), with the words it said."""

    text: Text
    hint: str
    context: str
    line: int
    column: int
    start_line: int
    start_column: int

    @property
    def row(self) -> str:
        return self.text.line(self.line)

    @property
    def char(self) -> str:
        return self.row[self.column : self.column + 1]

    @property
    def start_char(self) -> str:
        return self.text.line(self.start_line)[self.start_column : self.start_column + 1]

    def indent(self) -> str:
        """How far in the line begins, in words."""
        spaces = self.text.indent(self.line)
        return f"{spaces} space{'' if spaces == 1 else 's'} in" if spaces else "at the left edge"

    def above(self) -> int:
        """The nearest line above that is not blank; -1 where there is none."""
        return next((n for n in range(self.line - 1, -1, -1) if self.text.line(n).strip()), -1)

    def here(self, code: str, what: str, why: str = "", instead: str = "") -> Problem:
        return self.text.problem(self.line, self.column, code, what, why, instead)

    def at_start(self, code: str, what: str, why: str = "", instead: str = "") -> Problem:
        return self.text.problem(self.start_line, self.start_column, code, what, why, instead)

    def at_line(self, line: int, code: str, what: str, why: str = "", instead: str = "") -> Problem:
        row = self.text.line(line)
        indent = self.text.indent(line)
        return self.text.problem(line, indent, code, what, why, instead, max(len(row.rstrip()) - indent, 1))


def explain(fault: yaml.YAMLError, text: Text) -> Problem:
    """The parser's error as one problem, at the place where the editor can mend it."""
    mark = getattr(fault, "problem_mark", None)
    if mark is None:
        return text.file_problem("syntax", "This file cannot be read.", _hint(str(fault)))
    began = getattr(fault, "context_mark", None) or mark
    hint, context = getattr(fault, "problem", "") or "", getattr(fault, "context", "") or ""
    stop = Stop(text, hint, context, *_inside(text, mark), *_inside(text, began))
    return next(problem for cause in CAUSES if (problem := cause(stop)))


def _inside(text: Text, mark: Mark) -> tuple[int, int]:
    """Line and column of a mark, for the parser may stop beyond the last line."""
    line = min(mark.line, len(text.lines) - 1)
    return line, min(mark.column, len(text.line(line))) if line == mark.line else len(text.line(line))


def special(char: str) -> tuple[str, str, str, str]:
    """Code, what, why and instead of a text that begins with `&`, `*` or `!`."""
    code, meaning = SPECIAL[char]
    what = f"A text cannot begin with “{char}”: it would be taken for {meaning}."
    instead = f"{QUOTE}." + (" If it is an entry of a list, type a dash and not a star." if char == "*" else "")
    return code, what, "Everything in these files is written out where it stands.", instead


def _tab(stop: Stop) -> Problem | None:
    """A tab in front of a line, which the look at the file's characters has found as well."""
    if stop.char != "\t" and not re.search(r"\btab\b|'\\t'", stop.hint):
        return None
    return stop.here("tab", "This line begins with a tab.", "", "Delete the tab and type spaces.")


def _first_character(stop: Stop) -> Problem | None:
    """A text that begins with `%`, `@` or a backtick, or with what closes or divides a list in brackets."""
    if "node content" in stop.hint and stop.char and stop.char in ",:]}":
        what = f"“{stop.char}” stands where a text should begin."
        return stop.here("first-character", what, "", f"Take it out, or: {QUOTE[0].lower()}{QUOTE[1:]}.")
    if "cannot start any token" not in stop.hint or not stop.char.strip():
        return None
    return stop.here("first-character", f"A text cannot begin with “{stop.char}”.", "", f"{QUOTE}.")


def _list_or_key_in_text(stop: Stop) -> Problem | None:
    """A text that begins with a dash or a question mark and a space, on the line of its key."""
    if not re.search(r"(sequence entries|mapping keys) are not allowed", stop.hint):
        return None
    what = f"A text cannot begin with “{stop.char}” and a space."
    return stop.here("first-character", what, "", f"{QUOTE}. A list begins on the line below its key.")


def _colon(stop: Stop) -> Problem | None:
    """A colon and a space where no key can be: in a sentence, or after a key that stands too far in."""
    in_list = "unexpected ':'" in stop.hint
    if "mapping values are not allowed" not in stop.hint and not in_list:
        return None
    above = stop.text.line(stop.above()) if stop.above() >= 0 else ""
    if in_list or not _KEY.match(stop.row[: stop.column]):
        return stop.here("colon-in-text", "Inside this text stands a colon with a space after it.", _COLON, f"{QUOTE}.")
    if match := _TIGHT.match(above):
        return _no_space(stop, stop.above(), len(match[1]))
    if _WORD.match(above):
        what = f"After “{above.strip(' -')}” there is no colon."
        return stop.at_line(stop.above(), "missing-colon", what, "", "A key is followed by a colon.")
    what = f"This line begins {stop.indent()}, and the line above it has its text already."
    instead = "Put the key exactly under the key above. If the line goes on with the text above: " + QUOTE[0].lower()
    return stop.at_line(stop.line, "indentation", what, "", f"{instead}{QUOTE[1:]}.")


_COLON = "What stands before a colon and a space is taken for a key."


def _no_space(stop: Stop, line: int, column: int) -> Problem:
    what = "After this colon a space is missing."
    return stop.text.problem(line, column, "missing-space", what, "", "Type a space after the colon of a key.")


def _quoted(stop: Stop) -> Problem | None:
    """A quotation mark that never closes, or a backslash between double ones."""
    if "quoted scalar" not in stop.context:
        return None
    if "end of stream" in stop.hint or "document" in stop.hint:
        what = f"The quotation mark {stop.start_char} that opens here is never closed."
        instead = f"Type {stop.start_char} at the end of the text, or begin the text on the next line after >- instead."
        return stop.at_start("unclosed-quote", what, "Everything below it is taken for one text.", instead)
    what = "Between double quotation marks a backslash (\\) begins a code, and this is none."
    slash = max(stop.row.rfind("\\", 0, stop.column + 1), 0)
    return stop.text.problem(
        stop.line, slash, "backslash", what, "", "Use single quotation marks, or type the backslash twice."
    )


def _after_arrow(stop: Stop) -> Problem | None:
    """Words on the line of `>-`, or a text below it that is not further in."""
    if "block scalar" not in stop.context:
        return None
    what = f"Nothing else can stand on the line of a “{stop.start_char}” that begins a text."
    instead = "Write >- there, and the text on the next line, two spaces further in than its key."
    return stop.at_start("text-after-arrow", what, "", instead)


def _special(stop: Stop) -> Problem | None:
    """A text that begins with `&`, `*` or `!` and is not even one of YAML's own marks."""
    if not re.search(r"an (alias|anchor)|a tag", stop.context) or stop.start_char not in SPECIAL:
        return None
    return stop.at_start(*special(stop.start_char))


def _directive(stop: Stop) -> Problem | None:
    if "directive" not in stop.context and "directive" not in stop.hint:
        return None
    return stop.at_line(stop.start_line, *DIRECTIVE)


DIRECTIVE = ("directive", "A line that begins with “%” has no meaning in these files.", "", "Take the line out.")


def _brackets(stop: Stop) -> Problem | None:
    """A list in brackets that does not close, or a text that begins with a bracket."""
    if "flow" not in stop.context:
        return None
    line, column = _opening(stop)
    opener = stop.text.line(line)[column : column + 1]
    what = f"The bracket {opener} that opens here is not closed, or something between cannot be in a list."
    instead = "Close it on the same line and put commas between the entries. If it is a text: " + QUOTE[0].lower()
    return stop.text.problem(line, column, "unclosed-bracket", what, "", f"{instead}{QUOTE[1:]}.")


def _opening(stop: Stop) -> tuple[int, int]:
    """Where the bracket opens: where the parser says so, or else the last one before it stopped."""
    if stop.start_char in ("[", "{"):
        return stop.start_line, stop.start_column
    for line in range(stop.line, -1, -1):
        row = stop.text.line(line)[: stop.column if line == stop.line else None]
        column = max(row.rfind("["), row.rfind("{"))
        if column >= 0:
            return line, column
    return stop.start_line, stop.start_column


def _no_colon(stop: Stop) -> Problem | None:
    """A line that is neither a key nor part of the text above."""
    if "could not find expected ':'" not in stop.hint:
        return None
    row = stop.text.line(stop.start_line)
    if re.match(r"\s*-[^\s-]", row):
        what = "After this dash a space is missing."
        return stop.at_start("missing-space", what, "", "Type a space after the dash of a list.")
    if match := _TIGHT.match(row):
        return _no_space(stop, stop.start_line, len(match[1]))
    what = "This line has no key with a colon, and it does not go on with the text above either."
    instead = "If it goes on with the text above, move it two spaces further in than that key. Or begin it with a key."
    return stop.at_line(stop.start_line, "missing-colon", what, "", instead)


def _after_end(stop: Stop) -> Problem | None:
    """Words behind a closing quotation mark or bracket."""
    before = stop.row[: stop.column].rstrip()
    if not before or before[-1] not in "'\"]}":
        return None
    if before[-1] in "]}":
        what = f"Words follow after the closing {before[-1]}."
        why = "A text that begins with a bracket is taken for a list."
        return stop.here("text-after-bracket", what, why, f"{QUOTE}.")
    what = f"The quotation mark {before[-1]} before these words ends the text, and the words follow after it."
    why = "An apostrophe of the same form ends the text as well, and so does a mark that was never closed further up."
    return stop.here("text-after-quote", what, why, "Begin the text on the next line after >- and leave the marks out.")


def _comment_in_text(stop: Stop) -> Problem | None:
    """A line of comment between two lines of one text."""
    above = stop.text.line(stop.above()) if stop.above() >= 0 else ""
    if not above.lstrip().startswith("#") or re.match(r"\s*(-\s|[\w-]+:(\s|$))", stop.row):
        return None
    what = "The comment on the line above this one ends the text, and this line stands alone."
    return stop.at_line(stop.line, "comment-in-text", what, "", "Move the comment above the key.")


def _position(stop: Stop) -> Problem | None:
    """A key or an entry that stands under nothing it belongs to."""
    if not re.search(r"did not find expected|expected <block end>|expected '<document start>'", stop.hint):
        return None
    if not stop.row.strip():
        return None
    if re.match(r"\s*(- +)*:(\s|$)", stop.row):
        what = "Before this colon there is no key."
        return stop.at_line(stop.line, "empty-key", what, "", "Write the key before it.")
    what = f"This line does not stand in line with those around it: it begins {stop.indent()}."
    instead = "Put it exactly under the key or dash that it follows, or two spaces further in than its key."
    return stop.at_line(stop.line, "indentation", what, "", instead)


def _other(stop: Stop) -> Problem:
    line = stop.line if stop.row.strip() else stop.above()
    what = "This line does not fit the lines around it."
    instead = "Compare it with the entries above and below: spaces in front, dash, colon, quotation marks."
    return stop.at_line(max(line, 0), "syntax", what, _hint(stop.hint), instead)


def _hint(words: str) -> str:
    return f"The program that reads it says: {' '.join(words.split())}." if words else ""


CAUSES: tuple[Callable[[Stop], Problem | None], ...] = (
    _tab, _first_character, _list_or_key_in_text, _colon, _quoted, _after_arrow, _special, _directive, _brackets,
    _no_colon, _after_end, _comment_in_text, _position, _other,
)  # fmt: skip
