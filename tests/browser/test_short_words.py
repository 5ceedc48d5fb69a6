"""The measure of short and drawn words (`contrast`) measures: `test_pages` asks it of every kind of page."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Borrow
from tests.browser.contrast import contrast, pale


def test_the_formula() -> None:
    """The formula gives what WCAG's own examples give."""
    assert round(contrast([0, 0, 0], [255, 255, 255]), 2) == 21
    assert round(contrast([118, 118, 118], [255, 255, 255]), 2) == 4.54


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("<p style='color: #888'>7</p>", "7"),
        ("<p style='color: #888; font-size: 30px'>7</p>", ""),
        ("<p style='color: #777'>Words that axe-core reads</p>", ""),
        ("<svg><rect width=99 height=99 fill='#333' /><text y=40>Drawn</text></svg>", "Drawn"),
        ("<svg><rect width=99 height=99 fill='#333' /><text y=40 fill='#fff'>Drawn</text></svg>", ""),
        ("<svg><rect width=99 height=99 fill='transparent' /><text y=40>Drawn</text></svg>", ""),
    ],
)
def test_a_pale_word_would_be_found(borrow: Borrow, words: str, found: str) -> None:
    """A digit on the page and words on a shape, as large as they are; what axe-core decides is left to it."""
    page = borrow()
    page.set_content(words)
    assert [line.partition(":")[0] for line in pale(page)] == [found] * bool(found)
