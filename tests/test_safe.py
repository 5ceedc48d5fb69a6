"""Whatever goes wrong, `site/` is the last good site, whole, or the new one, whole; and one plain line says why."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path

import pytest

from strategic_framework.build.ownership import LIST
from strategic_framework.build.staging import Staging, fingerprint
from tests.commands import Forks
from tests.conftest import MINIATURE, clone, run

COMMANDS = {"framework": ("framework", "build"), "mkdocs": ("mkdocs", "build")}
#: What is killed. A server takes any port that is free.
KILLED = COMMANDS | {
    "publish": ("framework", "publish", "--yes"), "serve": ("framework", "serve", "--address", "127.0.0.1:0"),
}  # fmt: skip
#: Kills at a random moment by another process, and at a random step by the build's own. As many again fall on the first
#: steps of the exchange, one after the other: it is the only time when both sites move. The two commands take turns.
BY_TIME, BY_STEP = 28, 14

both = pytest.mark.parametrize("command", list(COMMANDS.values()), ids=list(COMMANDS))


def leftovers(folder: Path) -> set[str]:
    """What a build makes beside the public folder."""
    return {path.name for path in folder.iterdir() if path.name.startswith(".site")}


def word(folder: Path, text: str) -> None:
    """Put a word of our own on a page of a copy, so that its next site differs."""
    page = folder / "docs" / "timeline.md"
    kept = page.read_text(encoding="utf-8").partition("\nWord: ")[0]
    page.write_text(f"{kept}\nWord: {text}\n", encoding="utf-8")


# --- kill -9 -------------------------------------------------------------------------------------------------------


class Killer:
    """Builds of one folder, killed; and what its site may be: what an undisturbed build gave of each wording."""

    def __init__(self, command: str, folder: Path) -> None:
        self.command, self.folder = command, clone(folder, content=MINIATURE)
        self.builder = Forks()
        self.whole: dict[str, str] = {}
        self.ended: list[int] = []

    def start(self, steps: str) -> int:
        """Begin a build and give its process."""
        told = self.folder / "told.txt"
        return self.builder.start(self.folder, KILLED[self.command], told, told, steps)

    def end(self) -> int:
        """Wait for the build to end, and give its exit status; negative is the signal that killed it."""
        self.ended.append(self.builder.end())
        return self.ended[-1]

    def learn(self) -> tuple[float, int]:
        """Build both wordings undisturbed. Gives how long the second takes, and how many steps."""
        life = [self.build(text) for text in ("one", "two")][-1]
        assert len(self.whole) == 2
        return life

    def build(self, text: str) -> tuple[float, int]:
        """Build a wording undisturbed. Gives how long that takes, and how many steps."""
        word(self.folder, text)
        began = time.monotonic()
        self.start("count")
        assert self.end() == 0, (self.folder / "told.txt").read_text(encoding="utf-8")
        self.whole[fingerprint(self.folder / "site")] = text
        return time.monotonic() - began, int((self.folder / "steps.txt").read_text(encoding="utf-8"))

    def kill(self, steps: str, after: float) -> None:
        """Start a build of the wording that is not public, kill it, and look at what is."""
        now = self.whole[fingerprint(self.folder / "site")]
        word(self.folder, "one" if now == "two" else "two")
        process = self.start(steps)
        if steps == "0":
            time.sleep(after)
            os.kill(process, signal.SIGKILL)
        self.end()
        assert fingerprint(self.folder / "site") in self.whole, f"mixed after {steps} steps or {after} s"

    def kill_often(self, times: int, moment: Callable[[], tuple[str, float]]) -> None:
        """So many builds killed. One that ended before its moment does not count, and another is begun."""
        wanted = self.ended.count(-signal.SIGKILL) + times
        for _ in range(times * 10):
            if self.ended.count(-signal.SIGKILL) == wanted:
                return
            self.kill(*moment())
        pytest.fail("builds end before they can be killed")


@pytest.mark.timeout(900)
def test_a_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    """Kill -9 at 56 moments and steps of either command’s builds: old or new, whole; the next clears up."""
    killer, lives, turns = Killer("framework", tmp_path), {}, cycle(COMMANDS)
    with killer.builder:
        for text in ("one", "two"):
            killer.command = next(turns)
            lives[killer.command] = killer.build(text)
        assert len(killer.whole) == 2
        chance = random.Random(18)  # noqa: S311 (the same moments each time)
        exchanging = count(1)

        def turn() -> tuple[float, int]:
            killer.command = next(turns)
            return lives[killer.command]

        def on_exchange() -> tuple[str, float]:
            turn()
            return f"exchange {next(exchanging)}", 0

        killer.kill_often(BY_TIME, lambda: ("0", chance.uniform(0, turn()[0])))
        killer.kill_often(BY_STEP, lambda: (str(chance.randint(1, turn()[1])), 0))
        killer.kill_often(BY_STEP, on_exchange)
        word(killer.folder, "one")
        killer.start("0")
        assert killer.end() == 0
    assert killer.ended.count(-signal.SIGKILL) == BY_TIME + BY_STEP + BY_STEP
    assert killer.whole[fingerprint(killer.folder / "site")] == "one"
    assert leftovers(killer.folder) == set()


# --- every step of the exchange ------------------------------------------------------------------------------------

PUBLISH = """
import os, signal, sys
from pathlib import Path
from strategic_framework.build import staging
if sys.argv[3] == "renames":
    staging._exchange = lambda one, other: False
def step(event, _, left=[int(sys.argv[2])]):
    if event.startswith(("open", "os.", "shutil.", "ctypes.dlsym")):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
place = staging.Staging(Path(sys.argv[1]))
(place.begin() / "index.html").write_text("new")
sys.addaudithook(step)
place.publish()
"""


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_kill_at_each_step_of_the_exchange(tmp_path: Path, way: str) -> None:
    """Atomic where the system can; where it cannot, the next build puts back what stood there, before it begins."""
    target = tmp_path / "site"
    seen = set()
    for step in range(1, 100):
        shutil.rmtree(target, ignore_errors=True)
        old = Staging(target)
        (old.begin() / "index.html").write_text("old", encoding="utf-8")
        old.publish()
        done = subprocess.run([sys.executable, "-c", PUBLISH, target, str(step), way], check=False)
        if way == "renames":
            place = Staging(target)
            place.begin()
            place.end()
        seen.add((target / "index.html").read_text(encoding="utf-8"))
        assert sorted(path.name for path in target.iterdir()) == [LIST, "index.html"]
        if done.returncode == 0:
            break
    assert done.returncode == 0
    assert step > 8, "the steps were not counted"
    assert seen == {"old", "new"}
    assert leftovers(tmp_path) == set()


# --- faults that a build meets -------------------------------------------------------------------------------------


def stopped(folder: Path, command: tuple[str, ...], reason: str) -> str:
    """A build that must fail: exit status, one plain line with the reason, the public site as it was."""
    before = fingerprint(folder / "site")
    done = run(folder, *command)
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert "Traceback" not in told
    assert [line for line in told.splitlines() if reason in line and "ublish" in line], told
    assert fingerprint(folder / "site") == before
    assert leftovers(folder) == set()
    return told


def mended(folder: Path, command: tuple[str, ...]) -> None:
    """The next build works, and nothing is left beside the site."""
    done = run(folder, *command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert leftovers(folder) == set()


@pytest.fixture
def copy(tmp_path: Path, built_miniature: Path) -> Path:
    """The miniature, with its last good site."""
    return _copy(tmp_path, built_miniature)


def _copy(folder: Path, site: Path) -> Path:
    clone(folder, content=MINIATURE)
    shutil.copytree(site, folder / "site")
    return folder


def _mounted(folder: Path, size: str) -> str:
    """Mount a small disk of its own there. Gives what the system answered where it does not let us."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or not mount:
        return "only root can mount one"
    command = [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip()


@pytest.fixture
def disk(tmp_path: Path, built_miniature: Path) -> Iterator[Path]:
    """The miniature on a small disk of its own, or a loud NOT RUN."""
    folder = tmp_path / "disk"
    folder.mkdir()
    refused = _mounted(folder, "24m")
    if refused:
        told = f"NOT RUN: no small disk to fill: {refused}"
        if os.environ.get("REQUIRE_ALL") and os.geteuid() == 0:
            pytest.fail(told)
        print(told)
        pytest.skip(told)
    try:
        yield _copy(folder, built_miniature)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, spare: int) -> Path:
    """A file that takes all of the disk but so many bytes."""
    filler = folder / "filler"
    free = shutil.disk_usage(folder).free
    with filler.open("wb") as file:
        for _ in range((free - spare) // 4096):
            file.write(bytes(4096))
    return filler


@both
def test_a_full_disk(disk: Path, command: tuple[str, ...]) -> None:
    """The disk is full at once, among the theme's files, or among the pages."""
    whole = sum(path.stat().st_size for path in (disk / "site").rglob("*") if path.is_file())
    for spare in (0, whole // 10, whole // 2):
        filler = fill(disk, spare)
        stopped(disk, command, "the disk is full")
        filler.unlink()
    mended(disk, command)


@both
def test_a_disk_that_can_only_be_read(disk: Path, command: tuple[str, ...]) -> None:
    """Nothing can be written beside the site: said in one line."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    stopped(disk, command, "can only be read")
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    mended(disk, command)


@both
def test_a_folder_that_can_only_be_read(copy: Path, command: tuple[str, ...]) -> None:
    """The same by permission. Root does not feel it, so the test above stands for it there."""
    copy.chmod(0o555)
    try:
        if os.geteuid() == 0:
            pytest.skip("root may write anywhere; the disk that can only be read stands for this")
        stopped(copy, command, "writing is not allowed")
    finally:
        copy.chmod(0o755)
    mended(copy, command)


FAULTS = {
    "a page": (
        "def on_page_markdown(markdown, page, **_):\n"
        "    return markdown * (1 // int(page.file.src_uri != 'timeline.md'))\n",
        "division or modulo by zero",
    ),
    "a page's rendering": (
        "def on_page_context(context, page, config, nav):\n    raise TypeError('nothing to show')\n",
        "TypeError: nothing to show",
    ),
    "a macro": (
        "from strategic_framework.site import macros\n"
        "def timeline(here):\n    raise TypeError('no date')\n"
        "macros.MACROS['timeline'] = macros.MACROS['timeline']._replace(view=timeline)\n",
        "TypeError: no date",
    ),
}


@both
def test_an_exception(copy: Path, command: tuple[str, ...]) -> None:
    """Faults of the program that nobody foresaw, one after the other."""
    macros = copy / "macros.py"
    text = macros.read_text(encoding="utf-8")
    for code, reason in FAULTS.values():
        macros.write_text(text + "\n\n" + code, encoding="utf-8")
        stopped(copy, command, reason)
    macros.write_text(text, encoding="utf-8")
    mended(copy, command)


def test_a_warning(copy: Path) -> None:
    """What warns is not published, not even by a build that is told not to be strict."""
    warn = (
        "import logging\n\n\ndef on_nav(nav, **_):\n    logging.getLogger('mkdocs.x').warning('odd')\n    return nav\n"
    )
    macros = copy / "macros.py"
    code = macros.read_text(encoding="utf-8")
    macros.write_text(code + warn, encoding="utf-8")
    before = fingerprint(copy / "site")
    for command in (*COMMANDS.values(), ("mkdocs", "build", "--no-strict")):
        done = run(copy, *command)
        assert done.returncode == 1
        assert "odd" in done.stdout + done.stderr
        assert fingerprint(copy / "site") == before
    macros.write_text(code, encoding="utf-8")
    mended(copy, COMMANDS["mkdocs"])


@both
def test_a_second_build_at_the_same_time(copy: Path, command: tuple[str, ...]) -> None:
    """The second is told and changes nothing of the first, which then publishes."""
    first = Staging(copy / "site")
    (first.begin() / "index.html").write_text("the first", encoding="utf-8")
    before = fingerprint(copy / "site")
    done = run(copy, *command)
    assert done.returncode == 1
    assert "Another build is already writing site/. Wait for it to end." in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert fingerprint(copy / "site") == before
    first.publish()
    assert (copy / "site" / "index.html").read_text(encoding="utf-8") == "the first"
    mended(copy, command)


def test_a_link_is_not_published(copy: Path) -> None:
    """What is not an ordinary file stops the build in one line."""
    macros = copy / "macros.py"
    code = "\n\ndef on_nav(nav, config, **_):\n    import pathlib\n"
    code += "    link = pathlib.Path(config.site_dir, 'leak.txt')\n"
    code += "    link.is_symlink() or link.symlink_to('/etc/hostname')\n    return nav\n"
    macros.write_text(macros.read_text(encoding="utf-8") + code, encoding="utf-8")
    for command in COMMANDS.values():
        stopped(copy, command, "leak.txt is not an ordinary file")
