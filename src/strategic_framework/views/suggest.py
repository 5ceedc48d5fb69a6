"""The desk: the page on which a reader proposes other words, and the ways by which the proposal leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from strategic_framework.language.english import shortened
from strategic_framework.language.labels import document_label, label
from strategic_framework.language.strings import translate
from strategic_framework.ledger.records import Records, children, document_of, documents, records
from strategic_framework.model import Framework, Priority
from strategic_framework.views.base import Here, Link, Site, View, link
from strategic_framework.views.inline import contact
from strategic_framework.views.macro import macro

#: What the form knows of every sentence, below the site's root.
SENTENCES = "suggest/sentences.json"
#: Where a proposal waits, below the root of the repository.
PENDING = "framework/changes/pending"
Forge = Literal["github", "gitea", "gitlab"]
#: A part of a host's name → what it runs.
_HOSTS: dict[str, Forge] = {
    "github": "github", "gitlab": "gitlab", "codeberg": "gitea", "gitea": "gitea", "forgejo": "gitea",
}  # fmt: skip
#: Forge → its page for a new file on the main branch, after the repository's address.
_NEW: dict[Forge, str] = {"github": "/new/main", "gitea": "/_new/main", "gitlab": "/-/new/main"}


@dataclass(frozen=True)
class Choice:
    """A sentence to choose: its identifier, and what it is called with its opening words."""

    id: str
    text: str


@dataclass(frozen=True)
class Part:
    """The sentences that stand together in a document."""

    name: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Step:
    """A step by hand, and the link that it needs; a step without one has a link without words."""

    text: str
    way: Link


@dataclass(frozen=True)
class Suggest(View):
    """The form, and without script the same by hand.

    `source` is what the form knows of the sentences, `new_file` the forge's page for a new file, `forge` what it runs
    and `forge_name` what readers call it (all three empty where none is known), `letter` a mailto: address or nothing.
    """

    parts: Sequence[Part]
    source: str
    forge: str
    forge_name: str
    new_file: str
    letter: str
    steps: Sequence[Step]
    contact: Sequence[View]


@macro("block")
def suggest_form(here: Here) -> View:
    """The form that writes a proposal, sentence by sentence; without script, how to do it by hand."""
    repository, letter = here.framework.settings.repository or "", here.framework.settings.contact or ""
    forge = forge_of(repository)
    new_file = f"{repository.rstrip('/')}{_NEW[forge]}" if forge else ""
    return Suggest(
        list(_parts(here.site)),
        here.to(SENTENCES),
        forge or "",
        urlsplit(repository).netloc if forge else "",
        new_file,
        letter if letter.startswith("mailto:") else "",
        _by_hand(here, new_file),
        [contact(here)],
    )


def forge_of(repository: str) -> Forge | None:
    """What the host of a repository runs, by its name; nothing where the name does not say."""
    host = urlsplit(repository).netloc
    return next((forge for part, forge in _HOSTS.items() if part in host), None)


def _by_hand(here: Here, new_file: str) -> list[Step]:
    """The five steps without the form, with the links that they need."""
    links = here.links
    find = link(here, links.static_page("contents"), translate("suggest.hand_contents"))
    feedback = link(here, links.static_page("feedback"), translate("suggest.hand_feedback"))
    send = Step(translate("suggest.hand_send"), feedback)
    if new_file:
        send = Step(translate("suggest.hand_file", folder=PENDING), Link(new_file, translate("suggest.hand_new")))
    return [
        Step(translate("suggest.hand_find"), find),
        Step(translate("suggest.hand_copy"), Link("", "")),
        Step(translate("suggest.hand_write"), Link("", "")),
        send,
        Step(translate("suggest.hand_then"), link(here, links.static_page("editing"), translate("suggest.hand_next"))),
    ]


def sentences(site: Site) -> list[str]:
    """The identifier of every item and priority that has one for good: what a suggestion can be about."""
    framework, provisional = site.framework, site.loaded.provisional
    return [name for name in (*framework.priorities, *framework.items) if name not in provisional]


def _parts(site: Site) -> Iterator[Part]:
    """The sentences in the order of the documents: each priority with what stands in it, then what stands alone."""
    there, known = records(site.loaded), set(sentences(site))
    for document in documents(there):
        name, alone = document_label(site.framework, document), []
        for child in children(there[document]):
            inside = [one for one in _descendants(child, there) if one in known]
            if child in site.framework.priorities:
                yield Part(f"{name}: {label(child)}", [_choice(site.framework, one) for one in inside])
            else:
                alone += [_choice(site.framework, one) for one in inside]
        if alone:
            yield Part(name, alone)


def _descendants(name: str, there: Records) -> Iterator[str]:
    yield name
    for child in children(there.get(name, {})):
        yield from _descendants(child, there)


def _choice(framework: Framework, name: str) -> Choice:
    return Choice(name, f"{label(name)}: {shortened(words_of(framework, name))}")


def words_of(framework: Framework, name: str) -> str:
    """The words of an item, or the title of a priority."""
    noun = framework.priorities.get(name) or framework.items[name]
    return noun.title if isinstance(noun, Priority) else noun.text


def knowledge(site: Site) -> dict[str, object]:
    """What the form asks for: each document's name and newest version, and each sentence with its words and place."""
    there = records(site.loaded)
    named = {
        name: {"name": document_label(site.framework, name), "version": site.ledger.numbers.get(name, 0)}
        for name in documents(there)
    }
    return {"documents": named, "sentences": [_sentence(site, name, there) for name in sentences(site)]}


def _sentence(site: Site, name: str, there: Records) -> dict[str, object]:
    record = there[name]
    return {
        "id": name,
        "label": label(name),
        "kind": record["kind"],
        "text": words_of(site.framework, name),
        "document": document_of(name, there),
        "under": record.get("in", ""),
        "retired": bool(record.get("retired")),
    }


def suggestion_of(here: Here, name: str) -> str:
    """Where a change to that item is suggested: the form with its words, or the form alone where it has no name yet."""
    page = here.to(here.links.static_page("suggest"))
    return page if name in here.site.loaded.provisional else f"{page}#{name}"
