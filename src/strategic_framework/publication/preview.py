"""A proposal as one file that opens by a double click: the receipt, and each page that changes, marked and whole.

It loads nothing: styles and fonts stand in it, there is no script, and its policy allows nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from markupsafe import Markup, escape

from strategic_framework.language.strings import translate_text
from strategic_framework.model.frozen import frozen
from strategic_framework.publication import receipt_data
from strategic_framework.publication.changed_pages import ChangedPage
from strategic_framework.publication.page_words import differing, only_numbered, words
from strategic_framework.publication.receipt_data import Receipt, SealedChange
from strategic_framework.rendering import templates
from strategic_framework.site import ordinary_pages, pages
from strategic_framework.site.pages import Page
from strategic_framework.views import difference, preview
from strategic_framework.views.site import Site
from strategic_framework.views.view import Link

#: So many pages are shown whole; of the others what changes is shown. The whole site lies beside the file.
MOST_WHOLE = 40
#: Attributes that hold identifiers of the same page.
_IDENTIFIERS = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "aria-owns")
#: What would load or run something, or sends something.
_LEFT_OUT = ("script", "style", "template", "link", "meta", "iframe", "object", "embed", "video", "audio", "img")
#: What an element would load, show or send by itself.
_LOADING = frozenset({"style", "src", "srcset", "action", "formaction", "poster", "background", "ping"})
_POLICY = "default-src 'none';style-src 'sha256-{styles}';font-src data:;base-uri 'none';form-action 'none'"
_NOWHERE = "https://nowhere.invalid/"


def document(receipt: Receipt, changed: Sequence[ChangedPage], site: Site) -> str:
    """The whole file."""
    styles = templates.preview_stylesheet().decode()
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    head = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(styles=digest)}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="robots" content="noindex">',
        f"<title>{escape(translate_text('preview.title'))}</title>",
        f"<style>{styles}</style>",
    )
    lines = (
        "<!doctype html>", '<html lang="en-GB" class="no-js">', "<head>", *head, "</head>",
        '<body data-md-color-scheme="default">', f"<main>\n{_content(receipt, changed, site)}\n</main>", "</body>",
        "</html>\n",
    )  # fmt: skip
    return "\n".join(lines)


def _content(receipt: Receipt, changed: Sequence[ChangedPage], site: Site) -> str:
    items = {item for change in receipt["changes"] for item in change["items"]}
    beside = sorted(map(_beside, changed), key=lambda each: each.page.here.subject not in items)  # an item's own first
    shown = [each for each in beside if not each.is_minor]
    places = {each.page.here.address: f"page-{number}" for number, each in enumerate(shown, 1)}
    view = preview.Preview(
        work=site.framework.settings.title,
        sentences=receipt["sentences"],
        problems=[" ".join(filter(None, (fault["what"], fault["instead"]))) for fault in receipt["problems"]],
        changes=[_decision(change) for change in receipt["changes"]],
        contents=[Link(f"#{places[each.page.here.address]}", each.page.title) for each in shown],
        pages=[_page(each, places, whole=number < MOST_WHOLE) for number, each in enumerate(shown)],
        minor=[each.page.title for each in beside if each.is_minor],
        key=difference.Redline([], key=True),
    )
    return str(templates.render(view))


@frozen
class _Beside:
    """A page that changes, its HTML, and the words that differ; a minor one shows another version's number alone."""

    page: Page
    html: str
    is_new: bool
    differing: Sequence[tuple[str, str]]

    @property
    def is_minor(self) -> bool:
        return not self.is_new and bool(self.differing) and only_numbered(self.differing)


def _beside(changed: ChangedPage) -> _Beside:
    after = _html(changed.page)
    if changed.before is None:
        return _Beside(changed.page, after, is_new=True, differing=())
    return _Beside(changed.page, after, is_new=False, differing=differing(words(_html(changed.before)), words(after)))


def _decision(change: SealedChange) -> preview.Decision:
    return preview.Decision(
        change["title"], change["reason"], change["decision"], [_wording(detail) for detail in change["details"]]
    )


def _wording(detail: receipt_data.Detail) -> preview.Wording:
    called = detail["called"] if detail["field"] == "wording" else f"{detail['called']}, {detail['field']}"
    if detail["way"] == "marked":
        marked = templates.render(difference.marked(detail["was"], detail["now"]))
        return preview.Wording(called, marked, note=detail["note"])
    return preview.Wording(called, Markup(), detail["was"], detail["now"], detail["note"])


def _page(beside: _Beside, places: Mapping[str, str], *, whole: bool) -> preview.ChangedPage:
    here = beside.page.here
    marked = templates.render_all([difference.marked(was, now) for was, now in beside.differing])
    shown = embedded(beside.html, here.address, places, here.framework.settings.address) if whole else ""
    return preview.ChangedPage(
        places[here.address], beside.page.title, f"/{here.address}", beside.is_new, marked, templates.safe(shown)
    )


def _html(page: Page) -> str:
    return pages.matter(page, pages.answers(page)) if page.template.is_template else ordinary_pages.content(page)


def embedded(page: str, address: str, places: Mapping[str, str], public: str) -> str:
    """The HTML of a page as it can stand among others in one file: own identifiers, and no way to load anything.

    Links lead to the pages that are in the file, else to the public site; where that has no address, nowhere.
    """
    root = html.fragment_fromstring(page, create_parent="div")
    for element in [each for each in root.iter(*_LEFT_OUT) if each is not root]:
        element.drop_tree()
    own = places[address]
    for element in root.iter():
        if isinstance(element.tag, str):
            _rename(element, own)
            _lead(element, address, places, public)
    return str(html.tostring(root, encoding="unicode"))


def _own(page: str, name: str) -> str:
    """An identifier of a page as it stands in the file: no name that a page may choose is one of the file's own."""
    return f"{page}-in-{name}"


def _rename(element: html.HtmlElement, own: str) -> None:
    """Give an element's identifiers the name of its page in front, so that no two pages share one."""
    if name := element.get("id"):
        element.set("id", _own(own, name))
    for attribute in _IDENTIFIERS:
        if names := element.get(attribute):
            element.set(attribute, " ".join(_own(own, name) for name in names.split()))
    for attribute in [name for name in element.attrib if name.startswith("on") or name in _LOADING]:
        del element.attrib[attribute]


def _lead(element: html.HtmlElement, address: str, places: Mapping[str, str], public: str) -> None:
    href = element.get("href")
    if href is None:
        return
    target, fragment = urldefrag(urljoin(f"{_NOWHERE}{address}", href))
    if urlsplit(target).scheme not in {"https", "http", "mailto"}:
        del element.attrib["href"]
        return
    path = target.removeprefix(_NOWHERE)
    if not target.startswith(_NOWHERE):
        return
    if path in places:
        element.set("href", f"#{_own(places[path], fragment) if fragment else places[path]}")
    elif public:
        element.set("href", f"{public}{path}" + (f"#{fragment}" if fragment else ""))
    else:
        del element.attrib["href"]
