"""Components laid out from views; the stylesheet and the scripts bundled."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rcssmin
import rjsmin
from markupsafe import Markup

from strategic_framework.language import strings
from strategic_framework.rendering.forms import Forms, LayOut, Look
from strategic_framework.views.shell import Shell
from strategic_framework.views.view import View

if TYPE_CHECKING:
    from jinja2 import Template

THEME = files("strategic_framework") / "theme"
COMPONENTS = Path(str(THEME)) / "components"
#: The components that dress nothing but paper, in their order.
PRINTED = ("print", "briefing")
#: The components that only a plan with measures shows.
MEASURES = ("measure-chart",)
#: The beginnings of the class names in a page: a component's are `sf-` and its name, and what goes on from there.
_BLOCK = re.compile(r"sf-[\w-]+")
#: The component that compares two versions.
COMPARE = THEME / "components" / "picker"
#: The redline in the browser, which several scripts draw.
REDLINE = THEME / "components" / "redline" / "redline.js"
#: The parts of the script of the page of suggestions, in their order.
DESK = (
    "folding",
    "pasting",
    "proposal",
    "state",
    "kinds",
    "additions",
    "measures",
    "problems",
    "preview",
    "doors",
    "fields",
    "leaving",
    "form",
)


def set_language(language: str) -> None:
    """From here on templates and scripts show the words of that language."""
    if strings.set_language(language):
        forget()


def new_forms(look: Look | None = None) -> Forms:
    """What lays views out, for as long as the words of the site stay the same; `look` is asked of new HTML."""
    return Forms(component, look)


def render(view: View) -> Markup:
    """A view laid out by its component, the views inside it too."""
    return render_all(view)


def render_all(views: View | Sequence[View]) -> Markup:
    """One view or several, in order."""
    return safe(new_forms().render_all(views))


@cache
def component(name: str) -> LayOut:
    """A component's template. Its globals are copied at each rendering: of a plain mapping that is quick."""
    from strategic_framework.rendering.environment import environment  # noqa: PLC0415 (a check lays nothing out)

    template = environment().get_template(f"{name}/template.html")
    template.globals = dict(template.globals)
    return template.render


def document_template(name: str) -> Template:
    """A template of `theme/documents/`, for what is taken away and no page of the site."""
    from strategic_framework.rendering.environment import environment  # noqa: PLC0415 (as above)

    return environment().get_template(f"documents/{name}")


def safe(html: str) -> Markup:
    """HTML that has been laid out here already, marked so that it is not escaped again."""
    return Markup(html)


def shell_data(shell: Shell) -> dict[str, Any]:
    """The shell for a template of the theme, whose environment does not escape."""
    return new_forms().mapping(shell)


def forget() -> None:
    """Read the templates afresh: for `serve`, when one of them was edited."""
    from strategic_framework.rendering.environment import environment  # noqa: PLC0415 (as above)

    environment.cache_clear()
    component.cache_clear()


def search_script() -> bytes:
    """What is fetched when a reader first enters the search: its list, and its page of results."""
    return _translated(_joined([THEME / "search" / "search.js"]))


def search_engine() -> bytes:
    """What looks in the index of the search, in a thread of its own."""
    return _translated(_enclosed([THEME / "search" / "words.js", THEME / "search" / "engine.js"]))


def stylesheet(more: Sequence[str] = ()) -> bytes:
    """The tokens and every component's styles in the order of `bundle.txt`, as one file without comments and space.

    `more` are components that not every plan shows.
    """
    parts = [THEME / "tokens.css", *(THEME / "components" / name / "style.css" for name in (*_order(), *more))]
    return str(rcssmin.cssmin(_joined(parts))).encode() + b"\n"


def styles_of(html: str, always: Sequence[str], own: Traversable) -> str:
    """Of a page that loads no stylesheet: the tokens, its own styles, and those of the components that stand in it."""
    blocks = set(_BLOCK.findall(html))
    shown = [name for name in (*_order(), *MEASURES)
             if name in always or any(block.startswith(f"sf-{name}") for block in blocks)]  # fmt: skip
    parts = [THEME / "tokens.css", own, *(THEME / "components" / name / "style.css" for name in shown)]
    return str(rcssmin.cssmin(_joined(parts)))


def print_stylesheet() -> bytes:
    """What paper needs, as a file of its own: no screen waits for it."""
    return (
        str(rcssmin.cssmin(_joined([THEME / "components" / name / "style.css" for name in PRINTED]))).encode() + b"\n"
    )


def script() -> bytes:
    """Every component's script in the order of `bundle.txt`, as one file that a page loads deferred."""
    return _translated(_enclosed([THEME / "components" / name / "script.js" for name in _order()]))


def desk_script(*, editable: bool = False, measured: bool = False) -> bytes:
    """What the page of suggestions alone loads: the ledger's rules, the file of a proposal, and the form.

    Where it is `editable`, the local desk too, and of a plan that is `measured`, what is asked of measures.
    """
    names = [*(name for name in DESK if measured or name != "measures"), *(["local"] if editable else [])]
    return _translated(_enclosed([REDLINE, *(THEME / "suggest" / f"{name}.js" for name in names)]))


def desk_stylesheet(*, editable: bool = False) -> bytes:
    """The styles of the page of suggestions, which no other page loads."""
    names = ["suggest", "local-desk"] if editable else ["suggest"]
    return str(rcssmin.cssmin(_joined([THEME / "components" / name / "style.css" for name in names]))).encode() + b"\n"


def compare_script() -> bytes:
    """What only the pages of all versions of a document load: any two of them compared."""
    return _translated(_enclosed([REDLINE, COMPARE / "script.js"]))


def compare_stylesheet() -> bytes:
    """The styles of that."""
    return str(rcssmin.cssmin(_joined([COMPARE / "style.css"]))).encode() + b"\n"


def list_pages_script() -> bytes:
    """What only the pages of what is long load: the rows of a list, and the way on from an anchor."""
    return _translated(_joined([THEME / "list-pages" / "list-pages.js"]))


def list_pages_stylesheet() -> bytes:
    """The styles of a list by its numbers and of a version by its parts, which no other page loads."""
    parts = [THEME / "components" / name / "style.css" for name in ("numbers", "version-parts")]
    return str(rcssmin.cssmin(_joined(parts))).encode() + b"\n"


def preview_stylesheet() -> bytes:
    """The site's styles and those of the preview of a proposal, with the fonts inside: it is opened from a folder."""
    fonts = THEME / "material" / "assets" / "fonts"

    def inside(match: re.Match[str]) -> str:
        data = base64.b64encode((fonts / match[1]).read_bytes()).decode()
        return f"url(data:font/woff2;base64,{data})"

    own = str(rcssmin.cssmin(_joined([THEME / "components" / "preview" / "style.css"])))
    return re.sub(r"url\(\"?fonts/([\w-]+\.woff2)\"?\)", inside, f"{own}\n{stylesheet().decode()}").encode()


def one_file_script() -> bytes:
    """The search of a file to carry, which stands in it."""
    return _translated(_enclosed([THEME / "one-file" / "search.js"]))


def _enclosed(scripts: list[Traversable]) -> str:
    """The scripts with `folded`, which two of them share, in a function of their own: a page gets no globals."""
    return f"(() => {{\n{_joined([THEME / 'search' / 'folded.js', *scripts])}\n}})();"


def _translated(script: str) -> bytes:
    """A script with its words in it, without comments and space."""
    return str(rjsmin.jsmin(strings.current().in_script(script))).encode() + b"\n"


def _joined(parts: list[Traversable]) -> str:
    return "\n".join(part.read_text(encoding="utf-8").strip() for part in parts if part.is_file())


def _order() -> list[str]:
    return (THEME / "bundle.txt").read_text(encoding="utf-8").split()
