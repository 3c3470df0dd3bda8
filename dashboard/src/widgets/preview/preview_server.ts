import type { Message, SenderType, VisitorConversation, WidgetConfig } from "@frontdesk/widget/client";
import { SAMPLES } from "./samples";
import type { Scene } from "./scenes";

const NOW = () => new Date().toISOString();
const CONVERSATION = "preview";
const VISITOR = { id: "visitor", name: null, email: null, verified: false };
const LONG = 30 * 24 * 3_600_000;

type Push = (frame: object) => void;
type Frame = { type: string; request_id: string; client_id?: string; content?: string };

/** Answers the widget of the preview as Frontdesk would, out of the form's settings. Nothing of it leaves the page. */
export class PreviewServer {
  private log: Message[] = [];
  private push: Push = () => {};

  constructor(
    private readonly config: WidgetConfig,
    scene: Scene,
  ) {
    if (scene === "conversation") this.hold();
  }

  /** What the visitor's device remembers, where a conversation is under way. */
  get session() {
    return this.log.length === 0 ? null : this.newSession();
  }

  /** Null for what a preview cannot do. */
  answer(path: string, body: unknown): unknown {
    if (path.endsWith("/uploads")) return null;
    if (path === "/config") return this.config;
    if (path === "/session") return this.newSession();
    if (path === "/ws-ticket") return { ticket: "preview", url: "wss://preview.invalid", expires_at: later() };
    if (path === "/offline-message") return { ticket_number: 1, conversation_id: CONVERSATION };
    if (path === "/conversations" && body) return this.start(body as { message?: Frame });
    if (path === "/conversations")
      return { items: this.log.length > 0 ? [this.conversation()] : [], next_cursor: null };
    if (path.endsWith("/messages") && body) return { message: this.store(body as Frame), duplicate: false };
    if (path.endsWith("/messages")) return { items: this.log, tail_seq: this.log.length };
    if (path.endsWith("/read")) return { visitor_read_seq: this.log.length, agent_read_seq: this.log.length };
    return { conversation: this.conversation() };
  }

  /** Over the line: frames come in by the function given back, and go out through `push`. */
  connect(push: Push): (text: string) => void {
    this.push = push;
    return (text) => {
      const frame = JSON.parse(text) as Frame;
      push({ request_id: frame.request_id, ...this.acknowledgement(frame) });
    };
  }

  private acknowledgement(frame: Frame): object {
    const { length } = this.log;
    if (frame.type === "ping") return { type: "pong", tails: { [CONVERSATION]: length }, timestamp: NOW() };
    if (frame.type === "message.send") return { type: "ack", message: this.store(frame) };
    if (frame.type !== "resume") return { type: "ack" };
    const { visitor_read_seq, agent_read_seq } = this.conversation();
    const resumed = { messages: [], tail_seq: length, state: this.state(), visitor_read_seq, agent_read_seq };
    return { type: "ack", conversations: { [CONVERSATION]: resumed } };
  }

  private hold(): void {
    const { visitor, answer, thanks } = SAMPLES[this.config.behaviour.locale];
    this.write("visitor", visitor);
    this.write(this.answerer(), answer);
    this.write("visitor", thanks);
  }

  private start({ message }: { message?: Frame }): unknown {
    this.log = [];
    return { message: message ? this.store(message) : null, conversation: this.conversation() };
  }

  private store({ client_id, content = "" }: Frame): Message {
    const stored = this.write("visitor", content, client_id);
    setTimeout(() => this.reply(), 900);
    return stored;
  }

  private reply(): void {
    const message = this.write(this.answerer(), SAMPLES[this.config.behaviour.locale].preview);
    this.push({
      type: "message.created",
      conversation_id: CONVERSATION,
      tenant_id: "preview",
      widget_id: this.config.widget_id,
      visitor_id: VISITOR.id,
      handler: this.handler(),
      agent_name: message.sender_name,
      timestamp: message.created_at,
      conversation: this.state(),
      message,
    });
  }

  private write(sender: SenderType, content: string, clientId?: string): Message {
    const seq = this.log.length + 1;
    const message: Message = {
      conversation_id: CONVERSATION,
      seq,
      client_id: clientId ?? `preview-${seq}`,
      sender_type: sender,
      sender_id: sender,
      sender_name: sender === "bot" ? this.config.bot_name : sender === "agent" ? SAMPLES.agent : "",
      type: "text",
      content,
      created_at: NOW(),
    };
    this.log = [...this.log, message];
    return message;
  }

  private answerer(): SenderType {
    return this.config.handler_type === "agent" ? "agent" : "bot";
  }

  private handler(): VisitorConversation["handler"] {
    return this.config.handler_type === "ai_bot" ? "bot" : this.config.handler_type;
  }

  private state() {
    const agent = this.config.handler_type === "agent" ? { id: "agent", name: SAMPLES.agent } : null;
    return {
      id: CONVERSATION,
      status: "active" as const,
      handler: this.handler(),
      agent,
      version: this.log.length + 1,
    };
  }

  private conversation(): VisitorConversation {
    const { length } = this.log;
    return {
      ...this.state(),
      created_at: this.log[0]?.created_at ?? NOW(),
      tail_seq: length,
      last_message: this.log.at(-1) ?? null,
      visitor_read_seq: length,
      agent_read_seq: length,
    };
  }

  private newSession() {
    return { visitor: VISITOR, visitor_token: "preview", expires_at: later() };
  }
}

function later(): string {
  return new Date(Date.now() + LONG).toISOString();
}
