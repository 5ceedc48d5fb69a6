"""What left: every file of a built site, read by a parser of its format, gives each text back and nothing beside it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import openpyxl
import rispy
from lxml import html
from pybtex.database import parse_string
from rdflib import Graph, Literal

from strategic_framework.site.search_index import INDEX

_NUMBER = re.compile(r"w(\d{5})w")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset")


class Shape(NamedTuple):
    """What a site's files are made of, whatever their words: markup, inline scripts, names of fields."""

    markup: set[tuple[str, str]]
    scripts: set[str]
    fields: set[str]


class Outcome(NamedTuple):
    """What a site holds: its shape, its faults, how often texts came back by format, and the numbers of those."""

    shape: Shape
    faults: list[str]
    returned: Counter[str]
    numbers: set[int]


class Reader:
    """Reads every file of a site; `texts` are those that its slots were filled with, in turn."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = ["".join(text.split()) for text in texts]
        self.outcome = Outcome(Shape(set(), set(), set()), [], Counter(), set())

    def read(self, site: Path) -> Outcome:
        """The outcome of the site in that folder."""
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name, form = path.relative_to(site).as_posix(), FORMS.get(path.suffix)
            if form:
                form(self, name, path.read_bytes())
        return self.outcome

    def text(self, name: str, form: str, text: str) -> None:
        """Every number in a text stands behind the whole text that was given that number.

        Spaces are not compared: where a drawing breaks a line there is none.
        """
        words = "".join(text.split())
        for number in _NUMBER.finditer(words):
            given = self.texts[int(number[1]) % len(self.texts)]
            self.outcome.returned[form] += 1
            self.outcome.numbers.add(int(number[1]))
            if not words[: number.start()].endswith((given, given[:1].upper() + given[1:])):  # a title is a sentence
                near = words[max(0, number.start() - len(given) - 20) : number.end()]
                self.outcome.faults.append(f"{name} ({form}): {given!r} came back as {near!r}")

    def page(self, name: str, data: bytes, form: str = "page") -> None:
        """Markup, addresses and scripts; the words of the page, of its attributes and of its data."""
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            self.outcome.shape.markup.update((element.tag, attribute) for attribute in ("", *element.attrib))
            for attribute, value in element.attrib.items():
                self.text(name, f"{form}'s attributes", unquote(value) if attribute in _ADDRESSES else value)
                if attribute in _ADDRESSES and urlsplit(value.strip()).scheme not in {"", "https", "mailto", "http"}:
                    self.outcome.faults.append(f"{name}: {attribute}={value!r}")
            if element.tag == "script":
                self.script(name, element)
        for code in tree.xpath("//code|//pre"):  # HTML to be copied, in which a text is escaped once more
            self.text(name, f"{form}'s code", unescape(code.text_content()))
        for hidden in tree.xpath("//script|//style|//code|//pre"):
            hidden.drop_tree()
        self.text(name, form, tree.text_content())

    def script(self, name: str, element: html.HtmlElement) -> None:
        """JSON-LD is data; any other inline script must be one of ours."""
        words = element.text or ""
        if element.get("type") == "application/ld+json":
            self.data(name, json.loads(words), "JSON-LD")
        elif words:
            self.outcome.shape.scripts.add(words)

    def data(self, name: str, value: Any, form: str) -> None:
        """Every text in a value of JSON, and the names of its fields."""
        if isinstance(value, str):
            self.text(name, form, value)
        elif isinstance(value, list):
            for inner in value:
                self.data(name, inner, form)
        elif isinstance(value, dict):
            for inner in value.values():
                self.data(name, inner, form)

    def json(self, name: str, data: bytes) -> None:
        """Every text as it is; the code of a frame (oEmbed) is markup, and is read as that.

        Of the search's index, the lists of words hold letters and digits alone: there no text is to come back.
        """
        value = json.loads(data)
        if name.endswith("oembed.json"):
            self.page(name, value.pop("html").encode(), "frame")
        for folded in ("terms", "names") if name == INDEX else ():
            if strange := {sign for sign in value.pop(folded) if not (sign.isalnum() or sign in " \n")}:
                self.outcome.faults.append(f"{name}: {strange} among the words")
        self.data(name, value, "search index" if name.startswith("search/") else "JSON")

    def csv(self, name: str, data: bytes) -> None:
        """No cell is a formula, and every row has the cells of the first."""
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        self.outcome.shape.fields.update(f"{name}:{column}" for column in rows[0])
        for row in rows:
            if len(row) != len(rows[0]):
                self.outcome.faults.append(f"{name}: a row of {len(row)} cells under {len(rows[0])}")
            for cell in row:
                self.text(name, "CSV", cell)
                if cell.startswith(_FORMULA):
                    self.outcome.faults.append(f"{name}: a spreadsheet would work out {cell!r}")

    def xml(self, name: str, data: bytes) -> None:
        """Well-formed, with our elements and attributes alone."""
        for element in ElementTree.fromstring(data).iter():  # noqa: S314 (it is our own, and names no entity)
            self.outcome.shape.fields.update(f"xml:{element.tag}:{part}" for part in ("", *element.attrib))
            for value in (element.text or "", *element.attrib.values()):
                if element.get("type") == "html" and value.strip():
                    self.page(name, value.encode(), "feed")
                else:
                    self.text(name, "feed", value)

    def workbook(self, name: str, data: bytes) -> None:
        """Each cell a text, and none a formula."""
        for sheet in openpyxl.load_workbook(io.BytesIO(data)):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                self.text(name, "XLSX", str(cell.value))
                if cell.data_type != "s":
                    self.outcome.faults.append(f"{name}: a spreadsheet would work out {cell.value!r}")

    def turtle(self, name: str, data: bytes) -> None:
        """Statements with our properties alone."""
        for _, term, value in Graph().parse(data=data, format="turtle"):
            self.outcome.shape.fields.add(f"turtle:{term}")
            if isinstance(value, Literal):
                self.text(name, "Turtle", str(value))

    def bibtex(self, name: str, data: bytes) -> None:
        """One entry, with our fields alone."""
        entries = parse_string(data.decode(), "bibtex").entries.values()
        self.outcome.faults.extend([f"{name}: {len(entries)} entries"] * (len(entries) != 1))
        self.outcome.shape.fields.update(
            f"bibtex:{field}" for entry in entries for field in (*entry.fields, *entry.persons)
        )
        self.outcome.returned["BibTeX"] += len(_NUMBER.findall(data.decode()))

    def ris(self, name: str, data: bytes) -> None:
        """One entry, with our fields alone."""
        (entry,) = rispy.loads(data.decode())
        self.outcome.shape.fields.update(f"ris:{field}" for field in entry)
        for value in entry.values():
            self.data(name, value, "RIS")

    def plain(self, name: str, data: bytes) -> None:
        self.text(name, "plain text", data.decode())


#: The ending of a file's name → how it is read.
FORMS = {
    ".html": Reader.page, ".json": Reader.json, ".csv": Reader.csv, ".xml": Reader.xml, ".bib": Reader.bibtex,
    ".ris": Reader.ris, ".txt": Reader.plain, ".jsonld": Reader.json, ".ttl": Reader.turtle, ".xlsx": Reader.workbook,
}  # fmt: skip


def foreign(ours: Shape, theirs: Shape) -> Iterator[str]:
    """What a site is made of that the site with harmless words is not."""
    for name, one, other in zip(Shape._fields, ours, theirs, strict=True):
        yield from (f"{name}: {part!r}" for part in sorted(other - one))
