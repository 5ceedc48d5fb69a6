"""The files that we write ourselves, and what MkDocs is told of them."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import mkdocs
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.theme import Theme

from strategic_framework import exports
from strategic_framework.build import cache as cached
from strategic_framework.build import files
from strategic_framework.build.writer import Output
from strategic_framework.mkdocs_adapter.state import STATE, site
from strategic_framework.rendering import cards, templates
from strategic_framework.site import search
from strategic_framework.views.base import Site

#: Where the packages of others stand: their templates change only with their versions.
_PACKAGES = str(Path(mkdocs.__file__).parent.parent)


class Written(File):
    """A file of ours that MkDocs knows only as what a link may lead to: we write it ourselves."""

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


class Listed(NamedTuple):
    """A page of ours, as the sitemap's template asks for it."""

    canonical_url: str
    update_date: str
    is_link: bool = False

    @property
    def page(self) -> Listed:
        return self


def write_data(output: Output, *, fork: bool) -> list[str]:
    """Write every file that is not a page: the data, and what the pages are shown with. Gives their addresses."""
    ours, known = site(), output.cache

    def written(family: Iterable[tuple[str, bytes]]) -> list[str]:
        addresses = []
        for address, data in family:
            output.put(address, hashlib.sha256(data).digest(), partial(bytes, data))
            addresses.append(address)
        return addresses

    first, second = (cards.pictures(ours, known, slice(start, None, 2)) for start in (0, 1))
    data = exports.families(ours.framework, ours.mentions, ours.links, ours.ledger)
    families = [first, _beside(ours), *data, second]  # of each kind of work about one half to each core
    return list(itertools.chain.from_iterable(known.each(written, families, fork=fork, workers=2)))


def _beside(ours: Site) -> Iterator[tuple[str, bytes]]:
    """What the pages are shown with."""
    yield "assets/site.css", templates.stylesheet()
    yield "assets/site.js", templates.script()
    yield "assets/search.js", templates.search_script()
    yield search.INDEX, search.index(ours, list(STATE.pages.values()))


def known_as(config: MkDocsConfig, src_uri: str, address: str) -> Written:
    """That file of ours, which stands at that address already."""
    return Written(src_uri, None, config.site_dir, True, dest_uri=address, inclusion=InclusionLevel.NOT_IN_NAV)


def around(config: MkDocsConfig, styles: str) -> str:
    """A hash of all that a theme's template is made from beside its page: the settings, the templates, the packages."""
    known = [*map(version, ("mkdocs", "mkdocs-material")), str(config.site_url), styles]
    digest = hashlib.sha256("\0".join(known).encode() + Path(config.config_file_path or "").read_bytes())
    for folder in config.theme.dirs:
        if folder.startswith(str(templates.THEME)) or not folder.startswith(_PACKAGES):
            digest.update(cached.base(Path(folder)))
    return digest.hexdigest()


def without_icons(theme: Theme) -> Callable[[], Environment]:
    """The theme's templates, listed without hidden folders: MkDocs leaves out Material's 10,000 icons after listing."""

    def get_env() -> Environment:
        env = type(theme).get_env(theme)
        folders = [Path(folder) for folder in theme.dirs if Path(folder).is_dir()]
        names = {name for folder in folders for name in files.files_in(folder, hidden=False)}

        def list_templates(extensions: Any = None, filter_func: Any = None) -> list[str]:
            return sorted(filter(filter_func, names))

        env.list_templates = list_templates  # type: ignore[method-assign]
        return env

    return get_env
