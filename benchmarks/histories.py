"""Invented histories in the shape of two real ones, for tests and for measuring: the same every time.

`plan` is a plan of 92 items and 15 dated revisions, each of its own kind. `results` are seven editions of as many items
as are asked for, with reworded, retired, restored and reused identifiers. A revision is first given as a document
comes: items vanish, identifiers are reused, and the check refuses that. Then it is given as an editor puts it right.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

Entry = dict[str, Any]
Data = dict[str, Entry]
Edit = Callable[["Author"], None]
EDITION = "2022-26"
PLACE = f"editions/{EDITION}"
#: The one in C is there wherever PyYAML comes as a wheel, and takes a tenth of the time.
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
#: No word stands in two of these, so that a sentence of the second has less than half of its words from the first.
WORDS = (
    (
        "river path bridge warm home school market harbour meadow council partner service data digital plan learn "
        "share support develop deliver improve local people community together explore resilient shared open careful"
    ),
    (
        "kiln lantern quarry orchard violin compass granite feather tunnel copper saddle chimney glacier barley anchor "
        "tailor pebble furnace ribbon walnut thimble cobbler bellows pasture mallet beacon trellis gravel sextant loom"
    ),
)


@dataclass
class Revision:
    """One dated state: as it came and for which codes that is refused, as it was put right, and why.

    `classes` are those of the records that its publication seals; what a parent's order only follows is not among them.
    """

    day: str
    came: Data
    data: Data
    refused: set[str] = field(default_factory=set)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)

    def lay_out(self, root: Path, data: Data | None = None) -> None:
        """Write the state, put right unless another is given, below the root; the reasons with the right one."""
        for name, entry in (self.data if data is None else data).items():
            _write(root / "framework" / name, entry)
        for name, items in self.reasons.items() if data is None else ():
            reason = {"items": items, "decided": self.day, "decided_by": "Nobody", "reason": "Invented words."}
            _write(root / "framework" / "changes" / "pending" / f"{name}.yml", reason)


def begin(root: Path) -> Path:
    """The files of a framework that no revision changes."""
    folder = root / "framework"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "invented.txt").write_text("Invented Plan\n", encoding="utf-8")
    source = {"id": "invented", "title": "Invented", "short": "Invented", "author": "Nobody", "kind": "Invented words",
              "date_note": "undated", "file": "sources/invented.txt"}  # fmt: skip
    _write(folder / "sources.yml", [source])
    settings = {"title": "Invented Plan", "publisher": {"name": "Glen Rowan Council"}, "official": "false",
                "fictional": "true", "current_edition": EDITION, "as_at": "2026-06-30",
                "address": "https://example.org/", "rights": "Invented words."}  # fmt: skip
    _write(folder / "framework.yml", settings)
    return root


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=DUMPER, sort_keys=False, allow_unicode=True, width=100)
    path.write_text(text.replace("'true'", "true").replace("'false'", "false"), encoding="utf-8")


class Author:
    """Edits one state after another, and keeps what each edit should come to."""

    def __init__(self, seed: int, priorities: int, actions: int, aspirations: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 (the same history each time)
        self.data: Data = {f"{PLACE}/edition.yml": {
            "id": EDITION, "title": "Invented Plan 2022-2026", "label": "2022–26", "source": "invented",
            "starts": "2022", "ends": "2026-12",
        }}  # fmt: skip
        self.highest = {"act": 0, "asp": 0}
        for number in range(1, priorities + 1):
            self.data[f"{PLACE}/{number:02d}-priority.yml"] = {
                "id": f"pri-{number}", "title": self.sentence(8), "title_source": "new",
                "nav_label": f"Priority {number}", "due": f"2024-{1 + number % 12:02d}",
                "actions": [self.entry("act") for _ in range(actions)],
                "aspirations": [self.entry("asp") for _ in range(aspirations)],
            }  # fmt: skip
        self.came: Data = {}
        self.revision = Revision("", {}, {})

    def sentence(self, length: int = 22, vocabulary: int = 0) -> str:
        words = self.dice.choices(WORDS[vocabulary].split(), k=length)
        return f"{' '.join(words).capitalize()}."

    def entry(self, kind: str, vocabulary: int = 0) -> Entry:
        """An entry with the identifier that it has, or will get when it is published."""
        self.highest[kind] += 1
        return {"id": f"{kind}-{self.highest[kind]:02d}", "source": "new", "text": self.sentence(vocabulary=vocabulary)}

    @property
    def priorities(self) -> list[Entry]:
        return [entry for entry in self.data.values() if "actions" in entry]

    @property
    def in_force(self) -> list[Entry]:
        """Every item that is not retired and that no edit of this revision has touched."""
        return [item for item in self._items(self.data) if "retired" not in item and item["id"] not in self._touched]

    @property
    def _touched(self) -> set[str]:
        return {*self.revision.classes}

    @staticmethod
    def _items(data: Data) -> Iterator[Entry]:
        for entry in data.values():
            yield from (*entry.get("actions", ()), *entry.get("aspirations", ()))

    def some(self, count: int) -> list[Entry]:
        return self.dice.sample(self.in_force, count)

    def first(self, name: str) -> Entry:
        """The item of that identifier in the state as it came."""
        return next(item for item in self._items(self.came) if item["id"] == name)

    def revise(self, day: str, *edits: Edit, apart: bool = False) -> Revision:
        """The state after these edits; one reason for each kind of edit, or `apart`: for each item."""
        self.came = deepcopy(self.data)
        self.revision = Revision(day, self.came, self.data)
        for edit in edits:
            edit(self)
        reasons = self.revision.reasons
        if apart:
            self.revision.reasons = {f"{name}-{item}"[:60].replace(" ", "-"): [item]
                                     for name, items in reasons.items() for item in items}  # fmt: skip
        new = {item for item, kind in self.revision.classes.items() if kind == "added"}
        self.revision.data = _unnumbered(self.data, new)
        self.revision.came = _unnumbered(self.came, new)
        return self.revision

    def because(self, kind: str, name: str, *, said: str = "") -> None:
        """Note that a record comes to that class, and give the reason for it; cosmetic ones need none."""
        self.revision.classes[name] = kind
        if kind != "cosmetic":
            self.revision.reasons.setdefault(kind, []).append(said or name)


def _unnumbered(data: Data, new: set[str]) -> Data:
    """A copy in which new entries have no identifier, as an editor adds them."""
    copy = deepcopy(data)
    for entry in copy.values():
        for name in {"actions", "aspirations"} & entry.keys():
            entry[name] = [{key: value for key, value in item.items() if key != "id" or value not in new}
                           for item in entry[name]]  # fmt: skip
    return copy


# --- edits: each changes the state as it came and as it is put right --------------------------------------------------


def reword(count: int) -> Edit:
    """Items with two other words, one of them the day: so that no edit is taken back by a later one."""

    def edit(author: Author) -> None:
        for item in author.some(count):
            words = item["text"].split()
            words[3], words[5] = author.sentence(1)[:-1].lower(), f"({author.revision.day})"
            item["text"] = author.first(item["id"])["text"] = " ".join(words)
            author.because("amended", item["id"])

    return edit


def punctuate(count: int) -> Edit:
    """Items with one comma more."""

    def edit(author: Author) -> None:
        for item in author.some(count):
            words = item["text"].split()
            words[2] += "," if not words[2].endswith(",") else ";"
            item["text"] = author.first(item["id"])["text"] = " ".join(words)
            author.because("cosmetic", item["id"])

    return edit


def slip(months: int) -> Edit:
    """Two priorities that are due later."""

    def edit(author: Author) -> None:
        for priority in author.priorities[:2]:
            year, month = map(int, priority["due"].split("-"))
            later = year * 12 + month - 1 + months
            _set_everywhere(author, priority, "due", f"{later // 12}-{later % 12 + 1:02d}")
            author.because("amended", priority["id"])

    return edit


def retitle(author: Author) -> None:
    """A priority with one word more in its title."""
    priority = author.priorities[-1]
    _set_everywhere(author, priority, "title", f"{priority['title'][:-1]} anew.")
    author.because("amended", priority["id"])


def _set_everywhere(author: Author, priority: Entry, name: str, value: str) -> None:
    came = next(entry for entry in author.came.values() if entry["id"] == priority["id"])
    priority[name] = came[name] = value


def swap(author: Author) -> None:
    """Two items of a list came with each other's words; put right, the whole entries stand in the other order."""
    here = author.priorities[0]["actions"]
    one, other = (here.index(item) for item in author.in_force if item in here[4:8:3])
    first, second = author.first(here[one]["id"]), author.first(here[other]["id"])
    first["text"], second["text"] = second["text"], first["text"]
    here[one], here[other] = here[other], here[one]
    author.because("moved", author.priorities[0]["id"])
    author.revision.refused.add("exchanged")


def vanish(count: int) -> Edit:
    """Items that came no more; put right, they are retired."""

    def edit(author: Author) -> None:
        for item in author.some(count):
            _drop(author.came, item["id"])
            item["retired"] = "true"
            author.because("retired", item["id"])
        author.revision.refused.add("vanished")

    return edit


def _drop(data: Data, name: str) -> None:
    for entry in data.values():
        for listed in {"actions", "aspirations"} & entry.keys():
            entry[listed] = [item for item in entry[listed] if item["id"] != name]


def restore(count: int) -> Edit:
    """Retired items that came back."""

    def edit(author: Author) -> None:
        retired = [item for item in author._items(author.data) if "retired" in item]  # noqa: SLF001
        for item in [item for item in retired if item["id"] not in author.revision.classes][:count]:
            del item["retired"]
            author.first(item["id"]).pop("retired")
            author.because("restored", item["id"])

    return edit


def reuse(count: int) -> Edit:
    """Identifiers that came with wholly other words; put right, the old words are retired and the new ones added."""

    def edit(author: Author) -> None:
        for item in author.some(count):
            author.first(item["id"])["text"] = author.sentence(vocabulary=1)
            item["retired"] = "true"
            author.because("retired", item["id"])
        author.revision.refused.add("same-or-other")
        add(count)(author)

    return edit


def add(count: int) -> Edit:
    """New items at the end of the last list, so that their numbers follow the order of the file."""

    def edit(author: Author) -> None:
        for _ in range(count):
            entry = author.entry("act", vocabulary=1)
            author.priorities[-1]["actions"].append(entry)
            came = [entries for entries in author.came.values() if "actions" in entries]
            came[-1]["actions"].append(deepcopy(entry))
            author.because("added", entry["id"], said=entry["text"])

    return edit


def move(author: Author) -> None:
    """An item under another priority."""
    item = next(item for item in author.in_force if item in author.priorities[1]["actions"])
    for data in (author.data, author.came):
        entries = [entry for entry in data.values() if "actions" in entry]
        _drop(data, item["id"])
        entries[2]["actions"].append(deepcopy(item))
    author.because("moved", item["id"])


def lose_an_identifier(author: Author) -> None:
    """An item that came without its identifier; put right, it has it again, and nothing is changed."""
    author.first(author.in_force[0]["id"]).pop("id")
    author.revision.refused.add("lost-identifier")


# --- the two histories ------------------------------------------------------------------------------------------------


def plan(seed: int = 13) -> Iterator[Revision]:
    """92 items in four priorities, and 15 revisions in four years; one brings nothing."""
    author = Author(seed, priorities=4, actions=14, aspirations=8)
    steps: list[tuple[Edit, ...]] = [
        (), (reword(3),), (slip(6),), (swap,), (vanish(1),), (punctuate(1),), (add(2),), (), (restore(1),), (move,),
        (retitle, reword(2)), (reuse(1),), (vanish(3),), (slip(9), reword(4), punctuate(2)),
        (reword(1), lose_an_identifier),
    ]  # fmt: skip
    for number, edits in enumerate(steps):
        yield author.revise(_day(number, 97), *edits)


def results(items: int = 2000, seed: int = 7, *, apart: bool = False) -> Iterator[Revision]:
    """Seven editions of that many items, each with about a tenth of them changed."""
    actions = items // 20 * 2 // 3
    author = Author(seed, priorities=20, actions=actions, aspirations=items // 20 - actions - 1)
    part = max(1, items // 200)
    yield author.revise(_day(0, 240))
    for number in range(1, 7):
        edits = (reword(8 * part), punctuate(2 * part), vanish(4 * part), reuse(part), add(3 * part))
        more = (restore(part),) if number > 1 else ()
        yield author.revise(_day(number, 240), *more, *edits, apart=apart)


def _day(number: int, apart: int) -> str:
    return (date(2022, 3, 1) + timedelta(days=number * apart)).isoformat()
