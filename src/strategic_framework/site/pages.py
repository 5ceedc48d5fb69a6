"""The templates of `docs/` times the items: which pages there are, and the matter of each.

A template is a Markdown file with a kind in square brackets in its path: `docs/[edition]/[action].md` makes one page
for each action of each edition. It holds prose and calls, a call alone on its line; its prose is converted once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from strategic_framework.content import list_pages, source
from strategic_framework.content.problems import Problem
from strategic_framework.exports import oembed
from strategic_framework.language.strings import with_words
from strategic_framework.ledger.store import Ledger
from strategic_framework.model import Edition, Framework, Place
from strategic_framework.model.frozen import frozen
from strategic_framework.rendering import markdown
from strategic_framework.rendering.outline import outlined
from strategic_framework.rendering.templates import render_all
from strategic_framework.site import macros
from strategic_framework.site.macros import Call, Render, answer_ahead, laid_out, parse
from strategic_framework.site.standard import DOCS, is_own, page_files
from strategic_framework.views.base import Here
from strategic_framework.views.list_pages import on_pages
from strategic_framework.views.macro import MacroError, Result
from strategic_framework.views.site import Site
from strategic_framework.views.titles import page_name

_CALL_LINE = re.compile(r"\s*\{\{(.*)\}\}\s*")
_ANY_CALL = re.compile(r"\{\{(.*?)\}\}")
_HEADING = re.compile(r"(#{1,6})\s+\S")
_FENCE = re.compile(r"\s*(```|~~~)")

#: Kind in brackets → the things of an edition, or of the whole framework, that have a page of it.
_OF_EDITION: dict[str, Callable[[Edition], list[str]]] = {
    "priority": lambda edition: [priority.id for priority in edition.priorities],
    "action": lambda edition: [action.id for action in edition.actions],
    "aspiration": lambda edition: [aspiration.id for aspiration in edition.aspirations],
    "actions_page": lambda edition: [*list_pages.pages(edition.actions)],
    "aspirations_page": lambda edition: [*list_pages.pages(edition.aspirations)],
}
_OF_FRAMEWORK: dict[str, Callable[[Framework], list[str]]] = {
    "embed": lambda framework: [subject for edition in framework.editions for subject in oembed.framed(edition)],
    "body": lambda framework: [body.id for body in framework.bodies],
    "programme": lambda framework: [programme.id for programme in framework.programmes],
    "source": lambda framework: [*framework.origin],
    "topic": lambda framework: [area.id for area in framework.policy_areas],
    "update": lambda framework: [update.id or "" for update in framework.updates],
    "measure": lambda framework: [*framework.measure],
}
_EDITIONS: dict[str, Callable[[Edition], bool]] = {
    "edition": lambda edition: not edition.described_as,
    "described": lambda edition: bool(edition.described_as),
}


@frozen
class Template:
    """A file of `docs/` or of the standard pages: its front matter, and its matter cut at its calls."""

    name: str
    meta: dict[str, Any]
    text: str
    calls: tuple[Call, ...]
    problems: tuple[Problem, ...] = ()
    html: list[str] = field(default_factory=list)

    @property
    def is_template(self) -> bool:
        return "[" in self.name

    @property
    def needs(self) -> list[str]:
        """The parts without which the page is not made: of the framework, of its edition, or `ledger`.

        A page that needs `own` is about this software: a plan that has not put it there itself does not have it.
        """
        return str(self.meta.get("needs") or "").split()

    def converted(self) -> str:
        """The prose as HTML with `<sf-call>` elements; converted once."""
        if not self.html:
            self.html.append(markdown.convert(self.text))
        return self.html[0]


class Page(NamedTuple):
    """One page of the site: the file that makes it, its own name below `docs/`, and what it is about."""

    template: Template
    src_uri: str
    here: Here

    @property
    def title(self) -> str:
        return page_name(self.here)


def address_of(src_uri: str) -> str:
    """The address MkDocs gives to a Markdown file: `a/b.md` → `a/b/`, `a/index.md` → `a/`."""
    path = src_uri.removesuffix(".md")
    return path.removesuffix("index") if path == "index" or path.endswith("/index") else path + "/"


def plan(site: Site, root: Path) -> list[Page]:
    """Every page of the site, in the order of the files and then of the items. The site knows their addresses then."""
    planned = []
    for template in templates(root):
        if not _is_needed(site, template) or ("own" in template.needs and not is_own(root, template.name)):
            continue
        meta = {**template.meta, "file": f"{DOCS}/{template.name}" if is_own(root, template.name) else ""}
        if site.editable:  # what an editor is told instead, where the page has it
            meta |= template.meta.get("editable") or {}
        for src_uri, kind, subject, edition in _expanded(site, template):
            here = Here(site, address_of(src_uri), kind, subject, meta, edition)
            planned.append(Page(template, src_uri, on_pages(here)))
    site.addresses = frozenset(page.here.address for page in planned)
    return planned


def _is_needed(site: Site, template: Template) -> bool:
    """Whether a page is made: not with `left_out: true` in its front matter, nor without the parts after `needs:`.

    A part is a list or document of the framework, such as `alliance`, or `ledger`, which there is once it is published.
    """
    if template.meta.get("left_out") == "true":
        return False
    return all(
        site.ledger.changes if part == "ledger" else getattr(site.framework, part, True) for part in template.needs
    )


def templates(root: Path) -> list[Template]:
    """Every Markdown file of `docs/` and of the standard pages, read."""
    return [read(path, name) for name, path in page_files(root).items()]


def _expanded(site: Site, template: Template) -> Iterator[tuple[str, str, str, str]]:
    """(file name, kind, subject, edition) of each page that a file of `docs/` makes."""
    framework, name = site.framework, template.name
    parts = re.findall(r"\[(\w+)\]", name)
    if not parts:
        yield name, "home" if name == "index.md" else "page", "", ""
    elif parts[0] in _EDITIONS:
        for edition in filter(_EDITIONS[parts[0]], framework.editions):
            if not all(getattr(edition, part, True) for part in template.needs):
                continue
            path = name.replace(f"[{parts[0]}]", edition.id)
            yield from _of_edition(site, edition, path, parts[1:])
    elif parts[0] in _OF_FRAMEWORK:
        for subject in _OF_FRAMEWORK[parts[0]](framework):
            its = framework.edition_of.get(subject)
            yield name.replace(f"[{parts[0]}]", subject), parts[0], subject, its.id if its else ""
    elif parts[0] == "change":
        yield from _changes(site.ledger, name, parts)
    elif parts[0] == "version":
        yield from _versions(site, name, parts, "alliance", "")


def _changes(ledger: Ledger, path: str, parts: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """A page for each change, or for each part of a long one."""
    for change in ledger.changes:
        own = path.replace("[change]", change.id)
        if parts[-1] == "change":
            yield own, "change", change.id, ""
            continue
        for number in range(1, len(ledger.parts_of_change(change)) + 1):
            yield own.replace("[change_part]", str(number)), "change_part", f"{change.id}/{number}", ""


def _versions(
    site: Site, path: str, parts: list[str], document: str, edition: str
) -> Iterator[tuple[str, str, str, str]]:
    """A page for each version of a document, or for each part of a long one that no version before it has."""
    for version in site.ledger.versions_of(document):
        own, subject = path.replace("[version]", str(version.number)), f"{document}/{version.number}"
        if parts[-1] == "version":
            yield own, "version", subject, edition
            continue
        for part in site.ledger.parts_of(version):
            if part.version is version:
                yield own.replace("[version_part]", part.name), "version_part", f"{subject}/{part.name}", edition


def _of_edition(site: Site, edition: Edition, path: str, parts: list[str]) -> Iterator[tuple[str, str, str, str]]:
    if path.startswith("embed/"):
        yield path, "figure", Path(path).stem, edition.id
    elif not parts:
        yield path, "edition" if path == f"{edition.id}/index.md" else "edition-part", "", edition.id
    elif parts[0] == "version":
        yield from _versions(site, path, parts, edition.id, edition.id)
    elif parts[0] in _OF_EDITION:
        for subject in _OF_EDITION[parts[0]](edition):
            yield path.replace(f"[{parts[0]}]", subject), parts[0], subject, edition.id


def answers(page: Page) -> list[Result]:
    """What each call of a templated page shows, in their order: with the prose, all that its matter is made from."""
    return macros.answers(page.here, page.template.calls)


def matter(page: Page, answered: list[Result], render: Render = render_all) -> str:
    """The prose of a templated page, with the result of each call in its place."""
    html = markdown.fill(page.template.converted(), lambda number: laid_out(answered[int(number)], render))
    return finished(page, html, render)


def finished(page: Page, html: str, render: Render = render_all) -> str:
    """The matter of a page whose front matter says `contents: true`, with its contents list; of any other, as it is."""
    return outlined(html, render) if page.template.meta.get("contents") else html


# --- reading -------------------------------------------------------------------------------------------------------


def read(path: Path, name: str) -> Template:
    """A file of `docs/`: front matter, prose and calls, and every problem in it."""
    shown = f"{DOCS}/{name}"
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as fault:
        return Template(
            name, {}, "", (), (Problem(Place(shown, 0, 0), "page-unreadable", f"Cannot be read: {fault}."),)
        )
    return _read(name, with_words(text))


@lru_cache(maxsize=1_000)  # asked for by every check and every plan, and again after every save
def _read(name: str, text: str) -> Template:
    shown = f"{DOCS}/{name}"
    meta, rest, first, problems = _front_matter(text, shown)
    problems += _kind_problems(name, shown)
    template_lines, calls, more = _lines(rest, first, shown, is_template="[" in name)
    return Template(name, meta, template_lines, tuple(calls), (*problems, *more))


def _front_matter(text: str, shown: str) -> tuple[dict[str, Any], str, int, list[Problem]]:
    """The mapping between the two `---` lines, the text after it, the number of its first line, and problems."""
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        return {}, text, 1, []
    file = source.parse(("\n" + match[1]).encode(), shown)
    data = source.plain(file.root) if file.root else {}
    return (data if isinstance(data, dict) else {}), text[match.end() :], match[0].count("\n") + 1, list(file.problems)


def _kind_problems(name: str, shown: str) -> list[Problem]:
    known = {*_OF_EDITION, *_OF_FRAMEWORK, *_EDITIONS, "change", "change_part", "version", "version_part"}
    wrong = [kind for kind in re.findall(r"\[(.*?)\]", name) if kind not in known]
    instead = f"Use one of: {', '.join(sorted(known))}."
    return [
        Problem(Place(shown, 0, 0), "page-kind", f"“[{kind}]” is not a kind of item.", "", instead) for kind in wrong
    ]


def _lines(text: str, first: int, shown: str, *, is_template: bool) -> tuple[str, list[Call], list[Problem]]:
    """Each line with its calls replaced by marks (in a template) or only looked at (elsewhere)."""
    out: list[str] = []
    calls: list[Call] = []
    problems: list[Problem] = []
    fenced = False
    for number, line in enumerate(text.split("\n"), first):
        fenced ^= bool(_FENCE.match(line))
        kept = line
        if not fenced:
            try:
                kept = _line(line, number, calls, is_template=is_template)
            except MacroError as fault:
                column = line.find("{") + 1
                problems.append(Problem(Place(shown, number, max(column, 1)), "page-call", str(fault), line_text=line))
            problems += _heading(line, number, shown)
        out.append(kept)
    return "\n".join(out), calls, problems


def _line(line: str, number: int, calls: list[Call], *, is_template: bool) -> str:
    alone = _CALL_LINE.fullmatch(line)
    if not is_template:
        calls += [parse(text, number) for text in _ANY_CALL.findall(line)]
        return line
    if not alone:
        if "{{" in line or "{%" in line:
            raise MacroError("In a template a call stands alone on its line.")
        return line
    call = parse(alone[1], number)
    if call.macro.shape == "inline":
        raise MacroError(f"{call.name} gives plain text, and a template holds only prose and blocks.")
    calls.append(call)
    return markdown.mark(call.macro.shape, str(len(calls) - 1))


def _heading(line: str, number: int, shown: str) -> list[Problem]:
    if not _HEADING.match(line):
        return []
    if line.startswith("# "):
        what = "The page’s title comes from its head, so its text begins with ##."
        return [Problem(Place(shown, number, 1), "page-heading", what, line_text=line)]
    if not re.search(r"\{[^}]*#[a-z][\w-]*[^}]*\}\s*$", line):
        what, why = "This heading has no address of its own.", "Without one, its address would change with its words."
        instead = "End the line with {#name}, such as {#who-is-named}."
        return [Problem(Place(shown, number, 1), "page-heading", what, why, instead, line_text=line)]
    return []


def check_pages(site: Site, root: Path, planned: list[Page] | None = None, *, named: bool = False) -> list[Problem]:
    """Every problem in the files of `docs/`, and every call that the first page of its file cannot answer.

    With `named`, of the calls only those are tried that name something.
    """
    problems: list[Problem] = []
    for template in templates(root):
        problems += [*template.problems, *_missing_head(template), *_unknown_needs(template)]
    first = {page.template.name: page for page in reversed(plan(site, root) if planned is None else planned)}
    for page in first.values():
        calls = [call for call in page.template.calls if call.args or call.kwargs or not named]
        problems += [problem for call in calls for problem in _unanswered(page, call)]
    return problems


def _unanswered(page: Page, call: Call) -> list[Problem]:
    try:
        answer_ahead(page.here, call)
    except (LookupError, ValueError) as fault:
        place = Place(f"{DOCS}/{page.template.name}", call.line, 1)
        return [Problem(place, "page-call", f"{call.name} cannot be shown here: {fault}")]
    return []


def _unknown_needs(template: Template) -> list[Problem]:
    known = {*Framework.model_fields, *Edition.model_fields, "actions", "aspirations", "ledger", "own"}
    place = Place(f"{DOCS}/{template.name}", 1, 1)
    what, instead = "“{}” is no part that a page can need.", "See the lists in reference/keys.md, or write ledger."
    return [
        Problem(place, "page-needs", what.format(part), "", instead) for part in template.needs if part not in known
    ]


def _missing_head(template: Template) -> list[Problem]:
    heads = [call for call in template.calls if call.macro.shape == "head"]
    if len(heads) == 1 or template.problems or template.meta.get("left_out") == "true":
        return []
    what = "A page begins with one call that makes its head."
    place = Place(f"{DOCS}/{template.name}", 1, 1)
    return [Problem(place, "page-head", what, "", "Write {{ heading() }} on the first line of its text.")]
