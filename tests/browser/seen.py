"""What a browser tells of a page: what is cut, what cannot be read, what Tab misses (axe-core: axe.py)."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from explorer.theme import contrast

READABLE = 4.5  # WCAG 2.1, 1.4.3
PATIENCE = 20_000  # milliseconds for what is waited for
SOON = 20  # milliseconds until it is asked again

# Labels of charts: which stand outside their drawing, which run into each other. A text with a stroke is the
# ground around another that stands on it.
CLASHES = """() => [...document.querySelectorAll('svg.marks')].flatMap(svg => {
  const room = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text:not([stroke])')].filter(t => t.textContent.trim())
    .map(t => ({words: t.textContent, box: t.getBoundingClientRect()}));
  const out = texts.filter(({box}) => box.left < room.left - 1 || box.right > room.right + 1
    || box.top < room.top - 1 || box.bottom > room.bottom + 1).map(({words}) => 'cut: ' + words);
  const clash = texts.flatMap((a, i) => texts.slice(i + 1).filter(b =>
    Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 &&
    Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 4)
    .map(b => 'on each other: ' + a.words + ' / ' + b.words));
  return [...out, ...clash];
})"""

# Texts of charts: their words, their colour, and the colour of the shape that they stand on (none: the page).
INKS = """() => [...document.querySelectorAll('svg.marks')].flatMap(svg => {
  const shapes = [...svg.querySelectorAll('path')].filter(s =>
    /^rgb\\(/.test(getComputedStyle(s).fill) && getComputedStyle(s).fillOpacity > 0.9);
  return [...svg.querySelectorAll('text:not([stroke])')].filter(t => t.textContent.trim()).map(text => {
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    const under = shapes.filter(s => s.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
      .filter(s => s.isPointInFill(middle.matrixTransform(s.getScreenCTM().inverse()))).pop();
    return [text.textContent, getComputedStyle(text).fill, under ? getComputedStyle(under).fill : ''];
  });
})"""

# Everything that takes the focus and is shown; of radio buttons, the one that is on (arrows reach
# the others). Each is noted when the focus comes to it, with whether that can be seen.
STOPS = """() => {
  const kinds = 'a[href], button, input, select, summary, [tabindex]';
  const all = [...document.querySelectorAll(kinds)].filter(e => e.tabIndex >= 0 && !e.disabled
    && e.checkVisibility({visibilityProperty: true})
    && !(e.role === 'radio' && e.ariaChecked !== 'true')
    && !(e.type === 'radio' && !e.checked && document.querySelector(`input[name="${e.name}"]:checked`)));
  const ringed = e => [e, e.parentElement, e.closest('label'), e.nextElementSibling].some(n => n
    && (parseFloat(getComputedStyle(n).outlineWidth) >= 2 && getComputedStyle(n).outlineStyle !== 'none'
    || getComputedStyle(n).boxShadow !== 'none' || getComputedStyle(n).clipPath !== 'none'));
  window.stops = new Map(all.map(e => [e, 'not reached']));
  document.addEventListener('focusin', ({target}) => {
    if (window.stops.has(target)) window.stops.set(target, ringed(target) ? '' : 'not seen');
  });
  document.activeElement.blur();
  return all.length;
}"""
MISSED = """() => [...window.stops].filter(([, said]) => said)
  .map(([e, said]) => `${said}: ${e.outerHTML.slice(0, 160)}`)"""

# The spacing that a reader may ask for (WCAG 2.1, 1.4.12); charts are images.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
svg * { letter-spacing: normal !important; word-spacing: normal !important; }
"""

# Where the first chart begins, from the top of the page.
BEGINS = """() => document.querySelector('[data-testid=stMain]').scrollTop
  + Math.min(...[...document.querySelectorAll('svg.marks, ul.bars')]
  .map(chart => chart.getBoundingClientRect()).filter(box => box.height).map(box => box.top))"""
SLOW = """() => [...document.querySelectorAll('body *')].filter(one =>
  Math.max(...getComputedStyle(one).transitionDuration.split(',').map(parseFloat)) > 0.001).length"""
BESIDE = """() => [...document.querySelectorAll('table.plain')].map(table =>
  table.getBoundingClientRect().right - innerWidth)"""


def wider_than_screen(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth > window.innerWidth")
    )


def until(page: Page, condition: str) -> None:
    """Waits until an expression of JavaScript is true in the page.

    It is asked from outside: the page's own policy lets nothing be evaluated within (explorer/guarding.py).
    """
    deadline = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(SOON)


def at_width(page: Page, width: int) -> None:
    """The page at that width, once its charts have followed."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": width, "height": size["height"]})
    inside = "s => s.getBoundingClientRect().right <= innerWidth"
    fits = f"[...document.querySelectorAll('svg.marks')].every({inside})"
    still = "document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth"
    until(page, f"{fits} && {still} && ({width} < 390 || ({CLASHES})().length === 0)")


def unreadable(page: Page, paper: str) -> list[str]:
    """Texts of charts that stand out too little from what they are on; `paper` is the colour of the page."""
    found = []
    for words, ink, ground in page.evaluate(INKS):
        ratio = contrast(_hexadecimal(ink), _hexadecimal(ground) if ground else paper)
        if ratio < READABLE:
            found.append(f"{words}: {ratio:.2f} ({ink} on {ground or paper})")
    return found


def begins(page: Page) -> float:
    """Pixels above the first chart; infinite where there is none."""
    return float(page.evaluate(BEGINS))


def moves(page: Page) -> int:
    """How many parts of the page still move for a reader who asked for less."""
    page.emulate_media(reduced_motion="reduce")
    count = int(page.evaluate(SLOW))
    page.emulate_media(reduced_motion="no-preference")
    return count


def beside(page: Page) -> list[float]:
    """How far each table reaches beyond the screen, in pixels."""
    found: list[float] = page.evaluate(BESIDE)
    return found


def pointed(page: Page) -> bool:
    """Whether a mark of a chart that is pointed at says what it is: in our bubble, and Vega draws none."""
    for mark in page.locator('svg.marks [role="graphics-symbol"][aria-label]').all()[:6]:
        mark.hover(force=True)
        page.wait_for_timeout(100)
        if page.locator(".bubble").is_visible():  # else another mark lies upon its middle
            break
    page.wait_for_timeout(300)  # what Vega would need to draw its own
    told = page.locator(".bubble").is_visible() and page.locator("#vg-tooltip-element.visible").count() == 0
    page.mouse.move(0, 0)
    return told


def unreached(page: Page) -> list[str]:
    """Controls, links and regions that Tab does not reach from the top, or where the focus is not seen."""
    count = page.evaluate(STOPS)
    for pressed in range(2 * count + 40):  # a browser stops at more: whatever scrolls
        page.keyboard.down("Tab")
        if pressed >= count and pressed % 10 == 0 and not page.evaluate(MISSED):
            break
    page.keyboard.up("Tab")
    missed: list[str] = page.evaluate(MISSED)
    return missed


def _hexadecimal(colour: str) -> str:
    """`rgb(22, 32, 42)` as `#16202a`."""
    channels = colour[colour.index("(") + 1 : -1].split(",")[:3]
    return "#" + "".join(f"{round(float(channel)):02x}" for channel in channels)
