"""Files to carry: the whole of an edition, or one version of a document, each with everything that it is shown with.

Each has its checksum beside it, in the format of `sha256sum`: `sha256sum --check NAME.sha256` proves the copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from strategic_framework.rendering import csp
from strategic_framework.rendering import one_file as rendering
from strategic_framework.views import one_file as views
from strategic_framework.views.site import Site


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of the file of each edition that is known in full, and of its checksum."""
    for edition in site.framework.editions:
        if not edition.described_as:
            address = site.links.one_file(edition)
            data = whole(site, edition.id)
            yield address, data
            yield f"{address}.sha256", checksum(address, data)


def whole(site: Site, edition: str) -> bytes:
    """An edition. Raises LookupError where there is none of that identifier."""
    editions = {row.id: row for row in site.framework.editions}
    return _sealed(site, views.of_edition(site, editions[edition]))


def version(site: Site, document: str, number: int) -> bytes:
    """The words of one version of a document. Raises LookupError where there is none of that number."""
    return _sealed(site, views.of_version(site, document, number))


def checksum(name: str, data: bytes) -> bytes:
    """The line that `sha256sum --check` reads, beside the file."""
    return f"{hashlib.sha256(data).hexdigest()}  {name.rpartition('/')[2]}\n".encode()


def _sealed(site: Site, file: views.OneFile) -> bytes:
    return csp.with_policy(rendering.laid_out(file, site.framework.settings.face), carried=True).encode()
