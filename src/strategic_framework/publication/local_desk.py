"""The desk of an editor at this computer: proposals are saved, completed and taken away below `changes/pending`.

What is saved has been read by our own reader and held to every check, laid over the content as it stands. Nothing else
is ever written, and nothing is sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import TypeAdapter

from strategic_framework.checks import DRAFTS
from strategic_framework.content import source
from strategic_framework.content.files import FOLDER
from strategic_framework.content.problems import Problem
from strategic_framework.content.validation import validated
from strategic_framework.ledger import journal
from strategic_framework.ledger.proposal_file import file_name, written
from strategic_framework.ledger.store import PENDING, Proposed
from strategic_framework.model import Place
from strategic_framework.model.frozen import frozen
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import public, publishing, receipt
from strategic_framework.publication.waiting import Fault, Waiting, faults, waiting
from strategic_framework.site.project import Project
from strategic_framework.views.suggest import knowledge

#: What a proposal is called until it has a name.
_UNNAMED = f"{FOLDER}/{PENDING}/proposal.yml"


@frozen
class Answer:
    """What came of a request: the file that it is about, or why nothing was done.

    Of what was taken away, `text` is the file, and `document` the text of the source that it would have added.
    """

    name: str = ""
    problems: tuple[Fault, ...] = ()
    text: str = ""
    document: str = ""

    @property
    def done(self) -> bool:
        return not self.problems


@frozen
class Receipt:
    """What publishing would do today: its sentences, and the whole of it with every wording; or what forbids it."""

    sentences: tuple[str, ...]
    whole: str
    problems: tuple[Fault, ...]


class LocalDesk:
    """The proposals of the project in a folder. `today` says the day, as 2026-11-20.

    What writes raises BusyError while a command changes the content.
    """

    def __init__(self, root: Path, today: Callable[[], str]) -> None:
        self.root, self.today = root, today

    def waiting(self) -> list[Waiting]:
        """Every proposal that waits."""
        project = Project.read(self.root)
        return list(waiting(project)) if project.framework else []

    def sentences(self, without: str) -> dict[str, object]:
        """What the form knows of every sentence, as it would be without a proposal that waits."""
        if without not in self._proposed(Project.read(self.root)):
            raise ValueError(_GONE.format(name=without))
        with publishing.copied(self.root, {f"{PENDING}/{without}": None}) as copy:
            return knowledge(Project.read(copy, pages_root=self.root).site)

    def receipt(self) -> Receipt:
        """What publishing would do, as `framework preview` says it."""
        try:
            publication = publishing.prepare(self.root, self.today())
        except publishing.Refused as refused:
            return Receipt((), "", tuple(faults(refused.problems, source.parse(b"", ""))))
        except ValueError as fault:
            return Receipt((), "", (Fault("", str(fault), "", ""),))
        seen = public.content(self.root)
        data = receipt.receipt(publication, self.root, seen)
        return Receipt(tuple(data["sentences"]), receipt.as_plain(data), ())

    def save(self, text: str, replaces: str = "", document: str = "") -> Answer:
        """Write a proposal under the name that its words give it, in the place of another where one is named.

        With a `document` it takes in the source that it adds: its text goes where the check looks for it.
        """
        file = source.parse(text.encode("utf-8", "replace"), _UNNAMED)
        proposal, problems = _typed(file)
        if proposal is None or problems:
            return Answer(problems=tuple(faults(problems, file)))
        try:
            content = written(proposal)
        except ValueError as fault:
            return _refused(str(fault))
        beside = {_text_of(proposal): document} if document else {}
        if "" in beside or any((self.root / FOLDER / name).exists() for name in beside):
            return _refused(_NO_DOCUMENT)
        with journal.held(self.root):
            return self._put(file_name(proposal), content, replaces, beside)

    def complete(self, name: str, decided: str, decided_by: str, reason: str) -> Answer:
        """Say of a suggestion who decided it, when and why."""
        proposed = self._proposed(Project.read(self.root)).get(name)
        if proposed is None:
            return _gone(name)
        head = {"decided": decided.strip(), "decided_by": decided_by.strip(), "reason": reason.strip()}
        try:
            return self.save(written(proposed.proposal.model_copy(update=head)), name)
        except ValueError as fault:
            return _refused(str(fault))

    def delete(self, name: str) -> Answer:
        """Take a proposal away, with the text that nothing else lists. Both are given back, to be saved again."""
        with journal.held(self.root):
            project = Project.read(self.root)
            proposed = self._proposed(project).get(name)
            if proposed is None:
                return _gone(name)
            files = {f"{PENDING}/{name}": self._read(f"{PENDING}/{name}")}
            beside = _text_of(proposed.proposal)
            if beside and (self.root / FOLDER / beside).is_file() and not _is_listed(project, beside):
                files[beside] = self._read(beside)
            journal.write(self.root, dict.fromkeys(files))
        return Answer(name, text=files[f"{PENDING}/{name}"], document=files.get(beside, ""))

    def _read(self, name: str) -> str:
        return (self.root / FOLDER / name).read_text(encoding="utf-8-sig")

    def _proposed(self, project: Project) -> dict[str, Proposed]:
        """The proposals that wait, each by the name of its file."""
        return {Path(proposed.file).name: proposed for proposed in project.ledger.proposed}

    def _put(self, name: str, content: str, replaces: str, beside: Mapping[str, str]) -> Answer:
        """Write that file and those beside it, unless they bring a problem. Call while the content is held."""
        before = Project.read(self.root)
        if replaces and replaces not in self._proposed(before):
            return _gone(replaces)
        path = self.root / FOLDER / PENDING / name
        if path.exists() and name != replaces:  # its words are in its name: it waits already, or was edited since
            same = path.read_bytes() == content.encode()
            return Answer(name) if same and not replaces else _refused(_TAKEN.format(name=name))
        files: dict[str, str | None] = {**beside, f"{PENDING}/{name}": content}
        if replaces and replaces != name:
            files[f"{PENDING}/{replaces}"] = None
        with publishing.copied(self.root, files) as copy:
            after = Project.read(copy, pages_root=self.root)
            problems = _new_problems(before, after)
        if problems:
            file = source.parse(content.encode(), f"{FOLDER}/{PENDING}/{name}")
            return Answer(problems=tuple(faults(problems, file)))
        journal.write(self.root, files)
        return Answer(name)


_NO_DOCUMENT = "A text is taken in with the one source that it is of, and never in the place of another."
_GONE = "There is no proposal {name} any more. Somebody published it or took it away."
_TAKEN = "There is a file {name} already, and it was edited. Open that one, or delete it."


def _text_of(proposal: Proposal) -> str:
    """Where the text of the one source stands that a proposal adds; nothing where it adds none, or more."""
    added = str(getattr(proposal.changes[0], "add", ""))
    return f"{added}.txt" if len(proposal.changes) == 1 and added.startswith("sources/") else ""


def _is_listed(project: Project, text: str) -> bool:
    """Whether a source of the files, less all that is proposed, is quoted from that text."""
    framework = project.overlay.base.framework
    return any(source_.file == text for source_ in framework.sources) if framework else True


def _typed(file: source.File) -> tuple[Proposal | None, list[Problem]]:
    """The proposal that a file holds, and all that is wrong with it."""
    if file.root is None:
        return None, list(file.problems)
    if not isinstance(file.root, source.Mapping) or file.root.get("changes") is None:
        what = "This is no proposal: it has no key changes."
        return None, [*file.problems, Problem(Place(file.name, 1, 1), "proposal-by-hand", what)]
    proposal, problems = validated(TypeAdapter(Proposal), source.plain(file.root), file.root)
    return proposal, [*file.problems, *problems]


def _new_problems(before: Project, after: Project) -> list[Problem]:
    """What is wrong afterwards and was not before, less what is shown as a draft."""
    known = {(problem.place.file, problem.code, problem.what) for problem in before.content_problems}
    problems = [problem for problem in after.content_problems if problem.code not in DRAFTS]
    if after.framework is not None and not problems:
        problems = after.page_problems
    return [problem for problem in problems if (problem.place.file, problem.code, problem.what) not in known]


def _refused(what: str) -> Answer:
    return Answer(problems=(Fault("", what, "", ""),))


def _gone(name: str) -> Answer:
    return _refused(_GONE.format(name=name))
