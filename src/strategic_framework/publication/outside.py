"""What is public beside the wording, and what becomes of it: names, aliases, translations, settings, labels.

No record holds these, so they open no version and need no reason; whoever signs a receipt is told of them all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from strategic_framework.language.english import and_list, sentence
from strategic_framework.language.labels import label
from strategic_framework.model import Framework

#: What a reader of a receipt calls a list of `Framework`, and the field by which one of its entries is known.
_LISTS = {
    "web_pages": ("web page", "title"), "documents": ("related document", "title"),
    "bodies": ("body", "name"), "programmes": ("programme", "name"), "policy_areas": ("topic", "name"),
    "synonyms": ("synonym", "words"), "glossary": ("term", "term"), "timeline": ("moment", "what"),
    "continuity": ("strand", "name"),
}  # fmt: skip
#: The fields of what records hold that no record holds, and what is not told: publishing moves `as_at`.
_OF_PRIORITIES = {"id", "nav_label", "title_source"}
_OF_THE_ALLIANCE = {"partner", "proposed_note", "crosswalk"}
_NOT_SETTINGS = {"as_at", "title", "official", "approved_by", "current_edition", "publisher"}
_NOT_OF_SOURCES = {"title", "author", "date"}
_LONGEST = 300


@dataclass(frozen=True)
class _Entry:
    """One thing that is public: of which kind, what it is called, and what is said of it.

    With `recorded`, a change of wording tells that it came or went.
    """

    kind: str
    name: str
    fields: Mapping[str, object]
    recorded: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What stays while its words change."""
        return self.kind, str(self.fields.get("id") or self.name)


def differences(before: Framework, after: Framework) -> list[str]:
    """What becomes of everything that stands in no record, in sentences: what is new, what goes, what changes."""
    old = {entry.key: entry for entry in _entries(before)}
    new = {entry.key: entry for entry in _entries(after)}
    return [
        *_listed("New", [entry for key, entry in new.items() if key not in old]),
        *_listed("Taken away", [entry for key, entry in old.items() if key not in new]),
        *(line for key, entry in new.items() if key in old for line in _changed(old[key], entry)),
    ]


def _listed(what: str, entries: Sequence[_Entry]) -> Iterator[str]:
    """The entries of each kind in a sentence, each by its name."""
    told = [entry for entry in entries if not entry.recorded]
    for kind in dict.fromkeys(entry.kind for entry in told):
        yield f"{what}: {kind} {and_list([entry.name for entry in told if entry.kind == kind])}."


def _changed(before: _Entry, after: _Entry) -> Iterator[str]:
    """Each field of an entry that differs, as it was and as it is."""
    called = sentence(f"{after.kind} {after.name}".strip())
    for field in {**before.fields, **after.fields}:
        was, now = _words(before.fields.get(field)), _words(after.fields.get(field))
        if was != now:
            yield f"{called}, {field.replace('_', ' ')}: was {was or 'not stated'}; now {now or 'not stated'}."


def _words(value: object) -> str:
    """A value as it is read in a sentence; nothing for what is not stated."""
    if value in (None, "", (), [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{name.replace('_', ' ')}: {_words(one)}" for name, one in value.items() if _words(one))
    if isinstance(value, list | tuple):
        return ", ".join(_words(one) for one in value)
    text = str(value)
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(' ', 1)[0] + ' …'}”"


def _entries(framework: Framework) -> Iterator[_Entry]:
    """Everything that is public beside the wording."""
    yield _Entry("settings", "", framework.settings.model_dump(exclude=_NOT_SETTINGS))
    yield _Entry("publisher", "", framework.settings.publisher.model_dump(exclude={"name"}))
    for source in framework.sources:
        yield _Entry("source", f"“{source.title}”", source.model_dump(exclude=_NOT_OF_SOURCES), recorded=True)
    for listed, (kind, known_by) in _LISTS.items():
        for noun in getattr(framework, listed):
            yield _Entry(kind, _words(getattr(noun, known_by)), noun.model_dump())
    for link in framework.links.textual:
        yield _Entry("link", f"from {label(link.item)} to {label(link.to)}, “{link.words}”", link.model_dump())
    for shared in framework.links.shared:
        yield _Entry("shared work", f"“{shared.name}”", shared.model_dump())
    for language in framework.languages:
        for translated in language.translations:
            name = f"of {label(translated.item)} ({language.id})"
            yield _Entry("translation", name, translated.model_dump(include={"text", "note"}))
    yield from _of_documents(framework)


def _of_documents(framework: Framework) -> Iterator[_Entry]:
    """What the editions and the alliance say beside their wording."""
    for edition in framework.editions:
        for priority in edition.priorities:
            yield _Entry("", label(priority.id), priority.model_dump(include=_OF_PRIORITIES), recorded=True)
    for item in framework.items.values():
        yield _Entry("", label(item.id), {"id": item.id, "source": item.source}, recorded=True)
    if framework.alliance:
        yield _Entry("alliance", "", framework.alliance.model_dump(include=_OF_THE_ALLIANCE), recorded=True)
