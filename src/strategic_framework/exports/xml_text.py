"""XML that is written as text from the first line to the last, an element on each; no tree of it is ever held."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from strategic_framework.exports.records import for_xml


class XmlText:
    """A document on its way: elements are added where it has come to, two spaces deeper than what they stand in."""

    def __init__(self) -> None:
        self._lines = ["<?xml version='1.0' encoding='utf-8'?>"]
        self._indent = ""

    @contextmanager
    def element(self, name: str, attributes: str = "") -> Iterator[None]:
        """An element that holds what is added meanwhile; `attributes` are as they are to be written."""
        around = self._indent
        self._lines.append(f"{around}<{name}{f' {attributes}' if attributes else ''}>")
        self._indent = f"{around}  "
        yield
        self._indent = around
        self._lines.append(f"{around}</{name}>")

    def add(self, name: str, text: str | None, *, needed: bool = False) -> None:
        """An element with that text; none where there is no text, unless the standard needs it."""
        if text:
            self._lines.append(f"{self._indent}<{name}>{escape(for_xml(text), quote=False)}</{name}>")
        elif needed:
            self._lines.append(f"{self._indent}<{name} />")

    def written(self) -> bytes:
        """The document as a file."""
        return "\n".join([*self._lines, ""]).encode()
