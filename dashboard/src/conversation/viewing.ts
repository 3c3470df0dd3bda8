import type { Courier } from "@frontdesk/widget/client";

/** The server forgets a viewer after twice this time. */
const SAY_AGAIN_MS = 60_000;
/** Who comes back within this time has not left. */
const LEAVE_AFTER_MS = 500;

type Frame = "conversation.view" | "conversation.unview";

/** Says what is on this agent's screen. One after the other: a frame that overtakes another would undo it. */
export class Viewing {
  private readonly leaving = new Map<string, ReturnType<typeof setTimeout>>();
  private said: Promise<unknown> = Promise.resolve();

  constructor(private readonly courier: Pick<Courier, "ask">) {}

  /** Until the function given back is called. */
  begin(conversationId: string): () => void {
    clearTimeout(this.leaving.get(conversationId));
    this.leaving.delete(conversationId);
    this.say("conversation.view", conversationId);
    const again = setInterval(() => this.say("conversation.view", conversationId), SAY_AGAIN_MS);
    return () => {
      clearInterval(again);
      const left = setTimeout(() => {
        this.leaving.delete(conversationId);
        this.say("conversation.unview", conversationId);
      }, LEAVE_AFTER_MS);
      this.leaving.set(conversationId, left);
    };
  }

  stop(): void {
    for (const timer of this.leaving.values()) clearTimeout(timer);
    this.leaving.clear();
  }

  /** Ephemeral: what does not get there is said again in a minute, or forgotten by itself. */
  private say(type: Frame, conversationId: string): void {
    const frame = { type, conversation_id: conversationId };
    this.said = this.said.then(() => this.courier.ask(frame)).catch(() => {});
  }
}
