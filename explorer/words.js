// What Streamlit's parts say in English only (send files, lists, kinds of marks) in the language of the page.
// `told.words`: pairs of a pattern and our words (texts/widgets.py). A text is changed in its node, which stays the part's own.
(told => {
  const known = told.words.map(([pattern, words]) => [new RegExp(pattern), words]);
  const ours = text => {
    for (const [pattern, words] of known) if (pattern.test(text)) return text.replace(pattern, words);
    return text;
  };
  const PARTS = '[data-testid="stFileUploader"], [role="listbox"], [data-live-announcer], [role="log"], [role="dialog"]';
  const NAMED = '[data-testid="stFileUploader"] [aria-label], .react-aria-ComboBox button[aria-label], button[aria-label="Dismiss"], [role="dialog"] [aria-label]';
  const rename = (element, name) => {
    const before = element.getAttribute(name), after = ours(before);
    if (after !== before) element.setAttribute(name, after);
  };
  (window.observatoireMends ??= {}).words = () => {
    for (const part of document.querySelectorAll(PARTS)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const before = text.nodeValue.trim();
        if (!before || text.parentElement.closest("[translate=no]")) continue;
        const after = ours(before);
        if (after !== before) text.nodeValue = after;
      }
    }
    for (const one of document.querySelectorAll(NAMED)) rename(one, "aria-label");
    for (const one of document.querySelectorAll("[aria-roledescription]")) rename(one, "aria-roledescription");
  };
})
