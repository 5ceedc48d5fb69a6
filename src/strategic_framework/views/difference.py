"""What was done to one item: before, after, the redline, and the rest in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from strategic_framework.language.english import and_list, day
from strategic_framework.language.labels import CLASSES, label
from strategic_framework.language.redline import redline
from strategic_framework.ledger.difference import wording
from strategic_framework.ledger.records import FIELDS
from strategic_framework.model.changes import Recorded, listed_names
from strategic_framework.views.base import Here, View

#: Fields told in a sentence rather than shown as wording.
_NOTES = {
    "replaced_by": "What replaces it", "continues": "What it continues", "due": "Its date", "source": "Its source",
    "about": "What it is about", "also_involves": "Who else is involved",
}  # fmt: skip


def marked(was: str, now: str, *, key: bool = False) -> View:
    """Two texts as one, with what went and what came marked."""
    pieces = [{"kind": piece.kind, "text": piece.text} for piece in redline(was, now)]
    return View("redline", {"pieces": pieces, "key": key})


def reworded(one: Recorded | None) -> View | str:
    """The redline of an item's words, where they changed."""
    if one is None or one.was is None or one.now is None:
        return ""
    was, now = wording(one.was), wording(one.now)
    return marked(was, now) if was and now else ""


def name_of(here: Here, name: str) -> str:
    """What the site calls a record: an edition by its label, everything else by its number."""
    labels = {edition.id: edition.label for edition in here.framework.editions}
    return labels.get(name, label(name))


def difference(here: Here, anchor: str, name: str, one: Recorded, *, sides: bool = True) -> View:
    """What was done to one item: what happened in a sentence, both wordings in full unless told not to, the redline."""
    before, after = words_of(one.was, one.now), words_of(one.now, one.was)
    both = bool(before and after)
    address = here.links.url_for(name)
    return View(
        "change",
        {
            "id": anchor,
            "label": name_of(here, name),
            "href": here.to(address) if address is not None else "",
            "kind": CLASSES[one.kind],
            "note": " ".join(_notes(here, one)),
            "before": before if sides or not both else "",
            "after": after if sides or not both else "",
            "redline": marked(before, after) if both else "",
        },
    )


def words_of(fields: Mapping[str, Any] | None, beside: Mapping[str, Any] | None = None) -> str:
    """The words among some fields: text or title, labels that differ from those beside, and quotations."""
    found = [str(fields[name]) for name in ("title", "text") if fields and fields.get(name)]
    labels, others = (fields or {}).get("labels"), (beside or {}).get("labels") or {}
    if isinstance(labels, Mapping) and labels.keys() != {"kind"}:
        found += [str(words) for name, words in labels.items() if others.get(name) != words]
    found += [str(one) for one in (fields or {}).get("quote") or [] if not isinstance(fields, str)]
    return " ".join(found)


def _notes(here: Here, one: Recorded) -> Iterator[str]:
    was, now = one.was or {}, one.now or {}
    if one.was is not None and "in" in now:
        yield f"Moved from {name_of(here, str(was.get('in')))} to {name_of(here, str(now['in']))}."
    elif one.was is None and "in" in now:
        yield f"In {name_of(here, str(now['in']))}."
    if one.kind == "retired":
        yield "No longer in force. The wording keeps its page and its address."
    if one.kind == "restored":
        yield "In force again."
    if one.kind == "moved" and "order" in now and "in" not in now:
        parts = [name_of(here, name) for name in listed_names(now["order"])]
        yield f"Its parts now stand in this order: {and_list(parts)}."
    for field in (
        field for field in FIELDS if field in _NOTES and one.was is not None and was.get(field) != now.get(field)
    ):
        if field == "replaced_by" and now.get(field):
            yield f"Replaced by {name_of(here, str(now[field]))}."
            continue
        yield f"{_NOTES[field]}: {_told(here, was.get(field))}, now {_told(here, now.get(field))}."


def _told(here: Here, value: Any) -> str:
    if not value:
        return "not stated"
    if isinstance(value, list):
        return and_list(
            [name_of(here, str(one.get("body", one)) if isinstance(one, Mapping) else str(one)) for one in value]
        )
    text = str(value)
    return day(text) if text[:4].isdigit() and len(text) in {4, 7, 10} else name_of(here, text)
