"""Who leads and who takes part, as a cell lists them: names between semicolons, line breaks and strokes."""

from __future__ import annotations

import re

from strategic_framework.importing.guard import plain

_BETWEEN = re.compile(r"\s*[;|\n•●▪]\s*|\s+/\s+")
#: What says that nobody is named.
_NOBODY = re.compile(r"(?:n/?a|none|tbc|tbd|to be confirmed|not applicable|[-–—.?]*)", re.IGNORECASE)


def listed(text: str, *, commas: bool) -> list[str]:
    """The names in a cell, each once. With `commas` a comma divides them too, where nothing else does."""
    parts = _BETWEEN.split(text)
    if commas and len([part for part in parts if part.strip()]) < 2:
        parts = text.split(",")
    return [*dict.fromkeys(name for part in parts if not _NOBODY.fullmatch(name := plain(part).strip(" ,.")))]
