"""The comment on a proposal: written once, kept up to date, and made of text whatever a proposal holds."""

from __future__ import annotations

import contextlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from lxml import html

from strategic_framework.publication import comment
from strategic_framework.publication.github import GitHub, Proposal
from strategic_framework.publication.receipt_data import LARGEST, HostileError, Receipt, parse
from tests.answering import answering
from tests.conftest import ROOT
from tests.test_receipt import PAYLOADS, REFERENCES

COMMIT, RUN, NUMBER = "c" * 40, 77, 12
DETAIL = {
    "item": "act-02", "called": "Action 2", "field": "wording", "way": "marked",
    "was": "Walk every footpath once a year.", "now": "Walk every footpath twice a year.", "note": "",
}  # fmt: skip
CHANGE = {
    "id": "chg-0002", "title": "Action 2 is reworded", "reason": "Once was too little.",
    "decision": "Decided by The council, 1 March 2026.", "classes": ["amended"], "versions": {"2024-28": 2},
    "items": ["act-02"], "redlines": {}, "details": [DETAIL],
}  # fmt: skip
FAULT = {
    "code": "unexplained", "file": "framework/editions/2024-28/1-rivers.yml", "line": 12, "what": "The words differ.",
    "why": "Each change needs a reason.", "instead": "Say why.",
}  # fmt: skip
RECEIPT: dict[str, Any] = {
    "publishes": True, "sentences": ["Action 2 is reworded.", "2024–28: version 1 becomes version 2."],
    "changes": [CHANGE], "suggestions": [], "problems": [],
    "pages": [{"address": "2024-28/act-02/", "title": "Action 2", "is_new": False}],
}  # fmt: skip
PROPOSAL = Proposal(NUMBER, True, COMMIT, "someone/fork", "my-branch", True, ("framework/x.yml",), 1)


def zipped(data: bytes, name: str = comment.FILE) -> bytes:
    """A file in a zip, as GitHub hands it over."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


@dataclass
class StandIn:
    """As much of GitHub as a comment needs: what it holds, and every request that changed something."""

    uploads: dict[str, bytes] = field(default_factory=dict)
    pull: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=lambda: ["framework/x.yml"])
    comments: list[dict[str, Any]] = field(default_factory=list)
    writes: list[tuple[str, str]] = field(default_factory=list)
    tokens: dict[str, str | None] = field(default_factory=dict)
    address: str = ""
    store: str = ""

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, Any, dict[str, str]]:
        """Status, what is answered, and headers."""
        path, _, query = path.removeprefix("/repos/owner/name/").partition("?")
        if path == f"actions/runs/{RUN}/artifacts":
            listed = [
                {"id": number, "name": name, "size_in_bytes": len(data)}
                for number, (name, data) in enumerate(self.uploads.items(), 1)
            ]
            return 200, {"artifacts": listed}, {}
        if match := re.fullmatch(r"actions/artifacts/(\d+)/zip", path):
            return 302, None, {"Location": f"{self.store}/blob/{match[1]}"}
        if match := re.fullmatch(r"/blob/(\d+)", path):
            return 200, [*self.uploads.values()][int(match[1]) - 1], {}
        if path == f"pulls/{NUMBER}":
            return 200, self.pull, {}
        if path == f"pulls/{NUMBER}/files":
            return 200, [{"filename": name} for name in self.files], {}
        if path == f"issues/{NUMBER}/comments" and method == "GET":
            page = int(dict(part.split("=") for part in query.split("&")).get("page", "1"))
            more = {"Link": f'<{self.address}/repos/owner/name/{path}?per_page=100&page={page + 1}>; rel="next"'}
            return 200, self.comments[page - 1 : page], more if page < len(self.comments) else {}
        self.writes.append((f"{method} {path}", json.loads(body)["body"]))
        return 200, {}, {}


@pytest.fixture
def github() -> Iterator[StandIn]:
    """A stand-in with one open proposal and its receipt, which another host hands over."""
    known = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            known.tokens[self.path.partition("?")[0]] = self.headers.get("Authorization")
            status, answer, headers = known.answer(self.command, self.path, body)
            data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = handle_any  # noqa: N815 - as the standard library calls them

        def log_message(self, *args: object) -> None:
            pass

    known.pull = {
        "state": "open", "head": {"sha": COMMIT, "ref": "my-branch", "repo": {"full_name": "someone/fork"}},
        "author_association": "MEMBER", "changed_files": 1,
    }  # fmt: skip
    known.uploads = {f"receipt-{NUMBER}": zipped(json.dumps(RECEIPT).encode()), "site": b"another"}
    with answering(Handler) as api, answering(Handler) as blobs:
        known.address, known.store = api.rstrip("/"), blobs.rstrip("/")
        yield known


def write(github: StandIn) -> str:
    """Bring the comment up to date, as the job does."""
    return comment.written(GitHub(github.address, "owner/name", "secret"), RUN, COMMIT, ROOT / "CODEOWNERS")


# --- one comment, kept up to date -------------------------------------------------------------------------------------


def test_the_first_time_a_comment_is_written(github: StandIn) -> None:
    """It holds the sentences, the reason with its decision, the redline and the pages; the token stays with GitHub."""
    assert write(github) == "The comment is written."
    [(request, text)] = github.writes
    assert request == f"POST issues/{NUMBER}/comments"
    assert text.startswith(comment.MARK)
    assert "2024–28: version 1 becomes version 2." in text
    assert "Once was too little. \\(Decided by The council, 1 March 2026.\\)" in text
    assert "Walk every footpath <del>once</del><ins>twice</ins> a year." in text
    assert "- Action 2, /2024\\-28/act\\-02/" in text or "- Action 2, /2024-28/act-02/" in text
    assert {path for path, given in github.tokens.items() if given != "Bearer secret"} == {"/blob/1"}


def test_another_time_the_same_comment_is_edited(github: StandIn) -> None:
    """It is found behind others', on a further page; one that somebody else wrote with our mark is left alone."""
    own = {"id": 3, "user": {"login": comment.AUTHOR}, "body": f"{comment.MARK}\nas it was"}
    github.comments = [
        {"id": 1, "user": {"login": "somebody"}, "body": f"{comment.MARK}\nnot ours"},
        {"id": 2, "user": None, "body": None}, own, {**own, "id": 4},
    ]  # fmt: skip
    assert write(github) == "The comment is brought up to date."
    assert [request for request, _ in github.writes] == ["PATCH issues/comments/3"]


def test_nothing_is_written_where_nothing_is_new(github: StandIn) -> None:
    """A comment that says the same stays as it is; GitHub may have laid out its lines another way."""
    write(github)
    [(_, text)] = github.writes
    github.comments = [{"id": 3, "user": {"login": comment.AUTHOR}, "body": text.replace("\n", "\r\n") + "\n"}]
    assert write(github) == "The comment says so already."
    assert len(github.writes) == 1


@pytest.mark.parametrize(
    ("pull", "uploads"),
    [
        ({"state": "closed"}, {}),
        ({"head": {"sha": "d" * 40, "ref": "x", "repo": None}}, {}),  # newer, or another's
        ({}, {"receipt-0": b"", f"receipt-{NUMBER}": b""}),
        ({}, {"receipt-12x": zipped(b"{}")}),
        ({}, {}),
        ({}, {"receipt-12": zipped(b"{}"), "receipt-13": zipped(b"{}")}),
    ],
    ids=["closed", "another commit", "no such number", "no number", "no receipt", "two numbers"],
)
def test_nothing_is_written_elsewhere(github: StandIn, pull: dict[str, Any], uploads: dict[str, bytes]) -> None:
    """The number must be that of an open proposal which stands at the very commit that was checked."""
    github.pull |= pull
    if not pull:
        github.uploads = uploads
    with contextlib.suppress(HostileError):
        assert "so" in write(github)
    assert github.writes == []


# --- what a check hands over ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "upload",
    [
        b"no zip", zipped(b"{}", "../../etc/passwd"), zipped(b"{}", "other.json"), zipped(b"[" * 100_000),
        zipped(b" " * (LARGEST + 1)), zipped(b"\xff"), zipped(b'"\\ud800"'), zipped(b"{}"), zipped(b"9" * 10_000),
        zipped(json.dumps({**RECEIPT, "more": 1}).encode()), zipped(json.dumps({**RECEIPT, "changes": [1]}).encode()),
        zipped(json.dumps({**RECEIPT, "sentences": ["x" * 30_000]}).encode()),
        zipped(json.dumps({**RECEIPT, "sentences": ["x"] * 6_000}).encode()),
        zipped(json.dumps({**RECEIPT, "problems": [{**FAULT, "line": True}]}).encode()),
        zipped(json.dumps({**RECEIPT, "changes": [{**CHANGE, "details": [{**DETAIL, "way": "x"}]}]}).encode()),
    ],
)  # fmt: skip
def test_what_is_no_receipt_is_refused(github: StandIn, upload: bytes) -> None:
    """Another file, a path that leads elsewhere, what grows, what is nested, what is no text, another form."""
    github.uploads = {f"receipt-{NUMBER}": upload}
    with pytest.raises(HostileError):
        write(github)
    assert github.writes == []


def test_several_files_are_refused(github: StandIn) -> None:
    """One file is expected, and a second one is not passed over."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(comment.FILE, json.dumps(RECEIPT))
        archive.writestr("more", "x")
    github.uploads = {f"receipt-{NUMBER}": packed.getvalue()}
    with pytest.raises(HostileError):
        write(github)


def shown(text: str) -> html.HtmlElement:
    """What GitHub's Markdown makes of a comment."""
    data = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    return html.fragment_fromstring(data, create_parent="div")


def filled(data: Any, text: str) -> Any:
    """A receipt with the text in every place that may hold one."""
    if isinstance(data, dict):
        return {key: value if key in {"way", "code"} else filled(value, text) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(each, text) for each in data]
    return text if isinstance(data, str) else data


FULL = {**RECEIPT, "problems": [FAULT], "suggestions": ["x"], "changes": [
    {**CHANGE, "details": [DETAIL, {**DETAIL, "way": "was and now"}, {**DETAIL, "way": "other words", "note": "x"}]},
]}  # fmt: skip
OURS = {"div", "p", "h2", "h3", "ul", "li", "strong", "em", "code", "ins", "del", "hr", "span", "br", "a"}


MENTIONS = ["@somebody", "#12", "deadbeef", ":tada:", "$x$", "`@somebody`", "x\n@me"]


@pytest.mark.parametrize("payload", [*PAYLOADS, *MENTIONS])
def test_hostile_text_stays_text(payload: str) -> None:
    """In no place does it become markup, a link or a mention; names of branch and repository are the proposer's too."""
    receipt = parse(json.dumps(filled(FULL, payload)).encode())
    proposal = replace(PROPOSAL, repository=payload, branch=payload, author_is_member=False)
    element = shown(comment.body(receipt, proposal, ["@council/editors"]))
    assert {each.tag for each in element.iter() if isinstance(each.tag, str)} <= OURS
    assert element.xpath("//a | //img | //script | //@onclick | //table | //input") == []
    pieces = (text for each in element.iter() if isinstance(each.tag, str) and each.tag != "code"
              for text in [each.text or "", *(child.tail or "" for child in each)])  # fmt: skip
    assert [piece for piece in pieces if REFERENCES.search(piece)] == []


def test_what_hides_or_turns_text_around_is_spelt_out() -> None:
    """A reviewer sees the order in which the characters stand."""
    receipt = parse(json.dumps(filled(RECEIPT, "gno\u202elaid\u2066\x00")).encode())
    assert receipt["sentences"][0] == "gno<U+202E>laid<U+2066><U+0000>"


def test_a_comment_is_never_too_long() -> None:
    """What does not fit is left out whole, and the comment says where the rest stands."""
    many = {**RECEIPT, "changes": [CHANGE] * 900, "problems": [{**FAULT, "what": "x" * 400}] * 300}
    text = comment.body(parse(json.dumps(many).encode()), PROPOSAL, [])
    assert len(text) <= 65_536
    large = filled(FULL, "*" * 19_000)
    assert len(comment.body(parse(json.dumps(large).encode()), PROPOSAL, [])) <= 65_536
    assert "There is more than a comment can hold." in text
    assert "- and 250 more, in the check." in text
    assert shown(text).xpath("count(//del)") == shown(text).xpath("count(//ins)") > 10


# --- its words --------------------------------------------------------------------------------------------------------


def text_of(proposal: Proposal = PROPOSAL, owners: tuple[str, ...] = (), **parts: Any) -> str:
    """The words of a comment as they are read."""
    receipt: Receipt = parse(json.dumps({**RECEIPT, **parts}).encode())
    return re.sub(r"\s+", " ", shown(comment.body(receipt, proposal, owners)).text_content()).strip()


def test_it_says_first_what_stands_in_the_way() -> None:
    """Ready, not ready, undecided, or nothing for readers."""
    suggestion = {**FAULT, "code": "suggestion"}
    assert text_of().startswith("Ready to be decided. Merging it publishes what stands below.")
    assert text_of(problems=[FAULT]).startswith("Not ready. 1 thing is to be put right.")
    assert text_of(problems=[FAULT, suggestion]).startswith("Not ready. 2 things are to be put right.")
    assert text_of(problems=[suggestion], publishes=False).startswith("Suggestion. Nobody has decided it yet")
    nothing = {"publishes": False, "pages": [], "changes": [], "sentences": ["Nothing waits to be published."]}
    assert text_of(**nothing).startswith("Nothing changes for readers.")


def test_it_says_who_decides_and_calls_nobody() -> None:
    """CODEOWNERS names them; where it names nobody, that is said."""
    assert "Who decides: council/editors, anna." in text_of(owners=("@council/editors", "@anna"))
    assert "Who decides: not named in CODEOWNERS." in text_of()
    owners = comment.owners_of(comment.PENDING, "* @a\n/framework/ @b @c # why\n/docs/ @d\nframework/changes/ @e\n")
    assert owners == ["@e"]
    assert comment.owners_of(comment.PENDING, "* @a\n/framework/\n") == []
    assert comment.owners_of(comment.PENDING, (ROOT / "CODEOWNERS").read_text(encoding="utf-8")) == []


def test_what_comes_from_outside_is_a_suggestion() -> None:
    """Somebody who has no say here may type any name and day: whoever merges is told so."""
    text = text_of(replace(PROPOSAL, author_is_member=False))
    assert "This is a suggestion from somebody who is not a member here." in text
    assert "suggestion" not in text_of()


@pytest.mark.parametrize("proposal", [
    replace(PROPOSAL, files=("framework/x.yml", "src/a.py")), replace(PROPOSAL, files_changed=2),
])  # fmt: skip
def test_a_receipt_that_the_proposal_itself_has_made_is_called_so(proposal: Proposal) -> None:
    """Where more than the content is changed, or not every file is known, its own program made the receipt."""
    assert "It changes more than framework/" in text_of(proposal)
    assert "It changes more than framework/" not in text_of()


def test_each_problem_leads_to_the_line_in_githubs_editor() -> None:
    """In the branch of the proposal, wherever it is; a strange name of a file or repository leads nowhere."""
    receipt = parse(json.dumps({**RECEIPT, "problems": [FAULT]}).encode())
    links = shown(comment.body(receipt, replace(PROPOSAL, branch="a b#c/(d)"), [])).xpath("//a/@href")
    assert links == [f"https://github.com/someone/fork/edit/a%20b%23c/%28d%29/{FAULT['file']}#L12"]
    fault = {**FAULT, "instead": 'Type framework explain "A (new) one" and say why.'}
    receipt = parse(json.dumps({**RECEIPT, "problems": [fault]}).encode())
    _, link = shown(comment.body(receipt, PROPOSAL, [])).xpath("//a")
    address, query = link.get("href").split("?")
    assert (link.text_content(), address) == (
        "write explain-a-new-one.yml", "https://github.com/someone/fork/new/my-branch",
    )  # fmt: skip
    assert parse_qs(query, keep_blank_values=True) == {
        "filename": ["framework/changes/pending/explain-a-new-one.yml"],
        "value": ['items: ["A (new) one"]\ndecided: YYYY-MM-DD\ndecided_by:\nreason: >-\n\n'],
    }
    for file in ("framework/../x", "src/x.py", "framework/x y"):
        receipt = parse(json.dumps({**RECEIPT, "problems": [{**FAULT, "file": file}]}).encode())
        assert shown(comment.body(receipt, PROPOSAL, [])).xpath("//a") == []


# --- as the job runs it -----------------------------------------------------------------------------------------------


def test_it_runs_without_anything_installed(github: StandIn, tmp_path: Path) -> None:
    """A plain Python with nothing but the sources writes the comment, and says so."""
    env = {
        "GITHUB_API_URL": github.address, "GITHUB_REPOSITORY": "owner/name", "TOKEN": "secret", "RUN": str(RUN),
        "COMMIT": COMMIT, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    command = [sys.executable, "-S", "-m", "strategic_framework.publication.comment"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "The comment is written.\n", "")
    github.uploads = {f"receipt-{NUMBER}": zipped(b"{}")}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == "No comment was written. The receipt is not of the form that it has to have.\n"
