"""How old somebody has to be to read a text easily: the grade of Flesch and Kincaid, for the site's own sentences."""

from __future__ import annotations

import re

import readability

from tests.words import sentences

#: Grade 6 is for readers of eleven, grade 9 for readers of fourteen: the age for which GOV.UK asks to write is nine.
OLDEST = 9
#: The formula counts syllables in each sentence. Of a text of fewer words it says little but how long one word is.
FEWEST = 10

#: Words that a page about this framework cannot do without, and that its readers bring with them → how they count.
SUBJECT = re.compile(
    r"\b(?:aspirations?|authority|authorities|councillors?|councils?|digital|editions?|improvement|organisations?"
    r"|priority|priorities|transformation)\b",
    re.IGNORECASE,
)
#: A name is known or not, however many syllables it has: it is read as one short word.
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:(?:,? (?:of|and|for|the|in))* [A-Z][\w’'-]*)+")


def grade(text: str) -> float | None:
    """The grade of the whole sentences of a text; None where they are too few words to say."""
    whole = [sentence for sentence in sentences(text) if sentence.rstrip(")").endswith((".", "?", ":"))]
    plain = [SUBJECT.sub("it", _NAME.sub("it", sentence)) for sentence in whole]
    lines = [" ".join(re.findall(r"\w[\w’'-]*", sentence)) for sentence in plain]
    if sum(len(line.split()) for line in lines) < FEWEST:
        return None
    return float(readability.getmeasures(lines, lang="en")["readability grades"]["Kincaid"])
