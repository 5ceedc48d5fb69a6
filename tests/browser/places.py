"""Which pages a browser opens: those of the frozen framework and of the examples, and one of each kind.

Read from the plan, never listed. The miniature is opened where a test names it; the site that is to be published, by
the tests of the content.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.site import pages
from strategic_framework.views.site import Site
from tests.conftest import FROZEN, MINIATURE, ROOT


class Place(NamedTuple):
    """A page: the site it is of, its address there, and the file of `docs/` that makes it."""

    site: str
    address: str
    template: str

    def __str__(self) -> str:
        return f"{self.site}:/{self.address}"

    def file(self, folder: Path) -> Path:
        """Where the page stands in the built folder of its site."""
        return folder / self.address if self.address.endswith(".html") else folder / self.address / "index.html"


def contents() -> dict[str, Path]:
    """Site → the folder that holds its `framework/`."""
    examples = sorted((ROOT / "examples").glob("**/framework/framework.yml"))
    named = {"frozen": FROZEN, "miniature": MINIATURE, "public": ROOT}
    return named | {path.parent.parent.name: path.parent.parent for path in examples}


@functools.cache
def of_site(name: str) -> tuple[Place, ...]:
    """Every page of a site, the not-found page included."""
    planned = pages.plan(_site(contents()[name]), ROOT)
    return (*(Place(name, page.here.address, page.template.name) for page in planned), Place(name, "404.html", "404"))


@functools.cache
def every() -> tuple[Place, ...]:
    """Every page that tests of the code open: of the frozen framework and of the examples."""
    return tuple(place for name in contents() if name not in {"miniature", "public"} for place in of_site(name))


@functools.cache
def kinds() -> tuple[Place, ...]:
    """One page for each file of `docs/`, the longest-worded; of the frozen site where that has one."""
    return longest(every())


def longest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Of each kind among these pages the longest-worded, from the first site that has one."""
    rivals: dict[str, list[Place]] = {}
    for place in places:
        rivals.setdefault(place.template, []).append(place)
    return tuple(max((one for one in row if one.site == row[0].site), key=_length) for row in rivals.values())


def _length(place: Place) -> int:
    framework = _site(contents()[place.site]).framework
    item = framework.items.get(place.address.rstrip("/").rpartition("/")[2])
    return len(item.text) if item else 0


@functools.cache
def _site(folder: Path) -> Site:
    return Site(loader.load(folder), store.read(folder))
