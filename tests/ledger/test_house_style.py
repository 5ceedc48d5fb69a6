"""How a file is written is no change: line ends, quoting, byte-order marks and forms move no record and no hash."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from strategic_framework.content.loader import load
from strategic_framework.ledger import store, verify
from strategic_framework.ledger.records import digest, records, widened
from tests.conftest import FROZEN
from tests.ledger import bench


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, with a change published on top of the first publication."""
    root = bench.published(tmp_path_factory.mktemp("start"))
    bench.edit(root, bench.RIVERS, "plant willow", "plant “much” willow: 1.5 miles")
    bench.because(root, "willow", "act-01", reason="It is: 'more' than \"enough\" # and no less.")
    bench.publishing.publish(root, bench.DAY)
    return root


def crlf(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def mark(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content


def no_last_line_end(content: bytes) -> bytes:
    return content.rstrip(b"\n")


def comments(content: bytes) -> bytes:
    return b"# A note.\n" + re.sub(rb"(?m)^(- |  - )?id:", rb"\g<0>", content) + b"\n# The end.\n"


def form(**style: Any) -> Callable[[bytes], bytes]:
    """What a forms editor does: the file is read, and written again in its own style, without comments."""

    def written(content: bytes) -> bytes:
        data = yaml.load(content, yaml.BaseLoader)  # noqa: S506 - texts only
        text = yaml.safe_dump(data, sort_keys=False, **style)
        return re.sub(r"(?m)^( *(?:- )?(?:official|fictional|same_item|reviewed|retired): )['\"](true|false)['\"]$",
                      r"\1\2", text).encode()  # fmt: skip

    return written


STYLES: dict[str, Callable[[bytes], bytes]] = {
    "CRLF": crlf,
    "a byte-order mark": mark,
    "both": lambda content: mark(crlf(content)),
    "no line end at the end": no_last_line_end,
    "comments": comments,
    "plain and wide": form(width=10_000, allow_unicode=True),
    "narrow": form(width=30, allow_unicode=True),
    "double quotes": form(default_style='"', allow_unicode=True),
    "single quotes": form(default_style="'", allow_unicode=True),
    "block texts": form(default_style="|", allow_unicode=True),
    "escapes": form(allow_unicode=False, default_style='"', width=60),
    "deep indents": form(indent=6, allow_unicode=True),
}


@pytest.mark.parametrize("style", STYLES)
def test_no_style_is_a_change(start: Path, tmp_path: Path, style: str) -> None:
    """Every file of an editor, every sealed change and the lock rewritten: nothing differs, and nothing is broken."""
    root = Path(shutil.copytree(start, tmp_path / "work"))
    before = bench.words(root)
    rewritten = 0
    for path in sorted((root / "framework").rglob("*.yml")):
        if path.name == "sources.yml":
            continue  # no wording: and the characters that it repairs are refused unless they are written as escapes
        content = path.read_bytes()
        path.write_bytes(STYLES[style](content))
        rewritten += path.read_bytes() != content
    assert rewritten > 5
    assert bench.told(root) == []
    assert bench.words(root) == before
    ledger = store.read(root)
    assert verify.broken(ledger, thorough=True) == []
    assert store.unpublished(ledger, load(root)) == []
    assert ledger.hashes == store.read(start).hashes
    assert bench.publishing.prepare(root, bench.DAY) is None


@pytest.mark.parametrize("style", ["CRLF", "double quotes", "narrow"])
def test_what_was_published_is_as_it_was_published(tmp_path: Path, style: str) -> None:
    """The hash of records published before this test was written, whatever a form does to their files."""
    shutil.copytree(FROZEN / "framework", tmp_path / "framework")
    for path in sorted((tmp_path / "framework").rglob("*.yml")):
        path.write_bytes(STYLES[style](path.read_bytes()))
    ledger, now = store.read(tmp_path), records(load(tmp_path))
    assert digest(ledger.published) == ledger.changes[-1].result
    assert widened(ledger.published, now) == now
    assert verify.broken(ledger, thorough=True) == []


@pytest.mark.parametrize("name", ["published.lock", "addresses.txt"])
def test_line_ends_of_the_lock_and_the_addresses(start: Path, tmp_path: Path, name: str) -> None:
    """What publishing wrote may pass through an editor that ends lines in its own way."""
    root = Path(shutil.copytree(start, tmp_path / "work"))
    path = root / "framework" / name
    path.write_bytes(crlf(path.read_bytes()))
    assert bench.told(root) == []
    assert store.read(root).addresses == store.read(start).addresses
    assert bench.publishing.prepare(root, bench.DAY) is None
