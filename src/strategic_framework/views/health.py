"""Content health: counts that tell editors where the content is thin. Counts, no judgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from strategic_framework.content.mentions import Finder
from strategic_framework.language.strings import translate
from strategic_framework.model import Body, Item
from strategic_framework.views.base import Here
from strategic_framework.views.macro import macro
from strategic_framework.views.retired import in_force
from strategic_framework.views.summary import Fact, Summary, fact
from strategic_framework.views.view import View


@macro("block")
def health(here: Here) -> View:
    """How much of the current edition is not reported, described, expanded, dated or looked at."""
    framework, edition = here.framework, here.edition
    items = in_force((*edition.actions, *edition.aspirations))
    undescribed = sum(not body.described for body in framework.bodies)
    unexpanded = sum(not term.expansion for term in framework.glossary)
    undated = sum(not source.date for source in framework.sources)
    return Summary(
        [
            fact(translate("health.silent"), _silent(here, items)),
            *_reviews(here, items),
            fact(translate("health.undescribed"), _of(undescribed, framework.bodies)),
            fact(translate("health.unexpanded"), _of(unexpanded, framework.glossary)),
            fact(translate("health.undated"), _of(undated, framework.sources)),
            fact(translate("health.unused"), ", ".join(unused_aliases(here)) or "0"),
        ]
    )


def _of(count: int, everything: Sequence[object]) -> str:
    return translate("health.of", count=count, all=len(everything))


def _silent(here: Here, items: Sequence[Item]) -> str:
    return _of(sum(item.id not in here.site.updates_about for item in items), items)


def _reviews(here: Here, items: Sequence[Item]) -> list[Fact]:
    """Items that nobody is recorded to have reviewed; and those past review, where a period is set."""
    ledger, settings = here.site.ledger, here.framework.settings
    never = sum(not any(change.reviewed for change in ledger.changes_of.get(item.id, [])) for item in items)
    facts = [fact(translate("health.unreviewed"), _of(never, items))]
    if settings.review_months:
        past = sum(_months(ledger.last_looked_at(item.id) or settings.as_at, settings.as_at) >= settings.review_months
                   for item in items)  # fmt: skip
        facts.append(fact(translate("health.past_review", count=settings.review_months), _of(past, items)))
    return facts


def _months(start: str, end: str) -> int:
    """How many whole months lie between two days."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def unused_aliases(here: Here) -> list[str]:
    """Names and aliases that occur in no item's wording: a sign of a misspelling, or of a body only described."""
    texts = [item.all_words for item in here.framework.items.values()]
    registers: tuple[tuple[Body, ...], ...] = (here.framework.bodies, here.framework.programmes)
    unused: list[str] = []
    for register in registers:
        used = Finder(register).aliases_used(texts)
        unused += [body.name for body in register if not used & {body.name, *body.aliases}]
        unused += [alias for body in register for alias in body.aliases if alias not in used]
    return unused
