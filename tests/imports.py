"""What a command imports once it is at work. Who forks many imports it first, so that none of them has to."""

from __future__ import annotations

from importlib import import_module

from strategic_framework.commands import main
from strategic_framework.rendering import environment, templates

#: MkDocs and its plugins load these by name, and Python its encodings.
NAMES = (
    "colorama", "encodings.unicode_escape", "encodings.utf_16_be", "encodings.utf_8_sig", "material.templates",
    "mkdocs_macros.plugin", "pygments.formatters", "pygments.lexers",
    *(f"markdown.extensions.{name}" for name in ("attr_list", "codehilite", "fenced_code", "sane_lists", "tables")),
    *(f"strategic_framework.commands.{verb.place.partition('.')[0]}" for verb in main.VERBS.values()),
)  # fmt: skip


def all_of_them() -> None:
    """Import them, and compile the templates."""
    for name in NAMES:
        import_module(name)
    for path in templates.COMPONENTS.glob("*/template.html"):
        environment.environment().get_template(f"{path.parent.name}/template.html")
