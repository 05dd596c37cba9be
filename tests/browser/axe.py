"""What axe-core finds on a page, of which it is given each kind of node a few times."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# The thousandth row of a table, term of a list or mark of a chart is written like the first ones, and axe
# takes as long over it. What it may pass over: of rows, terms and marks, those of which no part (an element,
# its class, its attributes, whether it has words, how it is drawn) is of a kind not yet seen three times.
REPEATS = """() => {
  const seen = {}, over = [];
  const kind = part => {
    const style = getComputedStyle(part);
    const words = [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return [part.tagName, part.getAttribute('class'), part.getAttributeNames().join(), words,
      part.checkVisibility(), style.color, style.backgroundColor, style.fontSize, style.fontWeight].join('|');
  };
  const among = 'tbody > tr, tr > td, dl > *, ul > li, details, svg.marks g, svg.marks g > *';
  for (const one of document.querySelectorAll(among)) {
    if (over.some(other => other.contains(one))) continue;
    const parts = new Set([one, ...one.querySelectorAll('*')].map(kind));
    const fresh = [...parts].some(part => !(seen[part] > 2));
    parts.forEach(part => { seen[part] = (seen[part] || 0) + 1; });
    if (!fresh) over.push(one);
  }
  return over;
}"""

RUN = """contrast => axe.run(
  {include: [document], exclude: (REPEATS)()},
  {resultTypes: ['violations'], selectors: false, rules: {'color-contrast': {enabled: contrast}}}
).then(found => found.violations)""".replace("REPEATS", REPEATS)


def violations(page: Page, *, contrast: bool = True) -> list[str]:
    """One line each. Without `contrast`: where a page has only changed its width, colours are the same."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: Any = page.evaluate(RUN, contrast)
    return [f"{v['id']}: {v['help']}: {[n['html'][:120] for n in v['nodes']][:3]}" for v in found]
