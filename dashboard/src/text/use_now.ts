import { useSyncExternalStore } from "react";

/** One clock for all that show it, so that they turn at once; it stands still while nobody looks at it. */
class Clock {
  private now = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly tickMs: number) {}

  read = (): number => this.now;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.timer === undefined) {
      this.now = Date.now();
      this.timer = setInterval(this.tick, this.tickMs);
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  };

  private tick = (): void => {
    this.now = Date.now();
    for (const each of this.listeners) each();
  };
}

const quarterMinutes = new Clock(15_000);
const seconds = new Clock(1_000);

/** The time for what is told in minutes. */
export function useNow(): number {
  return useSyncExternalStore(quarterMinutes.subscribe, quarterMinutes.read);
}

/** The time for what ticks. Keep it in a small component: it is drawn again each second. */
export function useSeconds(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.read);
}
