"""The local door: who may knock, what is let in, and what is never written."""

from __future__ import annotations

import io
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from strategic_framework import mkdocs_adapter
from strategic_framework.content.links import LOCAL_DESK
from strategic_framework.ledger import journal
from strategic_framework.ledger.yaml_writer import dump
from strategic_framework.mkdocs_adapter import local_door, local_server
from strategic_framework.mkdocs_adapter.local_door import LARGEST, PLACE, LocalDoor
from strategic_framework.mkdocs_adapter.local_server import guarded
from strategic_framework.mkdocs_adapter.run import RUN
from strategic_framework.model.additions import AddBody, AddPolicyArea, AddSource, AddTerm, AddWebPage
from strategic_framework.publication.local_desk import Answer, LocalDesk
from strategic_framework.rendering import templates
from strategic_framework.site.project import Project
from strategic_framework.views import local_desk as views
from strategic_framework.views.base import Here
from strategic_framework.views.local_desk import local_desk
from strategic_framework.views.suggest import knowledge
from strategic_framework.views.suggest_ways import form_label
from tests.answering import answering
from tests.ledger import bench
from tests.test_desk_kinds import with_measures

HOST = "127.0.0.1:8000"
WORDS = "Walk every footpath once a year, and publish what was found."


class StubDesk:
    """A desk that keeps what it is asked, and says yes."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def waiting(self) -> object:
        """Nothing."""
        return []

    def receipt(self) -> object:
        """Nothing."""
        return {}

    def sentences(self, without: str) -> object:
        """Nothing."""
        return {"without": without}

    def save(self, text: str, replaces: str = "", document: str = "") -> Answer:
        """Yes."""
        self.asked.append(("save", text, replaces, document))
        return Answer("a.yml")

    def complete(self, name: str, decided: str, decided_by: str, reason: str) -> Answer:
        """Yes."""
        self.asked.append(("complete", name, decided, decided_by, reason))
        return Answer(name)

    def delete(self, name: str) -> Answer:
        """Yes."""
        self.asked.append(("delete", name))
        return Answer(name)


def ask(
    application: Callable[..., Any], name: str = "proposals", body: bytes = b"", token: str = "", **environ: str
) -> tuple[int, Any]:
    """The status and the data of the answer to a page of this server; `environ` says what is otherwise."""
    given = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": LOCAL_DESK + name,
        "HTTP_HOST": HOST,
        "HTTP_ORIGIN": f"http://{HOST}",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "HTTP_X_DESK_TOKEN": token,
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BufferedReader(io.BytesIO(body)),  # type: ignore[arg-type]
    }
    begun: list[Any] = []
    answer = application({**given, **environ}, lambda *status: begun.extend(status))
    return int(begun[0][:3]), json.loads(b"".join(answer) or b"null")


@pytest.fixture
def stub() -> StubDesk:
    """A desk that writes nothing."""
    return StubDesk()


@pytest.fixture
def door(stub: StubDesk) -> LocalDoor:
    """The door of that desk."""
    return LocalDoor(stub, threading.Lock())


SAVED = json.dumps({"text": "changes: []\n"}).encode()


def test_a_page_of_this_server_is_let_in_once_a_token(door: LocalDoor, stub: StubDesk) -> None:
    """Each answer brings the next token, and one that was spent is refused."""
    token = door.token()
    status, data = ask(door, body=SAVED, token=token)
    assert (status, data["answer"]["name"]) == (200, "a.yml")
    assert ask(door, body=SAVED, token=token)[0] == 403
    assert ask(door, "deletions", b'{"name": "a.yml"}', data["token"])[0] == 200
    assert stub.asked == [("save", "changes: []\n", "", ""), ("delete", "a.yml")]


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"HTTP_ORIGIN": "https://evil.example"}, 403),
        ({"HTTP_ORIGIN": "http://localhost:9000"}, 403),
        ({"HTTP_ORIGIN": f"https://{HOST}"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({"HTTP_ORIGIN": ""}, 403),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 403),
        ({"REMOTE_ADDR": "192.0.2.7"}, 403),
        ({"HTTP_X_DESK_TOKEN": ""}, 403),
        ({"HTTP_X_DESK_TOKEN": "guessed"}, 403),
        ({"CONTENT_TYPE": "text/plain"}, 415),
        ({"CONTENT_TYPE": "application/x-www-form-urlencoded"}, 415),
        ({"CONTENT_TYPE": ""}, 415),
        ({"CONTENT_LENGTH": ""}, 411),
        ({"CONTENT_LENGTH": "-1"}, 411),
        ({"CONTENT_LENGTH": "²"}, 411),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, 411),
        ({"CONTENT_LENGTH": str(10 * 1024 * 1024)}, 413),
        ({"CONTENT_LENGTH": "9" * 30}, 413),
        ({"CONTENT_LENGTH": str(len(SAVED) + 1)}, 408),
        ({"PATH_INFO": f"{LOCAL_DESK}../proposals"}, 404),
        ({"PATH_INFO": f"{LOCAL_DESK}nothing"}, 404),
        ({"PATH_INFO": f"{LOCAL_DESK}receipt"}, 405),
        ({"PATH_INFO": f"{LOCAL_DESK}sentences-without/a.yml"}, 404),
        ({"PATH_INFO": f"{LOCAL_DESK}decisions"}, 400),
        ({"REQUEST_METHOD": "PUT"}, 405),
        ({"REQUEST_METHOD": "OPTIONS"}, 405),
        ({"REQUEST_METHOD": "HEAD"}, 405),
    ],
    ids=str,
)
def test_whoever_else_knocks_is_refused(door: LocalDoor, stub: StubDesk, environ: dict[str, str], status: int) -> None:
    """Another origin or none, another computer, no token, another kind of body or one too large: nothing is asked."""
    given = {"token": door.token(), **environ}
    assert ask(door, body=SAVED, **given)[0] == status
    assert stub.asked == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b'"x"', b"{}", b'{"text": 1}', b'{"text": null}', b'{"text": "", "more": ""}',
        b'{"text": ""', b'{"text": "\xff"}', b'{"text": "\\ud800"}', b"[" * 100_000, b'{"text": {"text": ""}}',
    ],
    ids=lambda body: repr(body[:24]),
)  # fmt: skip
def test_a_body_of_another_form_is_refused(door: LocalDoor, stub: StubDesk, body: bytes) -> None:
    """Texts under the keys that are asked for, in UTF-8, and nothing else."""
    assert ask(door, body=body, token=door.token())[0] == 400
    assert stub.asked == []


def test_a_body_that_drips_is_given_up(door: LocalDoor, stub: StubDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many bytes come, they must come in time."""

    class Dripping:
        def read1(self, _: int) -> bytes:
            return b" "

    monkeypatch.setattr(local_door, "SLOWEST", -1.0)
    dripping: Any = Dripping()
    assert ask(door, body=SAVED, token=door.token(), **{"wsgi.input": dripping})[0] == 408
    assert stub.asked == []


def test_the_page_alone_is_given_a_token(door: LocalDoor) -> None:
    """Each time anew, in the place that it keeps; another page gets none, nor does whoever asks under another name."""

    def page(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        body = b"<main>" + (PLACE if environ["PATH_INFO"] == "/suggest/" else b"") + b"</main>"
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
        return [body]

    def got(path: str, host: str = HOST) -> tuple[bytes, dict[str, str]]:
        begun: list[Any] = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": host}
        body = b"".join(guarded(page, "127.0.0.1", door)(environ, lambda *status: begun.extend(status)))
        return body, dict(begun[1])

    first, headers = got("/suggest/")
    second, _ = got("/suggest/")
    token = first.split(b'"')[1].decode()
    assert len(token) > 40
    assert first != second
    assert headers["Content-Length"] == str(len(first))
    assert headers["Cache-Control"] == "no-store"
    assert ask(door, body=SAVED, token=token)[0] == 200
    assert got("/")[0] == b"<main></main>"
    assert b"token" not in got("/suggest/", "evil.example")[0]


def test_a_rebound_name_does_not_reach_the_door(door: LocalDoor, stub: StubDesk) -> None:
    """A page of somebody else whose name leads here names its own host, which the server does not answer to."""
    application = guarded(lambda *_: [], "127.0.0.1", door)
    begun: list[Any] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"{LOCAL_DESK}proposals", "HTTP_HOST": "evil.example:8000"}
    application(environ, lambda *status: begun.extend(status))
    assert begun[0].startswith("421")


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1:0", 403), ("localhost:0", 403), ("0.0.0.0:0", 405)])
def test_a_server_that_others_reach_has_no_door(
    stub: StubDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, status: int
) -> None:
    """Only where it listens to this computer alone is anything saved; elsewhere it is read, as without a desk."""
    settings = MkDocsConfig()
    settings.load_dict({"site_name": "Anything", "dev_addr": address})
    settings.validate()
    monkeypatch.setattr(RUN, "desk", stub)
    server = mkdocs_adapter.on_serve(LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path)), settings, None)
    begun: list[Any] = []
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": f"{LOCAL_DESK}proposals", "HTTP_HOST": "127.0.0.1"}
    server.get_app()(environ, lambda *given: begun.extend(given))
    assert begun[0].startswith(str(status))
    server.server_close()


def _place(address: str) -> tuple[str, int]:
    """Where a server listens."""
    parts = urlsplit(address)
    assert parts.hostname
    assert parts.port
    return parts.hostname, parts.port


@pytest.mark.parametrize("drops", [b"GET / HTTP/1.0\r\nA: b", b"G"], ids=["in a header", "in the first line"])
def test_a_request_that_drips_is_ended(monkeypatch: pytest.MonkeyPatch, drops: bytes) -> None:
    """However often a byte comes, the head of a request has so much time as a whole; others are answered meanwhile."""
    monkeypatch.setattr(local_server, "SLOWEST", 0.4)
    handler = local_server.in_time(SimpleHTTPRequestHandler)
    with answering(handler) as address, socket.create_connection(place := _place(address)) as slow:
        slow.settimeout(10)
        slow.sendall(drops)
        ended = threading.Event()

        def drip() -> None:
            with suppress(OSError):
                while not ended.wait(0.05):
                    slow.sendall(b"x")

        threading.Thread(target=drip, daemon=True).start()
        connection = HTTPConnection(*place, timeout=10)
        connection.request("GET", "/nowhere")
        assert connection.getresponse().status == 404
        with suppress(ConnectionError):
            assert slow.recv(1) == b""
        ended.set()


def test_the_oldest_of_many_pages_has_to_be_loaded_again(door: LocalDoor) -> None:
    """Tokens do not gather for ever."""
    first = door.token()
    tokens = [door.token() for _ in range(local_door._OPEN)]
    assert ask(door, body=SAVED, token=first)[0] == 403
    assert ask(door, body=SAVED, token=tokens[0])[0] == 200


# --- what is written -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, published once, with its pages."""
    return bench.published(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(published: Path) -> Iterator[LocalDesk]:
    """Its desk, with nothing waiting."""
    made = LocalDesk(published, lambda: "2026-03-09")
    yield made
    for waiting in made.waiting():
        made.delete(waiting.name)


def knowledge_here(desk: LocalDesk) -> dict[str, Any]:
    """What the form knows with all that waits."""
    return knowledge(Project.read(desk.root).site)


def pending(root: Path) -> Path:
    """Where proposals wait."""
    return root / "framework" / "changes" / "pending"


def files(root: Path) -> dict[str, bytes]:
    """Every file of the content, whatever it is."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def reworded(to: str, **head: str) -> str:
    """A proposal that gives an action other words."""
    return dump({**head, "changes": [{"reword": "act-02", "from": WORDS, "to": to}]})


DECIDED = {"decided": bench.DAY, "decided_by": "The council", "reason": "Two walks find more."}


def test_a_proposal_is_written_under_the_name_that_its_words_give_it(desk: LocalDesk) -> None:
    """In the bytes that any other writer gives, and nothing else changes; saved again it is the same file."""
    before = files(desk.root)
    text = reworded(WORDS.replace("once", "twice"), **DECIDED)
    answer = desk.save("# a comment\n" + text.replace("\n", "\r\n"))
    assert answer.done
    assert answer.name.startswith("reword-act-02-")
    name = f"framework/changes/pending/{answer.name}"
    assert files(desk.root) == {**before, name: text.encode()}
    assert desk.save(text) == answer
    [waiting] = desk.waiting()
    assert (waiting.name, waiting.title) == (answer.name, "Action 2 is reworded")
    words = {sentence["id"]: sentence["text"] for sentence in desk.sentences(answer.name)["sentences"]}
    assert words["act-02"] == WORDS
    assert words != {sentence["id"]: sentence["text"] for sentence in knowledge_here(desk)["sentences"]}
    assert "Action 2 is reworded." in desk.receipt().sentences


@pytest.mark.parametrize(
    ("text", "key", "what"),
    [
        ("", "", "There is nothing in this file."),
        ("reason: Why not.\n", "reason", "This is no proposal"),
        ("changes: []\n", "changes", "“changes” has too few entries."),
        ("a: &x [1]\nchanges: *x\n", "", "would be taken for"),
        ("&a changes: [*a, *a, *a, *a]\n", "", "would be taken for"),
        ("changes: !!python/object:os.system [x]\n", "changes", "cannot begin with “!”"),
        ("changes: " + "[" * 5000 + "]" * 5000, "", ""),
        ("decided: 20-11-2026\nchanges:\n  - retire: act-02\n", "decided", "cannot be written “20-11-2026”"),
        ("changes:\n  - retire: ../../../etc/passwd\n", "retire", "cannot be written"),
        ("changes:\n  - retire: act-99\n", "retire", "There is no act-99 here."),
        (reworded("Walk every foot?path twice.").replace("?", "\u200b"), "", "cannot be seen"),
        (reworded("Work with the Rowan Rivers Trust to plant willow along both rivers.", **DECIDED), "to", "act-01"),
        (dump({**DECIDED, "changes": [{"reword": "act-02", "from": "Other words.", "to": "More."}]}), "from", "since"),
        (dump({**DECIDED, "changes": [{"reword": "act-02", "from": WORDS, "to": "Done: 60% complete."}]}), "", ""),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_breaks_a_rule_is_refused_and_nothing_is_written(desk: LocalDesk, text: str, key: str, what: str) -> None:
    """Read by our own reader, and held to every check; each problem is said with the key that it belongs to."""
    before = files(desk.root)
    answer = desk.save(text)
    assert not answer.done
    assert answer.problems
    assert any(what in problem.what and key in {"", problem.key} for problem in answer.problems), answer.problems
    assert files(desk.root) == before


@pytest.mark.parametrize(
    "name", ["", "../published.lock", "..", "README.md", "/etc/passwd", "a\0.yml", ".journal/plan.json", "x.yml"]
)
def test_only_what_waits_can_be_named(desk: LocalDesk, name: str) -> None:
    """A name is looked up among the proposals that wait, and never becomes a path."""
    before = files(desk.root)
    assert not desk.delete(name).done
    assert not desk.complete(name, bench.DAY, "The council", "Why.").done
    assert not name or not desk.save(reworded("Walk every footpath twice."), name).done
    with pytest.raises(ValueError, match="There is no proposal"):
        desk.sentences(name)
    assert files(desk.root) == before


def test_a_suggestion_is_completed_replaced_and_taken_away(desk: LocalDesk) -> None:
    """The file under its new name comes in the place of the old one; its text is given back when it goes."""
    first = desk.save(reworded(WORDS.replace("once", "twice")))
    assert [(problem.code, problem.key) for problem in desk.waiting()[0].problems] == [("suggestion", "changes")]
    assert desk.receipt().problems
    wrong = desk.complete(first.name, "soon", "The council", "Why.")
    assert [problem.key for problem in wrong.problems] == ["decided"]
    second = desk.complete(first.name, *DECIDED.values())
    text = reworded(WORDS.replace("once", "twice"), **DECIDED)
    assert [path.read_text("utf-8") for path in pending(desk.root).iterdir()] == [text]
    third = desk.save(reworded(WORDS.replace("once", "often"), **DECIDED), second.name)
    assert [path.name for path in pending(desk.root).iterdir()] == [third.name]
    gone = desk.delete(third.name)
    assert list(pending(desk.root).iterdir()) == []
    assert desk.save(gone.text).name == third.name


def test_a_file_that_was_edited_since_is_not_written_over(desk: LocalDesk) -> None:
    """The name says which words were saved; where others stand there now, they stay."""
    text = reworded(WORDS.replace("once", "twice"), **DECIDED)
    path = pending(desk.root) / desk.save(text).name
    path.write_text(text.replace("twice", "often"), encoding="utf-8")
    assert "was edited" in desk.save(text).problems[0].what
    assert "often" in path.read_text("utf-8")


def test_a_proposal_that_contradicts_another_is_refused_with_both_named(desk: LocalDesk) -> None:
    """The one that waits stays as it is; where the two change different words, both stand and the desk says so."""
    first = desk.save(reworded(WORDS.replace("once", "twice"), **DECIDED)).name
    answer = desk.save(reworded(WORDS.replace("once", "thrice"), **DECIDED))
    assert [problem.code for problem in answer.problems] == ["proposal-contradicts"]
    assert "act-02" in answer.problems[0].what
    assert [waiting.name for waiting in desk.waiting()] == [first]
    assert desk.save(reworded(WORDS.replace("was found", "we found"), **DECIDED)).done
    assert sorted(bool(waiting.notes) for waiting in desk.waiting()) == [False, True]


def test_while_a_command_works_nothing_is_written(desk: LocalDesk) -> None:
    """The door says to wait, and gives the next token."""
    door = LocalDoor(desk, threading.Lock())
    body = json.dumps({"text": reworded("Walk every footpath twice.", **DECIDED)}).encode()
    with journal.held(desk.root):
        status, data = ask(door, body=body, token=door.token())
    assert (status, list(pending(desk.root).glob("*"))) == (409, [])
    assert ask(door, body=body, token=data["token"])[0] in {200, 422}


def test_fifty_at_once_are_each_wholly_there_or_refused(stub: StubDesk, tmp_path: Path) -> None:
    """One after the other, whoever comes first; one token opens the door to one of many."""

    class Slow(StubDesk):
        inside = 0

        def save(self, text: str, replaces: str = "", document: str = "") -> Answer:
            assert not replaces + document
            Slow.inside += 1
            assert Slow.inside == 1, "two were let in at once"
            with journal.held(tmp_path):
                journal.write(tmp_path, {f"{text}.yml": text})
            Slow.inside -= 1
            return Answer(text)

    (tmp_path / "framework").mkdir()
    door = LocalDoor(Slow(), threading.Lock())
    shared = door.token()

    def post(number: int) -> int:
        token = door.token() if number % 2 else shared
        return ask(door, body=json.dumps({"text": str(number)}).encode(), token=token)[0]

    with ThreadPoolExecutor(50) as many:
        statuses = list(many.map(post, range(50)))
    assert sorted(statuses) == [200] * 26 + [403] * 24
    there = {path.name for path in (tmp_path / "framework").iterdir()}
    assert there == {f"{number}.yml" for number, status in enumerate(statuses) if status == 200}


def test_killed_in_the_middle_it_is_there_or_not(desk: LocalDesk) -> None:
    """Once its plan is written, whoever comes next finishes it; before, nothing was begun."""
    text = reworded(WORDS.replace("once", "twice"), **DECIDED)
    for step, count in (("_beside", 0), ("_finish", 1)):
        child = os.fork()
        if not child:
            calls = iter([False, True]) if step == "_finish" else iter([True])  # `held` finishes once before
            original = getattr(journal, step)
            setattr(journal, step, lambda *given: os._exit(9) if next(calls) else original(*given))  # noqa: B023
            desk.save(text)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        assert list(pending(desk.root).glob("*.yml")) == []
        journal.recover(desk.root)
        assert [path.read_text("utf-8") for path in pending(desk.root).glob("*.yml")] == [text] * count


def test_a_request_is_no_larger_than_what_it_brings_can_be(door: LocalDoor, stub: StubDesk) -> None:
    """What is just small enough is read to its end; the text of a document may be larger."""
    body = json.dumps({"text": "x" * (LARGEST - 20)}).encode()
    assert ask(door, body=body, token=door.token())[0] == 200
    body = json.dumps({"text": "x", "document": "y" * LARGEST}).encode()
    assert ask(door, body=body, token=door.token())[0] == 413
    assert ask(door, "documents", body, door.token())[0] == 200
    assert stub.asked[-1] == ("save", "x", "", "y" * LARGEST)


def test_a_text_comes_with_the_source_that_it_is_of_alone(desk: LocalDesk) -> None:
    """With anything else it is refused, and it never takes the place of another."""
    before = files(desk.root)
    for text in (reworded("Walk every footpath twice a year.", **DECIDED), "changes:\n  - retire: act-02\n"):
        assert not desk.save(text, document="A text.\n").done
    assert files(desk.root) == before


ADDED = {
    "bodies/otter-group": {"name": "Otter Group"},
    "programmes/otter-watch": {"name": "Otter Watch"},
    "glossary/og": {"term": "OG", "plain": "A group.", "supported_by": "https://otters.example/", "seen": "2026-02"},
    "policy-areas/willow": {"name": "Willow", "aliases": ["willow"], "named_in": ["act-01"]},
    "web-pages/otters": {
        "title": "Otters", "publisher": "The Times", "address": "https://times.example/otters", "seen": "2026-02",
    },
    "sources/plan-2030": {
        "title": "The plan 2030", "short": "plan 2030", "author": "The council", "kind": "plan", "date": "2026",
    },
}  # fmt: skip


def test_everything_that_the_desk_offers_can_be_added(desk: LocalDesk) -> None:
    """Its fields are those of the grammar, whose own star is that of the page; what is saved breaks no rule."""
    site = Project.read(desk.root).site
    site.editable = True
    [shown] = local_desk(Here(site, "suggest/"))
    assert isinstance(shown, views.LocalDesk)
    assert [addition.file for addition in shown.additions] == [name.partition("/")[0] for name in ADDED]
    nouns = {"bodies": AddBody, "programmes": AddBody, "glossary": AddTerm, "policy-areas": AddPolicyArea,
             "web-pages": AddWebPage, "sources": AddSource}  # fmt: skip
    for addition in shown.additions:
        known = nouns[addition.file].model_fields
        needed = {name for name, field in known.items() if field.is_required()} - {"add"}
        fields = {field.name: field.needed for field in addition.fields if field.name != "document"}
        assert fields.keys() <= known.keys()
        assert {name for name, is_needed in fields.items() if is_needed} == needed
    document = "We will count the otters.\n"
    for name, keys in ADDED.items():
        text = dump({"changes": [{"add": name, **keys}]})
        assert desk.save(text, document=document if "sources" in name else "").problems == (), name
    assert {waiting.title for waiting in desk.waiting()} >= {"New: Otter Group", "New: OG", "New: Willow"}


def test_a_measure_is_saved_held_to_the_check_and_taken_back(desk: LocalDesk) -> None:
    """A number without a source is refused as the check has it; what is saved waits, and deleting it leaves nothing."""
    before = files(desk.root)
    value = {"date": "2026-01", "value": "10"}
    otters: dict[str, Any] = {"add": "measure", "name": "Otters seen", "unit": "otters", "under": ["pri-1"]}
    [fault] = desk.save(dump({"changes": [{**otters, "values": [value]}]})).problems
    assert (fault.code, fault.what, fault.change) == (
        "measure-source", "The value for January 2026 has no source.", 0,
    )  # fmt: skip
    whole = {**otters, "values": [{**value, "source": "bulletin"}]}
    saved = desk.save(dump({"changes": [whole]}))
    assert saved.problems == ()
    assert [waits.changes for waits in desk.waiting()] == [(whole,)]
    assert desk.delete(saved.name).done
    assert files(desk.root) == before


def test_the_first_measure_is_added_by_a_command(desk: LocalDesk, tmp_path: Path) -> None:
    """Where a plan has none the desk says how; where it has some, the form adds to them."""
    told = {}
    for root in (desk.root, with_measures(tmp_path)):
        site = Project.read(root).site
        site.editable = True
        [shown] = local_desk(Here(site, "suggest/"))
        assert isinstance(shown, views.LocalDesk)
        told[root] = [command.typed for command in shown.commands if " measure " in command.typed]
    assert told[tmp_path] == []
    assert [typed.partition("add ")[2] for typed in told[desk.root]] == [
        'measure --set under=pri-1 --set name="…" --set unit="…"'
    ]


def test_the_text_of_a_document_comes_and_goes_with_its_proposal(desk: LocalDesk) -> None:
    """It is given back when the proposal is deleted, and never takes the place of a text that is there."""
    before = files(desk.root)
    text, document = dump({"changes": [{"add": "sources/plan-2030", **ADDED["sources/plan-2030"]}]}), "Count otters.\n"
    saved = desk.save(text, document=document)
    assert files(desk.root)["framework/sources/plan-2030.txt"] == document.encode()
    assert desk.save(text, document="Other words.\n").problems
    assert desk.save(text.replace("plan-2030", "plan-2024"), document="Other words.\n").problems
    gone = desk.delete(saved.name)
    assert (gone.text, gone.document) == (text, document)
    assert files(desk.root) == before
    assert desk.save(gone.text, document=gone.document).name == saved.name
    assert desk.delete(saved.name).done


# --- where it is shown ---------------------------------------------------------------------------------------------


def test_a_built_site_holds_none_of_it(built: Path) -> None:
    """No page, script or stylesheet that is published knows the door, its token or the desk."""
    for path in (path for path in built.rglob("*") if path.suffix in {".html", ".js", ".css", ".json"}):
        data = path.read_bytes()
        assert not [mark for mark in (b"/_desk", b"data-token", b"local-desk", b"X-Desk-Token") if mark in data], path


def test_the_page_has_the_desk_where_it_is_served_to_its_editor(published: Path) -> None:
    """What waits, the place of the token, the script and its styles; and the way to the form is called Edit."""
    site = Project.read(published).site
    here = Here(site, "suggest/", meta={"own": "suggest"})
    assert (local_desk(here), form_label(site)) == ([], "Suggest a change")
    site.editable = True
    page = templates.render_all(local_desk(here)).encode()
    assert PLACE in page
    assert f'data-door="{LOCAL_DESK}"'.encode() in page
    assert form_label(site) == "Edit"
    for given in (templates.desk_script, templates.desk_stylesheet):
        assert len(given(editable=True)) > len(given())
