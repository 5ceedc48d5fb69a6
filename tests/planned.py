"""The miniature with what a plan may state of its actions: own numbers, dates, who leads and who are partners."""

from __future__ import annotations

import shutil
from pathlib import Path

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.views.site import Site

MINIATURE = Path(__file__).parent / "miniature"
RIVERS = "framework/editions/2024-28/1-rivers-and-paths.yml"
#: The end of the wording of an action → the lines that follow it.
_STATED = {
    "to plant willow along both rivers.\n": """\
    reference: 1.1
    due: 2027-03
    lead: [river-trust]
    partners: [housing-association, publisher]
""",
    "and publish what was found.\n": """\
    reference: 1.2
    due: 2026
    lead: [publisher]
""",
}


def planned(folder: Path) -> Path:
    """A copy of the miniature in the folder; of its first priority's three actions two state all of it or some."""
    root = Path(shutil.copytree(MINIATURE, folder / "planned"))
    state(root, _STATED)
    return root


def state(root: Path, lines: dict[str, str]) -> None:
    """Write lines of fields behind the wordings that end so."""
    path = root / RIVERS
    text = path.read_text("utf-8")
    for ending, stated in lines.items():
        assert text.count(ending) == 1
        text = text.replace(ending, ending + stated)
    path.write_text(text, encoding="utf-8")


def site_of(root: Path) -> Site:
    """The site of a folder, as it is read without its pages."""
    return Site(loader.load(root), store.read(root))
