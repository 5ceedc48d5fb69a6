"""The pages that a build writes itself: each is laid out, put into its shell and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from strategic_framework.build import link_check, parallel, shown
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
    looked for on each page. `plain` says whether all HTML so far writes its attributes so that the check of the links
    can read them fast; `unplain` are the ordinary pages whose prose does not.
    """

    writer: Writer
    template: Template
    problems: tuple[str, ...]
    sealed: bool
    base: str = "/"
    files: frozenset[str] = frozenset()
    wordings: shown.Wordings | None = None
    plain: bool = True
    unplain: set[str] = field(default_factory=set)
    forms: Forms = field(init=False)

    def __post_init__(self) -> None:
        self.forms = templates.new_forms(self._note if self.sealed else None)

    def _note(self, html: str) -> None:
        self.plain = self.plain and link_check.is_plain(html)

    def write(self, planned: Sequence[pages.Page]) -> list[WrittenPage]:
        """Write these pages, shared out among the cores.

        One page of each sort comes before that: what many pages share is then worked out once, and not by each core.
        """
        first = {page.template.name: page for page in planned if page.template.is_template}
        for page in first.values():
            self._note(page.template.converted())
        rest = [page for page in planned if page is not first.get(page.template.name)]
        return [*self._written([*first.values()]), *parallel.in_portions(self._written, rest)]

    def _written(self, some: Sequence[pages.Page]) -> list[WrittenPage]:
        """Write a few, and look at them after that: what is at hand for the one is not for the other."""
        seen: list[WrittenPage] = []
        for start in range(0, len(some), _TOGETHER):
            written = [(page, *self.write_page(page)) for page in some[start : start + _TOGETHER]]
            seen += [self._looked_at(*page) for page in written]
        return seen

    def write_page(self, page: pages.Page) -> tuple[str, str, Written]:
        """Write one page: the name of its file, its HTML, and the file."""
        name = f"{page.here.address}index.html"
        html = self.page(page.here.address, shell(page.here, self.problems), self._content(page))
        return name, html, self.writer.write(name, html.encode())

    def _looked_at(self, page: pages.Page, name: str, html: str, file: Written) -> WrittenPage:
        is_plain = self.sealed and self.plain and page.src_uri not in self.unplain
        links = link_check.plain_page(name, html, self.base) if is_plain else None
        return WrittenPage(name, file, Seen(links and links.beyond(self.files), self._shown(page, html, links)))

    def _shown(self, page: pages.Page, html: str, links: link_check.PageLinks | None) -> Sequence[shown.Limit] | None:
        if links is None or self.wordings is None or not shown.is_counted(page):
            return None
        return self.wordings.on(page, html, [*links.anchors, *links.leads])

    def _content(self, page: pages.Page) -> str:
        if page.template.is_template:
            return pages.matter(page, pages.answers(page), self.forms.render_all)
        answers = Answers(page, self.forms.render_all)
        prose = answers.convert()
        if self.sealed and not link_check.is_plain(prose):
            self.unplain.add(page.src_uri)
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
