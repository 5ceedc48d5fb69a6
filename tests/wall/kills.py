"""Kills (SIGKILL, and SIGINT) at any moment of a build, a publication and a server, and what they leave."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from strategic_framework.build.staging import fingerprint
from strategic_framework.ledger import journal
from tests.conftest import MINIATURE, explain, run
from tests.test_safe import Killer, word

RIVERS = Path("framework/editions/2024-28/1-rivers-and-paths.yml")


class Bench:
    """A copy of the miniature in which commands are killed. Figures count the kills that hit; a fault is raised."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        before, tempfile.tempdir = os.environ.get("TMPDIR"), None
        os.environ["TMPDIR"] = str(self.temporary)  # so that what a server leaves is seen
        (folder / "copy").mkdir()
        self.killer = Killer("framework", folder / "copy")
        os.environ.pop("TMPDIR") if before is None else os.environ.update(TMPDIR=before)
        self.folder = self.killer.folder
        self.chance = random.Random(seed)  # noqa: S311 (the same moments each time)
        self.hits: Counter[str] = Counter()

    def run(self, kills: int) -> Counter[str]:
        """So many kills that hit, in turn of a build, a publication and a server."""
        self.took, _ = self.killer.learn()
        word(self.folder, "one")
        self.begin_publishing()
        turns: list[tuple[str, Callable[[int], None]]] = [
            ("build", self.build), ("publish", self.publish), ("serve", self.serve),
        ]  # fmt: skip
        for turn in range(kills * 4):
            if self.hits.total() >= kills:
                break
            name, act = turns[turn % len(turns)]
            by = signal.SIGINT if turn % 10 == 9 else signal.SIGKILL
            act(by)
            status = self.killer.ended[-1]
            assert status in {0, -by, *((1, 130) if by == signal.SIGINT else ())}, f"{name} ended with {status}"
            if status or name == "serve":
                self.hits[f"{name} by {signal.Signals(by).name}"] += 1
        assert self.hits.total() >= kills, f"commands end before they can be killed: {self.hits}"
        return self.hits

    def _struck(self, command: str, by: int, within: float) -> None:
        self.killer.command = command
        process = self.killer.start("0")
        time.sleep(self.chance.uniform(0, within))
        os.kill(process, by)
        self.killer.end()

    def build(self, by: int) -> None:
        """A build of the wording that is not public: what is public is one of the two, whole."""
        now = self.killer.whole[fingerprint(self.folder / "site")]
        word(self.folder, "one" if now == "two" else "two")
        self._struck("framework", by, self.took)
        assert fingerprint(self.folder / "site") in self.killer.whole, "a mixed site"

    def begin_publishing(self) -> None:
        """A folder in which an edit waits, and what publishing makes of it."""
        self.start = self.folder.parent / "start"
        shutil.copytree(self.folder, self.start)
        assert run(self.start, "framework", "publish", "--yes").returncode == 0
        path = self.start / RIVERS
        path.write_text(path.read_text(encoding="utf-8").replace("plant willow", "plant much willow"), encoding="utf-8")
        explain(self.start)
        self.before = _tree(self.start)
        after = self.folder.parent / "after"
        shutil.copytree(self.start, after)
        began = time.monotonic()
        done = run(after, "framework", "publish", "--yes")
        assert done.returncode == 0, done.stdout + done.stderr
        self.publishing = time.monotonic() - began
        self.after = _tree(after)
        assert self.before != self.after

    def publish(self, by: int) -> None:
        """The next command finds the record as before or as after."""
        folder, self.killer.folder = self.killer.folder, self.folder.parent / "publishing"
        shutil.rmtree(self.killer.folder, ignore_errors=True)
        shutil.copytree(self.start, self.killer.folder)
        self._struck("publish", by, self.publishing)
        journal.recover(self.killer.folder)
        assert _tree(self.killer.folder) in (self.before, self.after), "a record that is neither"
        self.killer.folder = folder

    def serve(self, by: int) -> None:
        """A server writes into its own folder: content and site are as they were, and one folder at most is left."""
        content, public = _tree(self.folder), fingerprint(self.folder / "site")
        self._struck("serve", by, self.took * 2)
        assert _tree(self.folder) == content, "a server wrote into the content"
        assert fingerprint(self.folder / "site") == public, "a server wrote into the public site"
        assert len([*self.temporary.glob("framework-serve-*")]) <= 1, "what a killed server left stays for ever"


def _tree(folder: Path) -> dict[str, bytes]:
    """Every file of the content."""
    paths = sorted(path for path in (folder / "framework").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def many(kills: int, folder: Path, seed: int = 14) -> dict[str, int]:
    """So many kills in that empty folder; gives how many hit what. Raises AssertionError at the first fault."""
    assert MINIATURE.is_dir()
    bench = Bench(folder, seed)
    with bench.killer.builder:
        hits = dict(bench.run(kills))
        word(bench.folder, "one")
        bench.killer.command = "framework"
        bench.killer.start("0")
        assert bench.killer.end() == 0
    assert bench.killer.whole[fingerprint(bench.folder / "site")] == "one"
    return hits
