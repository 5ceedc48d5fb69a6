"""For MkDocs: what happens at each step of a build, in its order."""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler, get_build_date

from strategic_framework.build import cache as cached
from strategic_framework.build import csp, link_check
from strategic_framework.build.staging import BusyError, Workshop, in_words
from strategic_framework.build.writer import Output
from strategic_framework.content import loader
from strategic_framework.mkdocs_adapter.reading import read, set_language
from strategic_framework.mkdocs_adapter.state import KEPT, STATE, log, made, site, stopped
from strategic_framework.mkdocs_adapter.written import Listed, around, known_as, without_icons, write_data
from strategic_framework.rendering import markdown, templates
from strategic_framework.site import pages
from strategic_framework.site.page_writer import Press
from strategic_framework.views.base import Here
from strategic_framework.views.shell import shell

#: Material's one stylesheet that pages use, and those of its files that none does.
_STYLES = re.compile(r"assets/stylesheets/main\.\w+\.min\.css$")
_UNUSED = re.compile(r"assets/(javascripts|images)/|assets/stylesheets/.*\.map$|assets/stylesheets/palette\.")
_ID = re.compile(r'\sid="([^"]+)"')


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
    set_language(config)
    components = cached.base(templates.COMPONENTS)
    if components != STATE.components:  # at first, and while serving when a component was edited
        templates.forget()
        STATE.components = components
    read(root)
    STATE.pages = {page.src_uri: page for page in pages.plan(site(), root)}
    STATE.results.clear()
    STATE.cache.begin(root / cached.FOLDER, components + templates.strings_fingerprint())
    settings = site().framework.settings
    # The sitemap's dates are the content's, not today's.
    os.environ["SOURCE_DATE_EPOCH"] = str(_seconds(settings.as_at))
    config.site_name = f"{settings.title} {site().framework.current.label}"
    if not STATE.serving:
        config.site_url = settings.address
        _move_aside(config)
    config.watch = sorted({*config.watch, str(root / loader.FOLDER), str(templates.THEME)})
    theme = str(templates.THEME / "material")
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(0, theme)
    config.theme.get_env = without_icons(config.theme)  # type: ignore[method-assign]
    return config


def _seconds(day: str) -> int:
    """Midnight of that day, UTC, in seconds since 1970: what reproducible builds call SOURCE_DATE_EPOCH."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def _move_aside(config: MkDocsConfig) -> None:
    root, target = Path(config.config_file_path or ".").absolute().parent, Path(config.site_dir)
    inside = target.is_relative_to(root)  # a site elsewhere may be on another disk, and is nobody's to share
    workshop = Workshop(target, root / cached.FOLDER / "before" / target.relative_to(root) if inside else None)
    try:
        config.site_dir = str(workshop.begin())
    except BusyError as fault:
        raise PluginError(str(fault)) from None
    except OSError as fault:
        raise PluginError(f"The site cannot be written here: {in_words(fault)}. {KEPT}") from None
    STATE.workshop = workshop


def on_pre_build(config: MkDocsConfig) -> None:
    """While serving, what is shown goes aside before MkDocs clears its place, and is taken again after that."""
    if STATE.serving:
        STATE.aside = Path(f"{config.site_dir}-aside")
        shutil.rmtree(STATE.aside, ignore_errors=True)
        with suppress(FileNotFoundError):
            Path(config.site_dir).rename(STATE.aside)
        Path(config.site_dir).mkdir()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Templates out, the pages they make in, and the data beside them."""
    for file in [file for file in files.documentation_pages() if file.src_uri not in STATE.pages]:
        files.remove(file)  # a template, or a page of something that this framework does not have
    for file in [file for file in files if _UNUSED.match(file.src_uri)]:
        files.remove(file)
    for page in made():
        files.append(known_as(config, page.src_uri, f"{page.here.address}index.html"))
    workshop = STATE.workshop
    STATE.output = Output(Path(config.site_dir), workshop.target if workshop else None, STATE.cache)
    STATE.output.take(workshop.spare if workshop else STATE.aside)
    STATE.written = write_data(STATE.output, fork=not STATE.serving)
    for address in STATE.written:
        files.append(known_as(config, address, address))
    log.info("%d files read. Making %d pages …", len(site().loaded.files), len(STATE.pages))
    return files


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """The matter of an ordinary page, with the macros' results in their places."""
    page.meta["title"] = STATE.pages[page.file.src_uri].title
    content = markdown.fill(html, lambda key: STATE.results[key])
    page.present_anchor_ids = set(_ID.findall(content))
    return content


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """The theme is ready: the pages made from templates are written now, and MkDocs makes only the others."""
    styles = [file.src_uri for file in files if _STYLES.match(file.src_uri)]
    env.globals |= templates.words()
    env.globals["material_styles"] = styles[0].rpartition("/")[2]
    press = Press(STATE.output, _base(config), env.get_template("main.html"), around(config, styles[0]),
                  STATE.problems, not STATE.serving)  # fmt: skip
    STATE.searched = press.run(made(), fork=not STATE.serving)
    STATE.output.settle({*STATE.written, *STATE.searched})
    return env


def _base(config: MkDocsConfig) -> str:
    """The path that the site will be served under."""
    return urlsplit(config.site_url or "/").path or "/"


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What the theme's shell needs of this page."""
    here = STATE.pages[page.file.src_uri].here
    context["shell"] = templates.shell_data(shell(here, STATE.problems))
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The sitemap lists our pages too. The not-found page is served at any address: its links begin at the root."""
    here = Here(site(), _base(config), "not-found", meta={"title": "Page not found"})
    context["shell"] = templates.shell_data(shell(here, STATE.problems))
    if template_name == "sitemap.xml":
        day, root = get_build_date(), (config.site_url or "/").rstrip("/")
        listed = [page for page in made() if page.here.kind != "embed"]  # its words stand on another page
        context["pages"] = [*context["pages"], *(Listed(f"{root}/{page.here.address}", day) for page in listed)]
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
    faults = link_check.check(Path(config.site_dir), _base(config), STATE.cache, promised=site().ledger.addresses,
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
        raise stopped(error) from None


def on_shutdown() -> None:
    """Publish a build that finished, was checked and raised nothing; discard any other."""
    gc.enable()
    workshop, STATE.workshop = STATE.workshop, None
    if STATE.aside:
        shutil.rmtree(STATE.aside, ignore_errors=True)
    warned = any(count for _, count in STATE.warnings.get_counts()) if STATE.warnings else False
    if STATE.warnings:
        logging.getLogger("mkdocs").removeHandler(STATE.warnings)
    if workshop is None:
        return
    failing = STATE.failed or sys.exc_info()[0] is not None
    try:
        if STATE.checked and not failing and not warned:
            STATE.published = workshop.publish()
    except OSError as fault:
        raise stopped(fault) from None
    finally:
        workshop.end()
    if warned and not failing:
        log.error(f"There were warnings. {KEPT}")
        raise Abort("Aborted.")
