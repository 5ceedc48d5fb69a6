"""Without JavaScript everything that can be read is there, and nothing that would do nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import measures
from tests.browser.conftest import Borrow
from tests.browser.places import Place
from tests.browser.reader import NEEDS, Reader
from tests.browser.windows import Window

Show = Callable[..., Page]
Url = Callable[[Place], str]
PLAIN = [need for need in NEEDS if need.ordinary]
#: What a reader sees: each piece of text, each link, and how many lists, tables and pictures; what a script does is
#: left out: controls, what they announce, and the box that only a browser that remembers can fill.
_SEEN = """() => {
    const made = 'form, button, input, select, [role=status], .sf-since, option';
    const seen = one => one.checkVisibility({visibilityProperty: true}) && !one.closest(made);
    const all = selector => [...document.body.querySelectorAll(selector)].filter(seen);
    const pieces = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());)
        if (node.data.trim() && !node.parentElement.closest('script, style') && seen(node.parentElement))
            pieces.push(`text ${node.data.trim().replace(/\\s+/g, ' ')}`);
    for (const link of all('a[href]')) pieces.push(`link ${link.getAttribute('href')}`);
    for (const kind of ['ul', 'ol', 'dl', 'li', 'dt', 'dd', 'table', 'tr', 'th', 'td', 'svg', 'img', 'figure', 'h2', 'h3'])
        for (const one of all(kind)) pieces.push(kind);
    return pieces;
}"""  # noqa: E501
#: Controls that are seen and that only a script could answer. `details` opens by itself.
_DEAD = """() => [...document.body.querySelectorAll(
    'button, select, input, textarea, a:not([href]), a[href="#"], a[href^="javascript:"], form, [role=button], ' +
    '[role=combobox], [role=listbox], [role=tab], [role=switch], [tabindex="0"]:not([role=region])')].filter(one =>
    one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length && !one.closest('form[action]')
    ).map(one => one.outerHTML.slice(0, 120))"""


def faults(page: Page, address: str) -> list[str]:
    """What a reader without JavaScript lacks of a page: what another sees, and controls that do something."""
    Window().open(page, address)
    told = Counter(page.evaluate(_SEEN))
    assert any(piece.startswith("text ") for piece in told), "nothing was seen"
    Window(script=False).open(page, address)
    assert "no-js" in (page.get_attribute("html", "class") or "")
    lost = told - Counter(page.evaluate(_SEEN))
    return [*lost.elements(), *(f"dead: {control}" for control in page.evaluate(_DEAD))]


@pytest.mark.every
def test_no_script_is_needed(borrow: Borrow, url: Url, kind: Place) -> None:
    """The same words, links, lists, pictures and tables are there, and no control is shown that does nothing.

    The page keeps to its window, wide and narrow.
    """
    page = borrow(drawn=False)
    assert faults(page, url(kind)) == []
    reader = Reader(page)
    for need in PLAIN:
        reader.asks(need)
        assert measures.faults(page, measures.ROOM) == []


@pytest.mark.parametrize("address", ["", "2023-27/actions/", "2023-27/aspirations/", "2023-27/act-15/"])
def test_where_scripts_do_most(borrow: Borrow, url: Url, address: str) -> None:
    """The pages with the most controls, in every run of the tests."""
    assert faults(borrow(drawn=False), url(Place("frozen", address, ""))) == []


def test_each_loss_would_be_found(show: Show) -> None:
    """The measures measure: words, a link and a list that only a script would add are missed, and so is its button."""
    page = show(Place("frozen", "", ""), drawn=False)
    before = Counter(page.evaluate(_SEEN))
    html = "<ul><li><a href=x>Only with a script</a></ul><div role=button>Do</div>"
    page.eval_on_selector("main .sf-page", "(one, html) => one.insertAdjacentHTML('beforeend', html)", html)
    more = Counter(page.evaluate(_SEEN)) - before
    assert set(more) == {"text Only with a script", "text Do", "link x", "ul", "li"}
    assert '<div role="button">Do</div>' in page.evaluate(_DEAD)
