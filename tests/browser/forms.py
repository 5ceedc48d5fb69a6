"""Which pages show every form that an element takes, so that what depends on form alone is looked at once for each.

The form of an element is its tag, its classes, the names of its attributes and the values of those that change what it
is, under the same of its ancestors. Pages are made from few templates, so most show no form that another has not shown:
its styles are chosen by the same classes under the same classes, and its role and states follow from the same
attributes. What depends on an element's words, its number or its neighbours is checked on every page: by the Nu checker
and html-validate (`test_valid.py`), in the built HTML (`test_site.py`) and in a window (`test_pages.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from lxml import html

from tests.browser.places import Place

Form = tuple[str, ...]
#: Attributes that change what an element is by their value; of all others the name is enough.
TELLING = {"aria-current", "colspan", "hidden", "lang", "role", "rowspan", "scope", "tabindex", "type"}
_WHOLE = 1000
#: The form of an element in a window, as a function of a script: its tag and its classes under the same of all above.
IN_A_WINDOW = """const form = one => one === document.documentElement ? '' :
    `${form(one.parentElement)} ${one.localName}.${[...one.classList].sort().join('.')}`;"""


def of_page(page: Path, depth: int = _WHOLE, inside: str = "body") -> frozenset[Form]:
    """Every form inside elements of that name on a built page: of each with so many ancestors, itself included."""
    tree = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    return frozenset(form for outer in tree.iter(inside) for form in _below(outer, _above(outer), depth))


def _above(element: html.HtmlElement) -> Form:
    above = [_own(one) for one in element.iterancestors()]
    return tuple(reversed(above[:-1]))  # the last is `html`, which is the same everywhere


def _below(element: html.HtmlElement, above: Form, depth: int) -> Iterator[Form]:
    if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
        return
    form = (*above, _own(element))[-depth:]
    yield form
    for child in element:
        yield from _below(child, form, depth)


def _own(element: html.HtmlElement) -> str:
    names = (f"{name}={value}" if name in TELLING else name for name, value in sorted(element.items()))
    classes = " ".join(sorted((element.get("class") or "").split()))
    return f"{element.tag}.{classes}[{' '.join(name for name in names if name not in {'class', 'id'})}]"


def cover(shown: Mapping[Place, frozenset[Form]], seen: Collection[Form] = ()) -> list[Place]:
    """Pages that together show every form that was not seen; each is the one that shows most of what is left."""
    left, chosen = frozenset[Form]().union(*shown.values()) - frozenset(seen), list[Place]()
    while left:
        best = max(shown, key=lambda place: len(shown[place] & left))
        chosen.append(best)
        left -= shown[best]
    return chosen
