"""No page violates a rule of axe-core, in any state that a reader may meet it in.

`test_pages` lets axe-core look at whole pages, until it has seen every form of an element, in the two ordinary windows.
In all other states it looks at a `collage` of the parts of all pages: every form stands there under the same ancestors
as on its page, so the same rules of the stylesheets hold for it, and it has the same words, roles and attributes. What
follows from a whole page, its landmarks and the order of its headings, is asked of whole pages alone; a state may not
hide a heading that is shown otherwise. What lies beside a part on its page is not beside it here: what is laid over it
there is looked for in every layout by `test_reading`. Whole pages are looked at where a script of their own makes what
they show, and where a reader searches or narrows a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser import axe, collage, forms, places
from tests.browser.conftest import SHARES, listening, serve
from tests.browser.forms import Form
from tests.browser.places import Place
from tests.browser.windows import Window, forget

Show = Callable[..., Page]
#: Every page is looked at in these two, by test_pages.
ORDINARY = [Window(1280, "light"), Window(390, "dark")]
#: What differs in colours alone from a state in which every rule is asked: here the rules of colours are enough. What
#: holds at 320 px holds at 390 px (`test_pages`), so neither scheme is looked at in both.
COLOURED = [
    Window(1280, "dark"), Window(1280, "dark", "hover"), Window(1280, "light", "hover"),
    Window(1280, "light", "forced colours"), Window(1280, "dark", "forced colours"),
]  # fmt: skip
#: Every form is looked at in these too, in the order in which one visit serves the most of them.
STATES = [*COLOURED, Window(1280, "light", "print"), Window(320, "light")]
#: These are read without script from the first.
BARE = [Window(1280, "light", script=False), Window(390, "dark", script=False)]
#: These change what is inside an element of some pages, and nothing elsewhere.
OPENED = [Window(1280, "light", "details"), Window(390, "dark", "details")]
NARROWED = [Window(1280, "light", "filters"), Window(390, "dark", "filters")]
#: The header is the same on every page, and so is what its search opens: it is opened over the fullest first view.
SEARCHED = [Window(1280, "light", "search"), Window(390, "dark", "search")]
HOME = Place("frozen", "", "index.md")
#: A script that not every page has.
_OWN_SCRIPT = re.compile(r'<script src="[^"]*/(?!site\.js")[^"/]+\.js"')
#: A list that can be narrowed.
_NARROWED = "//main//select | //main//input[@type='search']"
#: What says something of a page as a whole, and not of a part.
OF_A_PAGE = [
    "heading-order", "landmark-unique", "landmark-no-duplicate-main", "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
]  # fmt: skip
#: The main part and its headings, as far as they are shown.
_HEADINGS = """() => [...document.querySelectorAll('main, main :is(h1, h2, h3, h4, h5, h6)')].filter(
    one => one.checkVisibility({visibilityProperty: true})).map(
    one => `${one.localName} ${one.localName === 'main' ? '' : one.textContent.trim()}`)"""
#: Show every form, as the script of a page does that looks for the one of its page; what follows the reader down a page
#: stays where it is, so that it lies on no other part.
_SETTLE = """scripted => {
    for (const one of scripted ? document.forms : []) one.hidden = false;
    for (const one of document.querySelectorAll('main *'))
        if (getComputedStyle(one).position === 'sticky') one.style.position = 'static';
}"""


class Visit(NamedTuple):
    """What is opened, and the states in which it is looked at; whether it is a sheet of parts, and no page."""

    address: str
    states: list[Window]
    is_sheet: bool = False


@pytest.fixture(scope="session")
def whole(folder_of: Callable[[str], Path], shown: dict[Place, frozenset[Form]]) -> list[Place]:
    """Pages that show every form of those that have a script of their own."""
    scripted = [place for place in shown if _OWN_SCRIPT.search(_file(place, folder_of).read_text("utf-8"))]
    return forms.cover({place: shown[place] for place in scripted})


@pytest.fixture(scope="session")
def sheets(
    folder_of: Callable[[str], Path],
    shown: dict[Place, frozenset[Form]],
    whole: list[Place],
    made_once: Callable[[str, Callable[[Path], Path]], Path],
) -> list[Path]:
    """The sheets on which all other forms stand."""
    files = {place: _file(place, folder_of) for place in shown}
    sites = {place.site: folder_of(place.site) for place in shown}
    return sorted(made_once("collage", lambda out: collage.write(files, sites, out, whole)).glob("*/*.html"))


@pytest.fixture(scope="session")
def visits(
    folder_of: Callable[[str], Path], url: Callable[[Place], str], whole: list[Place], sheets: list[Path]
) -> Iterator[list[Visit]]:
    """Every state beside the ordinary two, so that every form is seen in it."""
    states = {place: [*STATES, *OPENED, *BARE] for place in whole}
    for place in [*forms.cover(_narrowed(folder_of))]:
        states[place] = [*states.get(place, []), *NARROWED]
    states[HOME] = [*states.get(HOME, []), *SEARCHED]
    # Each folder of sheets is served by itself, as the site is whose files it has.
    served = {folder: serve(folder) for folder in {sheet.parent for sheet in sheets}}
    addresses = [served[sheet.parent][1] + sheet.name for sheet in sheets]
    on_sheets = [Visit(address, [*STATES, *OPENED, *BARE], is_sheet=True) for address in addresses]
    yield [*on_sheets, *(Visit(url(place), windows) for place, windows in states.items())]
    for server, _ in served.values():
        server.shutdown()


def _narrowed(folder_of: Callable[[str], Path]) -> dict[Place, frozenset[Form]]:
    """Pages with a list that can be narrowed → the forms of what narrows it."""
    files = {place: _file(place, folder_of) for place in places.every()}
    return {place: forms.of_page(path, "form") for place, path in files.items() if forms.parsed(path).xpath(_NARROWED)}


def _file(place: Place, folder_of: Callable[[str], Path]) -> Path:
    return place.file(folder_of(place.site))


@pytest.mark.every
def test_every_state(borrow: Callable[[], Page], visits: list[Visit], share: int) -> None:
    """Every form in every state beside the ordinary two: no violation, no question without an answer."""
    page, faults = borrow(), {}
    for visit in visits[share::SHARES]:
        faults |= {f"{visit.address}, {state}": fault for state, fault in _in_states(page, visit).items()}
    assert faults == {}


@pytest.mark.every
def test_every_form_is_looked_at(shown: dict[Place, frozenset[Form]], whole: list[Place], sheets: list[Path]) -> None:
    """What the sheets show, and the pages that are looked at whole, is every form of every page."""
    seen = frozenset[Form]().union(*map(forms.of_page, sheets), *(shown[place] for place in whole))
    assert [place for place, held in shown.items() if not held <= seen] == []


def _in_states(page: Page, visit: Visit) -> dict[str, str]:
    """What is wrong in its states; what follows a state of style alone shares its visit."""
    faults: dict[str, str] = {}
    before, headings = None, Counter[str]()
    with listening(page) as heard:
        for window in visit.states:
            if before is not None and window.follows(before, page):
                (window.wear if window.use == before.use else window.take)(page)
            else:
                forget(page)
                window.open(page, visit.address)
                headings = headings or Counter(page.evaluate(_HEADINGS))
                if visit.is_sheet:
                    page.evaluate(_SETTLE, window.script)
            before = window
            if told := [*_violated(page, window, visit), *_lost(page, headings, visit), *heard.told]:
                faults[str(window)] = "\n".join(told)
            heard.told.clear()
    return faults


def _violated(page: Page, window: Window, visit: Visit) -> list[str]:
    """What axe-core says of what is open in that state."""
    told = axe.faults(
        page, window.use,
        off=[*["target-size"] * (window.use == "print"), *OF_A_PAGE * visit.is_sheet],  # nobody points at paper
        only=axe.COLOURS if window in COLOURED else (),
        once=not visit.is_sheet, alike=visit.is_sheet, within="details" if window.use == "details" else "",
    )  # fmt: skip
    return [told] if told else []


def _lost(page: Page, headings: Counter[str], visit: Visit) -> list[str]:
    """What is hidden of the main part and its headings that were shown at first."""
    lost = headings - Counter(page.evaluate(_HEADINGS)) if visit.is_sheet else Counter[str]()
    return [f"hidden: {heading}" for heading in lost]


def test_axe_sees_a_fault(show: Show) -> None:
    """The measure measures: a picture without a text alternative and pale words are both reported."""
    page = show(Place("frozen", "", "index.md"))
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><p>Pale words</p>')")
    page.evaluate("Object.assign(document.querySelector('main').lastChild.style, {color: '#eee', background: '#fff'})")
    told = axe.faults(page)
    assert "violates image-alt" in told
    assert "violates color-contrast" in told


#: Rows of one form, and the same row with something else in it: pale words, words that are pale in some state, no name.
_ROW = "<li class=row><p class=plain>Words of a row</p></li>"
_PLANTED = {
    "violates color-contrast": "<li class=row><p class=plain>Words of a row <b class=pale>Pale</b></p></li>",
    "violates image-alt": "<li class=row><p class=plain>Words of a row <img src=x></p></li>",
}
#: The colours of a page that says which it is made for, as axe-core can read them.
_GROUND = ":root { color-scheme: light dark } body { color: CanvasText; background: Canvas }"
_PALE = ".pale { forced-color-adjust: none; color: #eee !important; background: #fff !important }"
#: A state → where a rule holds that holds in it, and not in a narrow and light window.
_WORN = {
    Window(1280, "dark"): "@media (width >= 1280px) and (prefers-color-scheme: dark)",
    Window(1280, "light", "forced colours"): "@media (forced-colors: active)",
    Window(1280, "dark", "hover"): "@media (prefers-color-scheme: dark)",
    Window(1280, "light", "print"): "@media print",
    Window(390, "dark", "details"): "@media (width <= 390px) and (prefers-color-scheme: dark)",
    Window(1280, "light", script=False): "@media (width >= 1280px)",
}
_HEAD = (
    '<!doctype html><html lang=en class="no-js"><head><title>Rows</title>'
    '<link rel="stylesheet" href="{}assets/site.css"></head>'
    "<body><script>document.documentElement.className = 'js'</script>"
)


class Planted(NamedTuple):
    """The address of a page in which a fault stands, and of the sheet on which its parts do."""

    page: str
    sheet: str


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Callable[[str, str], Planted]]:
    """A page of many rows of one form, and among the last of them another, under that stylesheet; and its sheet."""
    site, out, servers = tmp_path / "site", tmp_path / "sheets", []

    def planted(row: str, style: str) -> Planted:
        matter = f"<details><summary>More</summary><ul>{row}</ul></details><ul>{_ROW * 9}{row}{_ROW}</ul>"
        _write(site / "404.html", f"{_HEAD.format('/')}<main><h1>No page</h1></main></body>")
        _write(site / "rows/index.html", f"{_HEAD.format('../')}<main><h1>Rows</h1>{matter}</main></body>")
        _write(site / "assets/site.css", f"{_GROUND} {style}")
        pages = {place: place.file(site) for place in (Place("", "404.html", "404"), Place("", "rows/", ""))}
        collage.write(pages, {"": site}, out)
        servers.extend([serve(site), serve(out / "0")])
        return Planted(f"{servers[0][1]}rows/", f"{servers[1][1]}0.html")

    yield planted
    for server, _ in servers:
        server.shutdown()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("fault", _PLANTED)
def test_a_fault_in_any_row_is_found(
    borrow: Callable[[], Page], rows: Callable[[str, str], Planted], fault: str
) -> None:
    """What repeats a form is left out, and nothing else: the one row that differs is looked at."""
    page = borrow()
    page.goto(rows(_PLANTED[fault], _PALE).page)
    assert fault in axe.faults(page, once=True)
    assert fault in axe.faults(page, alike=True)


@pytest.mark.parametrize(("window", "holds"), _WORN.items(), ids=map(str, _WORN))
def test_a_fault_in_one_state_is_found(
    borrow: Callable[[], Page], rows: Callable[[str, str], Planted], window: Window, holds: str
) -> None:
    """Words that stand on one page and are pale in one state are found in that state, and not in one before it."""
    sheet = rows(_PLANTED["violates color-contrast"], f"{holds} {{ {_PALE} }}").sheet
    found = _in_states(borrow(), Visit(sheet, [Window(390, "light"), window], is_sheet=True))
    assert "violates color-contrast" in found[str(window)]
    assert str(Window(390, "light")) not in found


@pytest.mark.parametrize(
    ("inherited", "number"), [("", 0), (".many { color: #eee }", 1), (".many { background: #555 }", 1)]
)
def test_what_an_ancestor_gives_is_seen(
    borrow: Callable[[], Page], rows: Callable[[str, str], Planted], inherited: str, number: int
) -> None:
    """A row like those before it is looked at where it has other colours, or stands on another ground."""
    row = f"<li class=row><p class=plain>Words</p></li></ul><div class=many><ul>{_ROW}</ul></div><ul>"
    page = borrow()
    page.goto(rows(row, inherited).page)
    assert axe.faults(page, alike=True, off=["list"]).count("violates color-contrast") == number


@pytest.mark.parametrize("state", [Window(1280, "light", "print"), Window(320, "light"), BARE[0]], ids=str)
def test_a_heading_that_a_state_hides_is_missed(
    borrow: Callable[[], Page], rows: Callable[[str, str], Planted], state: Window
) -> None:
    """A part whose heading is shown in one state is not shown without it in another."""
    hidden = "@media print, (width <= 320px) { .part { display: none } } .no-js .part { display: none }"
    sheet = rows("<li class=row><h2 class=part>A part</h2></li>", hidden).sheet
    found = _in_states(borrow(), Visit(sheet, [Window(1280, "dark"), state], is_sheet=True))
    assert ["hidden: h2 A part" in fault for fault in found.values()] == [True]


def test_what_was_pointed_at_is_so_no_more(borrow: Callable[[], Page]) -> None:
    """The state after it shares the visit, and nothing looks pointed at any more; rules in rules are known too."""
    page = borrow()
    red = "() => [...document.links].filter(one => getComputedStyle(one).color === 'rgb(255, 0, 0)').length"
    page.set_content("<style>@media screen { a { color: blue; &:hover { color: red } } }</style><a href=#x>A place</a>")
    Window(use="hover").take(page)
    assert page.evaluate(red) == 1
    assert OPENED[0].follows(Window(use="hover"), page)
    OPENED[0].take(page)
    assert page.evaluate(red) == 0
