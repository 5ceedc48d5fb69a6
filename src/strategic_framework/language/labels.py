"""What the site calls an item, and how it tells a change in one plain sentence."""

from __future__ import annotations

import re

from strategic_framework.language.dates import movement
from strategic_framework.language.english import and_list, day, sentence
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import current, translate_text
from strategic_framework.language.successions import Succession, successions
from strategic_framework.model import PLANNED_KINDS, Framework, Numbering, identifier
from strategic_framework.model.changes import STRENGTH, Change, Recorded, only_later_values

#: More than so many of one kind are counted, not named: “50 reports are added”.
_NAMED = 6
_COUNTED = {"action", "aspiration", "priority", "update"}
#: Records that have no number → what the site calls them.
_NUMBERLESS = {"alliance": "alliance", "framework.yml": "site"}


#: The numbers that items are called by now, and the edition that is speaking (“”: none).
_CURRENT: list[tuple[Numbering, str]] = [(Numbering(), "")]


def set_numbering(framework: Framework) -> None:
    """From here on items are called by the numbers of that framework."""
    _CURRENT[:] = [(framework.numbering, "")]


class within:  # noqa: N801 (written as a call; as a generator it would cost three times as much, for each call of a page)
    """In here items are called by the numbers of that framework, and an edition’s own without its name."""

    def __init__(self, framework: Framework, edition: str) -> None:
        self._speaking = framework.numbering, edition

    def __enter__(self) -> None:
        self._before = _CURRENT[0]
        _CURRENT[0] = self._speaking

    def __exit__(self, *_: object) -> None:
        _CURRENT[0] = self._before


def label(item: str) -> str:
    """What the site calls an item: “Action 15” for `act-15`; an edition by its years, where its label is not known.

    Where the numbers of its kind begin again in each edition, “Action 1 of 2027–30” outside that edition.
    """
    numbering, speaking = _CURRENT[0]
    key = current().places, speaking, item  # the places are new ones whenever the words change
    name = numbering.names.get(key)
    if name is None:
        name = numbering.names[key] = _label(item, numbering, speaking)
    return name


def _label(item: str, numbering: Numbering, speaking: str) -> str:
    identity = identifier(item)
    if identity:
        return _name(numbering, speaking, item, identity.kind.replace(" ", "_"))
    if re.fullmatch(r"\d{4}-\d{2}", item):
        return translate_text("labels.edition", years=item.replace("-", "–"))
    if item.startswith("sources/"):
        return translate_text("labels.source", source=item.removeprefix("sources/"))
    return translate_text(f"labels.{_NUMBERLESS[item]}") if item in _NUMBERLESS else item


def _name(numbering: Numbering, speaking: str, item: str, kind: str) -> str:
    name, edition = translate_text(f"labels.{kind}", number=numbering.number(item)), numbering.named_with(item)
    if edition is None or edition.id == speaking:
        return name
    return translate_text("labels.of_edition", item=name, edition=edition.label)


def document_label(framework: Framework, name: str) -> str:
    """What the site calls a document where it stands alone: by its own label; anything else as `label` has it."""
    if name == "alliance":
        return sentence(the_alliance(framework))
    return next((edition.label for edition in framework.editions if edition.id == name), label(name))


def alliance_name(framework: Framework) -> str:
    """The short name of the alliance, without “the”."""
    return (framework.alliance and framework.alliance.label) or translate_text("labels.alliance_name")


def the_alliance(framework: Framework) -> str:
    """The alliance by its short name, inside a sentence."""
    return translate_text("labels.the_alliance", alliance=alliance_name(framework))


def class_name(kind: str) -> str:
    """What a reader calls a class of changes, as it stands inside a sentence: “amended”."""
    return translate_text(f"classes.{kind}")


def title_of(change: Change) -> str:
    """A change in one sentence without a full stop: “Action 12 is retired”, “Punctuation is tidied in 3 places”."""
    if change.title:
        return change.title
    if change.reviewed:
        return _title("reviewed", list(change.items))
    if change.is_cosmetic:
        return translate_text("change_title.cosmetic", count=len(change.records))
    together = successions(change)
    titled = set[str]().union(*(succession.items for succession in together))
    titles = [translate_text("change_title.in_force", item=label(edition)) for edition in _put_in_force(change)]
    titles += [succession_title(succession) for succession in together]
    for kind in STRENGTH:
        names = [name for name, record in change.records.items() if record.kind == kind and not record.only_order]
        names = [name for name in names if name not in titled]
        if kind == "amended":
            titles += _amended([name for name in names if not _puts_in_force(change.records[name])], change)
        elif kind == "moved" and len(names) == 1:
            titles.append(_moved(names[0], change.records[names[0]]))
        elif names and kind != "cosmetic":
            titles.append(_title(kind, _tops(names, change)))
    return "; ".join(titles) or translate_text("change_title.nothing")


def _amended(names: list[str], change: Change) -> list[str]:
    """A sentence for each way in which records were amended: reworded, a new title, a new date."""
    ways: dict[str, list[str]] = {}
    for name in names:
        ways.setdefault(_way(name, change.records[name]), []).append(name)
    return [
        moved_date(amended[0], change.records[amended[0]])
        if way in {"slips", "forward"} and len(amended) == 1
        else _title(way, amended)
        for way, amended in ways.items()
    ]


def date_moves(name: str, was: object, now: object) -> str:
    """Whether the date by which an action is due `slips` or is brought `forward`; nothing for any other date."""
    known = identifier(name)
    return movement(was, now) if known and known.kind in PLANNED_KINDS else ""


def moved_date(name: str, record: Recorded) -> str:
    """How the date of an action moved, in a sentence: “Action 14 slips from March 2027 to June 2027”; or nothing."""
    was, now = ((side or {}).get("due") for side in (record.was, record.now))
    way = date_moves(name, was, now)
    if not way:
        return ""
    return translate_text(f"change_title.{way}_from", item=label(name), before=day(str(was)), after=day(str(now)))


def _puts_in_force(record: Recorded) -> bool:
    """Whether all that a record says is which edition is in force from now on."""
    return record.was is not None and set(record.now or {}) == {"current_edition"}


def _put_in_force(change: Change) -> list[str]:
    return [str((record.now or {})["current_edition"]) for record in change.records.values() if _puts_in_force(record)]


def succession_title(succession: Succession) -> str:
    """A split, a merger or a replacement as one sentence."""
    before, after = (and_list([label(name) for name in names]) for names in (succession.before, succession.after))
    return translate_text(f"change_title.{succession.kind}", count=len(succession.before), before=before, after=after)


def _way(name: str, record: Recorded) -> str:
    """In which way a record was amended: by the field that says most among those that differ."""
    was, now = record.was or {}, record.now or {}
    if only_later_values(was, now):
        return "new_value"
    date = date_moves(name, was.get("due"), now.get("due")) or ("new_date" if now.get("due") else "no_date")
    named = {
        "text": "reworded", "said": "reworded", "title": "new_title", "due": date, "labels": "new_labels",
        "lead": "lead", "partners": "partners", "reference": "reference", "target": "new_target",
        "baseline": "new_baseline", "values": "revised",
    }  # fmt: skip
    return next((way for field, way in named.items() if field in now), "amended")


def _moved(name: str, record: Recorded) -> str:
    """Where one record went: to another parent, or to another place among its siblings."""
    was, now = record.was or {}, record.now or {}
    if "in" not in now:
        return translate_text("change_title.reordered", item=label(name))
    before, after = label(str(was.get("in"))), label(str(now["in"]))
    return translate_text("change_title.moved_between", item=label(name), before=before, after=after)


def _tops(names: list[str], change: Change) -> list[str]:
    """The names less those that were added with what they stand in."""
    added = {name for name in names if change.records[name].was is None}
    return [name for name in names if (change.records[name].now or {}).get("in") not in added or name not in added]


def _title(key: str, names: list[str]) -> str:
    """What was done to some items: a few are named; of more, the first are named and the others or all counted."""
    kinds = {identity.kind if (identity := identifier(name)) else "" for name in names}
    labels = [label(name) for name in names[:3]]
    if len(names) > _NAMED and len(kinds) == 1 and kinds <= _COUNTED:
        labels = [counted(len(names), *kinds).striptags()]
    elif len(names) > 3:
        labels = [*labels[:2], translate_text("change_title.more", count=len(names) - 2)]
    return translate_text(f"change_title.{key}", count=len(names), items=and_list(labels))
