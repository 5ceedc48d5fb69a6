"""What the weave says in words: how to read it, and what it shows to those who do not see it.

In a drawing and in attributes only text may stand: such words bear no language of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations

from markupsafe import Markup

from strategic_framework.language.english import and_list, number, sentence
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.model import Priority
from strategic_framework.views.linked import Thread

_NAMED = 4  # of the pairs that nothing joins, as many are named; more are counted


def title(priorities: Sequence[Priority]) -> str:
    """The name of the drawing."""
    return translate_text("weave.title", count=len(priorities), number=number(len(priorities)))


def finding(threads: Sequence[Thread], priorities: Sequence[Priority]) -> str:
    """Which priority reaches out most, and with how many of the links; nothing where all reach out alike."""
    counts = Counter(thread.source.id for thread in threads)
    most = max(counts.values(), default=0)
    top = [priority for priority in priorities if most and counts[priority.id] == most]
    if not top or len(top) == len(priorities):
        return ""
    # Names hold “and” themselves, so that of several only the numbers make a list.
    names = top[0].nav_label if len(top) == 1 else and_list([str(priority.number) for priority in top])
    return translate_text("weave.finding", count=len(top), names=names, most=number(most), all=number(len(threads)))


def read_out(thread: Thread) -> str:
    """A thread as it is read out: its item, its way and its words, and whether the link is weak."""
    words = translate_text("weave.thread", item=thread.label, source=thread.source.number, target=thread.target.number,
                          words=thread.words)  # fmt: skip
    return f"{words} {translate_text('threads.weak')}" if thread.weak else words


def lead(threads: Sequence[Thread], priorities: Sequence[Priority]) -> Markup:
    """How to read the drawing, and whether it joins every two priorities."""
    if not threads:
        return translate("weave.none")
    how = translate("weave.lead", count=len(threads), number=_number(len(threads)))
    weak = [translate("weave.weak")] if any(thread.weak for thread in threads) else []
    return Markup(" ").join([how, *weak, joined(threads, priorities)])


def description(threads: Sequence[Thread], priorities: Sequence[Priority]) -> str:
    """The drawing in words: strands, threads, and which priority reaches which."""
    sentences = [translate_text("weave.strands", count=len(priorities), number=_number(len(priorities)))]
    if threads:
        sentences += [translate_text("weave.threads", count=len(threads), number=_number(len(threads)))]
        sentences += _routes(threads, priorities)
    return " ".join([*sentences, joined(threads, priorities).striptags()])


def _number(count: int) -> str:
    """A number in words, as a sentence begins with it."""
    return sentence(number(count))


def _routes(threads: Sequence[Thread], priorities: Sequence[Priority]) -> Iterator[str]:
    """“From priority 3, one to 1 and two to 4.”: a sentence for each priority, so that none is long."""
    for priority in priorities:
        reached = Counter(thread.target.number for thread in threads if thread.source is priority)
        ends = [translate_text("weave.to", count=number(count), priority=end) for end, count in sorted(reached.items())]
        if ends:
            yield translate_text("weave.from", priority=priority.number, ends=and_list(ends))


def joined(threads: Sequence[Thread], priorities: Sequence[Priority]) -> Markup:
    """Whether every two priorities are joined by a thread, and if not, which are not."""
    joins = {frozenset((thread.source.number, thread.target.number)) for thread in threads}
    pairs = [(before.number, other.number) for before, other in combinations(priorities, 2)]
    unjoined = [pair for pair in pairs if frozenset(pair) not in joins]
    if not unjoined:
        return translate("weave.joined")
    if len(unjoined) > _NAMED:
        return translate("weave.unjoined", number=_number(len(unjoined)), all=number(len(pairs)))
    names = [translate("weave.pair", one=before, other=other) for before, other in unjoined]
    listed = reduce(lambda before, pair: translate("weave.nor", pairs=before, pair=pair), names)
    return translate("weave.unjoined_pairs", pairs=listed)
