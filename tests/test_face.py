"""A plan's own looks: one colour that everybody can read, a logo where the site is official, and two typefaces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from strategic_framework.model.colour import DARK, LEGIBLE, LIGHT, contrast, legible, palette
from strategic_framework.model.face import Face
from strategic_framework.rendering import face, templates
from strategic_framework.site.project import Project
from tests.conftest import MINIATURE, clone, run

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0065bd", "#ffffff", 5.84)],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    """Known ratios, whichever colour comes first."""
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


@given(COLOURS)
def test_whatever_the_colour_its_palette_is_read(colour: str) -> None:
    """Links on every ground of both schemes, and white words on the bands."""
    colours = palette(legible(colour))
    assert min(contrast(colours.link, ground) for ground in LIGHT) >= LEGIBLE
    assert min(contrast(colours.link_dark, ground) for ground in DARK) >= 7
    assert contrast(colours.deep, "#ffffff") >= 10
    assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in colours)


@given(COLOURS)
def test_a_colour_that_is_read_stays_itself(colour: str) -> None:
    """And one that is not is changed once: the answer is its own answer."""
    nearest = legible(colour)
    assert legible(nearest) == nearest
    if min(contrast(colour, ground) for ground in LIGHT) >= LEGIBLE:
        assert nearest == colour


def test_the_grounds_are_those_of_the_theme() -> None:
    """Colours are measured on what they stand on."""
    tokens = (Path(str(templates.THEME)) / "tokens.css").read_text("utf-8")
    for name, day, night in zip(("paper", "wash"), LIGHT, DARK, strict=True):
        shown = re.search(rf"--sf-{name}: light-dark\((#\w+), (#\w+)\)", tokens)
        assert shown
        assert (day.replace("#ffffff", "#fff"), night) == shown.groups()


def test_a_plan_without_a_face_has_the_themes_own_styles() -> None:
    """Not a byte more."""
    assert face.styles(None) == face.styles(Face.model_validate({})) == b""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with looks of its own, approved and built."""
    folder = clone(tmp_path_factory.mktemp("face"), content=MINIATURE)
    settings = folder / "framework" / "framework.yml"
    text = settings.read_text("utf-8").replace(
        "official: false\nfictional: true\n", "official: true\napproved_by: Nobody\n"
    )
    logo = "  logo:\n    file: look/logo.png\n    text: Glen Rowan\n"
    own = f'face:\n  colour: "#7a1f5c"\n  quoted: georgia\n  written: system\n{logo}'
    settings.write_text(text + own, encoding="utf-8")
    (folder / "docs" / "look").mkdir()
    Image.new("RGB", (40, 10), "#7a1f5c").save(folder / "docs" / "look" / "logo.png")
    done = run(folder, "framework", "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_its_colour_its_typefaces_and_its_logo_are_shown(plan: Path) -> None:
    """On every page, at whatever depth; the fonts of the theme are not fetched."""
    styles = (plan / "site" / "assets" / "site.css").read_text("utf-8")
    assert "--sf-link:light-dark(#7a1f5c," in styles
    assert "--sf-said:Georgia" in styles
    for address, way in (("index.html", ""), ("2024-28/act-01/index.html", "../../")):
        page = (plan / "site" / address).read_text("utf-8")
        assert f'<img class="sf-header__logo" src="{way}look/logo.png" alt="Glen Rowan">' in page
        assert 'rel="preload" as="font"' not in page


def test_a_logo_that_is_not_there_is_told(plan: Path, tmp_path: Path) -> None:
    """With its line, before anything is built."""
    folder = clone(tmp_path, content=plan)
    [problem] = Project.read(folder).problems
    assert (problem.code, problem.place.file) == ("logo-file", "framework/framework.yml")
