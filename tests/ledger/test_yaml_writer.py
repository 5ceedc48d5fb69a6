"""What the tool writes is read back as it was meant, whatever a text holds, and stands in house style."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from strategic_framework.content import source
from strategic_framework.content.source.characters import hidden_in
from strategic_framework.ledger import yaml_edits
from strategic_framework.ledger.records import digest
from strategic_framework.ledger.yaml_writer import as_texts, dump
from strategic_framework.model import Place
from tests.conftest import EXAMPLE, FROZEN, MINIATURE
from tests.ledger.bench import RIVERS

#: Characters that mean something to YAML, among some that do not.
MARKS = "#:-'\"[]{},&*!|>%@`?\\/~=<.…“”£é0159abNY \n"
PIECES = [
    "- ",
    ": ",
    " #",
    "---",
    "...",
    "null",
    "yes",
    "~",
    "true",
    "id: act-01",
    ">-",
    "|",
    "word ",
    "%20",
    "\\u00e9",
]
TEXTS = st.one_of(
    st.text(MARKS, max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.text("abc#:-'\"é", min_size=1, max_size=9), min_size=8, max_size=40).map(" ".join),
)
KEYS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True)
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        st.one_of(TEXTS, st.none(), st.booleans(), st.integers(0, 99_999)),
        lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(KEYS, inner, max_size=4)),
        max_leaves=12,
    ),
    min_size=1, max_size=5,
)  # fmt: skip


def read_back(text: str) -> Any:
    """What our own reader finds in a text; nothing is wrong in it."""
    file = source.parse(text.encode(), "written")
    assert file.problems == ()
    assert file.root is not None
    return source.plain(file.root)


@settings(deadline=None)
@given(DATA)
def test_whatever_is_written_is_read_back(data: dict[str, Any]) -> None:
    """Our own reader gives back every text, and so does any other reader of YAML that leaves texts alone."""
    text = dump(data)
    assert read_back(text) == as_texts(data)
    assert list(read_back(text)) == list(data)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_text_is_written_or_refused(text: str) -> None:
    """What cannot be seen is refused in plain words, and everything else can be written."""
    try:
        written = dump({"text": text})
    except ValueError as refused:
        assert hidden_in(text)[0] is not None, text
        assert str(refused).startswith("A text cannot be written down: ")  # noqa: PT017
    else:
        assert read_back(written) == {"text": text}


STYLE = [
    ({"items": ["act-01", "asp-02"]}, "items: [act-01, asp-02]\n"),
    ({"decided": "2026-03-01", "by": "The council"}, "decided: 2026-03-01\nby: The council\n"),
    ({"reason": "It was decided."}, "reason: It was decided.\n"),
    ({"a": "Lend: 'every' # lamp"}, "a: \"Lend: 'every' # lamp\"\n"),
    ({"a": "yes", "b": "", "c": "~", "d": None, "e": True}, 'a: "yes"\nb: ""\nc: "~"\nd: null\ne: true\n'),
    ({"versions": {"2023-27": 2}, "records": {}}, "versions:\n  2023-27: 2\nrecords: {}\n"),
    ({"actions": [{"id": "act-01", "text": "Walk."}]}, "actions:\n  - id: act-01\n    text: Walk.\n"),
    ({"text": "word " * 30 + "end."}, f"text: >-\n  {'word ' * 17}word\n  {'word ' * 12}end.\n"),
    ({"text": "two  spaces " * 8}, f'text: "{"two  spaces " * 8}"\n'),
    ({"previous": "6d64" * 16}, f"previous: {'6d64' * 16}\n"),
]


@pytest.mark.parametrize(("data", "text"), STYLE, ids=[text.split("\n")[0][:30] for _, text in STYLE])
def test_house_style(data: dict[str, Any], text: str) -> None:
    """List items two spaces in, long texts folded, quotation marks only where they are needed, no line end lost."""
    assert dump(data) == text


SEALED = sorted(path for folder in (FROZEN, EXAMPLE) for path in (folder / "framework" / "changes").glob("0*.yml"))


@pytest.mark.parametrize("path", SEALED, ids=lambda path: f"{path.parents[2].name}-{path.stem[:4]}")
def test_what_was_sealed_is_the_same_data_when_it_is_written_again(path: Path) -> None:
    """A change that was sealed in an older layout keeps its hash: only parsed data is hashed."""
    data = read_back(path.read_text(encoding="utf-8"))
    assert digest(read_back(dump(data))) == digest(data)


@settings(deadline=None)
@given(TEXTS.filter(lambda text: bool(text.strip())))
def test_an_entry_put_into_an_editors_file_changes_nothing_else(text: str) -> None:
    """Comments, layout and every other line stay; the new entry is read back with its words."""
    original = (MINIATURE / RIVERS).read_text(encoding="utf-8").replace("actions:\n", "actions:\n  # The first.\n")
    text_of_file = yaml_edits.Text.of(original)
    line = next(number for number, line in enumerate(text_of_file.lines, 1) if line.startswith("  - id: act-02"))
    entry = dump({"actions": [{"text": text, "source": "new"}]}).splitlines()[1:]
    yaml_edits.append(text_of_file, Place(RIVERS, line, 5), entry)
    edited = str(text_of_file)
    assert edited.replace("".join(f"{line}\n" for line in entry), "", 1) == original
    assert {"text": text, "source": "new"} in read_back(edited)["actions"]
    assert len(read_back(edited)["actions"]) == len(read_back(original)["actions"]) + 1


def test_any_reader_of_yaml_gives_back_the_same_words() -> None:
    """Words such as yes and ~ are quoted, so that no reader of YAML takes them for something else."""
    words = {name: name for name in ("yes", "No", "on", "OFF", "null", "TRUE", "n", "plain")}
    assert yaml.safe_load(dump(words)) == words
    assert json.loads(json.dumps(yaml.safe_load(dump({"a": None, "b": False})))) == {"a": None, "b": False}
