"""Pictures of every kind of page, at four widths and in two schemes, and of paper: `make pictures`, then look.

They stand in `review/`, which git ignores, with an index page. A contact sheet for each kind has both the wide and the
narrow window in both schemes side by side, and under them its pages of paper. Of each kind the fullest page is taken,
because it is the hardest to lay out. What the real site has no page of (an update) is taken from the miniature one.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from markupsafe import escape
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from strategic_framework.content import loader
from strategic_framework.documents import compose
from strategic_framework.documents.odt import odt
from strategic_framework.documents.pdf import pdf
from strategic_framework.documents.redline import redline
from strategic_framework.documents.word import word
from strategic_framework.ledger import store
from strategic_framework.rendering.templates import render
from strategic_framework.site import pages
from strategic_framework.views.diagrams.weave import weave
from strategic_framework.views.site import Site
from tests import test_weave as woven
from tests.browser.conftest import FLAGS, serve
from tests.browser.windows import Window
from tests.conftest import EXAMPLE, MINIATURE, ROOT, clone, run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OUT = ROOT / "review"
WIDTHS = (390, 768, 1280, 1920)
SCHEMES = ("light", "dark")
#: On a contact sheet: the widths shown, the scale of screens and of paper, and how much of a long page is shown.
ON_SHEET, SCREEN_SCALE, PAPER_SCALE, LONGEST, GAP = (1280, 390), 0.4, 0.35, 4_500, 24
_WEAVE = re.compile(r'<div class="sf-weave.*?</div>\s*</div>(?=\s*</div></section>)', re.DOTALL)


class Kind(NamedTuple):
    """One kind of page: a name for its files, the built site it is taken from, and its address there."""

    name: str
    site: Path
    address: str


def kinds(folder: Path, content: Path) -> list[Kind]:
    """The fullest page of each file of `docs/`, and the not-found page, of a framework that is built here."""
    folder.mkdir()
    done = run(clone(folder, content=content), "framework", "build")
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    built, fullest = folder / "site", {"404": Kind("404", folder / "site", "404.html")}
    for page in pages.plan(Site(loader.load(folder), store.read(folder)), folder):
        name = page.template.name.removesuffix(".md").replace("/", "-").replace("[", "").replace("]", "")
        one = Kind(name, built, page.here.address)
        if name not in fullest or _size(one) > _size(fullest[name]):
            fullest[name] = one
    return sorted(fullest.values())


def weaves(site: Path) -> list[Kind]:
    """The home page with other weaves in it: three, five and eight priorities, some of them joined and all of them."""
    home = (site / "index.html").read_text(encoding="utf-8")
    found = []
    for count in (3, 5, 8):
        for name, links in (("some", woven.every(count)[::4]), ("all", woven.every(count))):
            drawn = str(render(weave(woven.page(count, links))))
            one = Kind(f"weave-{count}-{name}", site, f"weave-{count}-{name}.html")
            (site / one.address).write_text(_WEAVE.sub(lambda _, drawn=drawn: drawn, home), encoding="utf-8")
            found.append(one)
    return found


def _size(kind: Kind) -> int:
    return (kind.site / kind.address / "index.html").stat().st_size


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, on this machine, of a folder of files."""
    server, address = serve(folder)
    yield address
    server.shutdown()


def screens(browser: Browser, address: str, found: list[Kind]) -> None:
    """A picture of each kind, whole, at each width and in each scheme."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            page = Window(width, scheme).context(browser).new_page()
            for kind in found:
                _open(page, address, kind)
                page.screenshot(path=OUT / f"{kind.name}-{width}-{scheme}.png", full_page=True)
            page.context.close()


def papers(browser: Browser, address: str, found: list[Kind]) -> None:
    """Each kind as it is printed: a PDF, and a picture of each of its pages."""
    page = Window().context(browser).new_page()
    for kind in found:
        _open(page, address, kind)
        pdf = page.pdf(prefer_css_page_size=True, print_background=False)
        (OUT / f"{kind.name}.pdf").write_bytes(pdf)
        for number, sheet in enumerate(pypdfium2.PdfDocument(pdf), start=1):
            sheet.render(scale=1.2).to_pil().save(OUT / f"{kind.name}-paper-{number:02}.png")
    page.context.close()


def contact_sheet(kind: Kind) -> None:
    """One picture of a kind: its screens in a row, and under them its pages of paper in rows of the same breadth."""
    windows = [OUT / f"{kind.name}-{width}-{scheme}.png" for width in ON_SHEET for scheme in SCHEMES]
    screens = [_scaled(path, SCREEN_SCALE) for path in windows]
    breadth = sum(picture.width + GAP for picture in screens) + GAP
    rows, paper = [screens], [_scaled(path, PAPER_SCALE) for path in sorted(OUT.glob(f"{kind.name}-paper-*.png"))]
    in_row = max(1, (breadth - GAP) // (max((picture.width for picture in paper), default=breadth) + GAP))
    rows += [paper[start : start + in_row] for start in range(0, len(paper), in_row)]
    sheet = Image.new("RGB", (breadth, sum(_height(row) + GAP for row in rows) + GAP), "#999")
    top = GAP
    for row in rows:
        left = GAP
        for picture in row:
            sheet.paste(picture, (left, top))
            left += picture.width + GAP
        top += _height(row) + GAP
    sheet.save(OUT / f"sheet-{kind.name}.png")


def documents() -> dict[str, bytes]:
    """Documents to take away, each as PDF: those of the content that a reader meets first, and a redline.

    Word and ODT files are shown as LibreOffice lays them out, where it is here.
    """
    real, example = Site(loader.load(ROOT), store.read(ROOT)), Site(loader.load(EXAMPLE), store.read(EXAMPLE))
    edition = real.framework.current
    whole, change = compose.edition(real, edition), next(each for each in example.ledger.changes if each.reason)
    made = {
        "whole": pdf(whole),
        "priority": pdf(compose.a_priority(real, edition.priorities[0])),
        "version": pdf(compose.version(real, real.ledger.versions_of(edition.id)[-1])),
        "topic": pdf(compose.topic(real, real.framework.policy_areas[0])),
    }
    office = {"word.docx": word(whole), "odt.odt": odt(whole), "redline.docx": redline(example, change)}
    return made | (_by_office(office) if shutil.which("soffice") else {})


def _by_office(files: dict[str, bytes]) -> dict[str, bytes]:
    """These files as PDF."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, data in files.items():
            (Path(scratch) / name).write_bytes(data)
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", scratch]
        subprocess.run([*command, *(f"{scratch}/{name}" for name in files)], check=True, capture_output=True)
        return {Path(name).stem: (Path(scratch) / name).with_suffix(".pdf").read_bytes() for name in files}


def document_sheet(name: str, data: bytes) -> None:
    """One picture of a document: its pages in rows of five."""
    sheets = [page.render(scale=0.8).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(data)]
    breadth, height = (max(getattr(page, side) for page in sheets) + GAP for side in ("width", "height"))
    picture = Image.new("RGB", (5 * breadth + GAP, -(-len(sheets) // 5) * height + GAP), "#999")
    for place, page in enumerate(sheets):
        picture.paste(page, (GAP + place % 5 * breadth, GAP + place // 5 * height))
    picture.save(OUT / f"sheet-document-{name}.png")


def _height(row: list[Image.Image]) -> int:
    return max(picture.height for picture in row)


def _scaled(path: Path, scale: float) -> Image.Image:
    """A picture made smaller, and cut where it is long."""
    with Image.open(path) as picture:
        shown = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, LONGEST)))
    return shown.resize((round(shown.width * scale), round(shown.height * scale)), Image.Resampling.LANCZOS)


def _open(page: Page, address: str, kind: Kind) -> None:
    page.goto(address + kind.address)
    page.evaluate("document.fonts.ready")


def index(found: list[Kind]) -> str:
    """A page with every contact sheet, and every picture small, each leading to the whole one."""
    rows = "".join(
        f"<h2>{escape(kind.name)}</h2><p>{_small(f'sheet-{kind.name}.png')}"
        + "".join(_small(path.name) for path in sorted(OUT.glob(f"{kind.name}-[0-9p]*.png")))
        + "</p>"
        for kind in found
    )
    rows += (
        "<h2>Documents</h2><p>" + "".join(_small(path.name) for path in sorted(OUT.glob("sheet-document-*"))) + "</p>"
    )
    style = "img{width:11rem;height:15rem;object-fit:cover;object-position:top;border:1px solid #888;margin:.25rem}"
    return f"<!doctype html><meta charset=utf-8><title>Pictures</title><style>{style}</style>{rows}"


def _small(name: str) -> str:
    told = f'<a href="{escape(name)}"><img loading="lazy" src="{escape(name)}" alt="{escape(name)}"'
    return f'{told} title="{escape(name)}"></a>'


def main(names: list[str]) -> None:
    """Make the pictures of every kind and of the documents, or of the kinds that are named (`documents` is one)."""
    if not CHROMIUM:
        sys.exit("No Chromium here. On Debian: apt-get install chromium")
    if not names:
        shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        found = {kind.name: kind for kind in kinds(Path(scratch) / "miniature", MINIATURE)}
        found |= {kind.name: kind for kind in kinds(Path(scratch) / "real", ROOT)}
        found |= {kind.name: kind for kind in weaves(Path(scratch) / "real" / "site")}
        wanted = [kind for kind in found.values() if kind.name in names or not names]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for site in sorted({kind.site for kind in wanted}):
            with served(site) as address:
                those = [kind for kind in wanted if kind.site == site]
                screens(browser, address, those)
                papers(browser, address, those)
        browser.close()
    for kind in wanted:
        contact_sheet(kind)
    for name, data in documents().items() if not names or "documents" in names else ():
        document_sheet(name, data)
    (OUT / "index.html").write_text(index(sorted(found.values())), encoding="utf-8")
    print(f"{len(list(OUT.glob('*.png')))} pictures. Look in review/index.html.")


if __name__ == "__main__":
    main(sys.argv[1:])
