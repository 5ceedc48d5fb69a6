"""Personal data that a plan's spreadsheet holds and a published plan should not: people's names, e-mail, telephone.

Addresses and numbers are known by their form, wherever they stand. Names are looked for in the columns that say who is
responsible: in running words nobody could tell them from the names of places and bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from strategic_framework.importing.guard import plain
from strategic_framework.importing.outline import Entry, Outline, Remark
from strategic_framework.importing.vocabulary import GIVEN_NAMES, OF_BODIES

_EMAIL = re.compile(r"(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+", re.IGNORECASE)
#: British numbers and those with the code of a country: ten to thirteen digits.
_PHONE = re.compile(r"(?<![\w.,£$€])(?:\+\d|\(?0\d)(?:[ ().-]{0,2}\d){8,11}(?![\w])")
#: What is left around an address that was taken out.
_EMPTIED = re.compile(
    r"\s*[(\[<](?:\b(?:call|ring|contact|tel|telephone|phone|mobile|e-?mail|at|on|or|and|to)\b|[\s:.,;/–-])*[)\]>]"
    r"|\b(?:tel|telephone|phone|mobile|e-?mail)\s*[:.]\s*(?=$|[,;.])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|professor|cllr|councillor|sir|dame|rev)\.?\s+", re.IGNORECASE)
_WORD = r"(?:Mac|Mc|O['’])?[A-ZÀ-Þ][a-zß-ÿ]+(?:[-'’][A-ZÀ-Þ]?[a-zß-ÿ]+)?|[A-Z]\.?"
_NAME = re.compile(rf"(?:{_WORD})(?:\s+(?:{_WORD}|van|de|la|nic|mac)){{1,3}}")


def without_addresses(text: str) -> tuple[str, list[str]]:
    """The text without e-mail addresses and telephone numbers, and what was taken out, in words."""
    rest, emails = _EMAIL.subn("", text)
    rest, phones = _PHONE.subn("", rest)
    if not emails and not phones:
        return text, []
    taken = ["an e-mail address"] * bool(emails) + ["a telephone number"] * bool(phones)
    return plain(_EMPTIED.sub("", rest)).strip(" ,;:"), taken


def is_person(name: str, *, likely: bool = False) -> bool:
    """Whether that is a person's name: beyond doubt, or with `likely` by its form alone."""
    bare = _TITLE.sub("", name)
    if bare != name and _NAME.fullmatch(bare + " X"):
        return True
    words = name.casefold().split()
    if not _NAME.fullmatch(name) or not OF_BODIES.isdisjoint(words):
        return False
    return likely or words[0] in GIVEN_NAMES


def without_personal(outline: Outline) -> Outline:
    """The outline without e-mail addresses, telephone numbers and the names of people who lead or take part."""
    remarks: list[Remark] = []
    kept = tuple(_without(entry, remarks) for entry in outline.entries)
    return replace(outline, entries=kept, remarks=(*outline.remarks, *remarks))


def _without(entry: Entry, remarks: list[Remark]) -> Entry:
    text, in_text = without_addresses(entry.text)
    title, in_title = without_addresses(entry.title)
    fields = dict(entry.fields)
    remarks += [Remark(entry.place, "left out", f"It held {what}.") for what in (*in_text, *in_title)]
    for name in ("lead", "partners"):
        bodies = fields.get(name, "").split("; ") if fields.get(name) else []
        nobody = [*_people(bodies)]
        if nobody:
            del fields[name]
            if kept := [body for body in bodies if body not in nobody]:
                fields[name] = "; ".join(kept)
            remarks.append(Remark(entry.place, "left out", f"A person, or an address, under {name}."))
    children = tuple(_without(child, remarks) for child in entry.children)
    return replace(entry, text=text, title=title, fields=fields, children=children)


def _people(names: list[str]) -> Iterator[str]:
    return (name for name in names if is_person(name) or without_addresses(name)[1])
