"""The words of templates and scripts stand in one file; another language may hold some of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import strategic_framework
from strategic_framework.language import strings
from strategic_framework.rendering import templates
from strategic_framework.startup import beside_code
from strategic_framework.views.breadcrumbs import Breadcrumbs
from strategic_framework.views.difference import Change
from strategic_framework.views.view import Link
from tests.conftest import MINIATURE, clone, run

THEME = Path(str(templates.THEME))
TEMPLATES = sorted(THEME.rglob("*.html"))
MODULES = sorted(Path(str(strategic_framework.__path__[0])).rglob("*.py"))
SCRIPTS = sorted(
    [
        *THEME.glob("components/*/*.js"),
        *THEME.glob("suggest/*.js"),
        *THEME.glob("one-file/*.js"),
        *THEME.glob("search/*.js"),
    ]
)
_CALL = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_HIDDEN = re.compile(r"\{#.*?#\}|<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>", re.DOTALL)
_READ_OUT = re.compile(r'\b(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"')
_ASKED = re.compile(r'\btranslate(?:_attribute|_text)?\(\s*(f?)["\']([a-z][^"\']+)["\']')
#: What stands in quotation marks in scripts and is no word for a reader.
_NOT_SHOWN = {"use strict", "NFD", "AND", "OR"}


def own_words(template: str) -> list[str]:
    """The texts and readable attributes that a template holds itself, and what its expressions would write."""
    text = _HIDDEN.sub("", template)
    literals = [one for call in _CALL.findall(text) for one in re.findall(r'"([^"]*)"', call)]
    shown = _CALL.sub("", text)
    held = [*_READ_OUT.findall(shown), *re.split(r"<[^>]*>", shown)]
    return [one.strip() for one in held if re.search(r"[^\W\d_]{2}", one)] + [
        one for one in literals if _is_english(one)
    ]


def _is_english(literal: str) -> bool:
    """Two words with a space between, or one with a capital: names of files, classes and keys are neither."""
    return bool(re.search(r"[A-Za-z’]+ [A-Za-z“]|^[A-Z][a-z]+", literal)) and not re.match(r"[.\[#]", literal)


def script_words(script: str) -> list[str]:
    """The texts that a script holds itself."""
    code = re.sub(r"^\s*//.*$|(?<=[;{]) // .*$", "", script.replace("""'"'""", ""), flags=re.MULTILINE)
    code = re.sub(r'new Set\(".*?"\.split', "", code)  # words that a search passes over: of the content's language
    code = re.sub(r"const KEYS = \{.*?\n  \};", "", code, flags=re.DOTALL)  # names of keys
    found = [one[1] or one[2] or "" for one in re.finditer(r'"([^"\n]*)"|`([^`]*)`', code)]
    return [one for one in found if _is_english(re.sub(r"\$\{.*?\}", "", one)) and one not in _NOT_SHOWN]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_templates_hold_no_words(path: Path) -> None:
    """What a reader sees or hears comes from views or from the strings, never from a template."""
    assert own_words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(THEME).as_posix())
def test_scripts_hold_no_words(path: Path) -> None:
    """What a script shows comes from the page or from the strings."""
    assert script_words(path.read_text(encoding="utf-8")) == []


def test_words_would_be_found() -> None:
    """The two tests above see a text, an attribute, an expression's text, and a script's words."""
    template = '<p aria-label="You are in">All {{ x or "Not named" }}</p>{# not this #}<p>{{ translate("a.b") }} · </p>'
    assert own_words(template) == ["You are in", "All", "Not named"]
    script = 'told.textContent = done ? "Added" : `${n} items differ.`; // "Not this"\nform.querySelector(".a b");'
    assert script_words(script) == ["Added", "${n} items differ."]


def asked() -> Iterator[str]:
    """Every key that a template, a script or a module asks for, as a pattern: `f"filter.{name}"` asks for several."""
    for path in [*TEMPLATES, *SCRIPTS, *MODULES]:
        for several, key in _ASKED.findall(path.read_text(encoding="utf-8")):
            yield re.sub(r"\\{.*?\\}", r"[\\w-]+", re.escape(key)) if several else re.escape(key)


def test_every_word_is_asked_for_and_there() -> None:
    """No key is missing from the file, and none stands there that nothing shows."""
    there, patterns = strings.read(strings.FOLDER / "en.yml").keys(), set(asked())
    assert [pattern for pattern in patterns if not any(re.fullmatch(pattern, key) for key in there)] == []
    wanted = re.compile("|".join(patterns))
    assert [key for key in there if not wanted.fullmatch(key)] == []


def test_words_never_show_their_braces() -> None:
    """Words that need something put into them are refused without it, wherever they are to stand."""
    for ask in (strings.translate, strings.translate_attribute, strings.translate_text):
        with pytest.raises(KeyError):
            ask("banner.over")


def test_every_call_in_a_script_is_filled(built: Path) -> None:
    """The scripts that readers get hold the words themselves."""
    for name in ("site.js", "search.js", "suggest.js", "compare.js"):
        assert b"translate(" not in (built / "assets" / name).read_bytes()
    assert "items differ." in (built / "assets" / "compare.js").read_text(encoding="utf-8")


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of strings with a second, invented language (`qaa` is kept for such use)."""
    (tmp_path / "en.yml").write_bytes((strings.FOLDER / "en.yml").read_bytes())
    monkeypatch.setattr(strings, "FOLDER", tmp_path)
    yield tmp_path / "qaa.yml"
    monkeypatch.undo()
    templates.set_language("en")


CHANGE = Change("x", "Action 1", "", "", before="was", after="now")


def test_a_second_language_stands_in_and_bears_its_name(second: Path) -> None:
    """Words of the second file are marked with its language; where it has none the English stands, unmarked."""
    second.write_text("change:\n  before: Ereb\nbreadcrumbs:\n  name: Era\n", encoding="utf-8")
    assert strings.set_language("qaa")
    assert not strings.set_language("qaa")
    templates.forget()
    shown = templates.render(CHANGE)
    assert '<h4><span lang="qaa">Ereb</span></h4>' in shown
    assert "<h4>After</h4>" in shown
    assert 'aria-label="Era"' in templates.render(Breadcrumbs([Link("a", "A")]))


def test_values_are_escaped_and_elements_are_not(second: Path) -> None:
    """What is put into words is data; what a template laid out stays laid out, in any language."""
    second.write_text('contents:\n  address: "<{item} {address}>"\n', encoding="utf-8")
    told = strings.Strings("qaa")
    assert told.translate("contents.address", item="", address="<b>") == '<span lang="qaa">&lt; &lt;b&gt;&gt;</span>'
    assert told.translate_attribute("contents.address", item="", address=templates.safe("<b>")) == "&lt; <b>&gt;"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nothing:\n  here: A\n", "nothing.here"),
        ("contents: A\n", "qaa.yml"),
        ('actions:\n  names: "A {b}"\n', "braces"),
    ],
)
def test_a_faulty_second_file_is_refused(second: Path, text: str, said: str) -> None:
    """A key that no page shows, a shape that is none, or other places in braces: said with the file's name."""
    second.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        strings.Strings("qaa")


def test_a_language_without_a_file_is_refused(tmp_path: Path) -> None:
    """A language in mkdocs.yml that has no file stops the build, and says which file is missing."""
    folder = clone(tmp_path, content=MINIATURE)
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: en", "language: qaa"), encoding="utf-8")
    done = run(folder, "framework", "build")
    assert done.returncode == 1
    assert "theme/strings/qaa.yml is missing" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of strings, and a folder of this test's own where Python would keep code."""
    code = tmp_path / "code" / "strings.python.pyc"
    code.parent.mkdir()
    monkeypatch.setattr(beside_code, "cache_from_source", lambda _: str(code))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "en.yml"
    path.write_text("tracker:\n  due: Due\n  count: {one: One, other: More}\n  months: [May, June]\n")
    return path


def test_a_later_command_reads_no_strings_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows the same, the forms and what is counted off too."""
    entries = strings.read(file)
    monkeypatch.setattr(strings.source, "parse", None)
    assert strings.read(file) == entries
    assert entries["tracker.count"] == {"one": "One", "other": "More"}
    assert entries["tracker.months.1"] == {"": "June"}


def test_strings_that_were_edited_are_read_again(file: Path) -> None:
    """Whatever the time that the file bears, and they take the place of the earlier."""
    strings.read(file)
    file.write_text("tracker:\n  due: Until\n")
    assert strings.read(file) == strings.read(file) == {"tracker.due": {"": "Until"}}
    assert len([*(file.parent / "code").iterdir()]) == 1


@pytest.mark.parametrize("damage", [b"", b"nothing", None])
def test_strings_whose_kept_form_is_damaged_are_read_again(file: Path, damage: bytes | None) -> None:
    """Empty, something else, or cut short."""
    entries = strings.read(file)
    (kept,) = (file.parent / "code").iterdir()
    kept.write_bytes(kept.read_bytes()[:-5] if damage is None else damage)
    assert strings.read(file) == strings.read(file) == entries


def test_what_is_kept_of_our_own_strings_is_what_stands_there() -> None:
    """Whoever changes how they are read raises the number of what is kept."""
    file = strings.FOLDER / f"{strings.PAGES}.yml"
    assert strings.read(file) == strings._of(strings.source.read(file, file.name))
