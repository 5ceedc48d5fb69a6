"""What may stand in `docs/` beside pages: kinds of file that are published as they are, and nothing that is a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from strategic_framework.content.problems import Problem
from strategic_framework.model import Place
from strategic_framework.site.pages import Page
from strategic_framework.site.standard import DOCS

#: The kinds of file that go out of `docs/`. No HTML and no SVG: either would run scripts without the pages' policy.
PUBLISHED = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".pdf", ".txt", ".csv", ".ods", ".odt", ".docx",
    ".xlsx", ".css", ".woff", ".woff2",
)  # fmt: skip


def problems(root: Path, planned: list[Page]) -> list[Problem]:
    """Every file of `docs/` that may not be there: a link, a kind that is not published, or what another page is."""
    pages = {f"{page.here.address}index.html": page for page in reversed(planned)}
    paths = sorted(path for path in (root / DOCS).rglob("*") if path.is_symlink() or path.is_file())
    names = [path.relative_to(root / DOCS).as_posix() for path in paths]
    hidden = {name for name in names if any(part.startswith(".") for part in PurePosixPath(name).parts)}
    problems = [
        problem
        for path, name in zip(paths, names, strict=True)
        if name not in hidden  # MkDocs leaves those out
        for problem in _wrong_with(path, name, pages)
    ]
    return [*problems, *_twice(planned), *_logo(planned, {*names})]


def _wrong_with(path: Path, name: str, pages: dict[str, Page]) -> Iterator[Problem]:
    if path.is_symlink():
        what, instead = "This is a link, and what it leads to would be published.", "Put the file itself in its place."
        yield _problem(name, what, instead)
    elif name in pages:
        maker = f"{DOCS}/{pages[name].template.name}"
        what = f"This would take the place of the page /{pages[name].here.address}, which {maker} makes."
        yield _problem(name, what, "Rename or remove it.")
    elif path.suffix != ".md" and path.suffix.lower() not in PUBLISHED:
        kinds = ", ".join(PUBLISHED)
        what = f"Files of the kind “{path.suffix or path.name}” are not published."
        yield _problem(name, what, f"Remove it. These kinds are: pages (.md), and {kinds}.")


def _logo(planned: list[Page], names: set[str]) -> Iterator[Problem]:
    """The logo, where there is to be one and its file is not there."""
    face = planned[0].here.framework.settings.face if planned else None
    if face and face.logo and face.logo.file not in names:
        what = f"There is no {DOCS}/{face.logo.file}, which is to be the logo."
        instead = "Put the picture there, or write the name of the file that it has."
        yield Problem(face.logo.place("file"), "logo-file", what, "", instead)


def _twice(planned: list[Page]) -> Iterator[Problem]:
    """Two files of `docs/` that make a page of the same address."""
    makers: dict[str, str] = {}
    for page in planned:
        maker = makers.setdefault(page.here.address, page.template.name)
        if maker != page.template.name:
            what = f"This and {DOCS}/{maker} both make the page /{page.here.address}."
            yield _problem(page.template.name, what, "Rename or remove one of them.")


def _problem(name: str, what: str, instead: str) -> Problem:
    return Problem(Place(f"{DOCS}/{name}", 0, 0), "docs-file", what, "", instead)
