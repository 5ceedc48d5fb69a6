"""Hands over to the MkDocs adapter: `define_env` and the `on_*` of `strategic_framework.mkdocs_adapter`."""

from strategic_framework.mkdocs_adapter import *  # noqa: F403
