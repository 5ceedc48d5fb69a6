"""The words written for the site: short sentences, plain words, British spelling, and honest words for silence."""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from strategic_framework.checks.honesty import CLAIMS
from tests.conftest import ROOT
from tests.reading import OLDEST, grade
from tests.words import Text, sentences, texts

#: Words that say less than a plain one, or that only some readers know → what to write.
JARGON = {
    "accordion": "a part that opens", "amongst": "among", "back-?end": "the program",
    "click here": "say where it leads", "commence": "begin", "cutting-edge": "leave it out",
    "deliverables?": "what will be made", "deploy\\w*": "put in place",
    "e\\.g\\.": "such as", "etc": "name them", "facilitat\\w*": "help", "front-?end": "the page",
    "functionality": "what it does", "going forward": "from now on", "i\\.e\\.": "that is",
    "impactful": "say what it changes", "in order to": "to", "leverag\\w*": "use", "moving forward": "from now on",
    "per annum": "a year", "please note": "leave it out", "prior to": "before", "repo": "repository",
    "robust": "say how it was tested", "seamless\\w*": "leave it out", "slugs?": "name", "stakeholders?": "say who",
    "synerg\\w*": "say what is shared", "touchpoints?": "say where", "user-friendly": "say what is easy",
    "utili[sz]\\w*": "use", "via": "through", "whilst": "while",
}  # fmt: skip

#: Formats and standards that go by their letters; the data page says what the first two are.
FORMATS = {"AA", "CSL", "CSV", "JSON", "LD", "SHACL", "UTF", "XLSX", "YAML"}

#: Silence in a source has five words (DESIGN, section 5); these are not among them.
ABSENCE = ("unknown", "missing", "unavailable", "unreported", "unnamed", "n/a", "not available", "not disclosed",
           "not given", "not provided", "not recorded", "not specified")  # fmt: skip


@pytest.fixture(scope="module")
def own(website: Path, built_miniature: Path) -> dict[str, str]:
    """Every text of a site and of the miniature that is the site's own → a page where it stands."""
    return {one.text: one.page for site in (built_miniature, website) for one in gathered(site)}


@functools.cache
def gathered(site: Path) -> tuple[Text, ...]:
    """Every text of a site that is its own."""
    return tuple(texts(site))


#: Items one after another, as where an order is told: however many there are, a reader reads them as one list.
_ROW = re.compile(r"(?:[A-Z][a-z]+ \d+(?:, | and )){2,}[A-Z][a-z]+ \d+")


@functools.cache
def unquoted(text: str) -> str:
    """A text in which each quotation, and each row of items, counts as one word, and says nothing."""
    return _ROW.sub("…", re.sub(r"“[^”]*”", "“…”", text))


def found(own: dict[str, str], pattern: str) -> list[str]:
    """Where the site's own words match, quotations aside."""
    rule = re.compile(pattern, re.IGNORECASE)
    hits = ((page, text, hit[0]) for text, page in own.items() for hit in rule.finditer(unquoted(text)))
    return [f"{page}: {hit!r} in {text[:80]!r}" for page, text, hit in hits]


def test_the_texts_are_gathered(own: dict[str, str]) -> None:
    """The other voice is left out, and the site's is not: otherwise every test below would pass for nothing."""
    whole = "\n".join(own)
    assert "Something may have been done even where none is recorded." in whole
    assert "Walk every footpath once a year" not in whole
    assert len(own) > 1000


def test_sentences_are_short(own: dict[str, str]) -> None:
    """No sentence written for the site has more than 25 words."""
    long = {
        sentence: page
        for text, page in own.items()
        for sentence in sentences(unquoted(text))
        if len(re.findall(r"…|\w[\w’'./–-]*", sentence)) > 25
    }
    assert long == {}


#: Pages whose sentences are not measured → why.
NOT_MEASURED = {
    "data/fields/": "for those who write programs: it lists the values of fields as the files have them",
}


def test_sentences_are_read_easily_at_fourteen(own: dict[str, str]) -> None:
    """What is written for the site is for readers of eleven to fourteen, by the formula of Flesch and Kincaid."""
    grades = {text: grade(unquoted(text)) for text, page in own.items() if page not in NOT_MEASURED}
    measured = {text: found for text, found in grades.items() if found is not None}
    assert len(measured) > 150
    assert {text: round(found, 1) for text, found in measured.items() if found > OLDEST} == {}


def test_the_reading_age_can_be_too_high() -> None:
    """Long words and sentences are seen; names and words of the subject are not; a few words are not measured."""
    plain = "You can read this page when you are ten, and so can your friends."
    assert (grade(plain) or OLDEST) < OLDEST
    office = "Stakeholder prioritisation necessitates operationalisation of interdependent methodological criteria."
    assert (grade(f"{office} {office}") or 0) > OLDEST
    named = plain.replace("your friends", "the Digital Office for Scottish Local Government")
    assert grade(named) == grade(plain.replace("your friends", "the boss"))
    assert grade("Organisational prioritisation.") is None


def test_no_jargon(own: dict[str, str]) -> None:
    """None of the words that only insiders use stands in the site's own text."""
    assert found(own, rf"(?<!\w)(?:{'|'.join(JARGON)})(?!\w)") == [], JARGON


def test_silence_is_named_by_the_permitted_words(own: dict[str, str]) -> None:
    """Of what the sources leave out, the site says not named, not reported, not described or not stated."""
    denied = "Not reported does not mean not done."
    own = {text.replace(denied, ""): page for text, page in own.items()}
    allowed = {"404.html: 'Not found' in 'Not found'"}
    told = found(own, rf"(?<!\w)(?:{'|'.join(map(re.escape, (*CLAIMS, *ABSENCE)))})(?!\w)")
    assert set(told) <= allowed
    assert {text for text in own if text.casefold() in {"none", "nothing", "no data"}} == set()


def test_abbreviations_are_explained(website: Path) -> None:
    """Where a source gives the words behind an abbreviation, a page that uses it holds them too."""
    words_of = {one["term"]: one["expansion"] for one in _glossary(website)}
    plural = {f"{term}s": words for term, words in words_of.items()}
    unexplained = set()
    for one in gathered(website):
        for short in set(re.findall(r"\b[A-Z]{2,}s?\b", unquoted(one.text))) - FORMATS:
            known = {**plural, **words_of}
            words = known.get(short, f"{short} in the glossary")
            if words and words.casefold() not in _all_words(website, one.page):
                unexplained.add((one.page, short))
    assert unexplained == set()


def _glossary(site: Path) -> list[dict[str, str]]:
    """The abbreviations of a site, with the words that a source gives, as its own data have them."""
    data = json.loads((site / "data" / "framework.json").read_text(encoding="utf-8"))
    return list(data["glossary"])


@functools.cache
def _all_words(site: Path, page: str) -> str:
    path = site / page.removeprefix("/") / ("" if page.endswith(".html") else "index.html")
    return " ".join(html.document_fromstring(path.read_bytes()).text_content().split()).casefold()


def test_british_spelling(own: dict[str, str]) -> None:
    """The spelling of the site's own words is British, and right."""
    told = _typos("\n".join(own))
    assert told == ""


def test_the_spelling_test_can_fail() -> None:
    """The tool finds an American spelling."""
    told = _typos("The color of it.")
    assert "colour" in told


def _typos(text: str) -> str:
    command = [str(Path(sys.executable).parent / "typos"), "--format", "brief", "-"]
    return subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False).stdout


def test_titles_stand_alone(built: Path, built_miniature: Path) -> None:
    """A title says what the page is, whose framework it is about, and that the site is not the body's own."""
    for site, whose, what in (
        (built, "Improvement Service", "independent demonstration"),
        (built_miniature, "Glen Rowan Council", "fictional example"),
    ):
        for path in site.rglob("*.html"):
            title = html.document_fromstring(path.read_bytes()).findtext(".//title") or ""
            assert whose in title, path
            assert title.endswith(f" – {what}"), path
            assert title.count("Strategic Framework") <= 1, path


def test_silence_is_explained(website: Path) -> None:
    """Where nothing is published about an item, its page says why, and that nothing follows from it."""
    for path in (*website.glob("*/act-*/index.html"), *website.glob("*/asp-*/index.html")):
        page = html.document_fromstring(path.read_bytes())
        none = page.xpath("//*[@class='sf-updates__none'][. = 'Nothing recorded here yet']")
        assert (
            not none or "Something may have been done even where none is recorded" in none[0].getparent().text_content()
        ), path


def test_nothing_quoted_stands_under_the_mark_of_our_own_words(website: Path, built_miniature: Path) -> None:
    """“Written for this site” stands over words of ours alone, and once in a section."""
    quoted = "descendant::*[self::q or self::blockquote or contains(concat(' ', @class, ' '), ' sf-said ')]"
    marks = 0
    for path in (*website.rglob("*.html"), *built_miniature.rglob("*.html")):
        page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for mark in page.xpath("//*[@class='sf-written'][.='Written for this site']"):
            (scope, *_) = [*mark.xpath("ancestor::section[1]"), mark.getparent()]
            marks += 1
            assert [one.text_content() for one in scope.xpath(quoted)] == [], path
            assert len(scope.xpath(".//*[@class='sf-written']")) == 1, path
    assert marks
