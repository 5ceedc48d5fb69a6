"""axe-core: WCAG 2.0 to 2.2, levels A and AA, and best practice. The release is that of the file in `vendor/`."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async ([source, tags, off]) => {
    if (!window.axe) (0, eval)(source);
    // In forced colours Chromium shows `color`, but still gives the page's own colour as that of the letters' filling,
    // which is what axe reads.
    const forced = matchMedia('(forced-colors: active)').matches ? [...document.querySelectorAll('*')] : [];
    const shown = forced.map(one => getComputedStyle(one).color);
    forced.forEach((one, number) => { one.style.webkitTextFillColor = shown[number]; });
    const found = await window.axe.run(document, {
        runOnly: {type: 'tag', values: tags}, rules: Object.fromEntries(off.map(rule => [rule, {enabled: false}])),
        resultTypes: ['violations', 'incomplete'],
    });
    forced.forEach(one => { one.style.webkitTextFillColor = ''; });
    const rows = kind => found[kind].flatMap(rule => rule.nodes.map(node => ({
        rule: rule.id, where: node.target.flat().join(' '), html: node.html.slice(0, 200), why: node.failureSummary,
    })));
    return {violations: rows('violations'), incomplete: rows('incomplete'), passes: found.passes.length};
}"""


@functools.cache
def _source() -> str:
    [path] = (HERE / "vendor").glob("axe-*.min.js")
    return path.read_text(encoding="utf-8")


@functools.cache
def answers() -> list[dict[str, str]]:
    """What axe leaves to a person: the rule, part of its reason, perhaps the markup and the use, and the answer."""
    return list(yaml.safe_load((HERE / "needs-review.yml").read_text(encoding="utf-8")) or [])


def faults(page: Page, use: str = "", *, off: Sequence[str] = ()) -> str:
    """Every violation, and every result that needs a review and has no answer: lines for each node, or nothing.

    `use` says how the page is being used (`windows.Use`): some answers hold for one use only. `off` names rules that
    ask for nothing that such a page can give.
    """
    found = run(page, off)
    assert found["passes"], "axe looked at nothing"
    open_questions = [row for row in found["incomplete"] if not _answered(row, use)]
    told = [("violates", row) for row in found["violations"]] + [("needs review", row) for row in open_questions]
    return "\n".join(f"{verb} {row['rule']}: {row['where']} {row['html']}\n{row['why']}" for verb, row in told)


def run(page: Page, off: Sequence[str] = ()) -> dict[str, Any]:
    """What axe says of the page as it is now. It cannot run where scripts may not (see `windows.Window.take`)."""
    result: dict[str, Any] = page.evaluate(_RUN, [_source(), TAGS, list(off)])
    return result


def _answered(row: dict[str, str], use: str) -> bool:
    return any(
        row["rule"] == one["rule"]
        and one["why"] in row["why"]
        and one.get("markup", "") in row["html"]
        and one.get("use", use) == use
        for one in answers()
    )
