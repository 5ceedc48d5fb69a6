"""Publishing: seal what waits, number what is new, move the as-at date, and promise every address.

Everything is worked out first, in a copy, and proven there; then the files change together or not at all.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from strategic_framework.content.files import FOLDER, natural
from strategic_framework.content.problems import Problem
from strategic_framework.ledger import journal, lock, store, yaml_edits
from strategic_framework.ledger.seal import Sealed, seal
from strategic_framework.ledger.verify import addresses_digest, addresses_promised, broken
from strategic_framework.model import Framework, Noun, Place
from strategic_framework.model.changes import Change, Reason
from strategic_framework.model.frozen import frozen
from strategic_framework.model.proposals import Proposal
from strategic_framework.site.project import Project


class Refused(Exception):  # noqa: N818 - what is refused is the editor's, not a fault of ours
    """The content has problems, so nothing is published."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@frozen
class Publication:
    """What publishing would give: the project before and after, what is sealed, and the files (None: gone)."""

    before: Project
    after: Project
    sealed: Sealed | None
    files: dict[str, str | None]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is sealed, in its order; nothing where only addresses are new."""
        return self.sealed.changes if self.sealed else ()

    @property
    def idle(self) -> tuple[tuple[str, str], ...]:
        """Each file of a reason, with a name in it that has nothing left to explain."""
        return self.sealed.idle if self.sealed else ()


def prepare(root: Path, day: str) -> Publication | None:
    """What publishing on that day would give; None where nothing waits. Raises Refused. Writes nothing in `root`."""
    project = Project.read(root)
    ledger, loaded = project.ledger, project.loaded
    _in_order(project, day)
    refuse(project.content_problems)
    decisions: list[Reason | Proposal] = [
        *(pending.reason for pending in ledger.pending if pending.reason.decided_by),  # a suggestion has no day
        *(laid.proposed.proposal for laid in project.overlay.laid if not laid.items),
    ]
    refuse([_decided_later(one, day) for one in decisions if (one.decided or "") > day])
    sealed = seal(loaded, ledger, day, project.overlay.laid)
    files: dict[str, str | None] = {**project.overlay.files, **(sealed.files if sealed else {})}
    if sealed and loaded.framework:
        files |= _numbered(root, loaded.framework, loaded.provisional, files)
        files |= _as_at(root, loaded.framework, day, files)
    if sealed and sealed.changes:
        files |= _listed([*ledger.addresses, *addresses_promised(sealed.changes)])
    after = _after(root, files)
    if files or not after.addresses <= set(ledger.addresses):
        files |= _addresses(after)
    return Publication(project, after, sealed, files) if files else None


def _addresses(after: Project) -> dict[str, str]:
    """The list of every address ever published, and the lock that is bound to it."""
    ledger = after.ledger
    addresses = {*ledger.addresses, *after.addresses}
    files = _listed(addresses)
    if ledger.lock:
        files[lock.NAME] = lock.dump(replace(ledger.lock, addresses=addresses_digest(addresses)))
    return files


def _listed(addresses: Iterable[str]) -> dict[str, str]:
    return {store.ADDRESSES: "".join(f"/{address}\n" for address in sorted(set(addresses), key=natural))}


def publish(root: Path, day: str, confirm: Callable[[Publication], None] | None = None) -> Publication | None:
    """Seal what waits, once `confirm` has not objected. Raises Refused, and BusyError while another command writes."""
    with journal.held(root):
        publication = prepare(root, day)
        if publication and confirm:
            confirm(publication)
        if publication:
            journal.write(root, publication.files)
        return publication


def move_as_at(root: Path, day: str) -> bool:
    """Move the as-at date alone; whether it was another. Raises Refused."""
    with journal.held(root):
        project = Project.read(root)
        _in_order(project, day)
        refuse(project.content_problems)
        if project.framework is None or project.framework.settings.as_at == day:
            return False
        in_files = project.overlay.base.framework or project.framework
        journal.write(root, dict(_as_at(root, in_files, day, {})))
        return True


def _in_order(project: Project, day: str) -> None:
    """Days go forwards: no publication before the last, and no as-at date before the one that readers were told."""
    changes = project.ledger.changes
    if changes and day < changes[-1].published:
        raise ValueError(f"The last publication was on {changes[-1].published}, and {day} is before that.")
    as_at = project.framework.settings.as_at if project.framework else ""
    if changes and day < as_at:
        raise ValueError(f"The site speaks of {as_at} already, and {day} is before that.")


def _decided_later(decision: Reason | Proposal, day: str) -> Problem:
    decided = decision.decided or ""
    what = f"This was decided on {decided}, which is later than the day of publication, {day}."
    instead = "Put the day of the decision right, or publish when it has been made."
    return Problem(decision.place("decided"), "decided-later", what, "", instead, length=len(decided))


def refuse(problems: list[Problem]) -> None:
    """Raise Refused where there are problems."""
    if problems:
        raise Refused(problems)


def _after(root: Path, files: Mapping[str, str | None]) -> Project:
    """The project as it would be, read from a copy with every file as it would be, and proven. Raises Refused."""
    with copied(root, files) as copy:
        project = Project.read(copy, pages_root=root)
    refuse([*project.content_problems, *broken(project.ledger, thorough=True)])
    refuse(project.page_problems)
    return project


@contextmanager
def copied(root: Path, files: Mapping[str, str | None]) -> Iterator[Path]:
    """A folder with a copy of the content in which the files are as given (None: removed)."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        shutil.copytree(root / FOLDER, copy / FOLDER, ignore=shutil.ignore_patterns(journal.JOURNAL))
        for file, text in files.items():
            target = copy / FOLDER / file
            if text is None:
                target.unlink()
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="")
        yield copy


def _numbered(
    root: Path, framework: Framework, provisional: frozenset[str], changed: Mapping[str, str | None]
) -> dict[str, str]:
    """Every file with a new entry, its identifier written into it; from the bottom up, so that places stay true."""
    wanted: dict[str, list[tuple[Place, str]]] = {}
    for name, noun in _nouns(framework):
        if name in provisional and noun.place("id") == noun.place():  # what is proposed bears its number already
            wanted.setdefault(noun.place().file, []).append((noun.place(), name))
    files = {}
    for file, places in wanted.items():
        written = changed.get(file.removeprefix(f"{FOLDER}/"))
        text = yaml_edits.Text.of(written) if written else yaml_edits.Text.read(root, file)
        for place, name in sorted(places, reverse=True):
            yaml_edits.number(text, place, name)
        files[file.removeprefix(f"{FOLDER}/")] = str(text)
    return files


def _nouns(framework: Framework) -> Iterator[tuple[str, Noun]]:
    yield from framework.items.items()
    yield from framework.filed.items()


def _as_at(root: Path, framework: Framework, day: str, changed: dict[str, str | None]) -> dict[str, str]:
    settings = framework.settings
    if settings.as_at == day:
        return {}
    name = "framework.yml"
    text = yaml_edits.Text.of(changed.get(name) or str(yaml_edits.Text.read(root, f"{FOLDER}/{name}")))
    yaml_edits.set_value(text, settings.place("as_at"), settings.as_at, day)
    return {name: str(text)}


def branch(root: Path) -> str:
    """The git branch that the folder is on; empty where there is no git, or no branch."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_file():
            git = folder / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
        head = git / "HEAD"
        if head.is_file():
            reference = head.read_text(encoding="utf-8").strip()
            return reference.removeprefix("ref: refs/heads/") if reference.startswith("ref: refs/heads/") else ""
    return ""
