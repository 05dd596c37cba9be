// What a mark of a chart says (its aria-label), in a bubble: under the pointer, or by keyboard. Tab enters a chart,
// arrows go from mark to mark (left and right reach all, up and down the nearest), Home and End to the first and last,
// Escape hides the bubble. The pointer may go onto the bubble, which stays where it came (RGAA 10.13).
(() => {
  const MARK = 'svg.marks [role="graphics-symbol"][aria-label]';
  const GRACE = 250; // milliseconds to go from a mark to its bubble
  const box = mark => mark.getBoundingClientRect();
  const middle = mark => { const b = box(mark); return [b.left + b.width / 2, b.top + b.height / 2]; };

  // The marks as one reads them: line by line.
  const ordered = chart => [...chart.querySelectorAll('[role="graphics-symbol"][aria-label]')]
    .map(mark => ({ mark, at: middle(mark) }))
    .sort((a, b) => (Math.abs(a.at[1] - b.at[1]) > 6 ? a.at[1] - b.at[1] : a.at[0] - b.at[0]))
    .map(one => one.mark);

  // One stop of Tab a chart: the mark where the reader was, else the first.
  (window.observatoireMends ??= {}).marks = () => {
    for (const chart of document.querySelectorAll("svg.marks")) {
      const marks = chart.querySelectorAll('[role="graphics-symbol"][aria-label]');
      if (!marks.length || chart.querySelector('[role="graphics-symbol"][tabindex="0"]')) continue;
      for (const mark of marks) mark.setAttribute("tabindex", "-1");
      ordered(chart)[0].setAttribute("tabindex", "0");
    }
  };

  if (window.observatoireBubble) return;
  const made = name => {
    const part = document.createElement("div");
    part.className = name;
    part.setAttribute("aria-hidden", "true"); // the mark says the same to those who hear the page
    part.hidden = true;
    return document.body.appendChild(part);
  };
  const bubble = window.observatoireBubble = made("bubble");
  bubble.append(document.createElement("div"));
  const ring = made("ring"); // browsers draw no outline round a shape of SVG
  let shown = null, leaving = 0, held = null;

  const hold = mark => {
    held = mark;
    ring.hidden = !mark;
    if (!mark) return;
    const { left, top, width, height } = box(mark);
    Object.assign(ring.style, { left: `${left - 4}px`, top: `${top - 4}px`, width: `${width + 8}px`, height: `${height + 8}px` });
  };

  const hide = () => { bubble.hidden = true; shown = null; };
  const show = (mark, x, top, bottom) => {
    clearTimeout(leaving);
    if (mark === shown) return;
    shown = mark;
    bubble.firstChild.textContent = mark.getAttribute("aria-label");
    bubble.hidden = false;
    const size = bubble.getBoundingClientRect();
    const above = top - size.height >= 0;
    bubble.style.left = `${Math.max(4, Math.min(x - size.width / 2, innerWidth - size.width - 4))}px`;
    bubble.style.top = `${above ? top - size.height : bottom}px`;
  };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, GRACE); };

  document.addEventListener("pointerover", event => {
    if (bubble.contains(event.target)) { clearTimeout(leaving); return; }
    const mark = event.target.closest?.(MARK);
    if (mark) show(mark, event.clientX, event.clientY - 2, event.clientY + 18);
    else if (shown && shown !== held) leave();
  });
  const reach = mark => { hold(mark); show(mark, middle(mark)[0], box(mark).top - 4, box(mark).bottom + 4); };
  document.addEventListener("focusin", event => {
    const mark = event.target.closest?.(MARK);
    if (mark?.matches(":focus-visible")) reach(mark);
    else if (!mark) hide();
  });
  document.addEventListener("focusout", () => { hold(null); leave(); });
  const moved = () => {
    if (held) hold(held);
    if (shown) hide();
  };
  document.addEventListener("scroll", moved, true);
  window.addEventListener("resize", moved);

  window.observatoireMends.gone = () => { // the chart was drawn anew
    if (held && !held.isConnected) hold(null);
    if (shown && !shown.isConnected) hide();
  };

  const nearest = (marks, from, up) => {
    const [x, y] = middle(from);
    const far = mark => { const [a, b] = middle(mark); return Math.abs(b - y) + 2 * Math.abs(a - x); };
    const there = marks.filter(mark => (up ? middle(mark)[1] < y - 6 : middle(mark)[1] > y + 6));
    return there.sort((a, b) => far(a) - far(b))[0];
  };
  const STEPS = {
    ArrowRight: (marks, at) => marks[at + 1],
    ArrowLeft: (marks, at) => marks[at - 1],
    ArrowDown: (marks, at) => nearest(marks, marks[at], false),
    ArrowUp: (marks, at) => nearest(marks, marks[at], true),
    Home: marks => marks[0],
    End: marks => marks[marks.length - 1],
  };
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") { hide(); return; }
    const from = event.target.closest?.(MARK), step = STEPS[event.key];
    if (!from || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const marks = ordered(from.closest("svg.marks"));
    const to = step(marks, marks.indexOf(from));
    if (!to) return;
    from.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus({ focusVisible: true });
  });
})
