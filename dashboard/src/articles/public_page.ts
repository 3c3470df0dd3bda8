/** Where visitors read an article: any widget of the company leads to it. */
export function pageAddress(widgetToken: string, slug: string): string {
  return `/api/widget/${encodeURIComponent(widgetToken)}/articles/${encodeURIComponent(slug)}/page`;
}
