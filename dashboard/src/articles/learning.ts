import { useSyncExternalStore } from "react";

/** So long after an article has changed, the bot's index may still be the one before. */
export const LEARNS_WITHIN_MS = 20_000;

/** Whether what has been saved here may not have reached the bot yet. */
export class Learning {
  private until = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  isUnderWay = (): boolean => Date.now() < this.until;

  begin(): void {
    this.until = Date.now() + LEARNS_WITHIN_MS;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.tell, LEARNS_WITHIN_MS + 1);
    this.tell();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private tell = (): void => {
    for (const listener of this.listeners) listener();
  };
}

export const learning = new Learning();

export function useIsLearning(): boolean {
  return useSyncExternalStore(learning.subscribe, learning.isUnderWay);
}
