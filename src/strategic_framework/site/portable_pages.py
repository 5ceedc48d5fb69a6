"""The site's pages as files for another engine: front matter, and the matter of the page as HTML.

What is written is a folder of documents as static site generators read them: a file for each page under the address it
has here, and beside them the data, the stylesheet and its fonts. Nothing in them is left to compute.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from strategic_framework import exports
from strategic_framework.build.staging import Workshop
from strategic_framework.language.strings import as_text
from strategic_framework.rendering import markdown, templates
from strategic_framework.site import macros, pages, search
from strategic_framework.views.base import Site
from strategic_framework.views.shell import shell

_CALL = re.compile(r"\{\{(.*?)\}\}")
_BLANK = re.compile(r"\n\s*\n")
_KEPT = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def files(site: Site, root: Path) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every page, and of every file that a page leads to or is shown with."""
    for page in pages.plan(site, root):
        yield page.src_uri, (front_matter(page) + matter(page)).encode()
    yield from exports.files(site.framework, site.mentions, site.links, site.ledger)
    yield "assets/site.css", templates.stylesheet()
    yield "assets/site.js", templates.script()
    yield "assets/search.js", templates.search_script()
    yield search.INDEX, search.index(site, pages.plan(site, root))
    assets = Path(str(templates.THEME)) / "material" / "assets"
    for path in sorted(path for path in assets.rglob("*") if path.is_file()):
        yield f"assets/{path.relative_to(assets).as_posix()}", path.read_bytes()


def front_matter(page: pages.Page) -> str:
    """What stands around the matter here, for a template to show: each value in JSON, which is YAML too."""
    around = shell(page.here)
    said = {
        "title": page.title,
        "description": around.description,
        "canonical": around.canonical,
        "robots": around.robots,
        "banner": f"{as_text(around.banner.tag)}. {as_text(around.banner.text)}" if around.banner else "",
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value]
    return "\n".join(["---", *lines, "---", "", ""])


def matter(page: pages.Page) -> str:
    """The page's HTML without blank lines, so that a Markdown reader takes it as one block and leaves it alone."""
    html = pages.matter(page, pages.answers(page)) if page.template.is_template else _ordinary(page)
    parts = _KEPT.split(html)
    parts[::2] = [_BLANK.sub("\n", part) for part in parts[::2]]
    parts[1::2] = [part.replace("\n", "&#10;") for part in parts[1::2]]  # there a blank line is content
    return "".join(parts).strip() + "\n"


def _ordinary(page: pages.Page) -> str:
    """An ordinary page of `docs/`: its calls answered as the macros plugin has them answered."""
    results: list[str] = []

    def answer(match: re.Match[str]) -> str:
        call = macros.parse(match[1], 0)
        result = macros.run(page.here, call)
        if call.macro.shape == "inline":
            return result if call.name == "link" else markdown.literal(result)
        results.append(result)
        return markdown.mark(call.macro.shape, str(len(results) - 1))

    html = markdown.convert(_CALL.sub(answer, page.template.text), "fenced_code")  # which MkDocs adds of itself
    return markdown.fill(html, lambda key: results[int(key)])


def write(site: Site, root: Path, out: Path) -> int:
    """Write everything into a folder that is new or empty, whole or not at all. Gives the number of pages."""
    workshop = Workshop(out)
    made = workshop.begin()
    try:
        count = 0
        for name, data in files(site, root):
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            count += name.endswith(".md")
        workshop.publish()
    finally:
        workshop.end()
    return count
