"""What a new plan calls its parts, as it is typed: `--call action=commitment/commitments`."""

from __future__ import annotations

import re

import click
from pydantic import ValidationError

from strategic_framework.commands.common import is_terminal
from strategic_framework.model import Word, Words
from strategic_framework.model.words import with_article

#: What is asked for where no flag says it: the kind, and its usual words.
_ASKED = {"priority": "priority/priorities", "action": "action/actions", "aspiration": "aspiration/aspirations"}
_FORMS = re.compile(r"([^/]+)/([^/]+)")


def read_words(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> Words:
    """The words that the flags give. Raises BadParameter in plain words, for click to show."""
    words: dict[str, Word] = {}
    for text in given:
        kind, _equals, forms = text.partition("=")
        if kind not in Words.model_fields:
            raise click.BadParameter(f"“{text}”: write a part and its words, as in action=commitment/commitments.")
        words[kind] = word(forms)
    return Words(**words)


def word(forms: str) -> Word:
    """One and several, with a stroke between them. Raises BadParameter where they are not two nouns in plain words."""
    both = _FORMS.fullmatch(forms.strip())
    try:
        if both:
            return Word(one=both[1].strip(), other=both[2].strip())
    except ValidationError:
        pass  # which says what a model says, not what is typed
    raise click.BadParameter(f"“{forms}”: write one and several in plain words, as in commitment/commitments.")


def ask_words(given: Words, yes: bool) -> Words:
    """The words of the flags, and those that are asked for; whoever only presses Enter takes the usual ones."""
    if yes or not is_terminal() or given.chosen:
        return given
    answers = {
        kind: click.prompt(
            f"What does the plan call {with_article(kind)}, one and several", default=usual, value_proc=word
        )
        for kind, usual in _ASKED.items()
    }
    return Words(**{kind: called for kind, called in answers.items() if f"{called.one}/{called.other}" != _ASKED[kind]})
