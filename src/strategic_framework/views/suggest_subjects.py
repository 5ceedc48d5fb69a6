"""What a suggestion can be about: every sentence and every named thing, with the words of it that can be written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from strategic_framework.language.labels import document_label, label
from strategic_framework.language.nouns import noun as noun_of
from strategic_framework.language.strings import translate_text
from strategic_framework.ledger.records import Records, children, documents, records
from strategic_framework.model import Noun, Planned, Source, WebPage
from strategic_framework.model.frozen import frozen
from strategic_framework.model.measures import Level
from strategic_framework.views.site import Site

#: What of a measure is a number with its date and its source: one field of the form, three of a proposal.
LEVELS = ("baseline", "target")
_PLAIN = ("plain", "supported_by", "link", "seen")
#: Kind → the field of its wording, then the others that a proposal may write.
FIELDS: dict[str, tuple[str, ...]] = {
    "priority": ("title", "nav_label", "due"),
    "group": ("title", "text"),
    "edition": (
        "title", "label", "described_as", "starts", "ends", "published", "diagram", "labels.priorities", "labels.role",
        "labels.actions", "labels.actions_lead_in", "labels.aspirations", "labels.cross_cutting",
        "labels.cross_cutting_lead_in",
    ),
    "alliance": (
        "title", "label", "proposed", "labels.commitments", "labels.commitments_lead_in", "labels.joint_priorities",
        "labels.joint_priorities_lead_in", "labels.governance",
    ),
    "framework": (
        "title", "plain", "rights", "contact", "approved_by", "publisher.name", "publisher.called", "publisher.plain",
    ),
    "body": ("name", *_PLAIN),
    "programme": ("name", *_PLAIN),
    "term": ("term", "expansion", *_PLAIN),
    "topic": ("name",),
    "moment": ("what", "known"),
    "strand": ("name", "note"),
    "measure": ("name", "unit", *(f"{level}.{part}" for level in LEVELS for part in Level.model_fields), "note"),
    "update": ("said", "title", "date", "reported_as"),
    "source": ("title", "short", "author", "address", "note", "seen"),
    "web-page": ("title", "publisher", "address", "note", "seen"),
    "document": ("title", "publisher", "address", "holds", "seen"),
}  # fmt: skip
#: An item has its words; and what the plan states of an action, where it states such of any: fields, then lists.
_ITEM = ("text",)
_STATED, STATED_LISTS = ("reference", "due"), ("lead", "partners")
#: The kinds of item that can be added, as a proposal calls them.
ADDED = ("action", "aspiration", "role", "context", "principle", "introduction", "cross-cutting")
#: The kinds that are offered where the plan has some of either.
GROUPED = ("group", "part")
#: Kind → the lists that a proposal may write.
LISTS = {
    "body": ("aliases",), "programme": ("aliases",), "topic": ("aliases", "named_in"), "update": ("about", "near"),
}  # fmt: skip
#: What no record holds (`ledger/records.py`), so that it changes without a reason: kind → fields.
_UNSEALED: dict[str, Container[str]] = {
    "priority": {"nav_label"},
    "framework": {"plain", "rights", "contact", "publisher.called", "publisher.plain"},
    "source": {"short", "address", "note", "seen"},
    **{kind: FIELDS[kind] for kind in (
        "body", "programme", "term", "topic", "moment", "strand", "web-page", "document",
    )},
}  # fmt: skip
#: Kind → its noun where the form counts; everything else is a paragraph.
_NOUNS = {
    "action": "action", "aspiration": "aspiration", "priority": "priority", "group": "group", "part": "part",
    "edition": "edition", "body": "body", "measure": "measure",
    "programme": "programme", "term": "term", "topic": "topic", "update": "update", "strand": "strand",
    "moment": "moment", "source": "source", "web-page": "web_page", "document": "source",
}  # fmt: skip


@frozen
class Subject:
    """What can be changed: the name by which a proposal knows it, what it is, and what it is called.

    `document` and `under` say where it stands, as its record does; both are empty for what no document holds. `stated`
    is what the plan states of some action, where it is one.
    """

    name: str
    kind: str
    label: str
    noun: Noun
    document: str = ""
    under: str = ""
    stated: frozenset[str] = frozenset()

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that a proposal may write."""
        of_its_own = ("under",) if self.kind == "measure" else ()
        return LISTS.get(self.kind) or of_its_own or tuple(name for name in STATED_LISTS if name in self.stated)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a proposal may write, that of its wording first."""
        fields = FIELDS.get(self.kind, (*_ITEM, *(name for name in _STATED if name in self.stated)))
        return ("quote", *fields[1:]) if self.kind == "update" and self.value("quote") else fields

    @property
    def words(self) -> str:
        """Its wording."""
        return self.value(self.fields[0])

    def value(self, path: str) -> str:
        """What stands in a field; empty where nothing does."""
        held: Any = self.noun
        for name in path.split(".") if "." in path else (path,):
            held = getattr(held, name, None)
        return str(held) if held else ""

    def is_required(self, path: str) -> bool:
        """Whether a field cannot be left empty."""
        parent, _, name = path.rpartition(".")
        holder: Noun = getattr(self.noun, parent) if parent else self.noun
        return path == self.fields[0] or type(holder).model_fields[name].is_required()

    @property
    def is_retired(self) -> bool:
        """Whether it is no longer in force."""
        return bool(getattr(self.noun, "retired", False))


@frozen
class Group:
    """The subjects that stand together."""

    name: str
    subjects: Sequence[Subject]


def groups(site: Site) -> list[Group]:
    """Everything in reading order: the priorities with what stands in them, what stands beside them, what is named."""
    return [group for group in (*_said(site), _measures(site), *_named(site)) if group.subjects]


def _measures(site: Site) -> Group:
    """The measures, less those that have no identifier for good."""
    kept = [measure for measure in site.framework.measures if measure.id not in site.loaded.provisional]
    subjects = [Subject(measure.id or "", "measure", label(measure.id or ""), measure) for measure in kept]
    return Group(translate_text("suggest.group_measure"), subjects)


def _said(site: Site) -> Iterator[Group]:
    """The documents: of each its priorities, then itself with what stands in it alone."""
    there, stated = records(site.loaded), frozenset[str]().union(*(known.stated for known in site.framework.editions))
    for document in documents(there):
        name, alone = document_label(site.framework, document), [_document(site, document)]
        for child in children(there[document]):
            inside = list(_inside(site, child, there, document, stated))
            if child in site.framework.priorities:
                yield Group(f"{name}: {label(child)}", inside)
            else:
                alone += inside
        yield Group(name, alone)
    yield Group(
        translate_text("suggest.group_framework"),
        [Subject("framework", "framework", site.framework.settings.title, site.framework.settings)],
    )


def _document(site: Site, name: str) -> Subject:
    framework = site.framework
    if name == "alliance" and framework.alliance:
        return Subject(name, "alliance", document_label(framework, name), framework.alliance, name)
    edition = next(edition for edition in framework.editions if edition.id == name)
    return Subject(name, "edition", document_label(framework, name), edition, name)


def _inside(site: Site, name: str, there: Records, document: str, stated: frozenset[str]) -> Iterator[Subject]:
    """A priority or an item with what stands in it, without what has no identifier for good."""
    record = there.get(name, {})
    noun = site.framework.priorities.get(name) or site.framework.items.get(name)
    if noun and name not in site.loaded.provisional:
        under = str(record.get("in") or "")
        kind = str(record["kind"]).removesuffix(" work").replace(" ", "-")  # “cross-cutting”, as it is added
        of_plan = stated if isinstance(noun, Planned) else frozenset[str]()
        yield Subject(name, kind, label(name), noun, document, under, of_plan)
    for child in children(record):
        yield from _inside(site, child, there, document, stated)


def _named(site: Site) -> Iterator[Group]:
    """What no document holds: who is named, the glossary, the topics, the reports and where they come from."""
    framework = site.framework
    kinds: list[tuple[str, str, Sequence[Any], str]] = [
        ("body", "bodies", framework.bodies, "name"),
        ("programme", "programmes", framework.programmes, "name"),
        ("term", "glossary", framework.glossary, "term"),
        ("topic", "policy-areas", framework.policy_areas, "name"),
        ("moment", "timeline", framework.timeline, "what"),
        ("strand", "continuity", framework.continuity, "name"),
        ("source", "sources", framework.sources, "title"),
        ("web-page", "web-pages", framework.web_pages, "title"),
        ("document", "documents", framework.documents, "title"),
    ]
    for kind, file, nouns, field in kinds:
        key = kind.replace("-", "_")
        name = translate_text(f"suggest.group_{key}")
        yield Group(name, [Subject(f"{file}/{noun.id}", kind, str(getattr(noun, field)), noun) for noun in nouns])
        if kind == "topic":
            yield Group(translate_text("suggest.group_update"), list(_updates(site)))


def _updates(site: Site) -> Iterator[Subject]:
    for update in site.framework.updates:
        if update.id and update.id not in site.loaded.provisional:
            yield Subject(update.id, "update", update.title, update)


@frozen
class Field:
    """A field that the form offers: what it is called, whether it may be empty, and whether a change needs a reason."""

    name: str
    label: str
    required: bool
    sealed: bool


def fields(subjects: Iterable[Subject]) -> dict[str, list[Field]]:
    """Kind → the fields that can be written, that of the wording first; of items with words alone, nothing."""
    several = (subject for subject in reversed(list(subjects)) if subject.kind in FIELDS or len(subject.fields) > 1)
    first = {subject.kind: subject for subject in several}
    return {
        kind: [_field(subject, name) for name in dict.fromkeys(map(_offered, FIELDS.get(kind) or subject.fields))]
        for kind, subject in first.items()
    }


def _offered(path: str) -> str:
    """The field of the form that a field of a proposal is part of."""
    above = path.partition(".")[0]
    return above if above in LEVELS else path


def _field(subject: Subject, name: str) -> Field:
    by_then = name == "due" and isinstance(subject.noun, Planned)
    key, is_sealed = "due_by" if by_then else name.replace(".", "_"), name not in _UNSEALED.get(subject.kind, ())
    return Field(name, translate_text(f"suggest.field_{key}"), subject.is_required(name), is_sealed)


def lists(subjects: Iterable[Subject]) -> dict[str, list[dict[str, str]]]:
    """Kind → the lists that can be written, and what each is called."""
    known = LISTS | {subject.kind: subject.lists for subject in subjects if subject.lists}
    return {
        kind: [{"name": name, "label": translate_text(f"suggest.field_{name}")} for name in names]
        for kind, names in known.items()
    }


def nouns(subjects: Iterable[Subject]) -> dict[str, list[str]]:
    """Kind → what the form calls what is of it, one and several."""
    kinds = {*ADDED, "update", *(subject.kind for subject in subjects)}
    return {kind: [noun_of(_NOUNS.get(kind, "paragraph"), count) for count in (1, 2)] for kind in sorted(kinds)}


def sources(site: Site) -> list[dict[str, object]]:
    """Where a report can come from: its name, what it is called, whether its text is kept, and whether it is dated."""
    origins: list[Source | WebPage] = [*site.framework.sources, *site.framework.web_pages]
    return [
        {"id": origin.id, "label": origin.title, "kept": not isinstance(origin, WebPage), "dated": bool(origin.date)}
        for origin in origins
    ]
