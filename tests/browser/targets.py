"""What is pointed at is large enough, or stands apart: WCAG 2.2, 2.5.8, with its exceptions for spacing and sentences.

A target is what a pointer can press. It passes when one of its boxes is 24 px wide and high; or when it stands in a
sentence or among other words of its line (*inline*); or when circles of 24 px around its boxes meet neither another
target nor the circle of another small one (*spacing*). A link that is broken over two lines has two boxes, and so has
a link in a drawing whose name stands in two places; what lies between them is not pressed. A field inside a label is
as large as its label.
"""

from __future__ import annotations

from playwright.sync_api import Page

_SMALL = """() => {
    const pressed = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option]';
    const shown = one => one.checkVisibility({visibilityProperty: true}) && !one.closest('.sf-vh');
    const parts = one => one.closest('svg') ? [...one.querySelectorAll('text, path, circle, rect, line')].filter(
        part => getComputedStyle(part).pointerEvents !== 'none') : [one.closest('label') || one];
    const boxes = one => parts(one).flatMap(part => [...part.getClientRects()]).filter(box => box.width && box.height &&
        box.right > 0 && box.bottom + scrollY > 0);
    const all = [...document.body.querySelectorAll(pressed)].filter(shown).map(one => ({one, boxes: boxes(one)}))
        .filter(({boxes}) => boxes.length);
    for (const target of all) {
        target.small = !target.boxes.some(box => box.width >= 23.99 && box.height >= 23.99);
        target.middles = target.boxes.map(box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]);
    }
    // words beside it that are no target, in the nearest ancestor that is not itself inline
    const inline = ({one, boxes}) => {
        if (!/^inline(-block)?$/.test(getComputedStyle(one).display) || one.closest('svg')) return false;
        let block = one.parentElement;
        while (/^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
        if (/flex|grid/.test(getComputedStyle(block).display)) return false;
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), range = new Range();
        for (let node; (node = walker.nextNode());) {
            const holder = node.parentElement;
            if (!/[\\p{L}\\p{N}]/u.test(node.data) || holder.closest(pressed) || !shown(holder)) continue;
            range.selectNodeContents(node);
            const beside = box => boxes.some(own => box.top < own.bottom && own.top < box.bottom);
            if ([...range.getClientRects()].some(beside)) return true;
        }
        return false;
    };
    const away = ([x, y], box) => Math.hypot(
        Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const meet = (target, other) => target.middles.some(([x, y]) =>
        other.boxes.some(box => away([x, y], box) < 11.99) ||
        other.small && other.middles.some(([u, v]) => Math.hypot(x - u, y - v) < 23.99));
    const told = ({one, boxes}) => `${Math.round(boxes[0].width)} × ${Math.round(boxes[0].height)} ` +
        one.outerHTML.replace(/\\s+/g, ' ').slice(0, 110);
    const apart = (one, other) => one !== other && !one.contains(other) && !other.contains(one) &&
        (one.closest('label') || one) !== (other.closest('label') || other);
    return all.filter(target => target.small && !inline(target)).flatMap(target => {
        const near = all.find(other => apart(target.one, other.one) && meet(target, other));
        return near ? [`${told(target)} beside ${told(near)}`] : [];
    });
}"""


def small(page: Page) -> list[str]:
    """Every target that is too small and too close to another, with that other."""
    return list(page.evaluate(_SMALL))
