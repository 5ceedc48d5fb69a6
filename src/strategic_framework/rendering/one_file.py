"""A file to carry, laid out: its styles, fonts, script and picture stand in it, so that it asks for nothing."""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from strategic_framework.model import Face
from strategic_framework.rendering import environment, face, templates
from strategic_framework.rendering.templates import safe
from strategic_framework.startup.compiled import Compiled
from strategic_framework.views.one_file import OneFile

_FOLDER = Path(str(templates.THEME)) / "one-file"
_MATERIAL = Path(str(templates.THEME)) / "material"
_FONT = re.compile(r'url\("?fonts/([\w.-]+)"?\)')
#: The components that dress what stands around the content.
_AROUND = ("base", "banner", "header", "footer", "search")


def laid_out(file: OneFile, looks: Face | None = None) -> str:
    """The file as HTML, with the looks of a plan's own site."""
    content = templates.render_all(file.content)
    return (
        _environment()
        .get_template("page.html")
        .render(
            shell=templates.shell_data(file.shell),
            content=content,
            styles=safe(_styles(content) + face.styles(looks).decode().strip()),
            print_styles=safe(templates.print_stylesheet().decode().strip()),
            script=safe(templates.one_file_script().decode().strip()),
        )
    )


@cache
def _environment() -> Environment:
    loader = FileSystemLoader([_FOLDER, _MATERIAL])
    options = environment.OPTIONS | {"auto_reload": True}
    made = Environment(loader=loader, bytecode_cache=Compiled(str(options)), **options)  # noqa: S701 (it is one of them)
    made.globals |= environment.words()
    return made


def _styles(content: str) -> str:
    """The styles of what stands in the file, with its fonts."""
    return _FONT.sub(_font, templates.styles_of(content, _AROUND, _FOLDER / "style.css"))


def _font(found: re.Match[str]) -> str:
    return f"url({_data('font/woff2', _MATERIAL / 'assets' / 'fonts' / found[1])})"


@cache
def _data(media_type: str, path: Path) -> str:
    """A file of the theme as an address that holds it (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(path.read_bytes()).decode()}"
