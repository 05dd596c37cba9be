// What Streamlit's own page leaves in English, or unsaid: the language of the document, the link that skips to the
// content (and where it leads), the name of the menu, which link leads to where one is. `told`: views/frame.py.
(told => {
  document.documentElement.lang = told.lang;
  const path = address => new URL(address, location).pathname.replace(/\/$/, "");
  const set = (element, name, value) => {
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const skip = event => {
    event.preventDefault();
    event.stopPropagation();
    document.querySelector("h1")?.focus();
  };
  const mend = () => {
    // What was pressed among the rows of a table, and went with them: the focus is on what stands in its place.
    const kept = window.observatoireKept, focus = document.activeElement;
    if (kept && focus === document.body) document.querySelector(`[data-again="${CSS.escape(kept)}"]`)?.focus({ preventScroll: true });
    else if (focus?.dataset.again !== kept) window.observatoireKept = "";
    const link = document.querySelector('[data-testid="stSkipToContent"]');
    if (link && link.textContent !== told.skip) link.textContent = told.skip;
    link?.addEventListener("click", skip); // the same listener is added once
    set(document.querySelector("h1"), "tabindex", "-1");
    set(document.querySelector(".st-key-nav"), "role", "navigation");
    set(document.querySelector(".st-key-nav"), "aria-label", told.menu);
    // A place that has a name is no mere decoration.
    set(document.querySelector('[data-testid="stFileUploaderDropzone"]'), "role", "group");
    // A table that is wider than its place says that it goes on.
    for (const one of document.querySelectorAll(".stHtml .scroll")) {
      if (one.scrollWidth > one.clientWidth + 1) set(one, "data-more", told.more);
      else one.removeAttribute("data-more");
    }
    for (const one of document.querySelectorAll('[data-testid="stPageLink-NavLink"]')) {
      const address = one.getAttribute("href");
      // The first page has an empty path, which a browser reads as the page where one is.
      if (address === "" || address.startsWith("?")) one.setAttribute("href", "./" + address);
      const group = one.closest(".st-key-groups");
      const current = group ? (one.textContent.trim() === told.group ? told.kind : "")
        : path(one.href) === path(location) ? "page" : "";
      if (current) set(one, "aria-current", current);
      else one.removeAttribute("aria-current");
    }
  };
  // A link of a text to another page of the explorer, or the search, is followed without leaving: what was chosen is kept.
  // One among rows of a table leaves the page where it is, and the focus on what stands in its place.
  const follow = (address, link) => {
    if (link?.closest(".stays")) window.observatoireKept = link.dataset.again;
    else window.observatoireTop(); // places.js
    history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  };
  const inside = address => address.origin === location.origin
    && address.pathname.replace(/[^/]*$/, "") === location.pathname.replace(/[^/]*$/, "");
  const clicked = event => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest(".stHtml a[href]");
    if (!link || link.hash || link.target || !inside(new URL(link.href))) return;
    event.preventDefault();
    follow(link.href, link);
  };
  const submitted = event => {
    if (!event.target.matches("form.search, form.sift")) return;
    event.preventDefault();
    const place = new URL(event.target.action); // which says the language
    new FormData(event.target).forEach((value, name) => {
      if (value.trim()) place.searchParams.set(name, value.trim());
      else place.searchParams.delete(name);
    });
    follow(place.href, event.submitter);
  };
  if (!window.observatoireFollows) {
    window.observatoireFollows = true;
    document.addEventListener("click", clicked);
    document.addEventListener("submit", submitted);
    const again = () => { for (const one of Object.values(window.observatoireMends)) one(); };
    window.addEventListener("resize", again);
    // On paper all is there: what was folded is open while the page is printed.
    const unfold = open => {
      for (const one of document.querySelectorAll(open ? "details:is(.reason, .fold, .more, .question):not([open])" : "details[data-paper]")) {
        one.open = open;
        one.toggleAttribute("data-paper", open);
      }
    };
    window.addEventListener("beforeprint", () => unfold(true));
    window.addEventListener("afterprint", () => unfold(false));
    document.addEventListener("toggle", again, true); // what was folded has a width once it is open
  }
  // What changed is said by the title, which names what is shown: heard once it stands still, not at the first look.
  const voice = () => {
    let place = document.getElementById("said");
    if (!place) {
      place = document.createElement("div");
      place.id = "said";
      place.className = "visually-hidden";
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    return place;
  };
  const SILENCE = 700; // milliseconds without another title
  const speak = () => {
    const place = voice(), title = document.title;
    if (place.dataset.next === title) return;
    const first = !place.dataset.next;
    place.dataset.next = title;
    if (!first) setTimeout(() => { if (document.title === title) place.textContent = title; }, SILENCE);
  };
  let due = 0;
  const mends = (window.observatoireMends ??= {}); // words.js and marks.js add theirs
  mends.page = () => { mend(); speak(); };
  const soon = () => { due ||= requestAnimationFrame(() => { due = 0; for (const one of Object.values(mends)) one(); }); };
  window.observatoire?.disconnect(); // of the run before
  window.observatoire = new MutationObserver(soon);
  window.observatoire.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
  soon();
})
