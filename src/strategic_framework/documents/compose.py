"""Which words a document holds: an edition, a priority, a version, or what stands under a topic."""

from __future__ import annotations

from collections.abc import Iterable

from strategic_framework.documents.from_views import parts_of
from strategic_framework.documents.parts import Document, Heading, Part, Row, Words
from strategic_framework.language.english import day, sentence
from strategic_framework.language.labels import label, title_of, within
from strategic_framework.language.strings import as_text, translate_text
from strategic_framework.ledger.versions import Version
from strategic_framework.model import Edition, PolicyArea, Priority
from strategic_framework.model.changes import Change
from strategic_framework.rendering import face
from strategic_framework.views import lists, print, reports, topics, version_words  # noqa: A004
from strategic_framework.views.base import Here, Section, section, tone
from strategic_framework.views.corrections import corrections_of, with_corrections
from strategic_framework.views.diagrams.weave import weave
from strategic_framework.views.difference import name_of
from strategic_framework.views.linked import thread_list
from strategic_framework.views.site import Site
from strategic_framework.views.view import View


def edition(site: Site, subject: Edition) -> Document:
    """The whole of an edition: its words from beginning to end, how its priorities are linked, and where it is from."""
    here = Here(site, site.links.edition(subject), edition_id=subject.id)
    with within(site.framework, subject.id):
        sections = [view for view in print.print_document(here) if getattr(view, "id", "") != "contents"]
        views = [*sections[1:], *lists.cross_cutting(here), *_linked(here), sections[0]]
        facts = [Row(translate_text("publication.period"), _period(subject))]
        return _document(here, subject.id, subject.title, "", _version_of(here), parts_of(here, views), facts)


def _linked(here: Here) -> list[View]:
    """How the priorities are linked: the items that link them, and the drawing."""
    if len(here.edition.priorities) < 2:
        return []
    return [section("linked", translate_text("document.linked"), [thread_list(here), weave(here)])]


def a_priority(site: Site, subject: Priority) -> Document:
    """A priority from beginning to end, and what is reported about it."""
    its = site.framework.edition_of[subject.id]
    here = Here(site, site.links.priority(subject), "priority", subject.id, edition_id=its.id)
    with within(site.framework, its.id):
        views = [*print.sections(here), *reports.priority_reports(here)]
        kind = f"{translate_text('head.priority', number=subject.number)} · {its.title}"
        colour = tone(subject, its)
        return _document(here, subject.id, subject.title, kind, _version_of(here), parts_of(here, views), tone=colour)


def version(site: Site, subject: Version) -> Document:
    """The words of a version, as they stood when it was opened."""
    edition_id = "" if subject.document == "alliance" else subject.document
    name, address = f"{subject.document}/{subject.number}", site.links.version(subject.document, subject.number)
    here = Here(site, address, "version", name, edition_id=edition_id)
    published = _published(here, subject)
    with within(site.framework, edition_id):
        title, kind = str(subject.records[subject.document].get("title", name_of(here, subject.document))), published
        words = [part for view in version_words.version_words(here) for part in parts_of(here, _body(view))]
        facts = [Row(translate_text("version_facts.fingerprint"), subject.fingerprint)]
        name = f"{subject.document}-version-{subject.number}"
        return _document(here, name, title, kind, published, words, facts)


def _body(view: View) -> Iterable[View]:
    return view.body if isinstance(view, Section) else [view]


def topic(site: Site, subject: PolicyArea) -> Document:
    """All that the framework and the reports say under a topic."""
    here = Here(site, site.links.policy_area(subject.id), "topic", subject.id)
    kind = f"{translate_text('head.topic')} · {here.edition.title}"
    parts = parts_of(here, topics.topic(here))
    return _document(here, f"topic-{subject.id}", subject.name, kind, _version_of(here), parts, said=False)


def a_change(site: Site, subject: Change) -> Document:
    """What stands around the words of a change: they are laid out with their tracked changes (`documents.redline`)."""
    here = Here(site, site.links.change(subject.id), "change", subject.id)
    published = f"{translate_text('change_facts.published')}: {day(subject.published)}"
    return _document(here, subject.id, sentence(title_of(subject)), label(subject.id), published, [], said=False)


def _document(
    here: Here, name: str, title: str, kind: str, line: str, parts: Iterable[Part], facts: Iterable[Row] = (), *,
    said: bool = True, tone: str = "",
) -> Document:  # fmt: skip
    settings, address = here.framework.settings, here.links.absolute(here.address)
    as_at = translate_text("document.as_at", day=day(settings.as_at))
    whole = not kind
    return Document(
        name=name,
        kind=kind or translate_text("document.whole"),
        title=title,
        publisher=settings.publisher.name,
        line=line,
        as_at=settings.as_at,
        day=as_at,
        address=address,
        notice=_notice(here),
        rights=settings.rights,
        said=said,
        tone=tone,
        whole=whole,
        looks=face.styles(settings.face).decode(),
        facts=[*facts, Row(translate_text("document.address"), address, address)],
        parts=[*parts, *_about(here)],
    )


def _about(here: Here) -> list[Part]:
    """What every document ends with: how the two voices are told apart, and whose words these are."""
    settings = here.framework.settings
    texts = [translate_text("document.voices"), _notice(here), settings.rights]
    return [Heading(1, translate_text("document.about"), "about-document"), *(Words(text) for text in texts if text)]


def _notice(here: Here) -> str:
    """Said in every file until the publisher has approved the site."""
    settings = here.framework.settings
    if settings.official:
        return ""
    if settings.fictional:
        return f"{translate_text('banner.example')}. {translate_text('banner.invented')}"
    publisher = translate_text("banner.independent", publisher=settings.publisher.in_a_sentence)
    return f"{translate_text('banner.demonstration')}. {publisher}"


def _period(subject: Edition) -> str:
    return translate_text("publication.from_to", starts=day(subject.starts), ends=day(subject.ends))


def _version_of(here: Here) -> str:
    """Which version the words are: the latest, with the day on which it was published; nothing before the first."""
    published = here.site.ledger.versions_of(here.edition.id)
    if not published:
        return translate_text("document.unpublished")
    known = _published(here, published[-1])
    names = {here.edition.id, *(item.id for item in here.edition.items), *(row.id for row in here.edition.priorities)}
    return translate_text("document.waiting", version=known) if names & here.site.waiting.keys() else known


def _published(here: Here, subject: Version) -> str:
    """“Version 1, published 23 November 2026”, and how often its punctuation was corrected since."""
    text = translate_text("version_facts.published", number=subject.number, day=day(subject.change.published))
    return as_text(with_corrections(text, corrections_of(here, subject.document, subject.number)))
