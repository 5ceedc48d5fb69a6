"""While serving, what is asked for is made: it is what a server that begins would show, whatever was saved before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
               "_plain = templates.render_all\ntemplates.words()  # a hook of somebody's\n"),
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
