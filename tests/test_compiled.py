"""Templates are compiled once, and again where anything that decides about their code is another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from jinja2 import DictLoader, Environment

from strategic_framework.rendering import environment
from strategic_framework.startup import beside_code, compiled
from strategic_framework.startup.compiled import Compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps code, for this test alone."""
    monkeypatch.setattr(beside_code, "cache_from_source", lambda _: str(tmp_path / "compiled.python.pyc"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often something was compiled."""
    names: list[str | None] = []
    compile_it = Environment._generate

    def generate(self: Environment, source: object, name: str | None, *more: object, **named: object) -> str:
        names.append(name)
        return compile_it(self, source, name, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Environment, "_generate", generate)
    return lambda: len(names)


def shown(source: str = "<p>{{ name }}</p>", options: str = "", *, kept: Compiled | None = None) -> str:
    """What a fresh process shows of a template, with what earlier ones left."""
    loader = DictLoader({"part.html": source})
    env = Environment(loader=loader, autoescape=True, bytecode_cache=kept or Compiled(options))
    return env.get_template("part.html").render(name="Ann & Bob")


def test_a_later_command_compiles_nothing(folder: Path, times: Callable[[], int]) -> None:
    """And shows the same."""
    assert shown() == shown() == "<p>Ann &amp; Bob</p>"
    assert times() == 1
    assert [path.name.startswith("compiled.python.") for path in folder.iterdir()] == [True]


def test_a_template_that_was_edited_is_compiled_anew(folder: Path, times: Callable[[], int]) -> None:
    """Whatever the time that the file bears, and its code takes the place of the earlier."""
    shown()
    assert shown("<b>{{ name }}</b>") == "<b>Ann &amp; Bob</b>"
    assert times() == 2
    assert len([*folder.iterdir()]) == 1


@pytest.mark.parametrize("other", ["options", "Jinja"])
def test_so_is_every_template_where_its_code_would_be_another(
    folder: Path, times: Callable[[], int], monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """With other options of the environment, and by another Jinja."""
    shown()
    if other == "Jinja":
        monkeypatch.setattr(jinja2, "__version__", "99")
    for _ in range(2):
        shown(options="trim" if other == "options" else "")
    assert times() == 2


def test_two_environments_do_not_take_each_other_s_place(folder: Path, times: Callable[[], int]) -> None:
    """The shell is laid out in pages and in the file to carry, each by options of its own."""
    for _ in range(2):
        shown(options="pages")
        shown(options="file")
    assert times() == 2


@pytest.mark.parametrize("damage", [b"", b"nothing", None])
def test_what_is_damaged_is_compiled_anew(folder: Path, times: Callable[[], int], damage: bytes | None) -> None:
    """Empty, something else, or cut short; it is whole afterwards."""
    shown()
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-20] if damage is None else damage)
    assert shown() == shown() == "<p>Ann &amp; Bob</p>"
    assert times() == 2


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `python -B`, or where the folder is not there; the template is shown all the same."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown() == "<p>Ann &amp; Bob</p>"
    assert [*folder.iterdir()] == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(beside_code, "cache_from_source", lambda _: str(folder / "missing" / "compiled.pyc"))
    assert shown() == "<p>Ann &amp; Bob</p>"
    assert [*folder.iterdir()] == []


def test_a_server_compiles_once_even_then(
    folder: Path, times: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever made the template ready knows its code as long as the process lasts."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept = Compiled()
    assert shown(kept=kept) == shown(kept=kept)
    assert times() == 1


def test_our_own_environment_keeps_its_code() -> None:
    """By the options that it was made with."""
    kept = environment.environment().bytecode_cache
    assert isinstance(kept, Compiled)
    assert "trim_blocks" in kept._options
    bucket = kept.get_bucket(environment.environment(), "part.html", None, "")
    assert compiled._place(bucket).parent == Path(compiled.__cached__).parent
