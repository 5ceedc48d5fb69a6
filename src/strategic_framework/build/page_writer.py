"""The pages that a build writes itself: each is laid out, put into its shell and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from markupsafe import escape

from strategic_framework.build import link_check, page_links, parallel, shown
from strategic_framework.build.writer import Writer, Written
from strategic_framework.model.frozen import frozen
from strategic_framework.rendering import csp, templates
from strategic_framework.rendering.forms import Forms
from strategic_framework.site import pages
from strategic_framework.site.ordinary_pages import Answers
from strategic_framework.views.shell import Shell, shell
from strategic_framework.views.view import Ready

#: So many pages are written before they are looked at.
_TOGETHER = 32


class Template(Protocol):
    """What Jinja gives: something that renders a context."""

    def render(self, context: dict[str, Any]) -> str: ...


@dataclass
class ShellPage:
    """What the theme's template asks of a page that MkDocs does not know."""

    url: str
    content: str


@frozen
class Whole:
    """A page: what stands around its content, and the content."""

    shell: Shell
    content: Ready


class New(NamedTuple):
    """A page that was just written: its file, its content, what describes it to others, and what it was filled from."""

    name: str
    file: Written
    content: str
    described: str
    met: Sequence[page_links.Held | None]


class Seen(NamedTuple):
    """What was seen in a page: its links, if it is written plainly, and whose words stand there, if the page counts.

    Links to the build's own files are not kept: nearly all are, and every page of thousands has dozens.
    """

    links: link_check.PageLinks | None
    shown: Sequence[shown.Limit] | None


class WrittenPage(NamedTuple):
    """A page as it was written: the name of its file, the file, and what was seen in it."""

    name: str
    file: Written
    seen: Seen


@dataclass
class PageWriter:
    """What all pages of one build have in common.

    `base` is the path that the site is served under, `files` are all that the build writes itself, and `wordings` are
    looked for on each page.
    """

    writer: Writer
    template: Template
    problems: tuple[str, ...]
    sealed: bool
    base: str = "/"
    files: frozenset[str] = frozenset()
    wordings: shown.Wordings | None = None
    forms: Forms = field(init=False)

    def __post_init__(self) -> None:
        self.forms = templates.new_forms(page_links.known if self.sealed else None)

    def write(self, planned: Sequence[pages.Page]) -> list[WrittenPage]:
        """Write these pages, shared out among the cores.

        One page of each sort comes before that: what many pages share is then worked out once, and not by each core.
        """
        first = {page.template.name: page for page in planned if page.template.is_template}
        rest = [page for page in planned if page is not first.get(page.template.name)]
        return [*self._written([*first.values()]), *parallel.in_portions(self._written, rest)]

    def _written(self, some: Sequence[pages.Page]) -> list[WrittenPage]:
        """Write a few, and look at them after that: what is at hand for the one is not for the other."""
        seen: list[WrittenPage] = []
        for start in range(0, len(some), _TOGETHER):
            written = [(page, self.write_page(page)) for page in some[start : start + _TOGETHER]]
            seen += [self._looked_at(page, new) for page, new in written]
        return seen

    def write_page(self, page: pages.Page) -> New:
        """Write one page."""
        self.forms.met = []
        name, content, around = f"{page.here.address}index.html", self._content(page), shell(page.here, self.problems)
        file = self.writer.write(name, self.page(page.here.address, around, content).encode())
        described = escape(f"{around.title}\0{around.description}\0{around.image.text}")
        return New(name, file, content, str(described), self.forms.met)

    def _looked_at(self, page: pages.Page, new: New) -> WrittenPage:
        held = page_links.of_page(new.met) if self.sealed else None
        links = held and link_check.known_page(new.name, held, self.base)
        return WrittenPage(new.name, new.file, Seen(links and links.beyond(self.files), self._shown(page, new, links)))

    def _shown(self, page: pages.Page, new: New, links: link_check.PageLinks | None) -> Sequence[shown.Limit] | None:
        if links is None or self.wordings is None or not shown.is_counted(page):
            return None
        return self.wordings.on(page, new.content, new.described, [*links.anchors, *links.leads])

    def _content(self, page: pages.Page) -> str:
        if page.template.is_template:
            self.forms.meet(page.template.converted())
            return pages.matter(page, pages.answers(page), self.forms.render_all)
        answers = Answers(page, self.forms.render_all)
        prose = answers.convert()
        self.forms.meet(prose)
        return answers.fill(prose)

    def page(self, address: str, around: Shell, content: str) -> str:
        """A page in its shell. What the template looks up from the root depends on how deep the page stands.

        The pages of the search stand where the template looks something up: from each of them it is seen otherwise.
        """

        def lay_out(data: dict[str, Any]) -> str:
            page = ShellPage(address, data["content"])
            html = self.template.render({"page": page, "shell": data["shell"], "base_url": ""})
            return csp.with_policy(html) if self.sealed else html

        seen_from = address if address.startswith("search/") else address.count("/")
        return self.forms.fill(Whole(around, content), lay_out, seen_from)
