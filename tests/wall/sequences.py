"""Random sequences of edits over all verbs and both editions, each edit published, all of them undone again.

After each publication every rule, every hash, every page and every promised address is asked for; at the end of a
sequence every page is laid out, every earlier state is got back, and the last write is killed at each of its steps.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from click.testing import CliRunner

from strategic_framework.commands.main import main
from strategic_framework.content.files import FOLDER
from strategic_framework.ledger import journal
from strategic_framework.ledger.records import Records
from strategic_framework.ledger.verify import broken, unbound
from strategic_framework.model import Item, Priority
from strategic_framework.publication import publishing
from strategic_framework.publication.publishing import Publication
from strategic_framework.publication.receipt_sentences import sentences
from strategic_framework.site import pages
from strategic_framework.site.project import Project
from tests.conftest import MINIATURE, clone
from tests.ledger import bench
from tests.ledger.test_journal import REAPER

WHY = ("--reason", "To see what follows.", "--decided-by", "The council", "--decided", bench.DAY, "--yes")
LONGEST = 4
#: What publishing alone writes.
SEALED = re.compile(r"changes/\d|published\.lock|addresses\.txt")


class Sequence:
    """A copy of the miniature, published once, and what random edits make of it."""

    def __init__(self, start: Path, folder: Path, seed: int) -> None:
        self.root, self.chance = folder, random.Random(seed)  # noqa: S311 (the same edits each time)
        self.seed = seed
        self.done: list[str] = []
        self.figures: Counter[str] = Counter()
        clone(folder, content=start)

    def run(self) -> Counter[str]:
        """So many edits as chance gives, and the proofs. Raises AssertionError, with the edits, at the first fault."""
        os.chdir(self.root)
        project = Project.read(self.root)
        past = [(project.ledger.changes[-1].id, project.ledger.published)]
        addresses = set(project.addresses)
        last: tuple[dict[str, bytes], Publication] | None = None
        for number in range(1, self.chance.randint(1, LONGEST) + 1):
            before = bench.tree(self.root)
            verb = self._edit(Project.read(self.root))
            waiting = bench.tree(self.root)
            publication = self._publish(before, number)
            if publication is None:
                self.figures[f"{verb} refused"] += 1
                continue
            self.figures[verb] += 1
            after = Project.read(self.root)
            self._sound(after)
            assert addresses <= after.addresses, self._told(addresses - after.addresses)
            addresses |= after.addresses
            past.append((after.ledger.changes[-1].id, after.ledger.published))
            last = waiting, publication
        self._undone(past)
        self._laid_out()
        if last:
            self._killed(*last)
        return self.figures

    def _told(self, what: object) -> str:
        return f"seed {self.seed}, after {'; '.join(self.done)}: {what}"

    def _edit(self, project: Project) -> str:
        """One edit by a verb; the name of the verb. What a verb refuses changes nothing."""
        verbs: dict[str, Callable[[Project], None]] = {
            "reword": partial(self._reword, "reworded"), "tidy": self._tidy, "retitle": self._retitle,
            "date": self._date, "retire": self._retire, "restore": self._restore, "move": self._move,
            "add": self._add, "review": self._review, "new-update": self._update, "two at once": self._two,
        }  # fmt: skip
        verb = self.chance.choice([*verbs])
        self.done.append(verb)
        verbs[verb](project)
        return verb

    def _publish(self, before: dict[str, bytes], number: int) -> Publication | None:
        """Publish with the receipt told first; where it is refused, or nothing waits, all is as it was before."""
        day = (date.fromisoformat(bench.DAY) + timedelta(days=number)).isoformat()
        try:
            publication = publishing.publish(self.root, day, lambda known: sentences(known, self.root) and None)
        except publishing.Refused:
            publication = None
        if publication is None or not publication.changes:
            sealed = {name: text for name, text in bench.tree(self.root).items() if SEALED.match(name)}
            assert sealed.items() <= before.items(), self._told("what was refused was written")
            bench.put_back(self.root, before)
            return None
        return publication

    def _sound(self, project: Project) -> None:
        """Every rule, the whole ledger, every page that can be asked for, every address that was promised."""
        problems = [*project.content_problems, *broken(project.ledger, thorough=True), *unbound(project.ledger)]
        problems += [] if problems else project.page_problems
        assert problems == [], self._told(problems)

    def _undone(self, past: list[tuple[str, Records]]) -> None:
        """Each state that was published is got back by undoing what came after it."""
        states = {change.id: state for change, state in Project.read(self.root).ledger.states}
        for change, records in past:
            assert states[change] == records, self._told(f"{change} is not got back")

    def _laid_out(self) -> None:
        """Every page that is made from a template, whole."""
        for page in pages.plan(Project.read(self.root).site, self.root):
            if page.template.is_template:
                assert "<" in pages.matter(page, pages.answers(page)), self._told(page.src_uri)
                self.figures["pages"] += 1

    def _killed(self, waiting: dict[str, bytes], publication: Publication) -> None:
        """A kill at each step of the last write leaves all as before, or as after, once the next command has begun."""
        after = bench.tree(self.root)
        step, struck = 1, True
        while struck:
            bench.put_back(self.root, waiting)
            struck = REAPER.kills(self.root / FOLDER, step, self._write(publication))
            journal.recover(self.root)
            assert bench.tree(self.root) in (waiting, after), self._told(f"killed at step {step}")
            self.figures["kills"] += struck
            step += 1

    def _write(self, publication: Publication) -> Callable[[], None]:
        return lambda: journal.write(self.root, publication.files)

    # --- the verbs ----------------------------------------------------------------------------------------------------

    def _command(self, *arguments: str) -> None:
        done = CliRunner().invoke(main, [*arguments])
        assert isinstance(done.exception, SystemExit | None), self._told((arguments, done.exception, done.output))

    def _item(self, project: Project) -> Item:
        """An item of either edition."""
        edition = self.chance.choice(project.site.framework.editions)
        return self.chance.choice([*edition.items])

    def _replaced(self, project: Project, noun: Item | Priority, old: str, new: str) -> None:
        """Some characters of a noun’s own part of its file, where they stand there."""
        place = noun.place()
        path = project.root / place.file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for at in range(place.line - 1, len(lines)):
            if old in lines[at]:
                lines[at] = lines[at].replace(old, new, 1)
                break
        path.write_text("".join(lines), encoding="utf-8")

    def _word(self, text: str) -> str:
        return self.chance.choice([word for word in re.findall(r"[a-z]{4,}", text) if word] or [text])

    def _reword(self, more: str, project: Project) -> None:
        item = self._item(project)
        word = self._word(item.text)
        self._replaced(project, item, word, f"{word} {more}")
        self._command("explain", item.id, *WHY)

    def _tidy(self, project: Project) -> None:
        item = self._item(project)
        word = self._word(item.text)
        self._replaced(project, item, word, f"{word},")

    def _retitle(self, project: Project) -> None:
        priority = self._priority(project)
        word = self._word(priority.title)
        self._replaced(project, priority, word, f"{word} anew")
        self._command("explain", priority.id, *WHY)

    def _priority(self, project: Project) -> Priority:
        return self.chance.choice([*project.site.framework.priorities.values()])

    def _date(self, project: Project) -> None:
        priority = self._priority(project)
        if priority.due:
            self._replaced(project, priority, priority.due, f"{priority.due[:4]}-{self.chance.randint(1, 3):02d}")
            self._command("explain", priority.id, *WHY)

    def _retire(self, project: Project) -> None:
        replaced = ["--replaced-by", self._item(project).id] if self.chance.random() < 0.3 else []
        self._command("retire", self._item(project).id, *replaced, *WHY)

    def _restore(self, project: Project) -> None:
        retired = [item.id for item in project.site.framework.items.values() if item.retired]
        self._command("restore", self.chance.choice(retired or [self._item(project).id]), *WHY)

    def _move(self, project: Project) -> None:
        self._command("move", self._item(project).id, self._priority(project).id, *WHY)

    def _add(self, project: Project) -> None:
        kind, words = self.chance.choice(["action", "aspiration", "context", "role"]), self._item(project).text
        text = f"Number {self.chance.randint(1, 9999)}: {words}"
        self._command("add", kind, "--priority", self._priority(project).id, "--text", text, *WHY)

    def _review(self, project: Project) -> None:
        self._command("review", self._item(project).id, *WHY)

    def _update(self, project: Project) -> None:
        page = self.chance.choice([*project.site.framework.web_pages])
        self._command("new-update", self._item(project).id, "--date", "2026-02", "--kind", "activity", "--title",
                      "Something was done", "--source", page.id, "--said", "Work has begun.", "--yes")  # fmt: skip

    def _two(self, project: Project) -> None:
        """Two verbs that wait together, told of one after the other."""
        self._reword("as well", project)
        self._retire(Project.read(self.root))


def _one(start: Path, seed: int) -> Counter[str]:
    with tempfile.TemporaryDirectory(prefix="sequence-") as folder:
        return Sequence(start, Path(folder), seed).run()


def _begin() -> None:
    sys.addaudithook(REAPER)


def many(sequences: int, folder: Path, seed: int = 14) -> dict[str, int]:
    """So many sequences, shared among the processors; raises AssertionError at the first fault."""
    start = folder / "start"
    shutil.copytree(MINIATURE / "framework", start / "framework")
    publishing.publish(clone(folder, content=start), bench.DAY)
    shutil.rmtree(start)
    shutil.copytree(folder / "framework", start / "framework")
    figures: Counter[str] = Counter()
    with multiprocessing.get_context("fork").Pool(min(sequences, os.cpu_count() or 1), _begin) as pool:
        for figure in pool.imap_unordered(partial(_one, start), range(seed, seed + sequences)):
            figures += figure
            figures["sequences"] += 1
    return dict(figures)
