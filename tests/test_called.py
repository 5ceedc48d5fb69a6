"""A plan’s own words for its parts: every sentence has them, whatever they are, and nothing else changes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html

from strategic_framework.exports.sheets import formula
from strategic_framework.language import strings
from strategic_framework.language.labels import label
from strategic_framework.language.nouns import counted
from strategic_framework.language.strings import set_words, translate_text, with_words
from strategic_framework.language.words import PLACES
from strategic_framework.model import Word, Words
from tests.conftest import MINIATURE, ROOT, clone, run

NONSENSE = """
words:
  framework: {one: zibble, other: zibbles}
  priority: {one: wug, other: wugs}
  action: {one: floob, other: floobs}
  aspiration: {one: ulp, other: ulps, an: false}
"""
USUAL = re.compile(r"\b(?:actions?|priority|priorities|aspirations?|frameworks?)\b", re.IGNORECASE)
#: The joint priorities of an alliance are its own, and not the plan’s.
_OTHERS = re.compile(
    r"proposed priority|\b(?:[Pp]roposed|joint) (?:priority|priorities)\b|The priorities proposed together"
)
#: Names of files, folders, commands and packages.
_NAMES = re.compile(r"[\w./:-]*/[\w./-]*|`[^`]*`|“framework [\w ]+”|[\w-]+\.(?:csv|json|xlsx|yml)|strategic-framework")
#: What stands between the quotation marks of a script's code, and is no sentence.
_CODE = re.compile(r"data-filter|[=;{}]")
#: What the fields of data are called and mean: the same for every plan.
_DATA = ("data/fields/", "data/v1/", "data/datapackage.json")


def usual(text: str) -> list[str]:
    """The site’s own words for the parts of a plan that stand in a text."""
    return USUAL.findall(_NAMES.sub("", _OTHERS.sub("", text)))


@pytest.fixture(scope="module")
def nonsense(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the miniature, whose plan calls its parts by words that stand nowhere else."""
    folder = clone(tmp_path_factory.mktemp("called"), content=MINIATURE)
    for path in [*folder.rglob("framework/**/*.yml"), *folder.rglob("framework/**/*.txt")]:
        path.write_text(re.sub(r"(?<=\w )priorities\b", "headings", path.read_text("utf-8")), encoding="utf-8")
    with (folder / "framework" / "framework.yml").open("a", encoding="utf-8") as settings:
        settings.write(NONSENSE)
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def _of_page(path: Path) -> Iterator[str]:
    """What a page shows, reads out and says of itself; no code."""
    for element in html.parse(str(path)).getroot().iter():
        if isinstance(element.tag, str) and element.tag not in {"script", "style", "code", "pre"}:
            yield from (element.text or "", *(element.get(name, "") for name in ("aria-label", "title", "placeholder")))
            yield element.get("content", "") if element.get("http-equiv") is None else ""
        yield element.tail or ""


def _of_workbook(data: bytes) -> Iterator[str]:
    """The names of the sheets, and every text of their cells."""
    with ZipFile(io.BytesIO(data)) as book:
        yield from etree.fromstring(book.read("xl/workbook.xml")).xpath("//*[local-name()='sheet']/@name")
        yield from etree.fromstring(book.read("xl/sharedStrings.xml")).itertext()


def test_no_page_shows_a_usual_word(nonsense: Path) -> None:
    """On no page of a plan with words of its own stands one of the site’s for its parts; every one of its own does."""
    texts = {
        (text.strip(), path.relative_to(nonsense).as_posix())
        for path in nonsense.rglob("*.html")
        if not path.relative_to(nonsense).as_posix().startswith(_DATA)
        for text in _of_page(path)
    }
    assert [(text, page) for text, page in sorted(texts) if usual(text)] == []
    together = " ".join(text for text, _ in texts)
    for words in ("Zibble", "wugs", "Floob 1", "a ulp", "Ulps", "three floobs", "Find a floob"):
        assert words.casefold() in together.casefold(), words


def test_no_download_shows_a_usual_word(nonsense: Path) -> None:
    """Nor in the spreadsheet, feeds, the calendar, plans of StratML, search, scripts or the form’s sentences."""
    workbook = [*_of_workbook((nonsense / "data" / "framework.xlsx").read_bytes())]
    assert {"Floobs", "Ulps", "Wug"} <= {*workbook}
    assert [text for text in workbook if usual(text)] == []
    for pattern in ("**/*.xml", "data/*.ics", "search/records/*.json", "assets/s*.js", "suggest/*.json"):
        for path in nonsense.glob(pattern):
            spoken = [text for text in re.findall(r"[^\"<>\n]* [^\"<>\n]*", path.read_text("utf-8")) if usual(text)]
            assert [text for text in spoken if not _CODE.search(text)] == [], path


def test_names_of_files_and_keys_stay(nonsense: Path) -> None:
    """Addresses, names of files, keys and kinds are the same for every plan."""
    record = json.loads((nonsense / "data" / "2024-28" / "act-01.json").read_text("utf-8"))
    assert (record["kind"], record["priority"]) == ("action", "pri-1")
    assert (nonsense / "2024-28" / "actions" / "index.html").is_file()
    assert (nonsense / "data" / "actions.csv").is_file()


def test_every_sentence_has_places_for_the_parts_of_a_plan() -> None:
    """Where strings and pages of `docs/` speak of a part of the plan they do it in a place; every place is known."""
    set_words(Words(**{kind: Word(one="floob", other="floobs") for kind in PLACES}))
    read = strings.read(strings.FOLDER / "en.yml")
    texts = {key: re.sub(r"\{\w+\}", "", " ".join(read[key].values())) for key in read if not key.startswith("nouns.")}
    marks = re.compile(r"\{\{.*?\}\}|\{[#.].*?\}|^(?:needs|  of):.*$|\bactions: \d+|\]\(\S+\)", re.MULTILINE)
    pages = {str(path): marks.sub("", path.read_text("utf-8")) for path in (ROOT / "docs").rglob("*.md")}
    assert {name: bare for name, text in (texts | pages).items() if (bare := usual(with_words(text)))} == {}
    places = strings.current().places
    assert {key: unknown for key, text in texts.items() if (unknown := places.unknown(text))} == {}


def test_a_bare_word_would_be_seen() -> None:
    """A sentence without a place for its noun is reported; names of files and of an alliance’s priorities are not."""
    assert usual("Download the framework: framework/README.md") == ["framework"]
    assert usual("Proposed priority 1, `framework build`, actions.csv") == []
    assert strings.current().places.unknown("[an action] and [a deed]") == ["a deed"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (Word(one="commitment", other="commitments"), "Not named in a commitment."),
        (Word(one="undertaking", other="undertakings"), "Not named in an undertaking."),
        (Word(one="unit of work", other="units of work", an=False), "Not named in a unit of work."),
        (Word(one="honest try", other="honest tries", an=True), "Not named in an honest try."),
    ],
    ids=lambda case: case.one if isinstance(case, Word) else "",
)
def test_the_article_is_right(word: Word, said: str) -> None:
    """“a” or “an” by the first letter, and by what the plan says where that is wrong."""
    set_words(Words(action=word))
    assert translate_text("topics.no_actions") == said


def test_words_stand_in_both_forms_and_begin_sentences() -> None:
    """One and several, inside a sentence and at its beginning; what has no word of the plan’s keeps the usual one."""
    set_words(Words(action=Word(one="commitment", other="commitments")))
    assert (counted(1, "action"), counted(6, "action")) == ("1 commitment", "6 commitments")
    assert label("act-03") == "Commitment 3"
    assert (
        with_words("[Actions] of [a priority], [an action], [act]") == "Commitments of a priority, a commitment, [act]"
    )
    set_words(Words())
    assert with_words("[Actions] and [an action]") == "Actions and an action"
    assert label("act-03") == "Action 3"


def test_a_sheet_with_a_space_in_its_name_is_quoted() -> None:
    """The formula finds the sheet of actions, whatever that is called."""
    set_words(Words(action=Word(one="big move", other="big moves")))
    assert formula().startswith("=INDEX('Big moves'!")
