"""The next revision of a plan as the changes of one proposal: what it says in other words, adds, retires and moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from strategic_framework.importing.bodies import Bodies
from strategic_framework.importing.guard import plain
from strategic_framework.importing.matching import Incoming, Known, Same, flattened, matched
from strategic_framework.importing.measure_changes import MeasureChanges, known_measures
from strategic_framework.importing.outline import Outline, Refused
from strategic_framework.importing.words import folded
from strategic_framework.ledger.difference import HALF, likeness
from strategic_framework.ledger.sheets import highest
from strategic_framework.model import KINDS, Edition, Framework, Item, Noun, Priority, identifier, make_identifier
from strategic_framework.model.additions import Add, AddGroup, AddPriority
from strategic_framework.model.proposals import Written, WrittenList
from strategic_framework.site.new_plan import short_title

#: A change as its keys are typed, with the place in the file that it comes from.
Placed = tuple[str, Mapping[str, Any]]
#: What a table of ours cuts a long text with.
_CUT = "[…]"
_PREFIX = {kind: prefix for prefix, (kind, _) in reversed(KINDS.items())}
#: What is proposed of a kind that is no plain item.
_NOUNS: dict[str, type[Noun]] = {"priority": AddPriority, "group": AddGroup}
#: How the receipt counts, in its order.
_COUNTED = (
    "reworded", "added", "retired", "restored", "moved", "slipped", "brought forward", "dated", "renumbered",
    "given to others", "figures", "values",
)  # fmt: skip


@dataclass
class Revision:
    """The changes, in the order in which they are laid; what they come to; and what is wholly new in its old place."""

    changes: list[Placed] = field(default_factory=list)
    #: Files that come with them: name below the content folder → text.
    beside: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    others: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    #: What no proposal can say, each with its place.
    left: list[str] = field(default_factory=list)
    #: Whether what is new stands in what is new, by a number that it will have.
    nested: bool = False

    def receipt(self) -> str:
        """What the revision comes to, in one line."""
        return ", ".join(f"{self.counts[what]} {what}" for what in _COUNTED if self.counts[what]) + "."


def known_of(edition: Edition) -> Iterator[Known]:
    """Everything of an edition that a revision can name."""
    for priority in edition.priorities:
        yield Known(priority.id, "priority", plain(priority.title), owner="", retired=priority.retired)
    for item, owner in owners(edition):
        named = identifier(item.id)
        kind = named.kind if named else ""
        words = plain(getattr(item, "title", "") or item.text)
        yield Known(item.id, kind, words, getattr(item, "reference", "") or "", owner, item.retired)


def owners(edition: Edition) -> Iterator[tuple[Item, str]]:
    """Every item of an edition, with the identifier of what it stands in; empty for the edition itself."""
    for item in (*edition.introduction, *edition.cross_cutting):
        yield item, ""
    for priority in edition.priorities:
        inside = {child.id: item.id for item in priority.items for child in _inside(item)}
        for item in priority.items:
            yield item, inside.get(item.id, priority.id)


def _inside(item: Item) -> tuple[Item, ...]:
    """The items that stand in another."""
    return tuple(one for name in ("principles", "actions", "aspirations", "parts") for one in getattr(item, name, ()))


def revised(
    framework: Framework, edition: Edition, outline: Outline, same: Same, *, taken: Iterable[str], partial: bool
) -> Revision:
    """What an outline changes in an edition; with `partial` what it lacks stays. Raises Refused."""
    known = [*known_of(edition), *known_measures(framework, edition)]
    incoming = flattened(outline.entries, {folded(one.words) for one in known if one.kind == "principle"})
    names = matched(known, incoming, same)
    measures = MeasureChanges(framework, edition, outline)
    work = _Work(framework, {one.id: one for one in known}, incoming, names, highest(iter([*taken])), measures)
    work.bodies = Bodies.of(framework)
    for place in range(len(incoming)):
        work.take(place)
    if not partial:
        work.retire()
    new = [("", {"add": f"bodies/{one}", "name": body["name"]}) for one, body in work.bodies.new.items()]
    if measures.is_source:
        source, work.revision.beside = measures.source()
        new.insert(0, ("", source))
    work.revision.changes[:0] = new
    if work.revision.faults:
        raise Refused("\n".join(work.revision.faults[:20]))
    return work.revision


@dataclass
class _Work:
    """A revision while it is worked out."""

    framework: Framework
    known: Mapping[str, Known]
    incoming: Sequence[Incoming]
    names: dict[int, str]
    numbers: dict[str, int]
    measures: MeasureChanges
    bodies: Bodies = field(default_factory=Bodies)
    revision: Revision = field(default_factory=Revision)
    fresh: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def take(self, place: int) -> None:
        """What one entry changes."""
        one = self.incoming[place]
        if place not in self.names:
            if one.words:
                self._add(place, one)
            return
        name = self.names[place]
        fields, where = one.entry.fields, one.entry.place
        if self.known[name].retired != bool(fields.get("retired", self.known[name].retired)):
            self._stand(name, fields, where)
        if self.known[name].retired and fields.get("retired", "yes"):
            return
        if measure := self.framework.measure.get(name):
            for what, change in self.measures.of(measure, self.known[name], one.entry):
                self._say(where, what, change)
            return
        item = self.framework.items.get(name) or self.framework.priorities[name]
        self._reword(name, item, one)
        self._date(name, item, one)
        self._number(name, item, one)
        self._give(name, item, one)
        self._move(name, one)

    def _say(self, place: str, what: str, change: Mapping[str, Any]) -> None:
        if (key := change.get("field")) and key not in {*get_args(Written), *get_args(WrittenList)}:
            self.revision.left.append(f"{place}: {key} of {change.get('reword') or change.get('entries')}.")
            return
        self.revision.changes.append((place, change))
        if what:
            self.revision.counts[what] += 1

    # --- what is there ------------------------------------------------------------------------------------------------

    def _stand(self, name: str, fields: Mapping[str, str], where: str) -> None:
        if fields.get("retired"):
            change = {"retire": name, "replaced_by": fields.get("replaced_by") or None}
            self._say(where, "retired", {key: value for key, value in change.items() if value})
        else:
            self._say(where, "restored", {"restore": name})
        self.touched.add(name)

    def _reword(self, name: str, item: Item | Priority, one: Incoming) -> None:
        for key, words in (("title", one.entry.title), ("text", one.entry.text)):
            was = getattr(item, key, "") or ""
            if not words or not was or plain(was) == words or words.endswith(_CUT):
                continue
            self._say(one.entry.place, "reworded", {"reword": name, "field": key, "from": was, "to": words}
                      if key == "title" else {"reword": name, "from": was, "to": words})  # fmt: skip
            if key == "text" and likeness(was, words) < HALF:
                self.revision.others.append(name)

    def _date(self, name: str, item: Item | Priority, one: Incoming) -> None:
        was, now = getattr(item, "due", None) or "", one.entry.fields.get("due")
        if now is None or was == now:
            return
        what = "dated" if not (was and now) else "slipped" if now > was else "brought forward"
        self._say(one.entry.place, what, _written(name, "due", was, now))

    def _number(self, name: str, item: Item | Priority, one: Incoming) -> None:
        was, now = getattr(item, "reference", None) or "", one.entry.fields.get("reference")
        if now is not None and was != now:
            self._say(one.entry.place, "renumbered", _written(name, "reference", was, now))

    def _give(self, name: str, item: Item | Priority, one: Incoming) -> None:
        given = False
        for key in ("lead", "partners"):
            if key not in one.entry.fields or not hasattr(item, key):
                continue
            was, now = [*getattr(item, key)], self.bodies.slugs(one.entry.fields[key])
            if sorted(was) != sorted(now):
                self._say(one.entry.place, "" if given else "given to others",
                          {"entries": name, "field": key, "from": was, "to": now})  # fmt: skip
                given = True

    def _move(self, name: str, one: Incoming) -> None:
        owner, was = self._under(one), self.known[name].owner
        within = self.known[was].owner if was in self.known else ""  # the priority of the group that it stands in
        if owner == within and not self._has_groups:
            return  # the file has no groups, so it says nothing of them
        if owner and owner != was and self.known[name].kind != "priority":
            self._say(one.entry.place, "moved", {"move": name, "under": owner})

    @cached_property
    def _has_groups(self) -> bool:
        """Whether the file says of anything in which group it stands."""
        return any(one.entry.kind == "group" for one in self.incoming)

    # --- what is new, and what is gone --------------------------------------------------------------------------------

    def _under(self, one: Incoming) -> str:
        """The identifier of what an entry stands in; empty where the file does not say."""
        owner = None if one.owner is None else self.incoming[one.owner]
        if owner and one.entry.kind == "measure" and owner.entry.kind == "group":
            return self._under(owner)  # a measure is one of the whole priority, as where a plan is new
        return self.names.get(one.owner, "") if one.owner is not None else ""

    def _next(self, kind: str) -> str:
        prefix = _PREFIX[kind]
        self.numbers[prefix] = self.numbers.get(prefix, 0) + 1
        name = make_identifier(prefix, self.numbers[prefix])
        self.fresh.add(name)
        return name

    def _add(self, place: int, one: Incoming) -> None:
        entry, under = one.entry, self._under(one)
        if entry.fields.get("retired"):
            return
        if entry.kind in {"priority", "introduction"}:
            under = self.framework.current.id
        if not under:
            said = "it is new, and the file does not say in which priority it stands. Add a column Priority."
            self.revision.faults.append(f"{entry.place[:1].upper()}{entry.place[1:]}: {said}")
            return
        self.revision.nested = self.revision.nested or under in self.fresh
        after = self._after(place, one)
        self.names[place] = self._next(entry.kind)
        self._say(entry.place, "added", self._added(one, under, after))

    def _added(self, one: Incoming, under: str, after: str) -> dict[str, Any]:
        entry, fields = one.entry, one.entry.fields
        if entry.kind == "measure":
            return self.measures.new(entry, under)
        change: dict[str, Any] = {"add": entry.kind, "under": under, "after": after}
        if entry.kind == "priority":
            change = {"add": "priority", "under": under, "nav_label": short_title(entry.title)}
        change |= {"title": entry.title, "text": entry.text}
        change |= {key: fields.get(key, "") for key in ("reference", "due", "continues")}
        change |= {key: self.bodies.slugs(fields.get(key, "")) for key in ("lead", "partners")}
        noun = _NOUNS.get(entry.kind, Add)
        keys = [key for key, value in change.items() if value]
        lost = [key for key in keys if key not in noun.model_fields]
        if lost:
            self.revision.left.append(f"{entry.place}: {', '.join(lost)} of what is new.")
        return {key: change[key] for key in keys if key not in lost}

    def _after(self, place: int, one: Incoming) -> str:
        """The entry before it in the same list, where the file has one."""
        if one.entry.kind == "priority":
            return ""
        for at in range(place - 1, -1, -1):
            if (self.incoming[at].owner, self.incoming[at].entry.kind) == (one.owner, one.entry.kind):
                return self.names.get(at, "")
        return ""

    def retire(self) -> None:
        """Retire what is in force, of the kinds that the file holds, and stands in it no more."""
        kinds = {one.entry.kind for one in self.incoming if one.words}
        there = {*self.names.values()}
        gone = [one for one in self.known.values() if one.kind in kinds and not one.retired and one.id not in there]
        items = [one.id for one in gone if one.kind != "priority"]
        for name in items:
            self._say("", "retired", {"retire": name})
        for one in gone:
            if one.kind == "priority" and not any(self._stays(item, {*items}) for item in self._items(one.id)):
                self._say("", "retired", {"retire": one.id})

    def _items(self, priority: str) -> tuple[Item, ...]:
        return self.framework.priorities[priority].items

    def _stays(self, item: Item, lost: set[str]) -> bool:
        """Whether an item goes on standing in its priority."""
        moves = {change["move"] for _, change in self.revision.changes if "move" in change}
        return not item.retired and item.id not in lost and item.id not in moves


def _written(name: str, key: str, was: str, now: str) -> dict[str, str]:
    change = {"reword": name, "field": key, "from": was, "to": now}
    return {part: value for part, value in change.items() if value}
