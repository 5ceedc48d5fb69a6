"""What a document is made with, where it is not installed."""

from __future__ import annotations

from strategic_framework.language.strings import translate_text


class MissingError(RuntimeError):
    """What a format is made with is not installed here. The message says what, and what to type."""


def missing_package(package: str) -> MissingError:
    """A package of Python that an extra of ours installs."""
    return MissingError(translate_text("document.missing", package=package))
