"""Pages look as they would with the whole of Material's stylesheet and with whole fonts; rare letters have theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Browser, Page

from tests import material_styles as material
from tests.browser.conftest import Borrow, Heard, listening
from tests.browser.forms import IN_A_WINDOW
from tests.browser.places import Place
from tests.browser.windows import Window, choose
from tests.fonts import FONTS

Url = Callable[[Place], str]
#: Wide and narrow, light and dark, and on paper, in one visit.
WINDOWS = [Window(1280, "light"), Window(1280, "light", "print"), Window(390, "dark")]
_WHOLE = "**/assets/whole-material.css"
#: Keep the computed style of an element of each form (`forms.py`) and place among its kind, and of what stands before
#: and after it; or say where it is another than was kept. Each property of which the whole stylesheet says something is
#: asked for by name: as one text, `cssText`, Chromium gives nothing. Nothing but a difference leaves the page.
_STYLES = """() => chosen.flatMap(one => ['', '::before', '::after'].map(part => {
    const style = getComputedStyle(one, part);
    return part && style.content === 'none' ? '' : one.outerHTML.slice(0, 60) + part + '|'
        + named.map(name => `${name}: ${style.getPropertyValue(name)}`).join('; ');
}))"""
#: Choose those elements, each by a key of its own, but for those of keys that were compared before; and name the
#: properties of which a stylesheet says something, but for those that others read.
_CHOOSE = f"""([text, before]) => {{
    {IN_A_WINDOW}
    const places = ['first-of-type', 'last-of-type', 'first-child', 'last-child'].map(place => `:${{place}}`);
    const told = one => form(one) + [...one.attributes].map(({{name}}) => name).sort()
        + places.map(place => one.matches(place));
    const all = [...document.querySelectorAll('html, body, body *')].reverse();
    const known = new Set(before), each = [...new Map(all.map(one => [told(one), one]))];
    const fresh = each.filter(([key]) => !known.has(key));
    window.chosen = fresh.map(([, one]) => one);
    const sheet = new CSSStyleSheet(), names = new Set();
    sheet.replaceSync(text);
    const read = rule => {{
        for (const name of rule.style ?? []) if (!name.startsWith('--')) names.add(name);
        for (const inner of rule.cssRules ?? []) read(inner);
    }};
    for (const rule of sheet.cssRules) read(rule);
    window.named = [...names].sort();
    return [named.length, each.length, fresh.map(([key]) => key)];
}}"""
_KEEP = f"name => {{ (window.kept ??= {{}})[name] = ({_STYLES})(); }}"
_COMPARE = f"""name => {{
    const [ours, whole] = [kept[name], ({_STYLES})()];
    const lines = ours.length === whole.length ? [] : [`${{ours.length}} and ${{whole.length}} elements`];
    return [...lines, ...ours.flatMap((one, at) => one === whole[at] ? [] : [`${{one}} for ${{whole[at]}}`])];
}}"""
_EXCHANGE = """() => new Promise(done => {
    const link = document.querySelector('link[href$="assets/material.css"]');
    link.addEventListener('load', () => done(true));
    link.href = link.href.replace('assets/material.css', 'assets/whole-material.css');
})"""
HOME = Place("inverskerry", "", "")
#: What is done to a page before it is compared → a property in which it then differs.
MISSED = {
    "() => document.querySelector('.sf-page').classList.add('md-typeset')": "line-height",
    "() => { const [ours] = document.styleSheets; while (ours.cssRules.length) ours.deleteRule(0); }": "box-sizing",
}


def with_whole(page: Page) -> None:
    """The page has the whole of the package's stylesheet in place of ours."""
    page.evaluate(_EXCHANGE)


def differences(page: Page, windows: Sequence[Window], compared: set[str]) -> list[str]:
    """What the computed styles of the page have, in these windows, that they have not with the whole stylesheet.

    What was compared before, on this page or another, is not compared again; what is now, is so from then on.
    """
    page.route(_WHOLE, lambda route: route.fulfill(body=material.whole(), content_type="text/css"))
    named, elements, fresh = page.evaluate(_CHOOSE, [material.whole(), list(compared)])
    assert named > 100
    assert elements > 10
    compared.update(fresh)
    for window in windows:
        _wear(page, window)
        page.evaluate(_KEEP, str(window))
    with_whole(page)
    found = []
    for window in reversed(windows):
        _wear(page, window)
        found += [f"{window}: {_unlike(line)}" for line in page.evaluate(_COMPARE, str(window))]
    page.unroute(_WHOLE)
    return found


def _wear(page: Page, window: Window) -> None:
    window.wear(page)
    choose(page, window.scheme)


def _unlike(line: str) -> str:
    """The properties in which two styles differ, of a line that holds both whole."""
    one, _, other = line.partition(" for ")
    element, _, ours = one.partition("|")
    ours_, whole = (set(style.split("; ")) for style in (ours, other.partition("|")[2]))
    return f"{element}: {sorted(ours_ - whole)} for {sorted(whole - ours_)}"


@pytest.fixture(scope="session")
def compared() -> set[str]:
    """What was compared on pages of this process: an element of each form and place, by a key of its own."""
    return set()


@pytest.mark.every
def test_no_rule_that_matters_is_gone(borrow: Borrow, url: Url, compared: set[str], kind: Place) -> None:
    """Every element of every kind of page has the styles that it has with the whole of Material's stylesheet."""
    page = borrow(drawn=False)
    WINDOWS[0].open(page, url(kind))
    assert differences(page, WINDOWS, compared) == []


@pytest.mark.parametrize(("planted", "missed"), MISSED.items(), ids=["class", "rules"])
def test_a_rule_that_matters_would_be_missed(borrow: Borrow, url: Url, planted: str, missed: str) -> None:
    """The comparison finds what only the whole stylesheet gives: to a class of Material's, or where ours is empty."""
    page = borrow(drawn=False)
    WINDOWS[0].open(page, url(HOME))
    page.evaluate(planted)
    found = differences(page, WINDOWS, set())
    assert all(any(line.startswith(f"{window}:") and missed in line for line in found) for window in WINDOWS)


def test_what_a_page_adds_is_compared(borrow: Borrow, url: Url) -> None:
    """A class of Material's is found on a page of which all else was compared before."""
    page, compared = borrow(drawn=False), set[str]()
    WINDOWS[0].open(page, url(HOME))
    assert differences(page, WINDOWS[-1:], compared) == []
    WINDOWS[0].open(page, url(HOME))
    page.evaluate("document.querySelector('main p').classList.add('md-grid')")
    [line] = differences(page, WINDOWS[-1:], compared)
    assert "max-width" in line
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


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
