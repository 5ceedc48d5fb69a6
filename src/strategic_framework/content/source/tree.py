"""Events into nodes: texts, lists and keys, each with its place, and what an editor cannot have meant.

Only PyYAML's events are used. Nothing is built that could be larger than the file, and nothing is built by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from strategic_framework.content.problems import Problem
from strategic_framework.content.source.characters import MOST, NOTHING, Mark, Text, hidden_in, kind_of, shown
from strategic_framework.content.source.nodes import Mapping, Node, Scalar, Sequence
from strategic_framework.content.source.syntax import DIRECTIVE, QUOTE, explain, special
from strategic_framework.model import Place

#: One of PyYAML's events, whose types leave open whether it knows its place; what is read from files always does.
Event: TypeAlias = Any

#: How many lists and groups of keys may stand inside each other.
DEEPEST = 20

#: libyaml where PyYAML was built with it: about ten times as fast as PyYAML's own parser, with the same events.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LOST_TEXT = re.compile(r" +#(?<!  #)|  +#(?!\s|$)")
_LOST_AFTER_KEY = re.compile(r"\s*: +(#)(?=[^\s#])")
_LOST_AFTER_QUOTE = re.compile(r" +#(?=[^\s#])")
_CURLY = re.compile("“[^“”]*”|‘[^‘]*’", re.DOTALL)
_FURTHER_IN = re.compile(r"\n[ \t]")
_COLON = re.compile(r"\s*:")
_BLANK = re.compile(r"\s*(#|$)")
_TIGHT = re.compile(r"-[^\W\d]")
_SPACE = re.compile(r"\s")
_QUESTION = re.compile(r"(^|[\s{[,])\?\s+$")


def grow(text: Text) -> tuple[Node | None, list[Problem]]:
    """The tree of a mended text and what is wrong with it; None where it cannot be read as it was meant."""
    tree = _Tree(text)
    try:
        for event in _events(text.text):
            tree.take(event)
            if tree.ended or len(tree.problems) > MOST:
                tree.sound = False
                break
        else:
            tree.finish()
    except yaml.YAMLError as fault:
        tree.stop(explain(fault, text))
    except (ValueError, OverflowError):  # PyYAML's own parser, where a code between quotation marks is no letter
        tree.stop(text.file_problem("syntax", "This file cannot be read."))
    return tree.root if tree.sound else None, tree.problems


def _events(text: str) -> Iterator[Event]:
    loader = LOADER(text)
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


@dataclass
class _Open:
    """A list or a group of keys that is still being read; `left_out` says that the present key is not to be kept."""

    place: Place
    keys: bool
    flow: bool
    entries: list[Any] = field(default_factory=list)
    key: Scalar | None = None
    left_out: bool = False
    sentence: Scalar | None = None
    lines: dict[str, int] = field(default_factory=dict)


@dataclass
class _Tree:
    """The tree as far as it has grown. `sound` says that it is what was meant; `ended`, that no more can be read."""

    text: Text
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    sound: bool = True
    ended: bool = False
    cut: bool = False

    def take(self, event: Event) -> None:
        begin: Mark = event.start_mark
        if isinstance(event, yaml.ScalarEvent):  # most are
            self._scalar(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._special(begin, "*")
            self.sound = False
            self._add(Scalar("", self._place(begin)))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()

    def finish(self) -> None:
        """What can only be said of the whole file: that it is empty, or holds no keys."""
        root = self.root
        if root is None or (isinstance(root, Scalar) and root.plain and not root.value):
            instead = "Take the file away, or write its keys into it."
            self.stop(self.text.problem(0, 0, "empty-file", "There is nothing in this file.", "", instead))
        elif isinstance(root, Scalar):
            instead = "Write each key on a line of its own, with a colon and a space after it."
            self._fault(root.place, "no-keys", "This file holds a text and no keys.", "", instead, root.length)
            self.sound = False

    def stop(self, problem: Problem) -> None:
        """Give the tree up; the parser's complaint is left out where a text cut short by `#` is its cause."""
        self.sound = False
        if not (self.cut and problem.code in {"comment-in-text", "indentation", "missing-colon"}):
            self.problems.append(problem)

    def _place(self, mark: Mark) -> Place:
        return Place(self.text.name, mark.line + 1, mark.column + 1)

    def _fault(self, place: Place, code: str, what: str, why: str = "", instead: str = "", length: int = 1) -> None:
        self.problems.append(
            self.text.problem(place.line - 1, place.column - 1, code, what, why, instead, max(length, 1))
        )

    def _document(self, event: Event) -> None:
        if self.root is not None:
            what = "A second document begins here: three dashes on a line of their own divide the file."
            self._fault(self._place(event.start_mark), "second-document", what, "", "Take the line out.", 3)
            self.ended = True
        elif self.text.line(event.start_mark.line).startswith("%"):
            length = len(self.text.line(event.start_mark.line).rstrip())
            self._fault(self._place(event.start_mark), *DIRECTIVE, length)
            self.sound = False

    def _special(self, mark: Mark, char: str) -> None:
        self._fault(self._place(mark), *special(char))

    def _marks(self, event: Event) -> None:
        """Anchors and tags: what they stand before is read on, for it is written out here."""
        if event.anchor is not None:
            self._special(event.start_mark, "&")
        if event.tag is not None:
            self._special(event.start_mark, "!")

    def _open(self, event: Event) -> None:
        self._marks(event)
        place = self._place(event.start_mark)
        if len(self.stack) == DEEPEST:
            what = f"More than {DEEPEST} lists or groups of keys stand inside each other here."
            self._fault(place, "too-deep", what, "", "Look for brackets or dashes that were repeated by mistake.")
            self.ended = True
        else:
            self.stack.append(_Open(place, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))

    def _close(self) -> None:
        done = self.stack.pop()
        if not done.keys:
            self._add(Sequence(tuple(done.entries), done.place))
        elif done.sentence and not done.entries and self.stack:
            self._add(done.sentence)
        else:
            self._add(Mapping(tuple(done.entries), done.place))

    def _add(self, node: Node) -> None:
        """Put a node where it belongs: as the root, an entry, a key or the value of the last key."""
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if not parent.keys:
            parent.entries.append(node)
        elif parent.key is None:
            if not isinstance(node, Scalar):
                self._complex(node.place)
            parent.key, parent.left_out = Scalar("", node.place), True
        else:
            if not parent.left_out:
                parent.entries.append((parent.key, node))
            elif parent.sentence is parent.key and isinstance(node, Scalar):
                whole = f"{parent.key.value}: {node.value}"
                parent.sentence = Scalar(
                    whole, parent.key.place, plain=True, length=parent.key.length + 2 + node.length
                )
            parent.key, parent.left_out = None, False

    def _scalar(self, event: Event) -> None:
        if event.anchor is not None or event.tag is not None:
            self._marks(event)
        begin, end = event.start_mark, event.end_mark
        to = end.column if end.line == begin.line else len(self.text.line(begin.line).rstrip())
        plain = not event.style
        node = Scalar(event.value.replace(NOTHING, ""), self._place(begin), plain, max(to - begin.column, 0))
        if event.style == '"':
            node = self._unescaped(node)
        if self.stack and self.stack[-1].keys and self.stack[-1].key is None:
            self._key(self.stack[-1], node, begin, end)
        else:
            self._comments(node, event.style, end)
            if event.style == ">" and _FURTHER_IN.search(node.value):
                node = self._further_in(node, begin, end)
            if plain:
                node = self._curly(node)
            self._add(node)

    def _unescaped(self, node: Scalar) -> Scalar:
        """Between double quotation marks a code can stand for what the look at the file's characters cannot find.

        A text that is nothing but such codes passes: so the repairs of a source name what they take out.
        """
        char, seen = hidden_in(node.value)
        if char is None or (not seen.strip() and not "\ud800" <= char <= "\udfff"):
            return node
        what = f"A code in this text stands for a character that cannot be seen: {shown(char)}."
        self._fault(node.place, kind_of(char), what, "", "Take the code out: it begins with a backslash.", node.length)
        return Scalar(seen, node.place, node.plain, node.length)

    def _comments(self, node: Scalar, style: str | None, end: Mark) -> None:
        """Text lost behind ` #`, and a list's dash without its space."""
        row = self.text.line(end.line)
        pattern = _LOST_TEXT if node.plain and node.value else _LOST_AFTER_QUOTE
        match = pattern.match(row, end.column) if "#" in row and (node.plain or style in ("'", '"')) else None
        self.cut = match is not None
        if match:
            self._lost(end.line, match.end() - 1, row)
        if not node.plain or not node.value.startswith("-") or not _TIGHT.match(node.value):
            return
        before = row[max(node.place.column - 21, 0) : node.place.column - 1]
        if not before.strip(" -"):
            what = "After this dash a space is missing."
            self._fault(node.place, "missing-space", what, "", "Type a space after the dash of a list.")
            self.sound = False

    def _further_in(self, node: Scalar, begin: Mark, end: Mark) -> Scalar:
        """A line of a folded text that stands further in keeps its line break and its spaces: hardly what was meant."""
        lines = [line for line in range(begin.line + 1, end.line + 1) if self.text.line(line).strip()]
        left = min(self.text.indent(line) for line in lines)
        line = next((line for line in lines if self.text.indent(line) > left), None)
        if line is None:
            return node
        what = "This line stands further in than the other lines of its text."
        why = "Its line break and its spaces would be published with the words."
        place = Place(node.place.file, line + 1, left + 1)
        instead = "Put it exactly under the line above."
        self._fault(place, "further-in", what, why, instead, self.text.indent(line) - left)
        return node._replace(value=" ".join(node.value.split()))

    def _curly(self, node: Scalar) -> Scalar:
        """Curly quotation marks do not enclose a text as straight ones do: they are part of it."""
        if not node.value.startswith(("“", "‘")) or not _CURLY.fullmatch(node.value):
            return node
        what = "The curly quotation marks around this text would be published as part of it."
        instead = "Take them out. If they belong to the words, begin the text on the next line after >-."
        self._fault(node.place, "curly-quotes", what, "", instead, node.length)
        return node._replace(value=node.value[1:-1])

    def _lost(self, line: int, column: int, row: str) -> None:
        lost = _brief(row[column:].strip())
        what = f"What stands from the # on is not read: “{lost}” would be lost."
        why = "A # with a space before it begins a comment."
        instead = f"{QUOTE}. If it is a comment, put two spaces before the # and one after it."
        place = Place(self.text.name, line + 1, column + 1)
        self._fault(place, "text-cut-short", what, why, instead, len(row.rstrip()) - column)

    def _key(self, parent: _Open, node: Scalar, begin: Mark, end: Mark) -> None:
        """Take a text for a key of `parent`, unless it cannot be one."""
        row = self.text.line(end.line)
        parent.key = node
        if begin.line != end.line or ("?" in row and _QUESTION.search(row[max(begin.column - 20, 0) : begin.column])):
            self._complex(node.place)
        elif not row.startswith(":", end.column) and not _COLON.match(row, end.column):
            self._no_colon(parent, node, blank=_BLANK.match(row, end.column) is not None)
        elif node.plain and node.value == "<<":
            what = "“<<” would copy keys from elsewhere to this place."
            self._fault(node.place, "merge-key", what, "", "Write the keys out where they stand.", 2)
            self.sound = False
        else:
            self._checked(parent, node)
        if "#" in row and (match := _LOST_AFTER_KEY.match(row, end.column)):
            self._lost(end.line, match.start(1), row)

    def _complex(self, place: Place) -> None:
        self.sound = False
        what = "What should be a key here is not one word on one line."
        instead = "A key is one word with a colon after it. A text that begins with ? or { goes after >-."
        self._fault(place, "complex-key", what, "", instead)

    def _no_colon(self, parent: _Open, node: Scalar, *, blank: bool) -> None:
        """Between braces a word can be a key without a colon; elsewhere the parser complains, or the key is complex."""
        self.sound = False
        if parent.flow:
            what = f"“{_brief(node.value)}” stands between braces and has no colon."
            why = "What stands between { and } is taken for keys."
            self._fault(node.place, "missing-colon", what, why, f"{QUOTE}.", node.length)
        elif blank:
            self._complex(node.place)

    def _checked(self, parent: _Open, node: Scalar) -> None:
        """Refuse a key that is empty, a sentence or a repetition; the first of two is kept."""
        if not node.value:
            parent.left_out = True
            self._fault(node.place, "empty-key", "Before this colon there is no key.", "", "Write the key before it.")
        elif _SPACE.search(node.value):
            parent.left_out, parent.sentence = True, node
            what = f"“{_brief(node.value)}” is taken for a key, because a colon with a space follows it."
            instead = f"{QUOTE}. If it is meant as a key, write it without spaces."
            self._fault(node.place, "colon-in-text", what, "A key is one word.", instead, node.length + 1)
        elif node.value in parent.lines:
            parent.left_out = True
            first, second = parent.lines[node.value], node.place.line
            where = f": on line {first} and line {second}." if first != second else f" on line {first}."
            what = f"The key “{_brief(node.value)}” appears twice{where}"
            instead = "Keep one of them. If a new entry begins here, type a dash and a space before its first key."
            self._fault(node.place, "duplicate-key", what, "Only one of them would be read.", instead, node.length)
        else:
            parent.lines[node.value] = node.place.line


def _brief(words: str) -> str:
    """Words as a message quotes them."""
    words = words.replace(NOTHING, "")
    return words if len(words) <= 60 else words[:59] + "…"
