"""The keys that the files of the content may have, as the page on editing lists them."""

from __future__ import annotations

import re

from strategic_framework.content.keys import KeyGroup, key_groups
from strategic_framework.views.base import Here, View


def keys(_: Here) -> View:
    """Every key that the files may have, and what it means."""
    return View("keys", {"groups": [_group(group) for group in key_groups()]})


def _group(group: KeyGroup) -> dict[str, object]:
    """Where the entries stand (files, or keys that hold them), an address made of it, and the rows."""
    places = group.under or group.files
    name = re.findall(r"[a-z]+", places[0].removesuffix(".yml"))
    rows = [{"name": key.name, "needed": key.needed, "meaning": key.meaning} for key in group.keys]
    return {
        "id": "-".join(["keys", *(["of"] if group.under else []), *name]),
        "places": places,
        "nested": bool(group.under),
        "keys": rows,
    }
