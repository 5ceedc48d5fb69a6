"""The check after the build: what it finds, and what it lets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategic_framework.build import link_check, page_links
from strategic_framework.rendering.csp import with_policy
from tests.conftest import MINIATURE, clone, run
from tests.peak import grown


def built(folder: Path, matter: str) -> Path:
    """A site of two pages: one with this matter, and one with an anchor called `here`."""
    (folder / "other").mkdir()
    (folder / "other" / "index.html").write_text('<p id="here">There</p>', encoding="utf-8")
    (folder / "picture.svg").write_text("<svg/>", encoding="utf-8")
    (folder / "index.html").write_text(f"<html><body>{matter}</body></html>", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("value", "place"),
    [("../d/", "a/d/index.html"), ("../", "a/index.html"), ("../#x", "a/index.html#x"), ("../../", "index.html"),
     ("../../?q#x", "index.html#x"), ("./c/#x", "a/b/c/index.html#x"), ("c.css", "a/b/c.css"), ("..", "a/index.html"),
     ("../c/../d/#%C3%A9", "a/d/index.html#é"), ("/site/e/", "e/index.html"), ("../../../f/", "")],
)  # fmt: skip
def test_where_an_address_leads(tmp_path: Path, value: str, place: str) -> None:
    """As a browser resolves it (RFC 3986, 5.2) and a server answers, seen from a page two folders down."""
    page = tmp_path / "a" / "b" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f'<a href="{value}">x</a>', encoding="utf-8")
    assert [fault.target for fault in link_check.check(tmp_path, "/site/")] == [value]
    if place:
        name, _, anchor = place.partition("#")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f'<p id="{anchor}">x</p>', encoding="utf-8")
        assert link_check.check(tmp_path, "/site/") == []


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
    faults = link_check.check(built(tmp_path, matter), base)
    assert [(fault.page, fault.what) for fault in faults] == [("index.html", what)]


SOUND = [
    ('<a href="">x</a><a href="./">x</a><a href=".">x</a><a href="?x=1">x</a><a href="#">x</a>', "/"),
    ('<a href="other/">x</a><a href="other/#here">x</a><a href="./">x</a><a href="#a" id="a">x</a>', "/"),
    ('<a href="/repo/other/#here">x</a>', "/repo/"),
    ('<img src="picture.svg"><img src="data:image/png;base64,AA==">', "/"),
    ('<a href="https://elsewhere.example/">x</a><a href="mailto:a@b.example">x</a>', "/"),
    ('<link rel="canonical" href="https://example.org/">', "/"),
]


@pytest.mark.parametrize(("matter", "base"), SOUND)
def test_what_is_sound_is_let_through(tmp_path: Path, matter: str, base: str) -> None:
    """Links inside the site that lead somewhere, and links (not fetches) to other sites."""
    assert link_check.check(built(tmp_path, matter), base) == []


@pytest.mark.parametrize("element", [
    '<iframe src="https://a.example/"></iframe>', '<link rel="icon" href="https://a.example/x.svg">',
    "<LINK REL=icon HREF=https://a.example/x.svg>", '<video src="//a.example/x.mp4"></video>',
])  # fmt: skip
def test_whatever_is_fetched_elsewhere_is_found(tmp_path: Path, element: str) -> None:
    """Every element with a `src`, and every `link` but those that only say something, however it is written."""
    (fault,) = link_check.check(built(tmp_path, element), "/")
    assert fault.what == "is fetched from another site"


def test_a_page_without_a_policy_is_found(tmp_path: Path) -> None:
    """Where the site is to be published: whoever wrote it."""
    html = '<html><head><meta charset="utf-8"></head><body></body></html>'
    (tmp_path / "ours.html").write_text(with_policy(html), encoding="utf-8")
    (tmp_path / "theirs.html").write_text(html, encoding="utf-8")
    assert [fault.page for fault in link_check.check(tmp_path, "/", sealed=True)] == ["theirs.html"]
    assert link_check.check(tmp_path, "/") == []


BY_HAND = [
    "<a href='nowhere/'>x</a>",
    "<a href=nowhere/>x</a>",
    '<A HREF="nowhere/">x</A>',
    '<a\nhref="nowhere/">x</a>',
]


@pytest.mark.parametrize("written", BY_HAND)
def test_a_broken_link_that_stands_in_a_template_by_hand_is_found(tmp_path: Path, written: str) -> None:
    """However it is written, a broken link in the prose of a page template stops the build."""
    folder = clone(tmp_path, content=MINIATURE)
    page = folder / "docs" / "[edition]" / "[action].md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n<p>{written}</p>\n", encoding="utf-8")
    done = run(folder, "framework", "build")
    assert done.returncode == 1
    assert "act-01/index.html: nowhere/ leads to a page that does not exist" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "html",
    [*BY_HAND, '<code>&lt;a href="nowhere/"&gt;</code>', '<!-- <p id="a"> -->', '<link href="a.css" rel="stylesheet">',
     '<a data-x=\'<a href="x">\'>x</a>'],
)  # fmt: skip
def test_what_only_a_parser_can_read_is_known(html: str) -> None:
    """HTML that is written in another way than ours, or only looks so."""
    assert not page_links.is_plain(f"<p>{html}</p>")
    assert page_links.is_plain('<link rel="icon" href="a.svg"><p id="b"><a href="c?d=1&amp;e">x</a><img src="f">')


def test_a_page_that_stands_as_it_was_written_is_not_parsed_again(tmp_path: Path) -> None:
    """What was seen in it when it was written holds; the pages beside it are read, however their links are written."""
    page = built(tmp_path, "<a href='gone/'>x</a>") / "index.html"
    held = page_links.parsed(b'<a href="nowhere/">x</a>')
    known = {"index.html": link_check.known_page("index.html", held, "/")}
    assert [fault.target for fault in link_check.check(tmp_path, "/")] == ["gone/"]
    page.write_text('<a href="nowhere/">x</a>', encoding="utf-8")
    (tmp_path / "other" / "index.html").write_text("<a href='lost/'>x</a>", encoding="utf-8")
    assert [fault.target for fault in link_check.check(tmp_path, "/", known=known)] == ["nowhere/", "lost/"]


def test_what_is_known_beyond_some_files_holds_where_they_stand(tmp_path: Path) -> None:
    """A build keeps no links to what it writes itself. Where one of its files is gone, every page is read."""
    site = built(tmp_path, '<a href="other/">x</a> <a href="other/#gone">x</a> <a href="picture.svg">x</a>')
    links = link_check.known_page("index.html", page_links.parsed((site / "index.html").read_bytes()), "/")
    files = frozenset({"other/index.html", "picture.svg"})
    known = {"index.html": links.beyond(files)}
    assert known["index.html"].leads == ("other/index.html#gone",)
    found = [fault.target for fault in link_check.check(site, "/", known=known, beyond=files)]
    assert found == ["other/#gone"]
    (site / "picture.svg").unlink()
    found = [fault.target for fault in link_check.check(site, "/", known=known, beyond=files)]
    assert found == ["other/#gone", "picture.svg"]


def test_what_a_template_shows_as_an_example_is_no_link(tmp_path: Path) -> None:
    """Code in prose is words."""
    assert link_check.check(built(tmp_path, '<code>&lt;a href="nowhere/"&gt;</code><!-- <a href="x/"> -->'), "/") == []


def test_a_whole_edition_in_one_file_is_followed_in_little_memory(tmp_path: Path) -> None:
    """A file to carry has everything in it. What is kept of it is its links, and never all of its elements."""
    item = '<li id="act-{0}"><a href="#act-{0}">Action {0}</a> <span>and</span> <span>its</span> <b>words</b></li>'
    page = built(tmp_path, "\n".join(item.format(number) for number in range(30_000))) / "index.html"
    assert grown(lambda: link_check.check(tmp_path, "/")) < 10 * page.stat().st_size
