"""Terms here: beside the framework's words stand the terms that they use, and the words themselves stay as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from strategic_framework.content import loader
from strategic_framework.model import Term
from strategic_framework.views.base import Here, Section
from strategic_framework.views.site import Site
from strategic_framework.views.terms import Terms, terms_here
from tests.conftest import FROZEN


def _shown(site: Site, kind: str, subject: str) -> list[str]:
    """The terms that the page of a subject shows."""
    address = site.links.item(subject)
    sections = terms_here(Here(site, address, kind, subject, edition_id="2023-27"))
    assert all(isinstance(section, Section) and section.written for section in sections)
    terms = [view for section in sections if isinstance(section, Section) for view in section.body]
    return [row.way.text for view in terms if isinstance(view, Terms) for row in view.rows]


def _site(*terms: Term) -> Site:
    """The frozen framework with other terms."""
    loaded = loader.load(FROZEN)
    assert loaded.framework
    return Site(replace(loaded, framework=loaded.framework.model_copy(update={"glossary": terms})))


def _term(name: str, term: str, **more: str) -> Term:
    return Term(id=name, term=term, **more)  # type: ignore[arg-type]


def test_a_page_shows_the_terms_that_its_words_use() -> None:
    """Those with a plain sentence, letter for letter and as words of their own; an abbreviation with its words."""
    page = {"plain": "What it is.", "supported_by": "https://pages.example/term", "seen": "2026-11"}
    site = _site(
        _term("lgbf", "LGBF", expansion="Local Government Benchmarking Framework", **page),
        _term("bench", "Bench", **page),
        _term("benchmarking", "Benchmarking Framework", **page),
        _term("deliver", "deliver"),
    )
    assert _shown(site, "action", "act-14") == [
        "LGBF: Local Government Benchmarking Framework",
        "Benchmarking Framework",
    ]
    assert "Benchmarking Framework" in _shown(site, "priority", "pri-2")
    assert _shown(site, "action", "act-01") == []


def test_the_words_stay_as_they_are(built_miniature: Path) -> None:
    """No element stands inside a sentence of the framework, on a page that has terms or on one that has none."""
    site = Site(loader.load(Path(__file__).parent / "miniature"))
    for action in site.framework.current.actions:
        page = (built_miniature / site.links.item(action.id) / "index.html").read_text(encoding="utf-8")
        assert f"{action.text}</p>" in page
