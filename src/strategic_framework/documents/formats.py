"""The formats that `framework export` writes: one row for each, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from strategic_framework.exports import json_files
from strategic_framework.site.project import Project


class MissingError(RuntimeError):
    """What a format is made with is not installed here. The message says what, and what to type."""


@dataclass(frozen=True)
class Format:
    """A format: what is typed for it, how its files end, and what makes one file of the whole content.

    `make` gives the same bytes for the same content, and imports what it needs when it is called, so that no other
    command waits for it. Where that is not installed it raises MissingError. `extra` is what is installed for it
    besides: the name of an extra of this package, or nothing.
    """

    name: str
    extension: str
    media_type: str
    title: str
    make: Callable[[Project], bytes]
    extra: str = ""


class Exported(NamedTuple):
    """One file of an export: its name, and its bytes."""

    name: str
    data: bytes


def _json(project: Project) -> bytes:
    """The file that the site serves as `data/framework.json`."""
    site = project.site
    _, data = next(json_files.files(site.framework, site.mentions, site.links))
    return data


#: A format more is a row more.
FORMATS: tuple[Format, ...] = (Format("json", "json", "application/json", "Everything, as data for programs.", _json),)
BY_NAME = {row.name: row for row in FORMATS}


def export(project: Project, row: Format) -> Exported:
    """The whole content in one format. Raises MissingError where its tools are not installed."""
    name = f"{project.site.framework.current.id}.{row.extension}"
    return Exported(name, row.make(project))
