"""Data laid out once for each form and filled: equal to an ordinary rendering of every page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape
from mkdocs.utils.templates import url_filter

from strategic_framework.build import page_links
from strategic_framework.build.page_writer import PageWriter
from strategic_framework.build.writer import Writer
from strategic_framework.content.loader import load
from strategic_framework.ledger import store
from strategic_framework.rendering import environment, templates
from strategic_framework.rendering.forms import Forms, LayOut, Mark
from strategic_framework.rendering.shapes import escaped
from strategic_framework.site import pages
from strategic_framework.views import shell
from strategic_framework.views.base import Here, Paragraph
from strategic_framework.views.breadcrumbs import Breadcrumbs, breadcrumbs
from strategic_framework.views.folder import Folder
from strategic_framework.views.site import Site
from strategic_framework.views.version_words import Frozen, FrozenRow
from strategic_framework.views.view import Inspected, Link, Ready, Shared, Unbroken
from tests.conftest import EXAMPLE, MINIATURE, ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

from generate import generate  # type: ignore[import-not-found]


class Ordinary(Forms):
    """What renders each template with the data themselves."""

    def fill(self, data: object, lay_out: LayOut, *_: object) -> str:
        return lay_out(self.mapping(data))


@dataclass(frozen=True)
class Beside(Shared):
    """Data that pages show alike."""

    place: str = ""


@dataclass(frozen=True)
class Row:
    """Data of every kind that a view may hold."""

    title: Unbroken
    kind: Literal["new", "old"]
    way: Link | None
    ways: tuple[Link, ...] = ()
    count: Inspected[int] = 0
    number: int = 0
    is_there: bool = False
    script: Ready = ""
    below: object = ()
    beside: Beside = field(default_factory=Beside)


_ENVIRONMENT = environment.environment()
_ROW = _ENVIRONMENT.from_string(
    "{{ title }}|{{ kind }}{% if kind == 'old' %}!{% endif %}|{% if way %}{{ way.href }} {{ way.text }}{% endif %}|"
    "{% for w in ways %}{{ w.text }}{% if not loop.last %}, {% endif %}{% endfor %}|{% if count > 1 %}many{% endif %}|"
    "{% if number %}{{ number }}{% endif %}|{{ is_there }}|{{ script }}|{{ below or 'none' }}|"
    "{{ beside.place }}"
)
_FULL = Row(
    "Re-build <b>", "old", Link("a&b", "'One'"), (Link("", "\0 <2>"), Link("", "3")), 2, 4, True, "{<}",
    [Paragraph("<p>"), Paragraph(Markup("<i>p</i>"))], Beside("<s>"),
)  # fmt: skip


def writer(folder: Path) -> PageWriter:
    """What writes pages with the theme's own template."""
    around = Environment(loader=FileSystemLoader(str(templates.THEME / "material")))  # noqa: S701 (as the theme's own)
    around.filters["url"] = url_filter
    around.globals |= environment.words()
    return PageWriter(Writer(folder), around.get_template("main.html"), ("<a fault>",), sealed=True)


@pytest.fixture(params=["miniature", "example", "generated"])
def any_site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """A site of each sort: small, with a history, and of the shape that is measured."""
    make: dict[str, Callable[[], Path]] = {
        "miniature": lambda: MINIATURE,
        "example": lambda: EXAMPLE,
        "generated": lambda: generate(tmp_path / "made", 12),
    }
    root = make[request.param]()
    return Site(load(root), store.read(root))


def test_a_filled_page_equals_an_ordinary_rendering(any_site: Site, tmp_path: Path) -> None:
    """Every page made from a template has the same bytes, whether forms are filled or each page is rendered.

    And what is known of its links without reading it is what a parser finds.
    """
    planned = pages.plan(any_site, ROOT)
    filled, ordinary = (writer(tmp_path / folder) for folder in ("filled", "ordinary"))
    ordinary.forms = Ordinary(templates.component)
    known = {new.name: page_links.of_page(new.met) for new in map(filled.write_page, planned)}
    for page in planned:
        ordinary.write_page(page)
    files = [f"{page.here.address}index.html" for page in planned]
    read = [{name: (tmp_path / folder / name).read_bytes() for name in files} for folder in ("filled", "ordinary")]
    assert len(files) > 20
    assert [name for name in files if read[0][name] != read[1][name]] == []
    for name in files:
        held, parsed = known[name], page_links.parsed(read[0][name])
        assert held, name
        assert sorted(held.anchors) == sorted(parsed.anchors), name
        assert {*held.addresses} == {*parsed.addresses}, name
        assert {*held.fetched} == {*parsed.fetched}, name


@given(st.text(st.sampled_from("a&<>'\";#\0é")))
def test_a_text_is_escaped_as_templates_escape_it(text: str) -> None:
    """Each sign that means something in HTML, written as Jinja writes it."""
    assert escaped(text) == str(escape(text))


def test_a_form_is_filled_with_what_is_escaped() -> None:
    """Texts and numbers fill the form, each escaped; what is declared otherwise comes as it is declared."""
    filled = templates.new_forms().fill(_FULL, _ROW.render)
    whole = '<span class="sf-whole">Re-build</span> &lt;b&gt;'
    below = "<p>&lt;p&gt;</p>\n<p><i>p</i></p>"
    assert filled == f"{whole}|old!|a&amp;b &#39;One&#39;|\0 &lt;2&gt;, 3|many|4|True|{{<}}|{below}|&lt;s&gt;"


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""}, {"kind": "new"}, {"way": None}, {"way": Link("", "a")}, {"ways": ()}, {"count": 1},
        {"number": 0}, {"is_there": False}, {"script": ""}, {"below": ()}, {"below": Breadcrumbs([])},
        {"below": "<text>"}, {"below": 0.0}, {"beside": Beside()}, {"beside": Beside("other")},
    ],
)  # fmt: skip
def test_data_of_another_shape_have_a_form_of_their_own(changed: dict[str, object]) -> None:
    """Whatever a template can ask for gives another form, so that each is as it would be alone."""
    forms, ordinary, other = templates.new_forms(), Ordinary(templates.component), replace(_FULL, **changed)  # type: ignore[arg-type]
    for row in (_FULL, other, _FULL):
        assert forms.fill(row, _ROW.render) == ordinary.fill(row, _ROW.render)


def looking() -> tuple[list[str], Forms]:
    """What was looked at, each as it is filled with little, and forms that write it there."""
    looked: list[str] = []

    def look(_: str, sample: str) -> Callable[[Sequence[str]], object]:
        looked.append(sample)
        return lambda values: (sample, *values)

    return looked, templates.new_forms(look)


def test_all_html_that_is_new_is_looked_at() -> None:
    """Each form once, filled with little; words that are HTML already; not what is declared ready."""
    looked, forms = looking()
    for words in ("a", "b", Markup("<i>c</i>"), Markup("<i>c</i>")):
        forms.fill(Row("", "new", Link("#", words), script="<s>"), _ROW.render)
    assert ["<i>c</i>" in html for html in looked] == [False, True, False]
    assert [html[:9] for html in looked[::2]] == ["|new|x x|", "|new|x <i"]
    assert [looked.index(sample) for sample, *_ in forms.met] == [0, 0, 1, 2, 1, 2]


def test_words_that_were_escaped_may_stand_in_an_attribute() -> None:
    """Their form is looked at without an element in it, as plain as the page; words with an element have another."""
    looked, forms = looking()
    for words in (Markup("<i>a</i>"), Markup("a &amp; b")):
        forms.fill(Link(words, ""), _ENVIRONMENT.from_string('<a aria-label="{{ href }}">').render)
    assert looked[1:] == ['<a aria-label="<i id="x">x</i>">', '<a aria-label="x">']


def test_what_pages_share_is_known_on_each_of_them() -> None:
    """A view that is laid out once is met wherever it stands, with what stands in it."""
    _, forms = looking()
    words, kept = Frozen([FrozenRow("act-1", "Action 1", "a"), FrozenRow("act-2", "Action 2", "b")]), list[object]()
    for _ in range(2):
        forms.met = []
        forms.render(words)
        kept.append(forms.met)
    assert kept[0] == kept[1]
    assert [first for _, first, *_ in forms.met][:2] == ["act-1", "act-2"]


def test_a_form_is_laid_out_once() -> None:
    """Other words in the same shape do not come to the template again."""
    asked: list[object] = []

    def lay_out(data: dict[str, object]) -> str:
        asked.append(data)
        return str(data["text"])

    forms = templates.new_forms()
    assert [forms.fill(Link("", text), lay_out) for text in ("one", "two")] == ["one", "two"]
    assert len(asked) == 1


@pytest.mark.parametrize(
    "read",
    ["text == 'a'", "text[0]", "text | length", "'a' in text", "text.upper()", "text < 'b'", "{'a': 1}[text]",
     "text | striptags", "text.split()", "text + 'a'"],
)  # fmt: skip
def test_a_template_that_looks_into_a_text_is_refused(read: str) -> None:
    """What it would find there is a mark: that is said, and no page is made of it."""
    template = _ENVIRONMENT.from_string(f"{{% if {read} %}}a{{% endif %}}")
    with pytest.raises(RuntimeError, match="looks into a text"):
        templates.new_forms().fill(Link("", "a"), template.render)


def test_a_mark_can_be_written_and_is_there() -> None:
    """In an element, an attribute or a sentence of the interface: that is all that a template does with a text."""
    template = _ENVIRONMENT.from_string(
        "{% set way %}<i lang='{{ m }}'>{{ m ~ m }}</i>{% endset %}"
        "{{ translate('priority.name', number=way) }} {{ m and 'is there' }}"
    )
    written = environment.words()["translate"]("priority.name", number=Markup("<i lang='*'>**</i>"))
    assert template.render(m=Mark("*")) == f"{written} is there"


def test_no_other_filter_comes_between() -> None:
    """A filter that would change the mark itself does not exist for a component."""
    assert _ENVIRONMENT.filters.keys() == {"join", "length", "striptags"}


def test_what_pages_share_is_what_each_would_show(any_site: Site) -> None:
    """What a page shows is its own, though some of it was made for a page beside it."""
    for page in pages.plan(any_site, ROOT):
        alone = replace(page.here)
        vars(alone)["folder"] = Folder(alone.address)
        assert shell.shell(page.here) == shell.shell(alone), page.src_uri
        if page.template.is_template:
            assert pages.answers(page) == pages.answers(page._replace(here=alone)), page.src_uri


def test_what_pages_share_is_made_once(site: Site) -> None:
    """Pages of one kind in one folder have the same object, which is laid out once; other kinds have their own."""
    names = {"act-01": "action", "act-02": "action", "asp-01": "aspiration"}
    act, other, asp = (Here(site, f"2023-27/{name}/", kind, name, {}, "2023-27") for name, kind in names.items())
    trail = breadcrumbs(act)
    assert breadcrumbs(other) is trail
    assert breadcrumbs(asp) is not trail
    forms = templates.new_forms()
    assert forms.render(trail) is forms.render(breadcrumbs(other))
    assert forms.render(trail) is not forms.render(replace(trail))
