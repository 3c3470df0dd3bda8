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
  /** Left, and perhaps kept by the browser for a return, or frozen: nothing may be held open meanwhile. */
  isAway(): boolean;
  /** Tells when one of the three has changed; the function given back ends it. */
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

const LEAVING = ["pagehide", "freeze"];
const RETURNING = ["pageshow", "resume"];

export function browserSurroundings(): Surroundings {
  let away = false;
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
    isAway: () => away,
    onChange(listener) {
      const heard = (event: Event) => {
        away = !RETURNING.includes(event.type) && (away || LEAVING.includes(event.type));
        listener();
      };
      const heardBy = [
        ...["online", "offline", "pagehide", "pageshow"].map((name) => [window, name] as const),
        ...["visibilitychange", "freeze", "resume"].map((name) => [document, name] as const),
      ];
      for (const [target, name] of heardBy) target.addEventListener(name, heard);
      return () => {
        for (const [target, name] of heardBy) target.removeEventListener(name, heard);
      };
    },
  };
}
