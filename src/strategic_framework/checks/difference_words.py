"""A difference in a sentence, as an editor reads it in a problem: what differs, with was and now."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from strategic_framework.language.english import shortened
from strategic_framework.language.redline import as_text, redline
from strategic_framework.ledger.difference import (
    Difference,
    wording,
)
from strategic_framework.ledger.folding import fold
from strategic_framework.ledger.records import FIELDS

_FIELD = {
    "title": "title", "text": "wording", "said": "report", "due": "date", "labels": "labels", "quote": "quotation",
    "in": "place", "order": "order", "replaced_by": "replacement", "continues": "link to the earlier edition",
    "also_continues": "further links to the earlier edition",
    "unit": "unit", "under": "list of what it is a measure of", "note": "note",
    "reported_as": "quoted word of the scale", "about": "subject", "near": "list of near items",
    "also_involves": "list of who else is involved", "source": "source", "label": "short name",
    "described_as": "description", "published": "day of publication", "author": "author", "publisher": "publisher",
    "reference": "plan’s own number", "lead": "list of who leads", "partners": "list of partners",
    "official": "line official", "approved_by": "line approved_by", "current_edition": "edition in force",
}  # fmt: skip
#: What alone is different, told where it is → the text without it.
_ONLY: dict[str, Callable[[str], str]] = {
    " (only in punctuation, spacing or capitals)": fold,
    " (only in a hyphen or a space inside a word: that can make it another word, as re-form and reform are, so a few "
    "words of reason are needed)": lambda text: fold(re.sub(r"(?<=[^\W\d_])[-‐‑ ](?=[^\W\d_])", "", text)),
}


def describe(difference: Difference) -> str:
    """What differs, in a sentence, with was and now: gone words in [-…-], new words in {+…+}."""
    if difference.was is None:
        return closed(f"{difference.item} is new: {quoted(wording(difference.now))}")
    parts = [
        describe_field(field, difference.was.get(field), (difference.now or {}).get(field))
        for field in _fields(difference)
    ]
    head = {"retired": f"{difference.item} is retired.", "restored": f"{difference.item} is restored."}.get(
        difference.kind, ""
    )
    return " ".join([*([head] if head else []), *(part.replace("{item}", difference.item) for part in parts)]).strip()


def describe_field(field: str, was: object, now: object) -> str:
    """What differs in one field, with was and now; `{item}` stands for the identifier."""
    if field == "order":
        return "The order of what stands in {item} is changed."
    if field == "in":
        return f"{{item}} is moved from {was} to {now}."
    if field == "sha256":
        return "The stored text of {item}, to which quotations are held, is changed."
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
        return " ".join(
            _describe_value(f"{field.rstrip('s')} “{name}”", was.get(name), now.get(name)) for name in names
        )
    return _describe_value(_FIELD.get(field, field), was, now)


def _describe_value(called: str, was: object, now: object) -> str:
    before, after = _as_text(was), _as_text(now)
    same = next((note for note, alike in _ONLY.items() if before and alike(before) == alike(after)), "")
    pieces = redline(before, after)
    old = as_text([piece for piece in pieces if piece.kind != "ins"], 60) or "nothing"
    new = as_text([piece for piece in pieces if piece.kind != "del"], 60) or "nothing"
    return f"The {called} of {{item}} is changed{same}. {closed(f'Was: {old}')} {closed(f'Now: {new}')}"


def closed(text: str) -> str:
    """The text with its full stop, unless it has one at its end or before its closing mark."""
    return text if re.search(r"[.?!][’”+}\]-]*$", text) else f"{text}."


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_as_text(part)}" for name, part in value.items())
    return "; ".join(_as_text(part) for part in value) if isinstance(value, list) else ""


def quoted(text: str) -> str:
    """The opening of a text in quotation marks, or “nothing”."""
    return f"‘{shortened(text, 70)}’" if text else "nothing"


def _fields(difference: Difference) -> list[str]:
    return [field for field in FIELDS if field in (difference.was or {}) and field != "retired"]
