"""The exit is open: another engine builds the same site from the pages that `framework pages` writes.

Zensical stands for any other engine. Says NOT RUN where it is not installed, and fails then if REQUIRE_ALL is set.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from lxml import html

from strategic_framework.site import pages
from strategic_framework.views.site import Site
from tests.conftest import MINIATURE, ROOT, clone, run

SETTINGS = """
site_name: Another engine
site_url: https://example.org/
docs_dir: docs
site_dir: site
theme: {name: material, language: en, font: false}
extra_css: [assets/site.css]
markdown_extensions: [attr_list]
"""
#: Ten pages of as many kinds, and as unlike as the site has them.
TEN = ["", "2023-27/", "2023-27/pri-2/", "2023-27/act-12/", "2023-27/asp-06/", "2023-27/print/", "named/",
       "bodies/solace/", "data/fields/", "about/"]  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `framework pages` writes of the frozen framework."""
    folder = tmp_path_factory.mktemp("handover")
    done = run(clone(tmp_path_factory.mktemp("frozen")), "framework", "pages", "--out", str(folder / "docs"))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "docs"


@pytest.fixture(scope="module")
def elsewhere(written: Path) -> Path:
    """The site that another engine makes of it, or a loud NOT RUN."""
    zensical = Path(sys.executable).parent / "zensical"
    if not zensical.exists():
        told = "NOT RUN: zensical is not installed here. It is among what `make test` installs."
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail(told)
        print(told)
        pytest.skip(told)
    (written.parent / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    done = run(written.parent, str(zensical), "build", "--clean")
    assert done.returncode == 0, done.stdout + done.stderr
    return written.parent / "site"


def document(path: Path) -> html.HtmlElement:
    """A built page, read."""
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(element: html.HtmlElement) -> list[str]:
    """The words a reader meets, in order; a drawing's and a script's own are left out."""
    for script in element.xpath(".//script | .//style | .//*[@class='sf-edit']"):
        script.drop_tree()
    return " ".join(element.itertext()).split()


def test_a_file_for_each_page(site: Site, written: Path) -> None:
    """One Markdown file for each page of the plan, under the same address, and no call left in it."""
    planned = {page.src_uri for page in pages.plan(site, ROOT)}
    assert {path.relative_to(written).as_posix() for path in written.rglob("*.md")} == planned
    for page in pages.plan(site, ROOT):
        text = (written / page.src_uri).read_text(encoding="utf-8")
        _, front, matter = text.split("---\n", 2)
        said = {line.partition(": ")[0]: json.loads(line.partition(": ")[2]) for line in front.splitlines()}
        assert said["title"] == page.title
        assert said["robots"] == "noindex"
        assert "not approved by it" in said["banner"]
        assert "sf-call" not in matter
        assert "[[sf:" not in matter
        assert "\n\n" not in matter.strip()


def test_what_pages_need_stands_beside_them(built: Path, written: Path) -> None:
    """The data, the stylesheet and the fonts are those of the site, byte for byte."""
    for folder in ("data", "assets/fonts"):
        names = {path.relative_to(built) for path in (built / folder).rglob("*") if path.is_file()} - {
            path.relative_to(built) for path in built.rglob("*.html")
        }
        assert names
        assert [name for name in names if (built / name).read_bytes() != (written / name).read_bytes()] == []
    assert (built / "assets/site.css").read_bytes() == (written / "assets/site.css").read_bytes()


def test_another_engine_makes_the_same_pages(built: Path, elsewhere: Path) -> None:
    """The list of pages is the same: every address goes on answering."""
    ours = {path.relative_to(built).as_posix() for path in built.rglob("*.html")}
    assert {path.relative_to(elsewhere).as_posix() for path in elsewhere.rglob("*.html")} == ours


@pytest.mark.parametrize("address", TEN, ids=[address or "home" for address in TEN])
def test_another_engine_shows_the_same_words(built: Path, elsewhere: Path, address: str) -> None:
    """All the words of the page, in the same order, and no others."""
    ours = words(document(built / address / "index.html").get_element_by_id("content"))
    theirs = words(document(elsewhere / address / "index.html").xpath("//article")[0])
    assert len(ours) > 40
    assert theirs == ours


def test_the_same_matter_stands_on_every_page(built: Path, written: Path, site: Site) -> None:
    """What is written of a page is what its built page shows, word for word, on every page."""
    for page in pages.plan(site, ROOT):
        _, _, matter = (written / page.src_uri).read_text(encoding="utf-8").split("---\n", 2)
        shown = document(built / page.here.address / "index.html").get_element_by_id("content")
        assert words(html.fragment_fromstring(matter, create_parent="div")) == words(shown), page.src_uri


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Nobody's files are overwritten."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    done = run(clone(tmp_path), "framework", "pages", "--out", str(out))
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert [path.name for path in out.iterdir()] == ["mine.txt"]


def test_faulty_content_is_not_handed_over(tmp_path: Path) -> None:
    """The same checks as a build, and nothing is written."""
    folder = clone(tmp_path, content=MINIATURE)
    with (folder / "framework" / "framework.yml").open("a", encoding="utf-8") as file:
        file.write("\nstatus: green\n")
    done = run(folder, "framework", "pages", "--out", "out")
    assert done.returncode == 1
    assert "status" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "out").exists()
