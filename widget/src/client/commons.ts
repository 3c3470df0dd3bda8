/** What the tabs of one origin have in common: a lock that one of them holds, and a channel that all of them hear. */
export interface Commons {
  /**
   * Waits for the lock, or takes it away from whoever has it. `lost`: another tab has taken it away.
   * The function given back lets go of it, or waits no longer; from then on neither of the two is called.
   */
  take(name: string, away: boolean, taken: () => void, lost: () => void): () => void;
  channel(name: string, heard: (word: unknown) => void): Channel;
}

export interface Channel {
  post(word: unknown): void;
  close(): void;
}

/** Null where the browser, or the page's origin, has no such thing: each tab then stands alone. */
export function browserCommons(): Commons | null {
  if (!navigator.locks || typeof BroadcastChannel !== "function") return null;
  return { take, channel };
}

function take(name: string, away: boolean, taken: () => void, lost: () => void): () => void {
  const patience = new AbortController();
  let letGo = () => patience.abort();
  let over = false;
  const held = () =>
    new Promise<void>((resolve) => {
      letGo = resolve;
      // Who takes the lock away cannot be called back: it comes all the same, and is let go of at once.
      if (over) resolve();
      else taken();
    });
  navigator.locks.request(name, away ? { steal: true } : { signal: patience.signal }, held).catch(() => over || lost());
  return () => {
    over = true;
    letGo();
  };
}

function channel(name: string, heard: (word: unknown) => void): Channel {
  const opened = new BroadcastChannel(name);
  opened.onmessage = ({ data }) => heard(data);
  return { post: (word) => opened.postMessage(word), close: () => opened.close() };
}
