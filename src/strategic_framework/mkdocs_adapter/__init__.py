"""The joint with MkDocs: the only package that knows it.

`macros.py` at the root hands these functions to the macros plugin (`define_env`) and to MkDocs (`on_*`).
"""

from strategic_framework.mkdocs_adapter.calls import define_env
from strategic_framework.mkdocs_adapter.hooks import (
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_page_content,
    on_page_context,
    on_post_build,
    on_post_page,
    on_post_template,
    on_pre_build,
    on_serve,
    on_shutdown,
    on_startup,
    on_template_context,
)
from strategic_framework.mkdocs_adapter.state import STATE

__all__ = [
    "STATE",
    "define_env",
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_page_content",
    "on_page_context",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_pre_build",
    "on_serve",
    "on_shutdown",
    "on_startup",
    "on_template_context",
]
