"""The MkDocs adapter: the only package that knows MkDocs.

`macros.py` at the root hands the macros plugin its `define_env` and MkDocs its `on_*`; the `framework` command calls
`build` and `serve`.
"""

from strategic_framework.mkdocs_adapter.calls import define_env
from strategic_framework.mkdocs_adapter.command import build as build
from strategic_framework.mkdocs_adapter.command import serve as serve
from strategic_framework.mkdocs_adapter.hooks import (
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_page_content,
    on_page_context,
    on_page_read_source,
    on_post_build,
    on_post_page,
    on_post_template,
    on_serve,
    on_shutdown,
    on_startup,
    on_template_context,
)

#: What `macros.py` takes: MkDocs and the macros plugin look for these by name.
__all__ = [
    "define_env",
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_page_content",
    "on_page_context",
    "on_page_read_source",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_serve",
    "on_shutdown",
    "on_startup",
    "on_template_context",
]
