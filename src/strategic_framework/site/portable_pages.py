"""The site's pages as files for another engine: front matter, and the content of the page as HTML.

What is given is a folder of documents as static site generators read them: a file for each page under the address it
has here, and beside them the data, the stylesheet and its fonts. Nothing in them is left to compute.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

from strategic_framework import exports
from strategic_framework.language.strings import as_text
from strategic_framework.rendering import templates
from strategic_framework.site import assets, one_file, ordinary_pages, pages
from strategic_framework.views.data import described_files
from strategic_framework.views.shell import shell
from strategic_framework.views.site import FileFacts, Site

_BLANK = re.compile(r"\n\s*\n")
_CODE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def files(site: Site, root: Path) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every page, and of every file that a page leads to or is shown with."""
    planned, told = pages.plan(site, root), described_files(site)
    data_files = exports.files(site.framework, site.mentions, site.links, site.ledger)
    for address, data in itertools.chain(data_files, one_file.files(site)):
        yield address, data
        if address in told:
            site.file_facts[address] = FileFacts.of(data)
    for page in planned:
        yield page.src_uri, (front_matter(page) + content(page)).encode()
    yield from assets.files(site, planned)
    theme = Path(str(templates.THEME)) / "material" / "assets"
    for path in sorted(path for path in theme.rglob("*") if path.is_file()):
        yield f"assets/{path.relative_to(theme).as_posix()}", path.read_bytes()


def front_matter(page: pages.Page) -> str:
    """What stands around the content here, for a template to show: each value in JSON, which is YAML too."""
    data = shell(page.here)
    banner = data.around.banner
    values = {
        "title": page.title,
        "description": data.description,
        "canonical": data.canonical,
        "robots": data.around.robots,
        "banner": f"{as_text(banner.tag)}. {as_text(banner.text)}" if banner else "",
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]
    return "\n".join(["---", *lines, "---", "", ""])


def content(page: pages.Page) -> str:
    """The page's HTML without blank lines, so that a Markdown reader takes it as one block and leaves it alone."""
    html = pages.matter(page, pages.answers(page)) if page.template.is_template else ordinary_pages.content(page)
    parts = _CODE.split(html)
    parts[::2] = [_BLANK.sub("\n", part) for part in parts[::2]]
    parts[1::2] = [part.replace("\n", "&#10;") for part in parts[1::2]]  # there a blank line is content
    return "".join(parts).strip() + "\n"
