"""What a change of words does to the content files: the wording and other fields, lists, and the edition in force."""

from __future__ import annotations

import unicodedata

from strategic_framework.ledger import yaml_values
from strategic_framework.ledger.desk import Desk, Unfit
from strategic_framework.ledger.sheets import Entry
from strategic_framework.ledger.word_merge import joined
from strategic_framework.model import identifier
from strategic_framework.model.proposals import CurrentEdition, Entries, ProposedChange, Reword


def reword(desk: Desk, change: Reword) -> None:
    """Other words in a field. Raises Unfit where they cannot be those, or where they were written against others."""
    entry = desk.find(change, change.reword, "reword")
    field = change.field or entry.wording
    if field == entry.wording and change.to is None:
        instead = "Add a line to: with the new words. To take the item out of force, write retire: instead."
        raise Unfit(change.place(), "proposal-incomplete", f"{change.reword} would be left without words.", "", instead)
    if change.from_ and _alike(change.from_, change.to or ""):
        what = f"The words after from: and after to: are the same for {change.reword}."
        instead = "Write the new words after to:, or take this change out."
        raise Unfit(change.place("to"), "proposal-incomplete", what, "", instead)
    level = field.partition(".")[0]
    if level in yaml_values.BEGUN and not entry.name.startswith("mea-"):
        what = f"{change.reword} is no measure, and has no {level}."
        raise Unfit(change.place("field"), "proposal-misplaced", what, "", "Write the identifier of a measure: mea-01.")
    if identifier(entry.name) and field == entry.wording:
        _refuse_words(desk, change, entry)
    write_field(desk, change, entry, field, change.from_, change.to)


def _refuse_words(desk: Desk, change: Reword, entry: Entry) -> None:
    """Raise Unfit where the words of an item cannot be changed to those."""
    if entry.retired and ("retired" not in {field for name, field in desk.wrote if name == entry.name}):
        what = f"{entry.name} is no longer in force, and keeps the words that it had."
        instead = f"To give it others, restore it first: put a line - restore: {entry.name} above this change."
        raise Unfit(change.place(), "proposal-misplaced", what, "", instead)
    same = (one.name for one in desk.sheets.others(entry) if _alike(one.value(one.wording), change.to or ""))
    if other := next(same, ""):
        what = f"These are the words of {other} already, and this change gives them to {entry.name}."
        instead = "Write other words after to:, or retire one of the two in favour of the other."
        raise Unfit(change.place("to"), "proposal-misplaced", what, "An identifier names one thing.", instead)


def write_field(desk: Desk, change: ProposedChange, entry: Entry, field: str, was: str | None, to: str | None) -> None:
    """Write a field, if the words there are those that the change was written against, or both can be joined."""
    here, target = entry.value(field), entry.name
    if entry.retired and (first := desk.wrote.get((target, "retired"), desk.author)) != desk.author:
        what = f"{first} takes {target} out of force, and this proposal gives it other words."
        raise Unfit(change.place(), "proposal-contradicts", what, "", "Take one of the two away.")
    wanted = " ".join((to or "").split())
    if _alike(here, wanted):
        desk.same(target, field, "amended")
        return
    if not _alike(here, was or "") and _typed_alike(here, was or ""):
        wanted = _with_marks_of(here, wanted)
    elif not _alike(here, was or ""):
        both = joined(was or "", here, wanted) if was and here and wanted else None
        if both is None:
            raise _stale(desk, change, entry, field, was, wanted)
        by = desk.wrote.get((target, field))
        whose = f"as {by} has them" if by else "as they stand now"
        desk.notes.append(f"{target}: the words {whose} and the words proposed are joined: “{both}”")
        wanted = both
    text = desk.sheets.text(entry.file)
    if wanted:
        yaml_values.write(text, entry.node, field, wanted)
    else:
        yaml_values.take(text, entry.node, field)
    desk.sheets.keep(entry.file, text)
    desk.wrote_field(target, field)


def _alike(one: str, other: str) -> bool:
    """Whether two texts are the same but for how they are laid out."""
    texts = [" ".join(unicodedata.normalize("NFC", text).split()) for text in (one, other)]
    return texts[0] == texts[1]


#: Marks that a keyboard has for those of a printed text.
_TYPED = str.maketrans("‘’“”–—‑", "''\"\"---")


def _typed_alike(one: str, other: str) -> bool:
    """Whether two texts are the same but for the marks that a keyboard has for others."""
    return _alike(one.translate(_TYPED), other.translate(_TYPED))


def _with_marks_of(here: str, wanted: str) -> str:
    """The new words, those that stand there now with the marks that they have there."""
    marks = {word.translate(_TYPED): word for word in here.split()}
    return " ".join(marks.get(word, word) for word in wanted.split())


def _stale(desk: Desk, change: ProposedChange, entry: Entry, field: str, was: str | None, wanted: str) -> Unfit:
    here, by = entry.value(field), desk.wrote.get((entry.name, field))
    words = f"Now: ‘{here or 'nothing'}’ Proposed: ‘{wanted or 'nothing'}’"
    paste = f"write these words after from: {here}" if here else "take the line from: out"
    if was is None:
        what = f"This proposal does not say which words of {entry.name} it changes. {words}"
        return Unfit(change.place(), "proposal-stale", what, "", f"If it is meant for the words of now, {paste}")
    words = f"Written against: ‘{was}’ {words}"
    if by:
        what = f"{by} and this proposal both change the same words of {entry.name}. {words}"
        why = "Only one of them can be published."
        instead = f"Take one of the two away. If this one is to follow the other, {paste}"
        return Unfit(change.place("from"), "proposal-contradicts", what, why, instead)
    what = f"The words of {entry.name} have been changed since this was proposed. {words}"
    instead = f"Read what stands there now. Put into to: what is still wanted, and {paste}"
    return Unfit(change.place("from"), "proposal-stale", what, "Both change the same words.", instead)


def change_entries(desk: Desk, change: Entries) -> None:
    """Other entries in a list: what came and went since the proposal was written stays so."""
    entry = desk.find(change, change.entries, "entries")
    here = entry.listed(change.field)
    kept = [name for name in here if name in change.to or name not in change.from_]
    wanted = [*kept, *(name for name in change.to if name not in change.from_ and name not in here)]
    if not set(wanted) - set(here) and not set(here) - set(wanted):
        desk.same(entry.name, change.field, "amended")
        return
    text = desk.sheets.text(entry.file)
    if wanted:
        yaml_values.write_list(text, entry.node, change.field, wanted)
    else:
        yaml_values.take(text, entry.node, change.field)
    desk.sheets.keep(entry.file, text)
    desk.wrote_field(entry.name, change.field)


def change_current_edition(desk: Desk, change: CurrentEdition) -> None:
    """Another edition in force. Raises Unfit where there is none of that name."""
    entry = desk.find(change, "framework", "current_edition")
    desk.find(change, change.current_edition, "current_edition")
    written = ("framework", "current_edition") in desk.wrote
    was = change.from_ or ("" if written else entry.value("current_edition"))
    write_field(desk, change, entry, "current_edition", was, change.current_edition)
