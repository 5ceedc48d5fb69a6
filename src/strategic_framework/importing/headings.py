"""What headings mean, by a small list of words: which part of a priority begins beneath one, and which name none.

To understand a further heading add its words here, in small letters.
"""

from __future__ import annotations

import re
from typing import Literal

Part = Literal["context", "role", "action", "aspiration", "measure"]

#: Part of a priority → what plans call it; `…` stands for a few words.
_PARTS: dict[Part, str] = {
    "action": "action, actions, our actions, key actions, delivery actions, priority actions, commitments, our "
    "commitments, key commitments, our promises, activities, key activities, initiatives, deliverables, "
    "delivery, next steps, we will, what we will do, what we’ll do, what we are going to do, how we will "
    "deliver, how we will deliver this, how we will do this, how we will get there, how we will achieve "
    "this, how we will make this happen, we commit to, we promise to, to do this we will, to achieve this "
    "we will, the council will, our action plan",
    "aspiration": "what we aspire to achieve, what we aspire to, our aspirations, aspirations, our ambition, our "
    "ambitions, ambitions, what we want to achieve, what we will achieve, what we hope to achieve, what "
    "success looks like, what success will look like, what will success look like, what will be "
    "different, the difference we will make, outcomes, our outcomes, intended outcomes, expected "
    "outcomes, what we want to see, results, what good looks like",
    "role": "our role, our part, what our role is, the role of …, the …’s role, …’s role",
    "measure": "measures, our measures, indicators, key indicators, performance indicators, key performance "
    "indicators, performance measures, kpis, success measures, measures of success, how we will measure "
    "success, how we will measure progress, how we will measure this, how we will know, how we will know "
    "we have succeeded, what we will measure",
    "context": "context, background, why this matters, why it matters, why this is important, why this is a "
    "priority, the challenge, challenges, our challenge, where we are now, where we are today, the "
    "evidence, rationale, overview",
}
_WRAPPERS = (
    "priorities, our priorities, strategic priorities, our strategic priorities, outcomes, our outcomes, "
    "strategic outcomes, national outcomes, the national outcomes, themes, our themes, strategic themes, "
    "goals, our goals, strategic goals, objectives, our objectives, strategic objectives, aims, our aims, "
    "pillars, our plan, the plan, action plan, our action plan, delivery plan, our commitments, "
    "commitments"
)
_INTRODUCTION = (
    "foreword, foreword …, introduction, welcome, summary, executive summary, about us, about this …, about the …, "
    "about our …, who we are, what we do, our vision, vision, our mission, mission, our values, values, "
    "our purpose, purpose, our principles, principles, vision and values, our vision and values, message "
    "from …, a message from …, our strategic priorities at a glance, context, background, overview, our "
    "context"
)
_LEFT_OUT = (
    "contents, table of contents, references, bibliography, endnotes, notes, contact, contacts, contact "
    "us, contact details, how to contact us, get in touch, further information, glossary, "
    "acknowledgements, appendix …, annex …, appendix, annex, version control, document control"
)
#: “Priority 2: Warm homes”: what the number says the heading is, and the heading without it.
_NUMBERED = re.compile(
    r"(?:strategic |national |local |key )?(?:priority|outcome|theme|goal|aim|objective|pillar|commitment)\s+"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*[.:–—-]?\s*",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(\d{1,2}(?:\.\d{1,3})*|[A-Z]{1,3}\d{1,2}(?:\.\d{1,3})*(?=[.:)]))[.:)]?\s+(?=\S)")


def _pattern(words: str) -> re.Pattern[str]:
    alternatives = (re.escape(name.strip()).replace("…", r".{1,60}") for name in words.split(", "))
    return re.compile("|".join(alternatives))


_PART_PATTERNS = {part: _pattern(words) for part, words in _PARTS.items()}
_WRAPPER, _INTRO, _LEFT = map(_pattern, (_WRAPPERS, _INTRODUCTION, _LEFT_OUT))


def part_of(heading: str) -> Part | None:
    """The part of a priority that a heading begins; None where it names something of its own."""
    bare = _bare(heading)
    return next((part for part, pattern in _PART_PATTERNS.items() if pattern.fullmatch(bare)), None)


def is_wrapper(heading: str) -> bool:
    """Whether a heading names all priorities together."""
    return _WRAPPER.fullmatch(_bare(heading)) is not None


def is_introduction(heading: str) -> bool:
    """Whether a heading names what stands before the priorities."""
    return _INTRO.fullmatch(_bare(heading)) is not None


def is_left_out(heading: str) -> bool:
    """Whether what stands beneath a heading is no part of a plan."""
    return _LEFT.fullmatch(_bare(heading)) is not None


def is_numbered(heading: str) -> bool:
    """Whether a heading counts what it names: “Priority 2: Warm homes”."""
    return _NUMBERED.match(heading) is not None


def without_number(heading: str) -> tuple[str, str]:
    """The number that a heading begins with, and the rest: “2.2”, “Warm homes”. It is empty where there is none."""
    rest = heading[match.end() :] if (match := _NUMBERED.match(heading)) else heading
    if match and rest:
        return "", rest
    if match := _REFERENCE.match(heading):
        return match[1], heading[match.end() :]
    return "", heading


def _bare(heading: str) -> str:
    """A heading as it is compared: small letters, typographic apostrophes, no number and no colon."""
    return without_number(heading.replace("'", "’"))[1].casefold().rstrip(" :.…").replace(",", "")
