"""A framework whose every text is a hostile one, for what every format has to give back."""

from __future__ import annotations

import functools
from typing import Any

from strategic_framework.content import loader
from strategic_framework.ledger import store
from strategic_framework.model import Framework, Noun
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE, MINIATURE

#: What programs take for something else than text.
TEXTS = (
    "=cmd|' /C calc'!A0", "'=1+1", "+44 20 7946 0000", "-1", "@SUM(A1)", "＝1", "]]>", "<b>&amp;</b>",
    "\"quoted\", 'too'",
    "_x0041_", "#REF!", "TRUE", "1e5", "2027-03", "0001", "a\nb\n\nc", "; ; ", "# no comment", "\\N \\, \\; \\\\",
    "שלום עולם", "مرحبا بالعالم", "👩‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ☎️", "e\u0301 ñ ạ̈", "{{ 7 * 7 }} {% x %}", "${x} %s %(x)s",
    "https://example.org/?a=1&b=2",
    "“quotes” – dashes…", '"""', "'''", "@prefix x: <y> .", "BEGIN:VEVENT", "x" * 10_000, "é" * 300,
)  # fmt: skip
#: Fields that hold words; the others hold identifiers, dates, addresses or a choice of words.
WORDS = {
    "text", "title", "name", "label", "rights", "quote", "said", "plain", "what", "author", "publisher", "holds",
    "words", "term", "expansion", "short", "known",
}  # fmt: skip
ONE_LINE = {"title", "name", "label", "author", "publisher", "term", "expansion", "short"}


def site_of(framework: Framework) -> Site:
    """What exports are made from, for a framework that stands in no file."""
    return Site(loader.Loaded(framework, [], {}, frozenset(), frozenset(), {}))


def filled(text: str) -> Framework:
    """The miniature with that text in the place of all its words, as the model takes it."""
    return Framework.model_validate(_filled(miniature(), text, ""))


@functools.cache
def miniature() -> Framework:
    """The miniature, read once."""
    framework = loader.load(MINIATURE).framework
    assert framework is not None
    return framework


def _filled(value: Any, text: str, field: str) -> Any:
    if isinstance(value, Noun):
        return {name: _filled(getattr(value, name), text, name) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return tuple(_filled(part, text, field) for part in value)
    if isinstance(value, str) and field in WORDS:
        return " ".join(text.split())[:300] or "x" if field in ONE_LINE else text
    return value


def example() -> Site:
    """The example with its two years of history."""
    return Site(loader.load(EXAMPLE), store.read(EXAMPLE))
