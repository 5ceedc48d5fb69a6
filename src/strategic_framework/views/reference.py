"""Reference pages: timeline, policy areas, glossary, sources, data, content health, the whole document."""

from __future__ import annotations

import re

from strategic_framework.exports import Download, documented, of_ledger, of_one
from strategic_framework.language.english import counted, day, exactness, plural
from strategic_framework.language.labels import label
from strategic_framework.model import Event, Repair, Source
from strategic_framework.views import lists
from strategic_framework.views.base import Here, View, link, paragraph, section
from strategic_framework.views.page_heading import update_of
from strategic_framework.views.print import opening
from strategic_framework.views.priority import context, role
from strategic_framework.views.retired import apart


def timeline(here: Here) -> View:
    """Moments in order, each date no more exact than its source; the undated where the sources place them."""

    def order(one: Event) -> tuple[str, bool]:
        return one.when or one.undated_after or "", one.when is None

    return View("timeline", {"events": [_event(here, one) for one in sorted(here.framework.timeline, key=order)]})


def _event(here: Here, one: Event) -> dict[str, object]:
    return {
        "id": one.id,
        "exact": exactness(one.when) if one.when else "undated",
        "datetime": one.when or "",
        "when": day(one.when) if one.when else "Undated in the source",
        "what": one.what,
        "quote": one.quote.text,
        "source": link(here, here.links.source(one.quote.source), here.framework.source[one.quote.source].short),
    }


def policy_areas(here: Here) -> View:
    """Each policy area with the items whose wording names it."""
    groups = [
        {
            "id": area.id,
            "heading": area.name,
            "items": [
                {"href": here.to(here.links.item(item)), "label": label(item), "text": here.framework.items[item].text}
                for item in area.named_in
            ],
        }
        for area in here.framework.policy_areas
    ]
    return View("areas", {"groups": groups})


def policy_area_words(here: Here) -> View:
    """How few actions name a policy area, so that nobody looks for a table that the wording cannot fill."""
    actions = {action.id for action in here.edition.actions}
    naming = {item for area in here.framework.policy_areas for item in area.named_in} & actions
    told = f"{counted(len(here.framework.policy_areas), 'policy area')} are named. "
    told += f"{counted(len(naming), 'action')} {'names' if len(naming) == 1 else 'name'} one."
    return paragraph(told, voice="lead")


def glossary(here: Here) -> View:
    """Terms and abbreviations, with the words behind them where a source gives them."""
    rows = [
        {
            "id": one.id,
            "term": one.term,
            "expansion": one.expansion or "",
            "absent": "" if one.expansion else "Not expanded in the sources",
            "quote": one.quote.text if one.quote else "",
            "source": link(here, here.links.source(one.quote.source), here.framework.source[one.quote.source].short)
            if one.quote
            else None,
        }
        for one in sorted(here.framework.glossary, key=lambda one: one.term.casefold())
    ]
    return View("definitions", {"definitions": rows})


def sources(here: Here) -> list[View]:
    """Every document quoted: who wrote it, when, what was repaired in its copy, and what was kept as it is."""
    return [_source(one) for one in here.framework.sources]


def _source(one: Source) -> View:
    when = day(one.date) if one.date else (one.date_note or "undated in the source")
    repairs = [
        {
            "found": _spoken(_visible(repair.found), repair), "read_as": _spoken(_visible(repair.read_as), repair),
            "times": repair.times, "why": repair.why,
        }
        for repair in one.repairs
    ]  # fmt: skip
    slips = [{"words": slip.words, "note": slip.note} for slip in one.slips]
    facts = [("Written by", one.author), ("What it is", one.kind), ("Date", when)]
    data = {
        "facts": [{"term": term, "parts": [{"text": text, "href": ""}], "absent": False} for term, text in facts],
        "note": one.note or "",
        "repairs": repairs,
        "slips": slips,
        "id": one.id,
    }
    return section(one.id, one.title, View("sources", data))


_SHOWN = {"\n": "line end", "\u00a0": "no-break space", "\t": "tab"}


def _visible(text: str) -> str:
    """Text with its invisible characters named, so that a repair can be read."""
    if not text:
        return "(nothing)"
    if text.strip(" ") == "":
        return plural(len(text), "one space", f"{len(text)} spaces")
    shown = (_SHOWN.get(one, one if one.isprintable() else f"U+{ord(one):04X}") for one in text)
    return " ".join("".join(one if len(one) == 1 else f" [{one}] " for one in shown).split())


def _spoken(text: str, repair: Repair) -> list[dict[str, str]]:
    """The text in parts, each with its language where that is not English."""
    languages = {words: language for language, found in repair.languages.items() for words in found}
    parts = re.split("|".join(f"({re.escape(words)})" for words in languages), text) if languages else [text]
    return [{"text": part, "lang": languages.get(part, "")} for part in parts if part]


def data(here: Here) -> list[View]:
    """Every download and what each of its fields means."""
    rights = paragraph(here.framework.settings.rights)
    return [rights, *(_download(here, one) for one in (*documented(), *_sealed(here), *_singles(here)))]


def _sealed(here: Here) -> tuple[Download, ...]:
    return of_ledger() if here.site.ledger.changes else ()


def _singles(here: Here) -> tuple[Download, ...]:
    """The files of the first priority and the first item."""
    return of_one(here.links, next(iter(here.framework.priorities)), next(iter(here.framework.items)))


def _download(here: Here, one: Download) -> View:
    fields = [{"name": field.name, "type": field.type, "meaning": field.meaning} for field in one.fields]
    name = one.address.removeprefix("data/")
    return View(
        "data",
        {
            "id": name.replace(".", "-").replace("/", "-"),
            "href": here.to(one.address),
            "name": f"{one.name} ({name})",
            "format": one.format,
            "note": one.note,
            "fields": fields,
        },
    )


def whole(here: Here) -> list[View]:
    """The whole edition on one page, in reading order."""
    sections = [
        *opening(here),
        section("introduction", "Introduction", lists.introduction(here), written="Heading written for this site"),
    ]
    for priority in here.edition.priorities:
        there = Here(here.site, here.address, "priority", priority.id, edition_id=here.edition.id)
        sections.append(View("part", {"id": priority.id, "number": priority.number, "title": priority.title,
                                      "tone": str(priority.number), "href": here.to(here.links.priority(priority)),
                                      "body": _whole_priority(there)}))  # fmt: skip
    return sections


def _whole_priority(there: Here) -> list[View]:
    labels, priority = there.edition.labels, there.priority
    parts = [*context(there), *role(there)]
    if priority.actions:
        lead_in = [paragraph(labels.actions_lead_in, voice="said")] if labels.actions_lead_in else []
        body = [*lead_in, *lists.actions_of(there, priority)]
        parts.append(section("actions", labels.actions or "Actions", body, said=bool(labels.actions)))
    if priority.aspirations:
        title = labels.aspirations or "Aspirations"
        parts.append(
            section("aspirations", title, lists.aspirations_of(there, priority), said=bool(labels.aspirations))
        )
    for part in parts:  # the same part names recur under each priority, so each identifier is made the priority's own
        part.data["id"] = f"{priority.id}-{part.data['id']}"
    return parts


def ways(here: Here) -> View:
    """The main ways into the document, with what each holds."""
    edition, links = here.edition, here.links
    told = f" ({apart(edition.actions)})" if apart(edition.actions) else ""
    found = [
        (links.actions(edition), "Find an action", f"All {len(edition.actions)}{told}, with who each one names",
         edition.actions),
        (links.static_page("named"), "See who is named", "Bodies and programmes, by priority", here.framework.bodies),
        (links.aspirations(edition), "Follow the aspirations", "What each one says it will show", edition.aspirations),
        (links.static_page("timeline"), "Follow the dates", "As exact as the sources, and no more",
         here.framework.timeline),
        (links.static_page("alliance"), "Read about the Strategic Alliance", "What was proposed, and what was reported",
         here.framework.alliance),
        (links.static_page("compare"), "Compare the editions", "Both sides quoted", here.framework.continuity),
        (links.print_page(edition), "Print the whole document", "One page, both voices kept apart", True),
        (links.static_page("data"), "Take the data", "The same content as JSON and CSV", True),
    ]  # fmt: skip
    return View("ways", {"two": True, "ways": [
        {"href": here.to(address), "text": text, "note": note} for address, text, note, there in found if there
    ]})  # fmt: skip


def update(here: Here) -> list[View]:
    """One published update: what its source says, quoted, and what it is about."""
    one = update_of(here)
    document = here.framework.source[one.source]
    quote = {"text": one.quote, "source": link(here, here.links.source(one.source), document.short)}
    about = lists.listing(here, one.about)
    kinds = {"activity": "an activity", "result": "a result", "setback": "a setback"}
    told = f"{day(one.date)}. The source reports {kinds[one.kind]}."
    report = [paragraph(told, voice="lead"), View("quotations", {"quotations": [quote]})]
    return [section("report", "What is reported", report), section("about", "What it is about", about)]
