"""The contrast of what axe leaves undecided: single letters and digits, and the words of drawings on their shapes."""

from __future__ import annotations

import json

from playwright.sync_api import Page

#: [[text, colour, ground, pixels, weight]] of each text that is short or drawn, as the browser computes them.
_FIND = """() => {
    const clear = colour => /^none$|rgba\\(.*, 0\\)|transparent/.test(colour);
    const filled = (shape, point) => !clear(getComputedStyle(shape).fill)
        && shape.isPointInFill(point.matrixTransform(shape.getScreenCTM().inverse()));
    const shapeUnder = text => {
        const box = text.getBoundingClientRect(), centre = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
        return [...text.ownerSVGElement.querySelectorAll('circle, ellipse, rect, path, polygon')].filter(shape =>
            shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && shape.checkVisibility()
            && filled(shape, centre)).pop();
    };
    const ground = (node, drawn) => {
        const shape = drawn && shapeUnder(node);
        if (shape) return getComputedStyle(shape).fill;
        for (let at = node; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!clear(colour)) return colour;
        }
        return 'rgb(255, 255, 255)';
    };
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgb = (colour, under) => {
        canvas.fillStyle = under; canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const rows = [];
    for (const node of document.body.querySelectorAll('*')) {
        const own = [...node.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
        const drawn = node.closest('svg') && node.matches('text, tspan');
        if (!own || !(drawn || own.length === 1) || !node.checkVisibility({visibilityProperty: true})) continue;
        const style = getComputedStyle(node), under = ground(node, drawn);
        rows.push([own, rgb(drawn ? style.fill : style.color, under), rgb(under, 'white'),
                   parseFloat(style.fontSize), parseInt(style.fontWeight)]);
    }
    return JSON.stringify(rows);
}"""


def _luminance(colour: list[int]) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [one / 255 for one in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[int], other: list[int]) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pale(page: Page) -> list[str]:
    """What does not stand out on the page as it is: 4.5 : 1 for words of ordinary size, 3 : 1 for large ones."""
    found = []
    for text, colour, ground, size, weight in json.loads(page.evaluate(_FIND)):
        large = size >= 24 or (size >= 18.66 and weight >= 700)
        if contrast(colour, ground) < (3 if large else 4.5):
            found.append(f"{text}: {colour} on {ground}, {size} px")
    return found
