"""Undoing gives every earlier version back exactly, whatever was edited, explained and published in between."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from strategic_framework.content import loader
from strategic_framework.ledger import store, verify
from strategic_framework.ledger.records import Records, text_digest
from strategic_framework.ledger.versions import apply, states, undo
from tests.ledger import bench

Data = dict[str, dict[str, Any]]
FILES = (bench.RIVERS, bench.HOMES, "framework/editions/2024-28/edition.yml")
LISTS = ("actions", "aspirations", "role")


def read(root: Path) -> Data:
    return {name: yaml.load((root / name).read_text("utf-8"), yaml.BaseLoader) for name in FILES}  # noqa: S506


def write(root: Path, data: Data) -> None:
    for name, one in data.items():
        text = yaml.safe_dump(one, sort_keys=False, allow_unicode=True).replace("'true'", "true")
        (root / name).write_text(text, encoding="utf-8")


def items(data: Data, *, new: bool = False) -> list[dict[str, Any]]:
    """Every item that has its identifier; with `new`, those that wait for theirs too."""
    return [one for priority in priorities(data) for name in LISTS for one in priority[name] if new or "id" in one]


def priorities(data: Data) -> list[dict[str, Any]]:
    return [data[bench.RIVERS], data[bench.HOMES]]


def pick(options: list[Any], number: int) -> Any:
    return options[number % len(options)] if options else None


# Each edit is given the data, a number that chooses, and the round it is made in; it names what must be explained.


def reword(data: Data, number: int, turn: int) -> list[str]:
    one = pick([one for one in items(data) if "retired" not in one], number)
    if not one:
        return []
    one["text"] = f"{one['text']} Also {turn}."
    return [one["id"]]


def retitle(data: Data, number: int, turn: int) -> list[str]:
    one = pick(priorities(data), number)
    one["title"] = f"{one['title']} {turn}"
    return [one["id"]]


def another_date(data: Data, number: int, turn: int) -> list[str]:
    one = pick(priorities(data), number)
    one["due"] = f"2027-{1 + (number + turn) % 12:02}"
    return [one["id"]]


def relabel(data: Data, number: int, turn: int) -> list[str]:
    edition = data[FILES[2]]
    edition["labels"]["role"] = f"{edition['labels']['role']} {turn}"
    return [edition["id"]]


def move(data: Data, number: int, turn: int) -> list[str]:
    here, there = priorities(data)[:: 1 if number % 2 else -1]
    one = pick([one for one in here["actions"] if "id" in one], number)
    if one is None or len(here["actions"]) < 2:
        return []
    here["actions"].remove(one)
    there["actions"].insert(number % (len(there["actions"]) + 1), one)
    return [one["id"]]


def reorder(data: Data, number: int, turn: int) -> list[str]:
    parent = pick(priorities(data), number)
    if len(parent["actions"]) < 2:
        return []
    parent["actions"].insert(number % (len(parent["actions"]) - 1), parent["actions"].pop())
    return [parent["id"]]


def add(data: Data, number: int, turn: int) -> list[str]:
    parent, text = (
        pick(priorities(data), number),
        f"Plant {turn}.{len(items(data, new=True))} of the {number} apple trees.",
    )
    here = parent[LISTS[number % 2]]
    here.insert(number % (len(here) + 1), {"text": text, "source": "new"})
    return [text]


def retire(data: Data, number: int, turn: int) -> list[str]:
    one = pick([one for one in items(data) if "retired" not in one and not reworded(one, turn)], number)
    if not one:
        return []
    one["retired"] = "true"
    return [one["id"]]


def restore(data: Data, number: int, turn: int) -> list[str]:
    one = pick([one for one in items(data) if "retired" in one], number)
    if one:
        del one["retired"]
    return [one["id"]] if one else []


def reworded(one: dict[str, Any], turn: int) -> bool:
    """Whether an edit of this round gave it other words: what is retired keeps those that were published."""
    return f"{turn}." in one["text"]


def reword_and_move(data: Data, number: int, turn: int) -> list[str]:
    found = move(data, number, turn)
    for one in items(data):
        if one["id"] in found and "retired" not in one:
            one["text"] = f"{one['text']} Moved {turn}."
    return found


def tidy(data: Data, number: int, turn: int) -> list[str]:
    one = pick(items(data), number)
    one["text"] = one["text"].replace(",", ";") if number % 2 else f"{one['text']}…"
    return []


EDITS: tuple[Callable[[Data, int, int], list[str]], ...] = (
    reword, retitle, another_date, relabel, move, reorder, add, retire, restore, reword_and_move, tidy,
)  # fmt: skip
ROUND = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 30)), min_size=1, max_size=3)


@cache
def start() -> dict[str, bytes]:
    """The files of the miniature as first published, less its links, which would have to follow each move."""
    with tempfile.TemporaryDirectory() as name:
        files = bench.tree(bench.published(Path(name)))
    return {name: content for name, content in files.items() if name != "links.yml"}


def lay_out(root: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = root / "framework" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def explained_apart(root: Path, named: list[str]) -> None:
    """One reason for each, in files whose names are not in the order of the edits."""
    for number, name in enumerate(dict.fromkeys(named)):
        bench.because(root, f"why-{9 - number}", name)


def play(root: Path, rounds: list[list[tuple[Any, int]]]) -> list[tuple[str, Records]]:
    """Edit, explain and publish round by round; the newest change and the words after each."""
    past = [("chg-0001", bench.words(root))]
    seen: dict[tuple[str, int], str] = {}
    for turn, edits in enumerate(rounds, 1):
        data = read(root)
        before = deepcopy(data)
        named = [name for make, number in edits for name in make(data, number, turn)]
        if data == before:
            continue
        write(root, data)
        explained_apart(root, needed(root, named))
        if bench.seal_here(root):
            ledger = store.read(root)
            past.append((ledger.changes[-1].id, bench.words(root)))
            assert verify.broken(ledger, thorough=True) == []
            for one in ledger.versions:
                assert seen.setdefault((one.document, one.number), one.fingerprint) == text_digest(one.text)
    return past


def needed(root: Path, named: list[str]) -> list[str]:
    """Those of the names that have something to explain: an edit may have taken another back."""
    loaded, ledger = loader.load(root), store.read(root)
    differing = {one.item for one in store.unpublished(ledger, loaded) if one.kind != "cosmetic"}
    return [name for name in named if name in differing or name not in bench.words(root)]


@given(st.lists(ROUND, min_size=1, max_size=5))
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate, Phase.shrink])
def test_undoing_gives_every_earlier_version_back(rounds: list[Any]) -> None:
    """Every state that was ever published is got back from the lock and the changes alone, and forward again."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_out(root, start())
        past = play(root, rounds)
        ledger = store.read(root)
    after = {change.id: state for change, state in states(ledger.published, ledger.changes)}
    for change, records in past:
        assert after[change] == records
    records = past[0][1]
    for change in ledger.changes[1:]:
        assert undo(apply(records, change), change) == records
        records = apply(records, change)
    assert records == past[-1][1]
