import { useSyncExternalStore } from "react";

const STORAGE_KEY = "frontdesk.alerts";

/** What an agent wants to be told of, in this browser. */
export interface AlertSettings {
  sound: boolean;
  /** Works only once the browser allows it too. */
  desktop: boolean;
  /** Also when a visitor joins the queue, not only for one's own conversations. */
  queue: boolean;
  /** Shows what was written in the notification itself. */
  preview: boolean;
  /** The hint that asks for the browser's permission has been answered. */
  asked: boolean;
}

export const DEFAULT_ALERTS: AlertSettings = { sound: true, desktop: true, queue: true, preview: true, asked: false };

export class AlertSettingsStore {
  private settings: AlertSettings;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem">) {
    this.settings = parse(storage.getItem(STORAGE_KEY));
  }

  current = (): AlertSettings => this.settings;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  change(changes: Partial<AlertSettings>): void {
    this.settings = { ...this.settings, ...changes };
    this.storage.setItem(STORAGE_KEY, JSON.stringify(this.settings));
    for (const listener of this.listeners) listener();
  }
}

function parse(text: string | null): AlertSettings {
  if (text === null) return DEFAULT_ALERTS;
  try {
    const stored = JSON.parse(text) as Record<string, unknown>;
    const known = Object.entries(stored).filter(([name, on]) => name in DEFAULT_ALERTS && typeof on === "boolean");
    return { ...DEFAULT_ALERTS, ...Object.fromEntries(known) };
  } catch (error) {
    if (error instanceof SyntaxError) return DEFAULT_ALERTS;
    throw error;
  }
}

let ours: AlertSettingsStore | undefined;

/** The one of this browser. */
export function alertSettings(): AlertSettingsStore {
  ours ??= new AlertSettingsStore(localStorage);
  return ours;
}

export function useAlertSettings(): AlertSettings {
  return useSyncExternalStore(alertSettings().subscribe, alertSettings().current);
}
