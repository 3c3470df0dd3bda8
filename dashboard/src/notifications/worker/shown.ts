/** What a push becomes on the screen. No browser in here. */

/** What the server sends to a device, opened by the browser. */
export interface Pushed {
  title: string;
  body: string;
  conversation_id: string;
  urgent: boolean;
  silent: boolean;
  created_at: string;
}

/** All of these, though not every browser heeds them, and not every type library knows them. */
export interface Shown {
  body: string;
  tag: string;
  icon: string;
  badge: string;
  timestamp: number;
  renotify: boolean;
  requireInteraction: boolean;
  silent: boolean;
  vibrate?: readonly number[];
  data: { conversationId: string };
}

/** What `POST /notifications/test` names in a conversation's place. */
const TEST = "test";

const SHORT_VIBRATION = [120];
const LONG_VIBRATION = [400, 150, 400, 150, 400];

/** Null where it is nothing that Frontdesk would send. */
export function parsed(text: string | undefined): Pushed | null {
  try {
    const read = JSON.parse(text ?? "") as Partial<Pushed> | null;
    if (typeof read?.title !== "string" || typeof read.conversation_id !== "string") return null;
    return {
      title: read.title,
      body: read.body ?? "",
      conversation_id: read.conversation_id,
      urgent: read.urgent === true,
      silent: read.silent === true,
      created_at: read.created_at ?? "",
    };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** `isRung`: an open page makes the sound, and one is enough. */
export function shown({ body, conversation_id, urgent, silent, created_at }: Pushed, isRung: boolean): Shown {
  const isSilent = silent || isRung;
  return {
    body,
    // One per conversation: the next one takes its place, and is noticed all the same.
    tag: conversation_id,
    renotify: true,
    icon: "/notification-icon.png",
    badge: "/notification-badge.png",
    timestamp: Date.parse(created_at) || Date.now(),
    requireInteraction: urgent,
    silent: isSilent,
    // A browser refuses to vibrate in silence.
    ...(isSilent ? {} : { vibrate: urgent ? LONG_VIBRATION : SHORT_VIBRATION }),
    data: { conversationId: conversation_id },
  };
}

/** A push must show something, or browsers take the permission away. */
export const UNREADABLE: Pushed = {
  title: "Frontdesk",
  body: "Something is new at your desk.",
  conversation_id: TEST,
  urgent: false,
  silent: false,
  created_at: "",
};

/** Where in the dashboard a click leads. */
export function routeTo(conversationId: string): string {
  return conversationId === TEST ? "/inbox/mine" : `/inbox/mine/${encodeURIComponent(conversationId)}`;
}
