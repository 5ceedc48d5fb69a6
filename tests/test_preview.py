"""A proposal as one file: its receipt, the words that differ page by page, and nothing that loads or runs."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from lxml import html

from strategic_framework.commands.main import main
from strategic_framework.publication import publishing
from strategic_framework.publication.page_words import differing, only_numbered, words
from strategic_framework.publication.preview import embedded
from strategic_framework.publication.receipt_data import Receipt, parse
from tests.conftest import MINIATURE, clone
from tests.ledger import bench

PROPOSAL = """\
{decision}changes:
  - reword: act-02
    from: >-
      Walk every footpath once a year, and publish what was found.
    to: >-
      Walk every footpath twice a year, and publish what was found.
"""
DECISION = "decided: 2026-03-05\ndecided_by: The council\nreason: >-\n  Once was <b>too</b> little.\n"
Preview = Callable[[str], tuple[int, html.HtmlElement, Receipt]]


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    """`framework preview` for the miniature as it is published, with a proposal in this form; status, page, receipt."""
    root = clone(tmp_path, content=MINIATURE)
    publishing.publish(root, bench.DAY)
    monkeypatch.chdir(root)

    def run(text: str) -> tuple[int, html.HtmlElement, Receipt]:
        file = root / "framework/changes/pending/reword-act-02.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        words = ["preview", "--date", "2026-03-09", "--html", "preview.html", "--receipt", "receipt.json"]
        done = CliRunner().invoke(main, words)
        page = Path("preview.html").read_text(encoding="utf-8")
        return done.exit_code, html.document_fromstring(page), parse(Path("receipt.json").read_bytes())

    return run


def test_a_proposal_is_one_file_that_loads_nothing(preview: Preview) -> None:
    """Receipt, redline, decision and each page that changes; no script, no request; every link leads somewhere."""
    status, page, receipt = preview(PROPOSAL.format(decision=DECISION))
    assert status == 0
    text = re.sub(r"\s+", " ", page.find(".//main").text_content())
    assert all(sentence in text for sentence in receipt["sentences"])
    assert "Once was <b>too</b> little. Decided by The council, 5 March 2026." in text
    assert [each.text_content() for each in page.xpath("//section[@class='sf-preview__change']//del")] == [
        "Removed: once. "
    ]
    titles = [each.text for each in page.xpath("//section[@class='sf-preview__page']/h3")]
    minor = page.xpath("//section[@aria-labelledby='preview-minor']//li/text()")
    assert titles[0].startswith("Action 2")
    assert sorted(titles + minor) == sorted(each["title"] for each in receipt["pages"])
    assert page.xpath("//script | //link | //img | //iframe | //@src | //@style | //@onclick") == []
    identifiers = page.xpath("//@id")
    assert len(set(identifiers)) == len(identifiers)
    for href in page.xpath("//@href"):
        assert urlsplit(href).scheme in {"https", "mailto"} or href[1:] in identifiers, href


def test_its_policy_allows_its_own_styles_and_nothing_else(preview: Preview) -> None:
    """The hash is that of the styles, which hold their fonts."""
    _, page, _ = preview(PROPOSAL.format(decision=DECISION))
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [styles] = page.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none';style-src 'sha256-{digest}';font-src data:;base-uri 'none';form-action 'none'"
    )
    assert set(re.findall(r"url\(([^)]{0,20})", styles)) == {"data:font/woff2;base"}
    assert "@import" not in styles


def test_a_suggestion_is_shown_though_it_cannot_be_published(preview: Preview) -> None:
    """It is refused, and says why; its words and its pages are shown all the same, as of nobody's decision."""
    status, page, receipt = preview(PROPOSAL.format(decision=""))
    assert status == 1
    assert [fault["code"] for fault in receipt["problems"]] == ["suggestion"]
    assert receipt["suggestions"] == ["framework/changes/pending/reword-act-02.yml"]
    assert receipt["changes"][0]["details"][0]["now"].startswith("Walk every footpath twice")
    text = re.sub(r"\s+", " ", page.find(".//main").text_content())
    assert "What is to be put right first This is a suggestion" in text
    assert "Decided by: not stated." in text
    assert page.xpath("//section[@class='sf-preview__page']//ins") != []


def test_what_is_wrong_is_shown_without_pages(preview: Preview) -> None:
    """Where the words contradict each other no page can be made; the receipt says what is to be put right."""
    status, page, receipt = preview(PROPOSAL.format(decision=DECISION).replace("act-02", "act-99"))
    assert status == 1
    assert receipt["pages"] == []
    assert receipt["problems"][0]["file"] == "framework/changes/pending/reword-act-02.yml"
    assert page.xpath("//section[@class='sf-preview__page']") == []


def test_the_summary_tells_what_is_refused(preview: Preview) -> None:
    """As Markdown and as JSON what waits and what is wrong is printed too."""
    preview(PROPOSAL.format(decision=""))
    done = CliRunner().invoke(main, ["preview", "--date", "2026-03-09", "--format", "markdown"])
    assert done.exit_code == 1
    assert "## What is proposed" in done.output
    assert "## What is to be put right" in done.output
    done = CliRunner().invoke(main, ["preview", "--date", "2026-03-09", "--format", "json"])
    assert json.loads(done.stdout)["publishes"] is False


# --- the words of a page ----------------------------------------------------------------------------------------------


def test_the_words_of_a_page_are_its_blocks() -> None:
    """Each block on its own, what it holds in its line with it; what nobody reads is left out."""
    page = (
        "<h1>A <em>title</em></h1><ul><li>One<ul><li>in it</li></ul>more</li></ul><p hidden>no</p><p>a<br>b</p>"
        "<script>no</script><p>c<span class='sf-vh'>no</span> d</p><div>  loose\n words </div><!-- no -->"
    )
    assert words(page) == ["A title", "One more", "in it", "a b", "c d", "loose words"]


def test_what_differs_stands_side_by_side() -> None:
    """A new block is paired with the old one that it is like; what is like nothing stands alone."""
    before = ["same", "the river is clean", "gone for good", "end"]
    after = ["same", "the river is very clean", "wholly new words", "end"]
    assert differing(before, after) == [
        ("the river is clean", "the river is very clean"), ("", "wholly new words"), ("gone for good", ""),
    ]  # fmt: skip
    assert differing(before, before) == []
    assert only_numbered([("Cite version 1", "Cite version 2")])
    assert not only_numbered([("1 action", "2 actions")])


HOSTILE = (
    "<p id='a' style='color:red' onclick='x()'>x<img src='//evil/x.png'><a href='#a'>own</a><a href='../b/#c'>in</a>"
    "<a href='../d/#e'>out</a><a href='javascript:x()'>bad</a><a href='https://e.example/'>far</a></p>"
    "<form action='//evil'><label for='f'>l</label></form><iframe src='//evil'></iframe><script>x()</script>"
)


@pytest.mark.parametrize(("public", "out"), [("https://plan.example/", "https://plan.example/d/#e"), ("", None)])
def test_a_page_among_others_leads_only_where_it_can(public: str, out: str | None) -> None:
    """Identifiers are its own, links lead into the file or to the public site, and nothing loads or runs."""
    page = html.fragment_fromstring(embedded(HOSTILE, "a/", {"a/": "page-1", "b/": "page-2"}, public), "div")
    hrefs = {each.text: each.get("href") for each in page.iter("a")}
    assert hrefs == {"own": "#page-1-in-a", "in": "#page-2-in-c", "out": out, "bad": None, "far": "https://e.example/"}
    assert page.xpath("//@id") == ["page-1-in-a"]
    assert page.xpath("//@for") == ["page-1-in-f"]
    assert page.xpath("//script | //iframe | //img | //@style | //@onclick | //@action") == []
