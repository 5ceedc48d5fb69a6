"""The Content-Security-Policy of a built page: nothing but what the page uses, all of it from its own host.

The directives are those of the W3C's Content Security Policy Level 3. A policy in a meta element governs what stands
after it, so it stands first; it cannot set `frame-ancestors`, which only a header can.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Mapping

#: What is fetched, and from where. Whatever is not named here is refused.
ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
#: A file to carry is shown with nothing but what stands in it.
CARRIED = {
    "default-src": "'none'",
    "img-src": "data:",
    "font-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_CHARSET = '<meta charset="utf-8">'
_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_STYLES = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_NOT_RUN = re.compile(r'\ssrc=|\stype="application/(?:ld\+)?json"')


def with_policy(page: str, *, carried: bool = False) -> str:
    """The page with its policy. Raises ValueError where there is no `<meta charset="utf-8">` to put it after."""
    before, charset, after = page.partition(_CHARSET)
    if not charset:
        raise ValueError("a page without a character set cannot be given a policy")
    allowed = carried_policy(page) if carried else policy(page)
    return f'{before}{charset}<meta http-equiv="Content-Security-Policy" content="{allowed}">{after}'


def has_policy(page: bytes) -> bool:
    """Whether a page carries a policy in the place where `with_policy` puts it."""
    return b'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src' in page


def policy(page: str) -> str:
    """The policy of that page, the scripts that stand in its shell among what is allowed."""
    return _written({**ALLOWED, "script-src": " ".join([ALLOWED["script-src"], *_scripts(page)])})


def carried_policy(page: str) -> str:
    """The policy of a file to carry: its own scripts and styles by their hashes, and what is written as data."""
    around = _shell(page)
    styles = dict.fromkeys(_hash(text) for text in _STYLES.findall(around))
    return _written({**CARRIED, "script-src": " ".join(_scripts(page)), "style-src": " ".join(styles)})


def _scripts(page: str) -> list[str]:
    """The hashes of the scripts that stand in the shell."""
    running = (script["text"] for script in _INLINE.finditer(_shell(page)) if _runs(script))
    return list(dict.fromkeys(map(_hash, running)))


def _written(allowed: Mapping[str, str]) -> str:
    return ";".join(f"{directive} {sources}" for directive, sources in allowed.items())


def _shell(page: str) -> str:
    """What stands around the page's content. No script in the content is ours, so none there is allowed."""
    start, end = page.find("<main"), page.rfind("</main>")
    return page if start < 0 or end < start else page[:start] + page[end:]


def _runs(script: re.Match[str]) -> bool:
    return not _NOT_RUN.search(script["attributes"])


@functools.lru_cache(maxsize=64)
def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
