"""Words in another language: marked as such, tied to their English, and never in its place."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from strategic_framework.model import fingerprint
from tests.conftest import MINIATURE, clone, run


def _page(site: Path, address: str) -> html.HtmlElement:
    return html.document_fromstring((site / address / "index.html").read_bytes().decode())


def test_a_translation_bears_its_language_and_the_english_stays(built_miniature: Path) -> None:
    """Only the translated words are marked as Gaelic; the head of the page is the English still."""
    page = _page(built_miniature, "2024-28/act-01/")
    assert page.get("lang", "").startswith("en")
    assert [one.text_content() for one in page.xpath("//main//*[@lang]")] == [
        "Teacsa deuchainn: cuir seileach ri taobh gach abhainn."
    ]
    assert (
        "plant willow along both rivers" in page.xpath("//header//*[contains(@class, 'statement')]")[0].text_content()
    )
    assert "The English has changed" not in page.text_content()


def test_readers_are_told_that_the_english_has_moved_on(built_miniature: Path) -> None:
    """A translation of an earlier wording stays, with a notice before it."""
    page = _page(built_miniature, "2024-28/asp-01/")
    assert page.xpath("//*[@lang='gd']/preceding-sibling::p[. = 'The English has changed since this was translated.']")


def test_english_stands_alone_where_nothing_is_translated(built_miniature: Path) -> None:
    """No heading and no apology where there is no translation."""
    page = _page(built_miniature, "2024-28/act-02/")
    assert not page.xpath("//main//*[@lang]")
    assert "Gaelic" not in page.text_content()


def test_house_style_does_not_move_the_english(tmp_path: Path) -> None:
    """The fingerprint is of the text as parsed: breaking its lines elsewhere, or NFD, changes nothing."""
    folder = clone(tmp_path, content=MINIATURE)
    path = folder / "framework" / "editions" / "2024-28" / "1-rivers-and-paths.yml"
    text = path.read_text(encoding="utf-8")
    assert "Rowan Rivers Trust to plant" in text
    path.write_text(text.replace("Rowan Rivers Trust to plant", "Rowan Rivers Trust\n      to plant", 1), "utf-8")
    assert run(folder, "framework", "build").returncode == 0
    assert "The English has changed" not in _page(folder / "site", "2024-28/act-01/").text_content()
    assert fingerprint("caf\u00e9") == fingerprint("cafe\u0301")
