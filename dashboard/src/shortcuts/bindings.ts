import { useSyncExternalStore } from "react";
import { COMMANDS, type Command, type CommandId, isCommandId } from "./commands";
import { isBinding } from "./keys";

const STORAGE_KEY = "frontdesk.shortcuts";

export interface Bindings {
  /** Single keys can be switched off whole; the palette's combination remains. */
  isOn: boolean;
  keys: Readonly<Record<CommandId, string | null>>;
}

export type Outcome =
  | { kind: "set" }
  /** Another command has this key. */
  | { kind: "taken"; by: Command }
  /** The browser or the page itself needs this key. */
  | { kind: "reserved" };

interface Stored {
  isOn: boolean;
  changed: Partial<Record<CommandId, string | null>>;
}

const DEFAULTS = Object.fromEntries(COMMANDS.map(({ id, key }) => [id, key])) as Bindings["keys"];

/** Which key runs which command, in this browser. */
export class BindingStore {
  private stored: Stored;
  private bindings: Bindings;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">) {
    this.stored = parse(storage.getItem(STORAGE_KEY));
    this.bindings = resolve(this.stored);
  }

  current = (): Bindings => this.bindings;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  commandFor(binding: string): CommandId | null {
    return COMMANDS.find(({ id }) => this.bindings.keys[id] === binding)?.id ?? null;
  }

  /** Null takes the key away. A key that is taken is never taken over silently. */
  set(id: CommandId, binding: string | null): Outcome {
    if (binding !== null && !isBinding(binding)) return { kind: "reserved" };
    const holder = binding === null ? null : this.commandFor(binding);
    const taken = COMMANDS.find((command) => command.id === holder && command.id !== id);
    if (taken) return { kind: "taken", by: taken };
    this.keep({ ...this.stored, changed: { ...this.stored.changed, [id]: binding } });
    return { kind: "set" };
  }

  switchTo(isOn: boolean): void {
    this.keep({ ...this.stored, isOn });
  }

  reset(): void {
    this.keep({ isOn: true, changed: {} });
  }

  private keep(stored: Stored): void {
    this.stored = stored;
    this.bindings = resolve(stored);
    this.storage.setItem(STORAGE_KEY, JSON.stringify(stored));
    for (const listener of this.listeners) listener();
  }
}

function resolve({ isOn, changed }: Stored): Bindings {
  return { isOn, keys: { ...DEFAULTS, ...changed } };
}

function parse(text: string | null): Stored {
  const fresh: Stored = { isOn: true, changed: {} };
  if (text === null) return fresh;
  try {
    const { isOn, changed } = JSON.parse(text) as Partial<Stored>;
    const known = Object.entries(changed ?? {}).filter(
      ([id, key]) => isCommandId(id) && (key === null || (typeof key === "string" && isBinding(key))),
    );
    return { isOn: isOn !== false, changed: Object.fromEntries(known) };
  } catch (error) {
    if (error instanceof SyntaxError) return fresh;
    throw error;
  }
}

let ours: BindingStore | undefined;

/** The one of this browser. */
export function bindingStore(): BindingStore {
  ours ??= new BindingStore(localStorage);
  return ours;
}

export function useBindings(): Bindings {
  return useSyncExternalStore(bindingStore().subscribe, bindingStore().current);
}
