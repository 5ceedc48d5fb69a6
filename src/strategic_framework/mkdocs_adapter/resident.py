"""The site that a server holds: of a build its pages and files are made when they are asked for.

A round of MkDocs gives what no save of content changes: its settings, its files and the templates of the theme. Saved
content is read and checked without it, so a page is there as soon as it is asked for. What nobody asks for is made
behind (`behind`).
"""

from __future__ import annotations

import itertools
import os
import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from strategic_framework.build.files import Stamp
from strategic_framework.build.phases import Build, file_of
from strategic_framework.build.staging import in_words
from strategic_framework.mkdocs_adapter.behind import Behind, speak_of
from strategic_framework.mkdocs_adapter.files import OurFile
from strategic_framework.mkdocs_adapter.local_server import Application, close, refuse
from strategic_framework.mkdocs_adapter.run import log
from strategic_framework.site.pages import Page
from strategic_framework.views.data import described_files

_NOT_FOUND = "404.html"


class Resident:
    """What a server shows. `alone` is held while a file is made: what items are called is set for the whole process.

    `stamp` is that of all that is not content, as it was before the last round of MkDocs. `made` are the files that
    stand; each of `data` gives those of one kind of work as they are asked for.
    """

    stamp: Stamp = frozenset()
    nav: Navigation | None = None

    def __init__(self, alone: AbstractContextManager[object]) -> None:
        self.alone = alone
        self.behind = Behind(self)
        self.made: set[str] = set()
        self.data: list[Iterator[str]] = []
        self.pages: dict[str, Page] = {}
        self.config: MkDocsConfig | None = None
        self.build: Build | None = None

    def begin(self, build: Build, config: MkDocsConfig, files: Files, env: Any) -> None:
        """A round of MkDocs is at work: it makes its own pages, and the data stand."""
        self.config, self._files, self._env = config, files, env
        self.show(build)
        self._static = [*config.theme.static_templates, "sitemap.xml.gz"]
        theirs = [file_of(page) for page in build.pages.values() if not build.writes(page)]
        self.made = {*build.data, *self._static, *theirs}
        self._data_known: dict[str, int] = {}
        self.know_data(build)

    def take_in(self, build: Build) -> bool:
        """Show that build from now on, of which nothing stands yet. False where a round of MkDocs must make it."""
        before = self.build
        if self.config is None or before is None:
            return False
        is_content = before.pages.keys() == build.pages.keys()
        if not is_content or before.site.framework.settings != build.site.framework.settings:
            return False
        self.show(build)
        self.made = set()
        self.data = build.data_families()
        return True

    def show(self, build: Build) -> None:
        self.build = build
        self.pages = {file_of(page): page for page in build.pages.values()}
        self._writer = build.page_writer(self._env.get_template("main.html"))

    def know_data(self, build: Build) -> None:
        """Every file of data stands: so it is known which there are, until something else decides that."""
        for name in self._data_known.keys() - build.family_of.keys():  # an earlier build wrote it
            (build.writer.folder / name).unlink(missing_ok=True)
        self.data = []
        self._data_known = dict(build.family_of)
        self._known_by = build.data_follows_from

    def stop(self) -> None:
        """Nothing is made until a round of MkDocs begins anew."""
        self.behind.cancel()
        self.config = self.build = None

    # --- making ----------------------------------------------------------------------------------------------------

    def make(self, name: str) -> None:
        """Have a file of the site stand as the build would make it; the lock is held."""
        config, build = self.config, self.build
        if name in self.made or config is None or build is None:
            return
        speak_of(build.site.framework)
        theirs, static = self._files.get_file_from_path(name), name.removesuffix(".gz")
        if name in self.pages:
            self.make_page(self.pages[name])
        elif name in self._static:
            _build_theme_template(static, self._env, self._files, config, self.nav)  # type: ignore[arg-type]
        elif theirs is not None and not isinstance(theirs, OurFile):
            """MkDocs has copied it."""
        elif name in self._data_known or self._known_by != build.data_follows_from:
            self._make_data(build, {name})
            if name not in self.made and name in self._data_known:  # an earlier build wrote it
                (build.writer.folder / name).unlink(missing_ok=True)
        self.made.add(name)

    def make_page(self, page: Page) -> None:
        """Write that page, and first the files of which it tells."""
        if self.build and any(call.macro.late for call in page.template.calls):
            self._make_data(self.build, described_files(self.build.site))
        if self.build and self.build.writes(page):
            self._writer.write_page(page)
            return
        file = self._files.get_file_from_path(page.src_uri)
        config = self.config
        if config is not None and file is not None and file.page is not None:
            _populate_page(file.page, config, self._files)
            documents = self._files.documentation_pages()
            _build_page(file.page, config, documents, self.nav, self._env)  # type: ignore[arg-type]

    def _make_data(self, build: Build, wanted: Collection[str]) -> None:
        """Write the files of data that are wanted, if there are such: first from where they came last time."""
        likely = {name: self._data_known[name] for name in wanted if name in self._data_known}
        for place in dict.fromkeys(likely.values()):
            names = {name for name in likely if likely[name] == place}
            self._write(build, self.data[place : place + 1], names)
        self._write(build, self.data, {*wanted})

    def _write(self, build: Build, families: list[Iterator[str]], wanted: set[str]) -> None:
        """Write file after file until all that are wanted stand."""
        files = itertools.chain.from_iterable(families)
        while not wanted <= self.made and (name := next(files, None)) is not None:
            self.note(build, name)

    def note(self, build: Build, name: str) -> None:
        self.made.add(name)
        self._data_known[name] = build.family_of[name]

    def make_rest(self) -> bool:
        """Make whatever does not stand yet, bit by bit; whether nothing was saved meanwhile."""
        build = self.build
        if build is None:
            return False
        rest = self._rest(build)
        while True:
            with self.alone:
                if self.build is not build:
                    return False
                speak_of(build.site.framework)
                if not next(rest, False):
                    return True

    def _rest(self, build: Build) -> Iterator[bool]:
        """Whatever does not stand yet: true for each thing that was made."""
        for name in itertools.chain.from_iterable(self.data):
            self.note(build, name)
            yield True
        self.know_data(build)
        for name in [*self._data_known, *self.pages, *self._static]:
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
                with self.alone:
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
        if name in self.pages or self.build is None:
            return True
        if os.path.isfile(self.build.writer.folder / name):  # noqa: PTH113 (of a name that no file can have, it is false)
            return True
        return self._attempt(f"{name}/index.html" if f"{name}/index.html" in self.pages else _NOT_FOUND)
