"""Valid HTML on every page of every site, by two checkers that are each started once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import validators
from tests.conftest import ROOT
from tests.validators import Finding

#: A page that no checker may pass: it proves in every run that the checkers have read what they were given.
_PLANTED = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Planted</title></head>\n'
    '<body><h1>Planted</h1><p id="a"></p><p id="a">Twice</p><blink>No</blink></body>\n</html>\n'
)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page that is not valid."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "planted.html").write_text(_PLANTED, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folders(built: Path, built_example: Path, built_miniature: Path, planted: Path) -> list[Path]:
    """Every site, and the planted page."""
    return [built, built_example, built_miniature, planted]


@pytest.fixture(scope="module")
def found(
    request: pytest.FixtureRequest, folders: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> list[Finding]:
    """What one checker says of all pages."""
    if request.param == "vnu":
        return validators.vnu(folders)
    return validators.html_validate(folders, tmp_path_factory.mktemp("settings"))


@pytest.mark.parametrize(("found", "name"), [("vnu", "vnu"), ("html-validate", "html-validate")], indirect=["found"])
def test_every_page_is_valid(found: list[Finding], name: str) -> None:
    """A checker finds nothing but what is allowed; every allowance is needed; a planted fault is found."""
    allowed = validators.allowances(name)
    planted = [one for one in found if one.page.endswith("/planted.html")]
    pages = [one for one in found if one not in planted]
    assert len(planted) >= 2
    assert [one for one in pages if not any(way.covers(one) for way in allowed)] == []
    assert [way for way in allowed if not any(way.covers(one) for one in pages)] == []


def test_what_is_allowed_has_a_reason() -> None:
    """Every allowance, and every rule that is set otherwise, says why."""
    rows = [row for table in validators.written().values() for row in table]
    assert rows
    assert [row for row in rows if len(str(row.get("because", "")).split()) < 5] == []


def test_what_is_installed_for_node_is_pinned_by_hash() -> None:
    """Each package for node has a hash, and no file says where packages are fetched from."""
    lock = json.loads((ROOT / "tests" / "node" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if "integrity" not in one or "resolved" in one] == []
    wanted = json.loads((ROOT / "tests" / "node" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert wanted == {name: packages[f"node_modules/{name}"]["version"] for name in wanted}
