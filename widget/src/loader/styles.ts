/** Constructable style sheets need no `unsafe-inline`; the element with the nonce is for browsers without them. */
export function addStyles(root: ShadowRoot, css: string, nonce?: string): void {
  if ("adoptedStyleSheets" in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return;
  }
  const element = document.createElement("style");
  if (nonce) element.nonce = nonce;
  element.textContent = css;
  (root as ShadowRoot).append(element);
}
