"""What must hold of this plan on any day: it is sound, what was published is unchanged, and its site is whole."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).parent / "framework"


def framework(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, run on this plan."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([PROGRAM, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


class Content(unittest.TestCase):
    """The checks of the content."""

    def assert_well(self, *arguments: str) -> None:
        done = framework(*arguments)
        assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"

    def test_nothing_is_wrong(self) -> None:
        """Every rule that the content is held to."""
        self.assert_well("check")

    def test_what_was_published_is_unchanged(self) -> None:
        """The chain of changes, the words of every version and every address."""
        if (ROOT / "framework" / "published.lock").exists():
            self.assert_well("verify")

    def test_the_site_is_whole(self) -> None:
        """It is built elsewhere; every link is followed."""
        with tempfile.TemporaryDirectory() as folder:
            self.assert_well("build", "--out", str(Path(folder) / "site"))


if __name__ == "__main__":
    unittest.main()
