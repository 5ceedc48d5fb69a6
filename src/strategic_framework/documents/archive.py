"""The files of a zip archive, as Word, ODT and EPUB are: read, changed, and packed again to the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

#: The earliest day that an archive can hold: it says nothing.
_DAY = (1980, 1, 1, 0, 0, 0)


def unpacked(data: bytes) -> dict[str, bytes]:
    """Name → bytes of every file, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def packed(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files. `mimetype` stands first and as it is, as ODT and EPUB ask."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files, key=lambda name: name != "mimetype"):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return out.getvalue()
