"""The receipt: what publishing would do, as data, for a terminal, and for the summary of a proposal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from strategic_framework import checks
from strategic_framework.content.loader import Loaded
from strategic_framework.content.problems import Problem
from strategic_framework.language.english import day
from strategic_framework.language.labels import label, title_of
from strategic_framework.language.redline import as_text, redline
from strategic_framework.ledger.difference import HALF, Difference, likeness
from strategic_framework.ledger.folding import RULES
from strategic_framework.model.changes import Change, Recorded
from strategic_framework.model.frozen import frozen
from strategic_framework.model.proposals import Proposal
from strategic_framework.publication import receipt_data, receipt_markdown
from strategic_framework.publication.changed_pages import ChangedPage, changed_pages, public_site
from strategic_framework.publication.details import Detail, details
from strategic_framework.publication.publishing import Publication
from strategic_framework.publication.receipt_data import Fault, Receipt, SealedChange, ShownPage, Way
from strategic_framework.publication.receipt_sentences import NOTHING, outcome
from strategic_framework.site.project import Project
from strategic_framework.views.site import Site


@frozen
class Prepared:
    """The receipt, with the pages that it names as they would be, and their site where there is one."""

    receipt: Receipt
    pages: Sequence[ChangedPage]
    site: Site | None


def receipt(publication: Publication | None, root: Path, public: Loaded | None = None) -> Receipt:
    """What publishing would do, in sentences, changes and pages. `public` is what readers see now, where known."""
    return prepared(publication, root, public).receipt


def prepared(publication: Publication | None, root: Path, public: Loaded | None = None) -> Prepared:
    """The receipt of what can be published, with its pages."""
    result = outcome(publication, root, public)
    here = publication.before if publication else Project.read(root)
    data: Receipt = {
        "publishes": publication is not None,
        "sentences": result.sentences,
        "changes": [as_data(change, _names(here)) for change in (publication.changes if publication else ())],
        "suggestions": _suggestions(here),
        "pages": [_shown(changed) for changed in result.pages],
        "problems": [],
    }
    return Prepared(data, result.pages, publication.after.site if publication else here.site)


def refused(root: Path, problems: Sequence[Problem], public: Loaded | None = None) -> Prepared:
    """What is proposed, proposal by proposal, and what stands in the way of publishing it.

    Where nothing is wrong but that it is not decided or explained, the pages that it would change are in it too.
    """
    project = Project.read(root)
    pages = drafted_pages(project, problems, public)
    data: Receipt = {
        "publishes": False,
        "sentences": [],
        "changes": [as_data(change, _names(project)) for change in _waiting(project)],
        "suggestions": _suggestions(project),
        "pages": [_shown(changed) for changed in pages],
        "problems": [_as_fault(problem) for problem in sorted(problems)],
    }
    return Prepared(data, pages, project.site if project.framework else None)


def _names(project: Project) -> Mapping[str, str]:
    """The names of bodies and programmes by their slugs, as the files have them now."""
    return project.site.body_names | project.site.framework.answerable if project.framework else {}


def drafted_pages(project: Project, problems: Sequence[Problem], public: Loaded | None) -> list[ChangedPage]:
    """The pages that would change where all that stands in the way is a decision or its reason; else none."""
    if project.framework is None or not project.ledger.lock or {each.code for each in problems} - checks.DRAFTS:
        return []
    return changed_pages(public_site(project, public), project.site, project.root)


def _suggestions(project: Project) -> list[str]:
    return [laid.file for laid in project.overlay.laid if laid.proposed.proposal.is_suggestion]


def _shown(changed: ChangedPage) -> ShownPage:
    return {"address": changed.page.here.address, "title": changed.page.title, "is_new": changed.before is None}


def _as_fault(problem: Problem) -> Fault:
    file, line, _ = problem.place
    return {
        "code": problem.code, "file": file, "line": line, "what": problem.what, "why": problem.why,
        "instead": problem.instead,
    }  # fmt: skip


def _waiting(project: Project) -> Iterator[Change]:
    """What waits, as the changes that it would be: each proposal, then what was edited and has no reason yet."""
    for laid in project.overlay.laid:
        if laid.differences:
            yield _unsealed(laid.differences, laid.proposed.proposal)
    if project.framework and (unexplained := project.content.explained.unexplained):
        proposed = {name for laid in project.overlay.laid for name in laid.items}
        if edited := [difference for difference in unexplained if difference.item not in proposed]:
            yield _unsealed(edited)


def _unsealed(differences: Iterable[Difference], proposal: Proposal | None = None) -> Change:
    """A change less what only publishing gives it: its number and its hashes."""
    records = {
        difference.item: Recorded.model_construct(kind=difference.kind, was=difference.was, now=difference.now)
        for difference in differences
    }
    change = Change.model_construct(
        id="", published="", previous="", result="", items=tuple(records), records=records, rules=RULES
    )
    given = (
        proposal.model_dump(include={"decided", "decided_by", "reason", "same_item", "imported"}) if proposal else {}
    )
    return change.model_copy(update=given)


# --- its forms --------------------------------------------------------------------------------------------------------


def as_plain(receipt: Receipt) -> str:
    """For a terminal: the sentences, then each change with its reason and every wording, as the Markdown has them."""
    if receipt["sentences"] == [NOTHING]:
        return NOTHING
    lines = ["If you publish this:", *(f"  {sentence}" for sentence in receipt["sentences"])]
    for change in receipt["changes"]:
        lines += ["", *_in_terminal(change)]
    return "\n".join(lines)


def _in_terminal(change: SealedChange) -> Iterator[str]:
    yield change["title"]
    if change["reason"]:
        decision = f" ({change['decision']})" if change["decision"] else ""
        yield f"  {change['reason']}{decision}"
    for detail in change["details"]:
        yield f"  {_heading(detail)}: {words(detail)}"


def _heading(detail: receipt_data.Detail) -> str:
    item, field = detail["item"], detail["field"]
    called = f"{detail['called']} ({item})" if detail["called"] != item else item
    return called if field == "wording" else f"{called}, {field}"


def words(detail: receipt_data.Detail) -> str:
    """A field before and after, as a terminal shows it: gone words in [-…-], new words in {+…+}."""
    was, now, note = detail["was"], detail["now"], f" {detail['note']}" if detail["note"] else ""
    if detail["way"] == "other words":
        return f"the same item in other words. Was: {was} Now: {now}"
    if detail["way"] == "was and now":
        return f"was {was}; now {now}.{note}"
    return as_text(redline(was, now)) + note


def as_markdown(receipt: Receipt) -> str:
    """For the summary of a pull request."""
    return NOTHING if receipt["sentences"] == [NOTHING] else receipt_markdown.markdown(receipt)


def as_json(receipt: Receipt) -> str:
    """For a program."""
    return json.dumps(receipt, ensure_ascii=False, indent=2)


# --- its changes ------------------------------------------------------------------------------------------------------


def as_data(change: Change, names: Mapping[str, str] | None = None) -> SealedChange:
    """A change as the receipt has it; `names` are those of bodies, by their slugs."""
    every = [as_detail(detail, change) for detail in details(change, names)]
    redlines: dict[str, str] = {}
    for detail in every:
        if detail["field"] == "wording":
            redlines.setdefault(detail["item"], as_text(redline(detail["was"], detail["now"])))
    return {
        "id": change.id, "title": title_of(change), "reason": change.reason or "", "decision": _decision(change),
        "classes": list(change.kinds), "versions": change.versions, "items": list(change.records),
        "redlines": redlines, "details": every,
    }  # fmt: skip


def _decision(change: Change) -> str:
    """Who decided a change, and when; nothing where nobody is named."""
    if not change.decided_by:
        return ""
    when = f", {day(change.decided)}" if change.decided else ""
    before = " It is history: it came into force before this site began its record." if change.imported else ""
    return f"Decided by {change.decided_by}{when}.{before}"


def as_detail(detail: Detail, change: Change) -> receipt_data.Detail:
    """A field as data, with the way in which it is told."""
    return {
        "item": detail.item, "called": label(detail.item), "field": detail.field or "wording",
        "way": _way(detail, change), "was": detail.was, "now": detail.now, "note": detail.note,
    }  # fmt: skip


def _way(detail: Detail, change: Change) -> Way:
    """Marked up; side by side where the same item has other words, or where it is no wording."""
    is_same = detail.item in change.items and change.same_item and not detail.field
    if is_same and likeness(detail.was, detail.now) < HALF:
        return "other words"
    return "was and now" if detail.field and detail.was and detail.now else "marked"
