"""Ordinary pages: made here where they are prose and calls, and by MkDocs where something else has a part in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strategic_framework.mkdocs_adapter import settings
from strategic_framework.site import ordinary_pages, pages
from tests.conftest import MINIATURE, ROOT, clone, run

HEAD = "{{ heading() }}\n\n## Who {#who}\n\n"


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("There are {{ count('actions') }}, and {{ named_bodies() }}.", True),
        ("See [the glossary]({{ link('glossary') }}), or [its end]({{ link('glossary') }}#end).", True),
        ("See [them](https://example.org/), [us](mailto:us@example.org) and [below](#who).", True),
        ("```\nsome code\n```\n\n- a list [of] (brackets)", True),
        ("{% if true %}Words.{% endif %}", False),
        ("{## a note ##}", False),
        ("{{ count(\n'actions') }}", False),
        ("See [the glossary](glossary.md).", False),
        ("See [the glossary](/glossary/).", False),
        ("See [them]({{ setting('repository') }}).", False),
        ("See [them].\n\n[them]: glossary.md", False),
        ("![A picture](picture.png)", False),
        ("Another heading\n---\n", False),
        ("[TOC]", False),
        ("| One | Two |\n| --- | --- |\n| 1 | 2 |", True),
    ],
)
def test_a_page_of_prose_and_calls_needs_nobody_else(text: str, complete: bool) -> None:
    """Other Jinja, pictures, and links that MkDocs must follow make it MkDocs’ page."""
    assert ordinary_pages.is_complete(pages.Template("a.md", {}, HEAD + text, ())) is complete


def test_nor_does_it_where_another_template_is_to_lay_it_out() -> None:
    """Its front matter names one that MkDocs looks for."""
    assert not ordinary_pages.is_complete(pages.Template("a.md", {"template": "mine.html"}, HEAD, ()))


def test_standard_pages_need_nobody_else() -> None:
    """Else a build would load the macros plugin for one of them."""
    assert ordinary_pages.are_complete(ROOT)


@pytest.mark.parametrize(
    ("file", "was", "now", "alone"),
    [
        ("mkdocs.yml", "site_name: ", "site_name: Another, ", True),
        ("mkdocs.yml", "use_directory_urls: true\n", "", True),
        ("mkdocs.yml", "plugins:\n", "plugins:\n  - search\n", False),
        ("mkdocs.yml", "on_undefined: strict", "on_undefined: keep", False),
        ("mkdocs.yml", "  - tables\n", "  - tables\n  - footnotes\n", False),
        ("mkdocs.yml", "  - macros.py\n", "  - macros.py\n  - late.py\n", False),
        ("mkdocs.yml", "docs_dir: docs\n", "docs_dir: docs\nnav:\n  - index.md\n", False),
        ("mkdocs.yml", "docs_dir: docs\n", "docs_dir: !ENV DOCS\n", False),
        ("macros.py", '"""Hands over', '"""Passes on', True),
        ("macros.py", "import *", "import define_env", False),
        ("macros.py", "from strategic", "print()\nfrom strategic", False),
        ("macros.py", "import *", "import", False),
    ],
)
def test_whoever_has_a_part_in_pages_is_seen(tmp_path: Path, file: str, was: str, now: str, alone: bool) -> None:
    """In the settings, and in what stands beside them for their hooks and the macros plugin."""
    for name in ("mkdocs.yml", "macros.py"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert name != file or was in text
        (tmp_path / name).write_text(text.replace(was, now) if name == file else text, encoding="utf-8")
    assert settings.leave_pages_alone(tmp_path / "mkdocs.yml") is alone


def test_pages_are_the_same_whoever_makes_them(tmp_path: Path, built_miniature: Path) -> None:
    """With a hook of somebody's all of them pass through MkDocs, and every file is the same."""
    folder = clone(tmp_path, content=MINIATURE)
    (folder / "late.py").write_text("def on_page_markdown(markdown, **_):\n    print('seen')\n", encoding="utf-8")
    text = (
        (folder / "mkdocs.yml").read_text(encoding="utf-8").replace("  - macros.py\n", "  - macros.py\n  - late.py\n")
    )
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("seen") > 10
    sites = (built_miniature, folder / "site")
    ours, theirs = ({path.relative_to(site): path.read_bytes() for path in site.rglob("*.*")} for site in sites)
    assert ours == theirs


def test_a_page_with_more_is_made_by_mkdocs_and_the_plugin(tmp_path: Path) -> None:
    """The others are still made here; all carry their policy, and links lead on."""
    folder = clone(tmp_path, content=MINIATURE)
    text = """---
title: Ours
---
{{ heading() }}

{% set words = "Some" %}
{% if words %}Some{% endif %} of
[ours](about/privacy.md#search): {{ count("actions") }}.
"""
    (folder / "docs" / "ours.md").write_text(text, encoding="utf-8")
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    html = (folder / "site" / "ours" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'Some of\n<a href="\.\./about/privacy/#search">ours</a>: \d+\.', html)
    assert "Content-Security-Policy" in html
