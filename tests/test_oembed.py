"""What another site is told of a page by its address alone: oEmbed, as files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from strategic_framework import exports
from strategic_framework.exports import oembed
from strategic_framework.views.base import Here
from strategic_framework.views.embed import to_embed
from strategic_framework.views.site import Site

#: What oEmbed 1.0 asks of an answer of the type “rich”.
_ASKED = {"version": str, "type": str, "html": str, "width": int, "height": int, "title": str, "provider_url": str}


def read(path: Path) -> html.HtmlElement:
    """A page, parsed."""
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers(site: Site) -> dict[str, bytes]:
    """The files, by their addresses."""
    return dict(oembed.files(site.framework, site.links))


def test_every_answer_is_what_oembed_asks_for(answers: dict[str, bytes]) -> None:
    """Each holds the documented fields and no others, of the types that oEmbed asks for; its code is one frame."""
    for address, data in answers.items():
        answer = json.loads(data)
        assert set(answer) == {field.name for field in oembed.FIELDS}, address
        assert {name: type(answer[name]) for name in _ASKED} == _ASKED, address
        assert (answer["version"], answer["type"]) == ("1.0", "rich")
        frame = html.fragment_fromstring(answer["html"])
        assert frame.get("src") == f"https://example.org/{address.removesuffix('oembed.json')}"
        assert frame.get("title") == answer["title"]
        assert int(frame.get("height")) == answer["height"]


def test_what_has_a_frame(site: Site, answers: dict[str, bytes]) -> None:
    """Every action, aspiration and priority of an edition in full has one, and so have its two figures."""
    edition = site.framework.current
    subjects = [*(row.id for row in edition.priorities), *(row.id for row in (*edition.actions, *edition.aspirations))]
    wanted = {f"embed/{subject}/oembed.json" for subject in subjects}
    assert wanted | {f"embed/{edition.id}/{figure}/oembed.json" for figure in ("weave", "matrix")} == set(answers)


def test_a_page_names_its_answer(built: Path) -> None:
    """The page of an item, of a priority, of the edition and of who is named lead to the answer about each."""
    leads = {"2023-27/act-14/": "embed/act-14", "2023-27/pri-2/": "embed/pri-2", "2023-27/": "embed/2023-27/weave",
             "named/": "embed/2023-27/matrix"}  # fmt: skip
    for address, frame in leads.items():
        [link] = read(built / address / "index.html").xpath("//link[@type='application/json+oembed']")
        there = (built / address / link.get("href")).resolve()
        assert link.get("rel") == "alternate"
        assert there == (built / frame / "oembed.json").resolve()
        assert json.loads(there.read_bytes())["title"] == link.get("title")


def test_a_page_for_a_frame_needs_no_script_and_leaves_the_frame(built: Path) -> None:
    """None has a script or a form; every link is followed in the window around the frame, and it says whose it is."""
    pages = {path: read(path) for path in built.glob("embed/**/index.html")}
    assert {path.parent.name for path in pages} >= {"weave", "matrix", "pri-2", "act-14"}
    for path, page in pages.items():
        assert page.xpath("//script | //form | //*[@hidden]") == [], path
        assert page.xpath("//base/@target") == ["_top"], path
        assert "not approved by it" in page.text_content(), path


def test_the_code_stands_beside_what_it_shows(built: Path) -> None:
    """The code on the page of a priority, of the edition and of who is named is that of its frame."""
    for address, frame in (("2023-27/pri-2/", "pri-2"), ("2023-27/", "2023-27/weave"), ("named/", "2023-27/matrix")):
        codes = read(built / address / "index.html").xpath("//pre[@id='share-code']")
        assert [re.findall(r'src="([^"]*)"', code.text_content()) for code in codes] == [
            [f"https://example.org/embed/{frame}/"]
        ]


def test_an_unknown_figure_is_refused_with_those_there_are(site: Site) -> None:
    """Who writes a page and mistypes a figure reads its name and the names that they can write."""
    with pytest.raises(ValueError, match=r"no figure “web”\. Write one of: weave, matrix\."):
        to_embed(Here(site, "named/"), "web")


def test_the_answer_is_documented(site: Site) -> None:
    """The page of data fields tells of one frame, which is there."""
    [download] = exports.of_frames(site.framework, site.links)
    assert download.address in dict(exports.files(site.framework, site.mentions, site.links, site.ledger))
