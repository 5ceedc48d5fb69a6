"""Which pages a browser opens: every page of the real site and of the examples, and one of each kind.

Read from the plan, never listed. The miniature is opened where a test names it.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.site import pages
from strategic_framework.views.base import Site
from tests.conftest import MINIATURE, ROOT


class Place(NamedTuple):
    """A page: the site it is of, its address there, and the file of `docs/` that makes it."""

    site: str
    address: str
    template: str

    def __str__(self) -> str:
        return f"{self.site}:/{self.address}"


def contents() -> dict[str, Path]:
    """Site → the folder that holds its `framework/`: the real one, the miniature, and each of the examples."""
    examples = sorted((ROOT / "examples").glob("**/framework/framework.yml"))
    return {"real": ROOT, "miniature": MINIATURE} | {path.parent.parent.name: path.parent.parent for path in examples}


@functools.cache
def every() -> tuple[Place, ...]:
    """Every page of every site, the not-found pages included."""
    found = []
    for name, folder in contents().items():
        if name == "miniature":
            continue
        found += [Place(name, page.here.address, page.template.name) for page in pages.plan(_site(folder), ROOT)]
        found.append(Place(name, "404.html", "404"))
    return tuple(found)


@functools.cache
def kinds() -> tuple[Place, ...]:
    """One page for each file of `docs/`, the longest-worded; of the real site where that has one."""
    return tuple(max(_rivals(template), key=_length) for template in dict.fromkeys(p.template for p in every()))


def marked() -> list[Any]:
    """Every page, as parameters of a test; those that stand for no kind are marked `every`."""
    ordinary = set(kinds())
    return [pytest.param(place, marks=[] if place in ordinary else [pytest.mark.every]) for place in every()]


def _rivals(template: str) -> list[Place]:
    found = [place for place in every() if place.template == template]
    return [place for place in found if place.site == found[0].site]


def _length(place: Place) -> int:
    framework = _site(contents()[place.site]).framework
    item = framework.items.get(place.address.rstrip("/").rpartition("/")[2])
    return len(item.text) if item else 0


@functools.cache
def _site(folder: Path) -> Site:
    return Site(loader.load(folder), store.read(folder))
