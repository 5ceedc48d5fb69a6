"""The index of the search: words as the browser has them, and what stands in its files."""

from __future__ import annotations

import json
import subprocess

import pytest

from strategic_framework.rendering import templates
from strategic_framework.site import search_index
from strategic_framework.site.search_index import Record, Typed
from tests.tools import needed

RECORDS = [
    Record("Actions", "Action 1", "Mend the paths, and the paths again.", ("act-01",), "act-01/", said=True),
    Record("Bodies", "Paths Trust", "", ("The Trust",), "bodies/paths-trust/", 1.5),
    Record("Pages", "About", "What this is.", (), "about/", 0.8, page=True),
]
#: Texts whose words are easily folded in two ways: cases, accents, marks, possessives, digits, other scripts and signs.
TEXTS = [
    "The Council’s ‘paths’ and Councils' bodies", "Dùn Èideann, ŒUVRE, straße, İstanbul, ΣΊΣΥΦΟΣ", "1990s 3s ½ Ⅻ ² x_y",
    "studies ties series classes gas bus this buses", "covid–19 re‑build e-mail", "한국어 中文 हिन्दी العربية עברית",
    "𐐀𐐁 𝔄𝔅 🏴 ﬁne ﬂow", "don't it's O'Neil's  s's", "", "…!?",
]  # fmt: skip
_ANSWER = "given => console.log(JSON.stringify(JSON.parse(given).map(text => words(text).map(stem))))"


def files(synonyms: tuple[Typed, ...] = ()) -> dict[str, object]:
    """The files of the index of these records, read."""
    return {name: json.loads(data) for name, data in search_index.files(RECORDS, synonyms)}


def test_the_build_and_the_browser_have_the_same_words() -> None:
    """Every text falls into the same words, each in the same form."""
    program = needed("node", get="Node 18.19 or later; on Debian: apt-get install nodejs")
    parts = [(templates.THEME / "search" / f"{name}.js").read_text("utf-8") for name in ("folded", "words")]
    script = "\n".join([*parts, f"process.stdin.on('data', {_ANSWER})"])
    done = subprocess.run([program, "-e", script], input=json.dumps(TEXTS), capture_output=True, text=True, check=True)
    ours = [[search_index.stem(word) for word in search_index.words(text)] for text in TEXTS]
    assert json.loads(done.stdout) == ours


def test_a_word_leads_to_its_records() -> None:
    """In the field where it stands, by steps, and with how often."""
    index = files()[search_index.INDEX]
    assert isinstance(index, dict)
    postings = dict(zip(index["terms"].split("\n"), index["postings"].split("\n"), strict=True))
    assert postings["path"] == "1||0*2"
    assert postings["trust"] == "1|1|"
    assert index["lengths"][0] == "7 2 1"  # the words of an action count as its title
    assert dict(zip(index["names"].split("\n"), index["named"].split("\n"), strict=True))["the trust"] == "1"


def test_terms_stand_in_the_order_of_scripts() -> None:
    """A browser looks for a word by halves: letters beyond the first plane come before the last of that plane."""
    records = [Record("Pages", text, "", (), text) for text in ("ﬁ", "𐐨", "a")]
    [(_, index), *_] = search_index.files(records, ())
    assert json.loads(index)["terms"].split("\n") == ["a", "𐐨", "ﬁ"]


@pytest.mark.parametrize(("synonym", "at", "query"), [
    (Typed(("walks",), "bodies/paths-trust/", "paths-trust", named=True), 1, "Paths Trust"),
    (Typed(("lanes",), None, "paths", named=True), None, "paths"),
    (Typed(("who",), "about/", "page:about", named=True), 2, ""),
    (Typed(("trains",), "bodies/paths-trust/", "paths-trust", named=False), 1, ""),
])  # fmt: skip
def test_what_people_type(synonym: Typed, at: int | None, query: str) -> None:
    """A thing and all that has its words; words of the wording; a page alone; what is not named, with what is near."""
    index = files((synonym,))[search_index.INDEX]
    assert isinstance(index, dict)
    [entry] = index["synonyms"]
    assert (entry["at"], entry["query"], entry["named"]) == (at, query, synonym.named)


def test_records_come_in_files_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many in each; the index says how many."""
    monkeypatch.setattr(search_index, "CHUNK", 2)
    found = files()
    assert list(found) == ["search/index.json", "search/records/0.json", "search/records/1.json"]
    assert found["search/records/1.json"] == [{"title": "About", "text": "What this is.", "address": "about/"}]
