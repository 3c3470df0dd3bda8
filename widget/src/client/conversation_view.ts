/** One conversation as an interface shows it: its log and what is known beside it. All changes are pure. */
import { emptyLog, type Log, learnTail, receive } from "./log";
import type { News } from "./transport";
import type { ConversationState, Message, SenderType, VisitorConversation } from "./wire";

export interface TypingPerson {
  senderType: SenderType;
  senderId: string;
  senderName: string;
  /** All that a bot has written so far; of people nothing is told. */
  text?: string;
}

export interface ConversationView {
  readonly id: string;
  /** It exists here only; its first message is on the way. */
  readonly draft: boolean;
  readonly log: Log;
  readonly state: ConversationState | null;
  readonly visitorReadSeq: number;
  readonly agentReadSeq: number;
  /** Of those who wait for a person, 1 being the next; null where that is not known. */
  readonly queuePosition: number | null;
  /** Null while it goes on, and where that has just ended. */
  readonly rateableUntil: string | null;
  readonly typing: readonly TypingPerson[];
  readonly history: "idle" | "loading" | "failed";
  /** The server says that there is no such conversation for this participant. */
  readonly gone: boolean;
}

export function draftView(id: string): ConversationView {
  return {
    id,
    draft: true,
    log: emptyLog(),
    state: null,
    visitorReadSeq: 0,
    agentReadSeq: 0,
    queuePosition: null,
    rateableUntil: null,
    typing: [],
    history: "idle",
    gone: false,
  };
}

/** Opens at the tail: earlier messages are loaded when somebody looks. */
export function viewOf(conversation: VisitorConversation): ConversationView {
  const log = emptyLog(conversation.tail_seq);
  return { ...draftView(conversation.id), draft: false, log, ...whatIsBeside(conversation) };
}

/** The same without opening a log: for one that is already open. */
export function newsOfSummary(conversation: VisitorConversation): News {
  return { messages: [], tailSeq: conversation.tail_seq, ...whatIsBeside(conversation) };
}

function whatIsBeside(conversation: VisitorConversation) {
  const { id, status, handler, agent, version, rating, feedback } = conversation;
  return {
    state: { id, status, handler, agent, version, rating, feedback },
    visitorReadSeq: conversation.visitor_read_seq,
    agentReadSeq: conversation.agent_read_seq,
    queuePosition: conversation.queue_position ?? null,
    rateableUntil: conversation.rateable_until ?? null,
  };
}

export function withNews(view: ConversationView, news: News): ConversationView {
  const known = news.state ? withState(view, news.state) : view;
  return {
    ...known,
    log: learnTail(receive(known.log, news.messages), news.tailSeq),
    visitorReadSeq: Math.max(known.visitorReadSeq, news.visitorReadSeq ?? 0),
    agentReadSeq: Math.max(known.agentReadSeq, news.agentReadSeq ?? 0),
    rateableUntil: news.rateableUntil === undefined ? known.rateableUntil : news.rateableUntil,
    queuePosition: news.queuePosition === undefined ? known.queuePosition : news.queuePosition,
  };
}

export function withMessage(view: ConversationView, message: Message): ConversationView {
  const typing = view.typing.filter(({ senderId }) => senderId !== message.sender_id);
  return { ...view, log: receive(view.log, [message]), typing };
}

/** States carry a version: one that arrives late does not undo a later one. */
export function withState(view: ConversationView, state: ConversationState): ConversationView {
  if (view.state && view.state.version >= state.version) return view;
  return { ...view, state, typing: view.typing.filter((person) => maySpeak(person, state)) };
}

export function withRead(view: ConversationView, reader: SenderType, seq: number): ConversationView {
  if (reader === "visitor") return { ...view, visitorReadSeq: Math.max(view.visitorReadSeq, seq) };
  return { ...view, agentReadSeq: Math.max(view.agentReadSeq, seq) };
}

export function withTyping(view: ConversationView, person: TypingPerson, on: boolean): ConversationView {
  const others = view.typing.filter(({ senderId }) => senderId !== person.senderId);
  return { ...view, typing: on && maySpeak(person, view.state) ? [...others, person] : others };
}

/** A bot neither finishes what it was writing when an agent has the conversation, nor goes on. */
function maySpeak({ senderType }: TypingPerson, state: ConversationState | null): boolean {
  return senderType !== "bot" || state?.handler !== "agent";
}
