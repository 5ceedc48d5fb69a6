"""Content health: counts that tell editors where the content is thin. Counts, no judgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from strategic_framework.content.mentions import Finder
from strategic_framework.model import Body, Item
from strategic_framework.views.base import Here, Untyped, View
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import in_force


@macro("block")
def health(here: Here) -> View:
    """How much of the current edition is not reported, described, expanded, dated or looked at."""
    framework, edition = here.framework, here.edition
    items = in_force((*edition.actions, *edition.aspirations))
    rows = [
        ("Actions and aspirations with no update published", _silent(here, items)),
        *_looked_at(here, items),
        ("Bodies not described in a source", _of(sum(not one.described for one in framework.bodies), framework.bodies)),
        (
            "Terms not expanded in the sources",
            _of(sum(not t.expansion for t in framework.glossary), framework.glossary),
        ),
        ("Sources undated", _of(sum(not source.date for source in framework.sources), framework.sources)),
        ("Names and aliases that no item uses", ", ".join(unused_aliases(here)) or "0"),
    ]
    data = [{"term": term, "parts": [{"text": text, "href": ""}], "absent": False} for term, text in rows]
    return Untyped("summary", {"rows": data})


def _of(count: int, everything: Sequence[object]) -> str:
    return f"{count} of {len(everything)}"


def _silent(here: Here, items: Sequence[Item]) -> str:
    return _of(sum(item.id not in here.site.updates_about for item in items), items)


def _looked_at(here: Here, items: Sequence[Item]) -> list[tuple[str, str]]:
    """Items that nobody is recorded to have reviewed; and those past review, where a period is set."""
    ledger, settings = here.site.ledger, here.framework.settings
    never = sum(not any(one.reviewed for one in ledger.changes_of.get(item.id, [])) for item in items)
    rows = [("Actions and aspirations with no review recorded", _of(never, items))]
    if settings.review_months:
        past = sum(_months(ledger.last_looked_at(item.id) or settings.as_at, settings.as_at) >= settings.review_months
                   for item in items)  # fmt: skip
        rows.append((f"Actions and aspirations past their review of {settings.review_months} months", _of(past, items)))
    return rows


def _months(start: str, end: str) -> int:
    """How many whole months lie between two days."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def unused_aliases(here: Here) -> list[str]:
    """Names and aliases that occur in no item's wording: a sign of a misspelling, or of a body only described."""
    texts = [item.text for item in here.framework.items.values()]
    registers: tuple[tuple[Body, ...], ...] = (here.framework.bodies, here.framework.programmes)
    unused: list[str] = []
    for register in registers:
        used = Finder(register).aliases_used(texts)
        unused += [name for one in register if not used & {one.name, *one.aliases} for name in (one.name,)]
        unused += [alias for one in register for alias in one.aliases if alias not in used]
    return unused
