"""What is asked of GitHub about a proposal, and the one comment that is written there.

The answers hold what the proposer chose (names of branches and files), so they are data like the proposal itself. Only
the standard library is used (`receipt_data` says why).
"""

from __future__ import annotations

import io
import json
import re
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

from strategic_framework.publication.receipt_data import LARGEST, HostileError

_SECONDS = 30
#: The largest answer that is read, and the most pages of a list.
_LONGEST, _MOST_PAGES = 10_000_000, 30
_NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')
#: Who has a say in the repository, in GitHub's words (`author_association`).
_MEMBERS = {"OWNER", "MEMBER", "COLLABORATOR"}


# Of the standard library: the comment on a proposal is written where nothing is installed.
@dataclass(frozen=True, slots=True)
class Proposal:
    """A pull request: the commit it stands at, and where its branch is; the repository is empty where it is gone.

    `files` are the names that it touches, before and after; GitHub lists 3,000 of the `files_changed` at most.
    """

    number: int
    is_open: bool
    commit: str
    repository: str
    branch: str
    author_is_member: bool
    files: tuple[str, ...]
    files_changed: int

    def touches_only(self, folder: str) -> bool:
        """Whether every file that it touches is known, and stands below the folder."""
        return len(self.files) >= self.files_changed and all(name.startswith(folder) for name in self.files)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that stands there."""

    id: int
    author: str
    body: str


class _NoTokenElsewhere(urllib.request.HTTPRedirectHandler):
    """What a check has left is handed over by another host, to which the token is not told."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if after.scheme != before.scheme:
            raise HostileError("What a check has left is not fetched by way of another kind of address.")
        further = super().redirect_request(req, fp, code, msg, headers, newurl)
        if further is not None and after.netloc != before.netloc:
            further.remove_header("Authorization")
        return further


@dataclass(frozen=True, slots=True)
class GitHub:
    """The interface of one repository: `api` as GITHUB_API_URL has it, `repository` as `owner/name`."""

    api: str
    repository: str
    token: str

    def proposal(self, number: int) -> Proposal:
        """The pull request of that number."""
        data = self._json("GET", f"pulls/{number}")
        head = data["head"]
        listed = [*self._list(f"pulls/{number}/files")]
        names = [str(file[key]) for key in ("filename", "previous_filename") for file in listed if key in file]
        return Proposal(
            number, data["state"] == "open", str(head["sha"]), str((head["repo"] or {}).get("full_name", "")),
            str(head["ref"]), data.get("author_association") in _MEMBERS, tuple(names), int(data["changed_files"]),
        )  # fmt: skip

    def uploads(self, run: int) -> dict[str, int]:
        """Name → number of each thing that a run has left and that is not too large to be a receipt."""
        listed = self._json("GET", f"actions/runs/{run}/artifacts?per_page=100")["artifacts"]
        return {str(each["name"]): int(each["id"]) for each in listed if int(each["size_in_bytes"]) <= LARGEST}

    def file_of(self, upload: int, name: str) -> bytes:
        """The only file in what a run has left, which must have that name; nothing is unpacked on the disk."""
        data = self._fetch(self._request("GET", f"actions/artifacts/{upload}/zip"))[0]
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                [entry] = archive.infolist()
                if entry.filename != name or entry.file_size > LARGEST:
                    raise HostileError("It holds another file than a receipt.")
                with archive.open(entry) as file:
                    return file.read(LARGEST + 1)  # whatever size it says that it has
        except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, EOFError) as fault:
            raise HostileError("It is not one file in a zip.") from fault

    def comments(self, number: int) -> Iterator[Comment]:
        """Every comment on a pull request, the oldest first."""
        for each in self._list(f"issues/{number}/comments"):
            yield Comment(int(each["id"]), str((each["user"] or {}).get("login", "")), str(each["body"] or ""))

    def write(self, number: int, body: str, comment: int | None = None) -> None:
        """Write a comment anew, or in the place of one that stands there."""
        where = f"issues/comments/{comment}" if comment else f"issues/{number}/comments"
        self._json("PATCH" if comment else "POST", where, {"body": body})

    def _list(self, path: str) -> Iterator[dict[str, Any]]:
        """Every entry of a list that is given in pages."""
        request: urllib.request.Request | None = self._request("GET", f"{path}?per_page=100")
        for _ in range(_MOST_PAGES):
            if request is None:
                return
            data, link = self._fetch(request)
            yield from json.loads(data)
            further = _NEXT.search(link)
            request = self._request("GET", urljoin(self.api, further[1])) if further else None

    def _json(self, method: str, path: str, body: object = None) -> Any:
        return json.loads(self._fetch(self._request(method, path, body))[0])

    def _request(self, method: str, path: str, body: object = None) -> urllib.request.Request:
        address = path if path.startswith(f"{self.api}/") else f"{self.api}/repos/{self.repository}/{path}"
        headers = {
            "Accept": "application/vnd.github+json", "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json", "User-Agent": "strategic-framework",
            "X-GitHub-Api-Version": "2022-11-28",
        }  # fmt: skip
        data = json.dumps(body).encode() if body is not None else None
        return urllib.request.Request(address, data, headers, method=method)  # noqa: S310 - the API of the environment

    def _fetch(self, request: urllib.request.Request) -> tuple[bytes, str]:
        """The answer and its header `Link`. Raises HostileError where it is too long, HTTPError where it is refused."""
        with urllib.request.build_opener(_NoTokenElsewhere).open(request, timeout=_SECONDS) as answer:
            data = bytes(answer.read(_LONGEST + 1))
            if len(data) > _LONGEST:
                raise HostileError("GitHub's answer is too long.")
            return data, str(answer.headers.get("Link") or "")


__all__ = ["Comment", "GitHub", "HTTPError", "Proposal"]
