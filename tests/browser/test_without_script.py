"""Without JavaScript everything that can be read is there, and nothing that would do nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.measures import ROOM
from tests.browser.places import Place
from tests.browser.reader import NEEDS, Reader
from tests.browser.windows import Window

Show = Callable[..., Page]
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


def lost(show: Show, place: Place) -> list[str]:
    """What a reader with JavaScript sees and one without does not."""
    script, bare = show(place), show(place, Window(script=False))
    assert "no-js" in (bare.get_attribute("html", "class") or "")
    told = Counter(script.evaluate(_SEEN))
    assert any(piece.startswith("text ") for piece in told), "nothing was seen"
    return list((told - Counter(bare.evaluate(_SEEN))).elements())


@pytest.mark.every
def test_no_script_is_needed(show: Show, kind: Place) -> None:
    """The same words, links, lists, pictures and tables are there."""
    assert lost(show, kind) == []


@pytest.mark.every
def test_no_control_is_dead(show: Show, kind: Place) -> None:
    """No control is shown that does nothing, and the page keeps to its window, wide and narrow."""
    bare = show(kind, Window(script=False))
    assert bare.evaluate(_DEAD) == []
    reader = Reader(bare)
    for need in PLAIN:
        reader.asks(need)
        assert reader.faults(ROOM) == []


@pytest.mark.parametrize("address", ["", "2023-27/actions/", "2023-27/aspirations/", "2023-27/act-15/"])
def test_where_scripts_do_most(show: Show, address: str) -> None:
    """The pages with the most controls, in every run of the tests."""
    assert lost(show, Place("frozen", address, "")) == []
    assert show(Place("frozen", address, ""), Window(script=False)).evaluate(_DEAD) == []


def test_each_loss_would_be_found(show: Show) -> None:
    """The measures measure: words, a link and a list that only a script would add are missed, and so is its button."""
    page = show(Place("frozen", "", ""))
    before = Counter(page.evaluate(_SEEN))
    html = "<ul><li><a href=x>Only with a script</a></ul><div role=button>Do</div>"
    page.eval_on_selector("main .sf-page", "(one, html) => one.insertAdjacentHTML('beforeend', html)", html)
    more = Counter(page.evaluate(_SEEN)) - before
    assert set(more) == {"text Only with a script", "text Do", "link x", "ul", "li"}
    assert '<div role="button">Do</div>' in page.evaluate(_DEAD)
