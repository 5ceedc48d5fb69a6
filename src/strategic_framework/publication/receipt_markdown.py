"""The receipt as Markdown: for the summary of a check, and for the comment on a proposal.

Whatever it holds is text: nothing in it becomes markup, a link, a mention or a picture. Only the standard library is
used (`receipt_data` says why).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategic_framework.language.redline import redline
from strategic_framework.publication.receipt_data import Detail, Fault, Receipt, SealedChange, ShownPage

#: How what stays, goes and comes is marked.
MARKS = {"same": "{}", "del": "<del>{}</del>", "ins": "<ins>{}</ins>"}
#: What begins a block where it begins a line: a list, a rule, or the line that makes a heading of the one above it.
_BLOCK = re.compile(r"^(\d*)([-+=.])", re.MULTILINE)
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
#: GitHub makes links and pictures of these after it has read the Markdown, so that no backslash holds them: bare
#: addresses, names, issues (#2, GH-2), commits, :tada:. An empty comment between two characters parts them.
_LINKED = re.compile(r":(?=//|[\w+-]+:)|\bw(?=ww\.)|\bGH-(?=\d)|\\[@#](?=\w)|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)


def markdown(receipt: Receipt) -> str:
    """The whole receipt."""
    return "\n".join(lines(receipt))


def lines(receipt: Receipt) -> Iterator[str]:
    """The receipt in pieces of which each is whole: the Markdown stays sound wherever it is cut off between two."""
    if receipt["publishes"] or receipt["changes"]:
        yield "## If you publish this\n" if receipt["publishes"] else "## What is proposed\n"
        yield from (f"- {plain(sentence)}" for sentence in receipt["sentences"])
        yield ""
        for change in receipt["changes"]:
            yield from of_change(change)
    else:
        yield from (f"- {plain(sentence)}" for sentence in receipt["sentences"])
        yield ""
    if receipt["problems"]:
        yield "## What is to be put right\n"
        yield from (of_fault(fault) for fault in receipt["problems"])
        yield ""
    if receipt["pages"]:
        yield "## Pages that change\n"
        yield from (_of_page(page) for page in receipt["pages"])
        yield ""


def of_change(change: SealedChange) -> Iterator[str]:
    """A change: its title, its reason with the decision, and each field that differs."""
    yield f"### {plain(change['title'])}\n"
    reason = " ".join(
        text for text in (change["reason"], f"({change['decision']})" if change["decision"] else "") if text
    )
    if reason:
        yield f"{plain(reason)}\n"
    for detail in change["details"]:
        called = f"**{plain(detail['called'])}** ({_code(detail['item'])})"
        field = f", {plain(detail['field'])}" if detail["field"] != "wording" else ""
        yield f"- {called}{field}: {of_detail(detail)}"
    yield ""


def of_detail(detail: Detail) -> str:
    """A field before and after: marked, or side by side."""
    was, now = within(detail["was"]), within(detail["now"])
    note = f" {within(detail['note'])}" if detail["note"] else ""
    if detail["way"] == "other words":
        return f"the same item in other words. Was: {was} Now: {now}"
    if detail["way"] == "was and now":
        return f"was {was}; now {now}.{note}"
    pieces = redline(detail["was"], detail["now"])
    return "".join(MARKS[piece.kind].format(within(piece.text)) for piece in pieces) + note


def of_fault(fault: Fault, link: str = "") -> str:
    """What is wrong, where, why it matters and what to write instead."""
    where = f"{plain(fault['file'])}, line {fault['line']}" if fault["line"] else plain(fault["file"])
    instead = f" Instead: {plain(fault['instead'])}" if fault["instead"] else ""
    why = f" {plain(fault['why'])}" if fault["why"] else ""
    return f"- **{where}**{link}: {plain(fault['what'])}{why}{instead}"


def _of_page(page: ShownPage) -> str:
    new = " (new)" if page["is_new"] else ""
    return f"- {plain(page['title'])}, {plain('/' + page['address'])}{new}"


def _code(name: str) -> str:
    """An identifier in a fixed-width font; anything else as text."""
    return f"`{name}`" if re.fullmatch(r"[\w./-]{1,100}", name) else plain(name)


def plain(text: str) -> str:
    """A text in which nothing is Markdown, HTML or a link of GitHub's: proposals are read as data."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = "".join(f"\\{character}" if character in "\\`*_[]()#!|~@" else character for character in escaped)
    escaped = _BLOCK.sub(r"\1\\\2", _INDENTATION.sub("", escaped))
    return _LINKED.sub(r"\g<0><!-- -->", escaped).replace("$", "<span>$</span>")


def within(text: str) -> str:
    """A piece of a line: the space that it begins with is no indentation, and keeps two words apart."""
    return f"{' ' if text[:1].isspace() else ''}{plain(text)}"
