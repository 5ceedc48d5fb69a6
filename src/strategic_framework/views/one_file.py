"""The whole document, or one version of it, as a file to carry: what stands in it, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategic_framework.language.english import day
from strategic_framework.language.labels import within
from strategic_framework.language.strings import translate, translate_text
from strategic_framework.ledger.records import children, document_of
from strategic_framework.ledger.versions import Version
from strategic_framework.model import Edition
from strategic_framework.model.frozen import frozen
from strategic_framework.views.base import Here, Section, section, tone
from strategic_framework.views.breadcrumbs import Breadcrumbs
from strategic_framework.views.macro import macro
from strategic_framework.views.page_heading import Head
from strategic_framework.views.print import Contents, ContentsRow, print_document
from strategic_framework.views.shell import Shell, shell
from strategic_framework.views.site import Site
from strategic_framework.views.summary import Fact, Summary, fact
from strategic_framework.views.titles import page_name
from strategic_framework.views.version_words import version_of, version_words
from strategic_framework.views.versions import grouped, version_facts
from strategic_framework.views.view import Link, View
from strategic_framework.views.ways import Way, Ways


@frozen
class Carried(Here):
    """A page that is carried away as a file: every way out of it is a whole address."""

    def to(self, address: str) -> str:
        return self.links.absolute(address)


@frozen
class OneFile:
    """A file to carry: what stands around (every link a whole address), and its content from top to bottom."""

    shell: Shell
    content: Sequence[View]


def of_edition(site: Site, edition: Edition) -> OneFile:
    """The whole edition, as its page for print has it."""
    meta: dict[str, object] = {"title": translate_text("one_file.whole")}
    here = Carried(site, site.links.print_page(edition), "edition-part", "", meta, edition.id)
    with within(site.framework, edition.id):
        contents, *parts = print_document(here)
        head = Head(Breadcrumbs([]), edition.title, translate("one_file.whole"), voice="said")
        return OneFile(shell(here), [head, contents, _about([*_words_of(here), *_of_file(here)]), *parts])


def of_version(site: Site, document: str, number: int) -> OneFile:
    """The words of one version of a document. Raises LookupError where there is none of that number."""
    edition = document if document in {edition.id for edition in site.framework.editions} else ""
    here = Carried(site, site.links.version(document, number), "version", f"{document}/{number}", {}, edition)
    with within(site.framework, edition):
        head = Head(Breadcrumbs([]), page_name(here), translate("one_file.version"))
        facts = version_facts(here)
        known = facts.rows if isinstance(facts, Summary) else ()
        parts = [*_contents(here), _about([*known, *_of_file(here)]), *version_words(here)]
        return OneFile(shell(here), [head, *parts])


def _about(rows: Sequence[Fact]) -> Section:
    """Which words these are, and where more is found."""
    return section("file", translate("one_file.about"), Summary([row for row in rows if row.parts]))


def _of_file(here: Here) -> Iterator[Fact]:
    settings = here.framework.settings
    address = here.links.absolute(here.address)
    yield fact(translate("one_file.as_at"), day(settings.as_at))
    yield fact(translate("one_file.page"), [Link(address, address)])
    yield fact(translate("one_file.rights"), settings.rights)


def _words_of(here: Here) -> Iterator[Fact]:
    """The version whose words these are; where some are not published yet, that is said."""
    versions = here.site.ledger.versions_of(here.edition.id)
    if not versions:
        return
    latest = versions[-1]
    way = here.to(here.links.version(latest.document, latest.number))
    name = translate("version_facts.published", number=latest.number, day=day(latest.change.published))
    yield fact(translate("version_facts.this"), [Link(way, name)])
    if _waits(here, latest):
        yield fact(translate("one_file.waiting"), translate("one_file.differs", number=latest.number))
    else:
        yield fact(translate("version_facts.fingerprint"), grouped(latest.fingerprint))


def _waits(here: Here, latest: Version) -> bool:
    """Whether any word of this edition is not as it was published."""
    edition, records = here.framework.edition_of, latest.records
    return any(
        edition.get(item) is here.edition or (item in records and document_of(item, records) == latest.document)
        for item in here.site.waiting
    )


def _contents(here: Here) -> list[View]:
    """The priorities of a version by their titles at the time; nothing for a document that has none."""
    version, known = version_of(here), here.framework.priorities
    rows = [
        ContentsRow(f"v-{name}", known[name].number, tone(known[name], here.edition), title, "")
        for name in children(version.records[version.document])
        if name in known and (title := str(version.records[name].get("title") or ""))
    ]
    return (
        [section("contents", translate("contents.title"), Contents(introduction=False, priorities=rows))]
        if rows
        else []
    )


@macro("section")
def one_file(here: Here) -> list[View]:
    """The whole edition as one file to carry, and its checksum."""
    address = here.links.one_file(here.edition)
    way = Way(here.to(address), translate("one_file.name"), translate("one_file.note"))
    checksum = Way(here.to(f"{address}.sha256"), translate("one_file.checksum"), translate("one_file.check"))
    return [section("one-file", translate("one_file.title"), Ways([way, checksum]))]
