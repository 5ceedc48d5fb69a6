"""The miniature as it was first published, for tests that go on from there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ledger import bench


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bench.published(tmp_path_factory.mktemp("published"))


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    """A copy of the miniature, published once on 2 March 2026."""
    shutil.copytree(base / "framework", tmp_path / "framework")
    return tmp_path
