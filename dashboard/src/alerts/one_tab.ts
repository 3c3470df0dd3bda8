const HELD_FOR_MS = 4_000;

/** Of several tabs in which the same thing happens, runs it in the first one alone. */
export function inOneTab(key: string, task: () => void): void {
  if (!navigator.locks) {
    task();
    return;
  }
  void navigator.locks.request(`frontdesk.alert ${key}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    task();
    await new Promise((done) => setTimeout(done, HELD_FOR_MS));
  });
}
