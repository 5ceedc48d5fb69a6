"""What was public earlier, read from a commit, a saved `ledger.txt` or the site itself, and compared with what is."""

from __future__ import annotations

import tempfile
import urllib.request
from pathlib import Path

from strategic_framework.content.files import FOLDER
from strategic_framework.content.links import LEDGER_TEXT
from strategic_framework.content.problems import Problem
from strategic_framework.ledger import fingerprints, lock, store
from strategic_framework.ledger.fingerprints import Fingerprints
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Place
from strategic_framework.publication.git import commit, git

_SECONDS, _LONGEST = 30, 10_000_000
_SEALED = (f"{FOLDER}/{lock.NAME}", f"{FOLDER}/{store.ADDRESSES}", f"{FOLDER}/{store.CHANGES}")


def compare(earlier: Fingerprints, ledger: Ledger) -> list[Problem]:
    """Everything that was public earlier and is not there unchanged."""
    now = Fingerprints.of(ledger)
    why = "What was published is never edited or taken away afterwards: that is what readers rely on."
    instead = "Put the published files back as they were."
    return [
        Problem(Place(_file(name, ledger), 0, 0), "published-before", what, why, instead)
        for what, name in fingerprints.missing(earlier, now)
    ]


def _file(name: str, ledger: Ledger) -> str:
    fallback = store.CHANGES if name.startswith("chg-") or name.endswith("/text.txt") else store.ADDRESSES
    return ledger.files.get(name, f"{FOLDER}/{fallback}")


def read(root: Path, where: str) -> Fingerprints:
    """What was public: at a web address, in a saved file, or at a git commit or branch. Raises ValueError."""
    if "://" in where:
        return _parsed(_fetched(where), where)
    if Path(where).is_file():
        return _parsed(Path(where).read_bytes(), where)
    return at_commit(root, where)


def at_commit(root: Path, base: str) -> Fingerprints:
    """What was published at a commit; nothing where nothing was. Raises UnknownBaseError."""
    name = commit(root, base)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for file in git(root, "ls-tree", "-r", "-z", "--name-only", name, "--", *_SEALED).split("\0"):
            if file and not file.startswith(f"{FOLDER}/{store.PENDING}/"):
                (copy / file).parent.mkdir(parents=True, exist_ok=True)
                text = git(root, "show", f"{name}:./{file}")
                (copy / file).write_text(text, encoding="utf-8", errors="surrogateescape", newline="")
        (copy / FOLDER).mkdir(exist_ok=True)
        return Fingerprints.of(store.read(copy))


def _parsed(data: bytes, where: str) -> Fingerprints:
    try:
        return fingerprints.parse(data.decode("utf-8"))
    except ValueError as fault:
        raise ValueError(f"{where} is not a saved {Path(LEDGER_TEXT).name}. {fault}") from None


def _fetched(address: str) -> bytes:
    """What stands at a web address: the file itself, or the site that has it. Raises ValueError."""
    if not address.startswith(("https://", "http://")):
        raise ValueError(f"{address} is not the address of a web page: it begins with https://.")
    file = f"{address}{LEDGER_TEXT}" if address.endswith("/") else address
    try:
        with urllib.request.urlopen(file, timeout=_SECONDS) as answer:  # noqa: S310 (the scheme was looked at)
            return bytes(answer.read(_LONGEST))
    except OSError as fault:
        raise ValueError(f"{file} cannot be read: {getattr(fault, 'reason', fault)}.") from None
