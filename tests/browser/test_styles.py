"""Pages look as they would with the whole of Material's stylesheet and with whole fonts; rare letters have theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Browser, Page

from tests import material_styles as material
from tests.browser.conftest import Borrow, Heard, listening
from tests.browser.places import Place
from tests.browser.windows import Window
from tests.fonts import FONTS

Url = Callable[[Place], str]
#: Wide and narrow, light and dark, and on paper; those of one scheme are seen in one visit.
LIGHT, DARK = [Window(1280, "light"), Window(1280, "light", "print")], [Window(390, "dark")]
_WHOLE = "**/assets/whole-material.css"
#: Keep the computed style of every element, and of what stands before and after it; or say where it is another than was
#: kept. Nothing but a difference leaves the page, and the browser itself writes all properties as one text.
_STYLES = """() => [...document.querySelectorAll('html, body, body *')].flatMap(element =>
    ['', '::before', '::after'].map(part => {
        const style = getComputedStyle(element, part);
        return part && style.content === 'none' ? '' : element.outerHTML.slice(0, 60) + part + '|' + style.cssText;
    }))"""
_KEEP = f"name => {{ (window.kept ??= {{}})[name] = ({_STYLES})(); }}"
_COMPARE = f"""name => {{
    const [ours, whole] = [window.kept[name], ({_STYLES})()];
    const lines = ours.length === whole.length ? [] : [`${{ours.length}} and ${{whole.length}} elements`];
    return [...lines, ...ours.flatMap((one, at) => one === whole[at] ? [] : [`${{one}} for ${{whole[at]}}`])];
}}"""
_EXCHANGE = """() => new Promise(done => {
    const link = document.querySelector('link[href$="assets/material.css"]');
    link.addEventListener('load', () => done(true));
    link.href = link.href.replace('assets/material.css', 'assets/whole-material.css');
})"""
HOME = Place("inverskerry", "", "")


def with_whole(page: Page) -> None:
    """The page has the whole of the package's stylesheet in place of ours."""
    page.evaluate(_EXCHANGE)


def differences(page: Page, windows: Sequence[Window]) -> list[str]:
    """What the computed styles of the page have, in these windows, that they have not with the whole stylesheet."""
    page.route(_WHOLE, lambda route: route.fulfill(body=material.whole(), content_type="text/css"))
    for window in windows:
        window.wear(page)
        page.evaluate(_KEEP, str(window))
    with_whole(page)
    found = []
    for window in windows:
        window.wear(page)
        found += [f"{window}: {_unlike(line)}" for line in page.evaluate(_COMPARE, str(window))]
    page.unroute(_WHOLE)
    return found


def _unlike(line: str) -> str:
    """The properties in which two styles differ, of a line that holds both whole."""
    one, _, other = line.partition(" for ")
    element, _, ours = one.partition("|")
    ours_, whole = (set(style.split("; ")) for style in (ours, other.partition("|")[2]))
    return f"{element}: {sorted(ours_ - whole)} for {sorted(whole - ours_)}"


@pytest.mark.every
def test_no_rule_that_matters_is_gone(borrow: Borrow, url: Url, kind: Place) -> None:
    """Every element of every kind of page has the styles that it has with the whole of Material's stylesheet."""
    page, found = borrow(drawn=False), []
    for windows in (LIGHT, DARK):
        windows[0].open(page, url(kind))
        found += differences(page, windows)
    assert found == []


@pytest.mark.parametrize("windows", [LIGHT, DARK], ids=["light", "dark"])
def test_a_rule_that_matters_would_be_missed(borrow: Borrow, url: Url, windows: list[Window]) -> None:
    """The comparison finds what only the whole stylesheet gives, as a class of Material's that no page bears."""
    page = borrow(drawn=False)
    windows[0].open(page, url(HOME))
    page.evaluate("() => document.querySelector('.sf-page').classList.add('md-typeset')")
    found = differences(page, windows)
    assert all(any(line.startswith(f"{window}:") for line in found) for window in windows)


@pytest.mark.parametrize(
    ("words", "fetched"),
    [
        ("Èirich, dìreach – “Ceàrnaidh”; café", set()),
        ("Françoise", {"latin"}),
        ("dŵr tŷ", {"latin-ext"}),
        ("Łukasz Œuvre", {"latin", "latin-ext"}),
        ("文章 Ελλάδα", set()),
    ],
)
def test_rare_letters_have_their_font(browser: Browser, url: Url, words: str, fetched: set[str]) -> None:
    """A page fetches a further font only for a letter that the small ones lack, and in both voices."""
    page = Window().context(browser).new_page()  # Chromium takes what it has kept for another page without need
    with listening(page) as heard:
        page.goto(url(HOME))
        page.evaluate("() => document.fonts.ready.then(() => true)")
        assert _further(heard) == set()
        page.evaluate(
            """words => { for (const voice of ['said', 'site']) {
                const line = document.createElement('p');
                line.style.font = '400 1rem var(--sf-' + voice + ')';
                line.textContent = words;
                document.querySelector('main').prepend(line);
            } return document.body.offsetHeight; }""",
            words,
        )
        page.evaluate("() => document.fonts.ready.then(() => true)")
    page.context.close()
    assert _further(heard) == {f"{font.name}-{part}.woff2" for font in FONTS for part in fetched}


def _further(heard: Heard) -> set[str]:
    """The fonts for rare letters that were asked for."""
    names = (address.rpartition("/")[2] for address in heard.asked)
    return {name for name in names if "latin" in name}
