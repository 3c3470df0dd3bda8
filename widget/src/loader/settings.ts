/** The widget's public settings. The network may be slow to come: it is asked again, less and less often. */
import type { WidgetConfig } from "../client/wire";
import type { Install } from "../panel_contract";

export class SettingsRefused extends Error {}

const TRIES = 6;
const FIRST_WAIT_MS = 1_000;

const known = new Map<string, Promise<WidgetConfig>>();

/** Once for a page: whoever boots again wants to see something else at once. */
export function fetchSettings(install: Install): Promise<WidgetConfig> {
  const { token } = install;
  const settings = known.get(token) ?? fetchUntilThere(install);
  known.set(token, settings);
  settings.catch(() => known.delete(token));
  return settings;
}

async function fetchUntilThere({ api, token }: Install): Promise<WidgetConfig> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await ask(`${api}/api/widget/${encodeURIComponent(token)}/config`);
    if (response?.ok) return (await response.json()) as WidgetConfig;
    if (response && response.status < 500 && response.status !== 429)
      throw new SettingsRefused(await reasonOf(response));
    if (attempt === TRIES) throw new SettingsRefused("the server cannot be reached.");
    await wait(FIRST_WAIT_MS * 2 ** (attempt - 1) * Math.random());
  }
}

async function ask(url: string): Promise<Response | null> {
  try {
    return await fetch(url, { credentials: "omit" });
  } catch {
    return null;
  }
}

async function reasonOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
  return problem?.detail ?? `the server answered ${response.status}.`;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
