"""What may stand in `docs/`: pages and the kinds of file that are published, and nothing that takes another's place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from strategic_framework.build.ownership import LIST
from strategic_framework.build.staging import fingerprint
from tests.conftest import MINIATURE, clone, run

TEMPLATE = "docs/[edition]/[action].md"


def put(folder: Path, name: str, text: str = "foreign") -> Path:
    """A file of somebody's in `docs/`."""
    path = folder / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def link(folder: Path, name: str, target: str) -> None:
    """A link of somebody's in `docs/`."""
    (folder / "docs" / name).symlink_to(target)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a page of ours": (lambda folder: put(folder, "2024-28/act-01/index.html"),
        f"docs/2024-28/act-01/index.html: This would take the place of the page /2024-28/act-01/, which {TEMPLATE} "
        "makes."),
    "a page twice": (lambda folder: put(folder, "2024-28/act-02.md", "---\ntitle: x\nlead: x\n---\n{{ heading() }}\n"),
        f"{TEMPLATE}: This and docs/2024-28/act-02.md both make the page /2024-28/act-02/."),
    "raw HTML": (lambda folder: put(folder, "raw.html", "<script>alert(1)</script>"),
        "docs/raw.html: Files of the kind “.html” are not published."),
    "notes": (lambda folder: put(folder, "notes.yml"), "docs/notes.yml: Files of the kind “.yml” are not published."),
    "no kind": (lambda folder: put(folder, "CNAME"), "docs/CNAME: Files of the kind “CNAME” are not published."),
    "a drawing": (lambda folder: put(folder, "x.svg"), "docs/x.svg: Files of the kind “.svg” are not published."),
    "Markdown that would go out as it is": (lambda folder: put(folder, "X.MD"), "docs/X.MD: Files of the kind “.MD”"),
    "a link to a file": (lambda folder: link(folder, "host.txt", "/etc/hostname"),
        "docs/host.txt: This is a link, and what it leads to would be published."),
    "a link to a folder": (lambda folder: link(folder, "etc", "/etc"), "docs/etc: This is a link"),
    "a page that is a link": (lambda folder: link(folder, "copy.md", "glossary.md"), "docs/copy.md: This is a link"),
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, built_miniature: Path) -> Path:
    """The miniature with everything in `docs/` that may not be there, and what was public before."""
    folder = clone(tmp_path_factory.mktemp("docs"), content=MINIATURE)
    shutil.copytree(built_miniature, folder / "site")
    for act, _ in REFUSED.values():
        act(folder)
    return folder


@pytest.mark.parametrize("command", [("framework", "check"), ("framework", "build"), ("mkdocs", "build")], ids=" ".join)
def test_what_may_not_be_there_is_refused(copy: Path, command: tuple[str, ...]) -> None:
    """All at once, each with its name and the reason; nothing is published."""
    before = fingerprint(copy / "site")
    done = run(copy, *command)
    assert done.returncode == 1
    for _, reason in REFUSED.values():
        for part in reason.split(": "):
            assert part in done.stdout + done.stderr
    assert fingerprint(copy / "site") == before


def test_what_is_published_stands_where_it_was(tmp_path: Path) -> None:
    """A picture and a document go out as they are; hidden files stay where they are."""
    folder = clone(tmp_path, content=MINIATURE)
    for name in ("plan.pdf", "pictures/Glen.PNG", ".DS_Store", ".hidden/x.yml"):
        put(folder, name)
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site" / "plan.pdf").read_text(encoding="utf-8") == "foreign"
    assert (folder / "site" / "pictures" / "Glen.PNG").is_file()
    assert [path.name for path in (folder / "site").iterdir() if path.name.startswith(".")] == [LIST]


@pytest.mark.parametrize("command", [("framework", "build"), ("mkdocs", "build")], ids=" ".join)
def test_a_file_in_the_place_of_our_data_is_refused(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Both names are said."""
    folder = clone(tmp_path, content=MINIATURE)
    put(folder, "assets/site.css")
    put(folder, "data/actions.csv")
    done = run(folder, *command)
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert "docs/assets/site.css would take the place of assets/site.css" in told
    assert "docs/data/actions.csv would take the place of data/actions.csv" in told
    assert "Nothing has been published" in told
    assert not (folder / "site").exists()


#: What a plugin may do when everything is written: rewrite a page, in place.
REWRITES = {
    "a broken link": (
        "page.write_text(page.read_text().replace('</main>', '<a href=\"gone/\">x</a></main>'))",
        "act-01/index.html: gone/ leads to a page that does not exist",
    ),
    "another page": (
        "page.write_text('<p id=\"x\">foreign</p>')",
        "act-01/index.html: Content-Security-Policy is missing",
    ),
}
HOOK = """

from mkdocs.plugins import event_priority

@event_priority(-100)
def on_post_build(config=None, env=None):
    import pathlib
    if config is None:
        return
    page = pathlib.Path(config.site_dir, "2024-28", "act-01", "index.html")
    {}

"""


@pytest.mark.parametrize("command", [("framework", "build"), ("mkdocs", "build")], ids=" ".join)
@pytest.mark.parametrize("rewrite", REWRITES)
def test_what_is_rewritten_at_the_very_end_is_read_too(
    tmp_path: Path, built_miniature: Path, rewrite: str, command: tuple[str, ...]
) -> None:
    """A page that another plugin rewrites is followed as it then is, and what is public is never reached."""
    folder = clone(tmp_path, content=MINIATURE)
    shutil.copytree(built_miniature, folder / "site")
    public = folder / "site" / "2024-28" / "act-01" / "index.html"
    before, bytes_before = fingerprint(folder / "site"), public.read_bytes()
    code, reason = REWRITES[rewrite]
    (folder / "late.py").write_text(HOOK.format(code), encoding="utf-8")
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("  - macros.py\n", "  - macros.py\n  - late.py\n")
    settings.write_text(text, encoding="utf-8")
    done = run(folder, *command)
    assert done.returncode == 1, done.stdout + done.stderr
    assert reason in done.stdout + done.stderr
    assert (fingerprint(folder / "site"), public.read_bytes()) == (before, bytes_before)
