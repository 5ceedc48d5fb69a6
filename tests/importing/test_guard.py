"""Hostile files: each meets a plain sentence, in little memory and little time. Nothing in it is unfolded."""

from __future__ import annotations

import io
import re
import resource
import struct
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest

from strategic_framework.importing import guard
from strategic_framework.importing.outline import Refused

LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><StrategicPlan>&l9;</StrategicPlan>"
)
#: Reads each file that it is given in the memory of a small computer, and prints what became of it.
READER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (512_000_000, 512_000_000))
from pathlib import Path
from strategic_framework.importing import guard, html, markdown, outline, stratml, word
READERS = {".xml": stratml, ".md": markdown, ".html": html, ".docx": word}
for name in sys.argv[1:]:
    path = Path(name)
    try:
        print(path.name, "read", len(READERS[path.suffix].read(guard.bytes_of(path)).entries))
    except outline.Refused as refused:
        print(path.name, "refused", refused)
"""


def packed(**parts: bytes) -> bytes:
    """A zip file of these parts; `__` in a name is a slash, `_` a point."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return memory.getvalue()


def lying(data: bytes) -> bytes:
    """A zip file whose parts say that they unpack to ten bytes."""
    return re.sub(rb"(PK\x01\x02.{20}).{4}", lambda m: m[1] + struct.pack("<I", 10), data, flags=re.DOTALL)


@cache
def hostile() -> dict[str, tuple[bytes, str]]:
    """File → what is in it, and what is said of it; made when it is asked for, as it takes its time."""
    return {
        "laughs.xml": (LAUGHS, "its entities unfold without end|It declares entities"),
        "outside.xml": (
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><StrategicPlan>&x;</StrategicPlan>',
            "declares entities",
        ),
        "deep.xml": (b"<StrategicPlan>" + b"<Goal>" * 100_000, "stand more than 256 deep"),
        "tags.xml": (b"<StrategicPlan>" + b"<a/>" * 4_000_000 + b"</StrategicPlan>", "tags; a plan has at most"),
        "ampersands.xml": (b"<StrategicPlan>" + b"&a" * 5_000_000, "is no|not sound|letters; a line"),
        "large.md": (b"# Plan\n" + b"- word\n" * 4_000_000, "large.md is 28 MB; a plan is at most 20 MB."),
        "lines.md": (b"# Plan\n" + b"- a\n" * 2_000_000, "2,000,002 lines; a plan has at most"),
        "line.md": (b"[" * 5_000_000, "a line of a plan has at most"),
        "brackets.md": ((b"[" * 90_000 + b"\n\n") * 20, "no heading"),
        "deep.html": (b"<div><ul><li>" * 1_000_000, "tags; a plan has at most"),
        "nested.html": (b"<body>" + b"<ul><li>" * 100_000, "deep|no heading"),
        "bomb.docx": (packed(word__document_xml=b" " * 90_000_000), "unpacks to 90 MB of almost nothing"),
        "lying.docx": (lying(packed(word__document_xml=b" " * 90_000_000)), "damaged|unpacks"),
        "many.docx": (packed(**{f"a{n}": b"" for n in range(6000)}), "6,000 parts"),
        "inside.docx": (packed(word__embeddings__a_zip=packed(a=b" " * 9_000_000)), "no Word document"),
        "laughs.docx": (packed(word__document_xml=LAUGHS), "unfold without end|declares entities"),
        "cut.docx": (packed(word__document_xml=b"<a/>")[:60], "damaged"),
        "old.docx": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "older Office"),
        "plan.md": (b"%PDF-1.7\n", "It is a PDF"),
    }


def test_hostile_files_meet_a_plain_sentence(tmp_path: Path) -> None:
    """Each within 512 MB and 10 seconds, all together here, and the reader has then read on."""
    for name, (data, _) in hostile().items():
        (tmp_path / name).write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [sys.executable, "-c", READER, *(str(tmp_path / name) for name in hostile())]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == [*hostile()]
    for line, (_, words) in zip(lines, hostile().values(), strict=True):
        assert re.search(rf" refused .*({words})", line), line
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before  # other work beside it costs no such time
    assert spent < 10


@pytest.mark.parametrize(
    ("data", "text", "remark"),
    [
        ("Ùir “agus” uisge".encode(), "Ùir “agus” uisge", ""),
        (b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc", ""),
        ("Ùir\n".encode("utf-16"), "Ùir\n", "UTF-16"),
        (b"\xfe\xff" + "Ùir".encode("utf-16-be"), "Ùir", "UTF-16"),
        (b"one\ntw\xf2 \x93said\x94", "one\ntwò “said”", "Windows-1252"),
    ],
)
def test_letters_are_read_as_they_were_meant(data: bytes, text: str, remark: str) -> None:
    """UTF-8, UTF-16 with its mark, and what older Windows programs save; the last is said, with the first such line."""
    read, remarks = guard.text_of(data)
    assert read == text
    assert [remark in said.text for said in remarks] == ([True] if remark else [])
    assert {said.place for said in remarks} <= {"", "line 2"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"one\ntwo \xe9 \x81", "Line 2 holds a byte"),
        (b"one\ntwo\x00", "Line 2 holds bytes that are no text"),
        (b"\xff\xfea", "says that it is UTF-16"),
    ],
)
def test_bytes_that_are_no_letters_are_refused_with_their_line(data: bytes, words: str) -> None:
    """And with the encoding to choose."""
    with pytest.raises(Refused, match=words) as refused:
        guard.text_of(data)
    assert "UTF-8" in str(refused.value)


def test_a_text_is_one_line_without_what_cannot_be_seen() -> None:
    """So that what is brought in passes the checks of the content, which refuse it."""
    assert guard.plain("a\xa0b\xadc\u200bd\te\uf0b7 f\n g\u202e") == "a bcd e f g"


@pytest.mark.parametrize(("content", "words"), [(None, "There is no file"), (b" \n", "is empty")])
def test_no_file_and_an_empty_file_are_said(tmp_path: Path, content: bytes | None, words: str) -> None:
    """With its name."""
    path = tmp_path / "plan.md"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused, match=f"{words}|plan.md"):
        guard.bytes_of(path)
