import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import type { CommandId } from "./commands";

type Run = () => void;

/** What each command does at this moment. What is on screen says so itself; the last to say it counts. */
export class RunningCommands {
  private readonly runs = new Map<CommandId, Run[]>();
  private readonly listeners = new Set<() => void>();
  private available: ReadonlySet<CommandId> = new Set();

  /** Until the function given back is called. */
  offer(id: CommandId, run: Run): () => void {
    this.runs.set(id, [...(this.runs.get(id) ?? []), run]);
    this.changed();
    return () => {
      const left = (this.runs.get(id) ?? []).filter((each) => each !== run);
      if (left.length > 0) this.runs.set(id, left);
      else this.runs.delete(id);
      this.changed();
    };
  }

  /** False where nothing on screen can do it. */
  run(id: CommandId): boolean {
    const run = this.runs.get(id)?.at(-1);
    run?.();
    return run !== undefined;
  }

  snapshot = (): ReadonlySet<CommandId> => this.available;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private changed(): void {
    this.available = new Set(this.runs.keys());
    for (const listener of this.listeners) listener();
  }
}

export const running = new RunningCommands();

/** From the moment that it is shown, the component can do this; with null it cannot at the moment. */
export function useCommand(id: CommandId, run: Run | null): void {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  const isAble = run !== null;
  useLayoutEffect(() => (isAble ? running.offer(id, () => latest.current?.()) : undefined), [id, isAble]);
}

export function useAvailableCommands(): ReadonlySet<CommandId> {
  return useSyncExternalStore(running.subscribe, running.snapshot);
}
