"""What the interface calls the kinds of things, one and several, and how it counts them."""

from __future__ import annotations

from markupsafe import Markup

from strategic_framework.language.strings import translate, translate_text


def noun(kind: str, count: int = 1) -> str:
    """The noun of a kind (`action`) for one or for several, yet to be escaped: “action”, “actions”."""
    return translate_text(f"nouns.{kind}", count=count)


def counted(count: int, kind: str) -> Markup:
    """A figure and its noun: “35 actions”."""
    return translate("nouns.counted", count=count, noun=noun(kind, count))
