"""Every page in a real browser: opened once and measured in turn.

`make test` opens one page of each kind. `make test-all` opens every page, and lets axe-core look at every *form* (see
`forms`) in the two ordinary windows: what axe-core says follows from the form of an element, and what follows from its
words, such as an anchor that stands twice or a link without a name, the two checkers of HTML say of every page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser import axe, contrast, controls, forms, places
from tests.browser.conftest import SHARES, Borrow, Heard, listening
from tests.browser.places import Place
from tests.browser.test_axe import ORDINARY
from tests.browser.walk import press
from tests.browser.windows import Window, choose, forget, without_policy

Url = Callable[[Place], str]
Folder = Callable[[str], Path]
Shown = Mapping[Place, frozenset[forms.Form]]
#: Pages of which axe-core is asked → the windows in which it is.
Asked = Mapping[Place, Sequence[Window]]
#: Whose pages → the window → the forms of which axe-core was asked there, as it numbers them (`axe.faults`).
Seen = Mapping[Window, set[int]]
Looked = Mapping[str, Seen]
#: The second is 1280 px at 400 %. Nothing is wider in other colours, and to change those costs more than all the rest.
WIDTHS = (1280, 320)
#: What every change moves on every page: the last change, which no reader sees, and the date at its foot.
_MOVED = re.compile(rb' data-latest="chg-[0-9]+"|(?<=<p>Content as at )[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}(?=\.)')
#: By how many pixels the page scrolls sideways once its fonts are there, how many headings of the first level there
#: are, and whether this is a framed sentence.
_BUILT = """() => document.fonts.ready.then(() => [
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    document.querySelectorAll('h1').length, document.querySelector('main.sf-framed') !== null])"""
#: The same of pages that are written into one frame of another, one after the other, by how many pixels each scrolls
#: sideways at each width; and of the link that its keyboard meets first, where that leads, if it can have the focus.
#: To write a page costs half as much as to fetch it: its address, its policy and its scripts are the same, and what it
#: says and asks for is heard. What a page gives its window stays for the next: our scripts give nothing, and a page
#: with another policy has another frame.
_FRAMED = """async ([addresses, widths]) => {
    const skipped = page => {
        const all = [...page.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(
            one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}));
        const early = all.filter(one => one.tabIndex > 0).sort((one, other) => one.tabIndex - other.tabIndex);
        const hash = (early[0] ?? all[0])?.hash ?? '';
        page.getElementById(hash.slice(1))?.focus({preventScroll: true});
        return [hash, page.activeElement.id];
    };
    const framed = () => {
        const frame = document.createElement('iframe');
        frame.style.height = '900px';
        document.body.replaceChildren(frame);
        return frame;
    };
    const all = [];
    let frame, policy;
    for (const address of addresses) {
        const text = await (await fetch(address)).text(), over = [];
        const [own] = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(text) ?? [];
        if (!frame || own !== policy) [frame, policy] = [framed(), own];
        history.replaceState(null, '', address);  // what is written has the address of who writes
        frame.style.width = `${widths[0]}px`;
        const page = frame.contentDocument;
        page.open();
        const loaded = new Promise(done => frame.contentWindow.addEventListener('load', done));
        page.write(text);
        page.close();
        await loaded;
        const root = page.documentElement, isFramed = page.querySelector('main.sf-framed') !== null;
        for (const width of widths) {
            frame.style.width = `${width}px`;
            root.getBoundingClientRect();  // where nothing is drawn, this asks for the fonts
            await page.fonts.ready;
            over.push(root.scrollWidth - root.clientWidth);
        }
        all.push([over, page.querySelectorAll('h1').length, isFramed, isFramed ? null : skipped(page)]);
    }
    return all;
}"""
#: A file of every site that the browser shows as it is, and that has neither a policy nor a script of its own.
_AROUND = "assets/site.css"
#: What has the focus after the first stop of the keyboard was followed, and where that has led.
_LED = "() => [location.hash, document.activeElement.id]"


def test_a_kind(borrow: Borrow, url: Url, looked: Looked, kind: Place) -> None:
    """One page of each kind: no violation of axe-core, no sideways scroll, one h1, the skip link first, not a word.

    What axe-core leaves undecided, single letters and the words of drawings, stands out too. Copying, appearance,
    filters, search and every other control work under the policy, without a word.
    """
    assert _faults(borrow(drawn=False), url(kind), ORDINARY, looked["code"], use=True) == {}


@pytest.mark.every
def test_every_form(borrow: Borrow, url: Url, looked: Looked, showing_more: list[Place], share: int) -> None:
    """The same where pages show what no page of the kinds shows, until every form was looked at."""
    asked = dict.fromkeys(showing_more[share::SHARES], ORDINARY)
    assert _all_faults(borrow(drawn=False), url, asked, looked["code"]) == {}


@pytest.mark.every
def test_every_page(borrow: Borrow, url: Url, showing_more: list[Place], share: int) -> None:
    """Every other page keeps to its window, has one h1 and its skip link, and nothing is heard of it."""
    known = {*places.kinds(), *showing_more}
    rest = [place for place in places.every() if place not in known]
    assert _opened(borrow(drawn=False), url, rest[share::SHARES]) == {}


@pytest.mark.parametrize("site", ["built", "built_example"])
def test_no_layout_begins_between_the_narrow_widths(request: pytest.FixtureRequest, site: str) -> None:
    """All windows of 320 to 390 px have the same rules, so what holds at 320 px holds there, in layout and colours."""
    folder = request.getfixturevalue(site)
    sheets = [path.read_text("utf-8") for kind in ("css", "html", "svg") for path in folder.rglob(f"*.{kind}")]
    asked = [rule for sheet in sheets for rule in re.findall(r"@(?:media|container)[^{]*width[^{]*", sheet)]
    widths = [re.search(r"width\s*(?::|[<>]=?)\s*([\d.]+)(em|rem|px)", rule) for rule in asked]
    assert widths
    assert all(widths), [rule for rule, width in zip(asked, widths, strict=True) if not width]
    assert min(float(width[1]) * (1 if width[2] == "px" else 16) for width in widths if width) > 390


@pytest.fixture(scope="session")
def looked() -> Looked:
    """What axe-core was asked of, on pages of the code and of the content: what shows nothing else is not again."""
    return {sites: {window: set() for window in ORDINARY} for sites in ("code", "content")}


@pytest.fixture(scope="session")
def showing_more(shown: Shown) -> list[Place]:
    """Pages that show what no page of the kinds shows."""
    return forms.cover(shown, frozenset[forms.Form]().union(*(shown[kind] for kind in places.kinds())))


@pytest.mark.content
def test_every_page_to_be_published(borrow: Borrow, url: Url, own: Sequence[Place], asked: Asked, share: int) -> None:
    """The same of what is to be published, but for pages that are pages of the frozen site with another date."""
    rest = [place for place in own if place not in asked]
    assert _opened(borrow(drawn=False), url, rest[share::SHARES]) == {}


@pytest.mark.content
def test_every_form_to_be_published(borrow: Borrow, url: Url, looked: Looked, asked: Asked, share: int) -> None:
    """One page of each kind that is its own, and every form that no page of the frozen site or of an example has."""
    assert _all_faults(borrow(drawn=False), url, dict([*asked.items()][share::SHARES]), looked["content"]) == {}


@pytest.fixture(scope="session")
def asked(own: Sequence[Place], folder_of: Folder, shown: Shown) -> Asked:
    """Pages to be published of which axe-core is asked → the windows in which it is.

    What shows a new form is seen in both. Of the rest of each kind every form was seen in both on another site: one
    page shows that it is so here, in either window by turns.
    """
    seen = frozenset[forms.Form]().union(*shown.values())
    new = forms.cover({place: forms.of_page(place.file(folder_of("public"))) for place in own}, seen)
    by_turns = {place: [ORDINARY[number % 2]] for number, place in enumerate(places.longest(own))}
    return by_turns | dict.fromkeys(new, ORDINARY)


@pytest.fixture(scope="session")
def own(folder_of: Folder) -> tuple[Place, ...]:
    """The pages to be published of which the frozen site has no equal: all, if they share other styles or scripts."""
    same = _shared(folder_of("public")) == _shared(folder_of("frozen"))
    return tuple(place for place in places.of_site("public") if not (same and _is_known(place, folder_of)))


def _is_known(place: Place, folder_of: Folder) -> bool:
    """Whether the frozen site shows the same page, byte for byte but for what every change moves (`_MOVED`)."""
    known, own = (place.file(folder_of(site)) for site in ("frozen", "public"))
    return known.is_file() and _MOVED.sub(b"", known.read_bytes()) == _MOVED.sub(b"", own.read_bytes())


def _shared(site: Path) -> dict[Path, bytes]:
    """The styles, scripts, fonts and drawings that pages share."""
    files = (path for path in (site / "assets").rglob("*.*") if path.suffix in {".css", ".js", ".woff2", ".svg"})
    return {path.relative_to(site): path.read_bytes() for path in files}


def _all_faults(page: Page, url: Url, those: Asked, seen: Seen) -> dict[str, dict[str, object]]:
    """Page → what is wrong with it, of the pages with which something is, as it is looked at in those windows."""
    found = {str(place): _faults(page, url(place), windows, seen) for place, windows in those.items()}
    return {place: told for place, told in found.items() if told}


def _faults(page: Page, address: str, windows: Sequence[Window], seen: Seen, *, use: bool = False) -> dict[str, object]:
    """What is wrong with a page, axe-core asked, by the name of the measure. The window is left as a new one.

    axe-core is asked once of each form, on the first page of this process that shows it in that window, and on each
    what it asks of pages. At the end every control is used, if it shall be.
    """
    faults: dict[str, object] = {}
    with listening(page) as heard:
        windows[0].open(page, address)
        for window in windows:
            if window != windows[0]:
                window.take(page)
                choose(page, window.scheme)
            faults[f"axe-core, {window}"] = axe.faults(page, once=True, seen=seen[window])
            faults[f"short and drawn words, {window}"] = contrast.pale(page)
        faults |= _seen(page, (*WIDTHS[::-1], ORDINARY[1].width))  # what follows is wide again
        if use and not controls.use(page) and not page.locator("main.sf-framed").count():
            faults["controls"] = "none, not even of the appearance"
        forget(page)  # what the page asks for late is heard too
    faults |= _heard(heard, address)
    return {name: fault for name, fault in faults.items() if fault}


def _opened(page: Page, url: Url, those: Iterable[Place]) -> dict[str, object]:
    """What is wrong with these pages, opened one after the other as by one reader, in a frame of the window."""
    faults: dict[str, object] = {}
    for site, group in groupby(those, key=lambda place: place.site):
        of_site = list(group)
        with listening(page) as heard:
            page.goto(url(Place(site, _AROUND, "")))
            found = _framed(page, url, of_site)
            forget(page)  # what the last page asks for late is heard too
        said = _heard(heard, url(of_site[0]))
        faults |= {f"{place}, {name}": fault for place, row in found.items() for name, fault in row.items() if fault}
        if any(said.values()):
            faults |= {f"{_one_of(of_site)}, {name}": fault for name, fault in said.items() if fault}
            if len(of_site) > 1:  # which of them it was is asked of each alone
                faults |= {name: fault for place in of_site for name, fault in _opened(page, url, [place]).items()}
    return faults


def _one_of(those: Sequence[Place]) -> str:
    return str(those[0]) if len(those) == 1 else f"one of {len(those)} pages of {those[0].site}"


def _heard(heard: Heard, address: str) -> dict[str, object]:
    host = urlsplit(address).netloc
    elsewhere = [one for one in heard.asked if urlsplit(one).netloc not in {host, ""}]
    return {"console": list(heard.told), "asked elsewhere": elsewhere}


def _seen(page: Page, widths: tuple[int, ...] = WIDTHS) -> dict[str, object]:
    """What is wrong with a page that has just been opened, by the name of the measure.

    It is measured first in the width that the window has: to change that costs half as much as to open a page.
    """
    over = {}
    for width in sorted(widths, key=lambda width: not _is_wide(page, width)):
        if not _is_wide(page, width):
            page.set_viewport_size({"width": width, "height": 900})
        over[width], heads, framed = page.evaluate(_BUILT)
    return _told(over, heads, [] if framed else _skipped(page))  # a framed sentence has nothing to skip


def _framed(page: Page, url: Url, those: Sequence[Place]) -> dict[Place, dict[str, object]]:
    """The same of these pages, opened in the frame of this one."""
    seen = page.evaluate(_FRAMED, [[url(place) for place in those], WIDTHS])
    return {
        place: _told(dict(zip(WIDTHS, over, strict=True)), heads, [] if framed else _elsewhere(*led))
        for place, (over, heads, framed, led) in zip(those, seen, strict=True)
    }


def _told(over: dict[int, int], heads: int, skipped: list[str]) -> dict[str, object]:
    faults: dict[str, object] = {f"too wide, {width}": max(0, int(pixels)) for width, pixels in over.items()}
    faults["headings of the first level"] = [] if heads == 1 else [heads]
    faults["skip link"] = skipped
    return faults


def _is_wide(page: Page, width: int) -> bool:
    return page.viewport_size is not None and page.viewport_size["width"] == width


def _skipped(page: Page) -> list[str]:
    """Where the first stop of the keyboard leads, if it is not the link past the navigation."""
    press(page, "Tab")
    press(page, "Enter")
    return _elsewhere(*page.evaluate(_LED))


def _elsewhere(led: str, at: str) -> list[str]:
    return [] if (led, at) == ("#content", "content") else [f"{led or 'nowhere'}, with the focus on {at or 'nothing'}"]


#: What is planted in a page → what is then said to be wrong with it.
PLANTED = {
    "<p style='width: 1400px'>A line that is too long for any window</p>": {"too wide, 1280", "too wide, 320"},
    "<p style='width: 400px'>A line that is too long for a narrow window</p>": {"too wide, 320"},
    "<h1>Another</h1>": {"headings of the first level"},
    "<script>console.log('A word')</script>": {"console"},
    "<script>throw new Error('A fault')</script>": {"console"},
    "<img alt='' src='http://elsewhere.invalid/x.png'>": {"console", "asked elsewhere"},
    "<p><a href='#top' tabindex='1'>First</a></p>": {"skip link"},
}


@pytest.mark.parametrize("planted", PLANTED)
def test_each_fault_of_a_page_would_be_found(borrow: Borrow, url: Url, planted: str) -> None:
    """What is too wide, a second h1, a word on the console, a request to elsewhere, a stop before the skip link."""
    page = without_policy(borrow(drawn=False))
    assert _found_with(planted, page, url) == PLANTED[planted]


def test_the_policy_of_a_page_would_be_heard(borrow: Borrow, url: Url) -> None:
    """What its policy refuses on a page is told of that page, though it is written into a frame with others."""
    refused = "<script>document.querySelector('main').remove()</script>"
    assert _found_with(refused, borrow(drawn=False), url) == {"console"}


#: What is planted in a page as a form that no other has → the windows in which it is a fault.
ADDED = {
    "<p class='pale' style='color: #aaa; background: #fff'>Words that hardly stand out</p>": [*ORDINARY],
    "<style>[data-md-color-scheme=slate] .dim { color: #333 }</style><p class='dim'>Words</p>": [ORDINARY[1]],
    "<style>@media (max-width: 40em) { .dim { color: #ddd; background: #fff } }</style><p class='dim'>Words</p>": [
        ORDINARY[1]
    ],
}


@pytest.mark.parametrize("planted", ADDED)
def test_what_a_page_adds_is_asked_about(borrow: Borrow, url: Url, planted: str) -> None:
    """A fault in a form that no page before has shown is found where all else on the page was looked at before.

    So is one of the page as a whole.
    """
    place, seen = Place("frozen", "as-at/", ""), {window: set[int]() for window in ORDINARY}
    page = without_policy(borrow(drawn=False))
    assert _faults(page, url(place), ORDINARY, seen) == {}
    page.route(url(place), lambda route: route.fulfill(body=_with(_nameless(route.fetch().text()), planted)))
    found = _faults(page, url(place), ORDINARY, seen)
    assert {*found} == {f"axe-core, {window}" for window in ORDINARY}
    pale = [window for window in ORDINARY if "color-contrast" in str(found[f"axe-core, {window}"])]
    assert pale == ADDED[planted]
    assert all("html-has-lang" in str(fault) for fault in found.values())


def _nameless(text: str) -> str:
    """A page that does not say of which language it is."""
    return text.replace("<html lang=", "<html data-was=", 1)


def _found_with(planted: str, page: Page, url: Url) -> set[str]:
    """The names of what is found of a page with that in it, between two that have nothing of the kind."""
    before, place, after = (Place("frozen", address, "") for address in ("topics/", "glossary/", "as-at/"))
    page.route(url(place), lambda route: route.fulfill(body=_with(route.fetch().text(), planted)))
    found = _opened(page, url, [before, place, after])
    assert {name.partition(", ")[0] for name in found} <= {str(place), "one of 3 pages of frozen"}
    return {name.partition(", ")[2] for name in found if name.startswith(str(place))}


def _with(text: str, planted: str) -> str:
    return text.replace("</main>", f"{planted}</main>", 1)


def test_everything_is_there_without_script(borrow: Borrow, address: str) -> None:
    """Without JavaScript the wording, the links and the navigation are the same."""
    page = borrow(Window(1280, script=False))
    page.goto(f"{address}2023-27/pri-2/")
    assert page.get_by_text("Explore with Solace and COSLA the appetite").is_visible()
    page.get_by_role("link", name="Action 12").first.click()
    assert page.url.endswith("/2023-27/act-12/")
    assert page.get_by_role("navigation", name="Main").get_by_role("link", name="Who is named").is_visible()
