"""What is public beside the wording, and what becomes of it: names, aliases, translations, settings, labels.

No record holds these, so they open no version and need no reason; whoever signs a receipt is told of them all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from strategic_framework.language.english import and_list, sentence
from strategic_framework.language.labels import label
from strategic_framework.model import Framework
from strategic_framework.model.frozen import frozen

#: What a reader of a receipt calls a list of `Framework`, and the field by which one of its entries is known.
_LISTS = {
    "sources": ("source", "title"), "web_pages": ("web page", "title"), "documents": ("related document", "title"),
    "bodies": ("body", "name"), "programmes": ("programme", "name"), "policy_areas": ("topic", "name"),
    "synonyms": ("synonym", "words"), "glossary": ("term", "term"), "timeline": ("moment", "what"),
    "continuity": ("strand", "name"),
}  # fmt: skip
#: What stands in a noun and is told of by itself, and the date that publishing moves.
_APART = {
    "as_at", "publisher", "introduction", "priorities", "cross_cutting", "context", "role", "groups", "actions",
    "parts", "aspirations", "paragraphs", "principles", "commitments", "joint_priorities", "governance", "results",
    "ambitions",
}  # fmt: skip
_LONGEST = 300


@frozen
class _Entry:
    """One thing that is public: of which kind, what it is called, and what is said of it."""

    kind: str
    name: str
    fields: Mapping[str, object]

    @property
    def key(self) -> tuple[str, str]:
        """What stays while its words change."""
        return self.kind, str(self.fields.get("id") or self.name)


def differences(before: Framework, after: Framework) -> list[str]:
    """What is new, what goes and what changes between two frameworks, in sentences.

    Both hold the same records, so that all they differ in stands in none.
    """
    old = {entry.key: entry for entry in _entries(before)}
    new = {entry.key: entry for entry in _entries(after)}
    return [
        *_listed("New", [entry for key, entry in new.items() if key not in old]),
        *_listed("Taken away", [entry for key, entry in old.items() if key not in new]),
        *(line for key, entry in new.items() if key in old for line in _changed(old[key], entry)),
    ]


def _listed(what: str, entries: Sequence[_Entry]) -> Iterator[str]:
    """The entries of each kind in a sentence, each by its name."""
    for kind in dict.fromkeys(entry.kind for entry in entries):
        yield f"{what}: {kind} {and_list([entry.name for entry in entries if entry.kind == kind])}."


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
        return "; ".join(f"{name.replace('_', ' ')}: {_words(entry)}" for name, entry in value.items() if _words(entry))
    if isinstance(value, list | tuple):
        return ", ".join(_words(entry) for entry in value)
    text = str(value)
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(' ', 1)[0] + ' …'}”"


def _entries(framework: Framework) -> Iterator[_Entry]:
    """Everything that is public beside the wording."""
    yield _Entry("settings", "", framework.settings.model_dump(exclude=_APART))
    yield _Entry("publisher", "", framework.settings.publisher.model_dump())
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
    """What the editions, the alliance and everything in them say beside their wording."""
    for edition in framework.editions:
        yield _Entry("edition", edition.id, edition.model_dump(exclude=_APART))
    for name, noun in (framework.priorities | framework.items).items():
        yield _Entry("", label(name), noun.model_dump(exclude=_APART))
    if framework.alliance:
        yield _Entry("alliance", "", framework.alliance.model_dump(exclude=_APART))
