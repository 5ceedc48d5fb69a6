"""Pandoc, as `pypandoc-binary` brings it along: from our HTML to the formats of offices and readers.

It reads no clock: the time of every file is the day of the content (SOURCE_DATE_EPOCH).
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from strategic_framework.documents import layout
from strategic_framework.documents.missing import missing_package
from strategic_framework.documents.parts import Document


def converted(
    document: Document, to: Literal["docx", "odt", "epub3"], html: str, *options: str, reference: Path | None = None,
    more: Mapping[str, str] = MappingProxyType({}),
) -> bytes:  # fmt: skip
    """The document in another format; `html` is its layout, `more` what is said of it besides.

    Raises MissingError where pandoc is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"document.{to}"
        command = [
            _pandoc(), "--from=html", f"--to={to}", "--shift-heading-level-by=-1",
            f"--output={out}", *_metadata(_about(document) | dict(more)),
            *options,
        ]  # fmt: skip
        if reference:
            command.append(f"--reference-doc={reference}")
        done = subprocess.run(  # noqa: S603 (our own command, with options that name no content)
            command, input=html.encode(), env=_environment(document), capture_output=True, check=False
        )
        if done.returncode:
            raise ValueError(f"{document.name} could not be made: {done.stderr.decode(errors='replace').strip()}")
        return out.read_bytes()


def _about(document: Document) -> dict[str, str]:
    return {"title": document.title, "author": document.publisher, "date": document.day, "lang": "en-GB"}


def _metadata(values: Mapping[str, str]) -> list[str]:
    return [f"--metadata={name}:{value}" for name, value in values.items()]


def _environment(document: Document) -> dict[str, str]:
    moment = datetime.fromisoformat(layout.moment(document))
    return {**os.environ, "SOURCE_DATE_EPOCH": str(int(moment.timestamp()))}


def _pandoc() -> str:
    """The program. Raises MissingError."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        raise missing_package("pypandoc-binary") from None
