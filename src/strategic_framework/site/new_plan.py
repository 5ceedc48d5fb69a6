"""The files of a new plan: its content from a few answers, and a copy of what every plan has from this package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from strategic_framework.content.files import FOLDER
from strategic_framework.ledger.records import Data
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.model import Words
from strategic_framework.model.frozen import frozen
from strategic_framework.site.standard import copied_files

Licence = Literal["not-stated", "ogl", "cc-by"]

_SCAFFOLD = Path(__file__).parent / "scaffold"
_RIGHTS: dict[Licence, str] = {
    "not-stated": "A licence is not stated.",
    "ogl": "They are published under the Open Government Licence v3.0.",
    "cc-by": "They are published under Creative Commons Attribution 4.0 International.",
}
#: The longest short name of a priority that is made of its title.
_SHORT = 40

_SETTINGS = """\
# What the whole site needs to know. reference/keys.md says what each line means, and which others there are.
# official: true only when somebody is named under approved_by. as_at moves by itself, with each publication.

"""
_EDITION = """\
# The {label} edition: its title and its period. Each priority has a file of its own beside this one.
# starts and ends: a year, a month or a day, such as {ends}-03. labels: what your plan calls its parts.

"""
_PRIORITY = """\
# Priority {number}. Add what your plan has: context, role, actions, aspirations. Each is a list of entries like
#   - text: >-
#       The words, as your plan has them.
# They get their numbers when they are first published; write none yourself.

"""


@frozen
class NewPlan:
    """The answers that a new plan is made from. `period` is a year or two, `2027` or `2027-31`; `today` is a day."""

    title: str
    publisher: str
    called: str
    period: str
    address: str
    priorities: tuple[str, ...]
    today: str
    actions: str = ""
    aspirations: str = ""
    repository: str = ""
    contact: str = ""
    licence: Licence = "not-stated"
    engine: str = ""
    begins: str = ""
    finishes: str = ""
    words: Words = field(default_factory=Words)

    @property
    def starts(self) -> str:
        """When its period begins: the first year, or as exact as `begins`."""
        return self.begins or self.period[:4]

    @property
    def ends(self) -> str:
        """When it ends: as exact as `finishes`, or the last year, with the digits of the first where it has two."""
        year = int(self.period[:4])
        return self.finishes or str(year + (int(self.period[5:] or self.period[2:4]) - year) % 100)


def files(plan: NewPlan) -> dict[str, bytes]:
    """Path → content of every file of the new plan. Raises ValueError where an answer cannot be written as YAML."""
    content = {f"{FOLDER}/{name}": text.encode() for name, text in _content(plan).items()}
    return copied_files() | _scaffold(plan) | content


def _content(plan: NewPlan) -> dict[str, str]:
    edition = f"editions/{plan.period}"
    label = plan.period.replace("-", "–")
    settings: dict[str, Data] = {
        "title": plan.title,
        "publisher": {"name": plan.publisher, **({"called": plan.called} if plan.called != plan.publisher else {})},
        "official": False, "current_edition": plan.period, "languages": ["en"], "as_at": plan.today,
        "words": {kind: {"one": word.one, "other": word.other} for kind, word in plan.words.chosen.items()},
        "address": plan.address, "repository": plan.repository, "contact": plan.contact,
        "rights": f"The words of {plan.title} are those of {plan.called}. {_RIGHTS[plan.licence]}",
    }  # fmt: skip
    labels: dict[str, Data] = {"actions": plan.actions, "aspirations": plan.aspirations}
    about: dict[str, Data] = {
        "id": plan.period, "title": plan.title, "label": label, "source": "new",
        "starts": plan.starts, "ends": plan.ends, "labels": _filled(labels),
    }  # fmt: skip
    return {
        "framework.yml": _SETTINGS + dump(_filled(settings)),
        "sources.yml": "# The documents that the plan is quoted from, and those that updates quote. None yet.\n\n[]\n",
        f"{edition}/edition.yml": _EDITION.format(label=label, ends=plan.ends) + dump(_filled(about)),
    } | {
        f"{edition}/{priority_file(number, title)}": _PRIORITY.format(number=number)
        + dump({"id": f"pri-{number}", "title": title, "nav_label": short_title(title)})
        for number, title in enumerate(plan.priorities, 1)
    }


def priority_file(number: int, title: str) -> str:
    """The name of the file of a priority: its number, and the first words of its title."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:_SHORT].strip("-")
    return f"{number}-{words or 'priority'}.yml"


def short_title(title: str) -> str:
    """A title in at most so many letters, cut between words."""
    return title if len(title) <= _SHORT else title[: _SHORT + 1].rpartition(" ")[0] or title[:_SHORT]


def _filled(data: Mapping[str, Data]) -> dict[str, Data]:
    return {key: value for key, value in data.items() if value not in ("", {})}


def _scaffold(plan: NewPlan) -> dict[str, bytes]:
    """The files that a plan has from the scaffold, with what it is called in the places marked by « »."""
    words = {
        "title": plan.title, "publisher": plan.called, "edition": plan.period, "engine": plan.engine,
        "first": priority_file(1, plan.priorities[0]),
    }  # fmt: skip
    texts = {
        path.relative_to(_SCAFFOLD).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(_SCAFFOLD.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
    return {name: re.sub(r"«(\w+)»", lambda mark: words[mark[1]], text).encode() for name, text in texts.items()}
