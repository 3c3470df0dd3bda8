/** The JavaScript API of the Frontdesk widget. Every call may be made before the widget has loaded. */

export interface FrontdeskOptions {
  /** Another widget than the one whose script tag is on the page. */
  token?: string;
  locale?: "en" | "id";
  theme?: "light" | "dark" | "auto";
  position?: "bottom-right" | "bottom-left" | "top-right" | "top-left";
  /** For browsers without constructable style sheets, on sites with a content security policy. */
  nonce?: string;
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
  (command: "open" | "close" | "toggle" | "show" | "hide" | "destroy"): void;
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
