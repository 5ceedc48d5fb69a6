"""Templates times items, and the calls in pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategic_framework.site import macros, pages
from strategic_framework.views.base import Here
from strategic_framework.views.site import Site
from tests.conftest import ROOT


def test_every_item_with_a_page_has_one(site: Site) -> None:
    """One page for each priority, action, aspiration, body and programme, and one for each edition."""
    addresses = {page.here.address for page in pages.plan(site, ROOT)}
    edition = site.framework.current
    for item in (*edition.priorities, *edition.actions, *edition.aspirations):
        assert site.links.item(item.id) in addresses
    for named in (*site.framework.bodies, *site.framework.programmes):
        assert site.links.body(named.id) in addresses
    assert {"2023-27/", "2020-22/", "2023-27/actions/", "2023-27/print/"} <= addresses
    assert "2020-22/actions/" not in addresses


def test_titles_are_unique(site: Site) -> None:
    """A title works alone in a search result."""
    titles = [page.title for page in pages.plan(site, ROOT)]
    assert sorted(titles) == sorted(set(titles))


def written(folder: Path, name: str, text: str) -> pages.Template:
    """A page's file with this text, read."""
    path = folder / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return pages.read(path, name)


HEAD = "---\ntitle: T\n---\n{{ heading() }}\n\n"
FAULTS = [
    ("a.md", HEAD + "{{ prioritys() }}\n", 6, "Did you mean “priorities”?"),
    ("a.md", HEAD + "{{ priorities }}\n", 6, "This is not a call"),
    ("a.md", HEAD + "{{ 1 + }}\n", 6, "This is not a call"),
    ("a.md", HEAD + "{{ item(act) }}\n", 6, "plain values"),
    ("a.md", HEAD + "# A title\n", 6, "begins with ##"),
    ("a.md", HEAD + "## Without an address\n", 6, "no address of its own"),
    ("[edition]/[action].md", HEAD + "Text with {{ glance() }} in it\n", 6, "alone on its line"),
    ("[edition]/[action].md", HEAD + "{% for a in b %}\n", 6, "alone on its line"),
    ("[edition]/[action].md", HEAD + '{{ count("actions") }}\n', 6, "only prose and blocks"),
    ("[edition]/[acton].md", HEAD, 0, "“[acton]” is not a kind of item"),
    ("a.md", "---\ntitle: T\ntitle: U\n---\n{{ heading() }}\n", 3, "twice"),
]


@pytest.mark.parametrize(("name", "text", "line", "words"), FAULTS)
def test_faults_in_a_page_are_named_with_their_line(
    tmp_path: Path, name: str, text: str, line: int, words: str
) -> None:
    """A fault in a page is answered with its file, its line and what to do."""
    template = written(tmp_path, name, text)
    found = [(problem.place.line, problem.what + problem.why + problem.instead) for problem in template.problems]
    assert any(at == line and words in told for at, told in found), found


def test_a_call_in_a_fence_is_text(tmp_path: Path) -> None:
    """Between code fences nothing is a call."""
    template = written(tmp_path, "[edition]/[action].md", HEAD + "```\n{{ nothing }}\n```\n")
    assert template.problems == ()


def test_unknown_items_are_answered_with_the_nearest(site: Site) -> None:
    """`item("act-99")` names what was probably meant."""
    with pytest.raises(macros.MacroError, match="not known"):
        macros.run(Here(site, ""), macros.parse('item("act-99")', 1))


def test_every_macro_is_documented(site: Site) -> None:
    """A macro's docstring is its documentation, in a sentence."""
    for view in (macro.view for macro in macros.MACROS.values()):
        assert (view.__doc__ or "").strip().rstrip("`").endswith((".", "`")), view


def test_counts_and_links(site: Site) -> None:
    """The inline macros give plain text."""
    here = Here(site, "about/")
    assert macros.run(here, macros.parse('count("actions")', 1)) == str(len(site.framework.current.actions))
    assert macros.run(here, macros.parse('count("links", words=True)', 1)) == "eleven"
    assert macros.run(here, macros.parse('link("act-14")', 1)) == "../2023-27/act-14/"
