"""axe-core: WCAG 2.0 to 2.2, levels A and AA, and best practice. The release is that of the file in `vendor/`."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async ([source, tags]) => {
    if (!window.axe) (0, eval)(source);
    const found = await window.axe.run(document, {
        runOnly: {type: 'tag', values: tags}, resultTypes: ['violations', 'incomplete'],
    });
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
    """What axe leaves to a person: the rule, part of its reason, perhaps part of the markup, and the answer."""
    return list(yaml.safe_load((HERE / "needs-review.yml").read_text(encoding="utf-8")) or [])


def faults(page: Page) -> str:
    """Every violation, and every result that needs a review and has no answer: lines for each node, or nothing."""
    found = run(page)
    assert found["passes"], "axe looked at nothing"
    open_questions = [row for row in found["incomplete"] if not _answered(row)]
    told = [("violates", row) for row in found["violations"]] + [("needs review", row) for row in open_questions]
    return "\n".join(f"{verb} {row['rule']}: {row['where']} {row['html']}\n{row['why']}" for verb, row in told)


def run(page: Page) -> dict[str, Any]:
    """What axe says of the page as it is now."""
    result: dict[str, Any] = page.evaluate(_RUN, [_source(), TAGS])
    return result


def _answered(row: dict[str, str]) -> bool:
    return any(
        row["rule"] == one["rule"] and one["why"] in row["why"] and one.get("markup", "") in row["html"]
        for one in answers()
    )
