"""From every page a way leads to a change of its own words."""

from __future__ import annotations

import pytest

from strategic_framework.model import Framework
from strategic_framework.site import pages
from strategic_framework.site.project import Project
from strategic_framework.views.base import Here
from strategic_framework.views.site import Site
from strategic_framework.views.suggest_subjects import groups
from strategic_framework.views.suggest_ways import way_from
from tests.conftest import MINIATURE

REPOSITORY = "https://github.com/glen-rowan/plan"


def site(repository: str) -> Site:
    """The miniature, kept at that address."""
    project = Project.read(MINIATURE)
    assert project.framework is not None
    settings = project.framework.settings.model_copy(update={"repository": repository})
    framework: Framework = project.framework.model_copy(update={"settings": settings})
    known = Site(project.loaded, project.ledger)
    known.framework = framework
    return known


def ways(repository: str) -> dict[str, str]:
    """Address of a page → where its way leads, from the root of the site; nothing where it has none."""
    planned = pages.plan(site(repository), MINIATURE.parents[1])
    links = {page.here.address: way_from(page.here) for page in planned}
    return {address: link.href.replace("../", "") if link else "" for address, link in links.items()}


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("2024-28/pri-1/", "suggest/#pri-1"),
        ("2024-28/", "suggest/#2024-28"),
        ("bodies/river-trust/", "suggest/#bodies/river-trust"),
        ("programmes/footpath-walks/", "suggest/#programmes/footpath-walks"),
        ("topics/flooding/", "suggest/#policy-areas/flooding"),
        ("updates/upd-0001/", "suggest/#upd-0001"),
        ("sources/plan-2024/", "suggest/#sources/plan-2024"),
        ("sources/rivers-watch/", "suggest/#web-pages/rivers-watch"),
        ("glossary/", "suggest/#glossary/grha"),
        ("timeline/", "suggest/#timeline/earlier-plan"),
        ("alliance/", "suggest/#alliance"),
        ("about/", f"{REPOSITORY}/edit/main/docs/about/index.md"),
        ("2024-28/actions/", f"{REPOSITORY}/edit/main/docs/%5Bedition%5D/actions.md"),
        ("2024-28/act-02/", ""),  # it stands under the sentence
        ("suggest/", ""),
    ],
)
def test_the_way_leads_to_what_holds_the_words(address: str, way: str) -> None:
    """What a page names is changed in the form; the site's own words stand in a file of the repository."""
    assert ways(REPOSITORY)[address] == way


@pytest.mark.parametrize(
    ("repository", "way"),
    [
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/_edit/main/docs/about/index.md"),
        ("https://gitlab.com/a/b/", "https://gitlab.com/a/b/-/edit/main/docs/about/index.md"),
        ("https://git.example/a/b", "feedback/"),
        ("", "feedback/"),
    ],
)
def test_without_a_known_forge_the_way_leads_to_feedback(repository: str, way: str) -> None:
    """Nobody is sent to an address that may not be there."""
    assert ways(repository)["about/"] == way


def test_the_page_of_a_measure_leads_to_the_form(measured: Site) -> None:
    """Its words, its numbers and its values are changed there; a new one without a number has the form alone."""
    ways = [way_from(Here(measured, f"measures/{name}/", "measure", name)) for name in ("mea-01", "mea-03")]
    assert [way.href if way else "" for way in ways] == ["../../suggest/#mea-01", "../../suggest/"]


def test_what_a_way_names_stands_in_the_form() -> None:
    """Every name after the form's address is one of its choices."""
    known = {subject.name for group in groups(site("")) for subject in group.subjects}
    named = {way.partition("#")[2] for way in ways("").values() if "#" in way}
    assert named
    assert named <= known
