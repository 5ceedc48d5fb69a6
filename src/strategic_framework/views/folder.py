"""Pages that stand side by side, such as those of all actions of an edition: what they write and show alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from strategic_framework.language.strings import current
from strategic_framework.views.view import View

if TYPE_CHECKING:
    from strategic_framework.views.base import Here

_Names = ParamSpec("_Names")
_Result = TypeVar("_Result")


class Folder:
    """What pages side by side have in common.

    An address that does not begin with `top` is reached by way of the `root`; where they are in a folder of that
    (`is_second`), any other but their own by way of `top`. `known` is what they show alike.
    """

    def __init__(self, page: str) -> None:
        self.top = page[: page.find("/") + 1]
        self.root = page if page.startswith("/") else "../" * page.count("/")
        self.is_second = page.count("/") == 2 and page.endswith("/")
        self.known: dict[tuple[object, ...], Any] = {}


def alike(part: Callable[Concatenate[Here, _Names], _Result]) -> Callable[Concatenate[Here, _Names], _Result]:
    """A part of pages that is made once for all of one kind, folder and edition, and for the same further names.

    So it follows from these and from the site alone, never from the page's subject, and leads nowhere into the page.
    A view that is made so is laid out once, too.
    """

    @wraps(part)
    def asked(here: Here, /, *names: _Names.args, **named: _Names.kwargs) -> _Result:
        # The places are new ones whenever the words of the site change.
        key = part, here.kind, here.edition_id, current().places, names, *named.items()
        known = here.folder.known
        if key not in known:
            known[key] = part(here, *names, **named)
            if isinstance(known[key], View):
                vars(known[key])["is_shared"] = True
        result: _Result = known[key]
        return result

    return asked
