"""This site's interpretation (links, continuity, crosswalk, policy areas, glossary) rests on the words it points to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from strategic_framework.checks.provenance import shown
from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.mentions import mentions
from strategic_framework.content.problems import Problem
from strategic_framework.model import Crossing, Item, Quotation, Strand


def _item(content: Content, name: str) -> Item | None:
    """The item, where there is exactly one of that name and its words are in order: other rules speak of the rest."""
    return content.framework.items.get(name) if name not in content.ambiguous | content.in_doubt else None


@rule("link-words")
def link_words(content: Content) -> Iterator[Problem]:
    """The words that make a link between priorities stand in the item’s wording."""
    for link in content.framework.links.textual:
        item = _item(content, link.item)
        if item and link.words not in item.all_words:
            what = f"{link.item} does not have the words {shown(link.words)}."
            instead = f"Copy the words from {link.item}, or name the item that has them."
            yield fault(link.place("words"), what, "The page shows them marked in its wording.", instead)


@rule("link-to-own")
def links_to_own(content: Content) -> Iterator[Problem]:
    """A link goes from an item to another priority than its own."""
    for link in content.framework.links.textual:
        own = content.framework.priority_of.get(link.item)
        if own and own.id == link.to:
            what = f"{link.item} stands under {link.to}, so this is no link to another priority."
            yield fault(link.place("to"), what, "", "Name the other priority, or take the link out.", len(link.to))


@rule("shared-thing")
def shared_things(content: Content) -> Iterator[Problem]:
    """Every item of a shared programme names it, by its name or an alias."""
    framework = content.framework
    register = mentions(framework).programmes if framework.links.shared else None
    programmes = {programme.id: programme for programme in framework.programmes if not content.damaged(programme)}
    for shared in framework.links.shared:
        for name in shared.items if register and shared.thing in programmes else ():
            if _item(content, name) and register and shared.thing not in register.names(name):
                what = f"{name} does not name {programmes[shared.thing].name}, by this name or an alias."
                instead = f"Take {name} out, or add the words it uses to the aliases of {shared.thing}."
                place = content.spot(shared.place("items"), name)
                yield fault(place, what, "Who and what is named is found in the wording.", instead, len(name))


@rule("policy-area")
def policy_areas(content: Content) -> Iterator[Problem]:
    """Every item listed under a policy area names it, by its name or an alias."""
    for area in (area for area in content.framework.policy_areas if not content.damaged(area)):
        words = "|".join(re.escape(alias) for alias in (area.name, *area.aliases))
        pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        for name in area.named_in:
            item = _item(content, name)
            if item and not pattern.search(item.all_words):
                what = f"{name} does not name “{area.name}”, by this name or an alias."
                instead = f"Take {name} out, or add the words it uses to the aliases."
                place = content.spot(area.place("named_in"), name)
                yield fault(place, what, "Only what the wording names is listed.", instead, len(name))


@rule("continuity-sides")
def sides(content: Content) -> Iterator[Problem]:
    """A paired strand quotes both editions, a new one only what is now, and one not named now only what was."""
    for strand in content.framework.continuity:
        needed = {"new": {"now"}, "not-named": {"was"}}.get(strand.relation, {"was", "now"})
        for side in ("was", "now"):
            if (getattr(strand, side) is not None) != (side in needed):
                yield _side(strand, side, side in needed)


def _side(strand: Strand, side: str, needed: bool) -> Problem:
    edition = {"was": "the earlier edition", "now": "the current edition"}[side]
    if needed:
        what = f"The relation of “{strand.name}” is {strand.relation}, but there are no words from {edition}."
        return fault(strand.place("relation"), what, "", f"Add {side}: with the words and their source.")
    what = f"The relation of “{strand.name}” is {strand.relation}, but there are words from {edition}."
    return fault(strand.place(side), what, "", f"Take {side}: out, or choose another relation.")


@rule("crosswalk")
def crosswalk(content: Content) -> Iterator[Problem]:
    """The crosswalk takes up every proposed joint priority exactly once."""
    alliance = content.framework.alliance
    if not alliance:
        return
    count: Counter[str] = Counter()
    for crossing in alliance.crosswalk:
        count[crossing.proposed] += 1
        if count[crossing.proposed] == 2:
            what = f"{crossing.proposed} is taken up twice in the crosswalk."
            yield fault(crossing.place("proposed"), what, "", "Keep one reading of it.", len(crossing.proposed))
    for item in alliance.joint_priorities:
        if not count[item.id] and content.is_complete("alliance.yml"):
            what = f"The crosswalk says nothing of {item.id}."
            instead = f"Add an entry “proposed: {item.id}”. If nothing was reported, its reading is not-reported."
            yield fault(alliance.place("crosswalk"), what, "", instead)


@rule("crosswalk-reading")
def crosswalk_readings(content: Content) -> Iterator[Problem]:
    """What was reported on a proposed priority names where; what was not reported names nowhere."""
    for crossing in content.framework.alliance.crosswalk if content.framework.alliance else ():
        if (crossing.reading == "not-reported") == bool(crossing.reported_in) and not content.damaged(crossing):
            yield _crossed(crossing)


def _crossed(crossing: Crossing) -> Problem:
    if crossing.reported_in:
        what = f"{crossing.proposed} is read as not reported, and yet reported_in names where it was."
        instead = "Take reported_in out, or choose another reading. A related item may stand under see_also."
        return fault(crossing.place("reported_in"), what, "", instead)
    what = f"{crossing.proposed} is read as {crossing.reading}, but nothing says where."
    instead = "Add reported_in: with the items that report it. If none does, the reading is not-reported."
    return fault(crossing.place("reading"), what, "", instead, len(crossing.reading))


@rule("expansion")
def expansions(content: Content) -> Iterator[Problem]:
    """An abbreviation is expanded only in the words of a source, quoted with it."""
    for term in content.framework.glossary:
        if term.expansion and (not term.quote or term.expansion.casefold() not in term.quote.text.casefold()):
            said = "the words quoted do not give it" if term.quote else "no source is quoted for it"
            what = f"“{term.term}” is expanded as “{term.expansion}”, but {said}."
            instead = "Quote a source that gives the expansion, or take the line out."
            yield fault(term.place("expansion"), what, "Only expansions that a source gives are shown.", instead)


@rule("quoted-item")
def quoted_items(content: Content) -> Iterator[Problem]:
    """Words quoted from an item stand in that item, as its source has it."""
    framework = content.framework
    for quotation in (noun for noun in content.nouns if isinstance(noun, Quotation) and noun.item):
        name = quotation.item or ""
        if _item(content, name) and framework.source_of(name) == quotation.source:
            texts = [framework.items[name].all_words]
        elif name in framework.priorities and name not in content.ambiguous | content.in_doubt:
            texts = [framework.priorities[name].title, *(item.all_words for item in framework.priorities[name].items)]
        else:
            continue
        if not any(quotation.text in text for text in texts) and _as_first_written(content, quotation, texts):
            what = f"{name} does not have the words {shown(quotation.text)}."
            yield fault(quotation.place("item"), what, "", "Name the item that has them, or take the line out.")


def _as_first_written(content: Content, quotation: Quotation, texts: list[str]) -> bool:
    """Wording changed since its source is not held against what that source says."""
    source = content.stored.get(quotation.source)
    return bool(source) and all(source is not None and source.find(text) >= 0 for text in texts)
