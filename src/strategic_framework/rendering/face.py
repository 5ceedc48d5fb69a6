"""The styles that give a plan's site its own looks: they come after the theme's, and change its tokens alone."""

from __future__ import annotations

from strategic_framework.model.colour import palette
from strategic_framework.model.face import Face

#: The room of the logo is kept before it is there, so that nothing moves.
_LOGO = (
    ".sf-header__logo{display:block;width:10rem;height:2.5rem;margin-bottom:.5rem;object-fit:contain;"
    "object-position:left}.sf-header__logo~.sf-header__name{grid-column:1}"
)
_QUOTED = {"newsreader": "", "georgia": '--sf-said:Georgia,"Times New Roman",serif;'}
_WRITTEN = {"public-sans": "", "system": "--sf-site:system-ui,sans-serif;"}


def styles(face: Face | None) -> bytes:
    """The rules of a face, as they end the stylesheet; nothing where the plan has none."""
    if face is None:
        return b""
    fonts = _QUOTED[face.quoted] + _WRITTEN[face.written]
    light = dark = ""
    if face.colour:
        colours = palette(face.colour)
        pairs = {
            "link": (colours.link, colours.link_dark), "link-hover": (colours.hover, "#ffffff"),
            "deep": (colours.deep, "#081019"), "deep-line": (colours.deep_line, "#2c4054"),
        }  # fmt: skip
        light = "".join(f"--sf-{name}:{day};" for name, (day, _) in pairs.items())
        dark = "".join(f"--sf-{name}:light-dark({day},{night});" for name, (day, night) in pairs.items())
    root = f":root{{{fonts}{light}}}" if fonts or light else ""
    both = f"@supports (color:light-dark(#000,#fff)){{:root{{{dark}}}}}" if dark else ""
    return f"{root}{both}{_LOGO if face.logo else ''}\n".encode() if root or face.logo else b""
