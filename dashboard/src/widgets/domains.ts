const BELOW = "*.";

/** The host in what was typed or pasted, as browsers send it: without scheme, port and path, in ASCII letters. */
export function hostIn(typed: string): string {
  const text = typed.trim().toLowerCase();
  const bare = text.replace(/^[a-z][a-z0-9+.-]*:\/\//, "");
  const wildcard = bare.startsWith(BELOW) ? BELOW : "";
  const rest = bare.slice(wildcard.length);
  try {
    return wildcard + new URL(`https://${rest}`).hostname;
  } catch {
    return text;
  }
}

/** What was typed, cut at commas and spaces, behind the domains that are there; each once. */
export function withDomains(domains: readonly string[], typed: string): string[] {
  const hosts = typed
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(hostIn);
  return [...new Set([...domains, ...hosts])];
}

/** Which pages it stands for. */
export function reachOf(domain: string): string {
  if (domain.startsWith(BELOW)) return `Everything below ${domain.slice(BELOW.length)}, but not that host itself`;
  return "This host alone";
}
