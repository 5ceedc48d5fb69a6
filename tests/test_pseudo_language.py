"""The interface can be translated whole: in a language of brackets, no page shows a word of ours outside them.

The example is built in a language whose every entry is the English one between `[[` and `&]]`. What then stands outside
brackets must be content: texts and names of the framework, the prose of `docs/`, the data dictionary, figures, dates,
addresses and identifiers. The `&` shows what is escaped twice.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from lxml import html

from strategic_framework.content import loader
from strategic_framework.exports import client, every_download
from strategic_framework.language import strings
from strategic_framework.language.words import PLACES
from strategic_framework.ledger import store
from strategic_framework.rendering import markdown
from strategic_framework.site import pages
from strategic_framework.views.base import Here
from strategic_framework.views.data import Data, data
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE, ROOT, clone, run

#: Kept by ISO 639 for local use.
LANGUAGE = "qaa"
TEMPLATES = sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
_BUILD = (
    "from pathlib import Path; from strategic_framework.language import strings; strings.FOLDER = Path({folder!r}); "
    "from strategic_framework.commands.main import main; main(['build'])"
)
_READ_OUT = ("aria-label", "title", "placeholder", "alt", "data-label", "data-all")
_NOT_READ = {"script", "style", "template", "code", "pre"}
#: Elements and classes that hold words of a source, perhaps a part of a text.
_QUOTED_IN = {"q", "blockquote", "ins", "del"}
_QUOTED_BY = {"sf-said", "f-said", "sf-redline", "sf-head__title--label", "sf-passages"}
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Identifiers, addresses, names of files, and fingerprints.
_CODE = re.compile(
    r"https?://\S+|/?(?:[\w.-]+/)+[\w.#-]*|\b[a-z]+(?:-[\w]+)*-\d[\w-]*\b|\b[\w-]+\.(?:json|csv|xml|txt|yml)\b"
    r"|\b[0-9a-f]{8}\b"
)
#: How many characters the beginning of a text has at least.
_SHORT = 15
#: Names of formats and keys: the same in every language.
_NAMES = re.compile(r"\b(?:JSON|CSV|Atom|BibTeX|RIS|YAML)\b")


#: What a plan calls its parts, alone or with a figure: the plan’s own words.
_COUNTED = re.compile(rf"(?:\d+ )?(?:{'|'.join([*PLACES, *PLACES.values()])})")


class Shown(NamedTuple):
    """A text of a page that stands outside brackets, the class of the component around it, and whether it is quoted."""

    component: str
    text: str
    quoted: bool = False


def bracketed(tree: dict[str, Any]) -> dict[str, Any]:
    """The words of the interface with each text in brackets; places, lists and plural forms stay.

    What a plan calls its parts stays too: such words stand in the prose of `docs/`, and `test_called` finds each.
    """

    def one(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: one(text) for name, text in value.items()}
        return [one(text) for text in value] if isinstance(value, list) else f"[[{value}&]]"

    own = {name: words for name, words in tree.get("nouns", {}).items() if name in PLACES}
    brackets = {component: one(words) for component, words in tree.items()}
    return brackets | ({"nouns": brackets["nouns"] | own} if own else {})


def _read(text: str) -> Any:
    """YAML in which every value is a text."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506  (it makes texts, lists and mappings, and nothing else)


@pytest.fixture(scope="module")
def site() -> Site:
    """The example, read."""
    return Site(loader.load(EXAMPLE), store.read(EXAMPLE))


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built in brackets."""
    folder, words = tmp_path_factory.mktemp("pseudo"), tmp_path_factory.mktemp("strings")
    english = (strings.FOLDER / "en.yml").read_text(encoding="utf-8")
    (words / "en.yml").write_text(english, encoding="utf-8")
    own = yaml.dump(bracketed(_read(english)), allow_unicode=True, default_style='"', width=1000)
    (words / f"{LANGUAGE}.yml").write_text(own, encoding="utf-8")
    settings = clone(folder, content=EXAMPLE) / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("language: en", f"language: {LANGUAGE}"), encoding="utf-8")
    done = run(folder, sys.executable, "-c", _BUILD.format(folder=str(words)))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def content(site: Site) -> Content:
    """What is not ours."""
    return Content(site)


class Content:
    """The words that are no interface: whole texts, and all of them in a row, of which a page may quote a part."""

    def __init__(self, site: Site) -> None:
        texts = {_plain(text) for text in (*_of_files(), *_of_prose(), *_of_dictionary(site)) if _WORD.search(text)}
        stored = [path.read_text(encoding="utf-8") for path in (EXAMPLE / "framework" / "sources").glob("*.txt")]
        #: A single small word is content only where it stands alone.
        told = sorted((text for text in texts if " " in text or not text.islower()), key=len, reverse=True)
        self.whole = re.compile("|".join(map(_pattern, told)))
        self.texts = texts
        self.row = " ".join([*sorted(texts), *map(_plain, stored)])

    def removed(self, text: str) -> str:
        """What is left of a text without content, identifiers, addresses and names of formats."""
        if _plain(text) in self.texts or _COUNTED.fullmatch(text):
            return ""
        text = self._without_beginning(text)
        for pattern in (self.whole, _CODE, _NAMES):
            text = pattern.sub(" ", text)
        return " ".join(text.split())

    def _without_beginning(self, text: str) -> str:
        """The text without the beginning of a content, cut short with an ellipsis after what names it."""
        before, dots, after = text.rpartition("…")
        for word in re.finditer(r"\b\w", before if dots else ""):
            if len(before) - word.start() >= _SHORT and self.holds(before[word.start() :]):
                return f"{before[: word.start()]} {after}"
        return text

    def holds(self, part: str) -> bool:
        """Whether a part of a text, perhaps cut short, is content."""
        return _plain(part.strip("… ")) in self.row


def _pattern(text: str) -> str:
    """The text where no word goes on at its ends; a longer one may begin with a small letter or with a capital."""
    first, rest = text[0], re.escape(text[1:])
    begin = f"[{first.lower()}{first.upper()}]" if " " in text and first.isalpha() else re.escape(first)
    before, after = (r"\b" if end.isalnum() else "" for end in (first, text[-1]))
    return f"{before}{begin}{rest}{after}"


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .")


def _of_files() -> Iterator[str]:
    """Every text in the files of the framework that is no name of a choice: `result`, `act-01`."""
    for path in (EXAMPLE / "framework").rglob("*.yml"):
        names = path.name in {"sources.yml", "glossary.yml"}  # kinds and terms are words of the editor's own
        for text in _texts(_read(path.read_text(encoding="utf-8"))):
            if names or not re.fullmatch(r"[a-z][a-z-]*|[\w.-]+-\d+", text):
                yield text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one)
            yield from [key] if " " in key else []
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


def _of_prose() -> Iterator[str]:
    """The prose of `docs/`, in the pieces between its calls and elements, and its front matter."""
    for template in pages.templates(ROOT):
        yield from (value for value in template.meta.values() if isinstance(value, str))
        text = re.sub(r"\{\{.*?\}\}", "\n\n~\n\n" if template.is_template else "~", template.text)
        for element in html.fragment_fromstring(markdown.convert(text), create_parent="div").iter():
            yield from f"{element.text or ''}~{element.tail or ''}".split("~")


def _of_dictionary(site: Site) -> Iterator[str]:
    """What published files are and hold, field by field, and the program: it is documented where it is made."""
    yield from client.program(site.framework).splitlines()
    for download in every_download(site.framework, site.links, site.ledger):
        yield from (download.name, download.note, download.format)
    for view in data(Here(site, "data/fields/")):
        if isinstance(view, Data):
            yield from (view.name, view.name.partition(" (")[0], view.note)
            yield from (text for field in view.fields for text in (field.type, field.meaning))


def outside(page: html.HtmlElement) -> Iterator[Shown]:
    """What stands outside brackets: the texts of a page in their order, then what is read out and its descriptions."""
    depth = 0
    for element, text in _in_order(page.find("body")):
        rest, depth = _cut(text, depth)
        if _WORD.search(rest):
            yield Shown(_component(element), rest, _is_quoted(element))
    assert depth == 0, "a bracket is not closed"
    for element in page.iter():
        for name in _READ_OUT:
            rest = _cut(element.get(name, ""), 0)[0]
            if _WORD.search(rest):
                yield Shown(f"{_component(element)} @{name}", rest)
    described = (
        "title/text()",
        "meta[@name='description']/@content",
        *(f"meta[@property='og:{name}']/@content" for name in ("title", "description", "site_name", "image:alt")),
    )
    for path in described:
        for text in page.xpath(f"/html/head/{path}"):
            yield Shown("head", _cut(str(text), 0)[0])


def _in_order(element: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """The texts of a page, each with its element; a name that a drawing sets in two lines is one."""
    if element.tag == "text":
        yield element, " ".join(element.itertext())
    elif isinstance(element.tag, str) and element.tag not in _NOT_READ:
        yield element, element.text or ""
        for child in element:
            yield from _in_order(child)
            yield element, child.tail or ""


def _cut(text: str, depth: int) -> tuple[str, int]:
    """The text without what stands in brackets, and how many are open at its end."""
    pieces: list[str] = []
    for piece in re.split(r"(\[\[|\]\])", text):
        depth += {"[[": 1, "]]": -1}.get(piece, 0)
        pieces += [piece] if depth == 0 and piece != "]]" else [" "]
    return " ".join("".join(pieces).split()), depth


def _classes(element: html.HtmlElement) -> Iterator[str]:
    for one in (element, *element.iterancestors()):
        yield from (one.get("class") or "").split()


def _component(element: html.HtmlElement) -> str:
    return next((name for name in _classes(element) if name.startswith("sf-")), "page")


def _is_quoted(element: html.HtmlElement) -> bool:
    tags = {element.tag, *(one.tag for one in element.iterancestors())}
    return bool(tags & _QUOTED_IN) or bool(_QUOTED_BY & set(_classes(element)))


def ours(page: html.HtmlElement, content: Content) -> set[Shown]:
    """The words of the interface that stand outside brackets."""
    left = set()
    for shown in outside(page):
        rest = content.removed(shown.text)
        if _WORD.search(rest) and not (shown.quoted and content.holds(shown.text)):
            left.add(shown._replace(text=rest))
    return left


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, list[str]]:
    """File of `docs/` → the pages that it makes of the example."""
    found: dict[str, list[str]] = {}
    for page in pages.plan(site, ROOT):
        found.setdefault(page.template.name, []).append(f"{page.here.address}index.html")
    return found


@pytest.mark.parametrize("template", [*TEMPLATES, "404.html"])
def test_no_word_of_ours_is_outside_brackets(
    template: str, pseudo: Path, content: Content, addresses: dict[str, list[str]]
) -> None:
    """Every page that a file of `docs/` makes; what is left is reported with the component that it stands in."""
    files = addresses.get(template, ["404.html"] if template == "404.html" else [])
    left = {shown: file for file in files for shown in ours(html.parse(str(pseudo / file)).getroot(), content)}
    rows = [f"{shown.component}: {shown.text}  ({file})" for shown, file in sorted(left.items())]
    assert not rows, f"{len(rows)} of ours outside brackets:\n" + "\n".join(rows)


def test_nothing_is_escaped_twice(pseudo: Path) -> None:
    """An ampersand of ours is one on the page; code to copy shows it as it must be written."""
    pages = {path: re.sub(r'<pre class="sf-cite__code".*?</pre>', "", path.read_text("utf-8"), flags=re.DOTALL)
             for path in pseudo.rglob("*.html")}  # fmt: skip
    twice = {path.relative_to(pseudo).as_posix() for path, page in pages.items() if "&amp;amp;" in page}
    assert sorted(twice) == []


def test_a_word_outside_would_be_seen(content: Content) -> None:
    """Words of ours are found in a text, between elements and in attributes; content and figures are not."""
    page = html.document_fromstring(
        "<html><head><title>[[A&amp;]]</title></head><body><p class='sf-note'>[[Retired <b>on</b> the [[tenth&amp;]]"
        "&amp;]] and Loose 12</p><i title='Loose too'></i><p>Inverskerry Council</p><q>act-01</q></body></html>"
    )
    assert ours(page, content) == {Shown("sf-note", "and Loose 12"), Shown("page @title", "Loose too")}
    assert bracketed({"a": {"b": {"one": "{x}", "other": "Y"}}}) == {"a": {"b": {"one": "[[{x}&]]", "other": "[[Y&]]"}}}
