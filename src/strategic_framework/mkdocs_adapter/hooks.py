"""For MkDocs: the phases of a build, in the order in which it calls these functions."""

from __future__ import annotations

import gc
import logging
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from strategic_framework.build.phases import Build
from strategic_framework.build.writer import Writer
from strategic_framework.language.strings import with_words
from strategic_framework.mkdocs_adapter import files as listed
from strategic_framework.mkdocs_adapter import settings
from strategic_framework.mkdocs_adapter.calls import ask_git_nothing
from strategic_framework.mkdocs_adapter.local_door import LocalDoor
from strategic_framework.mkdocs_adapter.local_server import guarded, in_time, is_local
from strategic_framework.mkdocs_adapter.reading import read
from strategic_framework.mkdocs_adapter.resident import Resident
from strategic_framework.mkdocs_adapter.run import KEPT, RUN, Run, log, stopped
from strategic_framework.rendering import csp, templates
from strategic_framework.rendering.environment import words
from strategic_framework.views.base import Here
from strategic_framework.views.shell import shell

#: So many seconds after a change a round begins, if nothing else changed: an editor may write a file in two steps.
_SETTLED = 0.02
_ID = re.compile(r'\sid="([^"]+)"')

# --- a command begins ----------------------------------------------------------------------------------------------


def on_startup(command: str, dirty: bool) -> None:
    """Know whether we serve; count warnings, so that a strict failure is seen before the swap."""
    serving = command == "serve"
    vars(RUN).update(vars(Run(serving=serving, desk=RUN.desk)))
    if serving:
        RUN.resident = Resident(RUN.alone)
    else:
        RUN.collecting = gc.isenabled()
        gc.disable()  # a build makes little that needs collecting, and looking for it takes a fifth of its time
    ask_git_nothing()
    logging.getLogger("mkdocs").addHandler(RUN.warnings)


def on_serve(server: Any, config: MkDocsConfig, builder: object) -> Any:
    """Answer as the local server may, and look for a saved file ten times a second, where MkDocs looks twice."""
    door = LocalDoor(RUN.desk, RUN.alone) if RUN.desk and is_local(config.dev_addr.host) else None
    application = RUN.resident.answering(server) if RUN.resident else server.get_app()
    server.set_app(guarded(application, config.dev_addr.host, door))
    if RUN.resident:
        gc.freeze()  # what is there stays there: to look for what nobody holds any more takes longer than a save
        server.builder = partial(follow, RUN.resident, server.builder)
        RUN.resident.behind.after_round(_broken_links)
    server.RequestHandlerClass = in_time(server.RequestHandlerClass)
    server.build_delay = _SETTLED
    watched = list(server._watched_paths)
    for path in watched:
        server.unwatch(path)
    theme_looks = server.observer.timeout
    server.observer = type(server.observer)(timeout=0.1)
    for path in watched:
        server.watch(path)
    for emitter in server.observer.emitters:
        if emitter.watch.path == str(templates.THEME):  # the largest folder by far, and nothing that an editor saves
            emitter._timeout = theme_looks  # noqa: SLF001
    return server


def follow(resident: Resident, builder: Callable[[], None]) -> None:
    """A round, which waits for whoever saves: saved content is taken in, whatever else was saved MkDocs builds."""
    with RUN.alone:
        resident.behind.cancel()
        if not _take_in(resident):
            builder()
    resident.behind.after_round(_broken_links)


def _take_in(resident: Resident) -> bool:
    """Read the content and show it; False where more than content was saved, or where MkDocs must know of it."""
    if resident.config is None or settings.stamp(resident.config) != resident.stamp:
        return False
    build = _begin(resident.config, saved=True)
    if not resident.take_in(build):
        return False
    RUN.begun = build
    return True


# --- a build, or a round of serving --------------------------------------------------------------------------------


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the framework, refuse what is wrong, and begin in a folder beside the public one."""
    if RUN.resident:
        RUN.resident.stop()  # until the theme is ready; MkDocs clears what is shown
        RUN.resident.stamp = settings.stamp(config)
    settings.read_theme(config, RUN)
    RUN.begun = _begin(config)
    loaded = RUN.build.site.loaded
    log.info("%d files read. Making %d pages …", len(loaded.files), len(RUN.build.pages))
    if not RUN.serving:
        loaded.let_go()  # a build checks them once, and their trees take as much memory as the framework
    return config


def _begin(config: MkDocsConfig, *, saved: bool = False) -> Build:
    """What was read, and the pages that it makes; `saved` while serving, where content was saved and nothing else."""
    last_good = RUN.begun.site if RUN.begun else None
    editable = RUN.serving and RUN.desk is not None and is_local(config.dev_addr.host)
    root = settings.root_of(config)
    reading = read(root, serving=RUN.serving, last_good=last_good, editable=editable, saved=saved)
    settings.tell(config, reading.site, serving=RUN.serving)
    staging = None if RUN.serving else settings.begin_staging(config)
    writer = Writer(Path(config.site_dir))
    alone = settings.leave_pages_alone(Path(config.config_file_path))
    build = Build(root, reading.site, reading.problems, writer, staging, settings.base(config), alone)
    build.plan(reading.pages)
    return build


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Templates out; the data written; the pages they make and the data in."""
    listed.leave_out(files, RUN.build)
    listed.add_standard(files, RUN.build, config)
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
    """The theme is ready: our own pages are written now, or, while serving, when they are asked for."""
    env.globals |= words()
    if RUN.resident:
        RUN.resident.begin(RUN.build, config, files, env)
    else:
        RUN.build.write_pages(env.get_template("main.html"))
        listed.take_out_ours(files)
    return env


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """What the theme's shell needs of this page."""
    if RUN.resident:
        RUN.resident.nav = nav
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
    """The build is whole. Its links are followed at the very end, as other plugins may still be at work.

    The macros plugin calls a function of this name in its module too, with itself as the argument: not meant here.
    """
    RUN.built = RUN.built or config is not None


def on_build_error(error: Exception) -> None:
    """Something failed: nothing of this build will be published. A fault that nobody foresaw ends in one plain line."""
    RUN.failed = True
    if not RUN.serving and not isinstance(error, BuildError | Abort):
        raise stopped(error) from None


# --- a command ends ------------------------------------------------------------------------------------------------


def on_shutdown() -> None:
    """Check and publish a build that finished and raised nothing; discard any other."""
    failing = RUN.failed or sys.exc_info()[0] is not None
    try:
        if RUN.built and not RUN.serving and not failing:
            _publish(RUN.build)
    except OSError as fault:
        raise stopped(fault) from None
    finally:
        if RUN.collecting:
            gc.enable()
        logging.getLogger("mkdocs").removeHandler(RUN.warnings)
        if RUN.begun:
            RUN.begun.end()
        if RUN.resident:
            with RUN.alone:
                RUN.resident.stop()


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
