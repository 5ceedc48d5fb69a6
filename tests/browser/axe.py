"""axe-core: WCAG 2.0 to 2.2, levels A and AA, and best practice. The release is that of the file in `vendor/`."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict, Unpack

import yaml
from playwright.sync_api import Page

from tests.browser.forms import TELLING

HERE = Path(__file__).resolve().parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: All that can change where colours alone do.
COLOURS = ("color-contrast", "link-in-text-block")
#: What shows no form (`forms.py`) that was seen or that stands before it, with all that is in it: a second row of a
#: table, for one; and the forms that are new, as numbers that follow from a form and all of those above it.
_REPEATED = """seen => {
    const known = new Set(seen), fresh = [], repeated = [];
    const folded = (text, above) => {  // 52 bits: two forms of some thousand have one number once in a million runs
        let one = above & 0x3ffffff, other = Math.floor(above / 0x4000000);
        for (let at = 0; at < text.length; at++) {
            one = Math.imul(one ^ text.charCodeAt(at), 0x9e3779b1);
            other = Math.imul(other ^ text.charCodeAt(at), 0x5f356495);
        }
        one ^= other >>> 15;
        other ^= one >>> 13;
        return (one & 0x3ffffff) + (other & 0x3ffffff) * 0x4000000;
    };
    const isNew = (one, above) => {
        const form = folded(own(one), above), before = fresh.length;
        if (!known.has(form)) fresh.push(form);
        known.add(form);
        const rest = [...one.children].filter(child => !isNew(child, form));
        if (fresh.length > before) repeated.push(...rest);
        return fresh.length > before;
    };
    if (!isNew(document.body, 0)) repeated.push(...document.body.children);
    return {fresh, repeated};
}"""
#: What looks as something does that stands before it and is like it, itself and what it stands in; with all in it.
_ALIKE = """() => {
    const clear = colour => colour === 'transparent' || colour.endsWith(', 0)');
    const seen = new Set(), alike = [];
    const isNew = (one, above, under, inClip) => {
        const style = getComputedStyle(one), itself = `${own(one)} ${style.color}`, before = seen.size;
        const ground = clear(style.backgroundColor) ? under : style.backgroundColor;
        const clipped = inClip || style.clipPath !== 'none';
        seen.add([above, itself, ground, clipped, one.checkVisibility({visibilityProperty: true}), style.fontSize,
            style.fontWeight, style.opacity, style.textDecorationLine].join('|'));
        const rest = [...one.children].filter(child => !isNew(child, itself, ground, clipped));
        if (seen.size > before) alike.push(...rest);
        return seen.size > before;
    };
    isNew(document.body, '', '', false);
    return alike;
}"""
_RUN = """async ([only, off, once, seen, alike, within]) => {
    const telling = new Set(TELLING);
    const name = ({name, value}) => telling.has(name) ? `${name}=${value}` : name;
    const own = one => `${one.localName}.${[...one.classList].sort().join('.')}[${[...one.attributes]
        .filter(({name}) => name !== 'class' && name !== 'id').map(name).sort().join(' ')}]`;
    // In forced colours Chromium shows `color`, but still gives the page's own colour as that of the letters' filling,
    // which is what axe reads.
    const forced = matchMedia('(forced-colors: active)').matches ? [...document.querySelectorAll('*')] : [];
    const shown = forced.map(one => getComputedStyle(one).color);
    forced.forEach((one, number) => { one.style.webkitTextFillColor = shown[number]; });
    const {fresh, repeated} = (REPEATED)(once ? seen : []);
    const exclude = once ? repeated : alike ? (ALIKE)() : [];
    const include = within && [...document.querySelectorAll(within)].filter(one => one.checkVisibility());
    if (within && !include.length) return {violations: [], incomplete: [], passes: 1, fresh: []};
    const asked = {...(within && {include}), ...(exclude.length && {exclude})};
    const found = await window.axe.run(Object.keys(asked).length ? asked : document, {
        runOnly: only, rules: Object.fromEntries(off.map(rule => [rule, {enabled: false}])),
        resultTypes: ['violations', 'incomplete'],
    });
    forced.forEach(one => {
        one.style.webkitTextFillColor = '';
        if (!one.getAttribute('style')) one.removeAttribute('style');
    });
    const rows = kind => found[kind].flatMap(rule => rule.nodes.map(node => ({
        rule: rule.id, where: node.target.flat().join(' '), html: node.html.slice(0, 200), why: node.failureSummary,
    })));
    return {violations: rows('violations'), incomplete: rows('incomplete'), passes: found.passes.length, fresh};
}"""
_RUN = _RUN.replace("REPEATED", _REPEATED).replace("ALIKE", _ALIKE).replace("TELLING", json.dumps(sorted(TELLING)))


@functools.cache
def _source() -> str:
    [path] = (HERE / "vendor").glob("axe-*.min.js")
    return path.read_text(encoding="utf-8")


@functools.cache
def answers() -> list[dict[str, str]]:
    """What axe leaves to a person: the rule, part of its reason, perhaps the markup and the use, and the answer."""
    return list(yaml.safe_load((HERE / "needs-review.yml").read_text(encoding="utf-8")) or [])


class Asked(TypedDict, total=False):
    """What axe is asked for, where it is not all of a page.

    `off` names rules that ask for nothing that such a page can give; `only`, all those that are asked. `once` is for a
    page that was looked at whole in another state: what repeats a form of this page is left out, and what was `seen`
    before, on this page or another. `alike` leaves out what stands in an element like that of another, is like it, and
    has the same colours on the same ground. `within` selects what is looked at, if shown.
    """

    off: Sequence[str]
    only: Sequence[str]
    once: bool
    seen: set[int] | None
    alike: bool
    within: str


def faults(page: Page, use: str = "", **asked: Unpack[Asked]) -> str:
    """Every violation, and every result that needs a review and has no answer: lines for each node, or nothing.

    `use` says how the page is being used (`windows.Use`): some answers hold for one use only. What this page shows is
    among the seen from then on.
    """
    found = run(page, **asked)
    assert found["passes"], "axe looked at nothing"
    if (seen := asked.get("seen")) is not None:
        seen.update(found["fresh"])
    open_questions = [row for row in found["incomplete"] if not _answered(row, use)]
    told = [("violates", row) for row in found["violations"]] + [("needs review", row) for row in open_questions]
    return "\n".join(f"{verb} {row['rule']}: {row['where']} {row['html']}\n{row['why']}" for verb, row in told)


def run(page: Page, **asked: Unpack[Asked]) -> dict[str, Any]:
    """What axe says of the page as it is now. It cannot run where scripts may not (see `windows.Window.take`)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    only, off, seen = asked.get("only", ()), asked.get("off", ()), asked.get("seen") or ()
    rules = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": TAGS}
    ways = [asked.get("once", False), list(seen), asked.get("alike", False), asked.get("within", "")]
    result: dict[str, Any] = page.evaluate(_RUN, [rules, list(off), *ways])
    return result


def _answered(row: dict[str, str], use: str) -> bool:
    return any(
        row["rule"] == one["rule"]
        and one["why"] in row["why"]
        and one.get("markup", "") in row["html"]
        and one.get("use", use) == use
        for one in answers()
    )
