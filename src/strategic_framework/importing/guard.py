"""What every reader opens a file through: how large it may be, how it is packed, and which letters its bytes are.

A plan may come from anybody, so nothing in a file is trusted: what is too large is refused before it is unpacked, XML
is read without entities, DTD or network, and nothing is ever run. Each refusal is a plain sentence.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from strategic_framework.content.source.characters import NOTHING, Text, mended
from strategic_framework.importing.outline import Refused, Remark

MEGABYTE = 1_000_000
#: The most bytes of a file, of all that a zip file unpacks to, and of one part of it that is read.
LARGEST, LARGEST_UNPACKED, LARGEST_PART = 20 * MEGABYTE, 100 * MEGABYTE, 20 * MEGABYTE
#: The most parts of a zip file, and how many times smaller than its content a part of more than a megabyte may be.
MOST_PARTS, MOST_PACKED = 5_000, 200
#: The most tags of XML or HTML: each costs the memory of hundreds of letters.
MOST_MARKS = 400_000
#: The most lines of running text.
MOST_LINES = 100_000
#: The most letters between two line breaks of running text, so that no reader compares a million with each other.
LONGEST_LINE = 100_000

#: What a file begins with that is none of the formats that are read, and what to do with it instead.
_OTHERS = {
    b"%PDF": "It is a PDF, which holds no headings or lists. Bring in the document that it was made of.",
    b"\xd0\xcf\x11\xe0": "It is a file of an older Office, or has a password. Save it as .docx or .xlsx, without one.",
    b"{\\rtf": "It is an RTF file. Open it in a word processor, and save it as .docx.",
    b"PK": "It is a packed file. A Word document ends in .docx, a workbook in .xlsx.",
}
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SAVE = "Save it again, choosing the encoding UTF-8."


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises Refused where it cannot be read, is empty, or is too large; it is then not read."""
    try:
        if not path.is_file():
            raise Refused(f"There is no file {path}.")
        if (size := path.stat().st_size) > LARGEST:
            raise Refused(f"{path.name} is {_megabytes(size)}; a plan is at most {_megabytes(LARGEST)}.")
        data = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}.") from None
    if not data.strip():
        raise Refused(f"{path.name} is empty.")
    return data


def lines_of(data: bytes) -> tuple[list[str], tuple[Remark, ...]]:
    """The lines of a file of running text, as `text_of` reads it. Raises Refused where they are too many."""
    text, remarks = text_of(data)
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise Refused(f"It has {len(lines):,} lines; a plan has at most {MOST_LINES:,}.")
    return lines, remarks


def text_of(data: bytes, *, longest: int = LONGEST_LINE) -> tuple[str, tuple[Remark, ...]]:
    """The text of a file, its lines ended by LF: UTF-8, UTF-16 with a mark, or else Windows-1252, with a remark.

    Raises Refused where it is none of these, with the line; where it is another format; and where a line is too long.
    """
    _refuse_others(data)
    text, remarks = _decoded(data)
    if "\0" in text:
        raise Refused(f"Line {text[: text.index(chr(0))].count(chr(10)) + 1} holds bytes that are no text. {_SAVE}")
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > longest:
            raise Refused(f"Line {number} has {len(line):,} letters; a line of a plan has at most {longest:,}.")
    return text, remarks


def _refuse_others(data: bytes) -> None:
    for beginning, sentence in _OTHERS.items():
        if data.startswith(beginning):
            raise Refused(sentence)


def _decoded(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            try:
                return data[2:].decode(encoding), (Remark("", "repaired", "The file is UTF-16, and is read as that."),)
            except UnicodeDecodeError:
                raise Refused(f"The file says that it is UTF-16, and is not. {_SAVE}") from None
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise Refused(f"Line {line} holds a byte (0x{data[fault.start]:02X}) that is no letter. {_SAVE}") from None
    said = "The file is not UTF-8; it is read as Windows-1252, as older Windows programs save. Look at its letters."
    return text, (Remark(f"line {line}", "repaired", said),)


def plain(text: str) -> str:
    """A text as one line that may be written as content: odd spaces as spaces, and nothing that cannot be seen."""
    return " ".join(mended(Text("", text))[0].replace(NOTHING, "").split())


class Archive:
    """A zip file whose parts may be read: few enough, small enough, and not packed as no document is."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError):
            _refuse_others(data.removeprefix(b"PK"))
            raise Refused("It is damaged, or is no Word document or workbook. Open it, and save it again.") from None
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise Refused(f"It is packed of {len(parts):,} parts; a document has at most {MOST_PARTS:,}.")
        if (size := sum(part.file_size for part in parts)) > LARGEST_UNPACKED:
            raise Refused(f"It unpacks to {_megabytes(size)}; a plan is at most {_megabytes(LARGEST_UNPACKED)}.")
        for part in parts:
            if part.file_size > max(MEGABYTE, MOST_PACKED * part.compress_size):
                raise Refused(f"It holds a part that unpacks to {_megabytes(part.file_size)} of almost nothing.")
            if part.flag_bits & 1 or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise Refused("It has a password, or is packed as no document is. Open it, and save it without one.")
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """A part of it. Raises Refused where it is too large or damaged, or is not there."""
        try:
            if self._zip.getinfo(name).file_size > LARGEST_PART:
                raise Refused(f"Its part {name} is larger than {_megabytes(LARGEST_PART)}.")
            return self._zip.read(name)
        except KeyError:
            raise Refused(f"Its part {name} is missing. Open it, and save it again.") from None
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, zlib.error) as error:
            raise Refused(f"Its part {name} is damaged ({error}). Open it, and save it again.") from None

    def tree(self, name: str) -> etree._Element:
        """A part of it that is XML."""
        return tree(self.read(name))


def tree(data: bytes) -> etree._Element:
    """The root of an XML file, read without entities, DTD or network. Raises Refused where it is not sound."""
    _refuse_tags(data.count(b"<"))
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise Refused(f"It is not sound XML, from line {line} on: {_reason(str(error))}.") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):  # type: ignore[union-attr]
        raise Refused("It declares entities, and XML is read without them. Save it again without a DTD.")
    return root


def html_tree(text: str) -> etree._Element:
    """The root of a page of HTML, read as browsers do: whatever is wrong with it, there is one."""
    _refuse_tags(text.count("<"))
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    root = etree.fromstring(text.encode(), parser)
    if root is None:
        raise Refused("It holds no text.")
    return root


def _refuse_tags(tags: int) -> None:
    if tags > MOST_MARKS:
        raise Refused(f"It holds {tags:,} tags; a plan has at most {MOST_MARKS:,}.")


#: What the parser calls a fault → what it is.
_REASONS: Mapping[str, str] = {
    "Excessive depth": "its elements stand more than 256 deep within each other",
    "Opening and ending tag": "an element ends that did not begin, or does not end",
    "Premature end": "the file ends before its elements do",
    "Invalid bytes": "its letters are not in the encoding that it names",
    "Start tag expected": "it does not begin with an element in angle brackets",
    "not proper UTF-8": "its letters are not in the encoding that it names",
    "Entity": "it uses an entity that is not declared; an ampersand alone is written &amp;",
    "EntityRef": "it uses an entity that is not declared; an ampersand alone is written &amp;",
    "amplification": "its entities unfold without end",
}


def _reason(message: str) -> str:
    return next((said for words, said in _REASONS.items() if words in message), message.partition(", line")[0])


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.0f} MB" if size >= MEGABYTE else f"{size:,} bytes"
