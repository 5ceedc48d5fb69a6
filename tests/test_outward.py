"""Every link that leads out of the site stands in one list; each is asked once a month, and never by a build."""

from __future__ import annotations

import csv
import io
import re
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from strategic_framework.commands import outward
from strategic_framework.commands.main import main
from strategic_framework.content import loader
from strategic_framework.content.outward import FILE, OutwardLink, outward_links
from tests.answering import answering
from tests.conftest import EXAMPLE, FROZEN, MINIATURE

LINK = OutwardLink("https://moved.example/", "A page", "2026-02")


def leading_out(site: Path, own: str) -> set[str]:
    """Every address of somebody else that a link of the built site leads to."""
    pages = (html.document_fromstring(path.read_bytes()) for path in site.rglob("*.html"))
    found = {str(link) for page in pages for link in page.xpath("//a/@href")}
    return {link for link in found if re.match(r"https?:", link) and not link.startswith(own)}


def listed(site: Path) -> set[str]:
    rows = csv.DictReader(io.StringIO((site / FILE).read_text(encoding="utf-8-sig"), newline=""))
    return {row["address"] for row in rows}


@pytest.mark.parametrize("content", [MINIATURE, EXAMPLE, FROZEN], ids=lambda path: path.name)
def test_every_outward_link_of_the_site_is_in_the_list(site_of: Callable[[Path], Path], content: Path) -> None:
    """No page leads to an address that the list does not have, and the list has none that no page leads to."""
    site = site_of(content)
    assert leading_out(site, "https://example.org/") == listed(site)


@pytest.mark.content
def test_every_outward_link_of_the_public_site_is_in_the_list(public: Path) -> None:
    """The same of the site that is to be published, wherever it stands."""
    own = re.search(r'rel="canonical" href="([^"]+)"', (public / "index.html").read_text(encoding="utf-8"))
    assert own
    out = leading_out(public, own[1])
    assert {link for link in out if "/edit/main/" not in link} <= listed(public)


def test_the_miniature_leads_out(built_miniature: Path) -> None:
    """There is something to list: sources, pages, documents, and what plain sentences rest on."""
    assert {
        "https://rowan-rivers.example/poster", "https://warm-glen.example/", "https://rivers-watch.example/review",
        "https://grha.example/", "https://rivers-watch.example/homes", "https://rivers-watch.example/smolts",
    } <= listed(built_miniature)  # fmt: skip


def test_links_open_where_one_is(built_miniature: Path) -> None:
    """No link asks for another tab; one in a frame of somebody else's page leaves that frame."""
    pages = {path: path.read_text(encoding="utf-8") for path in built_miniature.rglob("*.html")}
    targets = {path: set(re.findall(r' target="?([^" >]*)', page)) for path, page in pages.items()}
    framed = built_miniature / "embed"
    wrong = [path for path, found in targets.items() if found - ({"_top"} if path.is_relative_to(framed) else set())]
    assert wrong == []


def test_an_address_stands_once_with_its_latest_month() -> None:
    """Where a page is named twice, it was seen when it was last seen."""
    framework = loader.load(MINIATURE).framework
    assert framework is not None
    page = framework.web_pages[0]
    later = page.model_copy(update={"id": "again", "seen": "2026-05"})
    rows = outward_links(framework.model_copy(update={"web_pages": (*framework.web_pages, later)}))
    assert [row.seen for row in rows if row.address == page.address] == ["2026-05"]


def test_what_does_not_answer_is_reported_and_the_rest_is_not() -> None:
    """Each failing page with why, in a table that an issue can hold."""
    other = OutwardLink("https://fine.example/", "Another page", "")
    failing = outward.failures([LINK, other], lambda address: "answers 404" if "moved" in address else "")
    assert failing == [(LINK, "answers 404")]
    report = outward.as_markdown(failing)
    assert "| <https://moved.example/> | A page | 2026-02 | answers 404 |" in report
    assert "fine.example" not in report


class Answering(BaseHTTPRequestHandler):
    """A site that answers with the status in the path."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("status", "why"), [(200, ""), (403, ""), (429, ""), (404, "answers 404"), (500, "answers 500")]
)
def test_a_page_is_asked(status: int, why: str) -> None:
    """A page that is gone is told from one that only refuses programs."""
    with answering(Answering) as address:
        assert outward.ask(f"{address}{status}") == why


def test_a_site_that_is_not_there_does_not_answer() -> None:
    """A refused connection is a page that does not answer."""
    assert outward.ask("http://127.0.0.1:9/").startswith("does not answer: ")


def test_the_report_is_written_only_where_something_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workflow opens an issue where the file is there."""
    monkeypatch.chdir(MINIATURE)
    report = tmp_path / "links.md"
    monkeypatch.setattr(outward, "ask", lambda _: "")
    done = CliRunner().invoke(main, ["outward", "--check", "--report", str(report)])
    assert (done.exit_code, report.exists()) == (0, False), done.output
    monkeypatch.setattr(outward, "ask", lambda _: "answers 410")
    CliRunner().invoke(main, ["outward", "--check", "--report", str(report)])
    assert "https://warm-glen.example/" in report.read_text(encoding="utf-8")


def test_without_being_told_to_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is given from the content alone."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.chdir(MINIATURE)
    monkeypatch.setattr(urllib.request, "urlopen", refused)
    done = CliRunner().invoke(main, ["outward"])
    assert done.exit_code == 0
    assert "https://warm-glen.example/  Warm Glen  2026-02" in done.output
