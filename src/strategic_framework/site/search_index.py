"""The index of the search, made beforehand: which record has which word, and the records in files of their own.

`search/index.json` is an object. A record is known by its place in what `site/search.py` gives; lists of records are
texts of the steps from one to the next (`3 1 4*2`: the records 3, 4 and 8, which has the word twice).

- `count`, `chunk`: how many records there are, and how many stand in each file `search/records/N.json`;
- `weights`, `kinds`, `kind`, `said`: for each record how much it counts, its kind as a place in `kinds`, and whether
  its text is the framework's own (1), which then counts as its title does;
- `lengths`: for each field (title, also, text) how many different words it has in each record;
- `terms`, `postings`: every word in the order of UTF-16, and for each the records with it in title, also and text,
  divided by `|`;
- `names`, `named`: every title and further name of a record, and the records that bear it;
- `synonyms`: what people type (`words`), the record it means (`at`, or null), the words to look for (`query`, empty
  where nothing else is looked for), its name (`name`), and false for `named` where the framework names no such thing.

Words are folded as `theme/search/words.js` folds what is typed; a test puts the same texts to both.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import sub
from typing import NamedTuple

import orjson
from pydantic import JsonValue

#: The file of the index, and those of its records, below the site's root.
INDEX, RECORDS = "search/index.json", "search/records/{}.json"
#: So many records in one file: what is shown of an answer comes with few of them, and each is read at once.
CHUNK = 500
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b", re.ASCII)
_NOT_PLURAL = "siu"
_SHORTEST = 4


#: Word or name → the places of the records that have it.
Postings = dict[str, list[int]]


class Record(NamedTuple):
    """One thing with an address, as the search knows it."""

    kind: str
    title: str
    text: str
    also: tuple[str, ...]
    address: str
    weight: float = 1.0
    said: bool = False
    edition: str = ""
    page: bool = False


class Typed(NamedTuple):
    """What people type, and what it means: a record, or the words to look for instead."""

    words: tuple[str, ...]
    address: str | None
    means: str
    named: bool


def files(records: Sequence[Record], synonyms: Iterable[Typed]) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of each file of the index."""
    yield INDEX, _json(_index(records, synonyms))
    for number in range(0, len(records), CHUNK):
        shown = [_shown(record) for record in records[number : number + CHUNK]]
        yield RECORDS.format(number // CHUNK), _json(shown)


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def _shown(record: Record) -> dict[str, str]:
    """What a reader sees of a record, and where it leads."""
    entry = {"title": record.title, "text": record.text, "address": record.address, "edition": record.edition}
    return {name: value for name, value in entry.items() if value or name == "address"}


def _index(records: Sequence[Record], synonyms: Iterable[Typed]) -> dict[str, JsonValue]:
    kinds = list(dict.fromkeys(record.kind for record in records))
    place = {kind: str(number) for number, kind in enumerate(kinds)}
    found = [_Words(words(record.title), [*map(words, record.also)], words(record.text)) for record in records]
    postings, names, lengths = _postings(found), _names(found), [*_lengths(records, found)]
    terms = sorted(frozenset[str]().union(*postings), key=lambda term: term.encode("utf-16-be"))
    return {
        "count": len(records),
        "chunk": CHUNK,
        "weights": " ".join(f"{record.weight:g}" for record in records),
        "kinds": [*kinds],
        "kind": " ".join(place[record.kind] for record in records),
        "said": " ".join(str(int(record.said)) for record in records),
        "lengths": [" ".join(str(length[field]) for length in lengths) for field in range(3)],
        "terms": "\n".join(terms),
        "postings": "\n".join("|".join([_steps(those.get(term, ())) for those in postings]) for term in terms),
        "names": "\n".join(names),
        "named": "\n".join(map(_steps, names.values())),
        "synonyms": [*_synonyms(records, synonyms)],
    }


class _Words(NamedTuple):
    """The words of a record: of its title, of each of its further names, and of its text."""

    title: list[str]
    names: list[list[str]]
    text: list[str]

    @property
    def fields(self) -> tuple[list[str], list[str], list[str]]:
        return self.title, list(chain.from_iterable(self.names)), self.text


def _postings(records: Iterable[_Words]) -> tuple[Postings, Postings, Postings]:
    """For each field: term → the records with it in their order, as often as they have it."""
    postings: tuple[Postings, Postings, Postings] = defaultdict(list), defaultdict(list), defaultdict(list)
    for number, record in enumerate(records):
        for those, found in zip(postings, record.fields, strict=True):
            for term in map(stem, found):
                those[term].append(number)
    return postings


def _lengths(records: Iterable[Record], found: Iterable[_Words]) -> Iterator[tuple[int, int, int]]:
    """How many different words each field of each record has."""
    for record, words_of_it in zip(records, found, strict=True):
        title, also, text = map(set, words_of_it.fields)
        yield len(title | text if record.said else title), len(also), len(text)


def _names(records: Iterable[_Words]) -> Postings:
    """Every name as it is compared, with the records that bear it, each once."""
    names: Postings = defaultdict(list)
    for number, record in enumerate(records):
        for name in {" ".join(map(stem, found)): None for found in (record.title, *record.names)}:
            names[name].append(number)
    return names


def _steps(records: Sequence[int]) -> str:
    """Records in their order as steps from one to the next; and how often one is there, where that is not once."""
    if len(records) <= 1:  # as most are
        return "".join(map(str, records))
    times = Counter(records)
    steps = map(sub, times, [0, *times])
    if len(times) == len(records):
        return " ".join(map(str, steps))
    often = zip(steps, times.values(), strict=True)
    return " ".join([f"{step}*{more}" if more > 1 else str(step) for step, more in often])


def _synonyms(records: Sequence[Record], synonyms: Iterable[Typed]) -> Iterator[JsonValue]:
    at = {record.address: number for number, record in reversed([*enumerate(records)])}
    for synonym in synonyms:
        number = at.get(synonym.address) if synonym.address is not None else None
        meant = records[number] if number is not None else None
        looks_on = synonym.named and not (meant and meant.page)
        name = meant.title if meant else synonym.means
        yield {"words": [*synonym.words], "at": number, "query": name if looks_on else "", "name": name,
               "named": synonym.named}  # fmt: skip


# --- words ---------------------------------------------------------------------------------------------------------


class _Folded(dict[int, str]):
    """Letters without case, accents or kinds of quotation mark; each is worked out when it first comes."""

    def __missing__(self, point: int) -> str:
        letter = chr(point)
        if point <= 0xFFFF:  # scripts see a letter beyond that as two halves, which have no other form
            letter = unicodedata.normalize("NFD", letter)[0]
        self[point] = letter.lower()
        return self[point]


_FOLDED = _Folded({ord(mark): plain for marks, plain in {"‘’": "'", "“”": '"', "–—‑": "-"}.items() for mark in marks})


def words(text: str) -> list[str]:
    """The words of a text, folded; “council’s” is “council”.

    >>> words("The Council’s café")
    ['the', 'council', 'cafe']
    """
    folded = text.lower() if text.isascii() else text.translate(_FOLDED).lower()
    return _WORD.findall(_POSSESSIVE.sub("", folded) if "'" in folded else folded)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """One form for singular and plural: “councils” and “council”, “bodies” and “body”."""
    if len(word) < _SHORTEST or any(letter in "0123456789" for letter in word):
        return word
    if word.endswith("ies") and word[-4] not in "aeiou":
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and word[-2] not in _NOT_PLURAL else word
