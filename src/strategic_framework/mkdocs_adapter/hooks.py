"""For MkDocs: the phases of a build, in the order in which it calls these functions."""

from __future__ import annotations

import gc
import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from strategic_framework.build.memory import Memory
from strategic_framework.build.phases import Build
from strategic_framework.build.writer import Writer
from strategic_framework.language.strings import with_words
from strategic_framework.mkdocs_adapter import files as listed
from strategic_framework.mkdocs_adapter import settings
from strategic_framework.mkdocs_adapter.local_door import LocalDoor
from strategic_framework.mkdocs_adapter.local_server import guarded, in_time, is_local
from strategic_framework.mkdocs_adapter.reading import read
from strategic_framework.mkdocs_adapter.run import KEPT, RUN, Run, log, stopped
from strategic_framework.rendering import csp, templates
from strategic_framework.views.base import Here
from strategic_framework.views.shell import shell

_ID = re.compile(r'\sid="([^"]+)"')

# --- a command begins ----------------------------------------------------------------------------------------------


def on_startup(command: str, dirty: bool) -> None:
    """Know whether we serve; count warnings, so that a strict failure is seen before the swap."""
    serving = command == "serve"
    vars(RUN).update(vars(Run(serving=serving, desk=RUN.desk, memory=Memory(keeping=serving))))
    if not serving:
        gc.disable()  # a build makes little that needs collecting, and looking for it takes a fifth of its time
    logging.getLogger("mkdocs").addHandler(RUN.warnings)


def on_serve(server: Any, config: MkDocsConfig, builder: object) -> Any:
    """Answer as the local server may; look for a saved file every tenth of a second, where MkDocs looks every half."""
    door = LocalDoor(RUN.desk, RUN.alone) if RUN.desk and is_local(config.dev_addr.host) else None
    server.set_app(guarded(server.get_app(), config.dev_addr.host, door))
    server.RequestHandlerClass = in_time(server.RequestHandlerClass)
    server.builder = _alone(server.builder)
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    server.observer = type(server.observer)(timeout=0.1)
    for path in watched:
        server.watch(path)
    return server


def _alone(builder: Callable[[], None]) -> Callable[[], None]:
    """A round that waits for whoever saves: what items are called is set for the whole process while it works."""

    def build() -> None:
        with RUN.alone:
            builder()

    return build


# --- a build, or a round of serving --------------------------------------------------------------------------------


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the framework, refuse what is wrong, and begin in a folder beside the public one."""
    settings.read_theme(config, RUN)
    last_good = RUN.begun.site if RUN.begun else None
    editable = RUN.serving and RUN.desk is not None and is_local(config.dev_addr.host)
    reading = read(settings.root_of(config), serving=RUN.serving, last_good=last_good, editable=editable)
    settings.begin_round(RUN)
    settings.tell(config, reading.site, serving=RUN.serving)
    staging = None if RUN.serving else settings.begin_staging(config)
    writer = RUN.served_writer(config.site_dir) if RUN.serving else Writer(Path(config.site_dir))
    RUN.begun = Build(settings.root_of(config), *reading, writer, staging, RUN.memory, settings.base(config))
    RUN.build.plan()
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """While serving, what is shown goes aside before MkDocs clears its place; `on_files` takes it again."""
    if RUN.served:
        RUN.served.put_aside()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Templates out; the data written; the pages they make and the data in."""
    log.info("%d files read. Making %d pages …", len(RUN.build.site.loaded.files), len(RUN.build.pages))
    listed.leave_out(files, RUN.build)
    listed.add_standard(files, RUN.build, config)
    if RUN.served:
        RUN.served.adopt()
    if RUN.documents:
        log.info("Making documents …")
        RUN.missing = RUN.build.write_documents()
    RUN.build.write_data()
    listed.add_ours(files, RUN.build, config)
    return files


def on_page_read_source(page: MkDocsPage, config: MkDocsConfig) -> str:
    """The text of an ordinary page, with what the plan calls its parts."""
    return with_words(page.file.content_string)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """The content of an ordinary page, with the macros' results in their places."""
    page.meta["title"] = RUN.build.pages[page.file.src_uri].title
    content = RUN.build.answers(page.file.src_uri).fill(html)
    page.present_anchor_ids = set(_ID.findall(content))
    return content


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """The theme is ready: the pages made from templates are written now, and MkDocs makes only the others."""
    env.globals |= templates.words()
    RUN.build.write_pages(env.get_template("main.html"), settings.theme_hash(config))
    if RUN.served:
        RUN.served.prune()
    return env


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What the theme's shell needs of this page."""
    here = RUN.build.pages[page.file.src_uri].here
    context["shell"] = templates.shell_data(shell(here, RUN.build.problems))
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The sitemap lists our pages too. The not-found page is served at any address: its links begin at the root."""
    here = Here(RUN.build.site, settings.base(config), "not-found", meta={"title": "Page not found"})
    context["shell"] = templates.shell_data(shell(here, RUN.build.problems))
    if template_name == "sitemap.xml":
        entries = [*context["pages"], *listed.sitemap_entries(RUN.build, config)]
        context["pages"] = sorted(entries, key=lambda entry: entry.page.canonical_url)
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """A built page carries its Content-Security-Policy; while serving, MkDocs puts its live reload into the page."""
    return output if RUN.serving else csp.with_policy(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The not-found page carries its policy too."""
    is_page = template_name.endswith(".html") and not RUN.serving
    return csp.with_policy(output_content) if is_page else output_content


def on_post_build(env: object = None, *, config: MkDocsConfig | None = None) -> None:
    """While serving, follow every link. A build does so at its very end: other plugins may still be at work.

    The macros plugin calls a function of this name in its module too, with itself as the argument: not meant here.
    """
    if config is None:
        return
    RUN.built = True
    if RUN.serving:
        broken = _broken_links()
        if broken:
            log.error(broken)
        RUN.memory.end_round()


def on_build_error(error: Exception) -> None:
    """Something failed: nothing of this build will be published. A fault that nobody foresaw ends in one plain line."""
    RUN.failed = True
    if not RUN.serving and not isinstance(error, BuildError | Abort):
        raise stopped(error) from None


# --- a command ends ------------------------------------------------------------------------------------------------


def on_shutdown() -> None:
    """Check and publish a build that finished and raised nothing; discard any other."""
    gc.enable()
    failing = RUN.failed or sys.exc_info()[0] is not None
    try:
        if RUN.built and not RUN.serving and not failing:
            _publish(RUN.build)
    except OSError as fault:
        raise stopped(fault) from None
    finally:
        logging.getLogger("mkdocs").removeHandler(RUN.warnings)
        if RUN.begun:
            RUN.begun.end()
        if RUN.served:
            RUN.served.end()


def _publish(build: Build) -> None:
    """Nothing is public before every link of what stands in the folder was followed."""
    if any(count for _, count in RUN.warnings.get_counts()):
        log.error(f"There were warnings. {KEPT}")
        raise Abort("Aborted.")
    log.info("Following every link …")
    broken = _broken_links()
    if broken:
        log.error(broken)
        raise Abort("Aborted.")
    build.count_pages()
    RUN.published = build.publish()


def _broken_links() -> str:
    """A line for each fault of the links, and how many there are."""
    faults = RUN.build.check_links()
    lines = [f"{fault.page}: {fault.target} {fault.what}" for fault in faults]
    return "\n".join([*lines, f"{len(faults)} broken links. Nothing has been published."]) if faults else ""
