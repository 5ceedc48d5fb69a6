"""Which item of a plan each entry of its next revision is: by identifier, by the plan's own number, or by likeness.

What is alike is the same only where somebody says so: two items in like words are often two things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from strategic_framework.importing.outline import Entry, Refused
from strategic_framework.importing.words import folded
from strategic_framework.ledger.difference import HALF, likeness
from strategic_framework.model.frozen import frozen

#: From here on two wordings are the same thing beyond doubt.
SURE = 0.8
#: So many candidates are compared with an entry, those that share most words.
_CANDIDATES = 8
_MOST = 20


@frozen
class Known:
    """An item, a priority or a measure of the plan as it stands: what it is known by, and what it stands in."""

    id: str
    kind: str
    words: str
    reference: str = ""
    owner: str = ""
    retired: bool = False


@frozen
class Incoming:
    """An entry of the revision, with the place of what it stands in among all of them; None: the plan itself."""

    entry: Entry
    owner: int | None = None

    @property
    def words(self) -> str:
        return self.entry.title or self.entry.text


#: Whether an entry is the same as what is known, which is so much alike.
Same = Callable[[Incoming, Known, float], bool]


def flattened(entries: Iterable[Entry], principles: Container[str] = ()) -> list[Incoming]:
    """Every entry of the wording in reading order, with what it stands in.

    Most formats have no place for the principles of a paragraph: they come as paragraphs after it, and are no others.
    """
    flat: list[Incoming] = []

    def walk(entry: Entry, owner: int | None) -> None:
        place = len(flat)
        flat.append(Incoming(entry, owner))
        for child in entry.children:
            if child.kind != "context" or folded(child.text) not in principles:
                walk(child, place)

    for entry in entries:
        if entry.kind != "body":
            walk(entry, None)
    return flat


@dataclass
class _Matching:
    known: dict[str, Known]
    incoming: Sequence[Incoming]
    same: Same
    matched: dict[int, str] = field(default_factory=dict)

    def open(self) -> Iterator[tuple[int, Incoming]]:
        """The entries that are not matched, and have words."""
        return ((place, one) for place, one in enumerate(self.incoming) if place not in self.matched and one.words)

    def free(self) -> dict[str, Known]:
        """What is in force and not matched."""
        taken = {*self.matched.values()}
        return {name: one for name, one in self.known.items() if name not in taken and not one.retired}


def matched(known: Sequence[Known], incoming: Sequence[Incoming], same: Same) -> dict[int, str]:
    """Place of an entry → identifier of what it is. Raises Refused for identifiers that the plan has not."""
    matching = _Matching({one.id: one for one in known}, incoming, same)
    _by_identifier(matching)
    _by(matching, lambda one: one.entry.fields.get("reference", ""), lambda one: one.reference, alike=True)
    _by(matching, lambda one: folded(one.words), lambda one: folded(one.words))
    _by(matching, lambda one: one.entry.fields.get("reference", ""), lambda one: one.reference)
    _by_likeness(matching)
    return matching.matched


def _by_identifier(matching: _Matching) -> None:
    faults: list[str] = []
    first: dict[str, str] = {}
    for place, one in enumerate(matching.incoming):
        name, where = one.entry.fields.get("id", ""), one.entry.place
        if not name:
            continue
        if name not in matching.known:
            faults.append(f"{where[:1].upper()}{where[1:]}: this plan has no {name}. Leave it empty for what is new.")
        elif (other := first.setdefault(name, where)) != where:
            faults.append(f"{where[:1].upper()}{where[1:]}: {name} stands in {other} already.")
        else:
            matching.matched[place] = name
    if faults:
        more = [f"And {len(faults) - _MOST} more."] if len(faults) > _MOST else []
        raise Refused("\n".join([*faults[:_MOST], *more]))


def _by(
    matching: _Matching, of_entry: Callable[[Incoming], str], of_known: Callable[[Known], str], *, alike: bool = False
) -> None:
    """Match what has the same key and kind: where several have it, that in the same priority.

    A number whose words differ wholly is a question; with `alike` such are left for later.
    """
    by_key: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in matching.free().values():
        if key := of_known(one):
            by_key[one.kind, key].append(one)
    for place, entry in matching.open():
        key = of_entry(entry)
        candidates = by_key.get((entry.entry.kind, key), []) if key else []
        candidates = sorted(candidates, key=lambda one: one.owner != _owner(matching, entry))
        for one in candidates:
            how = likeness(one.words, entry.words)
            if how >= HALF or (not alike and matching.same(entry, one, how)):
                matching.matched[place] = one.id
                by_key[entry.entry.kind, key].remove(one)
                break


def _owner(matching: _Matching, entry: Incoming) -> str:
    return matching.matched.get(entry.owner, "") if entry.owner is not None else ""


def _by_likeness(matching: _Matching) -> None:
    """Match what is most alike first, each pair where it is said to be the same."""
    free = matching.free()
    index: dict[str, set[str]] = defaultdict(set)
    for one in free.values():
        for word in {*folded(one.words).split()}:
            index[word].add(one.id)
    pairs = [
        (likeness(free[name].words, entry.words), place, name)
        for place, entry in matching.open()
        for name in _candidates(entry, free, index)
    ]
    done: set[str] = set()
    for how, place, name in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if how < HALF or place in matching.matched or name in done:
            continue
        if matching.same(matching.incoming[place], free[name], how):
            matching.matched[place] = name
            done.add(name)


def _candidates(entry: Incoming, free: dict[str, Known], index: dict[str, set[str]]) -> list[str]:
    """What shares most words with an entry, of its kind; words that most items have count little."""
    shared: Counter[str] = Counter()
    rare = sorted({*folded(entry.words).split()}, key=lambda word: (len(index.get(word, ())), word))
    for word in rare[: 2 * _CANDIDATES]:
        shared.update(name for name in index.get(word, ()) if free[name].kind == entry.entry.kind)
    return [name for name, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_CANDIDATES]]
