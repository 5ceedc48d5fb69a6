"""Publishing, worked out: which changes would be sealed, in which order, and which files would then be different.

Nothing is written here. Cosmetic differences first, then new updates, then each reason in the order of its decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from strategic_framework.content.files import FOLDER, natural
from strategic_framework.content.loader import Loaded
from strategic_framework.ledger.difference import Difference, differences, reordered
from strategic_framework.ledger.folding import RULES
from strategic_framework.ledger.lock import NAME, Lock, dump
from strategic_framework.ledger.proposals import Laid
from strategic_framework.ledger.reasons import Covered, explained
from strategic_framework.ledger.records import (
    DOCUMENTS,
    FIELDS,
    Data,
    Digests,
    Record,
    Records,
    children,
    digest,
    document_of,
    documents,
    in_order,
    parent,
    records,
    text_digest,
    widened,
)
from strategic_framework.ledger.store import CHANGES, Ledger
from strategic_framework.ledger.version_text import Texts
from strategic_framework.ledger.versions import opens_version
from strategic_framework.ledger.yaml_writer import as_texts
from strategic_framework.ledger.yaml_writer import dump as dump_yaml
from strategic_framework.model.changes import Change, Class, FieldValue, Reason, Recorded
from strategic_framework.model.frozen import frozen

FIRST = "First published on this site"
#: What is said where an earlier ledger goes over to the present format of the record.
BEGINS = "More is recorded from here on"
WHAT_BEGINS = (
    "From here on the record also holds what identifies the framework. It holds its title and publisher, who has "
    "approved this site, and which edition is in force. It holds each document’s short name, source and day of "
    "publication. It holds each source’s title, author and date, and a hash of its text. All of this is recorded as it "
    "stood on this day."
)


@frozen
class Sealed:
    """What sealing gives: the new changes in order, and the files below the content folder (None: gone).

    `idle` is what a reason names and leaves as it is published, with the reason's file: it is dropped.
    """

    changes: tuple[Change, ...]
    files: dict[str, str | None]
    idle: tuple[tuple[str, str], ...] = ()


@frozen
class _Step:
    """One change to be sealed: its slug, what it changes, and the reason and its file where it has one.

    `repeated` is what an earlier change of the same publication has sealed already: this one adds its reason to it.
    `final` are the records as they are with a proposal and all before it, where they will not stay so.
    """

    slug: str
    differences: Sequence[Difference]
    reason: Reason | None = None
    file: str = ""
    repeated: Sequence[Difference] = ()
    idle: Sequence[str] = ()
    final: Records | None = None

    @property
    def seals(self) -> bool:
        """Whether there is anything to seal: a reason that explains nothing is only taken away."""
        return bool(self.differences or self.repeated or (self.reason and self.reason.reviewed))


class _Sealing:
    """The ledger's end as it moves on, change by change."""

    def __init__(self, ledger: Ledger, final: Records, published: str) -> None:
        self.final, self.published = final, published
        self.state: Records = dict(ledger.published)
        self.numbers = dict(ledger.numbers)
        self.previous = ledger.lock.sha256 if ledger.lock else None
        self.count = len(ledger.changes)
        self.changes: list[Change] = []
        self.files: dict[str, str | None] = {}
        self.digests = Digests()
        self.texts = Texts()

    def first(self) -> None:
        """The record of what is first published: every document's version 1, and no records of its own."""
        self.state = dict(self.final)
        self._seal("first", None, {}, dict.fromkeys(documents(self.final), 1), title=FIRST)

    def format(self) -> None:
        """Go over to the present format of the record: what it holds besides is sealed as it stands."""
        after = widened(self.state, self.final)
        recorded = _recorded(self.state, after, dict.fromkeys(after, "recorded"))
        self.state = after
        if recorded:
            self._seal("recorded", None, recorded, {}, title=BEGINS, why=WHAT_BEGINS)

    def step(self, step: _Step) -> None:
        """Seal one change: its differences, and the order of the parents that it touches. Raises ValueError."""
        if step.reason and step.reason.reviewed and step.differences:
            raise ValueError(f"{step.file} says that nothing was changed.")  # the check has refused it before
        self.final = step.final or self.final
        kinds = {difference.item: difference.kind for difference in step.differences}
        after = dict(self.state)
        for difference in step.differences:
            after[difference.item] = _merged_fields(
                after.get(difference.item, {}),
                {field: value for field, value in (difference.now or {}).items() if field != "order"},
            )
        for name, order in self._orders(after, set(kinds)).items():
            after[name] = _merged_fields(after[name], {"order": order})
        again = {
            difference.item: Recorded(**{"class": difference.kind}, was={}, now={}) for difference in step.repeated
        }
        recorded = {**again, **_recorded(self.state, after, kinds)}
        self.state = after
        self._seal(step.slug, step.reason, recorded, self._opened(recorded))

    def _opened(self, recorded: Mapping[str, Recorded]) -> dict[str, int]:
        """The version that each document comes to: none by what is cosmetic, or by a further reason alone."""
        touched = [name for name, record in recorded.items() if opens_version(record)]
        opened = dict.fromkeys(filter(None, (document_of(name, self.state) for name in touched)))
        return {document: self.numbers.get(document, 0) + 1 for document in opened}

    def _orders(self, after: Records, named: set[str]) -> dict[str, list[str]]:
        """The order of every parent whose children are not as its order says, or that is itself being put in order."""
        members: dict[str, set[str]] = {}
        for name, record in after.items():
            if "in" in record:
                members.setdefault(parent(record), set()).add(name)
            elif record["kind"] in DOCUMENTS:
                members.setdefault(name, set())
        orders = {}
        for name in {*members, *(name for name in after if "order" in after[name])} & after.keys():
            final, old = children(self.final.get(name, {})), children(after[name])
            put = name in named and reordered(name, self.state, self.final)
            order = _merged_order([] if put else old, final, members.get(name, set()))
            if order != old:
                orders[name] = order
        return orders

    def _seal(
        self, slug: str, reason: Reason | None, recorded: dict[str, Recorded], versions: dict[str, int],
        title: str | None = None, why: str | None = None,
    ) -> None:  # fmt: skip
        self.count += 1
        given = {name: value for name, value in reason.model_dump().items() if value} if reason else {"reason": why}
        bare = Change(id=f"chg-{self.count:04d}", published=self.published, title=title, **given, versions=versions,
                      rules=RULES, records={}, previous=self.previous, result=self.digests.of(self.state))  # fmt: skip
        fingerprints = {
            document: text_digest(self.texts.of(document, number, bare, self.state))
            for document, number in versions.items()
        }
        change = bare.model_copy(update={"records": recorded, "fingerprints": fingerprints})
        data = as_data(change)
        self.files[f"{CHANGES}/{self.count:04d}-{slug}.yml"] = dump_yaml(data)
        self.changes.append(change)
        self.numbers |= versions
        self.previous = digest(as_texts(data))


def _merged_fields(record: Record, fields: Mapping[str, FieldValue]) -> Record:
    """A record with some of its fields set; None takes a field away."""
    return {field: value for field, value in {**record, **fields}.items() if value is not None and value != []}


def _merged_order(old: Sequence[str], final: Sequence[str], members: set[str]) -> list[str]:
    """The members in their old order, each that comes placed after its nearest neighbour of the final order."""
    order = [child for child in old if child in members]
    there, place = set(order), 0
    for child in final:
        if child in there:
            place = order.index(child) + 1
        elif child in members:
            order.insert(place, child)
            there.add(child)
            place += 1
    return [*order, *sorted(members - there)]


def _recorded(before: Records, after: Records, kinds: Mapping[str, Class]) -> dict[str, Recorded]:
    """Every record that a step leaves different, with the fields that differ."""
    recorded = {}
    names = [name for name in {**before, **after} if before.get(name) is not after.get(name)]
    for name in sorted(names, key=natural):
        was, now = before.get(name), after.get(name)
        if was != now:
            recorded[name] = Recorded(**{"class": kinds.get(name) or "moved"}, **_sides(was, now))
    return recorded


def _sides(was: Record | None, now: Record | None) -> dict[str, Record | None]:
    """The fields that differ, before and after; the whole record where there is none on the other side."""
    if was is None or now is None:
        return {"was": was, "now": now}
    fields = [field for field in FIELDS if was.get(field) != now.get(field)]
    return {"was": {field: was.get(field) for field in fields}, "now": {field: now.get(field) for field in fields}}


def as_data(change: Change) -> dict[str, Data]:
    """A change as its file holds it: no empty fields, save those that say something by being empty."""
    fields = change.model_dump(by_alias=True).items()
    return {name: value for name, value in fields if value or name in {"versions", "records"}}


def seal(loaded: Loaded, ledger: Ledger, published: str, laid: Sequence[Laid] = ()) -> Sealed | None:
    """What publishing on that day would give; None where nothing waits. The content has been checked.

    `laid` are the proposals that lie over the content already, as `loaded` has them.
    """
    if loaded.framework is None:
        return None
    final = records(loaded)
    waiting = [] if ledger.lock is None else steps(laid[0].before if laid else final, ledger, laid)
    sealing = _Sealing(ledger, laid[0].before if laid and waiting else final, published)
    if ledger.lock is None:
        sealing.first()
    sealing.format()
    for step in waiting:
        if step.seals:
            sealing.step(step)
    files = [*(step.file for step in waiting if step.file), *(one.file for one in laid)]
    gone: dict[str, str | None] = {file.removeprefix(f"{FOLDER}/"): None for file in files}
    idle = tuple((step.file, name) for step in waiting for name in step.idle)
    if not sealing.changes:
        return Sealed((), gone, idle) if gone else None
    if sealing.state != final:
        raise ValueError("sealing every change does not give the working text")
    lock = Lock(in_order(final), sealing.changes[-1].id, sealing.previous or "")
    return Sealed(tuple(sealing.changes), {**sealing.files, **gone, NAME: dump(lock)}, idle)


def steps(final: Records, ledger: Ledger, laid: Sequence[Laid] = ()) -> list[_Step]:
    """The changes that wait, in the order in which they are sealed: punctuation, updates, then decision by decision.

    `final` are the records of the files as they are; what is proposed follows, proposal by proposal.
    """
    was = widened(ledger.published, final)
    proposed = {one.file for one in laid}
    pending = [one for one in ledger.pending if one.file not in proposed]
    waiting = explained(differences(was, final), pending, was, final)
    without_reason = (("cosmetic", waiting.cosmetic), ("updates", waiting.updates))
    first = [_Step(slug, differences) for slug, differences in without_reason if differences]
    by_reason = (_reasoned(covered) for covered in waiting.by_reason)
    return [*first, *by_reason, *(step for one in laid for step in _proposed(one))]


def _proposed(laid: Laid) -> Iterator[_Step]:
    """The steps of a proposal: what it changes, and what it says was reviewed; its file goes with the last."""
    slug, proposal = _slug(laid.file), laid.proposed.proposal
    if proposal.is_suggestion:
        cosmetic = [one for one in laid.differences if one.kind == "cosmetic"]
        others = [one for one in laid.differences if one.kind != "cosmetic"]
        yield _Step("cosmetic", cosmetic, final=laid.after)
        yield _Step("updates", others, file=laid.file, idle=laid.idle, final=laid.after)
        return
    if laid.reviewed:
        yield _Step(slug, (), proposal.as_reason(laid.reviewed, reviewed=True), laid.file)
    yield _Step(slug, laid.differences, laid.reason, laid.file, laid.again, laid.idle, laid.after)


def _reasoned(covered: Covered) -> _Step:
    """The step of a reason, which keeps only the names of what it explains."""
    slug, reason = _slug(covered.pending.file), covered.pending.reason
    items = tuple(covered.corrected.get(name, name) for name in reason.items if name not in covered.idle)
    return _Step(slug, covered.differences, reason.model_copy(update={"items": items}), covered.pending.file,
                 covered.repeated, tuple(covered.idle))  # fmt: skip


def _slug(file: str) -> str:
    """What a sealed change is called after the file of its reason."""
    stem = file.rsplit("/", 1)[-1].removesuffix(".yml").lower()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "change"
