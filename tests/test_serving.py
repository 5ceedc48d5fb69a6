"""What `framework serve` adds to MkDocs' server."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from strategic_framework import mkdocs_adapter
from strategic_framework.mkdocs_adapter import local_server
from strategic_framework.mkdocs_adapter.reading import read
from strategic_framework.rendering import templates
from strategic_framework.rendering.templates import render
from strategic_framework.views import page_heading
from strategic_framework.views.base import Here
from tests.conftest import MINIATURE, clone, run


def _settings() -> MkDocsConfig:
    """MkDocs' settings, where nothing was set."""
    settings = MkDocsConfig()
    settings.load_dict({"site_name": "Anything"})
    settings.validate()
    return settings


def test_saved_files_are_looked_for_often(tmp_path: Path) -> None:
    """Ten times a second, in every folder watched before and every one that follows; the theme as MkDocs does."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    (tmp_path / "docs").mkdir()
    (tmp_path / "framework").mkdir()
    server.watch(str(tmp_path / "docs"))
    server.watch(str(templates.THEME))
    server = mkdocs_adapter.on_serve(server, _settings(), None)
    server.watch(str(tmp_path / "framework"))
    emitters = {Path(emitter.watch.path).name: emitter.timeout for emitter in server.observer.emitters}
    assert emitters == {"docs": 0.1, "framework": 0.1, "theme": 0.5}
    server.server_close()


def test_an_edit_without_a_reason_is_shown_as_a_draft(tmp_path: Path) -> None:
    """While serving an unexplained edit is on its page, marked; a build refuses it."""
    folder = clone(tmp_path)
    path = folder / "framework" / "editions" / "2023-27" / "1-transform-services.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Develop capability and capacity", "Develop skill and capacity", 1), encoding="utf-8")
    site, problems, _ = read(folder, serving=True)
    assert site.waiting == {"act-05": False}
    head = render(page_heading.wording(Here(site, "2023-27/act-05/", "action", "act-05", edition_id="2023-27")))
    assert "Develop skill and capacity" in head
    assert "Draft. It differs from what is published" in head
    assert "framework explain act-05" in problems[0]
    assert run(folder, "framework", "build").returncode == 1


# --- what it answers -----------------------------------------------------------------------------------------------


class Server:
    """`framework serve`, run in a folder, with temporary folders of its own."""

    def __init__(self, folder: Path, temporary: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.said = folder / "said.txt"
        command = [Path(sys.executable).parent / "framework", "serve", "--address", f"127.0.0.1:{self.port}"]
        environment = {**os.environ, "TMPDIR": str(temporary), "NO_MKDOCS_2_WARNING": "1"}
        with self.said.open("w") as said:
            self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                self.ask("/").read()
            except OSError:
                time.sleep(0.1)
            else:
                return
        pytest.fail(f"It never answered: {self.said.read_text(encoding='utf-8')}")

    def ask(self, path: str, method: str = "GET", host: str = "") -> HTTPResponse:
        """Its answer to one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        return connection.getresponse()

    def end(self, by: int = signal.SIGINT) -> int:
        """Its exit status, once that signal has ended it."""
        self.process.send_signal(by)
        return self.process.wait(timeout=60)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The miniature, served."""
    temporary = tmp_path_factory.mktemp("temporary")
    running = Server(clone(tmp_path_factory.mktemp("served"), content=MINIATURE), temporary)
    running.wait()
    yield running
    running.end()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8000", "[::1]:8000"])
def test_it_answers_its_own_names(server: Server, host: str) -> None:
    """Under whatever port it is reached."""
    assert server.ask("/", host=host).status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil:80", "10.0.0.1", ":80"])
def test_it_answers_no_other_name(server: Server, host: str) -> None:
    """A page of somebody else whose name leads to this computer reads nothing here."""
    answer = server.ask("/", host=host)
    assert (answer.status, answer.read()) == (421, b"421 Misdirected Request\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"])
def test_it_is_only_read(server: Server, method: str) -> None:
    """GET and HEAD, and nothing that would change anything."""
    answer = server.ask("/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
    answer.read()


def test_head_has_no_body(server: Server) -> None:
    """The length is that of the page, which is not sent."""
    answer = server.ask("/", "HEAD")
    assert int(answer.headers["Content-Length"]) > 5_000
    assert answer.read() == b""


def test_pages_have_their_policy(server: Server) -> None:
    """As built ones, with live reload named by its hash and no other inline script; no other page can frame them."""
    answer = server.ask("/glossary/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';script-src 'self' 'sha256-")
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy
    assert policy.endswith("frame-ancestors 'none'")
    assert b"livereload(" in answer.read()
    assert "default-src 'none'" in server.ask("/nowhere/").headers["Content-Security-Policy"]


@pytest.mark.parametrize(("path", "status"), [
    ("/%00", 404), ("/a%00/", 404), ("/../../etc/passwd", 404), ("/" + "a" * 5_000, 404), ("/glossary", 302),
])  # fmt: skip
def test_a_path_that_cannot_be_is_not_found(server: Server, path: str, status: int) -> None:
    """In one line, without a trace."""
    server.ask(path).read()
    assert server.ask(path).status == status
    assert "Traceback" not in server.said.read_text(encoding="utf-8")


def test_its_editor_saves_from_the_page_of_the_form(server: Server) -> None:
    """The page brings the token; what breaks a rule comes back with the field; nothing is let in without a token."""
    page = server.ask("/suggest/").read().decode()
    token = re.findall(r'data-token="([^"]{40,})"', page)
    assert len(token) == 1
    assert "<h1>Edit</h1>" in re.sub(r"<h1[^>]*>\s*(\w+)\s*</h1>", r"<h1>\1</h1>", page)
    assert "Suggest a change" not in server.ask("/2024-28/act-02/").read().decode()

    def save(token: str) -> HTTPResponse:
        connection, host = HTTPConnection("127.0.0.1", server.port, timeout=60), f"127.0.0.1:{server.port}"
        headers = {"Host": host, "Origin": f"http://{host}", "Content-Type": "application/json", "X-Desk-Token": token}
        connection.request("POST", "/_desk/proposals", b'{"text": "changes:\\n  - retire: act-99\\n"}', headers)
        return connection.getresponse()

    answer = save(token[0])
    assert answer.status == 422
    assert json.loads(answer.read())["answer"]["problems"][0]["key"] == "retire"
    assert save(token[0]).status == 403


def test_a_save_is_shown_at_once(server: Server) -> None:
    """On every page that shows it, whether MkDocs or a template made the page; nothing older is shown any more."""
    path = server.said.parent / "framework" / "bodies.yml"
    before = path.read_text(encoding="utf-8")
    other = before.replace("name: Rowan Rivers Trust", "name: Rowan Rivers Board")
    path.write_text(other.replace("[Rivers Trust]", "[Rivers Trust, Rowan Rivers Trust]"), encoding="utf-8")
    pages = ("/bodies/river-trust/", "/named/")
    for _ in range(100):
        if all("Rowan Rivers Board" in server.ask(page).read().decode() for page in pages):
            break
        time.sleep(0.1)
    else:
        pytest.fail(server.said.read_text(encoding="utf-8"))
    path.write_text(before, encoding="utf-8")


def test_everywhere_it_answers_to_addresses() -> None:
    """A server for the whole network is asked by its numbers, which nobody else can lead here, or by its own name."""
    is_own: Callable[[str, str], bool] = local_server._is_own
    assert is_own("192.0.2.7:8000", "0.0.0.0")  # noqa: S104
    assert is_own(socket.gethostname(), "0.0.0.0")  # noqa: S104
    assert not is_own("evil.example", "0.0.0.0")  # noqa: S104
    assert not is_own("192.0.2.7", "127.0.0.1")
    assert not is_own("", "")


# --- what it leaves ------------------------------------------------------------------------------------------------


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """Ended by Ctrl+C or by the system, it takes its folders away; killed, the next one does, and not those in use."""
    folder, temporary = clone(tmp_path, content=MINIATURE), tmp_path / "temporary"
    temporary.mkdir()
    for signal_number, status in ((signal.SIGINT, 0), (signal.SIGTERM, 0)):
        running = Server(folder, temporary)
        running.wait()
        assert len(list(temporary.iterdir())) == 1
        assert running.end(signal_number) == status
        assert list(temporary.iterdir()) == []
    killed = Server(folder, temporary)
    killed.wait()
    killed.end(signal.SIGKILL)
    assert len(list(temporary.iterdir())) == 1
    first, second = Server(folder, temporary), Server(folder, temporary)
    first.wait()
    second.wait()
    assert len(list(temporary.iterdir())) == 2
    assert first.ask("/").status == 200
    assert (first.end(), second.end()) == (0, 0)
    assert list(temporary.iterdir()) == []
    assert "Traceback" not in running.said.read_text(encoding="utf-8")
