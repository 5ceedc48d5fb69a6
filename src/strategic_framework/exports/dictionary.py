"""What a data file holds, field by field: in the words of the model where a field is one of the model's.

What a field of an export means that the model does not have stands beside the export that writes it.
"""

from __future__ import annotations

from types import NoneType
from typing import NamedTuple, get_args, get_origin, get_type_hints

from strategic_framework.language.strings import with_words
from strategic_framework.model import Day, Link, Noun, Site, When

TEXT, LIST, ADDRESS, NUMBER, DATE, DAY = (
    "text", "list of texts", "address", "number", "text: a year, month or day", "text: a day",
)  # fmt: skip
YES = "true or false"
OPTIONAL_TEXT = "text or nothing"
DECIMAL = "number in figures"
OPTIONAL_DECIMAL = f"{DECIMAL} or nothing"
_TYPES: tuple[tuple[object, str], ...] = (
    (When, DATE), (Day, DAY), (Site, ADDRESS), (Link, ADDRESS), (bool, YES), (int, NUMBER),
)  # fmt: skip


class Field(NamedTuple):
    """A field: its path (`items[].text`), its type, what it means, and whether it is absent where nothing is stated."""

    name: str
    type: str
    meaning: str
    optional: bool = False


class Download(NamedTuple):
    """A data file: its address below the site's root, its format, a note and its fields."""

    address: str
    name: str
    format: str
    note: str
    fields: tuple[Field, ...]

    @property
    def in_words(self) -> Download:
        """The same with what the plan calls its parts."""
        fields = tuple(
            field._replace(name=with_words(field.name), meaning=with_words(field.meaning)) for field in self.fields
        )
        return self._replace(name=with_words(self.name), note=with_words(self.note), fields=fields)


def of_model(noun: type[Noun], *names: str, always: bool = False) -> tuple[Field, ...]:
    """Fields that an export takes over as the model has them; `always` where the export leaves none of them empty."""
    hints = get_type_hints(noun, include_extras=True)
    return tuple(
        Field(name, _type(hints[name], always=always), noun.model_fields[name].description or "") for name in names
    )


def below(prefix: str, *fields: Field) -> tuple[Field, ...]:
    """The fields at a path: `below("items[].", …)`."""
    return tuple(field._replace(name=prefix + field.name) for field in fields)


def _type(hint: object, *, always: bool) -> str:
    """The type in words: a list of nouns with identifiers is exported as the list of these."""
    known = next((name for kind, name in _TYPES if hint == kind), "")
    if known:
        return known
    choices = [choice for choice in get_args(hint) if choice is not NoneType]
    if NoneType in get_args(hint):
        name = _type(choices[0], always=always)
        return name if always else f"{name}, or nothing" if ":" in name else f"{name} or nothing"
    if get_origin(hint) is tuple:
        return "list" if _is_noun(choices[0]) and "id" not in choices[0].model_fields else LIST
    return TEXT


def _is_noun(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Noun)
