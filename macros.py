"""The joint with MkDocs: this file only imports and hands over (see `strategic_framework.joint`)."""

from strategic_framework.joint import (
    define_env,
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_page_content,
    on_page_context,
    on_post_build,
    on_post_page,
    on_post_template,
    on_serve,
    on_shutdown,
    on_startup,
    on_template_context,
)

__all__ = [
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
    "on_serve",
    "on_shutdown",
    "on_startup",
    "on_template_context",
]
