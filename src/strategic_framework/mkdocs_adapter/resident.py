"""The site that a server holds: of a build its pages and files are made when they are asked for.

A round of MkDocs gives what no save of content changes: its settings, its files and the templates of the theme. Saved
content is read and checked without it, so a page is there as soon as it is asked for. What nobody asks for is made
behind.
"""

from __future__ import annotations

import itertools
import os
import posixpath
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from http import HTTPStatus
from typing import Any

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from strategic_framework.build.files import Stamp
from strategic_framework.build.phases import Build, file_of
from strategic_framework.build.staging import in_words
from strategic_framework.language.labels import set_numbering
from strategic_framework.language.strings import set_words
from strategic_framework.mkdocs_adapter.files import OurFile
from strategic_framework.mkdocs_adapter.local_server import Application, close, refuse
from strategic_framework.mkdocs_adapter.run import log
from strategic_framework.model import Framework
from strategic_framework.site.pages import Page
from strategic_framework.views.data import described_files

#: So many seconds after a round the rest is made, where nothing was saved meanwhile.
IDLE = 1.0
_NOT_FOUND = "404.html"


class Resident:
    """What a server shows. `alone` is held while a file is made: what items are called is set for the whole process.

    `stamp` is that of all that is not content, as it was before the last round of MkDocs.
    """

    stamp: Stamp = frozenset()
    nav: Navigation | None = None

    def __init__(self, alone: AbstractContextManager[object]) -> None:
        self._alone = alone
        self._behind = threading.Timer(0, lambda: None)
        self._made: set[str] = set()
        self._pages: dict[str, Page] = {}
        self.config: MkDocsConfig | None = None
        self.build: Build | None = None

    def begin(self, build: Build, config: MkDocsConfig, files: Files, env: Any) -> None:
        """A round of MkDocs is at work: it makes its own pages, and the data stand."""
        self.config, self._files, self._env = config, files, env
        self._show(build)
        self._static = [*config.theme.static_templates, "sitemap.xml.gz"]
        ordinary = [file_of(page) for page in build.pages.values() if not page.template.is_template]
        self._data_known = dict(build.family_of)
        self._made = {*build.data, *self._static, *ordinary}
        self._data: list[Iterator[str]] = []

    def take_in(self, build: Build) -> bool:
        """Show that build from now on, of which nothing stands yet. False where a round of MkDocs must make it."""
        before = self.build
        if self.config is None or before is None:
            return False
        is_content = before.pages.keys() == build.pages.keys()
        if not is_content or before.site.framework.settings != build.site.framework.settings:
            return False
        self._show(build)
        self._made = set()
        self._data = build.data_families()
        return True

    def _show(self, build: Build) -> None:
        self.build = build
        self._pages = {file_of(page): page for page in build.pages.values()}
        self._writer = build.page_writer(self._env.get_template("main.html"))

    def stop(self) -> None:
        """Nothing is made until a round of MkDocs begins anew."""
        self._behind.cancel()
        self.config = self.build = None

    # --- making ----------------------------------------------------------------------------------------------------

    def make(self, name: str) -> None:
        """Have a file of the site stand as the build would make it; the lock is held."""
        config, build = self.config, self.build
        if name in self._made or config is None or build is None:
            return
        _speak_of(build.site.framework)
        theirs, static = self._files.get_file_from_path(name), name.removesuffix(".gz")
        if name in self._pages:
            self._make_page(self._pages[name], config)
        elif name in self._static:
            _build_theme_template(static, self._env, self._files, config, self.nav)  # type: ignore[arg-type]
        elif theirs is not None and not isinstance(theirs, OurFile):
            """MkDocs has copied it."""
        else:
            self._make_data(build, {name})
            if name not in self._made and name in self._data_known:  # an earlier build wrote it
                (build.writer.folder / name).unlink(missing_ok=True)
        self._made.add(name)

    def _make_page(self, page: Page, config: MkDocsConfig) -> None:
        if self.build and any(call.macro.late for call in page.template.calls):
            self._make_data(self.build, described_files(self.build.site))
        if page.template.is_template:
            self._writer.write_page(page)
            return
        file = self._files.get_file_from_path(page.src_uri)
        if file is not None and file.page is not None:
            _populate_page(file.page, config, self._files)
            documents = self._files.documentation_pages()
            _build_page(file.page, config, documents, self.nav, self._env)  # type: ignore[arg-type]

    def _make_data(self, build: Build, wanted: Collection[str]) -> None:
        """Write the files of data that are wanted, if there are such: first from where they came last time."""
        likely = {name: self._data_known[name] for name in wanted if name in self._data_known}
        for place in dict.fromkeys(likely.values()):
            names = {name for name in likely if likely[name] == place}
            self._write(build, self._data[place : place + 1], names)
        self._write(build, self._data, {*wanted})

    def _write(self, build: Build, families: list[Iterator[str]], wanted: set[str]) -> None:
        """Write file after file until all that are wanted stand."""
        files = itertools.chain.from_iterable(families)
        while not wanted <= self._made and (name := next(files, None)) is not None:
            self._note(build, name)

    def _note(self, build: Build, name: str) -> None:
        self._made.add(name)
        self._data_known[name] = build.family_of[name]

    def make_rest(self) -> bool:
        """Make whatever does not stand yet, bit by bit; whether nothing was saved meanwhile."""
        build = self.build
        if build is None:
            return False
        rest = self._rest(build)
        while True:
            with self._alone:
                if self.build is not build:
                    return False
                _speak_of(build.site.framework)
                if not next(rest, False):
                    return True

    def _rest(self, build: Build) -> Iterator[bool]:
        """Whatever does not stand yet: true for each thing that was made."""
        for name in itertools.chain.from_iterable(self._data):
            self._note(build, name)
            yield True
        for name in [*self._data_known, *self._pages, *self._static]:
            self._attempt(name)
            yield True

    def _attempt(self, name: str) -> bool:
        """Make a file; whether that could be done. Of what cannot be made now, nothing older is shown."""
        try:
            self.make(name)
        except (Exception, SystemExit) as fault:  # noqa: BLE001 (a server goes on, whatever it is)
            log.error(f"/{name} cannot be shown: {in_words(fault)}.")
            if self.build:
                (self.build.writer.folder / name).unlink(missing_ok=True)
            return False
        return True

    def after_round(self, then: Callable[[], None]) -> None:
        """Make the rest once nothing is saved any more, then call that."""
        self._behind.cancel()

        def behind() -> None:
            with suppress(OSError):  # the server may be ending, and its folder be gone
                if self.make_rest():
                    then()

        self._behind = threading.Timer(IDLE, behind)
        self._behind.daemon = True
        self._behind.start()

    # --- answering -------------------------------------------------------------------------------------------------

    def answering(self, server: Any) -> Application:
        """What the server answers, each file made first; once more where a round began while it answered."""
        application: Application = server.serve_request

        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith("/livereload/"):
                return application(environ, start)
            while True:
                epoch, begun = server._wanted_epoch, list[Any]()  # noqa: SLF001
                with self._alone:
                    can_be_made = self._make_asked(path.removeprefix(server.mount_path))
                if not can_be_made:
                    return refuse(start, HTTPStatus.INTERNAL_SERVER_ERROR)
                body = application(environ, lambda *said, begun=begun: begun.extend(said))
                if epoch == server._wanted_epoch:  # noqa: SLF001
                    start(*begun)
                    return body
                close(body)

        return answer

    def _make_asked(self, path: str) -> bool:
        name = posixpath.normpath("/" + path + ("index.html" if path.endswith("/") or not path else "")).lstrip("/")
        if not self._attempt(name):
            return False
        if name in self._pages or self.build is None:
            return True
        if os.path.isfile(self.build.writer.folder / name):  # noqa: PTH113 (of a name that no file can have, it is false)
            return True
        return self._attempt(f"{name}/index.html" if f"{name}/index.html" in self._pages else _NOT_FOUND)


def _speak_of(framework: Framework) -> None:
    """From here on items are called by its numbers and words: whoever saves has read another framework meanwhile."""
    set_numbering(framework)
    set_words(framework.settings.words)
