"""The files of a build, as MkDocs is told of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_date

from strategic_framework.build.phases import Build, TakenError
from strategic_framework.mkdocs_adapter.run import KEPT
from strategic_framework.site.standard import DOCS, STANDARD

#: Material's files that no page uses. What pages use of its stylesheet stands in our theme, `assets/material.css`.
_UNUSED = re.compile(r"assets/(javascripts|images|stylesheets)/")


class OurFile(File):
    """A file that MkDocs knows only as what a link may lead to: the build writes it itself."""

    @property
    def src_path(self) -> str:
        """As MkDocs gives it; it would normalise each, and there are tens of thousands, normal as they are."""
        return self.src_uri

    @src_path.setter
    def src_path(self, value: str) -> None:
        self.src_uri = value

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """It is in its place already."""


class SitemapEntry(NamedTuple):
    """A page of ours, as the sitemap's template asks for it."""

    canonical_url: str
    update_date: str
    is_link: bool = False

    @property
    def page(self) -> SitemapEntry:
        return self


def leave_out(files: Files, build: Build) -> None:
    """Take out our own pages, pages of something that this framework does not have, and what no page uses."""
    theirs = {page.src_uri for page in build.pages.values() if not build.writes(page)}
    for file in [file for file in files.documentation_pages() if file.src_uri not in theirs]:
        files.remove(file)
    for file in [file for file in files if _UNUSED.match(file.src_uri)]:
        files.remove(file)


def add_standard(files: Files, build: Build, config: MkDocsConfig) -> None:
    """Tell MkDocs of the standard pages that `docs/` lacks; it reads them where they stand."""
    for page in build.pages.values():
        if not build.writes(page) and files.get_file_from_path(page.src_uri) is None:
            folder = str(STANDARD / DOCS)
            files.append(File(page.src_uri, folder, config.site_dir, config.use_directory_urls))


def add_ours(files: Files, build: Build, config: MkDocsConfig) -> None:
    """Tell MkDocs of what the build writes. Raises PluginError where another file would take the place of one."""
    try:
        build.refuse_taken({file.dest_uri: _name(file, config) for file in files})
    except TakenError as fault:
        raise PluginError(f"{fault}\n{KEPT}") from None
    for page in build.own_pages:
        files.append(_ours(config, page.src_uri, f"{page.here.address}index.html"))
    for address in build.data:
        files.append(_ours(config, address, address))


def take_out_ours(files: Files) -> None:
    """Have MkDocs forget them, once all links of its own pages are known: there are tens of thousands."""
    for file in [file for file in files if isinstance(file, OurFile)]:
        files.remove(file)


def _name(file: File, config: MkDocsConfig) -> str:
    return f"docs/{file.src_uri}" if file.src_dir == config.docs_dir else file.src_uri


def _ours(config: MkDocsConfig, src_uri: str, address: str) -> OurFile:
    """That file of ours, which stands at that address already."""
    return OurFile(src_uri, None, config.site_dir, True, dest_uri=address, inclusion=InclusionLevel.NOT_IN_NAV)


def sitemap_entries(build: Build, config: MkDocsConfig) -> list[SitemapEntry]:
    """The pages that MkDocs does not know, less those for frames: what they show stands on a page of its own."""
    day, root = get_build_date(), (config.site_url or "/").rstrip("/")
    return [SitemapEntry(f"{root}/{page.here.address}", day) for page in build.own_pages if not page.here.framed]
