"""The comment on a proposal: its receipt, kept up to date.

It is written by a job that has the right to write, and that runs no line of what is proposed. From the check it takes
two things: a number, which GitHub must know as the number of the very commit that was checked, and a receipt, which is
held to its form and shown as text. `python3 -m strategic_framework.publication.comment` is all that the job runs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from os import environ
from pathlib import Path
from urllib.parse import quote, urlencode

from strategic_framework.content import by_hand
from strategic_framework.publication.github import GitHub, Proposal
from strategic_framework.publication.receipt_data import Fault, HostileError, Receipt, parse
from strategic_framework.publication.receipt_markdown import lines, of_fault

#: By this the comment is known again, together with who wrote it.
MARK = "<!-- receipt of the proposal -->"
AUTHOR = "github-actions[bot]"
#: GitHub takes 65,536 characters.
LONGEST = 60_000
NAME = re.compile(r"receipt-([1-9]\d{0,9})")
FILE = "receipt.json"
CONTENT = "framework/"
PENDING = "framework/changes/pending/"


def main(given: Mapping[str, str] = environ) -> int:
    """Write the comment that belongs to a finished check; the exit status, 0 also where there is nothing to write."""
    github = GitHub(given["GITHUB_API_URL"], given["GITHUB_REPOSITORY"], given["TOKEN"])
    try:
        said, status = written(github, int(given["RUN"]), given["COMMIT"], Path.cwd() / "CODEOWNERS"), 0
    except HostileError as fault:
        said, status = f"No comment was written. {fault}", 1
    sys.stdout.write(f"{said}\n")
    return status


def written(github: GitHub, run: int, commit: str, codeowners: Path) -> str:
    """Bring the comment of the proposal that a run has checked up to date; what was done, in a sentence."""
    uploads = github.uploads(run)
    receipts = [match for name in uploads if (match := NAME.fullmatch(name))]
    if len(receipts) != 1:
        return "The check left no receipt, so there is nothing to say."
    upload, proposal = uploads[receipts[0][0]], github.proposal(int(receipts[0][1]))
    if not proposal.is_open or proposal.commit != commit:
        return "The proposal has moved on since this check, so the next one tells of it."
    owners = owners_of(PENDING, codeowners.read_text(encoding="utf-8") if codeowners.is_file() else "")
    return _put(github, proposal.number, body(parse(github.file_of(upload, FILE)), proposal, owners))


def _put(github: GitHub, number: int, text: str) -> str:
    """The text as the one comment that is ours."""
    own = (each for each in github.comments(number) if each.author == AUTHOR and each.body.startswith(MARK))
    there = next(own, None)
    if there and there.body.replace("\r\n", "\n").strip() == text.strip():
        return "The comment says so already."
    github.write(number, text, there.id if there else None)
    return "The comment is brought up to date." if there else "The comment is written."


# --- its words --------------------------------------------------------------------------------------------------------


def body(receipt: Receipt, proposal: Proposal, owners: Iterable[str]) -> str:
    """The whole comment: what it is, who decides, what is to be put right, and the receipt, as far as it fits."""
    rest = lines({**receipt, "problems": []})
    parts, length = [MARK], 0
    for part in (*_head(receipt, proposal, [*owners]), *_mending(receipt, proposal), *rest):
        length += len(part) + 1
        if length > LONGEST:
            parts.append("\n**There is more than a comment can hold.** The rest stands in the summary of the check.")
            break
        parts.append(part)
    return "\n".join([*parts, "\n", *_where(proposal)])


def _head(receipt: Receipt, proposal: Proposal, owners: list[str]) -> Iterator[str]:
    yield f"{_standing(receipt)}\n"
    names = ", ".join(f"`{name.lstrip('@')}`" for name in owners)
    yield f"Who decides: {names or 'not named in CODEOWNERS'}.\n"
    if not proposal.author_is_member:
        yield (
            "**This is a suggestion from somebody who is not a member here.** Where it says who decided, and when, "
            "that is what they typed. Merge it only if it is so.\n"
        )
    if not proposal.touches_only(CONTENT):
        yield (
            f"**It changes more than `{CONTENT}`**, so what follows was made by the program as it is proposed. "
            "Read the files themselves too.\n"
        )


def _standing(receipt: Receipt) -> str:
    """In a sentence, what stands between the proposal and its publication."""
    only_undecided = {fault["code"] for fault in receipt["problems"]} == {"suggestion"}
    if only_undecided or (receipt["suggestions"] and not receipt["problems"]):
        return "**Suggestion.** Nobody has decided it yet, so it cannot be published."
    if count := len(receipt["problems"]):
        return f"**Not ready.** {count} {'thing is' if count == 1 else 'things are'} to be put right."
    if receipt["publishes"] or receipt["pages"]:
        return "**Ready to be decided.** Merging it publishes what stands below."
    return "**Nothing changes for readers.**"


def _mending(receipt: Receipt, proposal: Proposal) -> Iterator[str]:
    """What is to be put right, each with the way to GitHub's own editor."""
    if receipt["problems"]:
        yield "## What is to be put right\n"
        yield from (of_fault(fault, _edit(fault, proposal)) for fault in receipt["problems"][:50])
        if more := len(receipt["problems"]) - 50:
            yield f"- and {more} more, in the check." if more > 0 else ""
        yield "\nOpen the file, change the line, and press *Commit changes*. The check then runs again by itself.\n"


def _edit(fault: Fault, proposal: Proposal) -> str:
    """The ways into GitHub's editor where the proposal has its branch: to the line, and to each file that mends it."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", proposal.repository):
        return ""
    there, branch = f"https://github.com/{proposal.repository}", quote(proposal.branch, safe="/")
    ways = []
    if re.fullmatch(r"(?:framework|docs)/[\w./-]+", fault["file"]) and ".." not in fault["file"]:
        line = f"#L{fault['line']}" if fault["line"] else ""
        ways.append(f"[edit it]({there}/edit/{branch}/{fault['file']}{line})")
    for new in by_hand.files(fault["instead"]):
        filled = urlencode({"filename": new.name, "value": new.text}, quote_via=quote)
        ways.append(f"[write `{new.name.rpartition('/')[2]}`]({there}/new/{branch}?{filled})")
    return f" ({', '.join(ways)})" if ways else ""


def _where(proposal: Proposal) -> Iterator[str]:
    yield "---"
    yield (
        "The pages as they would be, with what changes marked: below this proposal choose *Checks*, then *Check*, "
        "then *Summary*. There open `preview.html`. The whole site lies beside it. "
        f"This was checked at commit `{proposal.commit[:7]}`."
    )


def owners_of(path: str, codeowners: str) -> list[str]:
    """Whom CODEOWNERS names for a folder: of its lines that name the folder or one around it, the last counts."""
    owners: list[str] = []
    for line in codeowners.splitlines():
        pattern, *names = line.partition("#")[0].split() or [""]
        if pattern == "*" or (pattern.endswith("/") and f"/{path}".startswith(f"/{pattern.lstrip('/')}")):
            owners = [name for name in names if re.fullmatch(r"@[\w./-]+", name)]
    return owners


if __name__ == "__main__":
    sys.exit(main())
