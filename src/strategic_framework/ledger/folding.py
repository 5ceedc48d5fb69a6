"""What is left of a text when what no reader minds is folded away: case, punctuation, spacing and Unicode form.

The rules are numbered, and a sealed change says by which its classes were found: earlier rules stay here, so that what
was sealed under them keeps its class for ever. `tests/ledger/classes.yml` shows what folds and what does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

#: The rules by which a change is sealed now.
RULES = 2
#: A figure with the signs and separators that touch it: 1.5, £20, −3, 20 %, 2026-27.
_FIGURE = re.compile(r"[^\w\s.,;:!?'\"()\[\]{}‘’“”…]*\d(?:\S*\d)?(?:\s?[%‰]|[^\w\s.,;:!?'\"()\[\]{}‘’“”…]+)?")
_DASHES = "-‐‑‒–—"
_LETTER = r"[^\W\d_]"
#: “No.” with something after it is short for “number”; a mark of private use stands for its full stop.
_NUMBER, _STOP = re.compile(r"\b([Nn]os?)\.(?=\s*\S)"), "\ue000"
_BETWEEN_FIGURES = re.compile(rf"(?<=\d)[{_DASHES}](?=\d)")
_FIGURE_AND_WORD = re.compile(rf"(?<=\d)[{_DASHES}](?={_LETTER})|(?<={_LETTER})[{_DASHES}](?=\d)")
_MINUS_SET_OFF = re.compile(rf"(?<!\S)[{_DASHES}−]\s+(?=\S?\d)")
_BRACKETS = {"(": ")", "[": "]"}


@lru_cache(maxsize=50_000)  # every rule and every version asks for the same wordings again
def fold(text: str, rules: int = RULES) -> str:
    """What is left of a text by the rules of that number. Raises KeyError where there are none."""
    return _FOLDS[rules](text)


def _fold_1(text: str) -> str:
    """Punctuation folds to a space; digits, and signs or separators that touch them, never fold."""
    text = unicodedata.normalize("NFC", text).casefold()
    out, end = [], 0
    for match in _FIGURE.finditer(text):
        out += [_words_1(text[end : match.start()]), re.sub(r"\s", "", match[0])]
        end = match.end()
    return " ".join(" ".join([*out, _words_1(text[end:])]).split())


def _words_1(text: str) -> str:
    return "".join(character if _is_letter(character) else " " for character in text)


def _fold_2(text: str) -> str:
    """As by the first rules; more keeps its meaning, and a dash for another does not.

    `&`, `/`, “No.”, a minus set off by spaces, a figure in brackets and a word in capitals never fold. Which dash
    stands between figures, or a hyphen for a space, means nothing.
    """
    text = _NUMBER.sub(rf"\1{_STOP}", unicodedata.normalize("NFC", text))
    text = _FIGURE_AND_WORD.sub(" ", _BETWEEN_FIGURES.sub("-", text))
    text = _MINUS_SET_OFF.sub("−", text)
    out, end = [], 0
    for match in _FIGURE.finditer(text):
        figure = re.sub(r"\s", "", match[0]).casefold()
        out += [_words_2(text[end : match.start()]), _in_its_brackets(figure, text, match)]
        end = match.end()
    return " ".join(filter(None, [*out, _words_2(text[end:])]))


def _in_its_brackets(figure: str, text: str, match: re.Match[str]) -> str:
    opening, closing = text[: match.start()].rstrip()[-1:], text[match.end() :].lstrip()[:1]
    return f"{opening}{figure}{closing}" if opening and _BRACKETS.get(opening) == closing else figure


def _words_2(text: str) -> str:
    spaced = "".join(_kept(character) for character in text)
    return " ".join(word if len(word) > 1 and word.isupper() else word.casefold() for word in spaced.split())


def _kept(character: str) -> str:
    if character in "&/":
        return f" {character} "
    return character if character == _STOP or _is_letter(character) else " "


def _is_letter(character: str) -> bool:
    """Letters, digits, marks on letters, and signs such as £ and +; everything else is punctuation or space."""
    category = unicodedata.category(character)
    return category[0] in "LNM" or category in {"Sc", "Sm", "So"}


_FOLDS: dict[int, Callable[[str], str]] = {1: _fold_1, 2: _fold_2}
