"""The Markdown of pages: sections from headings, and the places of macros kept."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import yaml

from strategic_framework.rendering import markdown

ROOT = Path(__file__).resolve().parent.parent


def test_a_heading_becomes_a_section() -> None:
    """A heading keeps its identifier at the head of its section; a class sets the mark of the voice."""
    html = markdown.convert("## Who is named {#who .written}\n\nText.")
    assert '<section class="sf-section sf-section--side' in html
    assert '<h2 id="who">Who is named</h2>' in html
    assert "Written for this site" in html


def test_marks_keep_their_place_and_data_stays_out_of_markdown() -> None:
    """What a macro gives is put in after Markdown has run, so nothing in it is read as Markdown."""
    html = markdown.convert(
        f"{markdown.mark('head', '0')}\n\n## A {{#a}}\n\nBefore.\n\n{markdown.mark('block', '1')}\n\nAfter."
    )
    filled = markdown.fill(html, lambda key: f"<b>{key} *not emphasis* {{{{ not_a_call }}}}</b>")
    assert "<b>1 *not emphasis* {{ not_a_call }}</b>" in filled
    assert filled.index("<b>0") < filled.index("<section") < filled.index("Before.") < filled.index("<b>1")


def test_text_from_data_is_shown_as_it_is() -> None:
    """A setting in the middle of prose means nothing to Markdown or HTML."""
    hostile = "<b>x</b> *y* [z](javascript:1) `q` {{ w }} {#id} & _u_ #1"
    html = markdown.convert(f"Before {markdown.literal(hostile)} after.")
    assert f"<p>Before {hostile} after.</p>" in unescape(html)
    assert not any(element in html for element in ("<b>", "<em>", "<a ", "<code>", "{{"))


def test_a_section_of_a_macro_ends_the_section_before_it() -> None:
    """A macro that brings its own heading does not fall into the section above."""
    html = markdown.convert(f"## A {{#a}}\n\nText.\n\n{markdown.mark('section', '0')}")
    assert html.index("</section>") < html.index("<sf-call")


def test_mkdocs_and_the_engine_convert_alike() -> None:
    """mkdocs.yml lists the extensions that the engine uses, and no typographic one."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["markdown_extensions"] == markdown.EXTENSIONS
