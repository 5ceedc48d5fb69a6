"""Where the site stands: as framework.yml says, or as the environment says where only the publisher knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from strategic_framework.content.loader import Loaded
from strategic_framework.model import Framework, Site

#: The environment's word for `address` in framework.yml; where it is set, it wins.
VARIABLE = "FRAMEWORK_ADDRESS"


class AddressError(ValueError):
    """The environment gives an address that no site can have; the message is one plain line."""


def placed(loaded: Loaded, environment: Mapping[str, str]) -> Loaded:
    """What was read, standing where the environment says. Raises AddressError."""
    address = environment.get(VARIABLE)
    if address is None or loaded.framework is None:
        return loaded
    return replace(loaded, framework=_at(loaded.framework, _checked(address)))


def _checked(address: str) -> str:
    try:
        return str(TypeAdapter(Site).validate_python(address))
    except ValidationError as fault:
        rule = str(fault.errors()[0]["msg"]).removeprefix("Value error, ")
        raise AddressError(f"{VARIABLE} is {address!r}, but {rule}.") from None


def _at(framework: Framework, address: str) -> Framework:
    """The same framework at another address; nothing that it has worked out depends on the address."""
    settings = framework.settings.model_copy(update={"address": address})
    return framework.model_copy(update={"settings": settings})
