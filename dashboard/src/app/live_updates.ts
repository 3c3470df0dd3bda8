import type { AgentApi, ConnectionState, Courier, CourierEvent, Message, PushFrame } from "@frontdesk/widget/client";
import type { InboxCache } from "../inbox/inbox_cache";
import { withMessage, withReceipt, withState } from "../inbox/patches";

/** How often the lists are asked for where no socket is to be had. */
const POLL_LISTS_MS = 5_000;

type QueueUpdated = Extract<PushFrame, { type: "queue.updated" }>;

/** Brings what the courier hears into the lists. What they know nothing of is asked for. */
export class LiveUpdates {
  private readonly asking = new Set<string>();
  private polling: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly api: Pick<AgentApi, "conversation">,
    private readonly cache: InboxCache,
  ) {}

  /** Until the function given back is called. */
  bind(courier: Courier): () => void {
    let connection: ConnectionState = courier.getSnapshot().connection;
    const stopEvents = courier.onEvent((event) => this.heard(event));
    const stopConnection = courier.subscribe(() => {
      const before = connection;
      connection = courier.getSnapshot().connection;
      if (connection !== before) this.connectionChanged(connection);
    });
    return () => {
      stopEvents();
      stopConnection();
      clearInterval(this.polling);
    };
  }

  /** Nothing was heard while there was no connection; without one, asking is all there is. */
  private connectionChanged(connection: ConnectionState): void {
    clearInterval(this.polling);
    if (connection === "live" || connection === "polling") this.cache.refresh();
    if (connection === "polling") this.polling = setInterval(() => this.cache.refresh(), POLL_LISTS_MS);
  }

  heard(event: CourierEvent): void {
    if (event.type === "push") this.pushed(event.frame);
    if (event.type === "received") for (const message of event.messages) this.told(message);
    if (event.type === "sent") this.told(event.message);
  }

  private pushed(frame: PushFrame): void {
    if (!("conversation_id" in frame)) return;
    const id = frame.conversation_id;
    switch (frame.type) {
      case "conversation.created":
        this.cache.put(frame.conversation);
        break;
      case "conversation.assigned":
      case "conversation.updated":
      case "conversation.ended":
      case "conversation.escalated":
        this.changeOrAsk(id, (known) => withState(known, frame.conversation, frame.details));
        break;
      case "message.created":
        this.changeOrAsk(id, (known) => withState(withMessage(known, frame.message), frame.conversation));
        break;
      case "message.read":
        this.cache.change(id, (known) => withReceipt(known, frame.reader, frame.seq));
        break;
      case "queue.updated":
        this.queueUpdated(id, frame);
    }
  }

  private told(message: Message): void {
    this.changeOrAsk(message.conversation_id, (known) => withMessage(known, message));
  }

  private queueUpdated(id: string, frame: QueueUpdated): void {
    const isKnownAsPending = this.cache.find(id)?.status === "pending";
    if (isKnownAsPending !== (frame.change === "added")) void this.ask(id);
  }

  private changeOrAsk(id: string, change: Parameters<InboxCache["change"]>[1]): void {
    if (!this.cache.change(id, change)) void this.ask(id);
  }

  private async ask(id: string): Promise<void> {
    if (this.asking.has(id)) return;
    this.asking.add(id);
    try {
      this.cache.put(await this.api.conversation(id));
    } catch {
      this.cache.refresh();
    } finally {
      this.asking.delete(id);
    }
  }
}
