/** What the client needs of the machine that it runs on, so that a test can be that machine. */
export interface Surroundings {
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Runs `task` once after `ms`; the function given back calls it off. */
  after(ms: number, task: () => void): () => void;
  openSocket(url: string): WebSocketLike;
  isOnline(): boolean;
  isHidden(): boolean;
  /** Tells when `isOnline` or `isHidden` has changed; the function given back ends it. */
  onChange(listener: () => void): () => void;
}

/** The part of WebSocket in use. */
export interface WebSocketLike {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  onopen: (() => void) | null;
  onclose: ((event: { code: number; wasClean: boolean }) => void) | null;
  onerror: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
}

export function browserSurroundings(): Surroundings {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    openSocket: (url) => new WebSocket(url) as unknown as WebSocketLike,
    isOnline: () => navigator.onLine !== false,
    isHidden: () => document.visibilityState === "hidden",
    onChange(listener) {
      addEventListener("online", listener);
      addEventListener("offline", listener);
      document.addEventListener("visibilitychange", listener);
      return () => {
        removeEventListener("online", listener);
        removeEventListener("offline", listener);
        document.removeEventListener("visibilitychange", listener);
      };
    },
  };
}
