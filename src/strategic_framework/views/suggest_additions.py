"""What the form can add beside sentences: of each kind the fields that the grammar has for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, get_origin

from pydantic.fields import FieldInfo

from strategic_framework.language.nouns import noun as noun_of
from strategic_framework.language.strings import translate_text
from strategic_framework.model import Noun
from strategic_framework.model.additions import (
    AddBody,
    AddGroup,
    AddMeasure,
    AddPolicyArea,
    AddPriority,
    AddTerm,
    AddWebPage,
)
from strategic_framework.model.frozen import frozen
from strategic_framework.model.measures import Level, Value

#: Name of an addition → its noun in the grammar, and the kind of what it adds. The text of a document to be quoted is a
#: file beside its proposal, so a source is not among them.
ADDITIONS: dict[str, tuple[type[Noun], str]] = {
    "group": (AddGroup, "group"),
    "priority": (AddPriority, "priority"),
    "measure": (AddMeasure, "measure"),
    "bodies": (AddBody, "body"),
    "programmes": (AddBody, "programme"),
    "glossary": (AddTerm, "term"),
    "policy-areas": (AddPolicyArea, "topic"),
    "web-pages": (AddWebPage, "web-page"),
}
#: What stands in the change but is no field of the form: where it stands, and what only an edition's own source gives.
_GIVEN = {"add", "under", "after", "source", "continues", "quote"}
#: Noun → what it has that the form does not give, where that is other than of most.
_NOT_GIVEN: dict[type[Noun], set[str]] = {
    # a term's expansion is quoted from a source, which only the words of that source can prove
    AddTerm: _GIVEN | {"expansion"},
    AddMeasure: {"add", "breaks"},
}
#: Key of a new measure → the noun whose fields stand together under it; of its values the form gives one.
_TOGETHER: dict[str, type[Noun]] = {"baseline": Level, "target": Level, "values": Value}
Form = Literal["line", "list", "parts", "items", "flag", "figure", "source"]


@frozen
class Entry:
    """A field of something new: what it is called, whether it may be empty, and in which form it is given."""

    name: str
    label: str
    required: bool
    form: Form


@frozen
class Addition:
    """Something that can be added: what it is called, its kind, and its fields, that of its name first."""

    label: str
    kind: str
    fields: Sequence[Entry]


def additions(*, grouped: bool, measured: bool) -> dict[str, Addition]:
    """Everything that can be added, by the name that a proposal has for it; groups and measures where there are any."""
    there = {"group": grouped, "measure": measured}
    offered = {name: entry for name, entry in ADDITIONS.items() if there.get(name, True)}
    return {name: _addition(noun, kind) for name, (noun, kind) in offered.items()}


def _addition(noun: type[Noun], kind: str) -> Addition:
    fields = {name: field for name, field in noun.model_fields.items() if name not in _NOT_GIVEN.get(noun, _GIVEN)}
    entries = [entry for name, field in fields.items() for entry in _entries(name, field)]
    return Addition(noun_of(kind.replace("-", "_")), kind, entries)


def _entries(name: str, field: FieldInfo) -> Iterator[Entry]:
    """The entry of a field, or those of what stands together under it: `target.value`, `target.date`."""
    if name not in _TOGETHER:
        yield Entry(name, translate_text(f"suggest.field_{name}"), field.is_required(), _form(name, field))
        return
    for inner in _TOGETHER[name].model_fields:
        label = translate_text(f"suggest.figure_{inner}")
        yield Entry(f"{name}.{inner}", label, required=False, form=_FIGURES.get(inner, "line"))


def _form(name: str, field: FieldInfo) -> Form:
    """How a field is given: several items are chosen, several names or sentences stand a line each."""
    if field.annotation is bool:
        return "flag"
    if get_origin(field.annotation) is not tuple:
        return "line"
    return {"named_in": "items", "under": "items", "aliases": "list"}.get(name, "parts")  # type: ignore[return-value]


#: Field of a baseline, a target or a value → how it is given, where that is no line.
_FIGURES: dict[str, Form] = {"value": "figure", "low": "figure", "high": "figure", "source": "source"}
