/**
 * How a conversation in the lists changes when a frame tells of it. Frames come late, twice or in another order:
 * a state counts only with a higher version, a message only above the tail, a receipt only above the last one.
 */
import type {
  AgentConversation,
  AgentConversationPage,
  AgentDetails,
  ConversationState,
  Message,
  SenderType,
} from "@frontdesk/widget/client";
import type { InfiniteData } from "@tanstack/react-query";
import type { Place } from "./list_request";
import { comesLast, type Order } from "./orders";

export type Pages = InfiniteData<AgentConversationPage>;

/** Frames leave out what is null. */
const ABSENT = {
  department_id: null,
  subject: null,
  queued_at: null,
  assigned_at: null,
  wait_seconds: null,
  unanswered_since: null,
  first_response_at: null,
  resolved_at: null,
  closed_at: null,
} satisfies Partial<AgentDetails>;

/**
 * `details` are what agents alone see of the same state. A message's frame, or the answer to one's own change, may have
 * told the state before without them, so they count with the same version too. Since when somebody waits is theirs to
 * tell, as for what the bot has left unanswered, unless one's own message has moved the turn since.
 */
export function withState(
  conversation: AgentConversation,
  state: ConversationState,
  details: AgentDetails | null = null,
): AgentConversation {
  const told = details && { ...ABSENT, ...details, visitor: details.visitor ?? conversation.visitor };
  if (told && state.version === conversation.version) {
    const isSameTurn = state.status === conversation.status;
    const unanswered_since = (isSameTurn && told.unanswered_since) || conversation.unanswered_since || null;
    return { ...conversation, ...told, unanswered_since };
  }
  if (state.version <= conversation.version) return conversation;
  const { status, handler, agent, version } = state;
  if (told) return { ...conversation, ...told, status, handler, agent: agent ?? null, version };
  const mayBeUnanswered = handler === "agent" && (status === "pending" || status === "active");
  const unanswered_since = mayBeUnanswered ? (conversation.unanswered_since ?? null) : null;
  return { ...conversation, status, handler, agent: agent ?? null, version, unanswered_since };
}

export function withMessage(conversation: AgentConversation, message: Message): AgentConversation {
  if (message.seq <= conversation.tail_seq) return conversation;
  const told = { ...conversation, tail_seq: message.seq, last_message: message };
  if (message.sender_type === "visitor") return afterVisitor(told, message.created_at);
  return message.sender_type === "agent" ? afterAgent(told) : told;
}

/** Whose turn it is changes with each message; the answer to one's own does not say so. */
function afterVisitor(conversation: AgentConversation, at: string): AgentConversation {
  // The bot, or a workflow, answers at once: nobody of the team is waited for.
  if (conversation.handler !== "agent") return conversation;
  const status = conversation.status === "waiting" ? "active" : conversation.status;
  return { ...conversation, status, unanswered_since: conversation.unanswered_since ?? at };
}

function afterAgent(conversation: AgentConversation): AgentConversation {
  const status = conversation.status === "active" ? "waiting" : conversation.status;
  return { ...conversation, status, unanswered_since: null };
}

export function withReceipt(conversation: AgentConversation, reader: SenderType, seq: number): AgentConversation {
  const field = reader === "visitor" ? "visitor_read_seq" : "agent_read_seq";
  return seq > conversation[field] ? { ...conversation, [field]: seq } : conversation;
}

/** Of two copies, what is newer in each: an answer may have been overtaken by frames on its way. */
export function newest(known: AgentConversation | undefined, fetched: AgentConversation): AgentConversation {
  if (!known) return fetched;
  const merged = fetched.version >= known.version ? fetched : { ...fetched, ...stateOf(known) };
  const withTail = known.last_message ? withMessage(merged, known.last_message) : merged;
  return withReceipt(withReceipt(withTail, "visitor", known.visitor_read_seq), "agent", known.agent_read_seq);
}

/** Everything that a higher version replaces. */
function stateOf(conversation: AgentConversation): Partial<AgentConversation> {
  const { tail_seq, last_message, visitor_read_seq, agent_read_seq, ...state } = conversation;
  return state;
}

/**
 * The pages with this conversation in its place: replaced where it is, added, or taken out. One that comes after all
 * that is loaded is not added while there is more to load: it will come with its own page.
 */
export function placed(pages: Pages, conversation: AgentConversation, place: Place, order: Order): Pages {
  const isListed = pages.pages.some((page) => page.items.some(({ id }) => id === conversation.id));
  if (isListed) return inPages(pages, conversation, place !== "nowhere");
  if (place !== "here" || (hasMore(pages) && comesLast(conversation, listed(pages), order))) return pages;
  const [first, ...others] = pages.pages;
  return first ? { ...pages, pages: [{ ...first, items: [conversation, ...first.items] }, ...others] } : pages;
}

function hasMore({ pages }: Pages): boolean {
  return (pages.at(-1)?.next_cursor ?? null) !== null;
}

/** It may stand on two pages, having moved between two requests; pages without it stay the same objects. */
function inPages(pages: Pages, conversation: AgentConversation, isShown: boolean): Pages {
  const holds = (items: AgentConversation[]) => items.some(({ id }) => id === conversation.id);
  const changed = pages.pages.map((page) =>
    holds(page.items) ? { ...page, items: inPage(page.items, conversation, isShown) } : page,
  );
  return { ...pages, pages: changed };
}

function inPage(items: AgentConversation[], conversation: AgentConversation, isShown: boolean): AgentConversation[] {
  return isShown
    ? items.map((item) => (item.id === conversation.id ? conversation : item))
    : items.filter(({ id }) => id !== conversation.id);
}

/** Every conversation of the pages once, although one may have moved from page to page between two requests. */
export function listed(pages: Pages | undefined): AgentConversation[] {
  const byId = new Map<string, AgentConversation>();
  for (const page of pages?.pages ?? [])
    for (const item of page.items) byId.set(item.id, newest(byId.get(item.id), item));
  return [...byId.values()];
}
