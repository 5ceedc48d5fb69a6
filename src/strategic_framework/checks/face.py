"""A plan's own looks can be read by everybody, and claim nothing."""

from __future__ import annotations

from collections.abc import Iterator

from strategic_framework.checks.registry import Content, fault, rule
from strategic_framework.content.problems import Problem
from strategic_framework.model.colour import LEGIBLE, LIGHT, contrast, legible


@rule("pale-colour")
def pale_colours(content: Content) -> Iterator[Problem]:
    """The colour of a plan's site can be read on a white page."""
    face = content.framework.settings.face
    if face is None or not face.colour:
        return
    least = min(contrast(face.colour, ground) for ground in LIGHT)
    if least < LEGIBLE:
        what = f"Words in {face.colour} cannot be read by everybody: their contrast with the page is {least:.1f} to 1."
        why = f"It must be {LEGIBLE} to 1 or more (WCAG 2.2, level AA)."
        yield fault(face.place("colour"), what, why, f"The nearest colour that can be read is {legible(face.colour)}.")


@rule("unofficial-logo")
def unofficial_logos(content: Content) -> Iterator[Problem]:
    """A logo stands only on a site that its owner has approved."""
    settings = content.framework.settings
    if settings.face and settings.face.logo and not settings.official:
        what = "There is a logo, and the site is not official: readers would take it for the publisher’s own."
        yield fault(settings.face.place("logo"), what, "", "Take the logo out until the site is official.")
