"""While serving, what is asked for is made: it is what a server that begins would show, whatever was saved before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from strategic_framework.build.files import stamp
from strategic_framework.mkdocs_adapter.resident import Resident
from strategic_framework.mkdocs_adapter.run import Turns
from tests.wall.edits import Editor, Served

PLAN = "framework/editions/2024-28/1-rivers-and-paths.yml"
#: What an editor may change: the file, what stands there, and what else may.
EDITS = {
    "wording": (PLAN, "    text: >-\n      Walk every", "    source: new\n    text: >-\n      Once more, walk every"),
    "a new action": (PLAN, "aspirations:\n", "  - source: new\n    text: Ask GRHA to lend a boat.\naspirations:\n"),
    "one less": (PLAN, "      - id: prin-2\n        text: ask the farmer before the digger comes.\n", ""),
    "a label": (PLAN, "nav_label: Rivers and paths", "nav_label: Paths and rivers"),
    "a name": ("framework/bodies.yml", "aliases: [GRHA]", "aliases: [GRHA, Warm Glen]"),
    "the date": ("framework/framework.yml", "as_at: 2026-03-02", "as_at: 2028-04-02"),
    "a page": ("docs/glossary.md", "{{ glossary() }}", "{{ glossary() }}\n\nThat is all."),
    "a template": ("docs/[edition]/[action].md", "{{ wording() }}", "{{ wording() }}\n\nIn the words of the plan."),
    "the settings": ("mkdocs.yml", "  - sane_lists", "  - sane_lists\n  - nl2br"),
    "a hook": ("macros.py", "# noqa: F403\n", "# noqa: F403\nfrom strategic_framework.rendering import templates\n"
               "_plain = templates.render_all\ntemplates.new_forms()  # a hook of somebody's\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The miniature, served by one process for all tests of this file."""
    serving = Served(tmp_path_factory.mktemp("served"))
    yield serving
    serving.end()


@pytest.mark.parametrize("name", EDITS)
def test_a_round_shows_what_a_first_one_would(served: Served, name: str) -> None:
    """After every edit that an editor may make, one upon the other, every file is that of a server that begins."""
    file, was, becomes = EDITS[name]
    path = served.copy / file
    text = path.read_text(encoding="utf-8")
    assert text.count(was) == 1
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    assert served.compare()


def test_after_random_edits_too(served: Served) -> None:
    """Words, lines and files that come, go, are renamed or replaced; what is refused leaves the last good pages."""
    editor, shown = Editor(served.copy, 18), 0
    while shown < 20:
        done = editor.edit()
        if served.compare():
            shown += 1
        else:
            editor.undo()
        assert done


class Works:
    """A build whose files of data two kinds of work make: `a` and `b`, then `c` and `d`."""

    def __init__(self) -> None:
        self.family_of: dict[str, int] = {}

    def data_families(self) -> list[Iterator[str]]:
        """Each file is noted when it is written."""
        return [self._written(place, names) for place, names in enumerate(("ab", "cd"))]

    def _written(self, place: int, names: str) -> Iterator[str]:
        for name in names:
            self.family_of[name] = place
            yield name


def test_of_the_data_no_more_is_made_than_is_wanted() -> None:
    """First by the work that made a file last time; where it has moved, or is new, all work is looked through."""
    for known, wanted, made in (
        ({"c": 1}, {"c"}, "c"), ({"b": 0, "c": 1}, {"b", "c"}, "abc"), ({"c": 0}, {"c"}, "abc"), ({}, {"x"}, "abcd"),
    ):  # fmt: skip
        resident, works = Resident(threading.Lock()), cast("Any", Works())
        resident.data, resident._data_known = works.data_families(), known
        resident._make_data(works, wanted)
        assert resident.made == {*made}
        assert resident._data_known.items() >= works.family_of.items()


class Nothing:
    """What MkDocs knows where it knows of no file."""

    def get_file_from_path(self, _: str) -> None:
        """None of that name."""


@pytest.mark.parametrize(("follows", "made"), [("the same", {"x"}), ("something else", {"x", *"abcd"})])
def test_what_is_not_there_is_known_without_making_anything(
    monkeypatch: pytest.MonkeyPatch, follows: str, made: set[str]
) -> None:
    """Unless what decides which files of data there are has changed since all of them stood."""
    monkeypatch.setattr("strategic_framework.mkdocs_adapter.resident.speak_of", lambda _: None)
    resident, works = Resident(threading.Lock()), cast("Any", Works())
    works.site, works.data_follows_from = SimpleNamespace(framework=None), follows
    resident.data, resident._data_known, resident._known_by = works.data_families(), {"a": 0}, "the same"
    resident.config, resident.build, resident._static = cast("Any", object()), works, []
    resident._files = cast("Any", Nothing())
    resident.make("x")
    assert resident.made == made


# --- answering -----------------------------------------------------------------------------------------------------


class Server:
    """What is asked of MkDocs' server: so many rounds begin while it answers."""

    mount_path = "/"

    def __init__(self, rounds: int) -> None:
        self._wanted_epoch, self._rounds = 1, rounds

    def serve_request(self, _: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """An answer that says of which round it is."""
        answer = [str(self._wanted_epoch).encode()]
        if self._wanted_epoch <= self._rounds:
            self._wanted_epoch += 1
        start("200 OK", [])
        return answer


class Making(Resident):
    """One that makes nothing, or fails to."""

    def __init__(self, fault: Exception | None = None) -> None:
        super().__init__(threading.Lock())
        self.asked: list[str] = []
        self._fault = fault

    def make(self, name: str) -> None:
        """Remember what was asked for."""
        self.asked.append(name)
        if self._fault:
            raise self._fault


def answered(resident: Resident, server: Server, path: str) -> tuple[str, list[bytes]]:
    """The status and the body of one answer."""
    begun: list[str] = []
    body = list(resident.answering(server)({"PATH_INFO": path}, lambda *said: begun.append(said[0])))
    assert len(begun) == 1
    return begun[0], body


@pytest.mark.parametrize(("path", "name"), [
    ("/", "index.html"), ("/a/b/", "a/b/index.html"), ("/assets/x.css", "assets/x.css"), ("/../b/", "b/index.html"),
])  # fmt: skip
def test_what_is_asked_for_is_made_first(path: str, name: str) -> None:
    """Under the name of its file, which never lies outside the site."""
    resident = Making()
    assert answered(resident, Server(0), path) == ("200 OK", [b"1"])
    assert resident.asked == [name]


def test_whoever_waits_is_next() -> None:
    """Pages are made behind one after the other, and between two of them whoever saves gets the turn."""
    turns, done = Turns(), list[str]()

    def saves() -> None:
        with turns:
            done.append("saved")

    with turns:
        saver = threading.Thread(target=saves)
        saver.start()
        while not turns._next.locked():
            """It is about to wait."""
    with turns:
        done.append("made")
    saver.join()
    assert done == ["saved", "made"]


def test_what_a_round_has_overtaken_is_made_again() -> None:
    """Whoever asks while something is saved gets what was saved, not what stood there."""
    resident = Making()
    assert answered(resident, Server(2), "/a/") == ("200 OK", [b"3"])
    assert resident.asked == ["a/index.html"] * 3


def test_a_page_that_cannot_be_made_is_said_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    """The server goes on, and shows nothing older in its place."""
    resident = Making(LookupError("there is no such body"))
    assert answered(resident, Server(0), "/a/")[0] == "500 Internal Server Error"
    assert "/a/index.html cannot be shown: LookupError: there is no such body." in caplog.text


def test_whatever_is_saved_is_another_stamp(tmp_path: Path) -> None:
    """Edited, replaced, renamed or new; what an editor keeps beside a file, hidden, is none of it."""
    page = tmp_path / "docs" / "a.md"
    page.parent.mkdir()
    page.write_text("one", encoding="utf-8")
    stamps = [stamp([tmp_path])]
    (page.parent / ".a.md.swp").write_text("two", encoding="utf-8")
    assert stamp([tmp_path]) == stamps[0]
    page.write_text("longer", encoding="utf-8")
    stamps.append(stamp([tmp_path]))
    page.rename(page.with_name("b.md"))
    stamps.append(stamp([tmp_path]))
    (page.parent / ".a.md.swp").replace(page)
    stamps.append(stamp([tmp_path]))
    assert len({*stamps}) == 4
