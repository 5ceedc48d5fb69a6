"""Pages look as they would with the whole of Material's stylesheet and with whole fonts; rare letters have theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Request

from tests import material_styles as material
from tests.browser.places import Place
from tests.browser.windows import Window
from tests.fonts import FONTS

Url = Callable[[Place], str]
#: Wide and narrow, light and dark, and on paper.
WINDOWS = [Window(1280, "light"), Window(390, "dark"), Window(1280, "light", "print")]
_WHOLE = "**/assets/whole-material.css"
#: The computed style of every element, and of what stands before and after it. Custom properties are left out: where
#: one is read, the property that reads it shows it.
_STYLES = """() => {
    const names = [...getComputedStyle(document.body)].filter(name => !name.startsWith('--'));
    const all = [...document.querySelectorAll('html, body, body *')];
    return all.flatMap(element => ['', '::before', '::after'].map(part => {
        const style = getComputedStyle(element, part);
        if (part && style.content === 'none') return '';
        const values = names.map(name => `|${name}: ${style.getPropertyValue(name)}`);
        return element.outerHTML.slice(0, 60) + part + values.join('');
    }));
}"""
_EXCHANGE = """() => new Promise(done => {
    const link = document.querySelector('link[href$="assets/material.css"]');
    link.addEventListener('load', () => requestAnimationFrame(() => done(true)));
    link.href = link.href.replace('assets/material.css', 'assets/whole-material.css');
})"""
#: The page’s own script has answered a change of the scheme, of which it hears as the next frame is drawn.
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
HOME = Place("inverskerry", "", "")


def with_whole(page: Page) -> None:
    """The page has the whole of the package's stylesheet in place of ours."""
    page.evaluate(_EXCHANGE)


def differences(page: Page, window: Window) -> list[str]:
    """What the computed styles of the page have that they have not with the whole stylesheet."""
    page.route(_WHOLE, lambda route: route.fulfill(body=material.whole(), content_type="text/css"))
    page.evaluate(_SETTLED)
    ours = page.evaluate(_STYLES)
    with_whole(page)
    window.take(page)
    whole = page.evaluate(_STYLES)
    assert len(ours) == len(whole)
    rows = ((one.split("|"), other.split("|")) for one, other in zip(ours, whole, strict=True) if one != other)
    return [f"{one[0]}: {sorted(set(one) - set(other))} for {sorted(set(other) - set(one))}" for one, other in rows]


@pytest.mark.every
@pytest.mark.parametrize("window", WINDOWS, ids=str)
def test_no_rule_that_matters_is_gone(show: Callable[..., Page], kind: Place, window: Window) -> None:
    """Every element of every kind of page has the styles that it has with the whole of Material's stylesheet."""
    assert differences(show(kind, window), window) == []


def test_a_rule_that_matters_would_be_missed(show: Callable[..., Page]) -> None:
    """The comparison finds what only the whole stylesheet gives, as a class of Material's that no page bears."""
    page = show(HOME)
    page.evaluate("() => document.querySelector('.sf-page').classList.add('md-typeset')")
    assert differences(page, Window()) != []


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
    page = Window().context(browser).new_page()
    asked: list[str] = []

    def hear(request: Request) -> None:
        asked.append(request.url.rpartition("/")[2])

    page.on("request", hear)
    page.goto(url(HOME))
    page.evaluate("() => document.fonts.ready.then(() => true)")
    further = {f"{font.name}-{part}.woff2" for font in FONTS for part in fetched}
    assert not [name for name in asked if "latin" in name]
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
    assert {name for name in asked if "latin" in name} == further
    page.context.close()
