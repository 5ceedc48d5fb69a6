"""The site on paper: pages are printed to PDF, and each sheet is read back with the place of every letter."""

from __future__ import annotations

import ctypes
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser import places
from tests.browser.conftest import Borrow

#: Points from the left and the foot of A4: where the sheet's text may stand, as `@page` in components/print says.
LEFT, RIGHT, FOOT, HEAD = 62.0, 595.3 - 62.0, 51.0, 841.9 - 45.0


#: One page of each kind of the frozen site.
KINDS = [place.address for place in places.kinds() if place.site == "frozen"]
#: The colour in which the test prints headings, so that their letters are told from others.
INK = (1, 2, 3)
#: Print headings in a colour of their own; the lasting address, and the quoted texts and headings that are shown. The
#: fonts are asked for as the page is laid out.
_READ = """async ink => {
    const all = selector => [...document.querySelectorAll(selector)];
    const shown = selector => all(selector).filter(one => one.checkVisibility()).map(one => one.textContent);
    for (const one of all('.sf-page :is(h1, h2, h3), .sf-page :is(h1, h2, h3) *'))
        one.style.setProperty('color', ink, 'important');
    document.body.getBoundingClientRect();
    await document.fonts.ready;
    return [all('link[rel=canonical]').map(one => one.href).join(),
        shown('.sf-page :is(.sf-said:not(.sf-frozen), .sf-frozen > p, .sf-principles li)'),
        shown('.sf-page :is(h1, h2, h3)')];
}"""


class Letter(NamedTuple):
    """One character of a sheet with its box, in points from the lower left, and whether it is a heading's."""

    text: str
    heading: bool
    left: float
    bottom: float
    right: float
    top: float


class Sheet(NamedTuple):
    """One printed page: its letters in reading order, without spaces and without the number at its foot."""

    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return folded("".join(letter.text for letter in self.letters))


class Printed(NamedTuple):
    """A page of the site as it is printed, its lasting address, and the quoted texts and headings that it shows."""

    address: str
    sheets: tuple[Sheet, ...]
    quoted: tuple[str, ...]
    headings: tuple[str, ...]


def folded(text: str) -> str:
    """Letters and digits alone: spaces, hyphens at line ends and ligatures are the typesetter's."""
    return re.sub(r"[\W_]", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff")).casefold()


def _printed(page: Page, address: str) -> Printed:
    page.goto(address)
    page.emulate_media(media="print")
    lasting, quoted, headings = page.evaluate(_READ, f"rgb{INK}")
    sheets = tuple(_sheets(page.pdf(prefer_css_page_size=True)))
    return Printed(lasting, sheets, tuple(map(folded, quoted)), tuple(map(folded, headings)))


def _sheets(pdf: bytes) -> Iterator[Sheet]:
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        letters = (
            Letter(text.get_text_range(i, 1), _ink(text, i) == INK, *text.get_charbox(i))
            for i in range(text.count_chars())
        )
        yield Sheet(tuple(one for one in letters if one.text.strip() and one.top > one.bottom and one.top > FOOT - 12))


def _ink(text: pypdfium2.PdfTextPage, index: int) -> tuple[int, ...]:
    """The colour of a letter: red, green and blue."""
    parts = [ctypes.c_uint() for _ in range(4)]
    pypdfium2.raw.FPDFText_GetFillColor(text.raw, index, *(ctypes.byref(part) for part in parts))
    return tuple(part.value for part in parts[:3])


@pytest.mark.parametrize("where", KINDS)
def test_each_kind_is_whole_on_paper(borrow: Borrow, address: str, where: str) -> None:
    """Every word is there, inside the margins, none over another, and every sheet holds more than its number."""
    printed = _printed(borrow(drawn=False), address + where)
    assert [i for i, sheet in enumerate(printed.sheets, 1) if len(sheet.text) < 40] == []
    assert [(i, letter) for i, sheet in enumerate(printed.sheets, 1) for letter in _clipped(sheet)] == []
    assert [(i, *pair) for i, sheet in enumerate(printed.sheets, 1) for pair in _over(sheet)] == []
    whole = [sheet.text for sheet in printed.sheets]
    assert [text for text in printed.quoted if not _is_in(text, whole)] == []
    _held_together(printed)
    _says_where_it_is(printed, where)


def _clipped(sheet: Sheet) -> Iterator[Letter]:
    """The letters that do not stand inside the margins of their sheet."""
    for letter in sheet.letters:
        if letter.left < LEFT - 2 or letter.right > RIGHT + 2 or letter.bottom < FOOT - 4 or letter.top > HEAD + 4:
            yield letter


def _is_in(text: str, sheets: list[str]) -> bool:
    """Whether a text stands on a sheet, or begins on one and ends on the next."""
    return any(text in sheet for sheet in sheets) or any(
        text[cut:] in after for before, after in itertools.pairwise(sheets) if (cut := _begun(text, before)) > 0
    )


def _begun(text: str, sheet: str) -> int:
    """How much of the beginning of a text stands on a sheet."""
    return max((cut for cut in range(len(text)) if text[:cut] in sheet), default=0)


def _held_together(printed: Printed) -> None:
    """No heading is the last thing on its sheet: something else stands beside it, or below."""
    letters = sum(letter.heading for sheet in printed.sheets for letter in sheet.letters)
    assert letters >= sum(map(len, printed.headings)) * 0.9  # a ligature is one letter
    assert [i for i, sheet in enumerate(printed.sheets, 1) if _ends_in_a_heading(sheet)] == []


def _ends_in_a_heading(sheet: Sheet) -> bool:
    feet = [one.bottom for one in sheet.letters if one.heading]
    return bool(feet) and not any(one.bottom <= min(feet) + 3 for one in sheet.letters if not one.heading)


def _says_where_it_is(printed: Printed, where: str) -> None:
    """The foot of a page gives its address, and who speaks in which voice."""
    # What is made to be framed elsewhere names the page of its sentence.
    assert printed.address == f"https://example.org/{where}" or where.startswith(("404", "embed/"))
    assert folded(f"This page: {printed.address}" if printed.address else "") in printed.sheets[-1].text
    assert folded("Words in this typeface were written for this site.") in printed.sheets[-1].text


def test_a_redline_and_a_link_are_read_without_colour(borrow: Borrow, address: str) -> None:
    """What was cut is struck through and what was added underlined, both in black; a link elsewhere has its address."""
    page = borrow()
    page.goto(address + "glossary/")
    page.emulate_media(media="print")
    page.eval_on_selector(
        ".sf-page",
        "one => one.insertAdjacentHTML('beforeend', '<section><p class=sf-redline><del>old</del> <ins>new</ins></p>"
        "<p><a href=https://example.com/there>elsewhere</a></p></section>')",
    )
    style = "one => { const s = getComputedStyle(one); return [s.textDecorationLine, s.color, s.backgroundColor] }"
    black, none = "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"
    assert page.eval_on_selector(".sf-redline del", style) == ["line-through", black, none]
    assert page.eval_on_selector(".sf-redline ins", style) == ["underline", black, none]
    sheets = list(_sheets(page.pdf(prefer_css_page_size=True)))
    assert folded("elsewhere (https://example.com/there)") in "".join(sheet.text for sheet in sheets)


def _over(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Pairs of letters of which one covers more than half of the other; those of a ligature share a box."""
    order = {one: i for i, one in enumerate(sheet.letters) if one.text.isalnum()}
    letters = sorted(order, key=lambda one: one.left)
    for i, one in enumerate(letters):
        for other in itertools.takewhile(lambda other, right=one.right: other.left < right, letters[i + 1 :]):
            wide = min(one.right, other.right) - other.left
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            if high > 0 and wide * high > min(_area(one), _area(other)) / 2 and abs(order[one] - order[other]) > 3:
                yield one.text, other.text


def _area(one: Letter) -> float:
    return (one.right - one.left) * (one.top - one.bottom)
