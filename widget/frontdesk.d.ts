/** The JavaScript API of the Frontdesk widget. Every call may be made before the widget has loaded. */

export interface FrontdeskOptions {
  /** Another widget than the one whose script tag is on the page. */
  token?: string;
  locale?: "en" | "id";
  theme?: "light" | "dark" | "auto";
  position?: "bottom-right" | "bottom-left" | "top-right" | "top-left";
  /** Instead of what the widget's settings say. Booting again shows a change at once. */
  appearance?: Partial<FrontdeskAppearance>;
  /** For browsers without constructable style sheets, on sites with a content security policy. */
  nonce?: string;
}

export interface FrontdeskAppearance {
  /** Colours are written as `#rrggbb`. */
  primary_colour: string;
  text_colour: string;
  position: "bottom-right" | "bottom-left" | "top-right" | "top-left";
  /** In pixels, as is the launcher's size. */
  border_radius: number;
  launcher_size: number;
  launcher_icon: "chat" | "question" | "wave" | "headset";
  theme: "light" | "dark" | "auto";
  logo_url: string | null;
  branding: boolean;
}

export interface FrontdeskMessage {
  conversation_id: string;
  seq: number;
  sender_type: "visitor" | "agent" | "bot" | "system";
  sender_name: string;
  content: string;
  created_at: string;
}

export interface FrontdeskVisitor {
  id: string;
  name: string | null;
  email: string | null;
  verified: boolean;
}

/** Who the visitor is to the site. Agents see as verified only what a `token` says. */
export interface FrontdeskIdentity {
  /** The site's own id of the visitor. */
  userId?: string;
  name?: string;
  email?: string;
  attributes?: Record<string, string | number | boolean>;
  /** A JWT that the site's server has signed with the widget's secret key. */
  token?: string;
}

export interface FrontdeskSent {
  client_id: string;
  seq: number;
}

export type FrontdeskState = "loading" | "closed" | "open" | "hidden";
export type FrontdeskStatus = "pending" | "active" | "waiting" | "resolved" | "closed";
export type FrontdeskConnection = "idle" | "connecting" | "live" | "polling" | "offline";

export interface FrontdeskEvents {
  ready: undefined;
  open: undefined;
  close: undefined;
  /** Somebody else wrote. */
  message: FrontdeskMessage;
  /** A message of the visitor is stored. */
  sent: FrontdeskSent;
  /** A message of the visitor was refused. */
  failed: { client_id: string; code: string; message: string };
  unread: number;
  status: { conversation_id: string; status: FrontdeskStatus };
  agent: { conversation_id: string; name: string | null };
  /** Whether the visitor waits for a person, and at which place of the queue, where that is known; 1 is next. */
  queue: { conversation_id: string; waiting: boolean; position: number | null };
  /** The bot or a workflow has called for a person, or the visitor has. */
  escalation: { conversation_id: string };
  /** The visitor has said whether an answer of the bot helped, or has rated the conversation from 1 to 5. */
  rating: { conversation_id: string; seq: number; helpful: boolean } | { conversation_id: string; rating: number };
  resolved: { conversation_id: string };
  connection: FrontdeskConnection;
  error: { code: string; message: string };
}

export interface FrontdeskAnswers {
  state: FrontdeskState;
  unread: number;
  connected: boolean;
  visitor: FrontdeskVisitor | null;
}

export interface FrontdeskFunction {
  (command: "boot", options?: FrontdeskOptions): void;
  (command: "open" | "close" | "toggle" | "show" | "hide"): void;
  /** Takes the widget off the page, with all listeners; with `storage` it forgets the visitor on this device, too. */
  (command: "destroy", options?: { storage?: boolean }): Promise<void>;
  /** Starts again in another language; what is open stays open. */
  (command: "setLocale", locale: "en" | "id"): void;
  /** Resolves when it is known; before the visitor has anything to do with the chat nothing is sent or stored, and it
   * takes effect with what they do first. Rejects where the token is refused: the visitor stays who they were. */
  (command: "identify", visitor: FrontdeskIdentity): Promise<void>;
  /** Known to whoever answers the conversations that are begun from now on. */
  (command: "setContext", context: Record<string, string | number | boolean>): void;
  /** Opens the chat, and asks for a person where a bot or a workflow answers. */
  (command: "escalate", options?: { reason?: string }): Promise<void>;
  /** Forgets the visitor on this device. */
  (command: "logout"): Promise<void>;
  /** Writes into the composer, and leaves the sending to the visitor. */
  (command: "prefill", text: string): void;
  /** Resolves when the message is stored. */
  (command: "send", text: string): Promise<FrontdeskSent>;
  <Name extends keyof FrontdeskAnswers>(command: "get", name: Name): FrontdeskAnswers[Name];
  <Name extends keyof FrontdeskEvents>(
    command: "on" | "once" | "off",
    event: Name,
    listener: (detail: FrontdeskEvents[Name]) => void,
  ): void;
}

declare global {
  interface Window {
    Frontdesk: FrontdeskFunction;
  }
  const Frontdesk: FrontdeskFunction;
}
