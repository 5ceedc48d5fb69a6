"""The cards for those who link to the site: one for each edition and priority, drawn once, the same bytes each time."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.rendering import card_drawing, cards
from strategic_framework.rendering.file_cache import FileCache
from strategic_framework.views.base import Here
from strategic_framework.views.card import Card, card_of, in_words
from strategic_framework.views.card import cards as all_cards
from strategic_framework.views.shell import shell
from strategic_framework.views.site import Site
from tests.conftest import ROOT

TITLES = [
    "Plan",
    "The Inverskerry Plan 2025-2028",
    "Strategic Framework for Communities and Neighbourhoods 2023–27",
    "We will provide leadership and facilitate collaboration to enable a more preventative, integrated approach to "
    "tackling poverty and inequality",
]


def picture(data: bytes) -> Image.Image:
    """A PNG, opened."""
    return Image.open(BytesIO(data), formats=["PNG"])


def test_a_card_says_what_the_data_says(site: Site) -> None:
    """Editions and priorities in their own words, each priority lit, and the eleven threads as they are read."""
    found = all_cards(site)
    assert list(found) == ["2023-27", "2020-22", "pri-1", "pri-2", "pri-3", "pri-4", "named", "changes"]
    assert found["2023-27"].title == site.framework.current.title
    assert found["pri-2"].title == site.framework.priorities["pri-2"].title
    assert [found[f"pri-{i}"].lit for i in (1, 2, 3, 4)] == [0, 1, 2, 3]
    assert found["named"].strands == (1, 2, 3, 4)
    assert len(found["named"].threads) == 11
    assert not found["2020-22"].threads
    assert [name for name, card in found.items() if not card.said] == ["named", "changes"]


def test_each_page_has_the_card_of_what_it_is_about(site: Site) -> None:
    """An item has the card of its priority; a named thing that of the names; all else that of its edition."""
    pages = [
        (Here(site, "", "home"), "2023-27"),
        (Here(site, "about/"), "2023-27"),
        (Here(site, "2023-27/pri-2/", "priority", "pri-2"), "pri-2"),
        (Here(site, "2023-27/act-01/", "action", "act-01"), "pri-1"),
        (Here(site, "bodies/solace/", "body", "solace"), "named"),
        (Here(site, "2020-22/", "edition", edition_id="2020-22"), "2020-22"),
        (Here(site, "2020-22/past-1/", "priority", "past-1", edition_id="2020-22"), "2020-22"),
    ]
    for here, name in pages:
        assert all_cards(site)[card_of(here)].address == f"assets/cards/{name}.png"


def test_a_card_says_whose_page_it_is_not(site: Site) -> None:
    """The banner of every page stands on every card, and in the words for those who cannot see it."""
    example = Site(loader.load(ROOT / "examples" / "inverskerry"), store.read(ROOT / "examples" / "inverskerry"))
    assert {card.tag for card in all_cards(example).values()} == {
        "Fictional example: an invented council and an invented framework"
    }
    tag = "Independent of the Improvement Service, and not approved by it"
    assert {card.tag for card in all_cards(site).values()} == {tag}
    assert shell(Here(site, "")).around.banner.text == f"{tag}."
    assert in_words(all_cards(site)["pri-4"]).endswith(f" transformation. {tag}.")


def test_a_card_is_as_large_as_previews_ask_and_light(site: Site) -> None:
    """1200 by 630 pixels, and no more than 26 kB."""
    for card in all_cards(site).values():
        data = card_drawing.png(card)
        assert picture(data).size == (1200, 630)
        assert len(data) < 26_000
    assert picture(card_drawing.touch_icon()).size == (180, 180)


def test_the_same_card_is_the_same_bytes(site: Site) -> None:
    """Drawn twice, a card is the same; another title or another light is another picture."""
    card = all_cards(site)["pri-1"]
    first = card_drawing.png(card)
    assert card_drawing.png(card) == first
    assert card_drawing.png(card._replace(title="Another")) != first
    assert card_drawing.png(card._replace(lit=2)) != first


def test_a_card_is_drawn_once(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier build drew is kept; only a card whose words changed is drawn again."""
    counts: Counter[str] = Counter()
    monkeypatch.setattr(card_drawing, "png", lambda card: counts.update([card.address]) or b"\x89PNG")

    def drawn() -> dict[str, bytes]:
        return dict(cards.drawn(cards.pictures(site), FileCache(tmp_path / "cache" / "pictures")))

    first = drawn()
    assert drawn() == first
    assert set(counts.values()) == {1}
    assert len(counts) == len(all_cards(site))
    monkeypatch.setitem(all_cards(site), "pri-1", all_cards(site)["pri-1"]._replace(title="Reworded"))
    drawn()
    assert {address for address, times in counts.items() if times == 2} == {"assets/cards/pri-1.png"}


SPOILT: dict[str, Callable[[Path], object]] = {
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "empty": lambda path: path.write_bytes(b""),
    "altered, its time and length restored": lambda path: (
        before := path.stat(),
        path.write_bytes(path.read_bytes()[:-1] + b"?"),
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns)),
    ),
    "a folder in its place": lambda path: (path.unlink(), (path / "full").mkdir(parents=True)),
    "a link to nowhere": lambda path: (path.unlink(), path.symlink_to("nowhere")),
    "a file in place of the folder": lambda path: (
        path.unlink(), path.parent.rmdir(), path.parent.write_text("mine", encoding="utf-8"),
    ),
    "a file in place of the cache": lambda path: (
        shutil.rmtree(path.parents[1]), path.parents[1].write_text("mine", encoding="utf-8"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=list(SPOILT))
def test_a_spoilt_picture_is_drawn_again(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    """A kept picture is known by its content; whatever stands in its place is replaced."""
    kept = FileCache(tmp_path / "cache" / "pictures")
    kept.get("key", lambda: b"picture")
    spoil(kept.folder / "key")
    assert kept.get("key", lambda: b"drawn again") == b"drawn again"
    assert kept.get("key", lambda: b"not drawn") == b"drawn again"
    assert [path.name for path in kept.folder.iterdir()] == ["key"]


def test_pictures_of_earlier_sites_go(tmp_path: Path) -> None:
    """And whatever else stands in their folder; one that cannot be written costs only time."""
    kept = FileCache(tmp_path / "cache" / "pictures")
    for key in ("one", "two"):
        kept.get(key, lambda: b"picture")
    (kept.folder / "folder").mkdir()
    kept.prune({"two"})
    assert [path.name for path in kept.folder.iterdir()] == ["two"]
    assert FileCache(Path("/proc/nowhere/pictures")).get("key", lambda: b"picture") == b"picture"


def ink(data: bytes) -> tuple[int, int, int, int]:
    """The box of what is dark to the left of the drawing and under the band."""
    shown = picture(data).convert("L").point(lambda shade: 255 if shade < 128 else 0)
    box = shown.crop((0, 70, 785, 630)).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:20])
@pytest.mark.parametrize("count", [1, 3, 5, 8])
def test_words_stay_beside_the_drawing(title: str, count: int) -> None:
    """However long the title and however many the priorities, no ink of the words reaches the drawing or an edge."""
    threads = tuple((one, other) for one in range(count) for other in range(count) if one != other)
    card = Card("x.png", "", "Framework", title, True, tuple(range(1, count + 1)), threads)
    left, top, right, foot = ink(card_drawing.png(card))
    assert left >= 60
    assert top >= 40
    assert right <= 740
    assert foot <= 545
    assert ink(card_drawing.png(card._replace(said=False)))[2] <= 740


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:20])
def test_no_word_is_broken_or_lost(title: str) -> None:
    """A line ends between two words, and the lines together are the title."""
    lines, _ = card_drawing._fitted(Card("x.png", "", "", title, True, (1, 2), ()))
    assert " ".join(lines) == title


def test_the_priority_is_lit() -> None:
    """On the card of a priority its strand has its colour from end to end, and the others are grey."""
    card = Card("x.png", "", "Priority 2", "Title", True, (1, 2, 3), ((0, 2), (2, 0)), 1)
    shown = picture(card_drawing.png(card)).convert("RGB")
    heights = [round(y) for y in card_drawing._heights(3)]
    colour = tuple(int(card_drawing._colours()["p2"][i : i + 2], 16) for i in (1, 3, 5))

    def near(x: int, y: int) -> bool:
        pixel = shown.getpixel((x, y))
        assert isinstance(pixel, tuple)
        return all(abs(a - b) <= 12 for a, b in zip(pixel, colour, strict=True))

    assert all(near(x, heights[1]) for x in range(810, 1200))
    assert not any(near(x, heights[at]) for x in range(810, 1200) for at in (0, 2))


def heads(site: Path) -> Iterator[html.HtmlElement]:
    """The head of every page that says what a link to it looks like."""
    for path in sorted(site.rglob("index.html")):
        head = html.fromstring(path.read_bytes()).find("head")
        if head is not None and head.xpath("meta[@property='og:title']"):
            yield head


def test_every_page_names_a_card_that_is_there(built: Path) -> None:
    """Each page that can be linked to has an absolute address of a card that was built, its size and its words."""
    found = set()
    for head in heads(built):
        said = {one.get("property") or one.get("name"): one.get("content") for one in head.iter("meta")}
        assert said["og:image"].startswith("https://example.org/assets/cards/")
        found.add(built / said["og:image"].removeprefix("https://example.org/"))
        assert said["twitter:card"] == "summary_large_image"
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["og:image:alt"].endswith("Improvement Service, and not approved by it.")
    assert found == set((built / "assets/cards").iterdir())


def test_the_touch_icon_is_linked(built: Path) -> None:
    """Every page leads to the icon for a phone's first screen."""
    for head in heads(built):
        (icon,) = head.xpath("link[@rel='apple-touch-icon']/@href")
        assert icon.endswith(cards.TOUCH_ICON)
    assert picture((built / cards.TOUCH_ICON).read_bytes()).size == (180, 180)
