"""What MkDocs' configuration says to a build, and what a build says to MkDocs' configuration."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import mkdocs
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme

from strategic_framework.build import files
from strategic_framework.build.ownership import NotOursError
from strategic_framework.build.staging import BusyError, Staging, in_words
from strategic_framework.content import source
from strategic_framework.content.files import FOLDER
from strategic_framework.language import strings as interface
from strategic_framework.mkdocs_adapter.run import KEPT, Run
from strategic_framework.rendering import templates
from strategic_framework.rendering.markdown import EXTENSIONS
from strategic_framework.startup.compiled import Compiled
from strategic_framework.views.site import Site

_HOOKS = ["macros.py"]
_MACROS = {"module_name": "macros", "on_undefined": "strict", "on_error_fail": "true",
           "j2_comment_start_string": "{##", "j2_comment_end_string": "##}"}  # fmt: skip
#: The keys that decide what others do with the pages of `docs/`: what our own `mkdocs.yml` says, and what is as good.
_OF_PAGES: dict[str, tuple[object, object]] = {
    "plugins": ([{"macros": _MACROS}], []),
    "hooks": (_HOOKS, _HOOKS),
    "markdown_extensions": (EXTENSIONS, EXTENSIONS),
    "use_directory_urls": ("true", None),
    **dict.fromkeys(("nav", "not_in_nav", "exclude_docs", "draft_docs", "INHERIT"), (None, None)),
}
#: Where the packages of others stand: their templates change only with their versions.
_PACKAGES = str(Path(mkdocs.__file__).parent.parent)


def root_of(config: MkDocsConfig) -> Path:
    """The folder that holds `mkdocs.yml`."""
    return Path(config.config_file_path or ".").absolute().parent


def read_theme(config: MkDocsConfig, run: Run) -> None:
    """The words and the templates of the theme, read afresh where they were edited."""
    language = str(config.theme.get("language") or interface.PAGES)
    if language not in interface.known():
        raise PluginError(f"There are no words in “{language}”: theme/strings/{language}.yml is missing. {KEPT}")
    try:
        templates.set_language(language)
    except ValueError as fault:
        raise PluginError(f"{fault} {KEPT}") from None
    if run.serving:  # a build reads each template once
        components = files.stamp([templates.COMPONENTS])
        if components != run.templates:
            templates.forget()
            run.templates = components


def begin_staging(config: MkDocsConfig) -> Staging:
    """The folder of this build, beside the public one, which MkDocs is told to write into."""
    staging = Staging(Path(config.site_dir))
    try:
        config.site_dir = str(staging.begin())
    except (BusyError, NotOursError) as fault:
        raise PluginError(f"{fault} {KEPT}" if isinstance(fault, NotOursError) else str(fault)) from None
    except OSError as fault:
        raise PluginError(f"The site cannot be written here: {in_words(fault)}. {KEPT}") from None
    return staging


def tell(config: MkDocsConfig, site: Site, *, serving: bool) -> None:
    """What the framework says of itself, our theme, and what a server watches."""
    settings, root = site.framework.settings, root_of(config)
    os.environ["SOURCE_DATE_EPOCH"] = str(_seconds(settings.as_at))  # the sitemap's dates are the content's
    config.site_name = f"{settings.title} {site.framework.current.label}"
    if not serving:
        config.site_url = settings.address
    config.watch = sorted({*config.watch, str(root / FOLDER), str(templates.THEME), *map(str, _hooks(config))})
    theme = str(templates.THEME / "material")
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(0, theme)
    config.theme.get_env = _environment(config.theme)  # type: ignore[method-assign]


def leave_pages_alone(file: Path) -> bool:
    """Whether `mkdocs.yml`, and `macros.py` beside it, bring nothing more to the pages of `docs/` than they must."""
    read = source.read(file, file.name)
    settings = source.plain(read.root) if read.root and not read.problems else None
    if not isinstance(settings, dict) or not _hands_over(file.with_name(_HOOKS[0])):
        return False
    return all(settings.get(key) in (value, default) for key, (value, default) in _OF_PAGES.items())


def _hands_over(file: Path) -> bool:
    """Whether a file of hooks does nothing but hand over to this package."""
    try:
        lines = ast.parse(file.read_bytes()).body
    except (OSError, SyntaxError, ValueError):
        return False
    code = [ast.unparse(line) for line in lines if not isinstance(line, ast.Expr)]
    return code == [f"from {__package__} import *"] and all(map(_is_text, lines[:-1]))


def _is_text(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def base(config: MkDocsConfig) -> str:
    """The path that the site will be served under."""
    return urlsplit(config.site_url or "/").path or "/"


def stamp(config: MkDocsConfig) -> files.Stamp:
    """By what it is seen whether anything was saved beside the content: settings, hooks, pages and templates."""
    themes: list[str] = [folder for folder in config.theme.dirs if not folder.startswith(_PACKAGES)]
    places: list[str | Path] = [
        config.config_file_path or "",
        config.docs_dir,
        str(templates.THEME),
        *themes,
        *_hooks(config),
    ]
    return files.stamp(places)


def _hooks(config: MkDocsConfig) -> list[Path]:
    """The hook files, and whatever Python stands beside `mkdocs.yml` for them to import."""
    root = root_of(config)
    return sorted({*root.glob("*.py"), *(root / name for name in config.hooks)})


def _seconds(day: str) -> int:
    """Midnight of that day, UTC, in seconds since 1970: what reproducible builds call SOURCE_DATE_EPOCH."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


#: The theme's templates: MkDocs makes another environment for every round of serving.
_COMPILED = Compiled()


def _environment(theme: Theme) -> Callable[[], Environment]:
    """The theme's templates, listed without hidden folders: MkDocs leaves out Material's 10,000 icons after listing."""

    def get_env() -> Environment:
        env = type(theme).get_env(theme)
        env.bytecode_cache = _COMPILED
        folders = [Path(folder) for folder in theme.dirs if Path(folder).is_dir()]
        names = {name for folder in folders for name in files.files_in(folder, hidden=False)}

        def list_templates(extensions: Any = None, filter_func: Any = None) -> list[str]:
            return sorted(filter(filter_func, names))

        env.list_templates = list_templates  # type: ignore[method-assign]
        return env

    return get_env
