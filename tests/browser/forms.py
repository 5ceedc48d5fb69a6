"""Which pages show every form that an element takes, so that what depends on form alone is looked at once for each.

The form of an element is its tag, its classes, the names of its attributes and the values of those that change what it
is, under the same of its ancestors. Pages are made from few templates, so most show no form that another has not shown:
its styles are chosen by the same classes under the same classes, and its role and states follow from the same
attributes. What depends on an element's words, its number or its neighbours is checked on every page: by the Nu checker
and html-validate (`test_valid.py`), in the built HTML (`test_site.py`) and in a window (`test_pages.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from lxml import html

from tests.browser.places import Place

#: The number of a form in this process, which has met so many before it: forms are compared, and nothing else.
Form = int
#: Attributes that change what an element is by their value; of all others the name is enough.
TELLING = {"aria-current", "colspan", "hidden", "lang", "role", "rowspan", "scope", "tabindex", "type"}
#: The form of the outermost element, which is the same everywhere.
OUTERMOST: Form = 0
#: The form of an element in a window, as a function of a script: its tag and its classes under the same of all above.
IN_A_WINDOW = """const form = one => one === document.documentElement ? '' :
    `${form(one.parentElement)} ${one.localName}.${[...one.classList].sort().join('.')}`;"""
_numbers: dict[tuple[Form, str], Form] = {}


def parsed(page: Path) -> html.HtmlElement:
    """A built page."""
    tree: html.HtmlElement = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return tree


def of_page(page: Path, inside: str = "body") -> frozenset[Form]:
    """Every form inside elements of that name on a built page, their own included."""
    return frozenset(form for outer in parsed(page).iter(inside) for form, _ in below(outer, above(outer)))


def above(element: html.HtmlElement) -> Form:
    """The form of what the element stands in."""
    parent = element.getparent()
    return OUTERMOST if parent is None or parent.getparent() is None else of(parent, above(parent))


def of(element: html.HtmlElement, parent: Form) -> Form:
    """The form of an element in one of that form."""
    return _numbers.setdefault((parent, _own(element.tag, tuple(element.items()))), len(_numbers) + 1)


def below(element: html.HtmlElement, parent: Form) -> Iterator[tuple[Form, html.HtmlElement]]:
    """An element, in one of that form, and all in it, each with its own form."""
    if not is_seen(element):
        return
    form = of(element, parent)
    yield form, element
    for child in element:
        yield from below(child, form)


def is_seen(element: html.HtmlElement) -> bool:
    """Whether it is an element that has a form: no comment, script or style."""
    return isinstance(element.tag, str) and element.tag not in {"script", "style"}


@cache
def _own(tag: str, attributes: tuple[tuple[str, str], ...]) -> str:
    names = (f"{name}={value}" if name in TELLING else name for name, value in sorted(attributes))
    classes = " ".join(sorted(dict(attributes).get("class", "").split()))
    named = " ".join(name for name in names if name not in {"class", "id"})
    return f"{tag}.{classes}[{named}]"


def cover(shown: Mapping[Place, frozenset[Form]], seen: Collection[Form] = ()) -> list[Place]:
    """Pages that together show every form that was not seen; each is the one that shows most of what is left."""
    left, chosen = frozenset[Form]().union(*shown.values()) - frozenset(seen), list[Place]()
    while left:
        best = max(shown, key=lambda place: len(shown[place] & left))
        chosen.append(best)
        left -= shown[best]
    return chosen
