"""The address of the site may come from the environment; the bytes are those of the same address in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategic_framework.build.staging import fingerprint
from strategic_framework.content.loader import Loaded
from strategic_framework.content.site_address import AddressError, placed
from tests.conftest import MINIATURE, clone, run

ELSEWHERE = "https://plans.example/glen-rowan/"


def _file_says(folder: Path, address: str) -> Path:
    """A copy of the miniature whose own file gives that address."""
    clone(folder, content=MINIATURE)
    path = folder / "framework" / "framework.yml"
    text = path.read_text(encoding="utf-8")
    assert "address: https://example.org/\n" in text
    path.write_text(text.replace("address: https://example.org/\n", f"address: {address}\n"), encoding="utf-8")
    return folder


def _site(folder: Path, **environment: str) -> Path:
    done = run(folder, "framework", "build", **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def test_the_bytes_are_those_of_the_same_address_in_the_file(tmp_path: Path, built_miniature: Path) -> None:
    """A site built for an address given by the environment equals one whose file gives it, and no other."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    from_file = _site(_file_says(tmp_path / "one", ELSEWHERE))
    given = _site(clone(tmp_path / "two", content=MINIATURE), FRAMEWORK_ADDRESS=ELSEWHERE)
    assert fingerprint(given) == fingerprint(from_file) != fingerprint(built_miniature)
    assert ELSEWHERE in (given / "sitemap.xml").read_text(encoding="utf-8")
    left = [path for path in given.rglob("*") if path.is_file() and b"https://example.org/" in path.read_bytes()]
    assert left == []


def test_the_same_address_changes_nothing(tmp_path: Path, built_miniature: Path) -> None:
    """Where both give one address, the environment makes no difference."""
    given = _site(clone(tmp_path, content=MINIATURE), FRAMEWORK_ADDRESS="https://example.org/")
    assert fingerprint(given) == fingerprint(built_miniature)


def test_what_was_read_is_left_as_it_is(frozen: Loaded) -> None:
    """The framework that was read keeps its own address, and loses nothing at the other."""
    moved = placed(frozen, {"FRAMEWORK_ADDRESS": ELSEWHERE}).framework
    assert moved
    assert frozen.framework
    assert (frozen.framework.settings.address, moved.settings.address) == ("https://example.org/", ELSEWHERE)
    assert moved.items == frozen.framework.items
    assert moved.settings.place("as_at") == frozen.framework.settings.place("as_at")
    assert placed(frozen, {}) is frozen


BAD = [
    "", "/", "https://plans.example", "http://plans.example/", "plans.example/", "https:///",
    "https://plans.example/a b/", "https://plans.example/\n::error::/",
]  # fmt: skip


@pytest.mark.parametrize("address", BAD)
def test_a_bad_address_is_refused_in_one_line(frozen: Loaded, address: str) -> None:
    """It begins with https:// and ends with /; one line says so, with what was given."""
    with pytest.raises(AddressError) as refused:
        placed(frozen, {"FRAMEWORK_ADDRESS": address})
    told = f"FRAMEWORK_ADDRESS is {address!r}, but the address of the site begins with https:// and ends with /."
    assert str(refused.value) == told
    assert "\n" not in told


@pytest.mark.parametrize("command", [("framework", "build"), ("framework", "pages", "--out", "out")])
def test_nothing_is_written_for_a_bad_address(tmp_path: Path, command: tuple[str, ...]) -> None:
    """The command ends with one line and status 1, and writes nothing."""
    clone(tmp_path, content=MINIATURE)
    done = run(tmp_path, *command, FRAMEWORK_ADDRESS="http://plans.example/")
    said = [line for line in (done.stdout + done.stderr).splitlines() if "FRAMEWORK_ADDRESS is" in line]
    assert done.returncode == 1
    assert len(said) == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / "out").exists()
