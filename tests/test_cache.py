"""What is kept between builds: it saves time, and changes nothing."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from strategic_framework.build import cache
from strategic_framework.build.cache import FOLDER, Cache
from strategic_framework.rendering import templates
from strategic_framework.site import macros, pages
from strategic_framework.views.base import Site, View
from tests.conftest import MINIATURE, ROOT, clone, run

BASE = b"base"


def kept(folder: Path, base: bytes = BASE) -> Cache:
    """The cache of a folder, as a new process finds it."""
    found = Cache()
    found.begin(folder, base)
    return found


def never() -> str:
    """Fails where a kept text was expected."""
    raise AssertionError("made again")


def filled(folder: Path, *texts: str) -> Cache:
    """A cache that keeps these texts, saved."""
    one = kept(folder)
    for text in texts:
        one.text(one.key("text", text), lambda text=text: text)
    one.save()
    return one


def test_a_text_is_made_once(tmp_path: Path) -> None:
    """Another process finds it again, an empty one too."""
    filled(tmp_path, "Glen", "Rowan – ‘quoted’", "")
    again = kept(tmp_path)
    assert again.text(again.key("text", "Rowan – ‘quoted’"), never) == "Rowan – ‘quoted’"
    assert again.text(again.key("text", ""), never) == ""
    assert again.made == 0


def test_a_text_that_was_put_takes_the_place_of_the_kept_one(tmp_path: Path) -> None:
    """And is found by the next build; only another one counts as made."""
    filled(tmp_path, "one", "two")
    again = kept(tmp_path)
    one, two, three = (again.key("text", name) for name in ("one", "two", "three"))
    assert [again.kept(key) for key in (one, two, three)] == ["one", "two", None]
    again.put(one, "ONE")
    again.put(two, "two")
    assert (again.get(one), again.made) == ("ONE", 1)
    again.save()
    assert [kept(tmp_path).kept(key) for key in (one, two)] == ["ONE", "two"]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_texts_of_shared_out_work_end_up_here(tmp_path: Path, workers: int) -> None:
    """Whichever process made them; only those that were not kept count as made."""
    filled(tmp_path, *map(str, range(0, 20, 2)))
    again = kept(tmp_path)

    def work(text: str) -> bytes:
        return again.ensure(again.key("text", text), lambda: text)

    texts = [*map(str, range(20)), ""]
    keys = again.each(work, texts, fork=True, workers=workers)
    assert [again.get(key) for key in keys] == texts
    assert again.made == 11


@pytest.mark.parametrize(
    ("kind", "parts"), [("text", ("a", "b")), ("text", ("ab", "")), ("body", ("a", "bc")), ("text", ("bc", "a"))]
)
def test_everything_a_text_is_made_from_is_in_its_key(kind: str, parts: tuple[str, ...]) -> None:
    """Kind, parts, their order and where one ends, and the base."""
    one, other = Cache(), Cache()
    other.begin(Path("nowhere"), BASE)
    assert one.key(kind, *parts) != one.key("text", "a", "bc")
    assert one.key(kind, *parts) != other.key(kind, *parts)


def test_it_holds_what_the_last_build_used_and_no_more(tmp_path: Path) -> None:
    """However many edits, it does not grow."""
    filled(tmp_path, "one", "two")
    size = (tmp_path / "made").stat().st_size
    for number in range(20):
        filled(tmp_path, "one", f"n{number:02d}")
    assert (tmp_path / "made").stat().st_size == size
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


@pytest.mark.parametrize("damage", [
    lambda data: data[:0], lambda data: data[:-1], lambda data: data[: len(data) // 2], lambda data: b"\n" + data,
    lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:], lambda data: data + b"x", lambda data: data[:64],
])  # fmt: skip
def test_a_damaged_cache_is_an_empty_one(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Cut short, or with one bit wrong: everything is made again."""
    filled(tmp_path, "one", "two")
    path = tmp_path / "made"
    path.write_bytes(damage(path.read_bytes()))
    again = kept(tmp_path)
    assert again.text(again.key("text", "one"), lambda: "made again") == "made again"


def test_a_cache_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    """The build goes on."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    filled(tmp_path / "file", "one")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_an_edited_component_is_another_base(tmp_path: Path) -> None:
    """And so is a component that was renamed, with the same words in it."""
    template = tmp_path / "row" / "template.html"
    template.parent.mkdir()
    template.write_text("{{ text }}", encoding="utf-8")
    first = cache.base(tmp_path)
    template.write_text("{{ text }}.", encoding="utf-8")
    second = cache.base(tmp_path)
    template.write_text("{{ text }}", encoding="utf-8")
    assert cache.base(tmp_path) == first != second
    template.parent.rename(tmp_path / "line")
    assert cache.base(tmp_path) != first
    assert len({cache.base(templates.COMPONENTS), first, second}) == 3


def plain(data: Any) -> bool:
    """Whether JSON tells all of it: texts, numbers, lists, mappings and views of them."""
    if type(data) in {str, Markup, int, float, bool, type(None)}:
        return True
    if type(data) is dict:
        return all(type(key) is str and plain(value) for key, value in data.items())
    if type(data) in {list, tuple}:
        return all(map(plain, data))
    return type(data) is View and plain(data.component) and plain(data.data)


def test_every_view_is_plain_data(site: Site) -> None:
    """A page is found again by what it shows, written as JSON, so that must leave nothing out."""
    shown = [macros.shown(page.here, call) for page in pages.plan(site, ROOT) for call in page.template.calls]
    assert len(shown) > 100
    assert [one for one in shown if not plain(one)] == []


# --- whole builds --------------------------------------------------------------------------------------------------

PLAN = "framework/editions/2024-28/1-rivers-and-paths.yml"
#: What an editor may change and change back: the file, what stands there, and what else may.
EDITS = {
    "wording": (PLAN, "    text: >-\n      Walk every", "    source: new\n    text: >-\n      Once more, walk every"),
    "a new action": (PLAN, "aspirations:\n", "  - source: new\n    text: Ask GRHA to lend a boat.\naspirations:\n"),
    "one less": (PLAN, "  - id: asp-02\n    text: >-\n      The rivers will be clean enough to swim in.\n", ""),
    "a label": (PLAN, "nav_label: Rivers and paths", "nav_label: Paths and rivers"),
    "a name": ("framework/bodies.yml", "aliases: [GRHA]", "aliases: [GRHA, Warm Glen]"),
    "the date": ("framework/framework.yml", "as_at: 2026-03-02", "as_at: 2028-04-02"),
    "the address": ("framework/framework.yml", "https://example.org/", "https://example.net/glen/"),
    "a page": ("docs/glossary.md", "{{ glossary() }}", "{{ glossary() }}\n\nThat is all."),
    "a template": ("docs/[edition]/[action].md", "{{ wording() }}", "{{ wording() }}\n\nIn the words of the plan."),
    "the settings": ("mkdocs.yml", "  - sane_lists", "  - sane_lists\n  - nl2br"),
}  # fmt: skip


def toggle(folder: Path, edits: set[str], name: str) -> None:
    """Make an edit, or take it back."""
    file, was, becomes = EDITS[name]
    path = folder / file
    text = path.read_text(encoding="utf-8")
    if not becomes:  # what was taken out goes back where it stood: at the end
        text = text.replace(was, "") if name not in edits else text + was
    else:
        was, becomes = (becomes, was) if name in edits else (was, becomes)
        assert text.count(was) == 1, name
        text = text.replace(was, becomes)
    path.write_text(text, encoding="utf-8")
    edits ^= {name}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(folder: Path) -> dict[str, bytes]:
    """The site that a build makes there."""
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(folder / "site")


def clean(edits: set[str]) -> dict[str, bytes]:
    """The site that these edits give where nothing was built before."""
    with tempfile.TemporaryDirectory() as place:
        folder = clone(Path(place), content=MINIATURE)
        for name in EDITS:
            if name in edits:
                toggle(folder, set(), name)
        return built(folder)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sets(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3), min_size=2, max_size=3))
def test_a_cached_build_equals_a_clean_one(steps: list[set[str]]) -> None:
    """After any sequence of edits, with a build after each step, the last site is what a first build would give."""
    with tempfile.TemporaryDirectory() as place:
        folder, edits = clone(Path(place), content=MINIATURE), set[str]()
        for step in steps:
            for name in sorted(step):
                toggle(folder, edits, name)
            last = built(folder)
        assert differing(last, clean(edits)) == []


COUNTED = (
    "from strategic_framework.commands.main import main; from strategic_framework.mkdocs_adapter import STATE; "
    "main(['build'], standalone_mode=False); print('MADE', STATE.cache.made)"
)


def made(folder: Path) -> int:
    """How many texts a build had to make."""
    done = run(folder, sys.executable, "-c", COUNTED)
    assert done.returncode == 0, done.stdout + done.stderr
    return int(done.stdout.partition("MADE ")[2])


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    """Everything at first, nothing without an edit, little after one, everything where the cache is damaged."""
    folder = clone(tmp_path, content=MINIATURE)
    everything = made(folder)
    assert everything > 60
    assert made(folder) == 0
    toggle(folder, set(), "a label")
    assert 0 < made(folder) < everything
    path = folder / FOLDER / "made"
    path.write_bytes(path.read_bytes()[:-1])
    assert made(folder) == everything


SERVED = """
import shutil, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
from strategic_framework.mkdocs_adapter import STATE

def serve():
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = "http://127.0.0.1:8000/"
    build(config, serve_url=config.site_url)
    return STATE.cache.made

first, path = serve(), Path(sys.argv[2])
shutil.rmtree(".cache")
path.write_text(path.read_text(encoding="utf-8").replace(sys.argv[3], sys.argv[4]), encoding="utf-8")
print(first, serve())
"""


def test_serving_makes_only_what_changed_again(tmp_path: Path) -> None:
    """What one process kept is enough, and the pages are those of a process that kept nothing."""
    first, again = tmp_path / "first", tmp_path / "again"
    for folder in (first, again):
        folder.mkdir()
    clone(first, content=MINIATURE)
    done = run(first, sys.executable, "-c", SERVED, "shown", *EDITS["a label"])
    assert done.returncode == 0, done.stdout + done.stderr
    everything, little = map(int, done.stdout.split()[-2:])
    assert 0 < little < everything / 2
    toggle(clone(again, content=MINIATURE), set(), "a label")
    assert run(again, sys.executable, "-c", SERVED, "shown", PLAN, "-", "-").returncode == 0
    assert differing(tree(first / "shown"), tree(again / "shown")) == []
