"""The words of the interface, from one file for each language (`theme/strings/`): templates, scripts, and the shell.

Pages are in English. Words that come from another language's file bear that language; where it has none, the English
ones stand, and need no mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

from markupsafe import Markup, escape

from strategic_framework.content import source

FOLDER = Path(str(files("strategic_framework"))) / "theme" / "strings"
PAGES = "en"
_ASKED = re.compile(r'\bsay\("([\w.]+)"\)')


class Strings:
    """The words in one language, each under its component and its name: `say("tracker.due")`."""

    def __init__(self, language: str = PAGES) -> None:
        self.language = language
        self._english = read(FOLDER / f"{PAGES}.yml")
        self._own = {} if language == PAGES else read(FOLDER / f"{language}.yml")
        for key, text in self._own.items():
            if key not in self._english:
                raise ValueError(f"{language}.yml: no page shows {key}.")
            if _places(text) != _places(self._english[key]):
                raise ValueError(f"{language}.yml: {key} must hold what is in braces in {PAGES}.yml, and no more.")
        self._escaped = {key: escape(text) for key, text in (self._english | self._own).items()}

    def say(self, key: str, /, **values: object) -> Markup:
        """The words where elements may stand, as HTML; those of another language bear it."""
        text = self.plain(key, **values)
        return Markup('<span lang="{}">{}</span>').format(self.language, text) if key in self._own else text

    def plain(self, key: str, /, **values: object) -> Markup:
        """The words where only text may stand: in an attribute, or in a script. They cannot bear a language."""
        words = self._escaped[key]
        return words.format(**values) if values or "{" in words else words

    def text(self, key: str, /, **values: object) -> str:
        """The words as text that is yet to be escaped: for a view to work with. They cannot bear a language."""
        return self._own.get(key, self._english[key]).format(**values)

    def in_script(self, script: str) -> str:
        """The script with each `say("…")` replaced by the words themselves."""

        def words(asked: re.Match[str]) -> str:
            return json.dumps(self._own.get(asked[1], self._english[asked[1]]), ensure_ascii=False)

        return _ASKED.sub(words, script)

    @property
    def fingerprint(self) -> bytes:
        """What is made with the same words has the same fingerprint."""
        return json.dumps([self.language, self._own, self._english]).encode()


def _places(text: str) -> set[str | None]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


def known() -> list[str]:
    """The languages that have a file."""
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


def read(path: Path) -> dict[str, str]:
    """`component.name` → the words."""
    file = source.read(path, path.name)
    if file.problems or file.root is None:
        raise ValueError(f"{path.name}: {file.problems[0].what}")
    try:
        return dict(_flat(source.plain(file.root)))
    except (AttributeError, TypeError):
        raise ValueError(f"{path.name}: components, and under each its words by name.") from None


def _flat(tree: source.Plain) -> Iterator[tuple[str, str]]:
    for component, words in tree.items() if isinstance(tree, dict) else [("", tree)]:
        if not isinstance(words, dict):
            raise TypeError(component)
        for name, text in words.items():
            if not isinstance(text, str):
                raise TypeError(name)
            yield f"{component}.{name}", text


#: The words shown now. `speak` puts those of another language in their place.
_SPOKEN = [Strings()]


def speak(language: str) -> bool:
    """From here on the words of that language are shown. Says whether that changed any."""
    chosen = Strings(language)
    changed = chosen.fingerprint != _SPOKEN[0].fingerprint
    if changed:
        _SPOKEN[:] = [chosen]
    return changed


def spoken() -> Strings:
    """The words shown now."""
    return _SPOKEN[0]


def say(key: str, /, **values: object) -> Markup:
    """Words shown now, where elements may stand (see `Strings.say`)."""
    return _SPOKEN[0].say(key, **values)


def plain(key: str, /, **values: object) -> Markup:
    """Words shown now, where only text may stand (see `Strings.plain`)."""
    return _SPOKEN[0].plain(key, **values)


def text(key: str, /, **values: object) -> str:
    """Words shown now, yet to be escaped (see `Strings.text`)."""
    return _SPOKEN[0].text(key, **values)
