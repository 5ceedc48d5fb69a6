"""A published change in words that can be pasted into a mailing: as plain text, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from strategic_framework.content.links import Links
from strategic_framework.language.english import counted, day
from strategic_framework.language.strings import translate_text
from strategic_framework.model import Framework
from strategic_framework.model.changes import Change
from strategic_framework.publication.receipt import as_data
from strategic_framework.publication.receipt_data import Detail, SealedChange
from strategic_framework.publication.receipt_markdown import of_detail, plain

#: A mailing tells so many wordings; the page of the change has all of them.
MOST = 12


def as_text(framework: Framework, change: Change) -> str:
    """For a mail without markup: the title, why, each wording before and after, and where to read it marked."""
    data = as_data(change, framework.answerable)
    lines = [f"{framework.settings.title}: {data['title']}", "", _decided(change, data)]
    lines += ["", "Why", data["reason"]] if data["reason"] else []
    details, left_out = _shown(data)
    for called, group in groupby(details, _called):
        lines += ["", called, *(line for detail in group for line in _before_and_after(detail))]
    lines += ["", left_out] if left_out else []
    if address := _address(framework, change):
        lines += ["", f"Read it with what changed marked: {address}"]
    return "\n".join([*lines, *_whose(framework)])


def as_markdown(framework: Framework, change: Change) -> str:
    """For a mailing that is written in Markdown: the same, each wording with what went and what came marked."""
    data = as_data(change, framework.answerable)
    lines = [f"## {plain(framework.settings.title)}: {plain(data['title'])}", "", plain(_decided(change, data)), ""]
    lines += [plain(data["reason"]), ""] if data["reason"] else []
    details, left_out = _shown(data)
    lines += [f"- **{plain(_called(detail))}**: {of_detail(detail)}" for detail in details]
    lines += [f"- {left_out}"] if left_out else []
    if address := _address(framework, change):
        lines += ["", f"Read it on the site: <{address}>"]
    return "\n".join([*lines, *map(plain, _whose(framework))])


def _decided(change: Change, data: SealedChange) -> str:
    return f"Published {day(change.published)}. {data['decision']}".strip()


def _shown(data: SealedChange) -> tuple[Sequence[Detail], str]:
    """What a reader of a mail wants of the fields: of what is new its words alone; and how many are left out."""
    details = [detail for detail in data["details"] if detail["field"] == "wording" or detail["was"]]
    more = len(details) - MOST
    left_out = f"And {counted(more, 'more change', 'more changes')}, on the page of this change." if more > 0 else ""
    return details[:MOST], left_out


def _called(detail: Detail) -> str:
    return detail["called"] if detail["field"] == "wording" else f"{detail['called']}, {detail['field']}"


def _before_and_after(detail: Detail) -> Iterator[str]:
    if detail["was"]:
        yield f"  Before: {detail['was']}"
    if detail["now"]:
        yield f"  {'Now' if detail['was'] else 'New'}: {detail['now']}"
    if detail["note"]:
        yield f"  {detail['note']}"


def _address(framework: Framework, change: Change) -> str:
    """Where the page of the change stands; nothing where the site has no address yet."""
    public = framework.settings.address
    return f"{public}{Links(framework).change(change.id)}" if public else ""


def _whose(framework: Framework) -> list[str]:
    """That the site is not the publisher's, where that is so."""
    settings = framework.settings
    return [] if settings.official else ["", translate_text("banner.independent", publisher=settings.publisher.name)]
