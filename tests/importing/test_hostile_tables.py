"""Tables that nobody typed: each meets a plain sentence, or is read as far as it is one, in little memory and time."""

from __future__ import annotations

import io
import re
import resource
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
#: Reads each file that it is given in the memory of a small computer, and prints what became of it.
READER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (512_000_000, 512_000_000))
from pathlib import Path
from strategic_framework.importing import formats, outline
from strategic_framework.importing.columns import Choices
for name in sys.argv[1:]:
    try:
        read = formats.read(Path(name), Choices())
        said = " ".join(remark.text for remark in read.remarks)
        print(Path(name).name, "read", len(read.entries), said.replace("\\n", " "))
    except outline.Refused as refused:
        print(Path(name).name, "refused", str(refused).replace("\\n", " "))
"""


def workbook(parts: dict[str, bytes] | None = None) -> bytes:
    """A workbook of one action, in which parts have other bytes."""
    book = Workbook()
    book.active.append(["Action"])
    book.active.append(["Insulate homes"])
    whole = io.BytesIO()
    book.save(whole)
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (parts or {}).pop(name, None) or old.read(name))
        for name, content in (parts or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def sheet(rows: bytes) -> dict[str, bytes]:
    """A sheet of these rows, as a part."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return {SHEET: b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (space, rows)}


def text(reference: str, words: str) -> str:
    """A cell."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{words}</t></is></c>'


ROWS = "".join(f'<row r="{n}">{text(f"A{n}", f"Action {n}")}</row>' for n in range(1, 30_000)).encode()
FAR = f'<row r="1">{text("A1", "Action")}</row><row r="1048576">{text("XFD1048576", "far away")}</row>'.encode()
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "%s">]><worksheet>&c;</worksheet>' % (b"&b;" * 99)


@cache
def hostile() -> dict[str, tuple[bytes, str]]:
    """File → what is in it, and what becomes of it; made when it is asked for, as it takes its time."""
    return {
        "rows.csv": (b"Action\r\n" + b"Insulate\r\n" * 1_000_000, "refused .*more than 20,000 rows"),
        "empty.csv": (b"Action\r\nInsulate homes\r\n" + b",,,\r\n" * 1_000_000, "read 1 "),
        "wide.csv": (b"Action" + b",a" * 5_000 + b"\r\nb" + b",c" * 5_000, "refused .*more than 200 columns"),
        "cell.csv": (b"Action\r\n" + b"a" * 5_000_000, "refused .*letters"),
        "quote.csv": (b'Action\r\n"' + b"Insulate homes\r\n" * 500_000, "refused .*quotation mark"),
        "large.csv": (b"Action\r\n" + b"Insulate homes\r\n" * 1_500_000, "refused large.csv is 24 MB"),
        "letters.csv": (b"Action\r\n\x81\x8d", "refused Line 2 holds a byte"),
        "email.csv": (b"Action\r\n" + b"a." * 40_000 + b"\r\n", "read 1 "),
        "rows.xlsx": (workbook(sheet(ROWS)), "refused .*more than 20,000 rows"),
        "far.xlsx": (workbook(sheet(FAR)), "read 0 "),
        "bomb.xlsx": (workbook(sheet(b" " * 90_000_000)), "refused .*unpacks to 90 MB"),
        "laughs.xlsx": (workbook({SHEET: LAUGHS}), "refused It declares entities"),
        "cut.xlsx": (workbook()[:3000], "refused"),
        "broken.xlsx": (workbook({SHEET: b"<worksheet><sheetData><row>"}), "refused The workbook"),
        "none.xlsx": (b"PK\x03\x04" + b"x" * 100, "refused"),
        "macros.xlsm": (workbook({"xl/vbaProject.bin": b"Sub Auto_Open()"}), "read 1 .*has macros. They were not read"),
        "deep.json": (b"[" * 5_000_000, "refused"),
        "other.json": (b'{"editions": [], "priorities": [1], "items": {}}', "refused It is JSON"),
    }  # fmt: skip


def test_hostile_tables_meet_a_plain_sentence(tmp_path: Path) -> None:
    """All of them together within 512 MB and 10 seconds of work, whatever else the computer does."""
    for name, (data, _) in hostile().items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "huge.xlsx").open("wb") as file:
        file.truncate(200_000_000)
    names = [*hostile(), "huge.xlsx"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", READER, *(str(tmp_path / name) for name in names)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == names
    expected = [words for _, words in hostile().values()] + ["refused huge.xlsx is 200 MB; a plan is at most 20 MB."]
    for line, words in zip(lines, expected, strict=True):
        assert re.match(rf"\S+ {words}", line), line[:500]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 10
