"""The documents of a build: each made once, only those linked that are there, and everything else made without them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from strategic_framework.build.phases import Build
from strategic_framework.build.writer import Writer
from strategic_framework.content import loader
from strategic_framework.documents import library
from strategic_framework.documents.library import Planned
from strategic_framework.documents.missing import MissingError
from strategic_framework.ledger import store
from strategic_framework.rendering.file_cache import FileCache
from strategic_framework.site import macros
from strategic_framework.views.base import Here
from strategic_framework.views.macro import macro
from strategic_framework.views.site import DocumentFile, Site
from tests.conftest import EXAMPLE


@pytest.fixture
def site() -> Site:
    """The example, read."""
    return Site(loader.load(EXAMPLE), store.read(EXAMPLE))


def row(name: str, form: str, make: Callable[[], bytes]) -> Planned:
    return Planned(f"downloads/{name}.{form}", name, form, f"{name}-{form}", make)


def absent() -> bytes:
    raise MissingError("Pango is not here")


def test_every_subject_has_its_documents(site: Site, tmp_path: Path) -> None:
    """Editions in four formats, priorities in two, versions and topics as PDF, changes with a reason as redlines."""
    planned = library.plan(site, tmp_path)
    forms: dict[str, set[str]] = {}
    for each in planned:
        forms.setdefault(each.name, set()).add(each.format)
    edition, ledger = site.framework.current, site.ledger
    assert forms[edition.id] == {"pdf", "docx", "odt", "epub"}
    assert all(forms[priority.id] == {"pdf", "docx"} for priority in edition.priorities)
    assert all(forms[f"{version.document}-version-{version.number}"] == {"pdf"} for version in ledger.versions)
    assert all(forms[f"topic-{area.id}"] == {"pdf"} for area in site.framework.policy_areas)
    assert {name for name, of in forms.items() if of == {"redline"}} == {
        change.id for change in ledger.changes if change.records and change.reason
    }
    assert {site.links.download(edition.id, form) for form in forms[edition.id]} < {each.address for each in planned}
    assert len({each.address for each in planned}) == len({each.key for each in planned}) == len(planned)


def test_a_document_is_known_by_all_that_it_is_made_from(site: Site, tmp_path: Path) -> None:
    """Another word in one action gives other hashes to what holds it, and to nothing else; so does a reference."""
    keys = {each.address: each.key for each in library.plan(site, tmp_path)}
    action = site.framework.current.actions[0]
    framework = site.framework.model_copy()
    priority = site.framework.priority_of[action.id]
    actions = (action.model_copy(update={"text": action.text + " And more."}), *priority.actions[1:])
    edited = priority.model_copy(update={"actions": actions})
    edition = site.framework.current
    priorities = tuple(edited if each.id == priority.id else each for each in edition.priorities)
    editions = tuple(each if each is not edition else edition.model_copy(update={"priorities": priorities})
                     for each in framework.editions)  # fmt: skip
    other = Site(replace(site.loaded, framework=framework.model_copy(update={"editions": editions})), site.ledger)
    changed = {address for address, key in keys.items()
               if key != {each.address: each.key for each in library.plan(other, tmp_path)}.get(address)}  # fmt: skip
    assert site.links.download(edition.id, "pdf") in changed
    assert f"downloads/{priority.id}.docx" in changed
    assert not [address for address in changed if "-version-" in address or "chg-" in address]
    (tmp_path / "framework").mkdir()
    (tmp_path / "framework" / "reference.docx").write_bytes(b"styles")
    styled = {each.address: each.key for each in library.plan(site, tmp_path)}
    assert {address.rpartition(".")[2] for address, key in keys.items() if styled[address] != key} == {"docx"}


def test_what_is_kept_is_not_made_again_and_what_is_missing_is_said_once(tmp_path: Path) -> None:
    """A format that cannot be made is left out, with one line; the others are made, each one time."""
    calls: list[str] = []
    written: dict[str, bytes] = {}
    rows = [row("a", "pdf", absent), row("b", "pdf", absent), row("a", "docx", lambda: calls.append("a") or b"words")]
    kept = FileCache(tmp_path / "cache" / "documents")
    for _ in range(2):
        made, missing = library.made(rows, kept, written.__setitem__)
        assert [(each.address, each.size) for each in made] == [("downloads/a.docx", 5)]
        assert missing == ["No pdf was made: Pango is not here"]
    assert (calls, written) == (["a"], {"downloads/a.docx": b"words"})


def test_a_build_tells_its_pages_which_documents_it_made(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made in two processes, they stand in the folder; what the pages answered before is asked again."""
    name = site.framework.current.id
    rows = [row(name, "pdf", lambda: b"a" * 12_345), row(name, "odt", absent), row(name, "docx", lambda: b"b")]
    monkeypatch.setattr(library, "plan", lambda *_: rows)
    (tmp_path / "site").mkdir()
    build = Build(tmp_path, site, (), Writer(tmp_path / "site"), None)
    here = Here(site, f"{name}/", "edition", edition_id=name)
    call = macros.parse("documents()", 1)
    macros.answer_ahead(here, call)
    assert macros.laid_out(macros.answer(here, call)) == ""
    macros.answer_ahead(here, call)
    assert build.write_documents() == ["No odt was made: Pango is not here"]
    html = macros.laid_out(macros.answer(here, call))
    assert re.findall(r'href="([^"]+)">([^<]+)<', html) == [
        (f"../downloads/{name}.pdf", "PDF, 12 kB"), (f"../downloads/{name}.docx", "Word, 1 kB"),
    ]  # fmt: skip
    assert (tmp_path / "site" / "downloads" / f"{name}.pdf").read_bytes() == b"a" * 12_345


@pytest.mark.parametrize(("kind", "subject", "name"), [
    ("priority", "pri-4", "pri-4"), ("topic", "ferries", "topic-ferries"), ("change", "chg-0002", "chg-0002"),
    ("version", "2025-28/2", "2025-28-version-2"),
])  # fmt: skip
def test_each_page_leads_to_the_documents_of_its_subject(site: Site, kind: str, subject: str, name: str) -> None:
    """And to no other."""
    for each in (name, "other"):
        site.take_in([DocumentFile(each, "pdf", f"downloads/{each}.pdf", 1, "")])
    here = Here(site, "a/b/", kind, subject, edition_id="2025-28")
    html = macros.run(here, macros.parse("documents()", 1))
    assert re.findall(r'href="([^"]+)"', html) == [f"../../downloads/{name}.pdf"]


def test_no_two_macros_bear_one_name() -> None:
    """A second one would take the place of the first on every page that calls it, without a word."""
    with pytest.raises(ValueError, match="two macros are called documents"):
        macro("block", "documents")(lambda _: [])


def test_a_plain_build_leads_to_no_document(built_example: Path) -> None:
    """What was not made is not linked."""
    assert not (built_example / "downloads").exists()
    pages = [built_example / "2025-28" / "index.html", built_example / "changes" / "chg-0002" / "index.html"]
    assert not [page for page in pages if "downloads/" in page.read_text(encoding="utf-8")]


def test_the_page_of_data_begins_with_the_whole_as_it_was_made(site: Site) -> None:
    """The PDF and the Word file of the edition in force, where this build has made them."""
    edition = site.framework.current
    here, call = Here(site, "data/"), macros.parse("take()", 1)
    assert "downloads/" not in macros.run(here, call)
    for form in ("pdf", "docx"):
        site.take_in([DocumentFile(edition.id, form, site.links.download(edition.id, form), 1000, "")])
    html = macros.run(here, call)
    assert all(f'href="../{site.links.download(edition.id, form)}"' in html for form in ("pdf", "docx"))
