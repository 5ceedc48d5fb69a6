"""Sheets put together of the parts of all pages: every form of an element (`forms.py`) stands on one of them.

A part shows a form that no part before it has shown; what shows none is left out, so that some thousand elements stand
for several hundred pages. Around each element stand the same ancestors as on its page, under the same stylesheets. A
row, a line of words, a drawing and a form stand whole, with what else is in them. The first page of a sheet stands
whole too: a small one, which has what the script of every page looks for.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from lxml import html

from tests.browser import forms
from tests.browser.forms import Form
from tests.browser.places import Place
from tests.gallery import own_identifiers

#: What is left out part by part, since none of what is in it is laid out or named by what stands beside it.
_IN_PARTS = {
    "article", "aside", "body", "details", "div", "dl", "footer", "header", "main", "nav", "ol", "section", "table",
    "tbody", "ul",
}  # fmt: skip
#: A list of so few entries stands whole: where paper hides one of them, another is left.
_LISTS, _FEW = {"ol", "ul"}, 3
#: What stands empty when all in it is left out, and in what, if not anywhere: what is beside it keeps its place.
_PLACES = {"aside": "", "div": "section", "nav": ""}
#: How many elements a sheet has: few sheets cost less to open, and several can be shared among workers.
_ELEMENTS = 1800
_STYLESHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
#: Where a page finds what pages share: a sheet has it beside it.
_ASSETS = re.compile(r'"(?:/|(?:\.\./)+)assets/')


class _Shown:
    """The forms that were shown, and of which there was one with words of its own: those are what has a colour."""

    def __init__(self) -> None:
        self._forms: set[tuple[Form, bool]] = set()

    def is_new(self, element: html.HtmlElement, parent: Form) -> bool:
        """Whether an element in one of that form, or anything in it, shows a new form; shows it whole."""
        before = len(self._forms)
        self._forms.update((form, _has_words(inner)) for form, inner in forms.below(element, parent))
        return len(self._forms) > before

    def keep(self, element: html.HtmlElement, parent: Form) -> bool:
        """Leave of an element what shows a new form. Gives whether anything does."""
        if not forms.is_seen(element):
            return False
        if element.tag not in _IN_PARTS or (element.tag in _LISTS and len(element) <= _FEW):
            return self.is_new(element, parent)
        form = forms.of(element, parent)
        shows = (form, _has_words(element))
        kept = shows not in self._forms
        self._forms.add(shows)
        for child in [*element]:
            if self.keep(child, form):
                kept = True
            elif _PLACES.get(child.tag) in {"", element.tag}:
                _empty(child)
            else:
                element.remove(child)
        return kept


def _has_words(element: html.HtmlElement) -> bool:
    return bool((element.text or "").strip() or any((child.tail or "").strip() for child in element))


def _empty(element: html.HtmlElement) -> None:
    for child in [*element]:
        element.remove(child)
    element.text = None


def write(pages: Mapping[Place, Path], sites: Mapping[str, Path], out: Path, seen: Iterable[Place] = ()) -> Path:
    """The sheets of those pages in a folder, with what the pages of their sites are shown with. Gives the folder.

    Some may have been seen whole: the sheets show what is shown on none of them.
    """
    for number, group in enumerate(_alike(pages, sites)):
        folder = out / str(number)
        shutil.copytree(sites[group[0].site] / "assets", folder / "assets")
        for sheet, text in enumerate(_sheets({place: pages[place] for place in group}, {*seen})):
            (folder / f"{sheet}.html").write_text(text, encoding="utf-8")
    return out


def _alike(pages: Iterable[Place], sites: Mapping[str, Path]) -> list[list[Place]]:
    """The pages of sites that have the same styles and scripts, together."""
    groups: defaultdict[str, list[Place]] = defaultdict(list)
    shared = {site: _fingerprint(folder / "assets") for site, folder in sites.items()}
    for place in pages:
        groups[shared[place.site]].append(place)
    return [*groups.values()]


def _fingerprint(assets: Path) -> str:
    styled = sorted(path for path in assets.rglob("*.*") if path.suffix in {".css", ".js"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in styled)).hexdigest()


def _sheets(pages: Mapping[Place, Path], seen: Container[Place]) -> Iterator[str]:
    """The sheets of pages that share their styles."""
    first = next(place for place in pages if place.template == "404")
    shown, parts, count = _Shown(), list[str](), 0
    for number, (place, path) in enumerate(sorted(pages.items(), key=lambda item: item[0] not in seen)):
        body = forms.parsed(path).find("body")
        if not shown.keep(body, forms.OUTERMOST) or place in seen:
            continue
        parts.append(_part(f"page-{number}", place, body))
        count += sum(1 for _ in body.iter())
        if count > _ELEMENTS:
            yield _sheet(pages.values(), pages[first], parts)
            parts, count = [], 0
    yield _sheet(pages.values(), pages[first], parts)


def _part(name: str, place: Place, body: html.HtmlElement) -> str:
    """What is left of a page, with identifiers of its own; what is said of a part left out is said of its address."""
    kept = "".join(html.tostring(child, encoding="unicode") for child in body)
    return f'<p id="{name}" hidden>{place}</p>\n{own_identifiers(kept, name)}'


def _sheet(pages: Iterable[Path], first: Path, parts: Iterable[str]) -> str:
    """A whole page, and behind it parts of others under the stylesheets of all."""
    text = _text(first)
    styles = dict.fromkeys(link for page in pages for link in _STYLESHEET.findall(_text(page)))
    more = "\n".join(link for link in styles if link not in text)
    return text.replace("</head>", f"{more}\n</head>", 1).replace("</body>", "\n".join([*parts, "</body>"]), 1)


def _text(page: Path) -> str:
    return _ASSETS.sub('"assets/', page.read_text("utf-8"))
