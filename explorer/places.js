// Where one stands on a page: a link leads to the top of the next page, Back and Forward to where one was.
(() => {
  if (window.observatoirePlaces) return;
  const left = (window.observatoirePlaces = new Map()); // address → how far down its page was left
  const PATIENCE = 6000; // milliseconds that a page may take to be as long as it was
  let at = location.href, task = 0;
  const main = () => document.querySelector('[data-testid="stMain"]');
  const stop = () => { cancelAnimationFrame(task); task = 0; };
  // The page is drawn part by part: asked again at each frame, until it stands there and stays, or the reader scrolls.
  const hold = place => {
    stop();
    const until = performance.now() + PATIENCE;
    let still = 0;
    const step = () => {
      const page = main();
      page?.scrollTo(0, place);
      still = page && Math.abs(page.scrollTop - place) < 2 ? still + 1 : 0;
      task = performance.now() < until && still < 90 ? requestAnimationFrame(step) : 0;
    };
    step();
  };
  const keep = () => { if (!task && main() && location.href === at) left.set(at, main().scrollTop); };
  window.observatoireTop = () => { keep(); at = ""; hold(0); };
  document.addEventListener("scroll", event => { if (event.target === main()) keep(); }, true);
  document.addEventListener("click", event => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.target.closest('[data-testid="stPageLink-NavLink"]')) window.observatoireTop();
  }, true);
  window.addEventListener("popstate", event => {
    if (!event.isTrusted) return; // a link that page.js follows
    at = location.href;
    hold(left.get(at) ?? 0);
  });
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    window.addEventListener(kind, () => { stop(); at = location.href; }, { capture: true, passive: true });
  }
  (window.observatoireMends ??= {}).places = () => { if (!task) at = location.href; };
})
