"""The joint with MkDocs: this file only hands over `define_env` and the `on_*` of `strategic_framework.joint`."""

from strategic_framework.joint import *  # noqa: F403
