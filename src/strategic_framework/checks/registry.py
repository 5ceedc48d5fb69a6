"""How a rule is made known, and what a rule is given to look at.

A rule is a generator of problems with a code of its own; the first line of its docstring *is* the rule, in the words
that `framework check --list` prints.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import NamedTuple, TypeVar

from strategic_framework.content.docstrings import docstring
from strategic_framework.content.files import FOLDER, split
from strategic_framework.content.loader import Loaded
from strategic_framework.content.problems import Problem
from strategic_framework.content.provenance import Claim, Stored, claims, stored, text_name
from strategic_framework.ledger.difference import Difference, differences, in_question, wording
from strategic_framework.ledger.folding import fold
from strategic_framework.ledger.proposals import Laid
from strategic_framework.ledger.reasons import Explained, explained
from strategic_framework.ledger.records import SITE, Records, is_item, records, source_record, widened
from strategic_framework.ledger.store import Ledger
from strategic_framework.ledger.verify import broken
from strategic_framework.model import Framework, Noun, Place, Priority, Source
from strategic_framework.model.kept import kept

T = TypeVar("T")
#: What stands in a stored text for a character that is not UTF-8.
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class Rule(NamedTuple):
    """A rule as it is listed."""

    code: str
    meaning: str


class Step(NamedTuple):
    """Some differences, and all records before and after them."""

    differences: list[Difference]
    was: Records
    now: Records


@dataclass
class Content:
    """A framework as loaded, with what several rules need worked out once."""

    loaded: Loaded
    framework: Framework
    ledger: Ledger = field(default_factory=lambda: Ledger(None))
    laid: tuple[Laid, ...] = ()

    @cached_property
    def records(self) -> Records:
        """The working text as the ledger records it."""
        return records(self.loaded) if self.ledger.lock else {}

    @cached_property
    def published(self) -> Records:
        """The published text in the present format of the record."""
        return widened(self.ledger.published, self.records)

    @cached_property
    def broken(self) -> list[Problem]:
        """Where what was sealed is not as it was."""
        return broken(self.ledger)

    @cached_property
    def differences(self) -> list[Difference]:
        """What is not as published.

        Nothing where that cannot be judged: before the first publication, with a broken ledger, or while two things
        share an identifier.
        """
        if self.ledger.lock is None or self.ambiguous or self.broken:
            return []
        return differences(self.published, self.records)

    @cached_property
    def steps(self) -> list[Step]:
        """What is published in one step after the other: the files as they are, then each proposal over them."""
        if not self.laid or not self.differences:
            return [Step(self.differences, self.published, self.records)]
        first = self.laid[0].before
        base = Step(differences(self.published, first), self.published, first)
        return [base, *(Step(one.differences, one.before, one.after) for one in self.laid)]

    @cached_property
    def vanished(self) -> dict[str, Difference]:
        """What was published and stands in no file any more, not even in one that cannot be read."""
        known = self.loaded.known - self.slugs  # an item may have had a name that another thing bears
        return {
            difference.item: difference
            for difference in self.differences
            if difference.vanished and difference.item not in known and not self._may_be_unread(difference.item)
        }

    def _may_be_unread(self, name: str) -> bool:
        """Whether it is a source, and something in the file of all sources cannot be read."""
        return not is_item(name) and not self.is_complete("sources.yml")

    @cached_property
    def lost(self) -> dict[str, str]:
        """New item → what vanished and had the same words: only its `id` was lost."""
        owner = {fold(wording(difference.was)): name for name, difference in self.vanished.items()}
        new = [difference for difference in self.differences if difference.item in self.loaded.provisional]
        words = {difference.item: fold(wording(difference.now)) for difference in new}
        return {name: owner[text] for name, text in words.items() if text in owner}

    @cached_property
    def explained(self) -> Explained:
        return explained(self.differences, self.ledger.pending, self.published, self.records)

    @cached_property
    def same_items(self) -> frozenset[str]:
        """Items that a reason names, saying that each is the same thing in other words."""
        reasons = [covered.pending.reason for covered in self.explained.by_reason if covered.pending.reason.same_item]
        return frozenset(name for reason in reasons for name in reason.items)

    @cached_property
    def in_question(self) -> frozenset[str]:
        """Items with wholly new words in their old place, of which nobody has said yet whether they are the same."""
        asked = (in_question(step.differences, step.was, step.now) for step in self.steps)
        return frozenset[str]().union(*asked) - self.same_items

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The names of what is named and is no item: bodies, programmes, areas, terms, sources and strands."""
        framework = self.framework
        named = (framework.bodies, framework.programmes, framework.policy_areas, framework.glossary, framework.sources)
        more = (framework.web_pages, framework.documents, framework.continuity)
        return frozenset(noun.id for nouns in (*named, *more) for noun in nouns)

    @cached_property
    def by_name(self) -> dict[str, Noun]:
        """Identifier of a record → the noun that it records."""
        framework = self.framework
        nouns: dict[str, Noun] = {**framework.items, **framework.priorities}
        nouns |= {edition.id: edition for edition in framework.editions}
        nouns |= {SITE: framework.settings} | {source_record(source.id): source for source in framework.sources}
        nouns |= framework.filed
        return nouns | ({framework.alliance.id: framework.alliance} if framework.alliance else {})

    @cached_property
    def changed(self) -> frozenset[str]:
        """What does not bear its first published words: it answers to the ledger and no longer to its source."""
        return self.ledger.reworded | {difference.item for difference in self.differences if difference.was is not None}

    @cached_property
    def nouns(self) -> tuple[Noun, ...]:
        """Every noun of the framework, each before what it holds."""
        return tuple(noun for outer in self.outer for noun in _below(outer))

    @cached_property
    def outer(self) -> tuple[Noun, ...]:
        """The priorities, and every noun that stands in none."""
        return tuple(_nouns(self.framework, into=False))

    @cached_property
    def intact(self) -> frozenset[str | None]:
        """The identifiers of whatever could be read."""
        return frozenset(getattr(noun, "id", None) for noun in self.nouns)

    @cached_property
    def claims(self) -> list[Claim]:
        """Every wording that is to be found in its source: less what the ledger has changed since."""
        return [claim for claim in claims(self.framework) if claim.answers not in self.changed]

    @cached_property
    def stored(self) -> dict[str, Stored]:
        """Source → its repaired text; a source whose file is missing is absent."""
        texts = self.loaded.source_texts
        sources = [source for source in self.framework.sources if text_name(source) in texts]
        return {source.id: stored(source, texts[text_name(source)]) for source in sources}

    @cached_property
    def hurt(self) -> frozenset[str]:
        """The sources in whose entry something is wrong and may have been left out, or in whose text."""
        sources = self.framework.sources
        starts = [source.place().line for source in sources]
        lines = [place.line for place in self._wrong if place.file == f"{FOLDER}/sources.yml"]
        entries = {sources[bisect_right(starts, line) - 1].id for line in lines if starts and line >= starts[0]}
        files = {place.file for place in self._wrong}
        return frozenset(entries | {source.id for source in sources if text_name(source) in files})

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """The sources whose stored text is not in order: what is quoted from them cannot be judged yet."""
        wrong = {source.id for source in self.framework.sources if not self._settled(source)}
        return self.hurt | wrong

    def judged(self, source: str) -> Stored | None:
        """The text to hold wordings against; none where it is missing or its repairs are being put right."""
        return self.stored.get(source) if source not in self.unsettled else None

    @cached_property
    def misquoted(self) -> list[Claim]:
        """The wordings that are not in their source."""
        texts = ((claim, self.judged(claim.source)) for claim in self.claims)
        return [claim for claim, text in texts if text and text.find(claim.wording) < 0]

    @cached_property
    def in_doubt(self) -> frozenset[str]:
        """The items whose words may be wrong: what points to these words is not judged before they are put right."""
        unexplained = {difference.item for difference in self.explained.unexplained}
        return frozenset({claim.answers for claim in self.misquoted} | unexplained)

    def _settled(self, source: Source) -> bool:
        text = self.stored.get(source.id)
        times = tuple(repair.times for repair in source.repairs)
        return text is None or (text.counts == times and UNREADABLE not in text.text)

    @cached_property
    def _wrong(self) -> frozenset[Place]:
        return frozenset(problem.place for problem in self.loaded.problems)

    def is_complete(self, name: str) -> bool:
        """Whether nothing was left out of a file; what is not in it may otherwise only have been left out."""
        return not any(place.file == f"{FOLDER}/{name}" for place in self._wrong)

    def damaged(self, noun: Noun) -> bool:
        """Whether something of the noun was left out as wrong: no rule speaks of what is then missing."""
        return any(place in self._wrong for place in noun._places.values())

    @cached_property
    def identified(self) -> list[tuple[str, Place]]:
        """Every identifier of an item, a priority, an update or a measure with its place, repetitions included."""
        framework = self.framework
        editions = framework.editions
        outside = [item for edition in editions for item in (*edition.introduction, *edition.cross_cutting)]
        named = [(item.id, item.place("id")) for item in outside]
        named += [place for edition in editions for priority in edition.priorities for place in _identified(priority)]
        named += [(item.id, item.place("id")) for item in (framework.alliance.items if framework.alliance else ())]
        named += [
            (priority.id, priority.place("id")) for edition in framework.editions for priority in edition.priorities
        ]
        named += [(measure.id, measure.place("id")) for measure in framework.measures if measure.id]
        return named + [(update.id, update.place("id")) for update in framework.updates if update.id]

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """Identifiers used more than once: what is said of them cannot be judged yet."""
        times = Counter(name for name, _ in self.identified)
        return frozenset(name for name, count in times.items() if count > 1)

    @cached_property
    def _lines(self) -> dict[str, list[str]]:
        texts = {name: file.text for name, file in self.loaded.files.items()}
        texts |= {name: table.text for name, table in self.loaded.tables.items()}
        return {name: split(text) for name, text in texts.items()}

    def spot(self, place: Place, words: str) -> Place:
        """Where exactly the words stand in the value that begins at a place; the place itself where they are folded."""
        lines = self._lines.get(place.file, [])
        pattern = re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
        for line in range(place.line, min(place.line + 80, len(lines) + 1)):
            match = pattern.search(lines[line - 1], place.column - 1 if line == place.line else 0)
            if match:
                return Place(place.file, line, match.start() + 1)
        return place


@cache
def field_names(kind: type[Noun]) -> tuple[str, ...]:
    """The fields of a noun: the model gives them anew each time."""
    return tuple(kind.model_fields)


def _nouns(noun: Noun, *, into: bool = True) -> Iterator[Noun]:
    """A noun, and then what it holds; what a priority holds only if wanted."""
    yield noun
    for name in field_names(type(noun)) if into or not isinstance(noun, Priority) else ():
        value = getattr(noun, name)
        for child in value if isinstance(value, tuple) else (value,) if value else ():
            if isinstance(child, Noun):
                yield from _nouns(child, into=into)


@kept
def _of_priority(priority: Priority) -> tuple[Noun, ...]:
    return tuple(_nouns(priority))


def _below(outer: Noun) -> tuple[Noun, ...]:
    """What is to be looked at in the place of one of `Content.outer`."""
    return _of_priority(outer) if isinstance(outer, Priority) else (outer,)


@kept
def _identified(priority: Priority) -> list[tuple[str, Place]]:
    return [(item.id, item.place("id")) for item in priority.items]


def in_nouns(look: Callable[[Noun], Iterable[T]]) -> Callable[[Content], Iterator[T]]:
    """What a look at each noun of the framework gives; that of a priority's, and its own, is kept with the priority."""

    @kept
    def of_priority(priority: Priority) -> tuple[T, ...]:
        return tuple(seen for noun in _of_priority(priority) for seen in look(noun))

    def seen_in(content: Content) -> Iterator[T]:
        for outer in content.outer:
            yield from of_priority(outer) if isinstance(outer, Priority) else look(outer)

    return seen_in


Check = Callable[[Content], Iterator[Problem]]
RULES: dict[str, tuple[Rule, Check]] = {}


def rule(code: str) -> Callable[[Check], Check]:
    """Make a generator of problems a rule; the problems get its code from here."""

    def register(check: Check) -> Check:
        RULES[code] = (Rule(code, docstring(check).partition("\n")[0]), check)
        return check

    return register


def apply_rules(content: Content) -> Iterator[Problem]:
    """The problems that every rule finds, each with the code of its rule."""
    for rule, check in RULES.values():
        yield from (replace(problem, code=rule.code) for problem in check(content))


def fault(place: Place, what: str, why: str = "", instead: str = "", length: int = 1) -> Problem:
    """A problem as a rule yields it: the code is the rule's."""
    return Problem(place, "", what, why, instead, length=length)


def at(place: Place) -> str:
    """A place in words: “framework/bodies.yml, line 12”."""
    return f"{place.file}, line {place.line}"
