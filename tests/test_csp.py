"""The Content-Security-Policy: what it allows, and that every built page has it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from strategic_framework.rendering import csp
from tests.test_site import documents

PAGE = ('<html><head><meta charset="utf-8"><script>one()</script><script src="a.js"></script>'
        '<script type="application/ld+json">{}</script></head><body><main>MATTER</main></body></html>')  # fmt: skip


def hashed(script: str) -> str:
    """A script as a policy names it."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def test_the_scripts_of_the_shell_are_allowed() -> None:
    """One hash for each script that is written into the shell and runs; none for data or for a file."""
    assert csp.policy(PAGE).count("sha256-") == 1
    assert hashed("one()") in csp.policy(PAGE)


def test_a_script_in_the_matter_is_not_allowed() -> None:
    """Words of the content that came out as a script would be refused by the browser."""
    for planted in ("<script>two()</script>", "</main><script>two()</script><main>", "<main><script>two()</script>"):
        assert hashed("two()") not in csp.policy(PAGE.replace("MATTER", planted))


def test_a_page_without_a_character_set_is_refused() -> None:
    """The policy must stand first, so its place must be there."""
    with pytest.raises(ValueError, match="character set"):
        csp.with_policy("<html><head></head></html>")


def test_every_built_page_has_its_policy(built: Path, built_miniature: Path) -> None:
    """Nothing by default, nothing inline but by its hash, and the policy stands before anything it governs."""
    for folder in (built, built_miniature):
        for address, page in documents(folder):
            head = page.find("head")
            assert [element.tag for element in head][:2] == ["meta", "meta"], address
            assert head[1].get("http-equiv") == "Content-Security-Policy", address
            policy = head[1].get("content")
            assert policy.startswith("default-src 'none'"), address
            assert "unsafe" not in policy, address
            assert "*" not in policy, address
            assert not page.xpath("//@style | //style | //@*[starts-with(name(), 'on')]"), address
