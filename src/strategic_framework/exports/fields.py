"""What each data file holds, field by field. A test compares this table with the files."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """A field: its path (`items[].text`), its type, and what it means."""

    name: str
    type: str
    meaning: str


class Download(NamedTuple):
    """A data file: its address below the site's root, its format, a note and its fields."""

    address: str
    name: str
    format: str
    note: str
    fields: tuple[Field, ...]


_TEXT, _LIST, _DATE, _YES = "text", "list of texts", "text: a year, month or day", "true or false"

_ABOUT = (
    ("title", _TEXT, "The name of the framework."),
    ("publisher", _TEXT, "Whose framework it is. Not who made this site."),
    ("official", _YES, "Whether the publisher has approved this site."),
    ("fictional", _YES, "Whether the framework is invented, as an example."),
    ("as_at", "text: a day", "The day that the content stands for."),
    ("site", "address", "The address of this site."),
    ("rights", _TEXT, "Whose words these are, and what is known of their licence."),
)
_ITEM = (
    ("id", _TEXT, "The permanent identifier."),
    ("kind", _TEXT, "What it is: action, aspiration, context, role and so on."),
    ("address", "address", "The permanent address."),
    ("document", _TEXT, "The edition it belongs to, or “alliance”."),
    ("priority", "text or nothing", "The identifier of the priority it stands under."),
    ("priority_title", "text or nothing", "The title of that priority."),
    ("text", _TEXT, "The wording, character for character."),
    ("source", _TEXT, "The source it is quoted from, or “new”."),
    ("due", f"{_DATE}, or nothing", "The date an aspiration looks to, as exact as the source has it."),
    ("due_stated", "text or nothing", "Where the wording states that date; nothing where it does not."),
    ("bodies", _LIST, "The bodies that the wording names."),
    ("programmes", _LIST, "The programmes, services and documents that the wording names."),
    ("policy_areas", _LIST, "The policy areas that the wording names."),
    ("updates", _LIST, "The published updates about it."),
    ("retired", _YES, "Whether it is retired. Its wording and address stay."),
    ("replaced_by", "text or nothing", "The item that took its place."),
    ("continues", "text or nothing", "The item of an earlier edition that it carries on."),
)
_PRIORITY = (
    ("id", _TEXT, "The permanent identifier."),
    ("kind", _TEXT, "Always “priority”."),
    ("address", "address", "The permanent address."),
    ("document", _TEXT, "The edition it belongs to."),
    ("number", "number", "Its number."),
    ("title", _TEXT, "Its title, character for character."),
    ("title_source", _TEXT, "The source of the title."),
    ("due", f"{_DATE}, or nothing", "The date its aspirations look to."),
    ("items", _LIST, "The items under it, in reading order."),
    ("retired", _YES, "Whether it is retired."),
    ("replaced_by", "text or nothing", "The priority that took its place."),
    ("continues", "text or nothing", "The priority of an earlier edition that it carries on."),
)
_QUOTE = (("text", _TEXT, "Words quoted."), ("source", _TEXT, "The source they are quoted from."))
_ITEM_QUOTE = (*_QUOTE, ("item", "text or nothing", "The item they stand in."))
_NAMED = (
    ("id", _TEXT, "The name in addresses."),
    ("name", _TEXT, "The name."),
    ("aliases", _LIST, "Other forms of the name that the wording is searched for."),
    ("address", "address", "The permanent address."),
    ("named_in", _LIST, "The items whose wording names it."),
    ("described", "list", "How sources describe it."),
)
_EDITION = (
    ("id", _TEXT, "The edition in addresses."),
    ("title", _TEXT, "Its title, as the source writes it."),
    ("label", _TEXT, "Its short name on this site."),
    ("starts", _DATE, "When its period begins."),
    ("ends", _DATE, "When its period ends."),
    ("published", f"{_DATE}, or nothing", "When it was published, where a source says so."),
    ("described_as", "text or nothing", "How it is known, where only a description is known."),
    ("source", _TEXT, "The source its wording is quoted from."),
    ("address", "address", "Its permanent address."),
    ("introduction", _LIST, "Its introductory paragraphs."),
    ("priorities", _LIST, "Its priorities, in order."),
    ("cross_cutting", _LIST, "Work described as cutting across the priorities."),
)
_UPDATE = (
    ("id", _TEXT, "The permanent identifier."),
    ("address", "address", "The permanent address."),
    ("date", _DATE, "When it happened or was reported, as exact as the source has it."),
    ("kind", _TEXT, "activity, result or setback."),
    ("title", _TEXT, "A short title, written for this site."),
    ("about", _LIST, "The items it is about."),
    ("source", _TEXT, "The source it is quoted from."),
    ("quote", _TEXT, "What the source says."),
)
_OTHER = (
    ("current_edition", _TEXT, "The edition in force."),
    ("policy_areas[].id", _TEXT, "The policy area in addresses."),
    ("policy_areas[].name", _TEXT, "Its name."),
    ("policy_areas[].named_in", _LIST, "The items whose wording names it."),
    ("links[].item", _TEXT, "The item whose words reach for another priority. This site’s reading."),
    ("links[].to", _TEXT, "The priority they reach for."),
    ("links[].words", _TEXT, "The words."),
    ("links[].strength", "text or nothing", "“weak” where only vocabulary is shared."),
    ("continuity[].id", _TEXT, "A strand of work. This site’s reading."),
    ("continuity[].relation", _TEXT, "continues, changed, raised, narrowed, related, new or not-named."),
    ("continuity[].name", _TEXT, "What the strand is about."),
    ("continuity[].note", "text or nothing", "A note by this site."),
    ("alliance.title", _TEXT, "The title of the Strategic Alliance."),
    ("alliance.partner", _TEXT, "The body it is with."),
    ("alliance.source", _TEXT, "The source it is quoted from."),
    ("alliance.proposed", _DATE, "When its joint priorities were proposed."),
    ("alliance.address", "address", "Its permanent address."),
    ("alliance.crosswalk[].proposed", _TEXT, "A proposed joint priority."),
    ("alliance.crosswalk[].reading", _TEXT, "reported, partly-reported, continuing or not-reported. Our reading."),
    ("alliance.crosswalk[].reported_in", _LIST, "The items that report on it."),
    ("alliance.crosswalk[].see_also", _LIST, "Items that touch on it."),
    ("alliance.crosswalk[].note", "text or nothing", "A note by this site."),
    ("glossary[].id", _TEXT, "The term in addresses."),
    ("glossary[].term", _TEXT, "The term or abbreviation."),
    ("glossary[].expansion", "text or nothing", "The words behind it, where a source gives them."),
    ("timeline[].id", _TEXT, "The moment in addresses."),
    ("timeline[].when", f"{_DATE}, or nothing", "Its date, as exact as the source has it."),
    ("timeline[].what", _TEXT, "What it is, in this site’s words."),
    ("sources[].id", _TEXT, "The source, as other fields name it."),
    ("sources[].title", _TEXT, "Its title."),
    ("sources[].author", _TEXT, "Who wrote it."),
    ("sources[].kind", _TEXT, "What kind of document it is."),
    ("sources[].date", f"{_DATE}, or nothing", "Its date, where it has one."),
    ("sources[].date_note", "text or nothing", "What is said where it has none."),
)
_CSV_NOTES = {
    "bodies": "The bodies it names, joined with semicolons.",
    "programmes": "What else it names, joined with semicolons.",
    "policy_areas": "The policy areas it names, joined with semicolons.",
    "updates": "The updates about it, joined with semicolons.",
}


def _fields(rows: tuple[tuple[str, str, str], ...], prefix: str = "") -> tuple[Field, ...]:
    return tuple(Field(prefix + name, kind, meaning) for name, kind, meaning in rows)


def _item_columns() -> tuple[Field, ...]:
    left_out = {"kind", "replaced_by", "continues"}
    rows = [(name, _TEXT, _CSV_NOTES.get(name, meaning)) for name, _, meaning in _ITEM if name not in left_out]
    return _fields((*rows, _ABOUT[-1]))


def _whole() -> tuple[Field, ...]:
    named = [(f"{kind}[].", _NAMED) for kind in ("bodies", "programmes")]
    quotes = [(f"{kind}[].described[].", _QUOTE) for kind in ("bodies", "programmes")]
    sides = [(f"continuity[].{side}.", _ITEM_QUOTE) for side in ("was", "now")]
    parts = [("", _ABOUT), ("", _OTHER), ("editions[].", _EDITION), ("priorities[].", _PRIORITY), ("items[].", _ITEM),
             *named, *quotes, *sides, ("timeline[].quote.", _ITEM_QUOTE), ("updates[].", _UPDATE)]  # fmt: skip
    return tuple(field for prefix, rows in parts for field in _fields(rows, prefix))


_BODY_COLUMNS = (
    ("id", _TEXT, "The name in addresses."),
    ("name", _TEXT, "The name."),
    ("address", "address", "The permanent address."),
    ("actions", "number", "How many actions name it."),
    ("named_in", _TEXT, "Every item that names it, joined with semicolons."),
    ("described", _TEXT, "How sources describe it, joined with semicolons."),
    _ABOUT[-1],
)
_MENTION_COLUMNS = (
    ("item", _TEXT, "The item whose wording names something."),
    ("item_address", "address", "Its permanent address."),
    ("document", _TEXT, "The edition it belongs to, or “alliance”."),
    ("priority", _TEXT, "The priority it stands under."),
    ("register", _TEXT, "body or programme."),
    ("name_id", _TEXT, "What is named, as in addresses."),
    ("name", _TEXT, "Its name."),
    _ABOUT[-1],
)


def documented() -> tuple[Download, ...]:
    """Every data file that exists once, with its fields; `item_fields` and `priority_fields` are for single files."""
    csv = "CSV, UTF-8 with a byte-order mark. A cell that could be taken for a formula begins with an apostrophe."
    return (
        Download("data/actions.csv", "Actions", "CSV", f"One row for each action. {csv}", _item_columns()),
        Download("data/aspirations.csv", "Aspirations", "CSV", "One row for each aspiration.", _item_columns()),
        Download("data/bodies.csv", "Bodies", "CSV", "One row for each body named.", _fields(_BODY_COLUMNS)),
        Download("data/mentions.csv", "Mentions", "CSV", "One row for each name in each item.",
                 _fields(_MENTION_COLUMNS)),
        Download("data/framework.json", "Everything", "JSON", "The whole content in one file.", _whole()),
    )  # fmt: skip


_CHANGES = (
    ("changes[].id", _TEXT, "The permanent identifier of the change."),
    ("changes[].address", "address", "Its permanent address."),
    ("changes[].published", "text: a day", "When it was published."),
    ("changes[].title", _TEXT, "What was done, in a sentence."),
    ("changes[].classes", _LIST, "What kinds of change it holds, found by rule."),
    ("changes[].items", _LIST, "What was changed."),
    ("changes[].reason", "text or nothing", "Why."),
    ("changes[].decided", "text or nothing", "The day of the decision."),
    ("changes[].decided_by", "text or nothing", "Who decided it."),
    ("changes[].corrects", "text or nothing", "The earlier change whose reason was mistaken."),
    ("changes[].previous", "text or nothing", "The hash of the change before it."),
)
_VERSIONS = (
    ("documents[].id", _TEXT, "An edition, or “alliance”."),
    ("documents[].label", _TEXT, "Its short name on this site."),
    ("documents[].versions[].number", "number", "The number of the version."),
    ("documents[].versions[].address", "address", "Its permanent address."),
    ("documents[].versions[].published", "text: a day", "When it was published."),
    ("documents[].versions[].change", _TEXT, "The change that opened it."),
    ("documents[].versions[].fingerprint", _TEXT, "The hash of its plain text, which never changes."),
    ("documents[].versions[].words[].item", _TEXT, "An identifier."),
    ("documents[].versions[].words[].label", _TEXT, "What the site calls it."),
    ("documents[].versions[].words[].text", _TEXT, "Its words in that version."),
    ("documents[].versions[].words[].retired", _YES, "Whether it was retired in that version."),
)


def of_ledger() -> tuple[Download, ...]:
    """The files of the record of changes, with their fields; they exist once something is published."""
    return (
        Download("data/changes.json", "Changes", "JSON", "Every published change.", _fields((*_ABOUT, *_CHANGES))),
        Download(
            "data/versions.json", "Versions", "JSON", "The words of every version.", _fields((*_ABOUT, *_VERSIONS))
        ),
    )


def item_fields() -> tuple[Field, ...]:
    """The fields of the JSON file of one item: those of the site, then the item's own."""
    return _fields((*_ABOUT, *_ITEM))


def priority_fields() -> tuple[Field, ...]:
    """The fields of the JSON file of one priority; `title` is the priority's."""
    return _fields(tuple(row for row in _ABOUT if row[0] != "title") + _PRIORITY)
