"""Every example of every component on one page, with the site's own stylesheet and script: `make gallery`, then look.

It stands in `review/gallery.html`, which git ignores, with what it is shown with beside it. Around the examples stands
the site's own shell, of an invented council.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

import strategic_framework.site.macros  # noqa: F401  (every view makes itself known)
from strategic_framework.build.page_writer import ShellPage
from strategic_framework.rendering import templates
from strategic_framework.rendering.environment import words
from strategic_framework.rendering.examples import Example, examples, path_of
from strategic_framework.views.around import Around, Banner
from strategic_framework.views.navigation import Place
from strategic_framework.views.shell import Image, Shell
from strategic_framework.views.view import COMPONENTS, Link
from tests.conftest import ROOT

OUT = ROOT / "review"
#: Attributes that hold one identifier or several, and links to one on the same page.
_IDENTIFIERS = re.compile(r'\b(id|for|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"|\bhref="#([^"]*)"')
_THEME = Path(str(templates.THEME)) / "material"


def everything() -> list[Example]:
    """Every example of every component that has a file of them."""
    return [
        example for component in sorted(COMPONENTS) if path_of(component).is_file() for example in examples(component)
    ]


def own_identifiers(html: str, prefix: str) -> str:
    """The HTML with identifiers of its own, as the same component stands on the page several times.

    What it says of something outside it is said of the example's name, whose identifier is the prefix itself.
    """
    there = set(re.findall(r'\bid="([^"]+)"', html))

    def own(name: str) -> str:
        return f"{prefix}-{name}" if name in there else prefix

    def renamed(match: re.Match[str]) -> str:
        if match[1]:
            return f'{match[1]}="{" ".join(dict.fromkeys(map(own, match[2].split())))}"'
        return f'href="#{own(match[3])}"'

    return _IDENTIFIERS.sub(renamed, html)


def shown(number: int, example: Example) -> str:
    """An example under its name. What is an entry of a list stands in one."""
    name = f"example-{number}"
    html = own_identifiers(str(templates.render(example.view)), name)
    if html.lstrip().startswith("<li"):
        html = f'<ol role="list">{html}</ol>'
    component, state = escape(example.component), escape(example.name)
    return f'<section>\n<hr>\n<p class="sf-note" id="{name}"><code>{component}</code> {state}</p>\n{html}\n</section>'


def contents(every: list[Example]) -> str:
    """All examples, one after the other."""
    return "<h1>Components</h1>\n" + "\n".join(shown(number, example) for number, example in enumerate(every, 1))


def shell() -> Shell:
    """What stands around: a shell of an invented council, with everything that one may hold."""
    around = Around(
        name="The Inverskerry Plan", name_label="2025–28", home="gallery.html", contents="#content", lang="en-GB",
        robots="noindex", framed=False, period_over="This edition covered the period to 2025.", later=None,
        banner=Banner("Fictional example", "An invented council.", Link("#content", "What this is")),
        places=[Place("#content", "Priorities", current=True), Place("#content", "Actions", current=False)],
        footer=[Link("#content", "About this site"), Link("#content", "Data")],
        as_at="2 March 2026", latest="", logo=None, fonts=["newsreader", "public-sans"],
    )  # fmt: skip
    described, address = "Every example of every component.", "https://example.org/gallery.html"
    return Shell(
        around=around, title="Components", description=described, canonical=address, cite_as="", is_article=True,
        url=address, summary=described, image=Image("https://example.org/card.png", "Components."), tone="", jsonld="",
        edit=Link("#content", "Suggest a change to this page"), alternates=[],
        problems=["framework.yml:3: the title is missing"], not_found=None, own="",
    )  # fmt: skip


def write(out: Path) -> Path:
    """The page and what it is shown with, in that folder. Gives the page."""
    assets = out / "assets"
    shutil.copytree(_THEME / "assets", assets, dirs_exist_ok=True)
    (assets / "site.css").write_bytes(templates.stylesheet() + templates.compare_stylesheet())
    (assets / "print.css").write_bytes(templates.print_stylesheet())
    (assets / "site.js").write_bytes(templates.script() + templates.compare_script())
    page = out / "gallery.html"
    page.write_text(_page(contents(everything())), encoding="utf-8")
    return page


def _page(content: str) -> str:
    environment = Environment(loader=FileSystemLoader(_THEME), autoescape=False)  # noqa: S701  (as the theme's own)
    environment.filters["url"] = lambda address: address
    environment.globals |= words()
    context = {"page": ShellPage("gallery.html", Markup(content)), "shell": templates.shell_data(shell())}  # noqa: S704
    return environment.get_template("main.html").render(context)


def main() -> None:
    """Write the gallery where the pictures are, too."""
    page = write(OUT)
    sys.stdout.write(
        f"{len(everything())} examples of {len(COMPONENTS)} components. Look in {page.relative_to(ROOT)}.\n"
    )


if __name__ == "__main__":
    main()
