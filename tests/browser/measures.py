"""Measures of a page as it stands: each is a script that gives a line for every fault, and nothing when all is well."""

from __future__ import annotations

import json
from collections.abc import Mapping

from playwright.sync_api import Page

#: Words for a fault, `told`; whether something is shown, `shown` (what is clipped is for screen readers alone). Each
#: element is asked once: `nearest` answers with it, or with the nearest above it, that passes a test.
_SHARED = r"""
    const told = one => one.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
    const known = ask => {
        const answers = new Map();
        return one => { if (!answers.has(one)) answers.set(one, ask(one)); return answers.get(one); };
    };
    const nearest = test => { const seek = known(at => at && (test(at) ? at : seek(at.parentElement))); return seek; };
    const unseen = nearest(one => getComputedStyle(one).clipPath !== 'none');
    const shown = known(one => one.checkVisibility({visibilityProperty: true}) && !unseen(one));
    const framed = one => one !== document.body && one !== document.documentElement; // those are the window itself
    const scrolls = known(one => framed(one) && /auto|scroll/.test(getComputedStyle(one).overflowX));
    const scrolling = nearest(scrolls);
    const framing = nearest(one => framed(one) && /auto|scroll|hidden|clip/.test(getComputedStyle(one).overflow));
    const every = (selector = '*') => [...document.body.querySelectorAll(selector)];
"""
#: How far the page is wider than its window, and what sticks out of it (1.4.10).
_WIDE = r"""() => {
    const edge = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth - edge;
    const out = every().filter(one =>
        (wide > 0 ? one.checkVisibility() : shown(one) && !scrolling(one)) &&
        one.getBoundingClientRect().right > edge + 1 && one.getBoundingClientRect().left < edge).slice(-3).map(told);
    return wide > 0 ? [`${wide} px`, ...out] : out;
}"""
#: Boxes that cut off words of their own (1.4.4, 1.4.12).
_CUT = r"""() => every().filter(one => {
    if (!shown(one) || one.closest('svg') || one.clientWidth < 2) return false;
    const style = getComputedStyle(one), own = [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    return own && /hidden|clip/.test(style.overflow) &&
        (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map(told)"""
#: Words that lie on other words: the middle bands of two lines of different texts cross. Where one of them is drawn
#: aslant, its corners are taken instead of the upright box around it: two such bands cross unless a line parallel to
#: an edge of one of them parts them (the separating axis theorem).
_OVER = r"""() => {
    const aslant = own => { const to = own.getScreenCTM?.(); return to && (to.b || to.c) ? to : null; };
    const corners = band => {
        const to = aslant(band.node.parentElement), at = (x, y) => to ? new DOMPoint(x, y).matrixTransform(to) : {x, y};
        let {left, right, top, bottom} = band;
        if (to) {
            const box = band.node.parentElement.getBBox();
            [left, right, top, bottom] = [box.x, box.x + box.width, box.y + box.height * .3, box.y + box.height * .7];
        }
        return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
    };
    const apart = (one, other) => [one, other].some(shape => shape.slice(0, 2).some((corner, side) => {
        const next = shape[side + 1], x = corner.y - next.y, y = next.x - corner.x, length = Math.hypot(x, y);
        const spread = of => of.map(point => (point.x * x + point.y * y) / length);
        const [a, b] = [spread(one), spread(other)];
        return Math.min(Math.max(...a), Math.max(...b)) - Math.max(Math.min(...a), Math.min(...b)) <= 1;
    }));
    const lines = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = new Range();
    for (let node; (node = walker.nextNode());) {
        const own = node.parentElement;
        if (!node.data.trim() || !shown(own) || own.closest('option, script, noscript')) continue;
        const clip = framing(own)?.getBoundingClientRect();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            const band = {left: box.left, right: box.right, top: box.top + box.height * .3,
                          bottom: box.bottom - box.height * .3, node};
            if (clip) for (const [side, inner] of [['left', Math.max], ['right', Math.min], ['top', Math.max],
                ['bottom', Math.min]]) band[side] = inner(band[side], clip[side]);
            if (band.right - band.left > 2 && band.bottom - band.top > 1) lines.push(band);
        }
    }
    lines.sort((one, other) => one.top - other.top);
    const found = new Set();
    lines.forEach((one, at) => {
        for (let next = at + 1; next < lines.length && lines[next].top < one.bottom - 1; next++) {
            const other = lines[next];
            if (other.node === one.node) continue;
            if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
                Math.min(one.bottom, other.bottom) - other.top > 1 &&
                !((aslant(one.node.parentElement) || aslant(other.node.parentElement)) &&
                  apart(corners(one), corners(other))))
                found.add(`${one.node.data.trim().slice(0, 50)} × ${other.node.data.trim().slice(0, 50)}`);
        }
    });
    return [...found];
}"""
#: What scrolls sideways and is no table, no sample and no drawing (1.4.10 lets what needs two dimensions), or has no
#: name, or cannot be focused (2.1.1).
_SCROLLS = r"""() => every().filter(one => {
    if (!shown(one) || !scrolls(one) || one.scrollWidth <= one.clientWidth + 1) return false;
    const named = one.ariaLabel || (one.getAttribute('aria-labelledby') || '').split(' ').some(
        id => document.getElementById(id)?.textContent.trim());
    const wide = one.matches('pre') || one.querySelector(':scope > table, :scope > pre, :scope > svg');
    return !(wide && named && one.tabIndex === 0 && one.getAttribute('role') === 'region');
}).map(told)"""
#: Headings that are empty, skip a level, or are not one h1 and then its parts (1.3.1).
_HEADINGS = r"""() => {
    let last = 0;
    const all = every('h1, h2, h3, h4, h5, h6').filter(one => one.checkVisibility({visibilityProperty: true}));
    const main = all.filter(one => one.closest('main')), found = [];
    for (const one of main) {
        const level = +one.localName[1];
        if (!one.textContent.trim() || level > last + 1 || (level === 1) !== (last === 0)) found.push(told(one));
        last = level;
    }
    return main.length ? found : ['none'];
}"""
#: Tables without a name of their own, without heads, or with a head that does not say what it heads (1.3.1).
_TABLES = r"""() => every('table').filter(one => {
    const heads = [...one.querySelectorAll('th')];
    const labels = (one.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean);
    const named = one.caption?.textContent.trim() || one.ariaLabel ||
        labels.length && labels.every(id => document.getElementById(id)?.textContent.trim());
    return !named || !heads.length || heads.some(th => !/^(col|row|colgroup|rowgroup)$/.test(th.scope));
}).map(told)"""
#: Letters that no English word has, where nothing says which language they are of (3.1.2); or a language of nothing.
_LANGUAGES = r"""() => {
    const foreign = /[^\P{L}A-Za-zªº]/u, found = [];
    const said = one => one.closest('[lang]').lang;
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        const own = node.parentElement;
        if (!own.closest('script, style') && foreign.test(node.data) && /^en/.test(said(own))) found.push(told(own));
    }
    for (const one of document.querySelectorAll('[title], [aria-label], [alt], [placeholder], meta[content]'))
        for (const name of ['title', 'aria-label', 'alt', 'placeholder', 'content'])
            if (foreign.test(one.getAttribute(name) || '') && /^en/.test(said(one))) found.push(told(one));
    const empty = every('[lang]').filter(one => !one.lang || !one.textContent.trim()).map(told);
    return /^en/.test(document.documentElement.lang) ? [...found, ...empty] : ['the page', ...found];
}"""
#: What moves, or would, though the reader asked for rest (2.3.3); what is inserted before and after included.
_MOVES = r"""() => {
    const moves = (one, part) => {
        const style = getComputedStyle(one, part);
        return style.animationName !== 'none' || style.scrollBehavior === 'smooth' ||
            style.transitionDuration.split(', ').some(time => parseFloat(time) > 0);
    };
    return [...document.getAnimations().map(one => `running: ${one.animationName || one.transitionProperty}`),
        ...[document.documentElement, document.body, ...every()].flatMap(one =>
            ['', '::before', '::after', '::marker', '::placeholder'].filter(part => moves(one, part)).map(
                part => `${part} ${told(one)}`))];
}"""


#: Name → what must find nothing, however the page is read.
ROOM = {"wider than the window": _WIDE, "cut off": _CUT, "one on another": _OVER, "scrolls": _SCROLLS}
#: The same for what does not depend on room.
ORDER = {"heading": _HEADINGS, "table": _TABLES, "language": _LANGUAGES, "moves": _MOVES}


def faults(page: Page, measures: Mapping[str, str]) -> list[str]:
    """What each measure finds on the page as it is now, named. All are asked at once: to ask costs as much as one."""
    asked = ", ".join(f"{json.dumps(name)}: ({script})()" for name, script in measures.items())
    found: dict[str, list[str]] = page.evaluate(f"() => {{ {_SHARED} return {{{asked}}}; }}")
    return [f"{name}: {one}" for name, those in found.items() for one in those]
