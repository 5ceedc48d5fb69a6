"""Every component has a class, a template and examples; each example fits the class, and is laid out whole and safe."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_origin, get_type_hints

import pytest
from lxml import etree

import strategic_framework.site.macros  # noqa: F401  (every view makes itself known)
from strategic_framework.rendering import examples as examples_of
from strategic_framework.rendering import templates
from strategic_framework.rendering.examples import Example, ExampleError, examples, path_of
from strategic_framework.rendering.shapes import unbroken
from strategic_framework.views.base import Paragraph
from strategic_framework.views.view import COMPONENTS, View

FOLDER = templates.COMPONENTS
#: Folders with a template; the others hold styles and scripts of the shell, or of several components.
LAID_OUT = sorted(path.parent.name for path in FOLDER.glob("*/template.html"))
CLASSES = dict(COMPONENTS)
#: The components without a template, hence without a class and examples: what their styles and scripts are for.
DRESS_ONLY = {
    "appearance": "the choice of colours, in `material/partials/palette.html`",
    "banner": "who is not speaking, in `material/partials/sf-banner.html`",
    "base": "the elements of HTML, wherever they stand",
    "footer": "the foot of every page, in `material/partials/footer.html`",
    "header": "the head of every page, in `material/partials/header.html`",
    "not-found": "the page for addresses without one, in `material/partials/sf-not-found.html`",
    "print": "everything, on paper",
    "problems": "what is wrong in the files while serving, in `material/partials/sf-banner.html`",
    "prose": "what Markdown makes of the pages in `docs/`",
    "said": "the framework's own words, in the templates of many components",
    "search": "the box and its results, in `material/partials/search.html`",
    "table": "tables, in the templates of several components and in prose",
    "written": "the mark of the site's own words, in the templates of several components",
}
#: What is put into every text: it must come out as text, in an element and in an attribute.
_PLANTED = """<i data-planted="">'"&amp;"""
_UNKNOWN_ELEMENT = "HTML_UNKNOWN_TAG"


@cache
def every() -> list[Example]:
    """Every example that can be read; `test_examples_fit` reports the others."""
    found = []
    for component in LAID_OUT:
        try:
            found += examples(component)
        except (KeyError, ExampleError):
            continue
    return found


def test_every_component_has_its_class_and_every_class_its_component() -> None:
    """The folder of a component bears the name of its class."""
    assert [name for name in LAID_OUT if name not in CLASSES] == []
    assert [name for name in CLASSES if name not in LAID_OUT] == []


def test_a_component_has_a_template_or_says_what_it_dresses() -> None:
    """A folder without a template is one of those above, each with its reason; and none above has a template."""
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    laid_out = {name for name in folders if (FOLDER / name / "template.html").is_file()}
    assert folders - laid_out == DRESS_ONLY.keys()


def test_what_only_dresses_is_in_the_bundle() -> None:
    """Such a component is nothing but its styles, so it stands in the list of what the stylesheet is made of."""
    bundle = (templates.THEME / "bundle.txt").read_text(encoding="utf-8").split()
    assert DRESS_ONLY.keys() <= {*bundle, *templates.PRINTED}
    assert all((FOLDER / name / "style.css").is_file() for name in DRESS_ONLY)


def test_every_partial_that_a_component_dresses_is_there() -> None:
    """The files that the reasons above name stand in the theme."""
    for reason in DRESS_ONLY.values():
        for name in [word for word in reason.split("`") if word.endswith(".html")]:
            assert (templates.THEME / name).is_file()


@pytest.mark.parametrize("component", LAID_OUT)
def test_a_component_with_parts_has_a_style(component: str) -> None:
    """A template that names parts of its own block (`sf-cite__text`) stands beside the stylesheet that dresses them."""
    template = (FOLDER / component / "template.html").read_text(encoding="utf-8")
    parts = re.findall(rf"\bsf-{component}(?:__|--)[\w-]+", template)
    style = FOLDER / component / "style.css"
    assert not parts or f".sf-{component}" in style.read_text(encoding="utf-8")


@pytest.mark.parametrize("component", LAID_OUT)
def test_examples_fit(component: str) -> None:
    """There are examples, the first is the default, and each fits the class of its component."""
    assert path_of(component).is_file(), f"{component}/examples.yml is missing"
    assert component in CLASSES, f"{component} has no class"
    names = [example.name for example in examples(component)]
    assert "default" in names or len(names) > 1


@pytest.mark.parametrize("example", every(), ids=lambda example: f"{example.component}: {example.name}")
def test_an_example_is_well_formed(example: Example) -> None:
    """It is laid out without a fault that a parser of HTML would have to mend, and with no identifier twice."""
    html = str(templates.render(example.view))
    assert faults(html) == []
    identifiers = re.findall(r'\bid="([^"]*)"', html)
    assert len(set(identifiers)) == len(identifiers)
    assert "" not in identifiers


@pytest.mark.parametrize("example", every(), ids=lambda example: f"{example.component}: {example.name}")
def test_data_stay_data(example: Example) -> None:
    """Elements, quotation marks and entities in any text come out as text, wherever the text stands."""
    html = str(templates.render(planted(example.view)))
    tree = etree.fromstring(f"<body>{html}</body>", etree.HTMLParser())
    assert tree.xpath("//*[@data-planted]") == []
    assert faults(html) == []


def faults(html: str) -> list[str]:
    """What a parser of HTML has to mend; elements that are younger than it do not count."""
    parser = etree.HTMLParser()
    etree.fromstring(f"<!doctype html><html><body>{html}</body></html>", parser)
    return [entry.message for entry in parser.error_log if entry.type_name != _UNKNOWN_ELEMENT]


def planted(value: Any, kind: Any = None) -> Any:
    """The view with the planted words at the end of every text that is not one of a few."""
    if isinstance(value, View) or dataclasses.is_dataclass(value):
        hints = get_type_hints(type(value))
        changed = {one.name: planted(getattr(value, one.name), hints[one.name]) for one in dataclasses.fields(value)}
        return dataclasses.replace(value, **changed)
    if isinstance(value, list):
        return [planted(one) for one in value]
    is_text = type(value) is str and value and get_origin(kind) is not Literal
    return value + _PLANTED if is_text else value


def test_faults_would_be_seen() -> None:
    """An element that is not closed, one that closes another, and data that became an element are all found."""
    assert faults("<p>Fine</p><section><nav>Fine</nav></section>") == []
    assert faults("<p><b>Open</p>") != []
    assert faults("<div></span></div>") != []
    loose = Paragraph(templates.safe(_PLANTED))
    tree = etree.fromstring(f"<body>{templates.render(loose)}</body>", etree.HTMLParser())
    assert len(tree.xpath("//*[@data-planted]")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("examples: []", "at least one"),
        ("examples:\n  - {name: a}", "a `name:` and `data:`"),
        ("examples:\n  - {name: a, data: {text: A, tone: x}}", "a.tone: Paragraph has no such field"),
        ("examples:\n  - {name: a, data: {voice: said}}", "a.text: is missing"),
        ("examples:\n  - {name: a, data: {text: 5}}", "a.text: is str, and here stands 5"),
        ("examples:\n  - {name: a, data: {text: A, voice: loud}}", "a.voice: is one of '', 'said', 'lead', 'screen'"),
        ("examples:\n  - {name: a, data: {text: A, parts: [{href: b}]}}", r"a.parts\[0\].text: is missing"),
        ("examples:\n  - {name: a, data: {text: A}}\n  - {name: a, data: {text: A}}", "two examples"),
        ("examples: [", "expected"),
    ],
)
def test_a_faulty_example_is_refused(text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown field, a missing one, a value of another type: said with the example and the field."""
    (tmp_path / "paragraph").mkdir()
    (tmp_path / "paragraph" / "examples.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(examples_of.templates, "COMPONENTS", tmp_path)
    with pytest.raises(ExampleError, match=said):
        examples("paragraph")


def test_a_nested_view_is_of_a_component_that_may_stand_there() -> None:
    """What says no component, or one that does not exist, is refused where only views may stand."""
    found: list[str] = []
    for row in ({"text": "A"}, {"component": "pargraph", "text": "A"}):
        examples_of._value(View, row, "body[0]", found)
    paragraph: list[str] = []
    assert examples_of._value(View, {"component": "paragraph", "text": "A"}, "body[0]", paragraph) == Paragraph("A")
    assert paragraph == []
    silent = "body[0]: says which `component:` it is"
    assert found == [silent, "body[0]: “pargraph” is not a component that may stand here", silent]


def test_a_word_with_a_hyphen_is_kept_whole() -> None:
    """In a title it stays on one line where it fits; its characters are the same, and what is data stays text."""
    title = unbroken("Sector-led & re-build - <b>19</b>")
    whole = '<span class="sf-whole">'
    assert title == f"{whole}Sector-led</span> &amp; {whole}re-build</span> - &lt;b&gt;19&lt;/b&gt;"
    assert title.striptags() == "Sector-led & re-build - <b>19</b>"
