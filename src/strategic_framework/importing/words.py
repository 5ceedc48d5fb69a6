"""Texts of a file as they are compared, and names as they stand in addresses."""

from __future__ import annotations

import re
import unicodedata

#: The longest slug that is made of a name.
_LONGEST = 60


def folded(text: str) -> str:
    """A text as it is compared: small letters without accents, and nothing but letters and digits between spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def slug(text: str) -> str:
    """A name in addresses: small letters without accents, digits and hyphens, cut between words."""
    name = re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
    return name if len(name) <= _LONGEST else name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
