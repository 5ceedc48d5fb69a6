"""The words of the interface, from one file for each language (`theme/strings/`): templates, scripts, views, the shell.

An entry is a text with places in braces, or a mapping of plural forms (`one`, `other`, and `zero` where nothing is said
in words of its own), chosen by what is put into `{count}`. Pages are in English. Words that come from another
language's file bear that language; where it has none, the English ones stand, and need no mark.

What a plan calls its parts stands in square brackets (`language.words`), and is filled once for each plan.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from string import Formatter
from typing import TypeVar

from markupsafe import Markup, escape

from strategic_framework.content import source
from strategic_framework.language.words import PLACES, Places
from strategic_framework.model.words import Word, Words
from strategic_framework.startup import beside_code

FOLDER = Path(__file__).parent.parent / "theme" / "strings"
#: The language of the pages, whose file is whole.
PAGES = "en"
#: The plural forms that an entry may have (names as Unicode CLDR has them; `zero` is ours).
FORMS = ("zero", "one", "other")
#: The number of what is kept of a file: raised where the same file is read as something else.
_FORM = b"1"
_IN_SCRIPT = re.compile(r'\btranslate\("([\w.]+)"\)')

Text = TypeVar("Text", bound=str)
#: Plural form → text; an entry without forms has the empty one alone.
Entry = dict[str, str]


class Strings:
    """The words in one language, each under its component and its name: `translate("tracker.due")`.

    `called` is what the plan calls its parts; what it has no word for has that of the language.
    """

    def __init__(self, language: str = PAGES, called: Words | None = None) -> None:
        self.language = language
        self._english, self._own = _files(language)
        for key, entry in self._own.items():
            _compare(f"{language}.yml", key, entry, self._english)
        self.call_parts(called or Words())

    def call_parts(self, called: Words) -> None:
        """From here on these words call the parts of a plan so."""
        self.called = called
        read = self._english | self._own
        usual = {kind: read[f"nouns.{kind}"] for kind in PLACES}
        words = {kind: Word.model_construct(one=noun["one"], other=noun["other"]) for kind, noun in usual.items()}
        words |= called.chosen
        self.places = Places(words)
        own = {f"nouns.{kind}": {"one": word.one, "other": word.other} for kind, word in words.items()}
        self._entries = _Made(read | own, self.places.fill)
        self._escaped = _Made(self._entries, escape)
        self.whole = _Whole(self)

    def translate(self, key: str, /, **values: object) -> Markup:
        """The words where elements may stand, as HTML; those of another language bear it."""
        text = self.translate_attribute(key, **values)
        return Markup('<span lang="{}">{}</span>').format(self.language, text) if key in self._own else text

    def translate_attribute(self, key: str, /, **values: object) -> Markup:
        """The words where only text may stand: in an attribute, or in a script. They cannot bear a language."""
        words = _form(self._escaped[key], values)
        return _filled(words, values) if values or "{" in words else words

    def translate_text(self, key: str, /, **values: object) -> str:
        """The words as text that is yet to be escaped: for a view to work with. They cannot bear a language."""
        return _form(self._entries[key], values).format_map(values)

    def in_script(self, script: str) -> str:
        """The script with each `translate("…")` replaced by the words themselves."""

        def words(call: re.Match[str]) -> str:
            return json.dumps(self._entries[call[1]][""], ensure_ascii=False)

        return _IN_SCRIPT.sub(words, script)

    @property
    def are_current(self) -> bool:
        """Whether their files still say the same."""
        return _files(self.language) == (self._english, self._own)


class _Made(dict[str, dict[str, Text]]):
    """Entries whose texts are made of those of others, each when it is first asked for: a build asks for a third."""

    def __init__(self, entries: Mapping[str, Mapping[str, str]], work: Callable[[str], Text]) -> None:
        super().__init__()
        self._of, self._work = entries, work

    def __missing__(self, key: str) -> dict[str, Text]:
        self[key] = {form: self._work(text) for form, text in self._of[key].items()}
        return self[key]


class _Whole(dict[str, Markup]):
    """The words into which nothing is put, as `translate` gives them: most are asked for by every page."""

    def __init__(self, strings: Strings) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: str) -> Markup:
        self[key] = self._strings.translate(key)
        return self[key]


def _files(language: str) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """The English entries, and those of the language where it is another."""
    return read(FOLDER / f"{PAGES}.yml"), {} if language == PAGES else read(FOLDER / f"{language}.yml")


def _filled(words: Markup, values: Mapping[str, object]) -> Markup:
    """What `words.format` gives for names alone in braces, at a third of its cost."""
    escaped = {name: value if type(value) is Markup else escape(value) for name, value in values.items()}
    return Markup(str(words).format_map(escaped))  # noqa: S704 (each of them is escaped)


def _form(entry: Mapping[str, Text], values: Mapping[str, object]) -> Text:
    """The text of an entry that goes with `count`, where it has forms at all."""
    if "" in entry:
        return entry[""]
    count = values["count"]
    return entry["one" if count == 1 else "zero" if count == 0 and "zero" in entry else "other"]


def _compare(file: str, key: str, entry: Entry, english: Mapping[str, Entry]) -> None:
    """Refuse words that no page shows, or that hold other places than the English ones."""
    if key not in english:
        raise ValueError(f"{file}: no page shows {key}.")
    if _places(entry) != _places(english[key]) or entry.keys() != english[key].keys():
        raise ValueError(f"{file}: {key} must hold what is in braces in {PAGES}.yml, in as many forms, and no more.")


def _places(entry: Entry) -> set[str]:
    """The names in braces."""
    return {name for text in entry.values() for _, name, _, _ in Formatter().parse(text) if name}


def known() -> list[str]:
    """The languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


def read(path: Path) -> dict[str, Entry]:
    """`component.name` → the words in each form. Raises ValueError with the file's name.

    What was read is kept for the next command: it takes a fortieth of the time of reading the file.
    """
    data = source.read_bytes(path, path.name)
    if isinstance(data, source.File):
        return _of(data)
    place, digest = beside_code.place(__file__, path.name), hashlib.sha256(_FORM + data).digest()
    kept = beside_code.read(place)
    with suppress(ValueError):
        if kept.startswith(digest):
            known: dict[str, Entry] = json.loads(kept.removeprefix(digest))
            return known
    entries = _of(source.parse(data, path.name))
    beside_code.write(place, digest + json.dumps(entries).encode())
    return entries


def _of(file: source.File) -> dict[str, Entry]:
    if file.problems or file.root is None:
        raise ValueError(f"{file.name}: {file.problems[0].what}")
    try:
        return dict(_flat(source.plain(file.root)))
    except (AttributeError, TypeError):
        raise ValueError(f"{file.name}: components, and under each its words by name.") from None


def _flat(tree: source.Plain) -> Iterator[tuple[str, Entry]]:
    for component, words in tree.items() if isinstance(tree, dict) else [("", tree)]:
        if not isinstance(words, dict):
            raise TypeError(component)
        for name, text in words.items():
            if isinstance(text, list):  # words that are counted off: months, numbers
                yield from ((f"{component}.{name}.{index}", {"": str(word)}) for index, word in enumerate(text))
            else:
                yield f"{component}.{name}", _entry(name, text)


def _entry(name: str, text: source.Plain) -> Entry:
    if isinstance(text, str):
        return {"": text}
    if not isinstance(text, dict) or not set(text) <= set(FORMS) or "other" not in text:
        raise TypeError(name)
    return {form: str(words) for form, words in text.items()}


#: The words shown now. `set_language` puts those of another language in their place.
_CURRENT = [Strings()]


def set_language(language: str) -> bool:
    """From here on the words of that language are shown. Says whether that changed any."""
    shown = _CURRENT[0]
    changes = language != shown.language or not shown.are_current
    if changes:
        _CURRENT[:] = [Strings(language, shown.called)]
    return changes


def set_words(called: Words) -> None:
    """From here on the parts of a plan are called by its own words."""
    if called != _CURRENT[0].called:
        _CURRENT[0].call_parts(called)


def with_words(text: str) -> str:
    """A text with what the plan calls its parts in the places for it."""
    return _CURRENT[0].places.fill(text)


def current() -> Strings:
    """The words shown now."""
    return _CURRENT[0]


def translate(key: str, /, **values: object) -> Markup:
    """Words shown now, where elements may stand (see `Strings.translate`)."""
    shown = _CURRENT[0]
    return shown.translate(key, **values) if values else shown.whole[key]


def translate_attribute(key: str, /, **values: object) -> Markup:
    """Words shown now, where only text may stand (see `Strings.translate_attribute`)."""
    return _CURRENT[0].translate_attribute(key, **values)


def as_text(words: str) -> str:
    """Words as text that is yet to be escaped, whether they are HTML or text already."""
    return words.striptags() if isinstance(words, Markup) else words


def translate_text(key: str, /, **values: object) -> str:
    """Words shown now, yet to be escaped (see `Strings.translate_text`)."""
    return _CURRENT[0].translate_text(key, **values)
