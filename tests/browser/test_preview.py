"""The preview of a proposal opens from a folder: no network, no script, nothing refused, readable by everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from strategic_framework.commands.main import main
from strategic_framework.publication import publishing
from tests.browser import axe
from tests.conftest import MINIATURE, clone
from tests.ledger import bench
from tests.test_preview import DECISION, PROPOSAL


def test_it_opens_by_a_double_click(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From file:// without a network: its own font, no request, nothing refused, no sideways scroll, axe silent."""
    root = clone(tmp_path, content=MINIATURE)
    publishing.publish(root, bench.DAY)
    monkeypatch.chdir(root)
    file = root / "framework/changes/pending/x.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(PROPOSAL.format(decision=DECISION), encoding="utf-8")
    assert CliRunner().invoke(main, ["preview", "--date", "2026-03-09", "--html", "p.html"]).exit_code == 0
    context = browser.new_context(viewport={"width": 320, "height": 800}, offline=True)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: None if request.url.startswith("data:") else heard.append(request.url))
    address = (root / "p.html").as_uri()
    page.goto(address)
    assert page.evaluate("document.fonts.load('16px Newsreader').then(fonts => fonts.map(font => font.status))") == [
        "loaded"
    ]
    assert heard == [address]
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe.faults(page) == ""
    context.close()
