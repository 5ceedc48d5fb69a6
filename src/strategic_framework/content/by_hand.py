"""What a message says to type in a terminal, as files that can be written anywhere: in GitHub's own editor, too.

Only the standard library is used: the comment on a proposal makes links of these files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

PENDING = "framework/changes/pending"
_COMMAND = re.compile(r'framework (explain|retire|restore) ("[^"]{1,300}"|[\w/-]{1,100}(?:\.yml)?)( --same-item)?')
#: What only a person can complete: left as it is, the check refuses it.
_DECISION = "decided: YYYY-MM-DD\ndecided_by:\nreason: >-\n\n"


# Of the standard library: the comment on a proposal is written where nothing is installed.
@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be written: its name below the folder of the project, and its text, which is to be completed."""

    name: str
    text: str


def files(instead: str) -> Iterator[NewFile]:
    """The files that do what the commands in a message do, in their order."""
    for verb, item, same in dict.fromkeys(_COMMAND.findall(instead)):
        subject = item.strip('"')
        name = re.sub(r"[^a-z0-9]+", "-", f"{verb} {subject}".lower()).strip("-")[:60].strip("-")
        yield NewFile(f"{PENDING}/{name}.yml", _text(verb, subject, is_same=bool(same)))


def _text(verb: str, subject: str, *, is_same: bool) -> str:
    """A reason that names what it explains, or a proposal of one change."""
    named = subject if re.fullmatch(r"[\w./-]+", subject) else json.dumps(subject, ensure_ascii=False)
    if verb == "explain":
        return "".join([f"items: [{named}]\n", *(["same_item: true\n"] if is_same else []), _DECISION])
    return f"{_DECISION}changes:\n  - {verb}: {named}\n"


def steps(file: str, line: int, instead: str) -> Iterator[str]:
    """How a problem is mended on GitHub, line by line: in the file where it stands, or by a new one."""
    if line > 0:
        yield f"On GitHub: under Files changed, open the menu of {file}, choose Edit file, and go to line {line}."
    for new in files(instead):
        yield f"Without a terminal: in this branch choose Add file, Create new file. Call it {new.name} and complete:"
        yield from new.text.rstrip("\n").split("\n")
