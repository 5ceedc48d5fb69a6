"""Which components there are: those that lay out a view, and those that only dress what stands elsewhere."""

from __future__ import annotations

from strategic_framework.rendering.templates import COMPONENTS, THEME

#: The components without a template, hence without a class and examples: what their styles and scripts are for.
DRESS_ONLY = {
    "appearance": "the choice of colours, in `material/partials/palette.html`",
    "banner": "who is not speaking, in `material/partials/sf-banner.html`",
    "base": "the elements of HTML, wherever they stand",
    "footer": "the foot of every page, in `material/partials/footer.html`",
    "header": "the head of every page, in `material/partials/header.html`",
    "not-found": "the page for addresses without one, in `material/partials/sf-not-found.html`",
    "print": "everything, on paper",
    "problems": "what is wrong in the files while serving, in `material/partials/sf-banner.html`",
    "prose": "what Markdown makes of the pages in `docs/`",
    "said": "the framework's own words, in the templates of many components",
    "search": "the box and its results, in `material/partials/search.html`",
    "table": "tables, in the templates of several components and in prose",
    "written": "the mark of the site's own words, in the templates of several components",
}


def test_a_component_has_a_template_or_says_what_it_dresses() -> None:
    """A folder without a template is one of those above, each with its reason; and none above has a template."""
    folders = {path.name for path in COMPONENTS.iterdir() if path.is_dir()}
    laid_out = {name for name in folders if (COMPONENTS / name / "template.html").is_file()}
    assert folders - laid_out == DRESS_ONLY.keys()


def test_what_only_dresses_is_in_the_bundle() -> None:
    """Such a component is nothing but its styles, so it stands in the list of what the stylesheet is made of."""
    bundle = (THEME / "bundle.txt").read_text(encoding="utf-8").split()
    assert DRESS_ONLY.keys() <= set(bundle)
    assert all((COMPONENTS / name / "style.css").is_file() for name in DRESS_ONLY)


def test_every_partial_that_a_component_dresses_is_there() -> None:
    """The files that the reasons above name stand in the theme."""
    for reason in DRESS_ONLY.values():
        for name in [word for word in reason.split("`") if word.endswith(".html")]:
            assert (THEME / name).is_file()
