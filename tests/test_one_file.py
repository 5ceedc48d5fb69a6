"""A file to carry: every word of the document, everything that it is shown with, and nothing to fetch."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.site import one_file
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE, MINIATURE
from tests.test_csp import hashed

_IDENTIFIERS = "//main//*[self::li or self::p or self::h2][@id]"


@pytest.fixture(scope="module")
def example() -> Site:
    """The invented council, with two years of history."""
    return Site(loader.load(EXAMPLE), store.read(EXAMPLE))


@pytest.fixture(scope="module")
def edition(example: Site) -> html.HtmlElement:
    """Its current edition in one file."""
    return read(one_file.whole(example, "2025-28"))


@pytest.fixture(scope="module")
def version(example: Site) -> html.HtmlElement:
    """An earlier version of it in one file."""
    return read(one_file.version(example, "2025-28", 2))


def read(data: bytes) -> html.HtmlElement:
    """The file, parsed."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def text_of(element: html.HtmlElement) -> str:
    """Its words with even white space."""
    return " ".join(element.text_content().split())


def test_every_sentence_stands_in_it_once_and_in_order(example: Site, edition: html.HtmlElement) -> None:
    """The wording of every item of the edition is there, whole, under its identifier, in the order of the document."""
    items = [item for priority in example.framework.current.priorities for item in priority.items]
    there = [element.get("id") for element in edition.xpath(_IDENTIFIERS)]
    for item in items:
        assert there.count(item.id) == 1, item.id
        assert " ".join(item.text.split()) in text_of(edition.get_element_by_id(item.id)), item.id
    in_force = [item.id for item in items if not item.retired]
    assert [name for name in there if name in in_force] == in_force


@pytest.mark.parametrize("name", ["edition", "version"])
def test_it_asks_for_nothing(name: str, request: pytest.FixtureRequest) -> None:
    """Nothing in it is fetched: no source, no stylesheet beside it, no address in its styles that does not hold all."""
    page = request.getfixturevalue(name)
    assert page.xpath("//@src | //@srcset | //@action | //iframe | //object") == []
    assert page.xpath("//link/@rel") == ["canonical"]
    styles = "".join(page.xpath("//style/text()"))
    addresses = re.findall(r"url\(([^)]{1,30})", styles)
    assert addresses
    assert all(address.startswith("data:font/woff2;base64,") for address in addresses)
    assert "@import" not in styles


@pytest.mark.parametrize("name", ["edition", "version"])
def test_every_way_in_it_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    """A link leads to a place in the file, or is a whole address of the site."""
    page = request.getfixturevalue(name)
    ways, places = set(page.xpath("//a/@href")), set(page.xpath("//@id"))
    within = {way.removeprefix("#") for way in ways if way.startswith("#")}
    assert within <= places
    assert {"content"} < within
    assert all(way.startswith("https://example.org/") for way in ways if not way.startswith("#"))


def test_it_says_which_version_it_is(example: Site, edition: html.HtmlElement) -> None:
    """Its number, its day and the fingerprint of its words stand in it, with the rights and where it is on the web."""
    latest = example.ledger.versions_of("2025-28")[-1]
    words = text_of(edition.find(".//main"))
    assert f"Version {latest.number}, published" in words
    assert latest.fingerprint in words.replace(" ", "")
    assert example.framework.settings.rights in words
    assert "https://example.org/2025-28/print/" in words


def test_what_is_not_published_is_said(tmp_path: Path) -> None:
    """A file with words that differ from the latest version says so, and claims no fingerprint."""
    shutil.copytree(EXAMPLE / "framework", tmp_path / "framework")
    file = next(path for path in (tmp_path / "framework" / "editions" / "2025-28").glob("*.yml") if path.name[0] == "4")
    changed = re.sub(r"(text: >-\n\s+\S+)", r"\1 once more", file.read_text(encoding="utf-8"), count=1)
    assert "once more" in changed
    file.write_text(changed, encoding="utf-8")
    words = text_of(read(one_file.whole(Site(loader.load(tmp_path), store.read(tmp_path)), "2025-28")))
    assert "This file holds changes that are not in version" in words
    assert "Fingerprint" not in words


def test_a_version_holds_its_own_words(example: Site, version: html.HtmlElement) -> None:
    """Each record of the version stands in it as it was then, and not as it is now."""
    records = example.ledger.version("2025-28", 2).records
    frozen = {element.get("id"): text_of(element) for element in version.xpath("//main//p[starts-with(@id, 'v-')]")}
    assert "v-act-01" in frozen or len(frozen) > 20
    for name, words in frozen.items():
        record = records[name.removeprefix("v-")]
        assert " ".join(str(record.get("title") or record["text"]).split()) in words, name


def test_a_version_that_is_not_there_is_refused(example: Site) -> None:
    """A number below 1 or above the latest is no version."""
    for number in (0, -1, len(example.ledger.versions_of("2025-28")) + 1):
        with pytest.raises(LookupError):
            one_file.version(example, "2025-28", number)


@pytest.mark.parametrize("name", ["edition", "version"])
def test_its_policy_allows_its_own_and_nothing_else(name: str, request: pytest.FixtureRequest) -> None:
    """Each style and the one script are named by their hashes; there is no host to fetch from, and nothing unsafe."""
    page = request.getfixturevalue(name)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    for element in (*page.iter("style"), *page.iter("script")):
        assert hashed(element.text) in policy
    assert len(list(page.iter("script"))) == 1
    assert not {"unsafe", "self", "http", "*"} & set(re.findall(r"unsafe|self|http|\*", policy))
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')]")


def test_the_same_content_gives_the_same_bytes(example: Site) -> None:
    """Made again from files that are read again, it is the same, and so is its checksum."""
    again = Site(loader.load(EXAMPLE), store.read(EXAMPLE))
    assert dict(one_file.files(again)) == dict(one_file.files(example))


def test_the_site_holds_it_with_its_checksum(site_of: Callable[[Path], Path]) -> None:
    """Each edition that is known in full is there to download; the line beside it is what sha256sum reads."""
    site = site_of(MINIATURE)
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("framework-*.html"))
    assert files == ["2024-28/framework-2024-28.html"]
    digest = hashlib.sha256((site / files[0]).read_bytes()).hexdigest()
    line = (site / f"{files[0]}.sha256").read_text(encoding="utf-8")
    assert line == f"{digest}  framework-2024-28.html\n"
    page = read((site / "2024-28" / "print" / "index.html").read_bytes())
    assert {"../framework-2024-28.html", "../framework-2024-28.html.sha256"} <= set(page.xpath("//main//a/@href"))
