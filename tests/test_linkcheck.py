"""The check after the build: what it finds, and what it lets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategic_framework import linkcheck


def built(folder: Path, matter: str) -> Path:
    """A site of two pages: one with this matter, and one with an anchor called `here`."""
    (folder / "other").mkdir()
    (folder / "other" / "index.html").write_text('<p id="here">There</p>', encoding="utf-8")
    (folder / "picture.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "index.html").write_text(f"<html><body>{matter}</body></html>", encoding="utf-8")
    return folder


FAULTS = [
    ('<a href="nowhere/">x</a>', "/", "leads to a page that does not exist"),
    ('<a href="other">x</a>', "/", "leads to a page that does not exist"),
    ('<a href="other/#gone">x</a>', "/", "leads to a place on the page that does not exist"),
    ('<a href="#gone">x</a>', "/", "leads to a place on the page that does not exist"),
    ('<a href="../outside/">x</a>', "/", "leads to a page that does not exist"),
    ('<a href="/other/">x</a>', "/repo/", "leads to a page that does not exist"),
    ('<img src="gone.png">', "/", "leads to a page that does not exist"),
    ('<img src="https://elsewhere.example/x.png">', "/", "is fetched from another site"),
    ('<script src="//elsewhere.example/x.js"></script>', "/", "is fetched from another site"),
    ('<link rel="stylesheet" href="https://elsewhere.example/x.css">', "/", "is fetched from another site"),
    ('<a href="javascript:alert(1)">x</a>', "/", "is not a kind of link that this site may hold"),
]


@pytest.mark.parametrize(("matter", "base", "what"), FAULTS)
def test_a_fault_is_found(tmp_path: Path, matter: str, base: str, what: str) -> None:
    """Each kind of broken or forbidden link is named with its page."""
    faults = linkcheck.check(built(tmp_path, matter), base)
    assert [(fault.page, fault.what) for fault in faults] == [("index.html", what)]


SOUND = [
    ('<a href="other/">x</a><a href="other/#here">x</a><a href="./">x</a><a href="#a" id="a">x</a>', "/"),
    ('<a href="/repo/other/#here">x</a>', "/repo/"),
    ('<img src="picture.svg"><img src="data:image/png;base64,AA==">', "/"),
    ('<a href="https://elsewhere.example/">x</a><a href="mailto:a@b.example">x</a>', "/"),
    ('<link rel="canonical" href="https://example.org/">', "/"),
]


@pytest.mark.parametrize(("matter", "base"), SOUND)
def test_what_is_sound_is_let_through(tmp_path: Path, matter: str, base: str) -> None:
    """Links inside the site that lead somewhere, and links (not fetches) to other sites."""
    assert linkcheck.check(built(tmp_path, matter), base) == []
