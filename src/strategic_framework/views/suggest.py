"""The desk: the page on which a reader proposes other words, and the ways by which the proposal leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlsplit

from strategic_framework.language.english import shortened
from strategic_framework.language.labels import document_label, the_alliance
from strategic_framework.language.nouns import noun
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.ledger.records import documents, records
from strategic_framework.model import Body, Framework, Measure, PolicyArea
from strategic_framework.model.frozen import frozen
from strategic_framework.model.measures import NOT_REPORTED
from strategic_framework.views.base import Here, link
from strategic_framework.views.inline import contact
from strategic_framework.views.macro import macro
from strategic_framework.views.site import Site
from strategic_framework.views.suggest_additions import additions
from strategic_framework.views.suggest_subjects import (
    ADDED,
    GROUPED,
    Subject,
    fields,
    groups,
    lists,
    nouns,
    sources,
)
from strategic_framework.views.suggest_ways import NEW_FILE, forge_of
from strategic_framework.views.view import Link, View

#: What the form knows of every sentence, below the site's root.
SENTENCES = "suggest/sentences.json"
#: Where a proposal waits, below the root of the repository.
PENDING = "framework/changes/pending"
#: The kinds of change that the form writes, in the order in which it offers them.
KINDS = (
    "reword", "add", "retire", "restore", "move", "order", "split", "merge", "update", "review", "entries",
    "current_edition", "value",
)  # fmt: skip
#: Kinds whose words are this site's; those of all others are quoted, or names.
_OURS = {"update", "moment", "strand", "framework", "measure"}
#: With more subjects than these the list to choose from holds their identifiers alone: the page would be too heavy.
BRIEF = 2_000
#: How many letters of a sentence the pages show that show only its opening (`views/priority.py`, `views/places.py`).
OPENINGS = (60, 32)
#: Subject → the numbers of the pages that show its words whole, then of those that show such an opening.
Shown = Mapping[str, Sequence[Sequence[int]]]


@frozen
class Choice:
    """What can be chosen: the name that a proposal knows it by, what it is called, and whose words that are.

    Without a text its name comes with the sentences, once the form is used.
    """

    id: str
    text: str
    voice: Literal["said", "site"] = "site"


@frozen
class Part:
    """The sentences that stand together in a document."""

    name: str
    choices: Sequence[Choice]


@frozen
class Step:
    """A step by hand, and the link that it needs; a step without one has a link without words."""

    text: str
    way: Link


@frozen
class Suggest(View):
    """The form with the kinds of change, and without script the same by hand.

    `source` is what the form knows of the sentences, `new_file` the forge's page for a new file, `forge` what it runs
    and `forge_name` what readers call it (all three empty where none is known), `letter` a mailto: address or nothing.
    """

    parts: Sequence[Part]
    kinds: Sequence[Choice]
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
    forge, measures = forge_of(repository), here.framework.measures
    new_file = f"{repository.rstrip('/')}{NEW_FILE[forge]}" if forge else ""
    return Suggest(
        _parts(here.site),
        [Choice(kind, translate_text(f"suggest.kind_{kind}")) for kind in KINDS if kind != "value" or measures],
        here.to(SENTENCES),
        forge or "",
        urlsplit(repository).netloc if forge else "",
        new_file,
        letter if letter.startswith("mailto:") else "",
        _by_hand(here, new_file),
        [contact(here)],
    )


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


def _parts(site: Site) -> list[Part]:
    """The subjects to choose from, as they stand together; where there are very many, by their identifiers alone."""
    together = groups(site)
    is_brief = sum(len(group.subjects) for group in together) > BRIEF
    return [Part(group.name, [_choice(subject, is_brief=is_brief) for subject in group.subjects]) for group in together]


def _choice(subject: Subject, *, is_brief: bool) -> Choice:
    if is_brief:
        return Choice(subject.name, "")
    words = subject.words
    text = subject.label if words in {"", subject.label} else f"{subject.label}: {shortened(words)}"
    return Choice(subject.name, text, "site" if subject.kind in _OURS else "said")


def knowledge(site: Site) -> dict[str, object]:
    """What the form asks for: documents with their newest version, and each subject with its words and its place.

    Which pages show whose words (`shown`) a build adds once they are made.
    """
    subjects = [subject for group in groups(site) for subject in group.subjects]
    grouped = any(subject.kind in GROUPED for subject in subjects)
    kinds = (*ADDED, *GROUPED) if grouped else ADDED
    return {
        "documents": {
            name: {"name": _document(site, name), "version": site.ledger.numbers.get(name, 0)}
            for name in documents(records(site.loaded))
        },
        "fields": fields(subjects),
        "kinds": {kind: noun(kind.replace("-", "_")) for kind in kinds},
        "additions": additions(grouped=grouped, measured=bool(site.framework.measures)),
        "lists": lists(subjects),
        "nouns": nouns(subjects),
        "names": sorted(_names(site)),
        "current": site.framework.settings.current_edition,
        "as_at": site.framework.settings.as_at,
        "sources": sources(site),
        "sentences": [_sentence(subject) for subject in subjects],
        **({"not_reported": NOT_REPORTED} if site.framework.measures else {}),
        **({"scale": [*status.words]} if (status := site.framework.settings.status_scale) else {}),
        **({"answerable": site.framework.answerable} if any(subject.stated for subject in subjects) else {}),
        "shown": {},  # stays last, as a build writes the rest of the file behind all before it
    }


def wordings(site: Site) -> dict[str, str]:
    """The words of every sentence of a document."""
    return {name: words_of(site.framework, name) for name in (*site.framework.priorities, *site.framework.items)}


def words_of(framework: Framework, name: str) -> str:
    """The words of an item, or the title of a priority."""
    priority = framework.priorities.get(name)
    return priority.title if priority else framework.items[name].words


def _document(site: Site, name: str) -> str:
    """A document inside a sentence: “the 2023–27 framework”."""
    if name == "alliance":
        return the_alliance(site.framework)
    return translate_text("suggest.document", edition=document_label(site.framework, name))


def _names(site: Site) -> set[str]:
    """All by which something is found in the wording: a change of these changes further pages."""
    framework = site.framework
    named: list[Body | PolicyArea] = [*framework.bodies, *framework.programmes, *framework.policy_areas]
    return {
        *(name for noun in named for name in (noun.name, *noun.aliases)),
        *(name for term in framework.glossary for name in (term.term, term.expansion) if name),
    }


def _sentence(subject: Subject) -> dict[str, object]:
    first, *others = subject.fields
    known: dict[str, object] = {
        "id": subject.name,
        "label": subject.label,
        "kind": subject.kind,
        "text": subject.value(first),
        "document": subject.document,
        "under": subject.under,
        "retired": subject.is_retired,
        "fields": {field: value for field in others if (value := subject.value(field))},
        "lists": {name: list(getattr(subject.noun, name)) for name in subject.lists},
    }
    if isinstance(subject.noun, Measure):
        known["values"] = {
            value.date: value.model_dump(exclude={"date"}, exclude_none=True) for value in subject.noun.values
        }
    return {key: value for key, value in known.items() if value}
