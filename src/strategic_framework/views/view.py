"""What views are: plain data, already decided, that one component lays out."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, ClassVar, TypeVar

from strategic_framework.model.frozen import frozen

Value = TypeVar("Value")
INSPECTED, UNBROKEN, READY = "inspected", "unbroken", "ready"
#: A value that its template looks into. Of any other a template only asks whether it is there, and writes it.
Inspected = Annotated[Value, INSPECTED]
#: A title whose words with a hyphen stay on one line.
Unbroken = Annotated[str, UNBROKEN]
#: What is escaped already, by rules of its own.
Ready = Annotated[str, READY]


@frozen
class View:
    """What one component lays out: plain data, already decided. A field may itself be a view, or a sequence of views.

    Each component has one subclass, whose fields are all that its template may use. The component's folder bears the
    name of the class in small letters (`VersionsStrip`: `versions-strip`).
    """

    component: ClassVar[str]
    #: Whether this very view stands on many pages: it is laid out once for them.
    is_shared: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        cls.component = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()
        COMPONENTS[cls.component] = cls


#: Component → the class of what it lays out.
COMPONENTS: dict[str, type[View]] = {}


@frozen
class Link:
    """A link as a page writes it; a text alone where `href` is empty."""

    href: str
    text: str


class Shared:
    """What data that many pages show alike have in common: they do not change, so what they are made into is kept.

    It is the first base of such a view. Such data that are no view are part of the form of what holds them.
    """

    is_shared: ClassVar[bool] = True

    @cached_property
    def _written(self) -> str:
        return f"{type(self).__name__}({vars(self)})"

    def __repr__(self) -> str:
        return self._written
