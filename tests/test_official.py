"""Whose site it is: what an official site no longer says, and that another body's site says nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from strategic_framework.language.english import sentence
from strategic_framework.model import Framework
from strategic_framework.views.base import Here, Paragraph
from strategic_framework.views.inline import standing
from strategic_framework.views.macro import MacroError
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE, clone, run

#: Files of a site that people or programs read as words.
READ = {".html", ".json", ".csv", ".xml", ".txt", ".bib", ".ris", ".webmanifest"}
#: What only a site that nobody approved may say.
UNAPPROVED = re.compile(r"(?i)independent|demonstration|republished|not approved|not an official")
#: Words of one body's work and place, and of the project's own kitchen.
OURS = ["Strategic Alliance", "Scotland", "2 March 2021", "make serve", "make build", "make check", "the folder src"]


def texts(site: Path) -> Iterator[tuple[str, str]]:
    """Each file of a site with its words: of a page what is shown, read out or told to programs, without styles."""
    for path in sorted(path for path in site.rglob("*") if path.suffix in READ):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            page = html.fromstring(text)
            for style in page.xpath("//style"):
                style.getparent().remove(style)
            told = page.xpath("//@content | //@title | //@alt | //@aria-label")
            text = " ".join([page.text_content(), *told])
        yield path.relative_to(site).as_posix(), " ".join(text.split())


def said(site: Path, words: re.Pattern[str]) -> list[str]:
    """Every place where a site says such words, with a few around them."""
    return [
        f"{file}: …{text[max(0, match.start() - 40) : match.end() + 40]}…"
        for file, text in texts(site)
        for match in words.finditer(text)
    ]


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site, once its council has approved it."""
    folder = clone(tmp_path_factory.mktemp("official"), content=EXAMPLE)
    settings = folder / "framework" / "framework.yml"
    approved = settings.read_text("utf-8").replace("official: false", "official: true\napproved_by: The Provost")
    settings.write_text(approved.replace("fictional: true", "fictional: false"), encoding="utf-8")
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_an_official_site_does_not_call_itself_independent(official: Path, built_example: Path) -> None:
    """No sentence of it says that nobody has approved it; the same site said so before."""
    assert said(official, UNAPPROVED) == []
    assert {found.split(":")[0] for found in said(built_example, UNAPPROVED)} >= {
        "about/index.html", "about/accessibility/index.html", "about/feedback/index.html"}  # fmt: skip


def test_an_official_site_says_who_approved_it(official: Path) -> None:
    """The page about the site names who approved it."""
    words = dict(texts(official))
    assert "Inverskerry Council has approved this site. Approved by: The Provost." in words["about/index.html"]
    assert "noindex" not in (official / "index.html").read_text("utf-8")


def names(framework: Framework) -> set[str]:
    """Everything that is called by a name in a framework, in every form, and its editions."""
    named = [*framework.bodies, *framework.programmes]
    forms = {form for one in named for form in (one.name, *one.aliases)}
    forms |= {framework.settings.publisher.name, *framework.settings.publisher.aliases}
    forms |= {text for edition in framework.editions for text in (edition.title, edition.label)}
    return forms | {text for source in framework.sources for text in (source.title, source.author)}


def test_another_bodys_site_says_nothing_of_ours(built_example: Path, framework: Framework) -> None:
    """In all text of the example's site stands no name of another framework, and no word of its making."""
    own = " ".join(path.read_text(encoding="utf-8") for path in (EXAMPLE / "framework").rglob("*.yml"))
    # Names of one word that is not a proper one, such as “councils”, belong to every site.
    foreign = {name for name in names(framework) if name not in own and not name.islower() and len(name) > 3}
    assert {"Improvement Service", "COSLA"} <= foreign
    words = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted({*foreign, *OURS})))
    assert said(built_example, words) == []


@pytest.mark.parametrize("place", ["about", "statement", "enforcement", "feedback"])
def test_every_sentence_about_approval_has_two_forms(place: str, site: Site) -> None:
    """What is said of the approval depends on the setting, wherever it is said."""
    settings = site.framework.settings.model_copy(update={"official": True, "approved_by": "The Board"})
    framework = site.framework.model_copy(update={"settings": settings})
    approved = Site(replace(site.loaded, framework=framework), site.ledger)
    before, after = standing(Here(site, "about/"), place), standing(Here(approved, "about/"), place)
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert before.text != after.text
    assert not UNAPPROVED.search(after.text)


def test_a_place_that_nothing_is_said_in_is_told(site: Site) -> None:
    """A misspelt place names the one that was meant."""
    with pytest.raises(MacroError, match="Did you mean “about”"):
        standing(Here(site, "about/"), "abouts")


def test_a_publisher_is_called_as_its_settings_say(site: Site) -> None:
    """A name with an article is used with it inside sentences, and without it where it stands alone."""
    publisher = site.framework.settings.publisher
    assert (publisher.name, publisher.in_a_sentence) == ("Improvement Service", "the Improvement Service")
    assert sentence(publisher.model_copy(update={"called": None}).in_a_sentence) == "Improvement Service"
