/** What an agent does at the dashboard, whatever it is. Moving the pointer is enough. */
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Whether somebody is at the desk: told with each heartbeat, so that the others see who is away. */
export class Activity {
  private isSeen = false;

  /** Until the function given back is called. */
  watch(page: Pick<Document, "addEventListener" | "removeEventListener" | "visibilityState">): () => void {
    const see = () => {
      this.isSeen = true;
    };
    const comeBack = () => {
      if (page.visibilityState === "visible") see();
    };
    for (const sign of SIGNS) page.addEventListener(sign, see, { passive: true, capture: true });
    page.addEventListener("visibilitychange", comeBack);
    return () => {
      for (const sign of SIGNS) page.removeEventListener(sign, see, { capture: true });
      page.removeEventListener("visibilitychange", comeBack);
    };
  }

  /** Since it was last asked. */
  readonly take = (): boolean => {
    const wasSeen = this.isSeen;
    this.isSeen = false;
    return wasSeen;
  };
}
