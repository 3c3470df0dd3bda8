/** How much is unread, before the page's own title. Where nothing is, the title is the page's alone. */
const MARK = /^\(\d+\) /;

let marked = false;

export function markTitle(unread: number): void {
  if (!marked && unread === 0) return;
  const own = marked ? document.title.replace(MARK, "") : document.title;
  document.title = unread > 0 ? `(${unread}) ${own}` : own;
  marked = unread > 0;
}
