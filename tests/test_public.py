"""The bytes that are to be published: FRAMEWORK_SITE names their folder; without it, a site built for the tests."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from strategic_framework.build import link_check, ownership
from strategic_framework.content import loader, site_address
from strategic_framework.ledger import store
from strategic_framework.site import pages
from strategic_framework.views.site import Site
from tests.conftest import ROOT
from tests.test_site import documents, words

pytestmark = pytest.mark.content


@pytest.fixture(scope="module")
def said() -> Site:
    """What the site is to say, at the address where it will stand."""
    return Site(site_address.placed(loader.load(ROOT), os.environ), store.read(ROOT))


def test_every_page_is_there_and_no_other(said: Site, public: Path) -> None:
    """The pages are those of the plan, and the not-found page."""
    planned = {page.here.address for page in pages.plan(said, ROOT)} | {"404.html"}
    assert {one for one, _ in documents(public)} == planned


def test_the_words_are_the_frameworks(said: Site, public: Path) -> None:
    """The wording of every item stands at its address, character for character."""
    shown = {one: words(page.text_content()) for one, page in documents(public)}
    missing = [
        item.id
        for item in said.framework.items.values()
        if words(item.text) not in shown[said.links.item(item.id).partition("#")[0]]
    ]
    assert missing == []


def test_every_promise_is_kept(said: Site, public: Path) -> None:
    """Every link leads somewhere, and every address that was ever published still answers."""
    base = urlsplit(said.framework.settings.address).path
    assert link_check.check(public, base, promised=said.ledger.addresses) == []


def test_it_knows_where_it_stands(said: Site, public: Path) -> None:
    """Canonical links and the sitemap name every page at the site's own address; a frame names its sentence's page."""
    at = said.framework.settings.address
    found = {one: page.xpath("//link[@rel='canonical']/@href") for one, page in documents(public) if one != "404.html"}
    frames = {f"embed/{name}/": said.links.item(name) for name in (*said.framework.items, *said.framework.priorities)}
    current = said.framework.current
    for edition in said.framework.editions:
        table = said.links.static_page("named") if edition is current else said.links.edition(edition)
        frames |= {f"embed/{edition.id}/matrix/": table, f"embed/{edition.id}/weave/": said.links.edition(edition)}
    assert found == {one: [at + frames.get(one, one)] for one in found}
    listed = re.findall(r"<loc>(.*?)</loc>", (public / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(at + one for one in found if one not in frames)


def test_versions_keep_their_words(said: Site, public: Path) -> None:
    """The frozen words of every version are served with the fingerprint that was sealed with them."""
    assert said.ledger.versions
    for one in said.ledger.versions:
        data = (public / said.links.version_text(one.document, one.number)).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one.change.fingerprints[one.document], (one.document, one.number)


def test_nobody_takes_a_demonstration_for_the_real_thing(said: Site, public: Path) -> None:
    """Until somebody has approved it, every page asks search engines to leave it out."""
    expected = [] if said.framework.settings.official else ["noindex"]
    assert [one for one, page in documents(public) if page.xpath("//meta[@name='robots']/@content") != expected] == []


def test_the_host_can_serve_every_file(public: Path) -> None:
    """Ordinary files and folders only, readable by everyone, and none that an upload would leave out as hidden.

    But for the list by which the next build knows the folder as its own: readers need not be served that.
    """
    for path in public.rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISDIR(mode) or stat.S_ISREG(mode), path
        assert stat.S_IMODE(mode) == (0o755 if stat.S_ISDIR(mode) else 0o644), path
        assert not path.name.startswith(".") or path == public / ownership.LIST, path
