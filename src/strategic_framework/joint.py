"""The joint with MkDocs: the only module that knows it.

`macros.py` at the root hands these functions to the macros plugin (`define_env`) and to MkDocs (`on_*`). MkDocs runs
that file twice, as two modules, so the state of a build lives here.
"""

from __future__ import annotations

import gc
import hashlib
import inspect
import itertools
import logging
import os
import posixpath
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import mkdocs
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler, get_build_date
from mkdocs_macros import context as plugin

from strategic_framework import address as standing
from strategic_framework import cache as cached
from strategic_framework import (
    cards,
    checks,
    csp,
    exports,
    linkcheck,
    loader,
    macros,
    pages,
    prose,
    render,
    search,
    walk,
)
from strategic_framework import strings as interface
from strategic_framework.build import BusyError, Workshop, in_words
from strategic_framework.cache import Cache
from strategic_framework.forks import WORTH_WHILE, shared
from strategic_framework.ledger import journal, store
from strategic_framework.press import Press
from strategic_framework.problems import Problem, as_text
from strategic_framework.views.base import Here, Site
from strategic_framework.views.shell import shell

log = logging.getLogger("mkdocs.plugins.strategic_framework")
_KEPT = "Nothing has been published; the public site is as it was."
#: Material's one stylesheet that pages use, and those of its files that none does.
_STYLES = re.compile(r"assets/stylesheets/main\.\w+\.min\.css$")
_UNUSED = re.compile(r"assets/(javascripts|images)/|assets/stylesheets/.*\.map$|assets/stylesheets/palette\.")
#: Where the packages of others stand: their templates change only with their versions.
_PACKAGES = str(Path(mkdocs.__file__).parent.parent)
_ID = re.compile(r'\sid="([^"]+)"')

#: The macros plugin asks git twelve questions at every build. No page may show the answers: a page calls only macros.
plugin.get_git_info = dict


@dataclass
class State:
    """What one process knows while it builds or serves."""

    serving: bool = False
    site: Site | None = None
    problems: tuple[str, ...] = ()
    pages: dict[str, pages.Page] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    workshop: Workshop | None = None
    cache: Cache = field(default_factory=Cache)
    components: bytes = b""
    searched: dict[str, bytes] = field(default_factory=dict)
    checked: bool = False
    failed: bool = False
    warnings: CountHandler | None = None


STATE = State()


class Written(File):
    """A file of ours that MkDocs knows only as what a link may lead to: we write it ourselves."""

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


def _site() -> Site:
    """The framework being built. on_config has read it, or has refused to go on."""
    if STATE.site is None:
        raise PluginError("The framework has not been read.")
    return STATE.site


# --- for MkDocs ----------------------------------------------------------------------------------------------------


def on_startup(command: str, dirty: bool) -> None:
    """Know whether we serve; count warnings, so that a strict failure is seen before the swap."""
    STATE.serving = command == "serve"
    if not STATE.serving:
        gc.disable()  # a build makes little that needs collecting, and looking for it takes a fifth of its time
    STATE.warnings = CountHandler()
    STATE.warnings.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(STATE.warnings)


def on_serve(server: Any, config: MkDocsConfig, builder: object) -> Any:
    """Look for a saved file every tenth of a second; MkDocs looks every half."""
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    server.observer = type(server.observer)(timeout=0.1)
    for path in watched:
        server.watch(path)
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the framework, refuse what is wrong, and point the build at a folder beside the public one."""
    root = Path(config.config_file_path or ".").resolve().parent
    _speak(config)
    components = cached.base(render.COMPONENTS)
    if components != STATE.components:  # at first, and while serving when a component was edited
        render.forget()
        STATE.components = components
    _read(root)
    site = _site()
    STATE.pages = {page.src_uri: page for page in pages.plan(site, root)}
    STATE.results.clear()
    STATE.cache.begin(root / cached.FOLDER, components + render.spoken())
    settings = site.framework.settings
    os.environ["SOURCE_DATE_EPOCH"] = str(
        _seconds(settings.as_at)
    )  # the sitemap's dates are the content's, not today's
    config.site_name = f"{settings.title} {site.framework.current.label}"
    if not STATE.serving:
        config.site_url = settings.address
        _move_aside(config)
    config.watch = sorted({*config.watch, str(root / loader.FOLDER), str(render.THEME)})
    theme = str(render.THEME / "material")
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(0, theme)
    config.theme.get_env = _without_icons(config.theme)  # type: ignore[method-assign]
    return config


def _without_icons(theme: Theme) -> Callable[[], Environment]:
    """The theme's templates, listed without hidden folders: MkDocs leaves out Material's 10,000 icons after listing."""

    def get_env() -> Environment:
        env = type(theme).get_env(theme)
        folders = [Path(folder) for folder in theme.dirs if Path(folder).is_dir()]
        names = {name for folder in folders for name in walk.files_in(folder, hidden=False)}

        def list_templates(extensions: Any = None, filter_func: Any = None) -> list[str]:
            return sorted(filter(filter_func, names))

        env.list_templates = list_templates  # type: ignore[method-assign]
        return env

    return get_env


def _seconds(day: str) -> int:
    """Midnight of that day, UTC, in seconds since 1970: what reproducible builds call SOURCE_DATE_EPOCH."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def _read(root: Path) -> None:
    """The framework as it stands. A fault stops a build; while serving the last good reading stays."""
    try:
        journal.recover(root)
    except ValueError as fault:
        raise PluginError(str(fault)) from None
    try:
        loaded, ledger = standing.placed(loader.load(root), os.environ), store.read(root)
    except standing.AddressError as fault:
        raise PluginError(f"{fault} {_KEPT}") from None
    found = checks.check(loaded, ledger)
    drafts = [one for one in found if STATE.serving and one.code in checks.DRAFTS]
    if loaded.framework is not None and found == drafts:
        site = Site(loaded, ledger)
        found = pages.check_pages(site, root)
        STATE.site = STATE.site if found else site
        found += drafts
    if found and not (STATE.serving and STATE.site):
        raise PluginError(as_text(found))
    if found:
        log.error(as_text(found))
    STATE.problems = tuple(_line(problem) for problem in found)


def _speak(config: MkDocsConfig) -> None:
    """The words of templates in the theme's language (`mkdocs.yml`), read afresh, as templates are."""
    language = str(config.theme.get("language") or interface.PAGES)
    if language not in interface.known():
        raise PluginError(f"There are no words in “{language}”: theme/strings/{language}.yml is missing. {_KEPT}")
    try:
        render.speak(language)
    except ValueError as fault:
        raise PluginError(f"{fault} {_KEPT}") from None


def _line(problem: Problem) -> str:
    place = problem.place
    return f"{place.file}:{place.line}:{place.column} {problem.what} {problem.instead}".strip()


def _move_aside(config: MkDocsConfig) -> None:
    workshop = Workshop(Path(config.site_dir))
    try:
        config.site_dir = str(workshop.begin())
    except BusyError as fault:
        raise PluginError(str(fault)) from None
    except OSError as fault:
        raise PluginError(f"The site cannot be written here: {in_words(fault)}. {_KEPT}") from None
    STATE.workshop = workshop


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Templates out, the pages they make in, and the data beside them."""
    site = _site()
    for file in [file for file in files.documentation_pages() if file.src_uri not in STATE.pages]:
        files.remove(file)  # a template, or a page of something that this framework does not have
    for file in [file for file in files if _UNUSED.match(file.src_uri)]:
        files.remove(file)
    for page in _made():
        files.append(_written(config, page.src_uri, f"{page.here.address}index.html"))
    for address in _write_data(Path(config.site_dir)):
        files.append(_written(config, address, address))
    log.info("%d files read. Making %d pages …", len(site.loaded.files), len(STATE.pages))
    return files


def _made() -> list[pages.Page]:
    """The pages made from templates."""
    return [page for page in STATE.pages.values() if page.template.is_template]


def _write_data(folder: Path) -> list[str]:
    """Write every file that is not a page: the data, and what the pages are shown with. Gives their addresses."""
    site = _site()

    def write(families: Sequence[Iterator[tuple[str, bytes]]]) -> list[str]:
        addresses = []
        for address, data in itertools.chain.from_iterable(families):
            walk.write(folder / address, data)
            addresses.append(address)
        return addresses

    families = [*exports.families(site.framework, site.mentions, site.links, site.ledger), _beside(site)]
    many = not STATE.serving and len(STATE.pages) >= WORTH_WHILE
    return [*write([cards.pictures(site, STATE.cache)]), *shared(write, families, 2 if many else 1)]


def _beside(site: Site) -> Iterator[tuple[str, bytes]]:
    """What the pages are shown with."""
    yield "assets/site.css", render.stylesheet()
    yield "assets/site.js", render.script()
    yield "assets/search.js", render.search_script()
    yield search.INDEX, search.index(site, list(STATE.pages.values()))


def _written(config: MkDocsConfig, src_uri: str, address: str) -> Written:
    return Written(src_uri, None, config.site_dir, True, dest_uri=address, inclusion=InclusionLevel.NOT_IN_NAV)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """The matter of an ordinary page, with the macros' results in their places."""
    page.meta["title"] = STATE.pages[page.file.src_uri].title
    content = prose.fill(html, lambda key: STATE.results[key])
    page.present_anchor_ids = set(_ID.findall(content))
    return content


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """The theme is ready: the pages made from templates are written now, and MkDocs makes only the others."""
    styles = [file.src_uri for file in files if _STYLES.match(file.src_uri)]
    env.globals |= render.words()
    env.globals["material_styles"] = styles[0].rpartition("/")[2]
    press = Press(Path(config.site_dir), _base(config), env.get_template("main.html"), _around(config, styles[0]),
                  STATE.problems, not STATE.serving, STATE.cache)  # fmt: skip
    STATE.searched = press.run(_made(), fork=not STATE.serving)
    return env


def _base(config: MkDocsConfig) -> str:
    """The path that the site will be served under."""
    return urlsplit(config.site_url or "/").path or "/"


def _around(config: MkDocsConfig, styles: str) -> str:
    """A hash of all that a theme's template is made from beside its page: the settings, the templates, the packages."""
    known = [*map(version, ("mkdocs", "mkdocs-material")), str(config.site_url), styles]
    digest = hashlib.sha256("\0".join(known).encode() + Path(config.config_file_path or "").read_bytes())
    for folder in config.theme.dirs:
        if folder.startswith(str(render.THEME)) or not folder.startswith(_PACKAGES):
            digest.update(cached.base(Path(folder)))
    return digest.hexdigest()


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What the theme's shell needs of this page."""
    here = STATE.pages[page.file.src_uri].here
    context["shell"] = render.shell_data(shell(here, STATE.problems))
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The sitemap lists our pages too. The not-found page is served at any address: its links begin at the root."""
    here = Here(_site(), _base(config), "not-found", meta={"title": "Page not found"})
    context["shell"] = render.shell_data(shell(here, STATE.problems))
    day, site_url = get_build_date(), config.site_url or "/"
    context["pages"] = [*context["pages"], *(Listed(urljoin(site_url, page.here.address), day) for page in _made())]
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """A built page carries its Content-Security-Policy; while serving, MkDocs puts its live reload into the page."""
    return output if STATE.serving else csp.with_policy(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The not-found page carries its policy too."""
    is_page = template_name.endswith(".html") and not STATE.serving
    return csp.with_policy(output_content) if is_page else output_content


def on_post_build(env: object = None, *, config: MkDocsConfig | None = None) -> None:
    """Follow every link of what was built. Nothing is public yet.

    The macros plugin calls a function of this name in its module too, with itself as the argument: not meant here.
    """
    if config is None:
        return
    log.info("Following every link …")
    faults = linkcheck.check(Path(config.site_dir), _base(config), STATE.cache, promised=_site().ledger.addresses,
                             searched=STATE.searched, fork=not STATE.serving)  # fmt: skip
    told = "\n".join(f"{fault.page}: {fault.target} {fault.what}" for fault in faults)
    if faults and not STATE.serving:
        raise PluginError(f"{told}\n{len(faults)} broken links. Nothing has been published.")
    if faults:
        log.error(told)
    STATE.cache.save()
    STATE.checked = True


def on_build_error(error: Exception) -> None:
    """Something failed: nothing of this build will be published. A fault that nobody foresaw ends in one plain line."""
    STATE.failed = True
    if not STATE.serving and not isinstance(error, BuildError | Abort):
        raise _stopped(error) from None


def _stopped(fault: BaseException) -> Abort:
    """The end of a build, its reason said. The trace is for those who ask for it (`mkdocs build --verbose`)."""
    log.error(f"The build stopped: {in_words(fault)}. {_KEPT}")
    log.debug("Where it stopped:", exc_info=fault)
    return Abort("Aborted.")


def on_shutdown() -> None:
    """Publish a build that finished, was checked and raised nothing; discard any other."""
    gc.enable()
    workshop, STATE.workshop = STATE.workshop, None
    warned = any(count for _, count in STATE.warnings.get_counts()) if STATE.warnings else False
    if STATE.warnings:
        logging.getLogger("mkdocs").removeHandler(STATE.warnings)
    if workshop is None:
        return
    failing = STATE.failed or sys.exc_info()[0] is not None
    try:
        if STATE.checked and not failing and not warned:
            workshop.publish()
    except OSError as fault:
        raise _stopped(fault) from None
    finally:
        workshop.end()
    if warned and not failing:
        log.error(f"There were warnings. {_KEPT}")
        raise Abort("Aborted.")


# --- for the macros plugin -----------------------------------------------------------------------------------------


def define_env(env: Any) -> None:
    """Give every documented macro to the pages of `docs/`."""
    for name in (*macros.BLOCKS, *macros.INLINE):
        env.macro(_macro(env, name), name)


def _macro(env: Any, name: str) -> Any:
    def call(*args: Any, **kwargs: Any) -> str:
        src_uri = env.page.file.src_uri
        here = STATE.pages[src_uri].here
        try:
            shown = macros.shown(here, macros.checked(name, args, kwargs))
        except Exception as fault:
            if STATE.serving:
                raise
            log.error(f"docs/{src_uri}: {name} failed.")
            raise SystemExit(_stopped(fault).code) from None  # the plugin would answer an Exception with its trace
        if isinstance(shown, str):
            return _for_markdown(shown, here) if name == "link" else prose.literal(shown)
        key = hashlib.sha256(f"{src_uri} {name} {args} {kwargs}".encode()).hexdigest()[:16]
        STATE.results[key] = STATE.cache.text(STATE.cache.key("call", repr(shown)), lambda: macros.laid_out(shown))
        return prose.mark(macros.BLOCKS[name][0], key)

    call.__doc__ = inspect.getdoc(macros.INLINE.get(name) or macros.BLOCKS[name][1])
    return call


def _for_markdown(way: str, here: Here) -> str:
    """MkDocs checks links between files, so a link to a page is given as the file that makes it."""
    path, hash_, fragment = way.partition("#")
    if not path:
        return way
    clean = posixpath.normpath(posixpath.join("/", here.address, path)).strip("/")
    address = clean + "/" if clean else ""
    by_address = {page.here.address: src_uri for src_uri, page in STATE.pages.items()}
    return f"/{by_address[address]}{hash_}{fragment}" if address in by_address else way
