"""The ledger is provable: a forgery that is consistent in itself breaks a rule, or is not what was public before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

from strategic_framework.commands.main import main
from strategic_framework.content import source as yaml_source
from strategic_framework.ledger import fingerprints, lock, store
from strategic_framework.ledger.fingerprints import Fingerprints
from strategic_framework.ledger.records import digest
from strategic_framework.ledger.verify import broken, unbound
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.publication import earlier, publishing
from tests.answering import answering, showing
from tests.conftest import EXAMPLE, FROZEN, MINIATURE, clone
from tests.test_sealed_files import commit, git

Sealed = list[dict[str, Any]]


def sealed(root: Path) -> tuple[list[Path], Sealed]:
    """The files of the sealed changes, and what they hold."""
    paths = sorted((root / "framework/changes").glob("[0-9]*.yml"))
    roots = [yaml_source.read(path, path.name).root for path in paths]
    return paths, [cast("dict[str, Any]", yaml_source.plain(root)) for root in roots if root is not None]


def forge(root: Path, edit: Callable[[Sealed], object]) -> None:
    """Change what is sealed, and work every hash out again, so that the chain closes."""
    paths, changes = sealed(root)
    edit(changes)
    previous = None
    for path, change in zip(paths, changes, strict=False):
        if previous:
            change["previous"] = previous
        path.write_text(dump(change), encoding="utf-8")
        previous = digest(change)
    for path in paths[len(changes) :]:
        path.unlink()
    file = root / "framework" / lock.NAME
    old = lock.parse(file.read_text("utf-8"))
    file.write_text(lock.dump(lock.Lock(old.records, changes[-1]["id"], previous or "")), encoding="utf-8")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The example with its two years of history."""
    return clone(tmp_path / "plan", content=EXAMPLE)


def change(name: str, **fields: Any) -> Callable[[Sealed], object]:
    """Fields of one sealed change set to something else."""
    return lambda changes: next(one for one in changes if one["id"] == name).update(fields)


def record(name: str, item: str, **fields: Any) -> Callable[[Sealed], object]:
    """Fields of what a sealed change did to one record set to something else."""
    return lambda changes: next(one for one in changes if one["id"] == name)["records"][item].update(fields)


#: A forgery whose hashes are worked out again → what is said of it.
FORGED: list[tuple[Callable[[Sealed], object], str]] = [
    (record("chg-0002", "act-03", **{"class": "cosmetic"}), "chg-0002 calls what it did to act-03 cosmetic"),
    (change("chg-0002", versions={}), "chg-0002 says that it opens no version, and it opens version 2 of"),
    (change("chg-0005", published="2020-01-01"), "chg-0005 says that it was published on 2020-01-01, before"),
    (change("chg-0002", decided="2031-01-01"), "chg-0002 says that it was decided on 2031-01-01, after it was"),
]


@pytest.mark.parametrize(("edit", "said"), FORGED, ids=[said[:40] for _, said in FORGED])
def test_a_forgery_with_every_hash_worked_out_again_breaks_a_rule(
    plan: Path, edit: Callable[[Sealed], object], said: str
) -> None:
    """Class, version, and the order of days are worked out again from the words before and after."""
    forge(plan, edit)
    ledger = store.read(plan)
    assert broken(ledger) == []
    assert any(said in problem.what for problem in broken(ledger, thorough=True))


@pytest.mark.parametrize("content", [EXAMPLE, FROZEN], ids=["example", "frozen"])
def test_what_was_sealed_before_verifies_for_ever(content: Path) -> None:
    """Whatever rules come later, the ledgers that were sealed under earlier ones keep their proof."""
    ledger = store.read(content)
    assert ledger.changes
    assert [*broken(ledger, thorough=True), *unbound(ledger)] == []


#: Forgeries that hold together: only what was public before can tell.
CONSISTENT: dict[str, Callable[[Path], object]] = {
    "reason": lambda root: forge(root, change("chg-0002", reason="It was a matter of taste.")),
    "decider": lambda root: forge(root, change("chg-0015", decided_by="The newest member")),
    "newest cut off": lambda root: forge(root, lambda changes: changes.pop()),
    "begun again": lambda root: forge(root, lambda changes: changes.__delitem__(slice(1, None))),
    "addresses": lambda root: (root / "framework" / store.ADDRESSES).write_text("/\n", encoding="utf-8"),
}


@pytest.mark.parametrize(("name", "edit"), CONSISTENT.items(), ids=CONSISTENT)
def test_a_consistent_forgery_is_not_what_was_public(plan: Path, name: str, edit: Callable[[Path], object]) -> None:
    """Against a commit each is found; so it is against what somebody kept, which holds no addresses."""
    git(plan, "init", "-q", "-b", "main")
    commit(plan, "Published")
    kept = fingerprints.parse(fingerprints.dump(Fingerprints.of(store.read(plan))))
    assert earlier.compare(earlier.read(plan, "main"), store.read(plan)) == []
    edit(plan)
    assert earlier.compare(earlier.read(plan, "main"), store.read(plan))
    assert bool(earlier.compare(kept, store.read(plan))) == (name != "addresses")


def test_a_later_publication_is_no_forgery(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was public stands within what is: an earlier state is kept by every later one."""
    kept = Fingerprints.of(store.read(plan))
    earlier_half = Fingerprints(dict(list(kept.hashes.items())[:5]))
    assert earlier.compare(earlier_half, store.read(plan)) == []
    (plan / "ledger.txt").write_text(fingerprints.dump(earlier_half), encoding="utf-8")
    monkeypatch.chdir(plan)
    done = CliRunner().invoke(main, ["verify", "--against", "ledger.txt"])
    assert "All that was published at ledger.txt is here, unchanged: 5 changes." in done.output
    assert done.exit_code == 0


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which it is served on this machine."""
    folder = tmp_path / "served"
    (folder / "changes").mkdir(parents=True)
    with answering(showing(folder)) as address:
        yield folder, address


def test_what_a_site_serves_is_compared(plan: Path, served: tuple[Path, str]) -> None:
    """The address of a site, or of its file; one that does not answer is said, and never passes."""
    folder, address = served
    (folder / "changes/ledger.txt").write_text(fingerprints.dump(Fingerprints.of(store.read(plan))), encoding="utf-8")
    for where in (address, f"{address}changes/ledger.txt"):
        assert earlier.compare(earlier.read(plan, where), store.read(plan)) == []
    forge(plan, change("chg-0002", reason="It was a matter of taste."))
    problems = earlier.compare(earlier.read(plan, address), store.read(plan))
    assert "chg-0002 is not as it was published." in [problem.what for problem in problems]
    with pytest.raises(ValueError, match="cannot be read"):
        earlier.read(plan, f"{address}elsewhere/")


@pytest.mark.parametrize("text", ["", "chg-0001\n", "<!doctype html>\n", f"{'0' * 64}  act-12\n"])
def test_what_is_no_ledger_text_never_passes(plan: Path, text: str) -> None:
    """An empty file, a page, or hashes of something else are refused instead of holding nothing."""
    (plan / "kept.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"kept\.txt is not a saved ledger\.txt"):
        earlier.read(plan, str(plan / "kept.txt"))
    with pytest.raises(ValueError, match="no commit or branch called nowhere"):
        earlier.read(plan, "nowhere")


def test_the_texts_that_are_served_are_those_that_were_sealed(
    built_example: Path, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By content: a letter exchanged at equal length and time is found, and so is a text that is gone."""
    site = tmp_path / "site"
    for version in store.read(plan).versions:
        path = site / f"{version.document}/versions/{version.number}/text.txt"
        path.parent.mkdir(parents=True)
        path.write_bytes((built_example / path.relative_to(site)).read_bytes())
    (site / "changes").mkdir()
    (site / "changes/ledger.txt").write_bytes((built_example / "changes/ledger.txt").read_bytes())
    monkeypatch.chdir(plan)

    def verified() -> tuple[int, str]:
        done = CliRunner().invoke(main, ["verify", "--site", str(site)])
        return done.exit_code, done.output

    assert verified()[0] == 0
    path.write_bytes(path.read_bytes().replace(b"e", b"a", 1))
    assert verified()[0] == 1
    assert "text.txt is not as it was sealed." in verified()[1]
    path.unlink()
    assert "and the site does not have it." in verified()[1]


def test_the_list_of_addresses_is_bound_to_the_lock(plan: Path) -> None:
    """From its next publication on a lock holds the hash of the list; one sealed before needs none."""
    listed = plan / "framework" / store.ADDRESSES
    whole = listed.read_text("utf-8")
    listed.write_text(whole.replace("/timeline/\n", ""), encoding="utf-8")
    assert [*unbound(store.read(plan))] == []  # the example was sealed before a lock held that hash
    publishing.publish(plan, "2026-11-23")
    assert "/timeline/" in listed.read_text("utf-8")
    assert [*unbound(store.read(plan))] == []
    listed.write_text(listed.read_text("utf-8").replace("/timeline/\n", ""), encoding="utf-8")
    [problem] = unbound(store.read(plan))
    assert problem.what == "The list of addresses is not as publishing wrote it."


def test_nothing_published_holds_nothing(tmp_path: Path) -> None:
    """A commit before the first publication asks for nothing."""
    root = clone(tmp_path, content=MINIATURE)
    for name in (lock.NAME, store.ADDRESSES):
        (root / "framework" / name).unlink(missing_ok=True)
    for path in (root / "framework/changes").glob("[0-9]*.yml"):
        path.unlink()
    git(root, "init", "-q", "-b", "main")
    commit(root, "Not published")
    assert earlier.read(root, "main") == Fingerprints({})
