"""The wall, quickly: a night runs all of it (`make wall`)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import Field

from strategic_framework.model import Name, Noun, Wording
from tests.test_citations import in_bibtex, in_ris
from tests.test_receipt import is_text
from tests.wall import corpus, formats, run, slots


def test_the_corpus_is_of_every_family() -> None:
    """What cannot be seen is refused at the door, all of it; every other family comes in whole."""
    came = {payload.family for payload in corpus.admitted()}
    assert came >= {"script", "template", "formula", "yaml", "citation"}
    assert "bidirectional" not in came
    assert {payload.text for payload in corpus.admitted() if payload.family == "control"} <= {"a\nb"}
    assert len(corpus.every()) > 300


def test_a_new_field_is_a_slot_by_itself() -> None:
    """Whoever adds a text to the model adds it to the table."""

    class Grown(Noun):
        id: str = Field(description="A name.")
        day: bool = Field(description="No text.")
        title: Name = Field(description="A text.")
        note: Wording | None = Field(None, description="Another.")
        lines: tuple[Name, ...] = Field((), description="Several.")

    assert slots.texts(Grown) == {"title": False, "note": False, "lines": True}
    assert len(slots.every()) > 70


@pytest.mark.parametrize("family", sorted({payload.family for payload in corpus.admitted()}))
def test_citations_and_receipts_hold_every_text(family: str) -> None:
    """Each text is only a title to BibTeX and to RIS, and only a reason to GitHub."""
    for payload in corpus.admitted():
        if payload.family == family:
            in_bibtex(f"A {payload.text} b")
            in_ris(f"A {payload.text} b")
            is_text(payload.text)


def test_the_reader_finds_what_is_foreign(tmp_path: Path) -> None:
    """A handler, a script, a formula, a lost text and an address that runs are each found: the wall can fail."""
    (tmp_path / "a.html").write_text('<p>Plain w00000w<a href="javascript:x">b</a><i onclick=x>c</i><script>x</script>')
    (tmp_path / "a.csv").write_text("name\n=1+1\n")
    outcome = formats.Reader(["Other"]).read(tmp_path)
    assert len(outcome.faults) == 3
    foreign = list(formats.foreign(formats.Shape(set(), set(), set()), outcome.shape))
    assert "markup: ('i', 'onclick')" in foreign
    assert "scripts: 'x'" in foreign


def test_the_wall_stands(tmp_path: Path) -> None:
    """One round of texts, a few kills and a few edits, as a night runs them by the hundred."""
    figures = tmp_path / "wall.json"
    assert (
        run.main(["--kills", "6", "--edits", "2", "--sequences", "3", "--rounds", "1", "--figures", str(figures)]) == 0
    )
    told = json.loads(figures.read_text(encoding="utf-8"))
    assert {name.partition(" ")[0] for name in told["kills"]} >= {"build", "publish", "serve"}
    assert told["edits"]["shown"] == 2
    assert told["sequences"]["sequences"] == 3
    assert told["sequences"]["kills"] > 20
    assert min(told["texts"]["texts read back"].values()) > 50
    for line in [f"{name}: {said}" for name, said in told["circumstances"].items() if "NOT RUN" in str(said)]:
        print(line)
