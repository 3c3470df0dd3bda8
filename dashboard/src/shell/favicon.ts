/** Two files rather than one drawn here: a strict Content-Security-Policy allows no data: URL. */
export function showOnFavicon(hasUnread: boolean): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link) link.href = hasUnread ? "/favicon-unread.svg" : "/favicon.svg";
}
